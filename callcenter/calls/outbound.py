"""Calls we make: an agent rings a colleague or a customer, a callback rings the customer."""

from __future__ import annotations

from callcenter.calls import colleagues, dialling_out, ending, ringing, talking
from callcenter.calls.state import Leg, Phase
from callcenter.calls.telling import Telling
from callcenter.calls.turns import RINGBACK, Linger
from callcenter.model.facts import Began, Dialled
from callcenter.model.ids import AgentId, LegId
from callcenter.model.interaction import EndReason, Medium, Outcome, Party
from routing import events as routing

OWN_PHONE_RINGS_FOR = 20.0
"""Seconds in which the phone of one who wants to call must be there."""


def begin(telling: Telling, by: AgentId, phone: LegId | None = None, ref: str = "") -> None:
    """An agent calls somebody: first their own phone, which answers by itself; `phone`: it is this leg, and dialled."""
    call = telling.call
    telling.note(Began(medium=call.medium, direction=call.direction, site=call.site, related=call.related))
    telling.wishes.routing.append(routing.WorkTaken(agent=by, interaction=call.id, medium=Medium.VOICE))
    call.agent, call.phase = by, Phase.DIALLING
    if phone is not None:
        leg = call.legs[phone] = Leg(id=phone, party=Party.AGENT, agent=by, ref=ref, up=True)
        call.agent_leg = leg.id
        ring_other(telling, leg)
        return
    leg = Leg(id=LegId(telling.mint("a")), party=Party.AGENT, agent=by)
    call.agent_leg = leg.id
    shown, name = _whom(telling, by)
    if not ringing.ring(
        telling, leg, shown=shown, shown_name=name, ring_for=OWN_PHONE_RINGS_FOR, answer_by_itself=True
    ):
        give_up(telling, EndReason.NO_LINE)


def _whom(telling: Telling, by: AgentId) -> tuple[str, str]:
    """What the agent's own phone shows: who is about to be called."""
    call = telling.call
    colleague = telling.company.agents.get(call.calls) if call.calls else None
    return (colleague.number, colleague.name) if colleague else (telling.number_for(by), telling.name_for(by))


def ring_other(telling: Telling, agent_leg: Leg) -> None:
    """The agent is there: ring the colleague, or the customer."""
    call = telling.call
    call.phase = Phase.DIALLING
    telling.run(agent_leg, then=Linger(music=RINGBACK))
    if call.calls is not None:
        rung = colleagues.ring(telling, call.calls, shown_as=call.by)
        if rung is None:
            give_up(telling, EndReason.NO_LINE)
        else:
            call.customer_leg = rung.id
        return
    leg = Leg(id=LegId(telling.mint("c")), party=Party.CUSTOMER)
    if dialling_out.place_outside(telling, leg, call.caller):
        call.customer_leg = leg.id
        telling.note(Dialled(whom=Party.CUSTOMER))
    else:
        give_up(telling, EndReason.ENDED)


def give_up(telling: Telling, why: EndReason) -> None:
    """It comes to nothing."""
    if telling.call.agent is not None:
        talking.release_agent(telling, Party.SYSTEM)
    ending.end_call(telling, telling.call.outcome or Outcome.NOT_REACHED, Party.SYSTEM, why)
