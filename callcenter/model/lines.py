"""What the story of a call needs to know of a trunk: may calls go out by it, in which order, how it writes numbers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from callcenter.model.ids import QueueName


class TrunkState(StrEnum):
    UP = "up"
    DOWN = "down"  #: it does not answer
    UNREGISTERED = "unregistered"  #: it answers, and does not take us for who we are: calls may not come in


class TrunkNow(msgspec.Struct, frozen=True, kw_only=True):
    """A trunk as the telephone network sees it."""

    name: str
    state: TrunkState
    in_use: int = 0  #: calls, in and out


class Writes(StrEnum):
    """How a trunk wants a number of its own country."""

    E164 = "e164"  #: +8653288880000
    DIGITS = "digits"  #: the same without the +
    NATIONAL = "national"  #: 053288880000, 13800138000
    LOCAL = "local"  #: as national, but 88880000 within its own area


class Mobiles(StrEnum):
    """Whether mobiles are dialled with a leading 0, where numbers are not written in full."""

    PLAIN = "plain"
    ZERO = "zero"
    ZERO_FROM_ELSEWHERE = "zero_from_elsewhere"  #: only those of another city


class NumberPlan(msgspec.Struct, frozen=True, kw_only=True):
    """How one trunk writes numbers, in and out; `callcenter/numbers/plan.py` reads and writes them."""

    area: str = ""  #: area code of the trunk's city, without the leading 0: calls from there come without it
    strips: tuple[str, ...] = ()  #: access prefixes the carrier writes ahead of callers' numbers, as 17951
    extension: int = 0  #: digits a caller's extension may have behind a full number
    writes: Writes = Writes.E164
    mobiles: Mobiles = Mobiles.PLAIN
    abroad: str = "+"  #: ahead of a country code: + or 00
    prefix: str = ""  #: dialled ahead of everything, as 9 or 0
    shows: Writes = Writes.E164  #: how the number shown is written


class Shows(msgspec.Struct, frozen=True, kw_only=True):
    """The number that those we call see."""

    number: str | None = None  #: always this one; None = the one the customer had dialled
    by_queue: Mapping[QueueName, str] = {}  #: ahead of it, for calls of these queues

    def to_show(self, dialled: str, queue: QueueName | None) -> str:
        return (self.by_queue.get(queue) if queue is not None else None) or self.number or dialled


class Trunk(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    calls_out: bool = True
    order: int = 100  #: of calls out: the lowest first
    limit: int | None = None  #: calls at once, in and out
    plan: NumberPlan = NumberPlan()
    shows: Shows = Shows()
