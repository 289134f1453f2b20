"""An interaction: one conversation to be handled, on any medium; and how its parts can end."""

from __future__ import annotations

from enum import StrEnum


class Medium(StrEnum):
    VOICE = "voice"
    CALLBACK = "callback"
    VOICEMAIL = "voicemail"


class Direction(StrEnum):
    INBOUND = "inbound"
    OUTBOUND = "outbound"
    INTERNAL = "internal"  #: between colleagues


class Outcome(StrEnum):
    """How an interaction ended, seen as a whole."""

    SERVED = "served"  #: an agent handled it
    ABANDONED = "abandoned"  #: the customer left while waiting for an agent
    LEFT_IN_FLOW = "left_in_flow"  #: the customer left the voice menu
    VOICEMAIL = "voicemail"  #: the customer left a message
    SELF_SERVED = "self_served"  #: the flow ended by itself
    LOST = "lost"  #: the telephone network died under it
    TURNED_AWAY = "turned_away"  #: the queue was closed
    NOT_ROUTED = "not_routed"  #: the dialled number leads nowhere
    NOT_REACHED = "not_reached"  #: we called, nobody answered


class LeftQueue(StrEnum):
    """How a visit to a queue ended; `offered = answered + … + waiting` is checked over these."""

    ANSWERED = "answered"
    ABANDONED = "abandoned"
    OVERFLOWED = "overflowed"
    CALLBACK = "callback"
    VOICEMAIL = "voicemail"
    LOST = "lost"


class EndReason(StrEnum):
    """Why a leg ended, in our words whatever the network calls it."""

    HUNG_UP = "hung_up"  #: the party on this leg hung up
    ENDED = "ended"  #: we ended it
    BUSY = "busy"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    UNREACHABLE = "unreachable"
    NO_LINE = "no_line"  #: the trunk is down, full or refused us; the number itself was never asked
    MEDIA_LOST = "media_lost"  #: no sound arrived any more: the phone or the way to it is gone
    NETWORK_LOST = "network_lost"  #: the telephone network itself died
    FAILED = "failed"


class Party(StrEnum):
    CUSTOMER = "customer"
    AGENT = "agent"
    SYSTEM = "system"
