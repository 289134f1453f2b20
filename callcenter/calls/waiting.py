"""A caller waits in a queue, hears music and the position; an agent's phone is rung."""

from __future__ import annotations

from datetime import datetime

from callcenter.calls import (
    colleagues,
    conference,
    consult,
    inbound,
    leaving,
    notices,
    recording,
    ringing,
    supervision,
    talking,
)
from callcenter.calls.letters import Offered, OfferOver, TooLate
from callcenter.calls.state import Leg, Phase, Visit
from callcenter.calls.telling import Telling
from callcenter.calls.turns import LegAnswered, Step
from callcenter.ivr import flow as nodes
from callcenter.model.facts import Announced, QueueEntered, QueueLeft
from callcenter.model.ids import AgentId, LegId, NodeName, OfferId, QueueName
from callcenter.model.interaction import EndReason, LeftQueue, Medium, Party
from routing import events as routing
from routing.needs import Needs, profile_of

FRONT = 1_000_000.0
"""Added to the priority of one who was being served and lost the agent: ahead of all who wait."""

NETWORK_RINGS_ON = 10.0
"""Seconds the network's own ring timeout lies behind the offer's end, which alone decides."""


def enter_from_flow(telling: Telling, node: nodes.Queue, queue: QueueName, steps: tuple[Step, ...]) -> None:
    """`queue`: the node's, or the one it is diverted to."""
    enter(
        telling,
        queue,
        steps=steps,
        needs=node.needs,
        priority=node.priority,
        patience=node.overflow.after if node.overflow else None,
        overflow_to=NodeName(node.overflow.to) if node.overflow else None,
        then=NodeName(node.then) if node.then else None,
        keys={key: NodeName(to) for key, to in node.keys.items()},
        unanswered=node.unanswered,
    )


def enter(
    telling: Telling,
    queue: QueueName,
    *,
    steps: tuple[Step, ...] = (),
    needs: dict[str, int] | None = None,
    priority: float = 0.0,
    patience: float | None = None,
    overflow_to: NodeName | None = None,
    then: NodeName | None = None,
    keys: dict[str, NodeName] | None = None,
    unanswered: bool = False,
    agent: AgentId | None = None,
    since: datetime | None = None,
) -> None:
    """Begin a visit to a queue."""
    call, told = telling.call, telling.company.queues[queue]
    call.visits += 1
    visit = call.visit = Visit(
        queue=queue,
        number=call.visits,
        since=since or telling.now,
        entered=telling.now,
        needs={**told.needs, **(needs or {})},
        priority=told.priority + priority,
        patience=patience,
        overflow_to=overflow_to,
        then=then,
        keys=keys or {},
        agent=agent,
        unanswered=unanswered,
    )
    call.phase = Phase.QUEUED
    colleagues.all_out(telling)
    telling.note(QueueEntered(queue=queue, visit=visit.number, medium=call.medium, agent=agent))
    telling.wishes.routing.append(queued(telling))
    recording.settle(telling)  # this queue may have another rule
    if telling.customer is not None:
        steps = (*steps, *notices.in_queue(telling, queue))
        telling.linger(telling.customer, *steps, *recording.notice(telling), keys="".join(visit.keys))
        telling.wake_in(told.announce.first_after if told.announce else None)


def queued(telling: Telling) -> routing.Queued:
    """How routing is told of the present visit; also after a restart, should it not know.

    The offers of each wait are named anew: a leg bears its offer's name, and a leg's name is never used twice.
    """
    call, visit = telling.call, telling.call.visit
    assert visit is not None
    told = telling.company.queues[visit.queue]
    needs = Needs(agent=visit.agent) if visit.agent else Needs(profile_of(visit.needs))
    return routing.Queued(
        interaction=call.id,
        queue=visit.queue,
        medium=call.medium,
        needs=needs,
        priority=visit.priority,
        ageing=told.ageing,
        since=visit.since.timestamp(),
        patience=visit.patience,
        ring_for=told.ring_for,
        offers_named=f"{telling.mint('q')}.",
    )


def leave(telling: Telling, how: LeftQueue) -> None:
    """The visit is over."""
    visit = telling.call.visit
    assert visit is not None
    waited = (telling.now - visit.since).total_seconds()
    telling.note(QueueLeft(queue=visit.queue, visit=visit.number, how=how, waited=waited))
    telling.wake_in(None)


def announce(telling: Telling, position: int) -> None:
    """Say the place in line, unless an agent's phone rings already."""
    call, told = telling.call, telling.queue
    if call.phase is not Phase.QUEUED or told is None or told.announce is None or telling.customer is None:
        return
    telling.wake_in(told.announce.every)
    if call.offer is None:
        assert call.visit is not None
        telling.note(Announced(position=position))
        words = notices.in_queue(telling, call.visit.queue) + telling.say(told.announce.position, position=position)
        telling.linger(telling.customer, *words, keys="".join(call.visit.keys))


def hear_notice(telling: Telling) -> None:
    """At once, unless an agent's phone rings already: then it is not worth the delay."""
    call, visit = telling.call, telling.call.visit
    if call.phase is not Phase.QUEUED or visit is None or telling.customer is None or call.offer is not None:
        return
    words = notices.in_queue(telling, visit.queue)
    if words:
        telling.linger(telling.customer, *words, keys="".join(visit.keys))


def key_pressed(telling: Telling, key: str) -> None:
    """A caller who waits chose something else."""
    call, visit = telling.call, telling.call.visit
    assert visit is not None
    if key in visit.keys:
        out_of_line(telling, inbound.how_left(telling, visit.keys[key]))
        telling.wishes.routing.append(routing.Withdrawn(interaction=call.id))
        inbound.go_to(telling, visit.keys[key])


