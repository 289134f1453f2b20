"""Calls that come to us: from outside by a trunk, or dialled by a desk phone of ours."""

from __future__ import annotations

from callcenter.calls.turns import CallArrived
from callcenter.model.ids import LegId
from callcenter.telephony.asterisk import dialplan
from callcenter.telephony.asterisk.events import StasisStart, caller_number
from callcenter.telephony.asterisk.legs import Leg

Arrival = tuple[Leg, CallArrived]


def arrival(event: StasisStart) -> Arrival | None:
    """The new leg and what is told of it; None: this is no arrival."""
    match event.args:
        case [dialplan.ARRIVED, trunk, presentation, dialled, *music]:
            return _from_outside(event, trunk, presentation, dialled, music="yes" in music)
        case [dialplan.DIALLED, phone, dialled]:
            return _from_a_phone(event, phone, dialled)
        case _:
            return None


def missed(event: StasisStart) -> Arrival | None:
    """One that nobody wrote down when it came; None: it was answered once, and is nobody's any more."""
    match event.args:
        case [dialplan.UNANSWERED, trunk, presentation, dialled, *_]:
            return _from_outside(event, trunk, presentation, dialled, music=True)
        case [dialplan.ARRIVED | dialplan.DIALLED, *_] if event.channel.state == "Ring" or "yes" in event.args[4:]:
            return arrival(event)
        case _:
            return None


def _from_outside(event: StasisStart, trunk: str, presentation: str, dialled: str, *, music: bool) -> Arrival:
    channel = event.channel
    leg = Leg(LegId(channel.id))
    leg.in_app, leg.up = True, channel.up
    leg.music = "" if music else None
    caller = caller_number(channel.caller, presentation)
    return leg, CallArrived(
        leg=leg.id,
        ref=channel.id,
        at=event.at,
        caller=caller,
        caller_name=channel.caller.name if caller else "",
        dialled=dialled,
        trunk=trunk,
    )


def _from_a_phone(event: StasisStart, phone: str, dialled: str) -> Arrival:
    """What the phone says of itself is not asked: its name is proved, its number is not."""
    leg = Leg(LegId(event.channel.id))
    leg.in_app = True
    return leg, CallArrived(leg=leg.id, ref=leg.id, at=event.at, caller="", dialled=dialled, trunk="", phone=phone)
