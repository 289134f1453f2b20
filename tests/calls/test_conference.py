"""A conference: several talk with the customer; when the agent who handles the call leaves, somebody else has it."""

from __future__ import annotations

from haihe import ANA, BOB, C1, DESK, SALES, Told

from callcenter.calls import letters as our
from callcenter.calls.letters import Colleague, Outside
from callcenter.calls.state import Phase
from callcenter.calls.turns import Join, Linger, RunTurn
from callcenter.model.facts import AgentLeft, Connected, PartyJoined, PartyLeft, TransferFailed
from callcenter.model.ids import AgentId, LegId
from callcenter.model.interaction import EndReason

BRANCH = "+8653287654321"


def with_guest(whom: our.Whom = Colleague(BOB), call: Told | None = None) -> tuple[Told, LegId]:  # noqa: B008
    call = (call or Told().talking()).tell(our.Conference(agent=ANA, to=whom))
    (placed,) = call.placed
    return call.leg_answers(placed.leg), placed.leg


def test_one_who_is_called_in_comes_into_the_room_where_the_others_talk():
    call = Told().talking()
    room = call.call.room
    call, guest = with_guest(call=call)
    assert call.joined == {room: [guest]}
    assert call.facts_of(PartyJoined)[-1].agent == BOB


def test_six_may_talk_and_no_more():
    call = Told().talking()
    for number in ("+8653287654321", "+8653287654322", "+8653287654323", "+8653287654324"):
        call, _ = with_guest(Outside(number), call)
    call.tell(our.Conference(agent=ANA, to=Colleague(BOB)))
    assert call.placed == []


def test_one_who_does_not_answer_is_told_and_changes_nothing():
    call = Told().talking().tell(our.Conference(agent=ANA, to=Colleague(BOB)))
    (placed,) = call.placed
    call.leg_ends(placed.leg, EndReason.BUSY)
    assert call.facts_of(TransferFailed)[-1].why == "busy"
    assert call.phase is Phase.TALKING
    assert call.ended_legs == []


def test_a_guest_may_be_dropped_by_the_agent_and_by_nobody_else():
    call, guest = with_guest(Outside(BRANCH))
    call.tell(our.Drop(agent=BOB, leg=guest))
    assert call.ended_legs == []
    call.after(30).tell(our.Drop(agent=ANA, leg=guest))
    assert call.ended_legs == [guest]
    assert call.facts_of(PartyLeft)[-1] == PartyLeft(agent=None, talked=30.0)
    call.tell(our.Drop(agent=ANA, leg=C1))
    assert call.ended_legs == []


def test_a_customer_whom_the_last_guest_leaves_while_the_agent_asks_somebody_hears_music():
    for leaves in (
        lambda call, guest: call.leg_ends(guest),
        lambda call, guest: call.tell(our.Drop(agent=ANA, leg=guest)),
    ):
        call, guest = with_guest(Outside(BRANCH))
        call.tell(our.Consult(agent=ANA, to=Colleague(BOB)))
        assert isinstance(call.turn.then, Join)
        leaves(call, guest)
        assert call.turn.then == Linger(music="haihe")


def test_when_the_agent_leaves_the_colleague_has_the_customer():
    call, guest = with_guest()
    call.after(20).tell(our.HangUp(agent=ANA))
    assert call.ended_legs == ["o1"]
    assert call.phase is Phase.TALKING
    assert (call.call.agent, call.call.agent_leg) == (BOB, guest)
    assert call.facts_of(AgentLeft)[-1].agent == ANA
    assert call.facts_of(Connected)[-1].agent == BOB
    call.tell(our.HangUp(agent=BOB))
    assert call.facts_of(AgentLeft)[-1].agent == BOB


def test_when_the_agent_leaves_a_stranger_with_the_customer_they_talk_on_until_one_hangs_up():
    call, guest = with_guest(Outside(BRANCH))
    call.tell(our.HangUp(agent=ANA))
    assert call.phase is Phase.TALKING
    assert call.call.agent is None
    call.leg_ends(guest)
    assert call.phase is Phase.ENDED
    assert call.ended_legs == [C1]


def test_a_colleague_comes_before_a_stranger():
    call, _ = with_guest(Outside(BRANCH))
    call, second = with_guest(Colleague(BOB), call)
    call.tell(our.HangUp(agent=ANA))
    assert call.call.agent_leg == second


def test_when_the_customer_leaves_it_is_over_for_all():
    call, guest = with_guest()
    call.hangs_up()
    assert call.phase is Phase.ENDED
    assert set(call.ended_legs) == {"o1", guest}


