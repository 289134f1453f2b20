"""The timed stretches of an interaction, folded from its journal.

for segment in segments(lines): print(segment.kind, segment.began, segment.ended, segment.agent)

What the customer lives through (`ivr queue talk hold`) follows one on the other; an offer runs beside the queue, a
wrap-up beside whatever comes next. An open segment has no end yet.

On hold [保持] is a customer who hears music because their agent put them there, or because the agent's phone vanished;
not during a consult, which is a stretch of its own. An agent's own day counts holds by this same fold.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import msgspec

from callcenter.journal import Line
from callcenter.model import facts
from callcenter.model.ids import AgentId, QueueName
from callcenter.model.interaction import Party


class SegmentKind(StrEnum):
    IVR = "ivr"
    QUEUE = "queue"
    OFFER = "offer"
    TALK = "talk"
    HOLD = "hold"
    CONSULT = "consult"
    CONFERENCE = "conference"
    WRAP_UP = "wrapup"
    MONITOR = "monitor"


WITH_AGENT = (SegmentKind.TALK, SegmentKind.HOLD, SegmentKind.CONSULT, SegmentKind.CONFERENCE)
"""What an agent's leaving ends."""


TALKS_ALONE = (SegmentKind.TALK, SegmentKind.CONSULT)
"""What becomes a conference when somebody joins; a customer on hold stays there."""


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    kind: SegmentKind
    began: datetime
    ended: datetime | None = None
    agent: AgentId | None = None
    queue: QueueName | None = None
    how: str = ""  #: how it ended: a value of LeftQueue, OfferEnd, ConsultEnd, Party; of a monitor its Mode

    def seconds(self, now: datetime) -> float:
        return ((self.ended or now) - self.began).total_seconds()


class _Open(msgspec.Struct):
    place: int  #: among all segments, by their beginning
    segment: Segment


