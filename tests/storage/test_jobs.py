"""The one table of what is due later."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from callcenter import jobs as jobs_at_work
from callcenter.clock import ManualClock
from callcenter.jobs import Working
from callcenter.model.ids import TenantId
from callcenter.storage.database import Database
from callcenter.storage.jobs import Job, Jobs
from callcenter.storage.tables import access_log, sessions
from callcenter.storage.tidying import tidy

TENANT = TenantId("haihe")


class Done:
    """A handler that notes what it did."""

    def __init__(self, again: timedelta | None = None, failing: int = 0) -> None:
        self.bodies: list[bytes] = []
        self._again, self._failing = again, failing

    async def __call__(self, body: bytes, now: datetime) -> datetime | None:
        self.bodies.append(body)
        if len(self.bodies) <= self._failing:
            raise OSError("no way out")
        return None if self._again is None else now + self._again


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


async def test_a_job_is_done_once_at_its_time(database: Database, clock: ManualClock):
    done, jobs = Done(), Jobs(database, TENANT)
    working = Working(jobs, clock, {"call": done})
    await working.put(Job(id="1", kind="call", due_at=clock.now() + timedelta(hours=1), body=b"them"))
    await working.do_what_is_due()
    assert done.bodies == []
    clock.advance(3600)
    await working.do_what_is_due()
    await working.do_what_is_due()
    assert done.bodies == [b"them"]
    assert await jobs.next_due() is None


async def test_a_job_that_fails_is_tried_again_later_each_time(database: Database, clock: ManualClock, caplog):
    done, jobs = Done(failing=2), Jobs(database, TENANT)
    working = Working(jobs, clock, {"call": done})
    await working.put(Job(id="1", kind="call", due_at=clock.now()))
    await working.do_what_is_due()
    assert await jobs.next_due() == clock.now() + timedelta(minutes=1)
    clock.advance(60)
    await working.do_what_is_due()
    assert await jobs.next_due() == clock.now() + timedelta(minutes=2)
    clock.advance(120)
    await working.do_what_is_due()
    assert await jobs.next_due() is None
    assert caplog.text.count("a job failed") == 2


async def test_a_job_of_every_night_stays(database: Database, clock: ManualClock):
    done, jobs = Done(again=timedelta(hours=12)), Jobs(database, TENANT)
    working = Working(jobs, clock, {"tidy": done})
    await jobs.put_if_new(Job(id="tidy", kind="tidy", due_at=clock.now()))
    await working.do_what_is_due()
    await jobs.put_if_new(Job(id="tidy", kind="tidy", due_at=clock.now()))
    assert await jobs.next_due() == clock.now() + timedelta(hours=12)


async def test_jobs_of_another_company_are_not_touched(database: Database, clock: ManualClock):
    await Jobs(database, TenantId("other")).put(Job(id="theirs", kind="call", due_at=clock.now()))
    assert await Jobs(database, TENANT).due(clock.now()) == []


async def test_tidying_forgets_sessions_that_are_over(database: Database, clock: ManualClock):
    def add(connection) -> None:
        for token, hours in (("old", -1), ("new", 1)):
            connection.execute(
                sessions.insert().values(
                    token=token,
                    tenant=TENANT,
                    login="wang",
                    began_at=clock.now(),
                    seen_at=clock.now(),
                    ends_at=clock.now() + timedelta(hours=hours),
                )
            )

    await database.transact(add)
    assert await tidy(database, TENANT, clock.now()) == clock.now() + timedelta(hours=12)
    left = await database.read(lambda connection: list(connection.execute(sessions.select()).all()))
    assert [row.token for row in left] == ["new"]


class Away(Jobs):
    """A store that cannot be read at first."""

    times = 2

    async def due(self, now: datetime) -> list[Job]:
        if self.times > 0:
            self.times -= 1
            raise OSError("the database is away")
        return await super().due(now)


async def test_jobs_go_on_when_the_database_is_back(
    database: Database, clock: ManualClock, monkeypatch: pytest.MonkeyPatch, caplog
):
    monkeypatch.setattr(jobs_at_work, "FIRST_PAUSE", 0.01)
    called = asyncio.Event()

    async def call(body: bytes, now: datetime) -> None:
        called.set()

    jobs = Away(database, TENANT)
    await jobs.put(Job(id="1", kind="call", due_at=clock.now()))
    running = asyncio.create_task(Working(jobs, clock, {"call": call}).run())
    async with asyncio.timeout(5):
        await called.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert caplog.text.count("the jobs cannot be read or kept now") == 2


async def test_tidying_forgets_who_listened_more_than_a_year_ago(database: Database, clock: ManualClock):
    def add(connection) -> None:
        for login, days in (("long ago", 366), ("lately", 364)):
            at = clock.now() - timedelta(days=days)
            connection.execute(access_log.insert().values(tenant=TENANT, at=at, login=login, what="listened"))

    await database.transact(add)
    await tidy(database, TENANT, clock.now())
    left = await database.read(lambda connection: list(connection.execute(access_log.select()).all()))
    assert [row.login for row in left] == ["lately"]
