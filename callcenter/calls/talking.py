"""Agent and customer talk: hold, the agent's phone lost and found again, and who hangs up."""

from __future__ import annotations

from callcenter.calls import dialling_out, ending, inbound, transfer, voicemail, waiting
from callcenter.calls.letters import Agreed
from callcenter.calls.state import Leg, Phase
from callcenter.calls.telling import Telling
from callcenter.calls.turns import Ask, Join, LegAsked, LegEnded, PlaceCall, ToAgent
from callcenter.model.facts import AgentLeft, Connected, DeskBack, DeskLost, Dialled, HoldBegan, HoldEnded
from callcenter.model.ids import AgentId, LegId
from callcenter.model.interaction import EndReason, LeftQueue, Medium, Outcome, Party
from routing import events as routing

DESK_MAY_RETURN_WITHIN = 20.0
"""Seconds the customer hears music for an agent whose phone vanished."""


def connect(telling: Telling, agreed: Agreed) -> None:
    """Routing confirmed the agent's answer: bring both together, or call the customer for a callback."""
    call, leg = telling.call, telling.call.legs.get(LegId(agreed.offer))
    if call.medium is Medium.VOICEMAIL and call.phase is Phase.QUEUED:
        voicemail.opened(telling, agreed)
        return
    if leg is None or call.phase is not Phase.QUEUED:
        _not_connected(telling, agreed)
        return
    call.offer, call.agent, call.agent_leg = None, agreed.agent, leg.id
    waiting.leave(telling, LeftQueue.ANSWERED)
    if telling.customer is None:
        _dial_customer(telling, leg)
    else:
        _talk(telling, telling.customer, leg)


def _not_connected(telling: Telling, agreed: Agreed) -> None:
    """While routing agreed, the agent hung up again or the caller went elsewhere."""
    call = telling.call
    if call.agent_leg == agreed.offer:
        return  # told twice
    free(telling, agreed)
    telling.end(LegId(agreed.offer))
    if call.phase is Phase.QUEUED and call.offer is None:
        telling.wishes.routing.append(waiting.queued(telling))  # routing has taken the caller out of the line


def free(telling: Telling, agreed: Agreed) -> None:
    """Routing believes the agent to be in this call: they are not."""
    telling.wishes.routing.append(routing.WorkEnded(agent=agreed.agent, interaction=telling.call.id))


def _talk(telling: Telling, *legs: Leg) -> None:
    call = telling.call
    call.phase, call.held = Phase.TALKING, False
    telling.wake_in(None)
    telling.join(*legs)
    if call.agent is not None:
        call.outcome = Outcome.SERVED
        if call.talking_since is None:  # not when the agent's phone came back
            call.talking_since = telling.now
            telling.note(Connected(agent=call.agent, queue=call.visit.queue if call.visit else None))


def _dial_customer(telling: Telling, agent_leg: Leg) -> None:
    call = telling.call
    call.phase = Phase.DIALLING
    telling.linger(agent_leg)
    leg = Leg(id=LegId(telling.mint("c")), party=Party.CUSTOMER)
    if dialling_out.place_outside(telling, leg, call.caller):
        call.customer_leg = leg.id
        telling.note(Dialled(whom=Party.CUSTOMER))
    else:
        release_agent(telling, Party.SYSTEM)
        ending.end_call(telling, Outcome.NOT_REACHED, Party.SYSTEM, EndReason.ENDED)


def dialled_party_answered(telling: Telling, leg: Leg) -> None:
    """The customer of a callback, or the outside party of a transfer, is there."""
    call = telling.call
    other = telling.customer if leg.outside else call.legs.get(call.agent_leg) if call.agent_leg else None
    if other is None:
        telling.end(leg.id)
        return
    _talk(telling, leg, other)


# ---------------------------------------------------------------------- hold


def hold(telling: Telling, agent: AgentId) -> None:
    call = telling.call
    if call.phase is Phase.TALKING and telling.leg_of(agent) and telling.customer and not call.held:
        call.held = True
        telling.note(HoldBegan(agent=agent))
        telling.linger(telling.customer)


def unhold(telling: Telling, agent: AgentId) -> None:
    call, leg = telling.call, telling.leg_of(agent)
    if call.phase is Phase.TALKING and leg and leg.turn and telling.customer and call.held:
        assert isinstance(leg.turn.then, Join)
        call.held = False
        telling.note(HoldEnded(agent=agent))
        telling.run(telling.customer, then=leg.turn.then)


def phone_asked(telling: Telling, event: LegAsked) -> None:
    """The agent's own phone put the call on hold; the customer's phone may do as it likes."""
    leg = telling.call.legs.get(event.leg)
    if leg is None or leg.agent is None:
        return
    match event.what:
        case Ask.HOLD:
            hold(telling, leg.agent)
        case Ask.UNHOLD:
            unhold(telling, leg.agent)
        case Ask.TRANSFER:
            pass


# ---------------------------------------------------------------------- the desk vanishes


def _desk_is_lost(telling: Telling, why: EndReason) -> None:
    call = telling.call
    assert call.agent is not None
    call.agent_leg, call.held = None, False
    telling.note(DeskLost(agent=call.agent, why=why))
    if telling.customer is None or not telling.customer.up:
        telling.end(call.customer_leg)  # we were still calling them; another agent will
        call.customer_leg = None
        desk_did_not_return(telling)
        return
    call.phase = Phase.AWAY
    telling.wake_in(DESK_MAY_RETURN_WITHIN)
    telling.linger(telling.customer)


