"""Who hangs up, and what becomes of the others."""

from __future__ import annotations

from callcenter.calls import (
    colleagues,
    conference,
    consult,
    dialling_out,
    ending,
    inbound,
    supervision,
    talking,
    transfer,
    waiting,
)
from callcenter.calls.state import Leg, Phase
from callcenter.calls.telling import Telling
from callcenter.calls.turns import LegEnded
from callcenter.model.ids import AgentId
from callcenter.model.interaction import EndReason, Outcome, Party
from callcenter.model.phones import Softphone


def agent_hangs_up(telling: Telling, agent: AgentId) -> None:
    """Only the agent's own hang-up ends the agent's part; the caller may go on in the flow."""
    call = telling.call
    own = call.leg_of(agent)
    if call.agent != agent and own is not None:
        telling.hang_up(own)
        leg_ended(telling, LegEnded(leg=own.id, at=telling.now, why=EndReason.HUNG_UP))
    elif call.consult is not None and call.consult.by == agent and not call.consult.with_customer:
        consult.hang_up(telling)
    elif call.agent == agent and call.phase in (Phase.TALKING, Phase.AWAY, Phase.DIALLING):
        _agent_part_over(telling)


def _agent_part_over(telling: Telling) -> None:
    call = telling.call
    talking.release_agent(telling, Party.AGENT)
    visit = call.visit
    if conference.goes_on(telling):
        return
    if telling.customer is None or not telling.customer.up:
        telling.end(call.customer_leg)
        outcome = Outcome.NOT_REACHED if call.outcome is None else call.outcome
        ending.end_call(telling, outcome, Party.AGENT, EndReason.HUNG_UP)
    elif visit is not None and visit.then is not None and call.run is not None:
        inbound.go_to(telling, visit.then)
    else:
        telling.end(call.customer_leg)
        ending.end_call(telling, Outcome.SERVED, Party.AGENT, EndReason.HUNG_UP)


def leg_ended(telling: Telling, event: LegEnded) -> None:
    call = telling.call
    leg = call.legs.pop(event.leg, None)
    if leg is None:
        return
    if dialling_out.next_way(telling, leg, event.why):
        return
    telling.is_over(leg)
    if leg.id == call.customer_leg:
        ending.customer_left(telling, event)
    elif call.offer is not None and call.offer in (leg.id, leg.offer):
        waiting.offer_leg_ended(telling, event.why)
    elif leg.id == call.agent_leg:
        _handlers_leg_ended(telling, leg, event)
    else:
        _others_leg_ended(telling, leg, event)


def _handlers_leg_ended(telling: Telling, leg: Leg, event: LegEnded) -> None:
    call = telling.call
    if not leg.up and call.phase is Phase.DIALLING:
        _agent_part_over(telling)  # they wanted to call somebody, and their own phone did not answer
    elif not _hung_up_themselves(telling, leg, event):
        talking.desk_is_lost(telling, event.why)
    elif call.consult is not None:
        consult.agent_left(telling)
    else:
        _agent_part_over(telling)


def _others_leg_ended(telling: Telling, leg: Leg, event: LegEnded) -> None:
    call = telling.call
    if call.consult is not None and leg.id == call.consult.far:
        consult.far_left(telling, leg, event.why)
    elif call.consult is not None and leg.id == call.consult.near:
        consult.near_left(telling)
    elif leg.watches is not None:
        supervision.supervisor_left(telling, leg)
    elif leg.guest:
        conference.guest_left(telling, leg, event.why)
    elif (leg.outside or leg.takes_over) and call.phase is Phase.DIALLING:
        transfer.failed(telling, event.why)
    elif leg.outside:
        customer_leaves_by_us(telling)


def _hung_up_themselves(telling: Telling, leg: Leg, event: LegEnded) -> bool:
    """A desk phone's hang-up is the agent's; a browser also hangs up when a page is reloaded or closed."""
    in_page = leg.agent is None or isinstance(telling.house.phone_of(leg.agent), Softphone)
    return not in_page and event.why is EndReason.HUNG_UP


def end_if_alone(telling: Telling) -> None:
    """The customer talks with nobody any more, and no agent has the call; one who still rings is waited for."""
    call, talkers = telling.call, colleagues.talkers_of(telling.call)
    if call.phase is not Phase.TALKING or call.agent is not None or sum(leg.up for leg in talkers) > 1:
        return
    if len(talkers) > 1 and telling.customer is not None:
        telling.linger(telling.customer)
    else:
        customer_leaves_by_us(telling)


def customer_leaves_by_us(telling: Telling) -> None:
    """Nothing is left that could be done for the caller."""
    telling.end(telling.call.customer_leg)
    ending.end_call(telling, telling.call.outcome or Outcome.SELF_SERVED, Party.SYSTEM, EndReason.ENDED)
