"""Agent and customer talk: hold, the agent's phone lost and found again."""

from __future__ import annotations

from collections.abc import Mapping

from callcenter.calls import colleagues, conference, consult, outbound, ringing, transfer, voicemail, waiting
from callcenter.calls.letters import Agreed
from callcenter.calls.state import Leg, Phase
from callcenter.calls.telling import Telling
from callcenter.calls.turns import Ask, LegAsked, Say, Step
from callcenter.model.company import text_in
from callcenter.model.facts import AgentLeft, Connected, DeskBack, DeskLost, HoldBegan, HoldEnded
from callcenter.model.ids import AgentId, LegId
from callcenter.model.interaction import Direction, EndReason, LeftQueue, Medium, Outcome, Party
from routing import events as routing

DESK_MAY_RETURN_WITHIN = 20.0
"""Seconds the customer hears music for an agent whose phone vanished."""

WRAP_UP_AFTER_OWN_CALL = 30.0
"""Seconds, at most, after a call that an agent made and that is for no queue."""


def connect(telling: Telling, agreed: Agreed) -> None:
    """Routing confirmed the agent's answer: bring both together, or call the customer for a callback."""
    call, leg = telling.call, telling.call.leg_for(agreed.offer)
    if call.medium is Medium.VOICEMAIL and call.phase is Phase.QUEUED:
        voicemail.opened(telling, agreed)
        return
    if leg is None or call.phase is not Phase.QUEUED:
        _not_connected(telling, agreed)
        return
    call.offer, call.agent, call.agent_leg = None, agreed.agent, leg.id
    waiting.leave(telling, LeftQueue.ANSWERED)
    if telling.customer is None:
        outbound.ring_other(telling, leg)
    else:
        together(telling, first=_introduced(telling, telling.customer, leg))


def _introduced(telling: Telling, customer: Leg, agent_leg: Leg) -> dict[LegId, tuple[Step, ...]]:
    """The caller hears the agent's number [工号播报], the agent the queue's name, each unheard by the other."""
    agent, queue = telling.company.agents.get(agent_leg.agent or AgentId("")), telling.queue
    if agent is None or queue is None:
        return {}
    first: dict[LegId, tuple[Step, ...]] = {}
    if queue.say_agent is not None:
        first[customer.id] = telling.say(queue.say_agent, number=agent.spoken_number)
    if queue.say_queue:
        first[agent_leg.id] = (Say(text=text_in(queue.title, agent.language), language=agent.language),)
    return first


def _not_connected(telling: Telling, agreed: Agreed) -> None:
    """While routing agreed, the agent hung up again or the caller went elsewhere."""
    call = telling.call
    leg = call.leg_for(agreed.offer)
    if leg is not None and leg.id == call.agent_leg:
        return  # told twice
    free(telling, agreed)
    telling.end(leg.id if leg is not None else None)
    if call.phase is Phase.QUEUED and call.offer is None:
        telling.wishes.routing.append(waiting.queued(telling))  # routing has taken the caller out of the line


def free(telling: Telling, agreed: Agreed) -> None:
    """Routing believes the agent to be in this call: they are not."""
    telling.wishes.routing.append(routing.WorkEnded(agent=agreed.agent, interaction=telling.call.id))


def together(telling: Telling, *others: Leg, first: Mapping[LegId, tuple[Step, ...]] | None = None) -> None:
    """Customer, agent, the guests of the conference and these others hear each other, in a new room."""
    call = telling.call
    agent = telling.leg_of(call.agent) if call.agent is not None else None
    all_of_them = (telling.customer, agent, *colleagues.guests(telling), *others)
    legs = {leg.id: leg for leg in all_of_them if leg is not None and leg.up}
    call.phase = Phase.TALKING
    hold_over(telling)
    telling.wake_in(None)
    call.room = telling.join(*legs.values(), first=first)
    if call.agent is not None:
        call.outcome = Outcome.SERVED
        if call.talking_since is None:  # not when the agent's phone came back
            call.talking_since = telling.now
            telling.note(Connected(agent=call.agent, queue=call.for_queue))


def dialled_party_answered(telling: Telling, leg: Leg) -> None:
    """The customer we called, the outside party of a transfer, or the phone of the agent who calls, is there."""
    call = telling.call
    if leg.takes_over:
        consult.take_over(telling, leg)
    elif leg.id == call.agent_leg:
        outbound.ring_other(telling, leg)
    elif telling.customer is None or (not leg.outside and telling.leg_of(call.agent or AgentId("")) is None):
        telling.end(leg.id)
    else:
        together(telling, leg)


# ---------------------------------------------------------------------- hold


def hold(telling: Telling, agent: AgentId) -> None:
    call = telling.call
    may = call.phase is Phase.TALKING and not call.held and call.consult is None
    if may and telling.leg_of(agent) and telling.customer:
        call.held = True
        telling.note(HoldBegan(agent=agent))
        telling.linger(telling.customer)


def unhold(telling: Telling, agent: AgentId) -> None:
    call, leg = telling.call, telling.leg_of(agent)
    may = call.phase is Phase.TALKING and call.held and call.consult is None
    if may and leg and leg.in_room is not None and telling.customer:
        hold_over(telling)
        telling.enter(telling.customer, leg.in_room)


