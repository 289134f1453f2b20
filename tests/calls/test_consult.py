"""A consult: the agent asks somebody while the customer hears music; then one of them has the customer, or all talk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from haihe import ANA, BOB, C1, DESK, Told

from callcenter.calls import letters as our
from callcenter.calls import turns as network
from callcenter.calls.letters import Colleague, Outside
from callcenter.calls.state import Phase
from callcenter.calls.turns import Ask, Linger, ToAgent, ToNumber
from callcenter.model.facts import (
    AgentLeft,
    Connected,
    ConsultAnswered,
    ConsultBegan,
    ConsultEnd,
    ConsultEnded,
    HoldBegan,
    HoldEnded,
    PartyJoined,
    PartyLeft,
    TransferFailed,
    Transferred,
)
from callcenter.model.ids import LegId
from callcenter.model.interaction import EndReason
from routing import events as routing

BRANCH = "+8653287654321"


def asking(whom: our.Whom = Colleague(BOB)) -> tuple[Told, LegId]:  # noqa: B008 - a value
    call = Told().talking().tell(our.Consult(agent=ANA, to=whom))
    (placed,) = call.placed
    return call, placed.leg


def consulting(whom: our.Whom = Colleague(BOB)) -> tuple[Told, LegId]:  # noqa: B008
    call, far = asking(whom)
    return call.leg_answers(far), far


def test_while_the_colleague_rings_the_customer_hears_music_and_the_agent_the_ring_tone():
    call, far = asking()
    (placed,) = call.placed
    assert placed.to == ToAgent(agent=BOB)
    assert (placed.shown, placed.shown_name) == ("1001", "Ana")
    assert call.turn.then == Linger(music="haihe")
    assert call.call.legs[LegId("o1")].turn.then == Linger(music="ringback")  # type: ignore[union-attr]
    assert call.newest == [ConsultBegan]
    assert call.told_routing(routing.WorkTaken) == [routing.WorkTaken(agent=BOB, interaction="i1", medium="voice")]
    assert call.phase is Phase.TALKING
    assert far in call.call.legs


def test_the_colleague_and_the_agent_talk_alone():
    call, far = consulting()
    assert list(call.joined.values()) == [["o1", far]]
    assert call.newest[0] is ConsultAnswered
    assert call.turn.then == Linger(music="haihe")


def test_an_outside_number_is_asked_too():
    call, _ = asking(Outside(BRANCH))
    (placed,) = call.placed
    assert placed.to == ToNumber(number=BRANCH, trunk="carrier")
    assert call.facts_of(ConsultBegan) == [ConsultBegan(by=ANA, agent=None)]


def test_a_number_that_may_not_be_dialled_is_not_asked():
    call = Told().talking().tell(our.Consult(agent=ANA, to=Outside("+14155550100")))
    assert call.placed == []
    assert call.newest == [TransferFailed]
    assert call.call.consult is None


def test_back_to_the_customer():
    call, far = consulting()
    call.tell(our.Back(agent=ANA))
    assert call.ended_legs == [far]
    assert list(call.joined.values()) == [[C1, "o1"]]
    assert call.facts_of(ConsultEnded)[-1].how is ConsultEnd.BACK
    assert call.told_routing(routing.WorkEnded) == [routing.WorkEnded(agent=BOB, interaction="i1")]
    assert call.facts_of(PartyLeft)[-1].agent == BOB


def test_a_warm_transfer_gives_the_customer_to_the_consulted():
    call, far = consulting()
    call.after(10).tell(our.Complete(agent=ANA))
    assert list(call.joined.values()) == [[C1, far]]
    assert call.ended_legs == ["o1"]
    assert (call.call.agent, call.call.agent_leg) == (BOB, far)
    assert [kind for kind in call.newest if kind in (ConsultEnded, Transferred, AgentLeft, Connected)] == [
        ConsultEnded,
        Transferred,
        AgentLeft,
        Connected,
    ]
    assert call.facts_of(Connected)[-1].agent == BOB
    assert call.told_routing(routing.WorkEnded) == [routing.WorkEnded(agent=ANA, interaction="i1", wrap_up=30.0)]
    call.after(60).tell(our.HangUp(agent=BOB))
    assert call.facts_of(AgentLeft)[-1].agent == BOB
    assert call.facts_of(AgentLeft)[-1].talked == 60.0


def test_a_customer_given_to_an_outside_number_talks_with_it_until_it_hangs_up():
    call, far = consulting(Outside(BRANCH))
    call.tell(our.Complete(agent=ANA))
    assert list(call.joined.values()) == [[C1, far]]
    assert call.call.agent is None
    call.leg_ends(far)
    assert call.phase is Phase.ENDED


def test_the_customer_may_be_given_to_one_whose_phone_still_rings():
    call, far = asking()
    call.tell(our.Complete(agent=ANA))
    assert call.ended_legs == ["o1"]
    assert call.turn.then == Linger(music="haihe")
    call.leg_answers(far)
    assert list(call.joined.values()) == [[C1, far]]
    assert call.call.agent == BOB


def test_one_whose_phone_rang_in_vain_loses_no_customer():
    call, far = asking()
    call.tell(our.Complete(agent=ANA)).leg_ends(far, EndReason.NO_ANSWER)
    assert call.phase is Phase.QUEUED
    assert call.call.agent is None


def test_from_one_to_the_other_and_back():
    call, far = consulting()
    call.tell(our.Swap(agent=ANA))
    assert list(call.joined.values()) == [[C1, "o1"]]
    assert call.call.legs[far].turn.then == Linger(music="haihe")  # type: ignore[union-attr]
    call.tell(our.Swap(agent=ANA))
    assert list(call.joined.values()) == [["o1", far]]
    assert call.turn.then == Linger(music="haihe")


def test_all_three_talk():
    call, far = consulting()
    call.tell(our.Conference(agent=ANA))
    assert list(call.joined.values()) == [[C1, "o1", far]]
    assert call.facts_of(PartyJoined)[-1].agent == BOB
    assert call.call.consult is None


@pytest.mark.parametrize("why", [EndReason.NO_ANSWER, EndReason.BUSY, EndReason.DECLINED])
def test_a_consult_nobody_answers_leaves_the_customer_on_hold(why: EndReason):
    call, far = asking()
    call.leg_ends(far, why)
    assert call.facts_of(ConsultEnded)[-1] == ConsultEnded(by=ANA, how=ConsultEnd.FAILED, why=why)
    assert call.facts_of(HoldBegan)[-1].agent == ANA
    call.tell(our.Unhold(agent=ANA))
    ((room, legs),) = call.joined.items()
    assert legs == [C1]
    assert call.call.room == room


def test_the_consulted_hangs_up_and_the_agent_comes_back_to_the_customer_when_they_want():
    call, far = consulting()
    call.leg_ends(far)
    assert call.facts_of(ConsultEnded)[-1].how is ConsultEnd.LEFT
    assert call.call.held
    call.tell(our.Unhold(agent=ANA))
    assert list(call.joined.values()) == [[C1]]


def test_hanging_up_on_the_consulted_does_not_hang_up_on_the_customer():
    call, far = consulting()
    call.tell(our.HangUp(agent=ANA))
    assert call.ended_legs == [far]
    assert call.phase is Phase.TALKING
    assert call.call.held


def test_the_consulted_may_hang_up_at_the_desk():
    call, far = consulting()
    call.tell(our.HangUp(agent=BOB))
    assert call.ended_legs == [far]
    assert call.call.agent == ANA
    assert call.call.held


def test_a_customer_who_leaves_ends_the_consult_and_frees_both():
    call, far = consulting()
    call.hangs_up()
    assert call.phase is Phase.ENDED
    assert set(call.ended_legs) == {far, "o1"}
    assert {event.agent for event in call.told_routing(routing.WorkEnded)} == {ANA, BOB}  # type: ignore[union-attr]


def test_the_agents_page_is_lost_in_a_consult():
    call, far = consulting()
    call.leg_ends("o1", EndReason.MEDIA_LOST)
    assert call.phase is Phase.AWAY
    assert call.ended_legs == [far]
    assert call.turn.then == Linger(music="haihe")


@pytest.mark.parametrize("before", [lambda: Told().talking().tell(our.Hold(agent=ANA)), lambda: consulting()[0]])
def test_a_page_that_comes_back_finds_the_customer_on_hold_as_it_left_them(before: Callable[[], Told]):
    call = before().leg_ends("o1", EndReason.MEDIA_LOST).tell(our.DeskReturned(agent=ANA))
    (placed,) = call.placed
    call.leg_answers(placed.leg)
    assert (call.phase, call.call.held) == (Phase.TALKING, True)
    assert list(call.joined.values()) == [[placed.leg]]
    assert HoldBegan in call.newest
    call.tell(our.Unhold(agent=ANA))
    assert list(call.joined.values()) == [[C1]]


# ---------------------------------------------------------------------- by the desk phone's own keys


def dialled_by_phone() -> tuple[Told, LegId]:
    call = Told().talking(DESK)
    call.tell(network.LegAsked(leg=LegId("o1"), at=call.now, what=Ask.HOLD))
    call.tell(our.PhoneDialled(agent=DESK, leg=LegId("n1"), ref="n1", to=Colleague(BOB)))
    (placed,) = call.placed
    return call, placed.leg


def test_a_desk_phone_asks_on_its_second_line():
    call, far = dialled_by_phone()
    call.leg_answers(far)
    assert list(call.joined.values()) == [["n1", far]]
    assert call.turn.then == Linger(music="haihe")


def test_a_desk_phone_hands_the_customer_on_after_asking():
    call, far = dialled_by_phone()
    call.leg_answers(far)
    call.tell(network.LegAsked(leg=LegId("o1"), at=call.now, what=Ask.TRANSFER, onto=LegId("n1")))
    assert list(call.joined.values()) == [[C1, far]]
    assert set(call.ended_legs) == {"o1", "n1"}
    assert call.call.agent == BOB


def test_a_desk_phone_goes_from_one_line_to_the_other_and_back():
    call, far = dialled_by_phone()
    room = call.call.room
    call.leg_answers(far)
    call.tell(network.LegAsked(leg=LegId("n1"), at=call.now, what=Ask.HOLD))
    assert call.call.legs[far].turn.then == Linger(music="haihe")  # type: ignore[union-attr]
    call.tell(network.LegAsked(leg=LegId("o1"), at=call.now, what=Ask.UNHOLD))
    assert call.joined == {room: [C1]}
    call.tell(network.LegAsked(leg=LegId("o1"), at=call.now, what=Ask.HOLD))
    assert call.turn.then == Linger(music="haihe")
    call.tell(network.LegAsked(leg=LegId("n1"), at=call.now, what=Ask.UNHOLD))
    assert [legs for legs in call.joined.values()] == [[far]]


def test_a_desk_phone_hangs_up_its_second_line_and_goes_back():
    call, far = dialled_by_phone()
    call.leg_answers(far).leg_ends("n1")
    assert call.ended_legs == [far]
    call.tell(network.LegAsked(leg=LegId("o1"), at=call.now, what=Ask.UNHOLD))
    assert [legs for legs in call.joined.values()] == [[C1]]


def test_a_desk_phone_that_hangs_up_altogether_gives_the_customer_to_the_consulted():
    call, far = dialled_by_phone()
    call.leg_answers(far).leg_ends("o1", EndReason.HUNG_UP)
    assert list(call.joined.values()) == [[C1, far]]
    assert call.call.agent == BOB


def test_a_desk_phone_that_hangs_up_before_anybody_answered_leaves_the_customer_first_in_line():
    call, _ = dialled_by_phone()
    call.leg_ends("o1", EndReason.HUNG_UP)
    assert call.phase is Phase.QUEUED


def test_a_desk_phone_transfers_blindly_to_a_colleagues_number():
    call = Told().talking(DESK)
    call.tell(network.LegAsked(leg=LegId("o1"), at=call.now, what=Ask.TRANSFER, to="1002"))
    assert call.phase is Phase.QUEUED
    assert call.call.visit is not None
    assert call.call.visit.agent == BOB


def test_a_desk_phone_transfers_blindly_to_an_outside_number():
    call = Told().talking(DESK)
    call.tell(network.LegAsked(leg=LegId("o1"), at=call.now, what=Ask.TRANSFER, to="053287654321"))
    (placed,) = call.placed
    assert placed.to == ToNumber(number=BRANCH, trunk="carrier")


def test_a_desk_phone_cannot_transfer_abroad():
    call = Told().talking(DESK)
    call.tell(network.LegAsked(leg=LegId("o1"), at=call.now, what=Ask.TRANSFER, to="0014155550100"))
    assert call.placed == []
    assert call.phase is Phase.TALKING


def test_a_colleague_whose_page_is_loaded_anew_while_the_agent_is_with_the_customer_waits():
    call, _ = consulting()
    call.tell(our.Swap(agent=ANA)).tell(our.DeskReturned(agent=BOB))
    (again,) = call.placed
    before = call.turn.then
    call.leg_answers(again.leg)
    assert call.joined == {}
    assert call.turn.then == before
    assert call.call.legs[again.leg].turn.then == Linger(music="haihe")  # type: ignore[union-attr]
    call.tell(our.Swap(agent=ANA))
    assert [sorted(legs) for legs in call.joined.values()] == [sorted(["o1", again.leg])]


def test_a_hold_ends_when_the_agent_asks_somebody():
    call = Told().talking().tell(our.Hold(agent=ANA)).after(10).tell(our.Consult(agent=ANA, to=Colleague(BOB)))
    assert HoldEnded in call.newest


def test_the_transfer_key_of_the_consulted_ones_desk_phone_is_refused_at_once():
    call, far = consulting(Colleague(DESK))
    call.tell(network.LegAsked(leg=far, at=call.now, what=Ask.TRANSFER, to="1002"))
    assert list(call.joined.values()) == [[far]]  # the same again: that tells the phone
