"""One writer, many savers: in order, all or nothing, and never dropped."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from real.postgres import Postgres
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, event, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError

from callcenter.storage import writer
from callcenter.storage.database import Database

numbers = Table("numbers", MetaData(), Column("n", Integer, primary_key=True), Column("word", String(8), default=""))
ADD = insert(numbers)


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    database = await with_numbers(url)
    yield database
    await database.close()


async def with_numbers(url: str) -> Database:
    database = Database(url)
    await database.transact(lambda connection: numbers.metadata.create_all(connection))
    return database


def all_numbers(connection: Connection) -> list[int]:
    return list(connection.execute(select(numbers.c.n).order_by(numbers.c.n)).scalars())


async def test_what_follows_a_save_runs_after_it_is_on_disk_and_in_order(database: Database):
    told: list[int] = []
    for n in range(1000):
        database.save([(ADD, {"n": n})], lambda n=n: told.append(n))
    await database.saved()
    assert told == list(range(1000))
    assert await database.read(all_numbers) == list(range(1000))


async def test_whatever_queued_up_during_a_commit_goes_into_the_next(database: Database):
    commits: list[Connection] = []
    event.listen(database.engine, "commit", commits.append)
    for n in range(1000):
        database.save([(ADD, {"n": n})], lambda: None)
    await database.saved()
    assert len(commits) < 100
    assert len(await database.read(all_numbers)) == 1000


async def test_a_save_is_all_or_nothing_and_a_bad_one_does_not_stop_the_others(database: Database):
    told: list[str] = []
    database.save([(ADD, {"n": 1})], lambda: told.append("first"))
    database.save([(ADD, {"n": 2}), (ADD, {"n": 1})], lambda: told.append("refused"))
    database.save([(ADD, {"n": 3})], lambda: told.append("last"))
    await database.saved()
    assert await database.read(all_numbers) == [1, 3]
    assert told == ["first", "refused", "last"]  # the caller on the line does not wait for ever


@pytest.mark.parametrize("url", [pytest.param("postgresql", marks=pytest.mark.real)], indirect=True)
@pytest.mark.parametrize("word", ["too long a word", "nul\0"])
async def test_what_only_postgresql_refuses_does_not_stop_the_others_either(word: str, database: Database):
    told: list[str] = []
    database.save([(ADD, {"n": 1, "word": "good"})], lambda: told.append("first"))
    database.save([(ADD, {"n": 2, "word": word})], lambda: told.append("refused"))
    database.save([(ADD, {"n": 3, "word": "good"})], lambda: told.append("last"))
    await database.saved()
    assert await database.read(all_numbers) == [1, 3]
    assert told == ["first", "refused", "last"]


async def test_a_save_that_makes_no_sense_to_the_database_is_let_go(database: Database):
    told: list[str] = []
    nowhere = Table("nowhere", MetaData(), Column("n", Integer))
    database.save([(insert(nowhere), {"n": 1})], lambda: told.append("refused"))
    database.save([(ADD, {"n": 1})], lambda: told.append("last"))
    await database.saved()
    assert told == ["refused", "last"]
    assert await database.read(all_numbers) == [1]


async def test_a_change_that_fails_tells_its_own_caller(database: Database):
    await database.transact(lambda connection: connection.execute(ADD, {"n": 7}))
    with pytest.raises(IntegrityError):
        await database.transact(lambda connection: connection.execute(ADD, {"n": 7}))
    assert await database.read(all_numbers) == [7]


async def test_a_failing_follow_up_does_not_swallow_those_of_the_others(database: Database):
    told: list[int] = []

    def fails() -> None:
        raise RuntimeError("a bug")

    database.save([(ADD, {"n": 1})], fails)
    database.save([(ADD, {"n": 2})], lambda: told.append(2))
    await database.saved()
    assert told == [2]


async def test_while_the_database_is_away_what_was_accepted_waits(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(writer, "TRY_AGAIN_AFTER", 0.01)
    loop, tried_again = asyncio.get_running_loop(), asyncio.Event()
    away, tries = [True], [0]

    def begin(_: Connection) -> None:
        tries[0] += 1
        if tries[0] > 1:
            loop.call_soon_threadsafe(tried_again.set)
        if away[0]:
            raise OperationalError("BEGIN", {}, Exception("the server closed the connection"))

    event.listen(database.engine, "begin", begin)
    told: list[int] = []
    for n in range(3):
        database.save([(ADD, {"n": n})], lambda n=n: told.append(n))
    await tried_again.wait()
    assert database.broken
    assert told == []
    away[0] = False
    await database.saved()
    assert told == [0, 1, 2]
    assert not database.broken
    assert await database.read(all_numbers) == [0, 1, 2]
    assert caplog.record_tuples[0][:2] == ("callcenter.storage.writer", logging.ERROR)


@pytest.fixture
def mortal() -> Iterator[Postgres]:
    """A PostgreSQL for one test only."""
    with TemporaryDirectory(prefix="pg-") as folder, Postgres(Path(folder)) as postgres:
        yield postgres


@pytest.mark.real
async def test_nothing_accepted_is_lost_or_doubled_when_postgresql_is_killed(mortal: Postgres):
    database = await with_numbers(mortal.url)
    told: list[int] = []
    accepted = 0
    some, stop = asyncio.Event(), asyncio.Event()

    def follow(n: int) -> None:
        told.append(n)
        if len(told) % 200 == 0:
            some.set()

    async def go_on_saving() -> None:
        nonlocal accepted
        while not stop.is_set():
            database.save([(ADD, {"n": accepted})], lambda n=accepted: follow(n))
            accepted += 1
            await asyncio.sleep(0.0005)  # calls arrive one after the other

    saving = asyncio.create_task(go_on_saving())
    for _ in range(3):
        some.clear()
        await some.wait()
        before = accepted
        await asyncio.to_thread(mortal.kill)
        await asyncio.to_thread(mortal.start)
        assert accepted > before  # nobody waited for the database
    some.clear()
    await some.wait()
    stop.set()
    await saving
    await database.saved()
    assert told == list(range(accepted))
    assert await database.read(all_numbers) == told
    assert not database.broken
    await database.close()