def hold_over(telling: Telling) -> None:
    call = telling.call
    if call.held and call.agent is not None and call.phase is Phase.TALKING:
        telling.note(HoldEnded(agent=call.agent))
    call.held = False


def phone_asked(telling: Telling, event: LegAsked) -> None:
    """The agent's own phone asks for something; the customer's phone may do as it likes."""
    call = telling.call
    leg = call.legs.get(event.leg)
    if leg is None or leg.agent is None:
        return
    if leg.agent != call.agent:
        if event.what is Ask.TRANSFER and leg.turn is not None:
            telling.run(leg, then=leg.turn.then)  # refused: a guest cannot hand the customer on
        return
    second_line = call.consult.near if call.consult is not None else None
    asks_near = second_line == leg.id
    match event.what:
        case Ask.HOLD if asks_near:
            consult.hold_far(telling, on=True)
        case Ask.UNHOLD if asks_near:
            consult.hold_far(telling, on=False)
        case Ask.HOLD if second_line is not None:
            consult.hold_customer(telling, on=True)
        case Ask.UNHOLD if second_line is not None:
            consult.hold_customer(telling, on=False)
        case Ask.HOLD:
            hold(telling, leg.agent)
        case Ask.UNHOLD:
            unhold(telling, leg.agent)
        case Ask.TRANSFER if event.onto is not None:
            consult.complete(telling, leg.agent)
        case Ask.TRANSFER:
            transfer.as_dialled(telling, leg.agent, event.to)


# ---------------------------------------------------------------------- the desk vanishes


def desk_is_lost(telling: Telling, why: EndReason) -> None:
    call = telling.call
    assert call.agent is not None
    # A customer on hold, or put aside for a consult, must not hear the agent before the agent wants it.
    call.held = call.held or (call.consult is not None and not call.consult.with_customer)
    consult.cancel(telling)
    call.agent_leg = None
    telling.note(DeskLost(agent=call.agent, why=why))
    if telling.customer is None or not telling.customer.up:
        telling.end(call.customer_leg)  # we were still calling them; another agent will
        call.customer_leg = None
        desk_did_not_return(telling)
        return
    call.phase = Phase.AWAY
    telling.wake_in(DESK_MAY_RETURN_WITHIN)
    if not colleagues.guests(telling):
        telling.linger(telling.customer)


def desk_returned(telling: Telling, agent: AgentId) -> None:
    """The phone is there again: place the call once more; it answers by itself."""
    call = telling.call
    if call.agent != agent or call.phase not in (Phase.AWAY, Phase.TALKING) or call.medium is Medium.VOICEMAIL:
        return
    if call.phase is Phase.TALKING:
        # The page was reloaded and says it holds no call, before the network noticed.
        telling.end(call.agent_leg)
        desk_is_lost(telling, EndReason.MEDIA_LOST)
    if any(leg.agent == agent for leg in call.legs.values()):
        return  # it is being rung already
    leg = Leg(id=LegId(telling.mint("b")), party=Party.AGENT, agent=agent)
    ringing.ring(
        telling,
        leg,
        shown=telling.number_for(agent),
        shown_name=telling.name_for(agent),
        ring_for=DESK_MAY_RETURN_WITHIN,
        answer_by_itself=True,
    )


def desk_is_back(telling: Telling, leg: Leg) -> None:
    call = telling.call
    assert call.agent is not None
    call.agent_leg = leg.id
    telling.note(DeskBack(agent=call.agent))
    if call.held:
        call.phase = Phase.TALKING
        telling.wake_in(None)
        telling.note(HoldBegan(agent=call.agent))
        call.room = telling.join(leg, *colleagues.guests(telling))
    elif telling.customer is not None:
        together(telling)


def desk_did_not_return(telling: Telling) -> None:
    """The customer goes to the front of the queue."""
    call = telling.call
    release_agent(telling, Party.SYSTEM)
    if conference.goes_on(telling):
        return
    if call.by is not None and (call.outcome is None or call.direction is Direction.INTERNAL):
        outbound.give_up(telling, EndReason.MEDIA_LOST)  # nobody was reached yet, or a colleague was
    else:
        waiting.back_to_front(telling)


# ---------------------------------------------------------------------- the agent's part is over


def release_agent(telling: Telling, who: Party) -> None:
    """Routing starts wrap-up."""
    call = telling.call
    assert call.agent is not None
    talked = (telling.now - call.talking_since).total_seconds() if call.talking_since else 0.0
    wrap_up = _wrap_up(telling, talked)
    queue = call.for_queue
    consult.cancel(telling)
    telling.agent_is_out(call.agent)
    telling.note(AgentLeft(agent=call.agent, who=who, wrap_up=wrap_up, queue=queue, talked=talked))
    telling.wishes.routing.append(routing.WorkEnded(agent=call.agent, interaction=call.id, wrap_up=wrap_up))
    for leg in [leg.id for leg in call.legs.values() if leg.agent == call.agent and not leg.colleague]:
        telling.end(leg)  # also one that is being rung again
    call.agent = call.agent_leg = call.talking_since = None
    call.held = False


def _wrap_up(telling: Telling, talked: float) -> float:
    """Seconds the agent may take at most."""
    if telling.queue is not None:
        return telling.queue.wrap_up
    return WRAP_UP_AFTER_OWN_CALL if talked and telling.call.direction is Direction.OUTBOUND else 0.0
