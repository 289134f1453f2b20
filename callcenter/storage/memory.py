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
from callcenter.model.ids import InteractionId, TenantId
from callcenter.model.measures import ACTIONS_SHOWN, Action, Measure
from callcenter.model.script import Value
from callcenter.storage.database import Database
from callcenter.storage.stored import MEASURES
from callcenter.storage.stored import decode as decode_stored
from callcenter.storage.tables import (
    actions,
    calls,
    desk_commands,
    interactions,
    journal,
    measures,
    presence,
    script_answers,
)
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
    measures: tuple[Measure, ...]  #: what supervisors have set in force
    actions: tuple[Action, ...]  #: the last ones, in order


async def load(
    database: Database, tenant: TenantId, since: datetime, now: datetime, streams: Collection[str]
) -> Memory:
    """`since`: when the present day began. `streams`: those of the journal that go on besides the calls'.

    Raises:
        Unreadable: when something was written by a newer program.
    """
    await database.transact(lambda connection: forget_old_commands(connection, tenant, now))
    return await database.read(lambda connection: _load(connection, tenant, since, streams))


def _load(connection: Connection, tenant: TenantId, since: datetime, streams: Collection[str]) -> Memory:
    live = _bodies(connection, calls, tenant, Call)
    ids = [call.id for call in live]
    standing = _measures(connection, tenant)
    go_on = {*ids, *streams, *(measure.id for measure in standing)}
    mine = journal.c.tenant == tenant
    last = select(journal.c.stream, func.max(journal.c.n)).where(mine, journal.c.stream.in_(go_on))
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
        measures=standing,
        actions=_actions(connection, tenant),
    )


def _measures(connection: Connection, tenant: TenantId) -> tuple[Measure, ...]:
    rows = connection.execute(select(measures).where(measures.c.tenant == tenant))
    return tuple(decode_stored(MEASURES[row.kind], row.version, row.body) for row in rows)


def _actions(connection: Connection, tenant: TenantId) -> tuple[Action, ...]:
    mine = select(actions).where(actions.c.tenant == tenant).order_by(actions.c.at.desc(), actions.c.id.desc())
    rows = connection.execute(mine.limit(ACTIONS_SHOWN)).all()
    return tuple(action_of(row) for row in reversed(rows))


def action_of(row: Row[Any]) -> Action:
    return Action(
        id=row.id,
        at=row.at,
        by=row.by,
        do=row.do,
        agent=row.agent,
        interaction=row.interaction,
        queue=row.queue,
        site=row.site,
        reason=row.reason,
    )


def _bodies(connection: Connection, table: Any, tenant: TenantId, kind: type[T]) -> tuple[T, ...]:
    rows = connection.execute(select(table.c.version, table.c.body).where(table.c.tenant == tenant))
    return tuple(decode_stored(kind, row.version, row.body) for row in rows)


def _lines(rows: Sequence[Row[Any]]) -> tuple[Line, ...]:
    return tuple(
        Line(tenant=row.tenant, stream=row.stream, at=row.at, fact=decode(row.type, row.version, row.body))
        for row in rows
    )
