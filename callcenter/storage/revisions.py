"""Everything that was ever published, as it was written: a call goes on in the revision it began in.

revision = await revisions.publish("flow", "hotline", text, now)     # the same text again: the same number
texts = await revisions.all_of("flow")                               # {("hotline", 1): "start: …", …}
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from callcenter.model.ids import TenantId
from callcenter.storage.database import Database
from callcenter.storage.tables import revisions


class Revisions:
    def __init__(self, database: Database, tenant: TenantId) -> None:
        self._database = database
        self._tenant = tenant

    async def publish(self, kind: str, name: str, body: str, now: datetime) -> int:
        """The revision's number: the newest one's if it says the same, else one more."""
        digest = hashlib.sha256(body.encode()).hexdigest()

        def write(connection: Connection) -> int:
            newest = connection.execute(
                select(revisions.c.revision, revisions.c.digest)
                .where(revisions.c.tenant == self._tenant, revisions.c.kind == kind, revisions.c.name == name)
                .order_by(revisions.c.revision.desc())
                .limit(1)
            ).one_or_none()
            if newest is not None and newest.digest == digest:
                return newest.revision
            revision = newest.revision + 1 if newest is not None else 1
            row = {"tenant": self._tenant, "kind": kind, "name": name, "revision": revision}
            connection.execute(insert(revisions), row | {"published_at": now, "digest": digest, "body": body})
            return revision

        return await self._database.transact(write)

    async def newest(self, kind: str) -> Mapping[str, int]:
        """name → number of its newest revision."""
        question = (
            select(revisions.c.name, func.max(revisions.c.revision))
            .where(revisions.c.tenant == self._tenant, revisions.c.kind == kind)
            .group_by(revisions.c.name)
        )
        return await self._database.read(
            lambda connection: {name: number for name, number in connection.execute(question)}
        )

    async def all_of(self, kind: str) -> Mapping[tuple[str, int], str]:
        """(name, revision) → what was written."""
        question = (
            select(revisions.c.name, revisions.c.revision, revisions.c.body)
            .where(revisions.c.tenant == self._tenant, revisions.c.kind == kind)
            .order_by(revisions.c.name, revisions.c.revision)
        )
        return await self._database.read(
            lambda connection: {(row.name, row.revision): row.body for row in connection.execute(question)}
        )
