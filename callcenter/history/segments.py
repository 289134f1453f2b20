"""The timed stretches of an interaction, folded from its journal.

for segment in segments(lines): print(segment.kind, segment.began, segment.ended, segment.agent)

What the customer lives through (`ivr queue talk hold`) follows one on the other; an offer runs beside the queue, a
wrap-up beside whatever comes next. An open segment has no end yet.
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


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    kind: SegmentKind
    began: datetime
    ended: datetime | None = None
    agent: AgentId | None = None
    queue: QueueName | None = None
    how: str = ""  #: how it ended: a value of LeftQueue, OfferEnd or Party

    def seconds(self, now: datetime) -> float:
        return ((self.ended or now) - self.began).total_seconds()


class _Open(msgspec.Struct):
    place: int  #: among all segments, by their beginning
    segment: Segment


class _Fold:
    def __init__(self) -> None:
        self.all: list[Segment | None] = []
        self._customer: _Open | None = None  #: what the customer is in
        self._offers: dict[str, _Open] = {}
        self._wrap_ups: dict[AgentId, _Open] = {}
        self._queue: QueueName | None = None

    # ---------------------------------------------------------------- opening and closing

    def _begin(self, segment: Segment) -> _Open:
        self.all.append(segment)
        return _Open(len(self.all) - 1, segment)

    def _close(self, opened: _Open | None, at: datetime, how: str = "") -> None:
        if opened is None:
            return
        brief = opened.segment.began == at and opened.segment.kind is SegmentKind.IVR
        self.all[opened.place] = None if brief else msgspec.structs.replace(opened.segment, ended=at, how=how)

    def _customer_in(self, segment: Segment | None, at: datetime, how: str = "") -> None:
        self._close(self._customer, at, how)
        self._customer = None if segment is None else self._begin(segment)

    def _is_in(self, *kinds: SegmentKind) -> bool:
        return self._customer is not None and self._customer.segment.kind in kinds

    def _with_agent(self, kind: SegmentKind, agent: AgentId, at: datetime) -> None:
        self._customer_in(Segment(kind=kind, began=at, agent=agent, queue=self._queue), at)

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
                if self._is_in(SegmentKind.TALK, SegmentKind.HOLD):
                    self._with_agent(SegmentKind.HOLD, fact.agent, at)
            case facts.DeskBack():
                self._with_agent(SegmentKind.TALK, fact.agent, at)
            case _:
                self._note_end(at, fact)

    def _note_end(self, at: datetime, fact: facts.Fact) -> None:
        match fact:
            case facts.AgentLeft():
                if self._is_in(SegmentKind.TALK, SegmentKind.HOLD):
                    self._customer_in(None, at, fact.who)
                if fact.wrap_up > 0:
                    wrap_up = Segment(kind=SegmentKind.WRAP_UP, began=at, agent=fact.agent, queue=fact.queue)
                    self._wrap_ups[fact.agent] = self._begin(wrap_up)
            case facts.WrapUpEnded():
                how = Party.SYSTEM if fact.by_itself else Party.AGENT
                self._close(self._wrap_ups.pop(fact.agent, None), at, how)
            case facts.Ended():
                self._customer_in(None, at, fact.who)
                for offer in self._offers.values():
                    self._close(offer, at, facts.OfferEnd.RESCINDED)
                self._offers.clear()
            case _:
                pass


def segments(lines: Iterable[Line]) -> tuple[Segment, ...]:
    """In the order they began."""
    fold = _Fold()
    for line in lines:
        fold.note(line.at, line.fact)
    return tuple(segment for segment in fold.all if segment is not None)
