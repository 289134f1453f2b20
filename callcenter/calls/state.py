"""A call and its legs: everything the story remembers, as one value that can be stored and read back."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from callcenter.calls.turns import Join, PlaceCall, Role, Tracking, Turn
from callcenter.ivr.interpreter import Run
from callcenter.model.facts import PauseReason
from callcenter.model.ids import AgentId, CustomerId, InteractionId, Language, LegId, NodeName, OfferId, QueueName
from callcenter.model.interaction import Direction, Medium, Outcome, Party

VERSION = 1
"""Of the stored shape; a change raises it and adds an upcaster in `callcenter/storage/memory.py`."""


class Phase(StrEnum):
    FLOW = "flow"  #: the caller is in the voice menu
    QUEUED = "queued"  #: waits for an agent; one may be ringing
    DIALLING = "dialling"  #: we are calling the customer or an outside party
    TALKING = "talking"
    AWAY = "away"  #: the agent's phone vanished; the customer hears music until it is back
    ENDED = "ended"


class Leg(msgspec.Struct, kw_only=True):
    id: LegId
    party: Party
    ref: str = ""  #: what the network calls it
    agent: AgentId | None = None
    outside: bool = False  #: a third party, neither agent nor customer
    guest: bool = False  #: in the conference, or on the way into it
    colleague: bool = False  #: an agent's who is in this call beside the one who handles it
    watches: AgentId | None = None  #: a supervisor's: with this agent
    takes_over: bool = False  #: gets the customer as soon as it is up
    offer: OfferId | None = None  #: rung for this offer by another trunk; by the first one the leg bears its name
    asks: int = 0  #: at a number outside: how often a key is still asked for before it counts as answered
    role: Role = Role.TALKER
    joined: datetime | None = None  #: since when it hears others
    up: bool = False
    turn: Turn | None = None
    placed: PlaceCall | None = None
    other_ways: tuple[PlaceCall, ...] = ()  #: trunks not tried yet, should the one it is placed by fail
    to_record: bool = False  #: it talks where talks are recorded; its track begins when no pause hinders it
    track: str | None = None
    tracking: Tracking = Tracking.ON  #: of the track, if there is one

    @property
    def in_room(self) -> str | None:
        """Where it hears others; None = it is by itself, with music or words."""
        return self.turn.then.room if self.turn is not None and isinstance(self.turn.then, Join) else None


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """One stay in a queue."""

    queue: QueueName
    number: int
    since: datetime  #: the wait began; earlier than `entered` when the place was kept
    entered: datetime
    needs: dict[str, int] = {}
    priority: float = 0.0
    patience: float | None = None  #: seconds from `since`
    overflow_to: NodeName | None = None
    then: NodeName | None = None  #: where the caller goes on after the agent hung up
    keys: dict[str, NodeName] = {}
    agent: AgentId | None = None  #: waits for this one by name
    unanswered: bool = False  #: until an agent answers


class Pause(msgspec.Struct, frozen=True, kw_only=True):
    """The recording is silent for a while."""

    why: PauseReason
    agent: AgentId | None  #: who had the call when it began
    ends_at: datetime  #: by itself, at the latest


class Consult(msgspec.Struct, kw_only=True):
    """The agent talks with a third party while the customer hears music."""

    by: AgentId
    far: LegId  #: the consulted one's
    near: LegId | None = None  #: the agent's second leg, where their own desk phone dialled; else it is the first
    room: str | None = None  #: where the two talk; None = it still rings
    with_customer: bool = False  #: for a while the agent is back with the customer


class Help(msgspec.Struct, frozen=True, kw_only=True):
    """The agent wants a supervisor."""

    agent: AgentId
    since: datetime
    by: AgentId | None = None  #: who came


class Call(msgspec.Struct, kw_only=True):
    id: InteractionId
    tenant: str
    site: str
    medium: Medium
    direction: Direction
    trunk: str | None
    caller: str  #: the customer's number or SIP address; "" = withheld
    caller_name: str
    dialled: str
    began: datetime
    customer: CustomerId | None = None
    related: InteractionId | None = None
    phase: Phase = Phase.FLOW
    legs: dict[LegId, Leg] = {}
    customer_leg: LegId | None = None
    agent_leg: LegId | None = None
    agent: AgentId | None = None  #: who handles it now
    by: AgentId | None = None  #: who made this call; None = it came, or is a callback
    calls: AgentId | None = None  #: the colleague an internal call is for
    queue: QueueName | None = None  #: what a call we make is made for
    room: str | None = None  #: where the agent, and the customer when not on hold, are
    consult: Consult | None = None
    help: Help | None = None
    offer: OfferId | None = None  #: pending; also the id of the agent's leg
    run: Run | None = None
    visit: Visit | None = None  #: the present or the last queue visit
    visits: int = 0
    held: bool = False
    talking_since: datetime | None = None  #: since the present agent and the customer are connected
    outcome: Outcome | None = None  #: settled before the end, by a voicemail or an agent
    minted: int = 0  #: turns, rooms, legs and tracks named so far
    wake_at: datetime | None = None
    notice_said: bool = False  #: the caller was told of the recording
    pause: Pause | None = None  #: of the recording
    province: str | None = None  #: of the caller's number, ISO 3166-2
    notices: tuple[str, ...] = ()  #: emergency notices the caller has heard
    faults: int = 0  #: events at which the story broke

    @property
    def language(self) -> Language | None:
        return self.run.language if self.run else None

    @property
    def for_queue(self) -> QueueName | None:
        """The queue of the present or last visit, or what a call we made is made for."""
        return self.visit.queue if self.visit is not None else self.queue

    def works_on(self, agent: AgentId) -> bool:
        """Whether this agent handles the call or is in it beside the one who does."""
        return self.agent == agent or any(leg.agent == agent and leg.colleague for leg in self.legs.values())

    def leg_of(self, agent: AgentId) -> Leg | None:
        """Where this agent hears the call: the handler's leg, or a colleague's."""
        if self.agent == agent:
            return self.legs.get(self.agent_leg) if self.agent_leg else None
        return next((leg for leg in self.legs.values() if leg.agent == agent and leg.colleague), None)

    def leg_for(self, offer: OfferId) -> Leg | None:
        """The phone that is rung for an offer, or was."""
        return next((leg for leg in self.legs.values() if offer in (leg.id, leg.offer)), None)

    @property
    def offered_leg(self) -> Leg | None:
        return self.leg_for(self.offer) if self.offer is not None else None

    @property
    def recording_paused(self) -> bool:
        return self.pause is not None

    @property
    def has_track(self) -> bool:
        return any(leg.track is not None for leg in self.legs.values())

    @property
    def waits(self) -> bool:
        return self.phase is Phase.QUEUED
