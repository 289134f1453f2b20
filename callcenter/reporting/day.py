"""An agent's own day, folded from the journal: the same lines that board and history count.

    days = Days(begins)
    for line in lines: days.note(line)
    day = days.agent(agent)
    day.states(now), day.occupancy(now), day.bar, day.handled

At every moment an agent is in one state: what they have in hand, else "not responding", else what they chose. While a
phone rings they are still available; holds, consults and conferences are part of talking.
Occupancy [工时利用率] = (talking + wrap-up) ÷ (talking + wrap-up + available).
Handle time = talk + wrap-up of the conversations that are over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from callcenter.clock import iso
from callcenter.history.segments import Fold
from callcenter.journal import Line
from callcenter.model import facts
from callcenter.model.ids import AgentId, InteractionId, QueueName
from callcenter.model.interaction import Direction, Medium


class State(StrEnum):
    SIGNED_OUT = "signed_out"
    AVAILABLE = "available"
    TALKING = "talking"
    WRAP_UP = "wrap_up"
    AUX = "aux"
    NOT_RESPONDING = "not_responding"


class Stretch(msgspec.Struct, frozen=True):
    """It ends where the next one begins."""

    began: datetime
    state: State
    code: str | None = None  #: with aux: why


class Handled(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation of the agent's that is over."""

    interaction: InteractionId
    at: datetime
    medium: Medium
    direction: Direction
    queue: QueueName | None
    talked: float


class Day(msgspec.Struct, kw_only=True):
    """One agent's; seconds."""

    first_sign_in: datetime | None = None
    talk: float = 0.0  #: with customers, holds included
    listened: float = 0.0  #: to voicemails, until they were done with
    hold: float = 0.0  #: the segments `hold` of the history; no consults
    wrap_up: float = 0.0  #: put-off ones as far as they were spent
    missed: int = 0
    transfers: int = 0
    handled: list[Handled] = []
    bar: list[Stretch] = []

    @property
    def now(self) -> Stretch | None:
        """What lasts."""
        return self.bar[-1] if self.bar else None

    @property
    def served(self) -> list[Handled]:
        """Customers; a talk with a colleague is none."""
        return [one for one in self.handled if one.direction is not Direction.INTERNAL]

    @property
    def spoken(self) -> list[Handled]:
        """Customers one talked with; a voicemail is listened to."""
        return [one for one in self.served if one.medium is not Medium.VOICEMAIL]

    def by_direction(self) -> dict[str, int]:
        return {way: sum(one.direction is way for one in self.handled) for way in Direction}

    def by_queue(self) -> dict[QueueName, int]:
        counted: dict[QueueName, int] = {}
        for one in self.handled:
            if one.queue is not None:
                counted[one.queue] = counted.get(one.queue, 0) + 1
        return counted

    def states(self, now: datetime) -> dict[tuple[State, str | None], float]:
        """How long in each state, until now; an aux code is one of its own. Signed out is not counted."""
        lasted: dict[tuple[State, str | None], float] = {}
        ends = [stretch.began for stretch in self.bar[1:]] + [now]
        for stretch, ended in zip(self.bar, ends, strict=False):
            if stretch.state is not State.SIGNED_OUT:
                state = stretch.state, stretch.code
                lasted[state] = lasted.get(state, 0.0) + (ended - stretch.began).total_seconds()
        return lasted

    def occupancy(self, now: datetime) -> float | None:
        states = self.states(now)
        busy = states.get((State.TALKING, None), 0.0) + states.get((State.WRAP_UP, None), 0.0)
        could = busy + states.get((State.AVAILABLE, None), 0.0)
        return busy / could if could > 0 else None


class _Seen(msgspec.Struct):
    """What an agent is in, as the lines so far tell."""

    presence: State = State.SIGNED_OUT
    code: str | None = None
    not_responding: bool = False
    works: dict[str, State] = {}  #: interaction → talking or wrap-up
    wraps_up: dict[str, datetime] = {}

    def state(self) -> tuple[State, str | None]:
        for state in self.works.values():
            return state, None
        if self.not_responding:
            return State.NOT_RESPONDING, None
        return self.presence, self.code