class Fold:
    """One interaction's, as it comes up line by line."""

    def __init__(self) -> None:
        self.all: list[Segment | None] = []
        self._customer: _Open | None = None  #: what the customer is in
        self._offers: dict[str, _Open] = {}
        self._wrap_ups: dict[AgentId, _Open] = {}
        self._monitors: dict[AgentId, _Open] = {}  #: by supervisor
        self._queue: QueueName | None = None

    # ---------------------------------------------------------------- opening and closing

    def _begin(self, segment: Segment) -> _Open:
        self.all.append(segment)
        return _Open(len(self.all) - 1, segment)

    def _close(self, opened: _Open | None, at: datetime, how: str = "") -> None:
        if opened is None:
            return
        brief = opened.segment.began == at and opened.segment.kind in (SegmentKind.IVR, SegmentKind.TALK)
        self.all[opened.place] = None if brief else msgspec.structs.replace(opened.segment, ended=at, how=how)

    def _customer_in(self, segment: Segment | None, at: datetime, how: str = "") -> None:
        self._close(self._customer, at, how)
        self._customer = None if segment is None else self._begin(segment)

    def _is_in(self, *kinds: SegmentKind) -> bool:
        return self._customer is not None and self._customer.segment.kind in kinds

    def _with_agent(self, kind: SegmentKind, agent: AgentId, at: datetime) -> None:
        self._customer_in(Segment(kind=kind, began=at, agent=agent, queue=self._queue), at)

    @property
    def hold(self) -> Segment | None:
        """The customer is on hold now."""
        return self._customer.segment if self._customer is not None and self._is_in(SegmentKind.HOLD) else None

    # ---------------------------------------------------------------- one line after the other

    def note(self, at: datetime, fact: facts.Fact) -> None:
        match fact:
            case facts.FlowEntered() | facts.NodesPassed():
                if self._customer is None:
                    self._customer_in(Segment(kind=SegmentKind.IVR, began=at), at)
            case facts.QueueEntered():
                self._queue = fact.queue
                self._customer_in(Segment(kind=SegmentKind.QUEUE, began=at, queue=fact.queue), at)
            case facts.QueueLeft():
                if self._is_in(SegmentKind.QUEUE):
                    self._customer_in(None, at, fact.how)
            case facts.OfferMade():
                offer = Segment(kind=SegmentKind.OFFER, began=at, agent=fact.agent, queue=fact.queue)
                self._offers[fact.offer] = self._begin(offer)
            case facts.OfferEnded():
                self._close(self._offers.pop(fact.offer, None), at, fact.how)
            case facts.Connected():
                self._queue = fact.queue
                self._with_agent(SegmentKind.TALK, fact.agent, at)
            case facts.HoldBegan():
                self._with_agent(SegmentKind.HOLD, fact.agent, at)
            case facts.HoldEnded():
                self._with_agent(SegmentKind.TALK, fact.agent, at)
            case facts.DeskLost():  # the customer hears music; one who was not talking yet goes on waiting
                if self._is_in(*WITH_AGENT):
                    self._with_agent(SegmentKind.HOLD, fact.agent, at)
            case facts.DeskBack():
                self._with_agent(SegmentKind.TALK, fact.agent, at)
            case _:
                self._note_others(at, fact)
                self._note_end(at, fact)

    def _note_others(self, at: datetime, fact: facts.Fact) -> None:
        """Who else is in the call."""
        match fact:
            case facts.ConsultBegan():
                self._with_agent(SegmentKind.CONSULT, fact.by, at)
            case facts.ConsultEnded() if self._is_in(SegmentKind.CONSULT):
                self._after_consult(at, fact)
            case facts.PartyJoined() if self._customer is not None and self._is_in(*TALKS_ALONE):
                self._with_agent(SegmentKind.CONFERENCE, self._customer.segment.agent or AgentId(""), at)
            case facts.SupervisorJoined():
                self._end_monitor(fact.by, at)
                monitor = Segment(kind=SegmentKind.MONITOR, began=at, agent=fact.by, queue=self._queue, how=fact.mode)
                self._monitors[fact.by] = self._begin(monitor)
            case facts.PartyLeft() if fact.watched and fact.agent is not None:
                self._end_monitor(fact.agent, at)
            case _:
                pass

    def _end_monitor(self, by: AgentId, at: datetime) -> None:
        opened = self._monitors.pop(by, None)
        if opened is not None:
            self._close(opened, at, opened.segment.how)

    def _after_consult(self, at: datetime, ended: facts.ConsultEnded) -> None:
        """Back with the customer; what else may follow says so itself, at the same moment."""
        if ended.how in (facts.ConsultEnd.BACK, facts.ConsultEnd.CONFERENCE):
            self._with_agent(SegmentKind.TALK, ended.by, at)
        else:
            self._customer_in(None, at, ended.how)

    def _note_end(self, at: datetime, fact: facts.Fact) -> None:
        match fact:
            case facts.AgentLeft():
                if self._is_in(*WITH_AGENT):
                    self._customer_in(None, at, fact.who)
                if fact.wrap_up > 0:
                    wrap_up = Segment(kind=SegmentKind.WRAP_UP, began=at, agent=fact.agent, queue=fact.queue)
                    self._wrap_ups[fact.agent] = self._begin(wrap_up)
            case facts.WrapUpEnded():
                how = Party.SYSTEM if fact.by_itself else Party.AGENT
                self._close(self._wrap_ups.pop(fact.agent, None), at, how)
            case facts.Ended():
                self._customer_in(None, at, fact.who)
                for supervisor in list(self._monitors):
                    self._end_monitor(supervisor, at)
                for offer in self._offers.values():
                    self._close(offer, at, facts.OfferEnd.RESCINDED)
                self._offers.clear()
            case _:
                pass


def segments(lines: Iterable[Line]) -> tuple[Segment, ...]:
    """In the order they began."""
    fold = Fold()
    for line in lines:
        fold.note(line.at, line.fact)
    return tuple(segment for segment in fold.all if segment is not None)
