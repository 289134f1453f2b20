"""Several talk with the customer. When the agent who handles the call leaves, another agent in it has the customer."""

from __future__ import annotations

from callcenter.calls import colleagues, consult, leaving, talking
from callcenter.calls import letters as our
from callcenter.calls.state import Leg, Phase
from callcenter.calls.telling import Telling
from callcenter.model.facts import Connected, PartyJoined, TransferFailed
from callcenter.model.interaction import EndReason


def ask(telling: Telling, wish: our.Conference) -> None:
    """The agent wants all to hear each other, or one more to be called in."""
    call = telling.call
    if wish.to is None:
        consult.join_all(telling, wish.agent)
        return
    talks = call.phase is Phase.TALKING and call.agent == wish.agent and telling.customer is not None
    if talks and not colleagues.is_full(call):
        leg = colleagues.call_in(telling, wish.to, wish.agent)
        if leg is not None:
            leg.guest = True


def joins(telling: Telling, leg: Leg) -> None:
    """One of the consult becomes a guest of the conference; the room is the caller's to see to."""
    leg.guest, leg.outside = True, False
    telling.note(PartyJoined(agent=leg.agent))


def guest_answered(telling: Telling, leg: Leg) -> None:
    call = telling.call
    if call.phase not in (Phase.TALKING, Phase.AWAY) or call.room is None or telling.customer is None:
        telling.end(leg.id)
        return
    if leg.joined is None:
        joins(telling, leg)
    if call.phase is Phase.AWAY and call.held:
        telling.linger(leg)  # with the customer, for the agent
    elif call.phase is Phase.AWAY:
        call.room = telling.join(telling.customer, *colleagues.guests(telling))
    elif call.agent is None and telling.customer.in_room is None:
        talking.together(telling)  # the customer was left alone
    else:
        telling.enter(leg, call.room)


def guest_left(telling: Telling, leg: Leg, why: EndReason) -> None:
    """One less; the customer does not stay alone, and not in silence."""
    if not leg.up:
        telling.note(TransferFailed(why=why))
    customer_is_left(telling)
    leaving.end_if_alone(telling)


def customer_is_left(telling: Telling) -> None:
    """Those they talked with are gone, while the agent asks somebody, or is away."""
    call, customer = telling.call, telling.customer
    consult.customer_is_left(telling)
    if (
        call.phase is Phase.AWAY
        and customer is not None
        and customer.in_room is not None
        and not colleagues.guests(telling)
    ):
        telling.linger(customer)


def drop(telling: Telling, wish: our.Drop) -> None:
    leg = telling.call.legs.get(wish.leg)
    if telling.call.agent == wish.agent and leg is not None and leg.guest:
        telling.end(leg.id)
        customer_is_left(telling)


def goes_on(telling: Telling) -> bool:
    """After the agent left: whether others are there who have the customer now. Colleagues before strangers."""
    call = telling.call
    others = [leg for leg in colleagues.talkers_of(call) if leg.up and leg.id != call.customer_leg]
    if telling.customer is None or not telling.customer.up or not others:
        return False
    heir = next((leg for leg in others if leg.agent is not None), None)
    call.phase = Phase.TALKING
    telling.wake_in(None)
    if heir is not None:
        heir.guest = heir.colleague = False
        heir.watches = None
        call.agent, call.agent_leg, call.talking_since = heir.agent, heir.id, telling.now
        assert heir.agent is not None
        telling.note(Connected(agent=heir.agent, queue=call.for_queue))
    if telling.customer.in_room is None:
        talking.together(telling)  # they were on hold
    return True
