"""The agent asks a third party while the customer hears music; then one of them has the customer, or all three talk."""

from __future__ import annotations

from callcenter.calls import colleagues, conference, talking
from callcenter.calls import letters as our
from callcenter.calls.state import Consult, Leg, Phase
from callcenter.calls.telling import Telling
from callcenter.calls.turns import RINGBACK, Leave, Linger
from callcenter.model.facts import (
    ConsultAnswered,
    ConsultBegan,
    ConsultEnd,
    ConsultEnded,
    HoldBegan,
    Transferred,
    TransferTo,
)
from callcenter.model.ids import AgentId
from callcenter.model.interaction import EndReason, Party


def begin(telling: Telling, ask: our.Consult) -> None:
    call, near = telling.call, telling.leg_of(ask.agent)
    if call.phase is not Phase.TALKING or call.consult is not None or telling.customer is None or near is None:
        return
    far = colleagues.call_in(telling, ask.to, ask.agent)
    if far is not None:
        call.consult = Consult(by=ask.agent, far=far.id)
        telling.note(ConsultBegan(by=ask.agent, agent=far.agent))
        _customer_waits(telling)
        telling.run(near, then=Linger(music=RINGBACK))


def phone_dialled(telling: Telling, dialled: our.PhoneDialled) -> None:
    """The agent's desk phone has put the customer on hold and dialled on a second leg."""
    call = telling.call
    if dialled.leg in call.legs:
        return  # told twice
    near = Leg(id=dialled.leg, party=Party.AGENT, agent=dialled.agent, ref=dialled.ref, up=True)
    call.legs[near.id] = near
    able = call.phase is Phase.TALKING and call.consult is None and call.agent == dialled.agent
    far = colleagues.call_in(telling, dialled.to, dialled.agent) if able and telling.customer is not None else None
    if far is None:
        telling.run(near, *telling.say(telling.company.not_routed), then=Leave())
        return
    call.consult = Consult(by=dialled.agent, far=far.id, near=near.id)
    telling.note(ConsultBegan(by=dialled.agent, agent=far.agent))
    _customer_waits(telling)
    telling.run(near, then=Linger(music=RINGBACK))


def _customer_waits(telling: Telling) -> None:
    """With music, unless others are there to talk with, or the music plays already."""
    if telling.customer is not None and not telling.call.held and not colleagues.guests(telling):
        telling.linger(telling.customer)
    talking.hold_over(telling)


def answered(telling: Telling, consult: Consult, far: Leg) -> None:
    near = near_leg(telling, consult)
    if near is None:
        telling.end(far.id)
        return
    if far.joined is None:
        telling.note(ConsultAnswered(by=consult.by, agent=far.agent))
    if consult.with_customer:  # their page was loaded anew meanwhile
        telling.linger(far)
    else:
        consult.room = telling.join(near, far)


def near_leg(telling: Telling, consult: Consult) -> Leg | None:
    """Where the agent talks with the consulted one."""
    return telling.call.legs.get(consult.near) if consult.near else telling.leg_of(consult.by)


def far_leg(telling: Telling) -> Leg | None:
    consult = telling.call.consult
    return telling.call.legs.get(consult.far) if consult else None


# ---------------------------------------------------------------------- to and fro


def swap(telling: Telling, agent: AgentId) -> None:
    """From the one to the other; whoever is left hears music."""
    consult, far = _of(telling, agent), far_leg(telling)
    if consult is None or far is None or not far.up or telling.customer is None:
        return
    near = near_leg(telling, consult)
    if near is None or consult.near is not None:
        return  # a desk phone that dialled swaps by itself
    consult.with_customer = not consult.with_customer
    if consult.with_customer:
        telling.linger(far)
        talking.together(telling)
    else:
        _customer_waits(telling)
        consult.room = telling.join(near, far)


def hold_far(telling: Telling, on: bool) -> None:
    """The desk phone that dialled puts the consulted one on hold, or comes back to them."""
    consult, far = telling.call.consult, far_leg(telling)
    if consult is None or consult.room is None or far is None or not far.up:
        return
    consult.with_customer = on
    if on:
        telling.linger(far)
    else:
        telling.enter(far, consult.room)


def hold_customer(telling: Telling, on: bool) -> None:
    """The desk phone that dialled comes back to the customer on its first line, or leaves them again."""
    consult, customer = telling.call.consult, telling.customer
    first = telling.leg_of(consult.by) if consult is not None else None
    if on:
        _customer_waits(telling)
    elif customer is not None and first is not None and first.in_room is not None:
        telling.enter(customer, first.in_room)


