"""What the desks tell a call besides the network's events, and what a call wishes for besides commands."""

from __future__ import annotations

from datetime import datetime

import msgspec

from callcenter.calls.turns import Command, NetworkEvent
from callcenter.model.facts import Fact, OfferEnd, PauseReason
from callcenter.model.ids import AgentId, CustomerId, InteractionId, OfferId, QueueName
from callcenter.model.interaction import Medium
from routing.events import Event as RoutingEvent


class _Letter(msgspec.Struct, frozen=True, kw_only=True):
    """Something our own house tells a call."""


# ---------------------------------------------------------------------- from the dispatcher


class Offered(_Letter, frozen=True, kw_only=True):
    """Routing chose an agent; ring them until `expires_at`."""

    offer: OfferId
    agent: AgentId
    expires_at: datetime


class OfferOver(_Letter, frozen=True, kw_only=True):
    """The offer ended without a connection."""

    offer: OfferId
    how: OfferEnd


class Agreed(_Letter, frozen=True, kw_only=True):
    """The answer came in time: agent and call belong together."""

    offer: OfferId
    agent: AgentId


class TooLate(_Letter, frozen=True, kw_only=True):
    """The phone was answered after the offer had ended."""

    offer: OfferId


class PatienceOver(_Letter, frozen=True, kw_only=True):
    """The call overflowed out of its queue."""


class Position(_Letter, frozen=True, kw_only=True):
    position: int


# ---------------------------------------------------------------------- from the switchboard


class Woken(_Letter, frozen=True, kw_only=True):
    """The deadline the call asked for is here."""


class Matched(_Letter, frozen=True, kw_only=True):
    """The customer store knows who this is (or how many it may be)."""

    customer: CustomerId | None
    matches: int


# ---------------------------------------------------------------------- from the agent's desk


class HangUp(_Letter, frozen=True, kw_only=True):
    agent: AgentId


class Hold(_Letter, frozen=True, kw_only=True):
    agent: AgentId


class Unhold(_Letter, frozen=True, kw_only=True):
    agent: AgentId


class TransferToAgent(_Letter, frozen=True, kw_only=True):
    agent: AgentId
    to: AgentId


class TransferToQueue(_Letter, frozen=True, kw_only=True):
    agent: AgentId
    to: QueueName


class TransferToNumber(_Letter, frozen=True, kw_only=True):
    agent: AgentId
    to: str


class PauseRecording(_Letter, frozen=True, kw_only=True):
    """Nothing of what follows may be in any track: a card's number, say."""

    why: PauseReason
    agent: AgentId | None = None


class ResumeRecording(_Letter, frozen=True, kw_only=True):
    why: PauseReason
    agent: AgentId | None = None


class DeskReturned(_Letter, frozen=True, kw_only=True):
    """The agent's phone is there again, without the call it had."""

    agent: AgentId


Letter = (
    Offered
    | OfferOver
    | Agreed
    | TooLate
    | PatienceOver
    | Position
    | Woken
    | Matched
    | HangUp
    | Hold
    | Unhold
    | TransferToAgent
    | TransferToQueue
    | TransferToNumber
    | PauseRecording
    | ResumeRecording
    | DeskReturned
)

Event = NetworkEvent | Letter


# ---------------------------------------------------------------------- wishes


class AskPosition(msgspec.Struct, frozen=True):
    """Tell this call its position in line."""


class NewInteraction(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be handled later comes out of this call: a voicemail, or a call-back that keeps its place."""

    id: InteractionId
    medium: Medium
    queue: QueueName
    since: datetime
    front: bool  #: ahead of those who wait


class Wishes(msgspec.Struct):
    """What a call wants done, in the order decide → save → perform → tell."""

    facts: list[Fact] = msgspec.field(default_factory=list[Fact])
    commands: list[Command] = msgspec.field(default_factory=list[Command])
    routing: list[RoutingEvent] = msgspec.field(default_factory=list[RoutingEvent])
    others: list[AskPosition | NewInteraction] = msgspec.field(default_factory=list[AskPosition | NewInteraction])
