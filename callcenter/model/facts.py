"""What can happen, one type a line of the journal. Ids only: no numbers, names, keys pressed or text.

Each type has a version (`VERSIONS` in `callcenter/journal.py`); a change of shape raises it and adds an upcaster there.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from callcenter.model.ids import AgentId, FlowName, InteractionId, Language, NodeName, OfferId, QueueName
from callcenter.model.interaction import Direction, EndReason, LeftQueue, Medium, Outcome, Party


class _Fact(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Something that happened to an interaction or an agent."""


class Began(_Fact, frozen=True, kw_only=True, tag=True):
    medium: Medium
    direction: Direction
    site: str
    related: InteractionId | None = None  #: the interaction this one came from


class CustomerMatched(_Fact, frozen=True, kw_only=True, tag=True):
    matches: int


class FlowEntered(_Fact, frozen=True, kw_only=True, tag=True):
    flow: FlowName
    revision: int


class NodesPassed(_Fact, frozen=True, kw_only=True, tag=True):
    nodes: tuple[NodeName, ...]


class LanguageChosen(_Fact, frozen=True, kw_only=True, tag=True):
    language: Language


class FlowBroke(_Fact, frozen=True, kw_only=True, tag=True):
    why: str


class QueueEntered(_Fact, frozen=True, kw_only=True, tag=True):
    queue: QueueName
    visit: int  #: 1 for the first queue visit of this interaction
    medium: Medium
    agent: AgentId | None = None  #: waits for this one by name (a transfer)


class QueueLeft(_Fact, frozen=True, kw_only=True, tag=True):
    queue: QueueName
    visit: int
    how: LeftQueue
    waited: float  #: seconds since the wait began


class Announced(_Fact, frozen=True, kw_only=True, tag=True):
    position: int


class OfferMade(_Fact, frozen=True, kw_only=True, tag=True):
    offer: OfferId
    agent: AgentId
    queue: QueueName
    chosen_by: str
    waited: float
    idle_for: float
    qualified: int
    free: int