def overflow(telling: Telling) -> None:
    """Patience ended: on in the flow, or back to the queue's front when a transfer to one agent failed."""
    call, visit = telling.call, telling.call.visit
    if call.phase is not Phase.QUEUED or visit is None or not _patience_is_over(telling, visit):
        return
    out_of_line(telling, LeftQueue.OVERFLOWED)
    if visit.agent is not None:
        back_to_front(telling, since=visit.since)
    elif visit.overflow_to is not None and call.run is not None:
        inbound.go_to(telling, visit.overflow_to)
    else:
        back_to_front(telling)


def _patience_is_over(telling: Telling, visit: Visit) -> bool:
    """Else it was another visit's patience, and the news of it is late."""
    return visit.patience is not None and (telling.now - visit.since).total_seconds() >= visit.patience - 1.0


def back_to_front(telling: Telling, since: datetime | None = None) -> None:
    """To the front of the queue the caller was in, or of the one for such cases; without any, the call ends."""
    call, visit = telling.call, telling.call.visit
    queue = call.for_queue or telling.company.callback_queue
    if queue is None:
        leaving.customer_leaves_by_us(telling)
        return
    needs = visit.needs if visit else None
    then = visit.then if visit else None
    enter(telling, queue, needs=needs, priority=FRONT, then=then, since=since)
    call.held = False


def out_of_line(telling: Telling, how: LeftQueue) -> None:
    """The visit is over, and a phone that rings for it falls silent."""
    leave(telling, how)
    _end_offered(telling)


def _end_offered(telling: Telling) -> None:
    leg = telling.call.offered_leg
    telling.end(leg.id if leg is not None else None)
    telling.call.offer = None


# ---------------------------------------------------------------------- the offer


def ring_agent(telling: Telling, offered: Offered) -> None:
    """Ring the agent's phone; the leg bears the offer's id, so nobody can be rung twice for one offer."""
    call = telling.call
    if call.phase is not Phase.QUEUED:
        telling.wishes.routing.append(routing.Withdrawn(interaction=call.id))
        return
    if call.offer == offered.offer:
        return  # told twice
    _end_offered(telling)
    call.offer = offered.offer
    if call.medium is Medium.VOICEMAIL:
        return  # the desk shows it; nothing rings
    remaining = max(0.0, (offered.expires_at - telling.now).total_seconds())
    leg = Leg(id=LegId(offered.offer), party=Party.AGENT, agent=offered.agent)
    known = telling.company.agents.get(offered.agent)
    rung = ringing.ring(
        telling,
        leg,
        shown=telling.number_for(offered.agent),
        shown_name=telling.name_for(offered.agent),
        ring_for=remaining + NETWORK_RINGS_ON,
        answer_by_itself=known is not None and known.auto_answer,
    )
    if not rung:
        offer_leg_ended(telling, EndReason.NO_LINE)


def offer_over(telling: Telling, over: OfferOver) -> None:
    if telling.call.offer == over.offer:
        telling.call.offer = None
        hear_notice(telling)  # one that was put up while the phone rang
    _stop_ringing(telling, over.offer)


def too_late(telling: Telling, late: TooLate) -> None:
    """The phone that was answered is not the one that got the call."""
    if telling.call.offer == late.offer:
        telling.call.offer = None
    _stop_ringing(telling, late.offer)


def _stop_ringing(telling: Telling, offer: OfferId) -> None:
    leg = telling.call.leg_for(offer)
    if leg is not None and leg.id != telling.call.agent_leg:  # an answer told twice is too late the second time
        telling.end(leg.id)


def leg_answered(telling: Telling, event: LegAnswered) -> None:
    """A leg we placed was answered. The agent's answer is the acceptance; routing confirms it or is too late."""
    leg = telling.call.legs.get(event.leg)
    if leg is None or leg.up:
        return
    if not leg.asks:
        is_there(telling, leg)
    elif leg.turn is None:
        ringing.ask_to_confirm(telling, leg)


def is_there(telling: Telling, leg: Leg) -> None:
    """Somebody, and no mailbox, is at the phone."""
    call = telling.call
    leg.up = True
    if call.offer is not None and leg is call.offered_leg:
        telling.wishes.routing.append(routing.OfferAccepted(offer=call.offer))
    elif call.consult is not None and leg.id == call.consult.far:
        consult.answered(telling, call.consult, leg)
    elif leg.watches is not None:
        supervision.answered(telling, leg)
    elif leg.guest:
        conference.guest_answered(telling, leg)
    elif leg.id == call.customer_leg and call.phase is Phase.TALKING:  # a colleague's page was loaded anew
        if call.held:
            telling.linger(leg)
        else:
            talking.together(telling)
    elif call.phase is Phase.AWAY and leg.party is Party.AGENT:
        talking.desk_is_back(telling, leg)
    elif call.phase is Phase.DIALLING:
        talking.dialled_party_answered(telling, leg)


def offer_leg_ended(telling: Telling, why: EndReason) -> None:
    """The agent's phone refused, was busy or could not be rung; a line that is down is no fault of theirs."""
    call = telling.call
    offer = call.offer
    assert offer is not None
    call.offer = None
    declined = why in (EndReason.BUSY, EndReason.DECLINED, EndReason.NO_LINE)
    telling.wishes.routing.append(routing.OfferDeclined(offer=offer) if declined else routing.OfferFailed(offer=offer))
