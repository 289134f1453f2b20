"""A round as SQL statements, all of one transaction: journal, snapshots of calls and routing, rows that can be erased.

    database.save(Saving(...).statements(round), then)

Statements are built once; a round only fills in values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from msgspec import to_builtins
from sqlalchemy import Table, bindparam, delete, insert, update
from sqlalchemy.dialects import postgresql, sqlite

from callcenter.agents.presence import Presence
from callcenter.calls.state import Call
from callcenter.journal import Line, encode
from callcenter.model import facts
from callcenter.model.ids import AgentId, InteractionId
from callcenter.reporting.sound import was_poor
from callcenter.rounds import Round
from callcenter.storage import tables
from callcenter.storage.stored import MEASURES, VERSIONS
from callcenter.storage.stored import encode as to_json
from callcenter.storage.writer import Statement
from routing.records import AgentRecord, InteractionRecord, Touched


def _once(table: Table, dialect: str) -> Any:
    """What a desk repeats, or a network tells again, is there already: that must not cost the round.

    Not so the journal: two rounds with the same number would be a fault of ours, which must not be hidden.
    """
    make = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return make(table).on_conflict_do_nothing()


def _upsert(table: Table, keys: tuple[str, ...], columns: tuple[str, ...], dialect: str) -> Any:
    make = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = make(table).values({name: bindparam(name) for name in (*keys, *columns)})
    return statement.on_conflict_do_update(
        index_elements=list(keys), set_={name: statement.excluded[name] for name in columns}
    )


KIND_OF = {measure: kind for kind, measure in MEASURES.items()}


def _stored(value: Any) -> dict[str, Any]:
    return {"version": VERSIONS[type(value)], "body": to_json(value)}


def _set(column: str) -> Any:
    """UPDATE interactions SET column = :value WHERE id = :interaction."""
    table = tables.interactions
    return update(table).where(table.c.id == bindparam("interaction")).values({column: bindparam("value")})


class Saving:
    """What must be known of the desks to store a round."""

    def __init__(
        self,
        dialect: str,
        *,
        call: Callable[[InteractionId], Call | None],
        presence: Callable[[AgentId], Presence | None],
        record_of_agent: Callable[[str], AgentRecord | None],
        record_of_interaction: Callable[[str], InteractionRecord | None],
    ) -> None:
        self._call, self._presence = call, presence
        self._record_of_agent, self._record_of_interaction = record_of_agent, record_of_interaction
        self._n: dict[str, int] = {}  #: the last line's number, by stream
        t = tables
        self._journal = insert(t.journal)
        self._put_call = _upsert(t.calls, ("id",), ("tenant", "version", "body"), dialect)
        self._drop_call = delete(t.calls).where(t.calls.c.id == bindparam("interaction"))
        self._put_agent = _upsert(t.routing_agents, ("tenant", "agent"), ("version", "body"), dialect)
        self._drop_agent = delete(t.routing_agents).where(
            t.routing_agents.c.tenant == bindparam("of"), t.routing_agents.c.agent == bindparam("name")
        )
        waiting = t.routing_interactions
        self._put_waiting = _upsert(waiting, ("interaction",), ("tenant", "version", "body"), dialect)
        self._drop_waiting = delete(waiting).where(waiting.c.interaction == bindparam("name"))
        self._put_presence = _upsert(t.presence, ("tenant", "agent"), ("version", "body"), dialect)
        self._put_answers = _upsert(
            t.script_answers, ("interaction", "script", "revision"), ("tenant", "agent", "at", "answers"), dialect
        )
        self._put_measure = _upsert(t.measures, ("tenant", "kind", "id"), ("version", "body"), dialect)
        measure = (t.measures.c.kind == bindparam("of_kind")) & (t.measures.c.id == bindparam("name"))
        self._drop_measure = delete(t.measures).where(t.measures.c.tenant == bindparam("of"), measure)
        self._put_action = _once(t.actions, dialect)
        self._put_command = _once(t.desk_commands, dialect)
        self._began = _once(t.interactions, dialect)
        self._ended = (
            update(t.interactions)
            .where(t.interactions.c.id == bindparam("interaction"))
            .values(ended_at=bindparam("at"), outcome=bindparam("value"))
        )
        self._talked = (
            update(t.interactions)
            .where(t.interactions.c.id == bindparam("interaction"))
            .values(talked=t.interactions.c.talked + bindparam("value"))
        )
        self._columns = {
            name: _set(name) for name in ("queue", "agent", "customer", "disposition", "note", "poor_sound")
        }
        self._track_began = _once(t.recordings, dialect)
        track = t.recordings.c.track == bindparam("name")
        self._track_ended = update(t.recordings).where(track).values(ended_at=bindparam("at"))

    # ---------------------------------------------------------------- numbering

    def know(self, numbers: Iterable[tuple[str, int]]) -> None:
        """Streams that have lines already, and the number of their last one."""
        self._n.update(numbers)

    def forget(self, stream: str) -> None:
        self._n.pop(stream, None)

    # ---------------------------------------------------------------- a round

    def statements(self, round: Round, touched: Touched, over: Iterable[InteractionId]) -> list[Statement]:
        """`over`: calls that have ended and that nobody works on any more."""
        tenant, dropped = round.tenant, set(over)
        wanted: list[Statement] = []
        for line in round.lines:
            wanted += self._project(line)
        wanted += [(self._journal, self._line(line)) for line in round.lines]
        for interaction in round.calls:
            call = self._call(interaction)
            if call is not None and interaction not in dropped:
                wanted.append((self._put_call, {"id": call.id, "tenant": tenant} | _stored(call)))
        wanted += [(self._drop_call, {"interaction": interaction}) for interaction in dropped]
        wanted += self._routing(tenant, touched)
        for agent in round.agents:
            presence = self._presence(agent)
            if presence is not None:
                wanted.append((self._put_presence, {"agent": agent, "tenant": tenant} | _stored(presence)))
        for noted in round.noted:
            for column, value in (
                ("note", noted.note),
                ("disposition", noted.disposition),
                ("customer", noted.customer),
            ):
                if value is not None:
                    wanted.append((self._columns[column], {"interaction": noted.interaction, "value": value}))
        for one in round.answered:
            row = {"interaction": one.interaction, "script": one.script, "revision": one.revision}
            more = {"tenant": tenant, "agent": one.agent, "at": round.now, "answers": one.values}
            wanted.append((self._put_answers, row | more))
        wanted += self._supervised(round)
        for done in round.commanded:
            row = {"agent": done.by, "key": done.key, "tenant": tenant, "at": round.now, "refused": done.refused}
            wanted.append((self._put_command, row))
        return wanted

    def _supervised(self, round: Round) -> Iterable[Statement]:
        for (of, name), measure in round.measures.items():
            if measure is None:
                yield self._drop_measure, {"of": round.tenant, "of_kind": KIND_OF[of], "name": name}
            else:
                key = {"tenant": round.tenant, "kind": KIND_OF[of], "id": name}
                yield self._put_measure, key | _stored(measure)
        for action in round.actions:
            yield self._put_action, {"tenant": round.tenant} | to_builtins(action, builtin_types=(datetime,))

    def _line(self, line: Line) -> dict[str, Any]:
        n = self._n[line.stream] = self._n.get(line.stream, 0) + 1
        kind, version, body = encode(line.fact)
        row = {"tenant": line.tenant, "stream": line.stream, "n": n, "at": line.at}
        return row | {"type": kind, "version": version, "body": body}

    def _routing(self, tenant: str, touched: Touched) -> Iterable[Statement]:
        for agent in touched.agents:
            record = self._record_of_agent(agent)
            if record is None:
                yield self._drop_agent, {"of": tenant, "name": agent}
            else:
                yield self._put_agent, {"agent": agent, "tenant": tenant} | _stored(record)
        for interaction in touched.interactions:
            waiting = self._record_of_interaction(interaction)
            if waiting is None:
                yield self._drop_waiting, {"name": interaction}
            else:
                yield self._put_waiting, {"interaction": interaction, "tenant": tenant} | _stored(waiting)

    # ---------------------------------------------------------------- rows that follow from facts

    def _project(self, line: Line) -> list[Statement]:
        stream, at = line.stream, line.at
        match line.fact:
            case facts.Began() as began:
                return [(self._began, self._interaction(line, began))]
            case facts.CustomerMatched():
                call = self._call(InteractionId(stream))
                return [self._column("customer", stream, call.customer if call else None)]
            case facts.QueueEntered(queue=queue):
                return [self._column("queue", stream, queue)]
            case facts.Connected(agent=agent):
                return [self._column("agent", stream, agent)]
            case facts.AgentLeft(talked=talked) if talked > 0:
                return [(self._talked, {"interaction": stream, "value": talked})]
            case facts.TrackBegan() as track:
                return [self._track(line.tenant, stream, track.track, track.party, track.agent, at)]
            case facts.TrackEnded(track=track):
                return [(self._track_ended, {"name": track, "at": at})]
            case facts.LegQuality() as quality if was_poor(quality):
                return [self._column("poor_sound", stream, True)]
            case facts.VoicemailLeft(voicemail=voicemail):
                return [self._track(line.tenant, voicemail, voicemail, "customer", None, at)]
            case facts.Ended(outcome=outcome):
                return [(self._ended, {"interaction": stream, "at": at, "value": outcome})]
            case _:
                return []

    def _column(self, name: str, interaction: str, value: Any) -> Statement:
        return self._columns[name], {"interaction": interaction, "value": value}

    def _track(
        self, tenant: str, interaction: str, track: str, party: str, agent: str | None, at: datetime
    ) -> Statement:
        row = {"track": track, "tenant": tenant, "interaction": interaction, "party": party, "agent": agent}
        return self._track_began, row | {"began_at": at, "ended_at": None}

    def _interaction(self, line: Line, began: facts.Began) -> dict[str, Any]:
        call = self._call(InteractionId(line.stream))
        assert call is not None
        return {
            "id": line.stream,
            "tenant": line.tenant,
            "site": began.site,
            "medium": began.medium,
            "direction": began.direction,
            "began_at": line.at,
            "customer": call.customer,
            "caller": call.caller,
            "caller_name": call.caller_name,
            "dialled": call.dialled,
            "related": began.related,
            "note": "",
            "talked": 0.0,
            "demo": False,
        }
