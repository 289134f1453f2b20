"""What the desks tell a call besides the network's events, and what a call wishes for besides commands."""

from __future__ import annotations

from datetime import datetime

import msgspec

from callcenter.calls.turns import Command, NetworkEvent
from callcenter.model.facts import Fact, Mode, OfferEnd, PauseReason
from callcenter.model.ids import AgentId, CustomerId, InteractionId, LegId, OfferId, QueueName
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
    province: str | None = None  #: of their own address, ISO 3166-2; None = not known, the number's stands


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


class Colleague(msgspec.Struct, frozen=True, tag=True):
    agent: AgentId


class Outside(msgspec.Struct, frozen=True, tag=True):
    number: str


Whom = Colleague | Outside


class Consult(_Letter, frozen=True, kw_only=True):
    """Ask somebody, while the customer hears music."""

    agent: AgentId
    to: Whom


class PhoneDialled(_Letter, frozen=True, kw_only=True):
    """The agent's own desk phone dialled on a second leg, in the middle of this call: a consult."""

    agent: AgentId
    leg: LegId
    ref: str
    to: Whom


class Swap(_Letter, frozen=True, kw_only=True):
    """From the consulted to the customer, or back."""

    agent: AgentId


class Complete(_Letter, frozen=True, kw_only=True):
    """The consulted one gets the customer."""

    agent: AgentId


class Back(_Letter, frozen=True, kw_only=True):
    """The consult is over."""

    agent: AgentId


class Conference(_Letter, frozen=True, kw_only=True):
    """All hear each other; `to` is called into it, or (None) the consulted one comes in."""

    agent: AgentId
    to: Whom | None = None


class Drop(_Letter, frozen=True, kw_only=True):
    """A party leaves the conference."""

    agent: AgentId
    leg: LegId


class AskHelp(_Letter, frozen=True, kw_only=True):
    """The agent wants a supervisor; asked again, no longer. `supervisor` is rung; None = nobody is there."""

    agent: AgentId
    supervisor: AgentId | None = None


class Supervise(_Letter, frozen=True, kw_only=True):
    by: AgentId
    agent: AgentId
    mode: Mode


class StopSupervising(_Letter, frozen=True, kw_only=True):
    by: AgentId


class TakeOver(_Letter, frozen=True, kw_only=True):
    by: AgentId


class EndByForce(_Letter, frozen=True, kw_only=True):
    by: str  #: a login


class DeskReturned(_Letter, frozen=True, kw_only=True):
    """The agent's phone is there again, without the call it had."""

    agent: AgentId


# ---------------------------------------------------------------------- from a supervisor, of one who waits


class MoveTo(_Letter, frozen=True, kw_only=True):
    """`by` is a login, here and below."""

    by: str
    to: QueueName


class Prioritise(_Letter, frozen=True, kw_only=True):
    by: str
    points: float


class HandTo(_Letter, frozen=True, kw_only=True):
    by: str
    agent: AgentId | None  #: None = back to everybody


class QueueClosed(_Letter, frozen=True, kw_only=True):
    """Nobody is to go on waiting in the queue where this call waits."""


class NoticeUp(_Letter, frozen=True, kw_only=True):
    """An emergency notice concerns the queue where this call waits."""


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
    | Consult
    | PhoneDialled
    | Swap
    | Complete
    | Back
    | Conference
    | Drop
    | AskHelp
    | Supervise
    | StopSupervising
    | TakeOver
    | EndByForce
    | DeskReturned
    | MoveTo
    | Prioritise
    | HandTo
    | QueueClosed
    | NoticeUp
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