class Days:
    def __init__(self, begins: datetime, seen: Mapping[AgentId, _Seen] | None = None) -> None:
        """`seen`: what agents are in when the day begins."""
        self._begins = begins
        self._days: dict[AgentId, Day] = {}
        self._seen: dict[AgentId, _Seen] = dict(seen or {})
        self._began: dict[str, facts.Began] = {}  #: of the interactions that go on
        self._folds: dict[str, Fold] = {}  #: of the same
        for agent in self._seen:
            self._move(agent, begins)

    def agent(self, agent: AgentId) -> Day:
        return self._days.setdefault(agent, Day())

    def next_day(self, begins: datetime) -> Days:
        """Midnight: counted anew, and whoever talks goes on talking."""
        days = Days(begins, self._seen)
        days._began, days._folds = self._began, self._folds
        return days

    def know(self, agent: AgentId, presence: State, code: str | None, since: datetime) -> None:
        """After a start: what was chosen before the day began, and still holds."""
        if since <= self._begins:
            self._seen[agent] = _Seen(presence=presence, code=code)
            self._move(agent, self._begins)

    def note_all(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self.note(line)

    def note(self, line: Line) -> None:
        """Lines from before the day's beginning tell only what goes on in it."""
        if isinstance(line.fact, facts.Attendance):
            self._attend(line.fact, line.at)
            return
        self._hold(line)
        match line.fact:
            case facts.Began() as began:
                self._began[line.stream], self._folds[line.stream] = began, Fold()
            case facts.Ended():
                self._began.pop(line.stream, None)
                self._folds.pop(line.stream, None)
            case facts.Repaired(what=facts.Repair.AGENT_FREED):
                for agent in [agent for agent, seen in self._seen.items() if line.stream in seen.works]:
                    self._work(agent, line, None)
            case facts.OfferEnded(agent=agent, how=facts.OfferEnd.ACCEPTED) | facts.Connected(agent=agent):
                self._work(agent, line, State.TALKING)
            case facts.OfferEnded(agent=agent, how=facts.OfferEnd.MISSED):
                self._count(agent, line).missed += 1
            case facts.Transferred(by=agent):
                self._count(agent, line).transfers += 1
            case facts.AgentLeft() as left:
                self._left(left, line)
            case facts.ConsultAnswered(agent=str() as guest) | facts.PartyJoined(agent=str() as guest):
                self._work(AgentId(guest), line, State.TALKING)
            case facts.SupervisorJoined(by=agent):
                self._work(agent, line, State.TALKING)
            case facts.PartyLeft(agent=str() as guest) as left:
                self._guest_left(AgentId(guest), left, line)
            case facts.WrapUpEnded(agent=agent) | facts.WrapUpPutOff(agent=agent):
                self._wrapped_up(agent, line)
            case _:
                pass

    # ---------------------------------------------------------------- what is chosen

    def _attend(self, fact: facts.Attendance, at: datetime) -> None:
        seen = self._see(fact.agent)
        match fact:
            case facts.SignedIn():
                seen.presence, seen.code, seen.not_responding = State.AUX, None, False
                day = self.agent(fact.agent)
                if day.first_sign_in is None and at >= self._begins:
                    day.first_sign_in = at
            case facts.SignedOut():
                seen.presence, seen.code, seen.not_responding = State.SIGNED_OUT, None, False
            case facts.PresenceChanged():
                seen.presence, seen.code = State(fact.presence), fact.code
                here = fact.presence == State.AVAILABLE and fact.next_code is None
                if here or fact.next_code == State.AVAILABLE:
                    seen.not_responding = False
            case facts.NotResponding():
                seen.not_responding = True
            case facts.SeatTaken():
                pass
        self._move(fact.agent, at)

    # ---------------------------------------------------------------- what is in hand

    def _work(self, agent: AgentId, line: Line, state: State | None) -> None:
        works = self._see(agent).works
        if state is None:
            works.pop(line.stream, None)
        else:
            works[line.stream] = state
        self._move(agent, line.at)

    def _hold(self, line: Line) -> None:
        """Counted when it is over, as the history shows it."""
        fold = self._folds.get(line.stream)
        if fold is None:
            return
        before = fold.hold
        fold.note(line.at, line.fact)
        if before is not None and before.agent is not None and fold.hold is not before:
            self._count(before.agent, line).hold += (line.at - before.began).total_seconds()

    def _left(self, left: facts.AgentLeft, line: Line) -> None:
        if left.wrap_up > 0:
            self._see(left.agent).wraps_up[line.stream] = line.at
        self._work(left.agent, line, State.WRAP_UP if left.wrap_up > 0 else None)
        if left.talked > 0:
            self._handled(left.agent, left.queue, left.talked, line)

    def _guest_left(self, agent: AgentId, left: facts.PartyLeft, line: Line) -> None:
        """Who was only asked, or watched, has handled nothing; who was called by a colleague has."""
        self._work(agent, line, None)
        began = self._began.get(line.stream)
        if left.talked > 0 and began is not None and began.direction is Direction.INTERNAL:
            self._handled(agent, None, left.talked, line)

    def _handled(self, agent: AgentId, queue: QueueName | None, talked: float, line: Line) -> None:
        day, began = self._count(agent, line), self._began.get(line.stream)
        one = Handled(
            interaction=InteractionId(line.stream),
            at=line.at,
            medium=began.medium if began else Medium.VOICE,
            direction=began.direction if began else Direction.INBOUND,
            queue=queue,
            talked=talked,
        )
        day.handled.append(one)
        if one.medium is Medium.VOICEMAIL:
            day.listened += talked
        elif one.direction is not Direction.INTERNAL:
            day.talk += talked

    def _wrapped_up(self, agent: AgentId, line: Line) -> None:
        began = self._see(agent).wraps_up.pop(line.stream, None)
        if began is not None:
            self._count(agent, line).wrap_up += (line.at - began).total_seconds()
            self._work(agent, line, None)

    # ---------------------------------------------------------------- keeping

    def _see(self, agent: AgentId) -> _Seen:
        return self._seen.setdefault(agent, _Seen())

    def _count(self, agent: AgentId, line: Line) -> Day:
        """What happened before the day is counted for nobody."""
        return self.agent(agent) if line.at >= self._begins else Day()

    def _move(self, agent: AgentId, at: datetime) -> None:
        state, code = self._see(agent).state()
        bar, at = self.agent(agent).bar, max(at, self._begins)
        if bar and bar[-1].began == at:
            bar.pop()  # it lasted no time
        before = bar[-1] if bar else None
        if before is None and state is State.SIGNED_OUT:
            return
        if before is None or (before.state, before.code) != (state, code):
            bar.append(Stretch(at, state, code))


def today(day: Day, now: datetime) -> dict[str, Any]:
    """The figures as the agent's desk shows them (`docs/desk-protocol.md`); what lasts is counted until now."""
    handled, spoken, lasting = len(day.served), len(day.spoken), day.now
    occupancy = day.occupancy(now)
    return {
        "first_sign_in": iso(day.first_sign_in) if day.first_sign_in else None,
        "handled": handled,
        "calls": {str(way): count for way, count in day.by_direction().items()},
        "queues": {str(queue): count for queue, count in day.by_queue().items()},
        "talk": round(day.talk, 1),
        "hold": round(day.hold, 1),
        "wrap_up": round(day.wrap_up, 1),
        "average": None
        if not handled
        else {
            "talk": round(day.talk / spoken, 1) if spoken else None,
            "hold": round(day.hold / spoken, 1) if spoken else None,
            "wrap_up": round(day.wrap_up / handled, 1),
            "handle": round((day.talk + day.listened + day.wrap_up) / handled, 1),
        },
        "missed": day.missed,
        "transfers": day.transfers,
        "states": [
            {"state": str(state), "code": code, "seconds": round(seconds, 1)}
            for (state, code), seconds in day.states(now).items()
        ],
        "state": str(lasting.state) if lasting else str(State.SIGNED_OUT),
        "at": iso(now),
        "occupancy": None if occupancy is None else round(occupancy, 4),
    }


def as_bar(day: Day) -> dict[str, Any]:
    """The state bar and the conversations of the day, for `GET /api/day`."""
    return {
        "bar": [{"began": iso(one.began), "state": str(one.state), "code": one.code} for one in day.bar],
        "interactions": [
            {
                "interaction": one.interaction,
                "at": iso(one.at),
                "medium": str(one.medium),
                "direction": str(one.direction),
                "queue": one.queue,
                "talked": round(one.talked, 1),
            }
            for one in day.handled
        ],
    }
