"""An agent's phone at any number outside: called like a number, and a mailbox never gets a customer."""

from __future__ import annotations

import msgspec
from haihe import ANA, BOB, C1, CUSTOMER, HOTLINE, Told, haihe

from callcenter.calls import letters as our
from callcenter.calls import outbound
from callcenter.calls.letters import Colleague
from callcenter.calls.state import Phase
from callcenter.calls.telling import Telling
from callcenter.calls.turns import Collect, Keys, ToNumber, TurnEnded
from callcenter.model.company import Company
from callcenter.model.ids import AgentId, LegId
from callcenter.model.interaction import EndReason
from callcenter.model.lines import Shows, Trunk
from callcenter.model.phones import OutsideNumber
from routing import events as routing

HOME = "+8613900139000"
TWO_LINES = {
    "carrier": Trunk(name="carrier", order=1, shows=Shows(number="95001")),
    "backup": Trunk(name="backup", order=2),
}


def at_home(agent: AgentId, company: Company | None = None, *, by: AgentId | None = None) -> Told:
    call = Told(company=company, by=by)
    call.house = msgspec.structs.replace(call.house, phones={agent: OutsideNumber(number=HOME)})
    return call


def presses(call: Told, leg: LegId, keys: str) -> Told:
    turn = call.call.legs[leg].turn
    assert turn is not None
    assert isinstance(turn.then, Collect)
    return call.tell(TurnEnded(leg=leg, turn=turn.id, at=call.now, result=Keys(keys=keys)))


def test_the_call_goes_by_the_companys_trunk_and_shows_what_that_trunk_shows():
    call = at_home(ANA, haihe(trunks=TWO_LINES)).ringing()
    (placed,) = call.placed
    assert placed.to == ToNumber(number=HOME, trunk="carrier")
    assert placed.shown == "95001"
    assert at_home(ANA).ringing().placed[0].shown == HOTLINE  # and never the customer's


def test_a_trunk_that_fails_is_followed_by_the_next_and_the_agent_takes_the_same_offer():
    call = at_home(ANA, haihe(trunks=TWO_LINES)).ringing()
    call.leg_ends(call.placed[0].leg, EndReason.NO_LINE)
    (second,) = call.placed
    assert second.to == ToNumber(number=HOME, trunk="backup")
    presses(call.leg_answers(second.leg), second.leg, "1")
    assert call.told_routing(routing.OfferAccepted) == [routing.OfferAccepted(offer="o1")]
    call.agreed("o1", ANA)
    assert [sorted(legs) for legs in call.joined.values()] == [sorted([C1, second.leg])]
    assert call.call.agent_leg == second.leg


def test_when_no_trunk_is_left_the_agent_is_not_to_blame():
    call = at_home(ANA, haihe(trunks={"carrier": Trunk(name="carrier")})).ringing()
    call.leg_ends("o1", EndReason.NO_LINE)
    assert call.told_routing(routing.OfferDeclined) == [routing.OfferDeclined(offer="o1")]
    none = at_home(ANA, haihe(trunks={"in": Trunk(name="in", calls_out=False)})).ringing()
    assert none.told_routing(routing.OfferDeclined) == [routing.OfferDeclined(offer="o1")]


def test_an_offer_that_ends_while_the_second_trunk_rings_stops_that_one():
    call = at_home(ANA, haihe(trunks=TWO_LINES)).ringing()
    call.leg_ends(call.placed[0].leg, EndReason.NO_LINE)
    (second,) = call.placed
    assert call.missed("o1").ended_legs == [second.leg]


def test_another_phone_chosen_while_it_rings_there_does_not_spare_the_key():
    call = at_home(ANA).ringing()
    call.house = msgspec.structs.replace(call.house, phones={})
    call.leg_answers("o1")
    assert call.told_routing(routing.OfferAccepted) == []


def test_a_mailbox_is_no_consulted_colleague_and_gets_no_customer():
    call = at_home(BOB).talking().tell(our.Consult(agent=ANA, to=Colleague(BOB)))
    (far,) = call.placed
    call.leg_answers(far.leg)
    assert call.joined == {}
    call.tell(our.Complete(agent=ANA))
    assert call.phase is Phase.DIALLING
    for _ in range(3):
        presses(call, far.leg, "")
    assert far.leg in call.ended_legs
    assert call.phase is Phase.QUEUED, "it was as if nobody had answered"


def test_a_colleague_at_home_who_presses_the_key_is_heard():
    call = at_home(BOB).talking().tell(our.Consult(agent=ANA, to=Colleague(BOB)))
    (far,) = call.placed
    presses(call.leg_answers(far.leg), far.leg, "5")
    presses(call, far.leg, "1")
    assert [sorted(legs) for legs in call.joined.values()] == [sorted(["o1", far.leg])]


def test_nobody_is_called_for_an_agents_mailbox():
    call = at_home(ANA, by=ANA)
    telling = Telling(call.call, call.now, call.house)
    outbound.begin(telling, ANA)
    (own,) = call.heard(telling.wishes).placed
    call.leg_answers(own.leg)
    assert call.placed == []
    presses(call, own.leg, "1")
    assert [placed.to for placed in call.placed] == [ToNumber(number=CUSTOMER, trunk="carrier")]
