"""The one door to the outside: every call to a number is judged, finds its trunk, and is placed here and nowhere else.

leg = Leg(id=LegId(telling.mint("o")), party=Party.CUSTOMER, outside=True)
if not place_outside(telling, leg, number, ring_for=45.0):
    ...                                        # it may not be dialled; that is noted already
if next_way(telling, leg, event.why): return   # the first thing when a leg has ended
"""

from __future__ import annotations

import msgspec

from callcenter.calls.state import Leg
from callcenter.calls.telling import Telling
from callcenter.calls.toll import allowed, may_dial
from callcenter.calls.turns import PlaceCall, ToNumber
from callcenter.model.company import Company
from callcenter.model.facts import TransferFailed
from callcenter.model.ids import LegId
from callcenter.model.interaction import EndReason
from callcenter.model.lines import Trunk
from callcenter.model.phones import OutsideNumber
from callcenter.numbers.plan import shown_as, written

DIAL_FOR = 45.0
"""Seconds an outside number is rung."""


def may_be_dialled(telling: Telling, number: str) -> bool:
    """Ask before giving something up for the call; what may not be dialled is noted."""
    if may_dial(number, telling.company):
        return True
    telling.note(TransferFailed(why="number_not_allowed"))
    return False


def place_outside(telling: Telling, leg: Leg, number: str, *, ring_for: float = DIAL_FOR) -> bool:
    """Ring a number by the first trunk there is; False, noted and nothing dialled, if that may or can not be."""
    who = allowed(number, telling.company)
    if who is None:
        telling.note(TransferFailed(why="number_not_allowed"))
        return False
    ways = _ways(telling, leg, who, ring_for)
    if not ways:
        telling.note(TransferFailed(why=EndReason.NO_LINE))
        return False
    leg.other_ways = ways[1:]
    telling.place(leg, ways[0])
    return True


def next_way(telling: Telling, leg: Leg, why: EndReason) -> bool:
    """A leg ended (it is no longer among the call's): its line failed, so the next trunk is tried, by a new leg.

    The new leg takes the place of the old one in the call. False when it ended for another reason, or nothing is left.
    """
    if why is not EndReason.NO_LINE or leg.up or leg.turn is not None or not leg.other_ways:
        return False
    call = telling.call
    offer = call.offer if call.offer in (leg.id, leg.offer) else None
    again = msgspec.structs.replace(
        leg, id=LegId(telling.mint("w")), ref="", turn=None, track=None, other_ways=leg.other_ways[1:], offer=offer
    )
    if call.consult is not None and call.consult.far == leg.id:
        call.consult.far = again.id
    if call.customer_leg == leg.id:
        call.customer_leg = again.id
    if call.agent_leg == leg.id:
        call.agent_leg = again.id
    telling.place(again, msgspec.structs.replace(leg.other_ways[0], leg=again.id))
    return True


def outside_phone(number: str, company: Company) -> OutsideNumber | None:
    """Any telephone there is as an agent's phone, if it may be dialled at all."""
    who = allowed(number, company)
    return None if who is None else OutsideNumber(number=who)


def _ways(telling: Telling, leg: Leg, who: str, ring_for: float) -> tuple[PlaceCall, ...]:
    """The same call by every trunk, in the company's order; among equals the one the customer came by is first."""
    trunks = telling.company.trunks
    if not trunks:  # the network has a single line, and no names for it
        return (_by(leg, ToNumber(number=who, trunk=telling.call.trunk), telling.call.dialled, ring_for),)
    out = sorted(_calling_out(telling.company), key=lambda trunk: (trunk.order, trunk.name != telling.call.trunk))
    return tuple(_by(leg, _to(who, trunk, telling.company), _shown(telling, trunk), ring_for) for trunk in out)


def _to(who: str, trunk: Trunk, company: Company) -> ToNumber:
    return ToNumber(number=written(who, trunk.plan, company.country), trunk=trunk.name)


def _calling_out(company: Company) -> list[Trunk]:
    return [trunk for trunk in company.trunks.values() if trunk.calls_out]


def _shown(telling: Telling, trunk: Trunk) -> str:
    call = telling.call
    shown = trunk.shows.to_show(call.dialled, call.visit.queue if call.visit else None)
    return shown_as(shown, trunk.plan, telling.company.country)


def _by(leg: Leg, to: ToNumber, shown: str, ring_for: float) -> PlaceCall:
    return PlaceCall(leg=leg.id, to=to, shown=shown, ring_for=ring_for)