def customer_is_left(telling: Telling) -> None:
    """By a guest they talked with, while the agent asks somebody."""
    consult = telling.call.consult
    if consult is not None and not consult.with_customer and telling.call.phase is Phase.TALKING:
        _customer_waits(telling)


# ---------------------------------------------------------------------- three ways to end it


def complete(telling: Telling, agent: AgentId) -> None:
    """The customer is the consulted one's, also one whose phone still rings."""
    call, consult, far = telling.call, _of(telling, agent), far_leg(telling)
    if consult is None or far is None or telling.customer is None:
        return
    _over(telling, ConsultEnd.COMPLETED)
    telling.end(consult.near)
    to = TransferTo.AGENT if far.agent else TransferTo.NUMBER
    telling.note(Transferred(by=agent, to=to, agent=far.agent))
    talking.release_agent(telling, Party.AGENT)
    call.held = False
    far.takes_over = True
    if far.up:
        take_over(telling, far)
    else:
        call.phase = Phase.DIALLING
        if not colleagues.guests(telling):
            telling.linger(telling.customer)


def take_over(telling: Telling, leg: Leg) -> None:
    """The customer is theirs now, who are there."""
    call = telling.call
    leg.takes_over = leg.colleague = leg.guest = False
    if leg.agent is not None:
        call.agent, call.agent_leg = leg.agent, leg.id
    else:
        leg.outside = True
    talking.together(telling, leg)


def back(telling: Telling, agent: AgentId) -> None:
    consult = _of(telling, agent)
    if consult is not None:
        _over(telling, ConsultEnd.BACK)
        telling.end(consult.near)
        telling.end(consult.far)
        talking.together(telling)


def join_all(telling: Telling, agent: AgentId) -> None:
    """The consulted one comes into the conference."""
    consult, far = _of(telling, agent), far_leg(telling)
    if consult is None or far is None or not far.up or colleagues.is_full(telling.call):
        return
    if consult.near is not None:  # one of the phone's two legs is enough
        telling.end(consult.near)
    _over(telling, ConsultEnd.CONFERENCE)
    conference.joins(telling, far)
    talking.together(telling)


# ---------------------------------------------------------------------- somebody hangs up


def far_left(telling: Telling, leg: Leg, why: EndReason) -> None:
    """Nobody answered, or the consulted one hung up: the customer waits on hold for the agent to come back."""
    call = telling.call
    consult = call.consult
    assert consult is not None
    _over(telling, ConsultEnd.LEFT if leg.up else ConsultEnd.FAILED, "" if leg.up else why)
    telling.end(consult.near)
    if not consult.with_customer:
        _on_hold(telling, consult)


def hang_up(telling: Telling) -> None:
    """The agent hangs up on the consulted one; the customer waits on hold."""
    consult = telling.call.consult
    assert consult is not None
    _over(telling, ConsultEnd.BACK)
    telling.end(consult.far)
    telling.end(consult.near)
    _on_hold(telling, consult)


def _on_hold(telling: Telling, consult: Consult) -> None:
    """Until the agent comes back to the customer; with guests there, they are back at once."""
    if colleagues.guests(telling):
        talking.together(telling)
        return
    near = telling.leg_of(consult.by)
    telling.call.held = True
    telling.note(HoldBegan(agent=consult.by))
    if consult.near is None and near is not None:
        telling.call.room = telling.join(near)


def near_left(telling: Telling) -> None:
    """The desk phone hung up the leg it had dialled on."""
    consult = telling.call.consult
    assert consult is not None
    _over(telling, ConsultEnd.BACK)
    telling.end(consult.far)
    _on_hold(telling, consult)


def agent_left(telling: Telling) -> None:
    """The agent hung up in the midst of it: whoever was asked has the customer, if they are there."""
    consult, far = telling.call.consult, far_leg(telling)
    assert consult is not None
    if far is not None and far.up:
        complete(telling, consult.by)
    else:
        cancel(telling)
        talking.desk_did_not_return(telling)


def cancel(telling: Telling) -> None:
    """The call goes another way."""
    consult = telling.call.consult
    if consult is not None:
        _over(telling, ConsultEnd.BACK)
        telling.end(consult.near)
        telling.end(consult.far)


def _of(telling: Telling, agent: AgentId) -> Consult | None:
    """The consult, if it is this agent's and the call goes on."""
    call = telling.call
    return call.consult if call.phase is Phase.TALKING and call.consult and call.consult.by == agent else None


def _over(telling: Telling, how: ConsultEnd, why: str = "") -> None:
    consult, telling.call.consult = telling.call.consult, None
    assert consult is not None
    telling.note(ConsultEnded(by=consult.by, how=how, why=why))
