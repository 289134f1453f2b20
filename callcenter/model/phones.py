"""Where an agent is rung: in the page, at a desk phone (their own or a seat's), or at any number outside.

    match phone_of(agent):
        case Softphone(): ...
        case DeskPhone(name=name): ...                      # a phone of ours, by its name
        case OutsideNumber(number=number): ...

A phone's name is what it registers with.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import msgspec

from callcenter.model.ids import AgentId


class Softphone(msgspec.Struct, frozen=True, tag=True):
    """In the agent's page."""


class DeskPhone(msgspec.Struct, frozen=True, tag=True):
    name: str  #: `own_desk_phone(agent)` or `seat_phone(seat)`


class OutsideNumber(msgspec.Struct, frozen=True, tag=True):
    """Any telephone there is: a mobile, the one at home. It is called like any number, by the company's trunks."""

    number: str


class PhoneKind(StrEnum):
    """What an agent can choose to be rung at."""

    SOFTPHONE = "softphone"
    DESK_PHONE = "desk_phone"  #: their own
    SEAT = "seat"  #: the one at a seat
    NUMBER = "number"  #: any outside number


class PhoneChoice(msgspec.Struct, frozen=True, kw_only=True):
    kind: PhoneKind = PhoneKind.SOFTPHONE
    seat: str = ""
    number: str = ""


AgentPhone = Softphone | DeskPhone | OutsideNumber
PhoneOf = Callable[[AgentId], AgentPhone]
"""Where this agent wants to be rung now."""


def own_desk_phone(agent: AgentId) -> str:
    """The name of the phone on this agent's table."""
    return f"{agent}-desk"


def seat_phone(seat: str) -> str:
    """The name of the phone that stands at a seat, whoever sits there."""
    return f"{seat}-seat"
