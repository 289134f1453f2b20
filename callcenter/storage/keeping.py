"""How long recordings stay: which have expired, which somebody holds, which are gone.

keeping = Keeping(database, tenant)
expired = await keeping.expire(company, now)     # marked; nobody hears them any more
await keeping.gone(expired, now)                 # after their files were deleted

In this order a crash costs nothing: what is marked and not gone is given again by the next `expire`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, insert, or_, select, update

from callcenter.history.records import Expired, Hold
from callcenter.model.company import Company
from callcenter.model.ids import InteractionId, TenantId
from callcenter.storage.database import Database
from callcenter.storage.tables import access_log, interactions, recording_holds, recordings

PROGRAM = "program"
"""Who deletes, in the access log."""


class Keeping:
    def __init__(self, database: Database, tenant: TenantId) -> None:
        self._database = database
        self._tenant = tenant

    # ---------------------------------------------------------------- time

    async def expire(self, company: Company, now: datetime) -> Sequence[Expired]:
        """Marks what was kept for long enough and nobody holds; gives all whose files may still be there."""

        def write(connection: Connection) -> Sequence[Expired]:
            for which, seconds in _kept_for(company):
                old = select(interactions.c.id).where(
                    interactions.c.tenant == self._tenant,
                    interactions.c.ended_at < now - timedelta(seconds=seconds),
                    which,
                )
                held = select(recording_holds.c.interaction).where(recording_holds.c.tenant == self._tenant)
                due = update(recordings).where(
                    recordings.c.tenant == self._tenant,
                    recordings.c.expired_at.is_(None),
                    recordings.c.interaction.in_(old),
                    recordings.c.interaction.not_in(held),
                )
                connection.execute(due.values(expired_at=now))
            marked = select(recordings.c.track, recordings.c.interaction).where(
                recordings.c.tenant == self._tenant,
                recordings.c.expired_at.is_not(None),
                recordings.c.deleted_at.is_(None),
            )
            return [Expired(row.track, row.interaction) for row in connection.execute(marked)]

        return await self._database.transact(write)

    async def gone(self, tracks: Sequence[Expired], now: datetime) -> None:
        """Their files are deleted. The access log keeps how many."""
        if not tracks:
            return

        def write(connection: Connection) -> None:
            for one in tracks:
                mine = and_(recordings.c.tenant == self._tenant, recordings.c.track == one.track)
                connection.execute(update(recordings).where(mine).values(deleted_at=now))
            self._log(connection, now, PROGRAM, "recordings_expired", str(len(tracks)))

        await self._database.transact(write)

    # ---------------------------------------------------------------- holds

    async def hold(self, interaction: InteractionId, login: str, reason: str, now: datetime) -> bool:
        """Its recordings stay until they are let go. False when they have expired already."""

        def write(connection: Connection) -> bool:
            expired = exists().where(recordings.c.interaction == interaction, recordings.c.expired_at.is_not(None))
            if connection.execute(select(expired)).scalar():
                return False
            if not connection.execute(select(exists().where(self._held(interaction)))).scalar():
                row = {"interaction": interaction, "login": login, "at": now, "reason": reason}
                connection.execute(insert(recording_holds).values(tenant=self._tenant, **row))
                self._log(connection, now, login, "held", interaction, interaction)
            return True

        return await self._database.transact(write)

    async def let_go(self, interaction: InteractionId, login: str, now: datetime) -> None:
        def write(connection: Connection) -> None:
            if connection.execute(delete(recording_holds).where(self._held(interaction))).rowcount:
                self._log(connection, now, login, "let_go", interaction, interaction)

        await self._database.transact(write)

    async def hold_of(self, interaction: InteractionId) -> Hold | None:
        question = select(recording_holds).where(self._held(interaction))
        row = await self._database.read(lambda connection: connection.execute(question).one_or_none())
        return None if row is None else Hold(login=row.login, at=row.at, reason=row.reason)

    def _held(self, interaction: InteractionId) -> ColumnElement[bool]:
        return and_(recording_holds.c.tenant == self._tenant, recording_holds.c.interaction == interaction)

    def _log(
        self, connection: Connection, now: datetime, login: str, what: str, of: str, interaction: str | None = None
    ) -> None:
        row = {"at": now, "login": login, "what": what, "of": of, "interaction": interaction}
        connection.execute(insert(access_log).values(tenant=self._tenant, **row))


def _kept_for(company: Company) -> Iterator[tuple[ColumnElement[bool], float]]:
    """Which interactions' recordings are kept for how long; nothing for less than the least time."""
    rules = company.recording
    own = {name: queue.keep_recordings for name, queue in company.queues.items() if queue.keep_recordings is not None}
    for name, seconds in own.items():
        yield interactions.c.queue == name, max(seconds, rules.keep_at_least)
    others = or_(interactions.c.queue.is_(None), interactions.c.queue.not_in(sorted(own)))
    yield others, max(rules.keep, rules.keep_at_least)