def desk_returned(telling: Telling, agent: AgentId) -> None:
    """The phone is there again: place the call once more; it answers by itself."""
    call = telling.call
    if call.agent != agent or call.phase not in (Phase.AWAY, Phase.TALKING) or call.medium is Medium.VOICEMAIL:
        return
    if call.phase is Phase.TALKING:
        # The page was reloaded and says it holds no call, before the network noticed.
        telling.end(call.agent_leg)
        _desk_is_lost(telling, EndReason.MEDIA_LOST)
    if any(leg.agent == agent for leg in call.legs.values()):
        return  # it is being rung already
    leg = Leg(id=LegId(telling.mint("b")), party=Party.AGENT, agent=agent)
    to = ToAgent(agent=agent)
    placed = PlaceCall(
        leg=leg.id,
        to=to,
        shown=call.caller,
        shown_name=call.caller_name,
        ring_for=DESK_MAY_RETURN_WITHIN,
        answer_by_itself=True,
    )
    telling.place(leg, placed)


def desk_is_back(telling: Telling, leg: Leg) -> None:
    call = telling.call
    assert call.agent is not None
    call.agent_leg = leg.id
    telling.note(DeskBack(agent=call.agent))
    if telling.customer is not None:
        _talk(telling, telling.customer, leg)


def desk_did_not_return(telling: Telling) -> None:
    """The customer goes to the front of the queue."""
    call = telling.call
    for leg in [leg.id for leg in call.legs.values() if leg.party is Party.AGENT and not leg.outside]:
        telling.end(leg)
    release_agent(telling, Party.SYSTEM)
    waiting.back_to_front(telling)


# ---------------------------------------------------------------------- hanging up


def release_agent(telling: Telling, who: Party) -> None:
    """The agent's part is over; routing starts wrap-up."""
    call = telling.call
    assert call.agent is not None
    wrap_up = telling.queue.wrap_up if telling.queue else 0.0
    talked = (telling.now - call.talking_since).total_seconds() if call.talking_since else 0.0
    queue = call.visit.queue if call.visit else None
    telling.note(AgentLeft(agent=call.agent, who=who, wrap_up=wrap_up, queue=queue, talked=talked))
    telling.wishes.routing.append(routing.WorkEnded(agent=call.agent, interaction=call.id, wrap_up=wrap_up))
    telling.end(call.agent_leg)
    call.agent = call.agent_leg = call.talking_since = None
    call.held = False


def agent_hangs_up(telling: Telling, agent: AgentId) -> None:
    """Only the agent's own hang-up ends the agent's part; the caller may go on in the flow."""
    call = telling.call
    if call.agent == agent and call.phase in (Phase.TALKING, Phase.AWAY, Phase.DIALLING):
        _agent_part_over(telling)


def _agent_part_over(telling: Telling) -> None:
    call = telling.call
    release_agent(telling, Party.AGENT)
    visit = call.visit
    if telling.customer is None or not telling.customer.up:
        telling.end(call.customer_leg)
        outcome = Outcome.NOT_REACHED if call.outcome is None else call.outcome
        ending.end_call(telling, outcome, Party.AGENT, EndReason.HUNG_UP)
    elif visit is not None and visit.then is not None and call.run is not None:
        inbound.go_to(telling, visit.then)
    else:
        telling.end(call.customer_leg)
        ending.end_call(telling, Outcome.SERVED, Party.AGENT, EndReason.HUNG_UP)


def customer_leaves_by_us(telling: Telling) -> None:
    """Nothing is left that could be done for the caller."""
    telling.end(telling.call.customer_leg)
    ending.end_call(telling, telling.call.outcome or Outcome.SELF_SERVED, Party.SYSTEM, EndReason.ENDED)


def leg_ended(telling: Telling, event: LegEnded) -> None:
    call = telling.call
    leg = call.legs.pop(event.leg, None)
    if leg is None:
        return
    telling.track_ended(leg)
    if dialling_out.next_way(telling, leg, event.why):
        return
    if leg.id == call.customer_leg:
        ending.customer_left(telling, event)
    elif leg.id == call.offer:
        waiting.offer_leg_ended(telling, event.why in (EndReason.BUSY, EndReason.DECLINED))
    elif leg.outside:
        _outside_party_left(telling, event.why)
    elif leg.id == call.agent_leg and _hung_up_themselves(telling, leg, event):
        _agent_part_over(telling)
    elif leg.id == call.agent_leg:
        _desk_is_lost(telling, event.why)


def _hung_up_themselves(telling: Telling, leg: Leg, event: LegEnded) -> bool:
    """A desk phone's hang-up is the agent's; a browser also hangs up when a page is reloaded or closed."""
    agent = telling.company.agents.get(leg.agent) if leg.agent else None
    return agent is not None and agent.phone.kind == "desk_phone" and event.why is EndReason.HUNG_UP


def _outside_party_left(telling: Telling, why: EndReason) -> None:
    if telling.call.phase is Phase.DIALLING:
        transfer.failed(telling, why)
    else:
        customer_leaves_by_us(telling)
