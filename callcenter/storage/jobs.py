"""What is due in minutes to months: one table, each row done once at its time, and tried again when it fails.

await jobs.put(Job(id="tidy", kind="tidy", due_at=…))      # the same id again only moves it
for job in await jobs.due(now): …                         # `callcenter/jobs.py` does this
"""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from callcenter.model.ids import TenantId
from callcenter.storage.database import Database
from callcenter.storage.tables import jobs

MOST_AT_ONCE = 100


class Job(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    kind: str
    due_at: datetime
    body: bytes = b""
    tries: int = 0  #: that failed
    failed: str | None = None  #: why the last one did


class Jobs:
    def __init__(self, database: Database, tenant: TenantId) -> None:
        self._database = database
        self._tenant = tenant

    async def put(self, job: Job) -> None:
        """A new job, or an old one at another time."""
        row = {"kind": job.kind, "due_at": job.due_at, "body": job.body, "tries": job.tries, "failed": job.failed}

        def write(connection: Connection) -> None:
            mine = update(jobs).where(jobs.c.tenant == self._tenant, jobs.c.id == job.id)
            if connection.execute(mine.values(row)).rowcount == 0:
                connection.execute(insert(jobs).values(id=job.id, tenant=self._tenant, **row))

        await self._database.transact(write)

    async def put_if_new(self, job: Job) -> None:
        """Unless a job of that id is there: it keeps its time."""
        known = select(jobs.c.id).where(jobs.c.tenant == self._tenant, jobs.c.id == job.id)
        if await self._database.read(lambda connection: connection.execute(known).one_or_none()) is None:
            await self.put(job)

    async def due(self, now: datetime) -> list[Job]:
        """The first due first."""
        question = (
            select(jobs)
            .where(jobs.c.tenant == self._tenant, jobs.c.due_at <= now)
            .order_by(jobs.c.due_at, jobs.c.id)
            .limit(MOST_AT_ONCE)
        )
        rows = await self._database.read(lambda connection: connection.execute(question).all())
        return [
            Job(id=row.id, kind=row.kind, due_at=row.due_at, body=row.body, tries=row.tries, failed=row.failed)
            for row in rows
        ]

    async def next_due(self) -> datetime | None:
        question = select(func.min(jobs.c.due_at)).where(jobs.c.tenant == self._tenant)
        return await self._database.read(lambda connection: connection.execute(question).scalar_one_or_none())

    async def drop(self, job: str) -> None:
        change = delete(jobs).where(jobs.c.tenant == self._tenant, jobs.c.id == job)

        def write(connection: Connection) -> None:
            connection.execute(change)

        await self._database.transact(write)
