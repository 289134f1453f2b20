"""What a leg is doing now, and the few words we share with every telephone network.

A leg is always in exactly one turn: a few steps, then one thing to wait for. A new turn replaces the old one. Asterisk
performs a turn as ARI requests, Twilio as one document, the simulator keeps it in a dict. Every id here is ours, so an
event that comes late, twice or in the wrong order is recognised by its turn id.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from callcenter.model.ids import AgentId, Language, LegId, TurnId
from callcenter.model.interaction import EndReason


class _Word(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A value with its type's name on the wire."""


# ---------------------------------------------------------------------- steps


class Say(_Word, frozen=True, kw_only=True, tag=True):
    text: str
    language: Language


class Play(_Word, frozen=True, kw_only=True, tag=True):
    """A recorded sound by its name under `ivr_flows/prompts/<language>/`.

    `language` None: one that was uploaded for an emergency notice.
    """

    sound: str
    language: Language | None


Step = Say | Play


# ---------------------------------------------------------------------- waits


class Collect(_Word, frozen=True, kw_only=True, tag=True):
    """Wait for keys; a key pressed during the steps stops them (type-ahead counts)."""

    most: int = 1
    first_within: float = 5.0  #: seconds after the last step
    next_within: float = 3.0  #: seconds between keys
    finish: str = "#"  #: ends the input, is not part of it


RINGBACK = "ringback"
"""Instead of music: the tone that tells a caller that a phone rings."""


class Linger(_Word, frozen=True, kw_only=True, tag=True):
    """Music (or RINGBACK) and time, until something else happens or one of `keys` is pressed."""

    music: str = "default"
    keys: str = ""


class Role(StrEnum):
    TALKER = "talker"
    LISTENER = "listener"  #: hears everybody, is heard by nobody
    COACH = "coach"  #: hears everybody, is heard by one; a listener while that one is not in the room


class Join(_Word, frozen=True, kw_only=True, tag=True):
    """Be in a room with others. Another part in the same room is another turn, and interrupts nobody."""

    room: str
    role: Role = Role.TALKER
    of: LegId | None = None  #: with COACH: the leg that hears this one


class Record(_Word, frozen=True, kw_only=True, tag=True):
    """Record what the leg says, until silence, `finish` or `most` seconds. The recording is named by the turn."""

    most: float = 120.0
    silence: float = 5.0
    finish: str = "#"


class Leave(_Word, frozen=True, kw_only=True, tag=True):
    """Nothing to wait for: the leg ends after the steps."""


Wait = Collect | Linger | Join | Record | Leave


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    id: TurnId
    leg: LegId
    steps: tuple[Step, ...] = ()
    then: Wait
    flush: bool = False  #: forget keys pressed ahead


# ---------------------------------------------------------------------- commands


class ToAgent(_Word, frozen=True, kw_only=True, tag=True):
    agent: AgentId


class ToNumber(_Word, frozen=True, kw_only=True, tag=True):
    number: str
    trunk: str | None = None


class PlaceCall(_Word, frozen=True, kw_only=True, tag=True):
    leg: LegId
    to: ToAgent | ToNumber
    shown: str  #: the caller's number shown to the called party; "" = withheld
    shown_name: str = ""
    ring_for: float  #: seconds; the network's safety net, ten seconds after the offer's own end
    answer_by_itself: bool = False  #: a desk that comes back in mid-call need not be answered again


class RunTurn(_Word, frozen=True, kw_only=True, tag=True):
    turn: Turn
    early: bool = False  #: before the call is answered (costs the caller nothing)


class EndLeg(_Word, frozen=True, kw_only=True, tag=True):
    leg: LegId


class Refuse(_Word, frozen=True, kw_only=True, tag=True):
    leg: LegId
    why: EndReason


class Tracking(StrEnum):
    ON = "on"
    PAUSED = "paused"
    OFF = "off"


class RecordLeg(_Word, frozen=True, kw_only=True, tag=True):
    """Record what comes in on this leg, as one track of its own."""

    leg: LegId
    track: str
    state: Tracking


Command = PlaceCall | RunTurn | EndLeg | Refuse | RecordLeg


# ---------------------------------------------------------------------- events


class CallArrived(_Word, frozen=True, kw_only=True, tag=True):
    leg: LegId
    ref: str  #: what the network calls this leg
    at: datetime
    caller: str  #: as the network gave it; "" = withheld
    caller_name: str = ""
    dialled: str
    trunk: str  #: "" when one of our own phones dialled
    phone: str = ""  #: the name of the phone of ours that dialled; "" = it came from outside


class LegRinging(_Word, frozen=True, kw_only=True, tag=True):
    leg: LegId
    at: datetime


class LegAnswered(_Word, frozen=True, kw_only=True, tag=True):
    leg: LegId
    at: datetime


class Keys(_Word, frozen=True, kw_only=True, tag=True):
    """What was pressed; "" = nothing in time."""

    keys: str


class Done(_Word, frozen=True, kw_only=True, tag=True):
    """The wait ended by itself."""


class Recorded(_Word, frozen=True, kw_only=True, tag=True):
    seconds: float


class Failed(_Word, frozen=True, kw_only=True, tag=True):
    why: str


Result = Keys | Done | Recorded | Failed


class TurnEnded(_Word, frozen=True, kw_only=True, tag=True):
    leg: LegId
    turn: TurnId
    at: datetime
    result: Result


class Ask(StrEnum):
    HOLD = "hold"
    UNHOLD = "unhold"
    TRANSFER = "transfer"


class LegAsked(_Word, frozen=True, kw_only=True, tag=True):
    """The party's own phone asks for something; our rules decide.

    A phone that asks for a transfer is told that it is done when its leg is ended, and that it is refused when its
    leg gets another turn, or neither within ten seconds.
    """

    leg: LegId
    at: datetime
    what: Ask
    to: str = ""  #: with TRANSFER: what the phone dialled …
    onto: LegId | None = None  #: … or the other leg of this phone whose party is to get the call (REFER with Replaces)


class LegEnded(_Word, frozen=True, kw_only=True, tag=True):
    leg: LegId
    at: datetime
    why: EndReason
    observed_late: bool = False  #: we were away when it ended and no record says when


NetworkEvent = CallArrived | LegRinging | LegAnswered | TurnEnded | LegAsked | LegEnded
