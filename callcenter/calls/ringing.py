"""An agent's phone is rung, wherever it is. At a number outside a mailbox may answer: there a key is asked for."""

from __future__ import annotations

from callcenter.calls import dialling_out, leaving
from callcenter.calls.state import Leg
from callcenter.calls.telling import Telling
from callcenter.calls.turns import Collect, Keys, LegEnded, PlaceCall, Result, Say, ToAgent
from callcenter.model.company import text_in
from callcenter.model.ids import AgentId
from callcenter.model.interaction import EndReason
from callcenter.model.phones import OutsideNumber

CONFIRMED_BY = "1"
"""The key with which an agent at an outside number takes a call."""

ASKED_AT_MOST = 3
"""Times; a mailbox listens for longer. For an offer it is asked until that ends."""


def ring(
    telling: Telling, leg: Leg, *, shown: str, shown_name: str, ring_for: float, answer_by_itself: bool = False
) -> bool:
    """Ring the phone of the leg's agent. False, and noted: it is at a number that may or can not be dialled now."""
    assert leg.agent is not None
    phone = telling.house.phone_of(leg.agent)
    if isinstance(phone, OutsideNumber):
        leg.asks = ASKED_AT_MOST
        return dialling_out.place_outside(telling, leg, phone.number, ring_for=ring_for)
    placed = PlaceCall(
        leg=leg.id,
        to=ToAgent(agent=leg.agent),
        shown=shown,
        shown_name=shown_name,
        ring_for=ring_for,
        answer_by_itself=answer_by_itself,
    )
    telling.place(leg, placed)
    return True


def ask_to_confirm(telling: Telling, leg: Leg) -> None:
    agent = telling.company.agents[leg.agent or AgentId("")]
    text = text_in(telling.company.confirm, agent.language)
    telling.run(leg, Say(text=text, language=agent.language), then=Collect(most=1))


def is_confirmed(telling: Telling, leg: Leg, result: Result) -> bool:
    """Whether it is the agent. If not they are asked again, and in the end it is as if nobody had answered."""
    if isinstance(result, Keys) and result.keys == CONFIRMED_BY:
        leg.asks = 0
        return True
    if leg is not telling.call.offered_leg:
        leg.asks -= 1
    if leg.asks > 0:
        ask_to_confirm(telling, leg)
    else:
        telling.hang_up(leg)
        leaving.leg_ended(telling, LegEnded(leg=leg.id, at=telling.now, why=EndReason.NO_ANSWER))
    return False
