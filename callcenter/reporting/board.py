"""The live board as plain values in a feed (`docs/desk-protocol.md`, feed `board`): queues, agents, the center's state.

board.note(lines)                 # every line of the journal goes by
board.update(queues, agents, now)
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from callcenter.agents.breaks import serves
from callcenter.agents.floor import Floor
from callcenter.agents.presence import Choice
from callcenter.agents.states import State
from callcenter.calls.state import Call, Phase
from callcenter.calls.telling import House
from callcenter.clock import iso
from callcenter.journal import Line
from callcenter.live import Feed
from callcenter.model.company import Agent, Company
from callcenter.model.facts import QueueEntered, QueueLeft
from callcenter.model.ids import AgentId, InteractionId, QueueName
from callcenter.model.lines import TrunkNow
from callcenter.reporting.day import Days
from callcenter.reporting.day import State as OnDay
from callcenter.reporting.figures import Figures
from callcenter.switchboard import Switchboard

log = logging.getLogger(__name__)

MOST_ALARMS = 5
"""Shown at once; a day forgets them."""

STATES = ("available", "offered", "talking", "wrap_up", "aux", "not_responding", "unreachable")
TALKING = frozenset({State.TALKING, State.HELD, State.CONSULTING, State.AWAY, State.DIALLING})


class _Counted(msgspec.Struct, frozen=True):
    """How an agent stands in the staff of their queues."""

    state: str
    skills: Mapping[str, int]
    queues: list[QueueName]


class Board:
    def __init__(
        self, *, house: Callable[[], House], floor: Floor, switchboard: Switchboard, epoch: str, now: datetime
    ) -> None:
        company = house().company
        self.feed = Feed(epoch)
        self.figures = Figures(company)
        self.day: date = day_of(company, now)
        self.days = Days(day_begins(self.day, company.zone))
        self._house = house
        self._floor = floor
        self._switchboard = switchboard
        self._waiting: dict[QueueName, dict[InteractionId, datetime]] = {}  #: since when, in every queue
        self._in_queue: dict[InteractionId, QueueName] = {}
        self._counted: dict[AgentId, _Counted] = {}
        self._staff: dict[QueueName, Counter[str]] = {queue: Counter() for queue in company.queues}
        self._center = ("starting", "simulator")
        self._trunks: dict[str, tuple[TrunkNow, datetime]] = {}
        self._alarms: list[dict[str, Any]] = []

    def start(self, before: Iterable[Line], lines: Sequence[Line], calls: Iterable[Call], now: datetime) -> None:
        """After a start: what went on when the day began, the day so far, and who waits."""
        for presence in self._floor.presences.values():
            self.days.know(presence.agent, OnDay(presence.choice), presence.code, presence.since)
        begins = day_begins(self.day, self._company().zone)
        self.days.note_all(line for line in before if line.at < begins)
        self.days.note_all(lines)
        self.figures.note_all(lines)
        for call in calls:
            self._see(call)
        self.update((), self._company().agents, now)
        for queue in self._company().queues:
            self._put_queue(queue)
        self.show_notices(self._house().notices)

    def _company(self) -> Company:
        return self._house().company

    def center(self, state: str, telephony: str) -> None:
        self._center = (state, telephony)
        self._put_center()

    def trunk(self, now: TrunkNow, at: datetime) -> None:
        before = self._trunks.get(now.name)
        since = before[1] if before is not None and before[0].state is now.state else at
        self._trunks[now.name] = (now, since)
        self._put_center()

    def alarm(self, refusals: int, at: datetime) -> None:
        """Many were not let in: somebody may be guessing passwords."""
        self._alarms = [*self._alarms[1 - MOST_ALARMS :], {"kind": "refusals", "times": refusals, "at": iso(at)}]
        self._put_center()

    def _put_center(self) -> None:
        state, telephony = self._center
        limits = self._company().trunks
        trunks: list[dict[str, Any]] = [
            {
                "name": name,
                "state": now.state,
                "since": iso(since),
                "in_use": now.in_use,
                "limit": limits[name].limit if name in limits else None,
            }
            for name, (now, since) in sorted(self._trunks.items())
        ]
        value: dict[str, Any] = {
            "state": state,
            "telephony": telephony,
            "day": self.day.isoformat(),
            "trunks": trunks,
            "alarms": self._alarms,
        }
        self.feed.put("center", value)

    def new_day(self, now: datetime) -> bool:
        """Midnight in the company's zone: the figures begin anew. Whether it was so."""
        today = day_of(self._company(), now)
        if today == self.day:
            return False
        self.day, self.figures = today, Figures(self._company())
        self.days = self.days.next_day(day_begins(today, self._company().zone))
        self._alarms = []
        self._put_center()
        for queue in self._company().queues:
            self._put_queue(queue)
        return True

    def note(self, lines: Iterable[Line]) -> set[QueueName]:
        """Count what happened; the queues it happened in."""
        touched: set[QueueName] = set()
        for line in lines:
            self.figures.note(line)
            self.days.note(line)
            if isinstance(line.fact, QueueEntered | QueueLeft):
                touched.add(line.fact.queue)
                interaction = InteractionId(line.stream)
                call = self._switchboard.calls.get(interaction)
                if call is not None:
                    self._see(call)
                elif interaction in self._in_queue:
                    self._waiting[self._in_queue.pop(interaction)].pop(interaction, None)
        return touched

    def _see(self, call: Call) -> None:
        before = self._in_queue.pop(call.id, None)
        if before is not None:
            self._waiting[before].pop(call.id, None)
        if call.phase is Phase.QUEUED and call.visit is not None:
            self._in_queue[call.id] = call.visit.queue
            self._waiting.setdefault(call.visit.queue, {})[call.id] = call.visit.since

    def update(self, queues: Iterable[QueueName], agents: Iterable[AgentId], now: datetime) -> None:
        touched = dict.fromkeys(queues)
        for agent in agents:
            known = self._company().agents.get(agent)
            if known is not None:
                touched.update(dict.fromkeys(self._see_agent(known, now)))
        for queue in touched:
            self._put_queue(queue)

    # ---------------------------------------------------------------- queues

    def _put_queue(self, name: QueueName) -> None:
        told = self._company().queues.get(name)
        if told is None:
            return
        figures, waiting = self.figures.queue(name), self._waiting.get(name, {})
        if not figures.adds_up:
            log.error("the figures of a queue do not add up", extra={"queue": name})
        longest = min(waiting.values(), default=None)
        value: dict[str, Any] = {
            "name": name,
            "title": dict(told.title),
            "waiting": len(waiting),
            "longest_since": iso(longest) if longest else None,
            "offered": figures.offered,
            "answered": figures.answered,
            "in_time": figures.in_time,
            "abandoned": figures.abandoned,
            "short_abandoned": figures.short_abandoned,
            "overflowed": figures.overflowed,
            "voicemail": figures.voicemail,
            "callback": figures.callback,
            "lost": figures.lost,
            "service_level": figures.service_level,
            "goal": {"share": told.serve_share, "within": told.serve_within},
            "average_answer": figures.average_answer,
            "alerts": msgspec.to_builtins(told.alerts),
            "closed": self._closed(name),
            "staff": {state: self._staff[name][state] for state in STATES},
        }
        self.feed.put(f"queue/{name}", value)

    def _closed(self, queue: QueueName) -> dict[str, Any] | None:
        """Who closed it, and why, is for supervisors alone."""
        closing = self._house().closed.get(queue)
        if closing is None:
            return None
        how = "closed" if closing.divert_to is None else "divert"
        return {"how": how, "to": closing.divert_to, "since": iso(closing.since)}

    # ---------------------------------------------------------------- notices

    def show_notices(self, notices: Iterable[str]) -> None:
        """These began or ended."""
        for name in notices:
            notice, key = self._house().notices.get(name), f"notice/{name}"
            if notice is None:
                self.feed.drop(key)
                continue
            ends = iso(notice.ends) if notice.ends else None
            text = dict(notice.text) if notice.text else None
            self.feed.put(key, {"id": name, "text": text, "begins": iso(notice.begins), "ends": ends})

    # ---------------------------------------------------------------- agents

    def _see_agent(self, agent: Agent, now: datetime) -> list[QueueName]:
        """Put the agent anew; the queues whose staff changed with it."""
        presence, record = self._floor.presences.get(agent.id), self._floor.record(agent.id)
        shown = self._floor.states.of(agent.id, now)
        call = self._switchboard.calls.get(shown.work) if shown.work else None
        queue = call.visit.queue if call and call.visit else None
        code = presence.code if presence else None
        ends_at = self._floor.attendance.ends_at(presence) if presence else None
        aux = self._company().aux_codes.get(code) if code else None
        value: dict[str, Any] = {
            "agent": agent.id,
            "name": agent.name,
            "number": agent.number,
            "presence": presence.choice if presence else Choice.SIGNED_OUT,
            "code": code,
            "code_title": dict(aux.title) if aux else None,
            "stage": shown.stage,
            "since": iso(shown.since),
            "queue": queue,
            "not_responding": record.not_responding if record else False,
            "reachable": self._floor.reachable(agent.id),
            "aux_ends_at": iso(ends_at) if ends_at else None,
        }
        self.feed.put(f"agent/{agent.id}", value)
        return self._count(agent, _counted_as(shown.state))

    def _count(self, agent: Agent, state: str) -> list[QueueName]:
        before = self._counted.get(agent.id)
        if before is not None and before.state == state and before.skills == agent.skills:
            return []
        served = [name for name, queue in self._company().queues.items() if serves(agent, queue)]
        self._counted[agent.id] = _Counted(state, agent.skills, served)
        for queue in served:
            self._staff.setdefault(queue, Counter())[state] += 1
        if before is None:
            return served
        for queue in before.queues:
            self._staff[queue][before.state] -= 1
        return [*served, *before.queues]


def queues_now(board: Feed) -> dict[str, dict[str, Any]]:
    """What somebody who hands a customer on wants to know of each queue, for `GET /api/queues`."""
    queues = (value for key, value in board.everything().items() if key.startswith("queue/"))
    return {
        queue["name"]: {
            "waiting": queue["waiting"],
            "available": queue["staff"]["available"],
            "closed": queue["closed"]["how"] if queue["closed"] else None,
        }
        for queue in queues
    }


def _counted_as(state: State) -> str:
    """In the staff of a queue: whoever is in a call of theirs talks, whatever they do in it just now."""
    return "talking" if state in TALKING else state


def day_begins(day: date, zone: str) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def day_of(company: Company, now: datetime) -> date:
    return now.astimezone(ZoneInfo(company.zone)).date()
