"""Others are called into a call: a colleague by name, whose work it becomes too, or an outside number."""

from __future__ import annotations

import msgspec

from callcenter.calls import dialling_out, ringing
from callcenter.calls.letters import Colleague, Whom
from callcenter.calls.state import Call, Leg
from callcenter.calls.telling import Telling
from callcenter.calls.turns import Role
from callcenter.model.ids import AgentId, LegId
from callcenter.model.interaction import Medium, Party
from routing import events as routing

COLLEAGUE_RINGS_FOR = 30.0
"""Seconds a colleague's phone is rung."""

MOST_TALKERS = 6
"""In a conference, the customer among them."""


def call_in(telling: Telling, to: Whom, by: AgentId) -> Leg | None:
    """Ring them. None: the number may not be dialled, which is noted."""
    if isinstance(to, Colleague):
        return ring(telling, to.agent, shown_as=by)
    leg = Leg(id=LegId(telling.mint("o")), party=Party.CUSTOMER, outside=True)
    return leg if dialling_out.place_outside(telling, leg, to.number) else None


def ring(
    telling: Telling,
    agent: AgentId,
    *,
    shown_as: AgentId | None = None,
    by_itself: bool = False,
    watches: AgentId | None = None,
    role: Role = Role.TALKER,
) -> Leg | None:
    """Ring a colleague, for whom this call is work from now on. `shown_as`: who calls; None = the customer's number.

    None: they are at a number outside that can not be dialled now, which is noted.
    """
    call, company = telling.call, telling.company
    caller = company.agents.get(shown_as) if shown_as else None
    leg = Leg(id=LegId(telling.mint("g")), party=Party.AGENT, agent=agent, colleague=True, watches=watches, role=role)
    rung = ringing.ring(
        telling,
        leg,
        shown=caller.number if caller else telling.number_for(agent),
        shown_name=caller.name if caller else telling.name_for(agent),
        ring_for=COLLEAGUE_RINGS_FOR,
        answer_by_itself=by_itself,
    )
    if rung:
        telling.wishes.routing.append(routing.WorkTaken(agent=agent, interaction=call.id, medium=Medium.VOICE))
    return leg if rung else None


def returned(telling: Telling, agent: AgentId) -> None:
    """A colleague's page was loaded anew and holds no call: ring it once more; it answers by itself."""
    call = telling.call
    lost = next((leg for leg in call.legs.values() if leg.agent == agent and leg.colleague and leg.up), None)
    if lost is None or lost.placed is None:
        return
    again = msgspec.structs.replace(lost, id=LegId(telling.mint("g")), ref="", up=False, turn=None, track=None)
    lost.colleague = lost.guest = False  # their work goes on
    telling.end(lost.id)
    if call.consult is not None and call.consult.far == lost.id:
        call.consult.far = again.id
    if call.customer_leg == lost.id:
        call.customer_leg = again.id
    placed = msgspec.structs.replace(lost.placed, leg=again.id, answer_by_itself=True)
    telling.place(again, placed)


def all_out(telling: Telling) -> None:
    """The customer goes elsewhere: nobody stays behind in a room they have left."""
    for leg in [leg.id for leg in telling.call.legs.values() if leg.guest or leg.watches is not None]:
        telling.end(leg)


def talkers_of(call: Call) -> list[Leg]:
    """Who talks in the main room, or is on the way into it: the customer, the agent, guests, supervisors who barge."""
    return [
        leg
        for leg in call.legs.values()
        if leg.id in (call.customer_leg, call.agent_leg)
        or leg.guest
        or (leg.watches is not None and leg.role is Role.TALKER)
    ]


def is_full(call: Call) -> bool:
    """Nobody more can be called in."""
    return len(talkers_of(call)) >= MOST_TALKERS


def guests(telling: Telling) -> list[Leg]:
    """The guests of the conference who are there."""
    return [leg for leg in telling.call.legs.values() if leg.guest and leg.up]
