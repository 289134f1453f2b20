"""Forgets what nobody needs any more: old desk commands, sessions that are over, who listened to what long ago.

again_at = await tidy(database, tenant, now)        # a job of every night
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from callcenter.model.ids import TenantId
from callcenter.storage.database import Database
from callcenter.storage.tables import access_log, desk_commands, sessions

COMMANDS_KEPT = timedelta(hours=12)
"""A page that was cut off for longer does not repeat itself."""

ACCESS_KEPT = timedelta(days=365)
"""Long enough to answer who looked at a customer's data; the log itself tells about employees."""

EVERY = timedelta(hours=12)


async def tidy(database: Database, tenant: TenantId, now: datetime) -> datetime:
    """Returns when to tidy again."""

    def forget(connection: Connection) -> None:
        forget_old_commands(connection, tenant, now)
        connection.execute(delete(sessions).where(sessions.c.tenant == tenant, sessions.c.ends_at <= now))
        connection.execute(delete(access_log).where(access_log.c.tenant == tenant, access_log.c.at < now - ACCESS_KEPT))

    await database.transact(forget)
    return now + EVERY


def forget_old_commands(connection: Connection, tenant: TenantId, now: datetime) -> None:
    old = (desk_commands.c.tenant == tenant) & (desk_commands.c.at < now - COMMANDS_KEPT)
    connection.execute(delete(desk_commands).where(old))