def test_on_hold_the_customer_hears_music_while_the_others_talk():
    call, _ = with_guest()
    call.tell(our.Hold(agent=ANA))
    assert call.joined == {}
    call.tell(our.Unhold(agent=ANA))
    assert list(call.joined.values()) == [[C1]]


def test_an_agent_who_leaves_while_the_customer_is_on_hold_brings_customer_and_colleague_together():
    call, guest = with_guest()
    call.tell(our.Hold(agent=ANA)).tell(our.HangUp(agent=ANA))
    assert list(call.joined.values()) == [[C1, guest]]


def test_one_more_is_asked_while_customer_and_guest_talk_on():
    call, _ = with_guest(Outside(BRANCH))
    call.tell(our.Consult(agent=ANA, to=Colleague(DESK)))
    assert not any(isinstance(command, RunTurn) and command.turn.leg == C1 for command in call.last.commands)
    assert call.call.consult is not None
    call.leg_answers(call.call.consult.far).tell(our.Conference(agent=ANA))
    assert {len(legs) for legs in call.joined.values()} == {4}


def test_the_agents_page_is_lost_and_the_guest_keeps_the_customer_company():
    call, _ = with_guest(Outside(BRANCH))
    call.leg_ends("o1", EndReason.MEDIA_LOST)
    assert call.phase is Phase.AWAY
    assert call.last.commands == []
    call.tell(our.DeskReturned(agent=AgentId("ana")))
    (placed,) = call.placed
    call.leg_answers(placed.leg)
    assert {len(legs) for legs in call.joined.values()} == {3}


def test_a_customer_whom_everybody_left_waits_for_the_one_who_still_rings_and_then_no_longer():
    call, guest = with_guest(Outside(BRANCH))
    call.tell(our.Conference(agent=ANA, to=Outside("+8653287654322")))
    (ringing,) = call.placed
    call.tell(our.HangUp(agent=ANA)).leg_ends(guest)
    assert call.turn.then == Linger(music="haihe")
    call.leg_ends(ringing.leg, EndReason.NO_ANSWER)
    assert call.phase is Phase.ENDED


def test_the_one_who_still_rang_talks_with_the_customer_whom_everybody_left():
    call, guest = with_guest(Outside(BRANCH))
    call.tell(our.Conference(agent=ANA, to=Outside("+8653287654322")))
    (ringing,) = call.placed
    call.tell(our.HangUp(agent=ANA)).leg_ends(guest).leg_answers(ringing.leg)
    assert [sorted(legs) for legs in call.joined.values()] == [sorted([C1, ringing.leg])]


def test_nobody_becomes_the_seventh_by_way_of_a_consult():
    call = Told().talking()
    for number in ("+8653287654321", "+8653287654322", "+8653287654323", "+8653287654324"):
        call, _ = with_guest(Outside(number), call)
    call.tell(our.Consult(agent=ANA, to=Colleague(BOB)))
    (far,) = call.placed
    call.leg_answers(far.leg).tell(our.Conference(agent=ANA))
    assert call.wished_nothing
    assert call.call.consult is not None


def test_while_the_agents_phone_is_away_guests_come_and_go_and_the_customer_never_hears_silence():
    call, guest = with_guest(Outside(BRANCH))
    call.leg_ends("o1", EndReason.MEDIA_LOST)
    assert call.phase is Phase.AWAY
    call.leg_ends(guest)
    assert call.turn.then == Linger(music="haihe")


def test_one_who_was_called_in_and_answers_while_the_agents_phone_is_away_keeps_the_customer_company():
    call = Told().talking().tell(our.Conference(agent=ANA, to=Outside(BRANCH)))
    (placed,) = call.placed
    call.leg_ends("o1", EndReason.MEDIA_LOST).leg_answers(placed.leg)
    assert [sorted(legs) for legs in call.joined.values()] == [sorted([C1, placed.leg])]
    assert call.phase is Phase.AWAY


def test_guests_stay_with_the_customer_who_is_handed_to_one_whose_phone_still_rings():
    call, guest = with_guest(Outside(BRANCH))
    call.tell(our.Consult(agent=ANA, to=Colleague(BOB)))
    (far,) = call.placed
    call.tell(our.Complete(agent=ANA))
    assert isinstance(call.turn.then, Join)
    call.leg_ends(far.leg, EndReason.NO_ANSWER)
    assert call.phase is Phase.TALKING, "they talk on, and nobody is put in a queue"
    assert guest in call.call.legs


def test_nobody_stays_behind_when_the_customer_is_handed_on_blind():
    call, guest = with_guest(Outside(BRANCH))
    call.tell(our.TransferToQueue(agent=ANA, to=SALES))
    assert sorted(call.ended_legs) == sorted(["o1", guest])