class OfferEnd(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"
    MISSED = "missed"
    RESCINDED = "rescinded"


class OfferEnded(_Fact, frozen=True, kw_only=True, tag=True):
    offer: OfferId
    agent: AgentId
    queue: QueueName
    how: OfferEnd
    why: str = ""


class Connected(_Fact, frozen=True, kw_only=True, tag=True):
    """An agent and the customer hear each other."""

    agent: AgentId
    queue: QueueName | None


class Dialled(_Fact, frozen=True, kw_only=True, tag=True):
    """We called the customer (a callback) or an outside number (a transfer)."""

    whom: Party


class HoldBegan(_Fact, frozen=True, kw_only=True, tag=True):
    agent: AgentId


class HoldEnded(_Fact, frozen=True, kw_only=True, tag=True):
    agent: AgentId


class TransferTo(StrEnum):
    AGENT = "agent"
    QUEUE = "queue"
    NUMBER = "number"


class Transferred(_Fact, frozen=True, kw_only=True, tag=True):
    by: AgentId
    to: TransferTo
    agent: AgentId | None = None
    queue: QueueName | None = None


class TransferFailed(_Fact, frozen=True, kw_only=True, tag=True):
    why: str


class ConsultBegan(_Fact, frozen=True, kw_only=True, tag=True):
    """The customer hears music while the agent asks somebody."""

    by: AgentId
    agent: AgentId | None = None  #: who is asked; None = an outside number


class ConsultAnswered(_Fact, frozen=True, kw_only=True, tag=True):
    by: AgentId
    agent: AgentId | None = None


class ConsultEnd(StrEnum):
    COMPLETED = "completed"  #: the consulted one has the customer now
    CONFERENCE = "conference"  #: all three talk
    BACK = "back"  #: the agent went back to the customer
    LEFT = "left"  #: the consulted one hung up
    FAILED = "failed"  #: nobody answered


class ConsultEnded(_Fact, frozen=True, kw_only=True, tag=True):
    by: AgentId
    how: ConsultEnd
    why: str = ""


class PartyJoined(_Fact, frozen=True, kw_only=True, tag=True):
    """A conference grew."""

    agent: AgentId | None = None  #: None = an outside party


class PartyLeft(_Fact, frozen=True, kw_only=True, tag=True):
    """One who was in the call beside agent and customer is out of it."""

    agent: AgentId | None = None
    talked: float = 0.0  #: seconds
    watched: bool = False  #: as a supervisor


class HelpAsked(_Fact, frozen=True, kw_only=True, tag=True):
    agent: AgentId


class HelpEnded(_Fact, frozen=True, kw_only=True, tag=True):
    agent: AgentId
    by: AgentId | None = None  #: who came; None = nobody


class Mode(StrEnum):
    """How a supervisor is in a call [监听 耳语 强插]."""

    LISTEN = "listen"  #: unheard
    COACH = "coach"  #: heard by the agent only
    BARGE = "barge"  #: heard by all


class SupervisorJoined(_Fact, frozen=True, kw_only=True, tag=True):
    """A supervisor is in the call from now on, or in another way than before."""

    by: AgentId
    agent: AgentId
    mode: Mode


class TakenOver(_Fact, frozen=True, kw_only=True, tag=True):
    by: AgentId
    agent: AgentId | None = None  #: who had it


class EndedByForce(_Fact, frozen=True, kw_only=True, tag=True):
    by: str  #: a login


class DeskLost(_Fact, frozen=True, kw_only=True, tag=True):
    """The agent's phone vanished in mid-call; the customer hears music."""

    agent: AgentId
    why: EndReason


class DeskBack(_Fact, frozen=True, kw_only=True, tag=True):
    agent: AgentId


class AgentLeft(_Fact, frozen=True, kw_only=True, tag=True):
    """The conversation with this agent is over; wrap-up begins if `wrap_up` seconds allow it."""

    agent: AgentId
    who: Party  #: who ended it
    wrap_up: float
    queue: QueueName | None = None
    talked: float = 0.0  #: seconds since the two were connected, holds included


class WrapUpEnded(_Fact, frozen=True, kw_only=True, tag=True):
    agent: AgentId
    disposition: str | None
    by_itself: bool


class WrapUpExtended(_Fact, frozen=True, kw_only=True, tag=True):
    agent: AgentId
    seconds: float
    reason: str | None = None  #: a code of `wrap_up_reasons`


class WrapUpPutOff(_Fact, frozen=True, kw_only=True, tag=True):
    """Unfinished, but the agent takes other work; `WrapUpEnded` follows when it is finished."""

    agent: AgentId


class NoteWritten(_Fact, frozen=True, kw_only=True, tag=True):
    """An agent began to write a note, or went on after a while; what it says is no line of the journal."""

    agent: AgentId


class TrackBegan(_Fact, frozen=True, kw_only=True, tag=True):
    """A recording track of one party began."""

    track: str
    party: Party
    agent: AgentId | None = None


class TrackEnded(_Fact, frozen=True, kw_only=True, tag=True):
    track: str


class PauseReason(StrEnum):
    """What paused a recording or let it go on."""

    AGENT = "agent"
    FLOW = "flow"  #: a secure node of the voice menu
    API = "api"
    LIMIT = "limit"  #: it was paused for as long as it may be
    NEXT_AGENT = "next_agent"  #: the one who paused it is no longer in the call


class RecordingPaused(_Fact, frozen=True, kw_only=True, tag=True):
    """All tracks of the call are silent from here on."""

    why: PauseReason
    by: AgentId | None = None


class RecordingResumed(_Fact, frozen=True, kw_only=True, tag=True):
    why: PauseReason
    by: AgentId | None = None


class LegQuality(_Fact, frozen=True, kw_only=True, tag=True):
    """How the sound of one leg fared, noted when it had ended."""

    party: Party
    agent: AgentId | None
    loss: float  #: share of packets that did not arrive, the worse direction, on average
    worst_loss: float  #: in the worst stretch between two reports
    jitter: float  #: seconds, on average
    worst_jitter: float
    round_trip: float | None  #: seconds, on average; None = not measured
    seconds: float  #: between the first report and the last
    reports: int


class VoicemailLeft(_Fact, frozen=True, kw_only=True, tag=True):
    voicemail: InteractionId
    seconds: float


class CallbackPromised(_Fact, frozen=True, kw_only=True, tag=True):
    callback: InteractionId


class Ended(_Fact, frozen=True, kw_only=True, tag=True):
    outcome: Outcome
    who: Party
    why: EndReason
    observed_late: bool = False  #: ended while we were away; the time is when we noticed


class SignedIn(_Fact, frozen=True, kw_only=True, tag=True):
    agent: AgentId


class SignedOut(_Fact, frozen=True, kw_only=True, tag=True):
    agent: AgentId


class SeatTaken(_Fact, frozen=True, kw_only=True, tag=True):
    """Someone else signed in at the agent's seat: they cannot be rung there any more."""

    agent: AgentId
    by: AgentId


class PresenceChanged(_Fact, frozen=True, kw_only=True, tag=True):
    agent: AgentId
    presence: str  #: available | aux
    code: str | None = None
    next_code: str | None = None  #: chosen for after the present work


class NotResponding(_Fact, frozen=True, kw_only=True, tag=True):
    agent: AgentId


class Forced(_Fact, frozen=True, kw_only=True, tag=True):
    """A supervisor chose the agent's presence [强制示闲 示忙 签出]; `by` is a login."""

    by: str
    agent: AgentId
    presence: str
    code: str | None = None


class SkillsChanged(_Fact, frozen=True, kw_only=True, tag=True):
    """Other skills, from now on; or again those of the company's set-up."""

    by: str
    agent: AgentId
    reverted: bool = False


class MessageSent(_Fact, frozen=True, kw_only=True, tag=True):
    by: str
    agent: AgentId
    message: str


class Moved(_Fact, frozen=True, kw_only=True, tag=True):
    """A supervisor moved one who waits to another queue."""

    by: str
    queue: QueueName
    to: QueueName


class Prioritised(_Fact, frozen=True, kw_only=True, tag=True):
    by: str
    queue: QueueName
    points: float


class Handed(_Fact, frozen=True, kw_only=True, tag=True):
    """The next offer of one who waits goes to this agent."""

    by: str
    queue: QueueName
    agent: AgentId


class HandedBack(_Fact, frozen=True, kw_only=True, tag=True):
    """One who was handed to an agent is anybody's again."""

    by: str
    queue: QueueName


class QueueClosed(_Fact, frozen=True, kw_only=True, tag=True):
    by: str
    queue: QueueName
    divert_to: QueueName | None = None


class QueueOpened(_Fact, frozen=True, kw_only=True, tag=True):
    by: str
    queue: QueueName


class NoticeBegan(_Fact, frozen=True, kw_only=True, tag=True):
    by: str
    notice: str


class NoticeEnded(_Fact, frozen=True, kw_only=True, tag=True):
    """`by` is None when its time was over."""

    notice: str
    by: str | None = None


class NoticeHeard(_Fact, frozen=True, kw_only=True, tag=True):
    """An emergency notice was played to this caller."""

    notice: str


class Repair(StrEnum):
    """What was mended, as it stands in the journal."""

    AGENT_FREED = "agent freed"
    AGENT_AT_WORK = "agent is at work"
    LEFT_LINE = "left the line"
    BACK_IN_LINE = "back in line"
    QUEUE_GONE = "queue is gone"
    TURN_RUN_AGAIN = "turn run again"
    CALL_GIVEN_UP = "call given up"


class Repaired(_Fact, frozen=True, kw_only=True, tag=True):
    """Reconcile found belief and reality apart, and mended it."""

    what: Repair


Supervised = (
    Forced
    | SkillsChanged
    | MessageSent
    | Moved
    | Prioritised
    | Handed
    | HandedBack
    | QueueClosed
    | QueueOpened
    | NoticeBegan
    | NoticeEnded
    | NoticeHeard
)
"""What supervisors did; `by` is a login."""

Everyday = (
    Began
    | CustomerMatched
    | FlowEntered
    | NodesPassed
    | LanguageChosen
    | FlowBroke
    | QueueEntered
    | QueueLeft
    | Announced
    | OfferMade
    | OfferEnded
    | Connected
    | Dialled
    | HoldBegan
    | HoldEnded
    | Transferred
    | TransferFailed
    | ConsultBegan
    | ConsultAnswered
    | ConsultEnded
    | PartyJoined
    | PartyLeft
    | HelpAsked
    | HelpEnded
    | SupervisorJoined
    | TakenOver
    | EndedByForce
    | DeskLost
    | DeskBack
    | AgentLeft
    | WrapUpEnded
    | WrapUpExtended
    | WrapUpPutOff
    | NoteWritten
    | TrackBegan
    | TrackEnded
    | RecordingPaused
    | RecordingResumed
    | LegQuality
    | VoicemailLeft
    | CallbackPromised
    | Ended
    | Repaired
)
"""What callers, agents and the program itself did."""

Attendance = SignedIn | SignedOut | SeatTaken | PresenceChanged | NotResponding
"""Agents come, go and choose."""

Fact = Everyday | Attendance | Supervised
