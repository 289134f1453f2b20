"""What a restarted program must know again: live calls, routing's records, presence, and how far each journal has come.

memory = await load(database, tenant, midnight, now, company.agents)
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Row, func, select

from callcenter.agents.presence import Presence
from callcenter.calls.state import Call
from callcenter.journal import Line, decode
from callcenter.model.ids import AgentId, InteractionId, TenantId
from callcenter.model.script import Value
from callcenter.storage.database import Database
from callcenter.storage.stored import decode as decode_stored
from callcenter.storage.tables import calls, desk_commands, interactions, journal, presence, script_answers
from callcenter.storage.tables import routing_agents as agents
from callcenter.storage.tables import routing_interactions as waiting
from callcenter.storage.tidying import forget_old_commands
from routing.records import AgentRecord, InteractionRecord

T = TypeVar("T")


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    calls: tuple[Call, ...]
    agents: tuple[AgentRecord, ...]
    waiting: tuple[InteractionRecord, ...]
    presences: tuple[Presence, ...]
    numbers: tuple[tuple[str, int], ...]  #: stream → number of its last journal line, of all that goes on
    lines: tuple[Line, ...]  #: of the live calls, in order
    today: tuple[Line, ...]  #: of everything since `since`
    notes: dict[InteractionId, str]
    answers: tuple[tuple[InteractionId, str, dict[str, Value]], ...]  #: to scripts, by live calls; the newest last
    commanded: dict[tuple[str, str], str | None]


async def load(
    database: Database, tenant: TenantId, since: datetime, now: datetime, staff: Collection[AgentId]
) -> Memory:
    """`since`: when the present day began. `staff`: all agents the company has now.

    Raises:
        Unreadable: when something was written by a newer program.
    """
    await database.transact(lambda connection: forget_old_commands(connection, tenant, now))
    return await database.read(lambda connection: _load(connection, tenant, since, staff))


def _load(connection: Connection, tenant: TenantId, since: datetime, staff: Collection[AgentId]) -> Memory:
    live = _bodies(connection, calls, tenant, Call)
    ids = [call.id for call in live]
    mine = journal.c.tenant == tenant
    last = select(journal.c.stream, func.max(journal.c.n)).where(mine, journal.c.stream.in_([*ids, *staff]))
    notes = select(interactions.c.id, interactions.c.note).where(interactions.c.id.in_(ids))
    theirs = select(journal).where(mine, journal.c.stream.in_(ids)).order_by(journal.c.seq)
    day = select(journal).where(mine, journal.c.at >= since).order_by(journal.c.seq)
    filled_in = select(script_answers).where(script_answers.c.interaction.in_(ids)).order_by(script_answers.c.at)
    done = select(desk_commands).where(desk_commands.c.tenant == tenant)
    return Memory(
        calls=live,
        agents=_bodies(connection, agents, tenant, AgentRecord),
        waiting=_bodies(connection, waiting, tenant, InteractionRecord),
        presences=_bodies(connection, presence, tenant, Presence),
        numbers=tuple((row[0], row[1]) for row in connection.execute(last.group_by(journal.c.stream))),
        lines=_lines(connection.execute(theirs).all()),
        today=_lines(connection.execute(day).all()),
        notes={row.id: row.note for row in connection.execute(notes)},
        answers=tuple((row.interaction, row.script, row.answers) for row in connection.execute(filled_in)),
        commanded={(row.agent, row.key): row.refused for row in connection.execute(done)},
    )


def _bodies(connection: Connection, table: Any, tenant: TenantId, kind: type[T]) -> tuple[T, ...]:
    rows = connection.execute(select(table.c.version, table.c.body).where(table.c.tenant == tenant))
    return tuple(decode_stored(kind, row.version, row.body) for row in rows)


def _lines(rows: Sequence[Row[Any]]) -> tuple[Line, ...]:
    return tuple(
        Line(tenant=row.tenant, stream=row.stream, at=row.at, fact=decode(row.type, row.version, row.body))
        for row in rows
    )
