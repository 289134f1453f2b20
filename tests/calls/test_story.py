"""The story of a call, told event by event: what the customer hears, whose phone rings, what is noted."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from haihe import ANA, BOB, C1, CLOSED, DESK, EN, OPEN, REPAIRS, SALES, ZH, Told, haihe

from callcenter.calls import letters as our
from callcenter.calls import outbound
from callcenter.calls.letters import AskPosition, NewInteraction
from callcenter.calls.state import Phase
from callcenter.calls.telling import Telling
from callcenter.calls.turns import (
    Ask,
    Collect,
    Failed,
    Join,
    Keys,
    Leave,
    LegAsked,
    LegRinging,
    Linger,
    Record,
    Recorded,
    RecordLeg,
    RunTurn,
    Say,
    ToAgent,
    ToNumber,
    TurnEnded,
)
from callcenter.model.facts import (
    AgentLeft,
    Announced,
    Began,
    CallbackPromised,
    Connected,
    CustomerMatched,
    DeskBack,
    DeskLost,
    Dialled,
    Ended,
    FlowBroke,
    FlowEntered,
    HoldBegan,
    HoldEnded,
    LanguageChosen,
    NodesPassed,
    OfferEnd,
    QueueEntered,
    QueueLeft,
    TrackBegan,
    TrackEnded,
    TransferFailed,
    Transferred,
    TransferTo,
    VoicemailLeft,
)
from callcenter.model.ids import CustomerId, LegId, OfferId, QueueName, TurnId
from callcenter.model.interaction import EndReason, LeftQueue, Outcome, Party
from callcenter.model.phones import OutsideNumber
from routing import events as routing
from routing.needs import Needs

# ---------------------------------------------------------------------- the menu


def test_a_caller_is_welcomed_in_every_language_and_asked_for_one():
    call = Told().arrives()
    assert call.words == ["您好。", "Welcome.", "中文请按一。", "For English press two."]
    assert call.turn.then == Collect(first_within=5.0, finish="")
    assert call.newest == [Began, FlowEntered, NodesPassed]


def test_the_chosen_language_is_spoken_from_then_on():
    call = Told().arrives().presses("2")
    assert call.words == ["Repairs: one."]
    assert call.newest == [NodesPassed, LanguageChosen]


def test_an_agents_leg_lost_alone_leaves_no_caller_in_silence():
    call = Told().talking().after(60).leg_ends("o1", EndReason.NETWORK_LOST)
    assert call.phase is Phase.AWAY
    assert isinstance(call.turn.then, Linger)


def test_a_queue_may_leave_the_caller_unanswered_until_an_agent_answers():
    flow = "start: wait\nnodes:\n  wait: { queue: repairs, unanswered: yes }\n"
    call = Told(flow=flow).arrives()
    assert [command.early for command in call.all.commands if isinstance(command, RunTurn)] == [True]
    call.offered("o1", ANA).leg_answers("o1").agreed("o1", ANA)
    joined = [command for command in call.last.commands if isinstance(command, RunTurn)]
    assert [(type(command.turn.then), command.early) for command in joined] == [(Join, False), (Join, False)]


def test_a_wrong_key_is_said_so_and_the_menu_asked_again():
    call = Told().in_menu().presses("7")
    assert call.words == ["Sorry, that is not one of the choices.", "Repairs: one."]


def test_after_too_many_wrong_keys_the_flow_goes_on_otherwise():
    call = Told().in_menu().presses("7").presses("").presses("8")
    assert call.phase is Phase.QUEUED


def test_the_hash_can_be_a_choice():
    call = Told().in_menu()
    assert isinstance(call.turn.then, Collect)
    assert "#" not in call.turn.then.finish
    assert call.presses("#").words == ["Repairs: one."]


def test_when_the_house_is_closed_a_message_is_taken_for_the_queue():
    call = Told(CLOSED).arrives().presses("2")
    assert call.words == ["We are closed.", "Please leave a message."]
    assert isinstance(call.turn.then, Record)
    turn = call.turn.id
    call.after(20).records(12.5)
    assert call.words == ["Goodbye."]
    assert isinstance(call.turn.then, Leave)
    assert call.facts_of(VoicemailLeft)[0].seconds == 12.5
    (voicemail,) = [other for other in call.last.others if isinstance(other, NewInteraction)]
    assert (voicemail.id, voicemail.medium, voicemail.queue, voicemail.front) == (turn, "voicemail", REPAIRS, False)
    call.leg_ends(C1, EndReason.ENDED)
    assert call.facts_of(Ended)[0].outcome is Outcome.VOICEMAIL


def test_a_message_whose_speaker_hung_up_is_kept():
    call = Told(CLOSED).in_menu().records(9.0).leg_ends(C1, EndReason.HUNG_UP)
    assert call.facts_of(Ended)[0].outcome is Outcome.VOICEMAIL


def test_a_hang_up_at_the_tone_is_no_message():
    call = Told(CLOSED).in_menu().records(0.4).leg_ends(C1)
    assert call.facts_of(VoicemailLeft) == []
    assert call.facts_of(Ended)[0].outcome is Outcome.LEFT_IN_FLOW


def test_a_message_that_cannot_be_recorded_does_not_keep_the_caller():
    assert Told(CLOSED).in_menu().ends_turn(Failed(why="disk")).words == ["Goodbye."]


def test_a_number_that_leads_nowhere_says_so_and_ends():
    call = Told(dialled="+8653299990000").arrives()
    assert call.words == ["号码有误。", "This number is not in use."]
    assert call.turn.then == Leave()
    call.leg_ends(C1, EndReason.ENDED)
    assert call.facts_of(Ended)[0].outcome is Outcome.NOT_ROUTED


def test_the_company_may_write_braces_in_its_words():
    call = Told(dialled="x", company=haihe(not_routed={"zh-CN": "{号码} {0} {", "en": "{}"})).arrives()
    assert call.words == ["{号码} {0} {", "{}"]


def test_a_customer_found_is_remembered():
    call = Told().arrives().tell(our.Matched(customer=CustomerId("k1"), matches=1))
    assert call.call.customer == "k1"
    assert call.newest == [CustomerMatched]


@pytest.mark.parametrize(
    ("flow", "why"),
    [
        ("start: a\nnodes: {a: {say: x, then: b}, b: {say: y, then: a}}", "100 nodes without a wait"),
        ("start: a\nnodes: {a: {queue: gone}}", "no queue gone"),
        ("start: a\nnodes: {a: {hours: gone, open: b, closed: b}, b: {hangup: null}}", "no hours gone"),
        ("start: a\nnodes: {a: {say: x, then: gone}}", "no node gone"),
    ],
)
def test_a_broken_flow_does_not_cost_the_caller(flow: str, why: str):
    call = Told(flow=flow).arrives()
    assert call.facts_of(FlowBroke)[0].why == why
    assert call.phase is Phase.QUEUED
    assert call.facts_of(QueueEntered)[0].queue == REPAIRS


def test_a_broken_flow_with_no_queue_for_such_cases_ends_with_words():
    call = Told(flow="start: a\nnodes: {a: {queue: gone}}", company=haihe(callback_queue=None)).arrives()
    assert call.words == ["号码有误。", "This number is not in use."]
    assert call.turn.then == Leave()


# ---------------------------------------------------------------------- waiting


def test_a_caller_waits_with_music_and_routing_is_told_what_they_need():
    call = Told().in_queue()
    assert call.turn.then == Linger(music="haihe", keys="12")
    assert call.newest == [NodesPassed, QueueEntered]
    (queued,) = call.last.routing
    assert isinstance(queued, routing.Queued)
    assert queued.needs == Needs.of(repairs=3)
    assert (queued.queue, queued.medium, queued.patience, queued.ring_for) == ("repairs", "voice", 300.0, 20.0)
    assert queued.since == OPEN.timestamp()


def test_the_position_is_said_after_a_while_and_again():
    call = Told().in_queue()
    assert call.call.wake_at == OPEN + timedelta(seconds=8)
    call.after(8).tell(our.Woken())
    assert call.last.others == [AskPosition()]
    call.tell(our.Position(position=3))
    assert call.words == ["Number 3."]
    assert call.turn.then == Linger(music="haihe", keys="12")
    assert call.newest == [Announced]
    assert call.call.wake_at == call.now + timedelta(seconds=30)


def test_no_position_is_said_while_a_phone_rings():
    call = Told().ringing().tell(our.Position(position=1))
    assert call.last.commands == []
    assert call.call.wake_at == call.now + timedelta(seconds=30)


def test_a_timer_that_nobody_waits_for_any_more_changes_nothing():
    assert Told().talking().tell(our.Woken()).wished_nothing
    call = Told().away().tell(our.Woken())  # the queue's timer, late: the desk has twenty seconds of its own
    assert call.wished_nothing
    assert call.phase is Phase.AWAY


def test_a_key_while_waiting_leads_out_of_the_line():
    call = Told().in_queue().after(40).presses("1")
    assert call.words == ["Please leave a message."]
    (left,) = call.facts_of(QueueLeft)
    assert (left.how, left.waited) == (LeftQueue.VOICEMAIL, 40.0)
    assert call.last.routing == [routing.Withdrawn(interaction="i1")]


def test_a_key_while_a_phone_rings_stops_the_ring():
    call = Told().ringing().presses("1")
    assert call.ended_legs == ["o1"]
    assert call.call.offer is None


def test_a_key_can_lead_to_another_queue():
    call = Told().in_queue().presses("2")
    assert [fact.how for fact in call.facts_of(QueueLeft)] == [LeftQueue.OVERFLOWED]
    assert [fact.queue for fact in call.facts_of(QueueEntered)] == [REPAIRS, SALES]
    assert [type(event) for event in call.last.routing] == [routing.Withdrawn, routing.Queued]


def test_patience_over_goes_on_in_the_flow():
    call = Told().in_queue().after(300).tell(our.PatienceOver())
    assert call.words == ["Please leave a message."]
    assert (
        call.facts_of(QueueLeft)[0].how is LeftQueue.VOICEMAIL
        or call.facts_of(QueueLeft)[0].how is LeftQueue.OVERFLOWED
    )


def test_the_patience_of_a_line_left_meanwhile_does_not_count_in_the_next():
    call = Told().in_queue().after(299.9).presses("2").after(0.2).tell(our.PatienceOver())
    assert call.wished_nothing
    assert call.phase is Phase.QUEUED


# ---------------------------------------------------------------------- the offer


def test_an_offer_rings_the_agents_phone_with_the_callers_number():
    call = Told().ringing()
    (placed,) = call.placed
    assert placed.to == ToAgent(agent=ANA)
    assert (placed.leg, placed.shown, placed.ring_for) == ("o1", "+8613800138000", 30.0)


def test_a_withheld_caller_is_served_like_any_other_and_shown_as_nobody():
    call = Told(caller="").ringing()
    assert call.placed[0].shown == ""
    assert call.leg_answers("o1").agreed("o1", ANA).phase is Phase.TALKING


def test_the_answer_is_the_acceptance_and_routing_confirms_it():
    call = Told().ringing().leg_answers("o1")
    assert call.last.routing == [routing.OfferAccepted(offer="o1")]
    assert call.phase is Phase.QUEUED
    call.agreed("o1", ANA)
    assert list(call.joined.values()) == [[C1, "o1"]]
    assert call.newest == [QueueLeft, TrackBegan, TrackBegan, Connected]
    assert [c.leg for c in call.last.commands if isinstance(c, RecordLeg)] == [C1, "o1"]
    assert call.call.wake_at is None


def test_a_queue_that_is_not_recorded_is_not():
    call = Told().in_menu().presses("2").offered("o1", BOB).leg_answers("o1").agreed("o1", BOB)
    assert call.phase is Phase.TALKING
    assert call.facts_of(TrackBegan) == []


def test_a_missed_offer_stops_the_ring_and_the_caller_waits_on():
    call = Told().ringing().after(20).missed("o1")
    assert call.ended_legs == ["o1"]
    assert call.phase is Phase.QUEUED
    assert call.after(1).offered("o2", BOB).placed[0].leg == "o2"


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (EndReason.DECLINED, routing.OfferDeclined(offer="o1")),
        (EndReason.BUSY, routing.OfferDeclined(offer="o1")),
        (EndReason.UNREACHABLE, routing.OfferFailed(offer="o1")),
        (EndReason.NO_ANSWER, routing.OfferFailed(offer="o1")),
        (EndReason.NETWORK_LOST, routing.OfferFailed(offer="o1")),
    ],
)
def test_a_ring_that_comes_to_nothing_is_told_to_routing(why: EndReason, told: routing.Event):
    call = Told().ringing().leg_ends("o1", why)
    assert call.last.routing == [told]
    assert call.phase is Phase.QUEUED
    assert call.call.offer is None


def test_an_answer_after_the_offer_ended_is_ended():
    call = Told().ringing().leg_answers("o1").tell(our.TooLate(offer=OfferId("o1")))
    assert call.ended_legs == ["o1"]
    assert call.phase is Phase.QUEUED
    assert call.call.offer is None


def test_an_answer_told_twice_does_not_end_the_conversation():
    call = Told().ringing().leg_answers("o1").leg_answers("o1")
    assert call.wished_nothing
    call.agreed("o1", ANA).tell(our.TooLate(offer=OfferId("o1")))
    assert call.wished_nothing
    assert call.agreed("o1", ANA).wished_nothing
    assert call.phase is Phase.TALKING


def test_an_offer_told_twice_rings_once():
    assert Told().ringing().offered("o1", ANA).wished_nothing


def test_a_new_offer_takes_the_place_of_one_nobody_ended():
    call = Told().ringing().offered("o2", BOB)
    assert call.ended_legs == ["o1"]
    assert call.call.offer == "o2"


def test_an_offer_for_a_caller_who_went_elsewhere_is_withdrawn():
    call = Told().in_menu().offered("o1", ANA)
    assert call.last.routing == [routing.Withdrawn(interaction="i1")]
    assert call.placed == []


def test_an_agent_who_hangs_up_before_routing_agrees_costs_the_caller_nothing():
    call = Told().ringing().leg_answers("o1").leg_ends("o1").agreed("o1", ANA)
    ended, queued = call.last.routing
    assert ended == routing.WorkEnded(agent="ana", interaction="i1")
    assert isinstance(queued, routing.Queued)
    assert queued.since == OPEN.timestamp()
    assert call.phase is Phase.QUEUED
    assert call.after(5).offered("o2", BOB).leg_answers("o2").agreed("o2", BOB).phase is Phase.TALKING


def test_an_agent_agreed_to_a_caller_who_hung_up_is_free_again():
    call = Told().ringing().leg_answers("o1").hangs_up().agreed("o1", ANA)
    assert call.last.routing == [routing.WorkEnded(agent="ana", interaction="i1")]
    assert call.last.commands == []


def test_an_agent_agreed_to_a_caller_who_pressed_a_key_is_free_again():
    call = Told().ringing().leg_answers("o1").presses("1").agreed("o1", ANA)
    assert call.last.routing == [routing.WorkEnded(agent="ana", interaction="i1")]
    assert call.phase is Phase.FLOW


# ---------------------------------------------------------------------- talking


def test_hold_is_music_for_the_customer_and_back_into_the_same_room():
    call = Told().talking()
    (room,) = call.joined
    call.tell(our.Hold(agent=ANA))
    assert call.turn.then == Linger(music="haihe")
    assert call.newest == [HoldBegan]
    assert call.tell(our.Hold(agent=ANA)).wished_nothing
    call.tell(our.Unhold(agent=ANA))
    assert call.joined == {room: [C1]}
    assert call.newest == [HoldEnded]
    assert call.tell(our.Unhold(agent=ANA)).wished_nothing


def test_the_agents_own_phone_may_hold_and_the_customers_may_not():
    call = Told().talking()
    asked = LegAsked(leg=C1, at=call.now, what=Ask.HOLD)
    assert call.tell(asked).wished_nothing
    call.tell(LegAsked(leg=LegId("o1"), at=call.now, what=Ask.HOLD))
    assert call.newest == [HoldBegan]
    call.tell(LegAsked(leg=LegId("o1"), at=call.now, what=Ask.UNHOLD))
    assert call.newest == [HoldEnded]


@pytest.mark.parametrize(
    "letter",
    [
        our.Hold(agent=BOB),
        our.HangUp(agent=BOB),
        our.TransferToQueue(agent=BOB, to=SALES),
        our.DeskReturned(agent=BOB),
    ],
)
def test_another_agent_has_no_say(letter: our.Letter):
    assert Told().talking().tell(letter).wished_nothing


def test_the_agent_hangs_up_and_the_customer_answers_a_survey():
    call = Told().talking().after(60).tell(our.HangUp(agent=ANA))
    assert call.words == ["Were you satisfied?"]
    assert call.ended_legs == ["o1"]
    (left,) = call.facts_of(AgentLeft)
    assert (left.who, left.wrap_up, left.talked) == (Party.AGENT, 30.0, 60.0)
    assert call.last.routing == [routing.WorkEnded(agent="ana", interaction="i1", wrap_up=30.0)]
    call.presses("1")
    assert call.words == ["Goodbye."]
    assert call.call.run is not None
    assert call.call.run.saved == {"satisfaction": "1"}
    call.leg_ends(C1, EndReason.ENDED)
    assert call.facts_of(Ended) == [Ended(outcome=Outcome.SERVED, who=Party.SYSTEM, why=EndReason.ENDED)]


def test_without_a_survey_the_agents_hang_up_ends_the_call():
    call = Told().in_menu().presses("2").offered("o1", BOB).leg_answers("o1").agreed("o1", BOB)
    call.tell(our.HangUp(agent=BOB))
    assert call.ended_legs == ["o1", C1]
    assert call.facts_of(Ended)[0].outcome is Outcome.SERVED
    assert call.last.routing == [routing.WorkEnded(agent="bob", interaction="i1", wrap_up=0.0)]


def test_a_desk_phone_hangs_up_for_its_agent():
    call = Told().talking(DESK).leg_ends("o1", EndReason.HUNG_UP)
    assert call.words == ["Were you satisfied?"]


def test_every_track_that_begins_ends_once():
    call = Told().talking().tell(our.HangUp(agent=ANA)).hangs_up()
    began, ended = [f.track for f in call.facts_of(TrackBegan)], [f.track for f in call.facts_of(TrackEnded)]
    assert sorted(began) == sorted(ended)
    assert len(began) == 2


# ---------------------------------------------------------------------- the desk vanishes


def test_a_page_that_closes_leaves_the_customer_with_music():
    call = Told().talking().leg_ends("o1", EndReason.HUNG_UP)
    assert call.phase is Phase.AWAY
    assert call.turn.then == Linger(music="haihe")
    assert call.newest[-1] is DeskLost
    assert call.call.wake_at == call.now + timedelta(seconds=20)
    assert call.last.routing == []


def test_a_desk_that_returns_is_rung_answers_by_itself_and_they_talk_again():
    call = Told().away().after(4).tell(our.DeskReturned(agent=ANA))
    (placed,) = call.placed
    assert placed.answer_by_itself
    assert placed.leg != "o1"
    assert call.tell(our.DeskReturned(agent=ANA)).wished_nothing
    call.leg_answers(placed.leg)
    assert list(call.joined.values()) == [[C1, placed.leg]]
    assert DeskBack in call.newest
    assert Connected not in call.newest  # it is the same conversation
    assert call.phase is Phase.TALKING
    assert call.call.wake_at is None


def test_a_reloaded_page_may_return_before_the_network_noticed():
    call = Told().talking().tell(our.DeskReturned(agent=ANA))
    assert call.ended_legs == ["o1"]
    assert len(call.placed) == 1
    assert call.phase is Phase.AWAY


def test_a_desk_that_does_not_return_sends_the_customer_to_the_front_of_the_line():
    call = Told().away().after(20).tell(our.Woken())
    assert call.phase is Phase.QUEUED
    ended, queued = call.last.routing
    assert ended == routing.WorkEnded(agent="ana", interaction="i1", wrap_up=30.0)
    assert isinstance(queued, routing.Queued)
    assert queued.priority > 1000
    assert queued.needs == Needs.of(repairs=3)
    assert call.facts_of(AgentLeft)[0].who is Party.SYSTEM


def test_a_returning_phone_that_does_not_answer_is_ended_when_time_is_up():
    call = Told().away().tell(our.DeskReturned(agent=ANA))
    leg = call.placed[0].leg
    assert call.after(20).tell(our.Woken()).ended_legs == [leg]


def test_an_agent_may_hang_up_while_away():
    call = Told().away().tell(our.HangUp(agent=ANA))
    assert call.words == ["Were you satisfied?"]


# ---------------------------------------------------------------------- transfers


def test_a_transfer_to_a_queue():
    call = Told().talking().after(30).tell(our.TransferToQueue(agent=ANA, to=SALES))
    assert call.newest[0] is Transferred
    assert call.facts_of(QueueEntered)[1].visit == 2
    assert call.phase is Phase.QUEUED
    ended, queued = call.last.routing
    assert isinstance(ended, routing.WorkEnded)
    assert isinstance(queued, routing.Queued)
    assert queued.queue == "sales"
    assert isinstance(call.turn.then, Linger)
    call.offered("o2", BOB).leg_answers("o2").agreed("o2", BOB).tell(our.HangUp(agent=BOB))
    assert call.words == ["Were you satisfied?"]  # the survey is still to come


def test_a_transfer_to_an_agent_waits_for_that_agent():
    call = Told().talking().tell(our.TransferToAgent(agent=ANA, to=BOB))
    (queued,) = call.told_routing(routing.Queued)
    assert isinstance(queued, routing.Queued)
    assert (queued.needs, queued.patience) == (Needs(agent="bob"), 30.0)
    assert call.facts_of(QueueEntered)[1].agent == BOB


def test_a_transfer_to_an_agent_who_does_not_come_goes_to_the_front_of_the_line():
    call = Told().talking().tell(our.TransferToAgent(agent=ANA, to=BOB)).after(30).tell(our.PatienceOver())
    (queued,) = call.told_routing(routing.Queued)
    assert isinstance(queued, routing.Queued)
    assert queued.needs.agent is None
    assert queued.priority > 1000


@pytest.mark.parametrize("to", ["+14155550100", "10086", "not a number", "+8613800138000@evil.example", ""])
def test_a_number_that_is_not_open_is_not_dialled(to: str):
    call = Told().talking().tell(our.TransferToNumber(agent=ANA, to=to))
    assert call.last.facts == [TransferFailed(why="number_not_allowed")]
    assert call.last.commands == []
    assert call.phase is Phase.TALKING


def test_an_unknown_queue_or_agent_changes_nothing_but_is_said():
    call = Told().talking().tell(our.TransferToQueue(agent=ANA, to=QueueName("gone")))
    assert call.last.facts == [TransferFailed(why="unknown_target")]
    assert call.last.routing == []


def test_a_transfer_to_a_number_rings_it_and_brings_both_together():
    call = Told().talking().tell(our.TransferToNumber(agent=ANA, to="+8653287654321"))
    (placed,) = call.placed
    assert placed.to == ToNumber(number="+8653287654321", trunk="carrier")
    assert placed.shown == "+8653288880000"
    assert call.phase is Phase.DIALLING
    assert call.facts_of(Transferred)[0].to is TransferTo.NUMBER
    assert call.ended_legs == ["o1"]
    call.leg_answers(placed.leg)
    assert list(call.joined.values()) == [[C1, placed.leg]]
    call.leg_ends(placed.leg)
    assert call.ended_legs == [C1]
    assert call.facts_of(Ended)[0].outcome is Outcome.SERVED


def test_a_transfer_nobody_answers_does_not_drop_the_customer():
    call = Told().talking().tell(our.TransferToNumber(agent=ANA, to="+8653287654321"))
    call.leg_ends(call.placed[0].leg, EndReason.NO_ANSWER)
    assert call.facts_of(TransferFailed)[0].why == "not_answered"
    assert call.phase is Phase.QUEUED


def test_the_flow_may_transfer_and_go_on_when_nobody_answers():
    call = Told().in_menu().presses("9")
    assert call.phase is Phase.DIALLING
    assert call.facts_of(Dialled)[0].whom is Party.SYSTEM
    call.leg_ends(call.placed[0].leg, EndReason.BUSY)
    assert call.words == ["Please leave a message."]


def test_the_flow_goes_its_own_way_after_a_failed_transfer_also_behind_a_queue():
    flow = """
start: line
nodes:
  line: { queue: repairs, overflow: { after: 10s, to: plant } }
  plant: { transfer: "+8653287654321", otherwise: message }
  message: { voicemail: x, queue: repairs }
"""
    call = Told(flow=flow).arrives().after(10).tell(our.PatienceOver())
    call.leg_ends(call.placed[0].leg, EndReason.NO_ANSWER)
    assert call.words == ["x"]


def test_a_flow_may_not_dial_what_is_not_open():
    flow = "start: a\nnodes: {a: {transfer: '+14155550100', otherwise: b}, b: {hangup: bye}}"
    call = Told(flow=flow).arrives()
    assert call.placed == []
    assert call.words == ["bye"]


# ---------------------------------------------------------------------- the customer hangs up


@pytest.mark.parametrize(
    ("before", "outcome", "left"),
    [
        (lambda call: call.arrives(), Outcome.LEFT_IN_FLOW, []),
        (lambda call: call.in_queue(), Outcome.ABANDONED, [LeftQueue.ABANDONED]),
        (lambda call: call.ringing(), Outcome.ABANDONED, [LeftQueue.ABANDONED]),
        (lambda call: call.ringing().leg_answers("o1"), Outcome.ABANDONED, [LeftQueue.ABANDONED]),
        (lambda call: call.talking(), Outcome.SERVED, [LeftQueue.ANSWERED]),
        (lambda call: call.talking().tell(our.Hold(agent=ANA)), Outcome.SERVED, [LeftQueue.ANSWERED]),
        (lambda call: call.away(), Outcome.SERVED, [LeftQueue.ANSWERED]),
        (lambda call: call.surveyed(), Outcome.SERVED, [LeftQueue.ANSWERED]),
        (lambda call: call.in_menu().presses("9"), Outcome.NOT_REACHED, []),
    ],
    ids=["menu", "queue", "ringing", "answered", "talking", "held", "away", "survey", "dialling"],
)
def test_the_customer_hangs_up(before, outcome: Outcome, left: list[LeftQueue]):
    call = before(Told()).hangs_up()
    assert call.phase is Phase.ENDED
    assert call.facts_of(Ended) == [Ended(outcome=outcome, who=Party.CUSTOMER, why=EndReason.HUNG_UP)]
    assert [fact.how for fact in call.facts_of(QueueLeft)] == left
    assert call.call.legs == {}
    assert call.call.wake_at is None
    assert call.facts_of(CallbackPromised) == []


def test_who_hangs_up_while_talking_frees_the_agent():
    call = Told().talking().hangs_up()
    assert call.last.routing == [routing.WorkEnded(agent="ana", interaction="i1", wrap_up=30.0)]
    assert call.facts_of(AgentLeft)[0].who is Party.CUSTOMER
    assert call.ended_legs == ["o1"]


def test_who_hangs_up_while_a_phone_rings_stops_the_ring():
    call = Told().ringing().hangs_up()
    assert call.ended_legs == ["o1"]
    assert call.last.routing == [routing.Withdrawn(interaction="i1")]


# ---------------------------------------------------------------------- the network dies


@pytest.mark.parametrize(
    ("before", "outcome", "front"),
    [
        (lambda call: call.arrives(), Outcome.LOST, False),
        (lambda call: call.in_queue(), Outcome.LOST, False),
        (lambda call: call.ringing(), Outcome.LOST, False),
        (lambda call: call.talking(), Outcome.LOST, True),
        (lambda call: call.away(), Outcome.LOST, True),
        (lambda call: call.in_menu().presses("9"), Outcome.LOST, False),
    ],
    ids=["menu", "queue", "ringing", "talking", "away", "dialling"],
)
@pytest.mark.parametrize("customer_first", [True, False])
def test_a_call_lost_with_the_network_becomes_a_callback(before, outcome: Outcome, front: bool, customer_first: bool):
    call = before(Told()).after(7)
    for leg in sorted(call.call.legs, key=lambda leg: (leg == C1) is not customer_first):
        call.leg_ends(leg, EndReason.NETWORK_LOST)
    assert call.phase is Phase.ENDED
    assert call.facts_of(Ended) == [Ended(outcome=outcome, who=Party.SYSTEM, why=EndReason.NETWORK_LOST)]
    (promised,) = call.facts_of(CallbackPromised)
    (callback,) = [other for other in call.all.others if isinstance(other, NewInteraction)]
    assert (callback.id, callback.medium, callback.queue, callback.front) == (
        promised.callback,
        "callback",
        REPAIRS,
        front,
    )


def test_a_callback_keeps_the_place_in_line():
    call = Told().in_queue().after(100).hangs_up(EndReason.NETWORK_LOST)
    assert call.facts_of(QueueLeft)[0].how is LeftQueue.CALLBACK
    (callback,) = [other for other in call.last.others if isinstance(other, NewInteraction)]
    assert callback.since == OPEN


def test_nobody_can_call_back_a_withheld_number():
    call = Told(caller="").in_queue().hangs_up(EndReason.NETWORK_LOST)
    assert call.facts_of(QueueLeft)[0].how is LeftQueue.LOST
    assert call.facts_of(CallbackPromised) == []
    assert call.facts_of(Ended)[0].outcome is Outcome.LOST


@pytest.mark.parametrize(
    ("before", "outcome"),
    [
        (lambda: Told().surveyed(), Outcome.SERVED),
        (lambda: Told(CLOSED).in_menu().records(9), Outcome.VOICEMAIL),
        (lambda: Told(dialled="x").arrives(), Outcome.NOT_ROUTED),
    ],
    ids=["survey", "goodbye after a message", "not routed"],
)
def test_who_had_what_they_called_for_is_not_called_back(before, outcome: Outcome):
    call = before().hangs_up(EndReason.NETWORK_LOST)
    assert call.facts_of(Ended)[0].outcome is outcome
    assert call.facts_of(CallbackPromised) == []


# ---------------------------------------------------------------------- late and repeated


def test_an_arrival_told_twice_is_one_call():
    call = Told().in_menu()
    turn = call.turn
    assert call.arrives().wished_nothing
    assert call.turn == turn


def test_a_result_of_an_old_turn_is_not_heard():
    call = Told().arrives()
    old = call.turn
    call.presses("2")
    assert call.tell(TurnEnded(leg=C1, turn=old.id, at=call.now, result=Keys(keys="2"))).wished_nothing
    assert call.tell(TurnEnded(leg=C1, turn=TurnId("x"), at=call.now, result=Recorded(seconds=9))).wished_nothing


@pytest.mark.parametrize("before", [Told.in_menu, Told.in_queue, Told.ringing, Told.talking, Told.away])
def test_news_of_unknown_legs_and_rings_changes_nothing(before):
    call = before(Told())
    assert call.leg_ends("x").wished_nothing
    assert call.leg_answers("x").wished_nothing
    assert call.missed("x").last.commands == []
    assert call.tell(LegRinging(leg=LegId("o1"), at=call.now)).wished_nothing


def test_after_the_end_nothing_is_wished():
    call = Told().talking().hangs_up()
    for event in (
        our.Woken(),
        our.PatienceOver(),
        our.Hold(agent=ANA),
        our.HangUp(agent=ANA),
        our.Position(position=1),
    ):
        assert call.tell(event).wished_nothing
    assert call.arrives().wished_nothing
    assert call.leg_ends("o1").wished_nothing
    assert call.missed("o1", OfferEnd.RESCINDED).wished_nothing


def test_the_join_of_both_is_one_room():
    call = Told().talking()
    agent = call.call.legs[LegId("o1")].turn
    assert agent is not None
    assert isinstance(agent.then, Join)
    assert agent.then == call.turn.then


# ---------------------------------------------------------------------- being introduced, confirming


def test_the_caller_hears_the_agents_number_and_the_agent_the_queue_before_they_talk():
    company = haihe()
    repairs = msgspec.structs.replace(
        company.queues[REPAIRS], say_queue=True, say_agent={ZH: "工号{number}。", EN: "Agent {number}."}, recording=None
    )
    call = Told(company=haihe(queues={**company.queues, REPAIRS: repairs})).talking()
    assert call.words[-1] == "Agent 1 0 0 1."
    turn = call.call.legs[LegId("o1")].turn
    assert turn is not None
    assert [step.text for step in turn.steps if isinstance(step, Say)] == ["维修"]


def at_home() -> Told:
    call = Told()
    call.house = msgspec.structs.replace(call.house, phones={ANA: OutsideNumber(number="+8613900000000")})
    return call.ringing().leg_answers("o1")


def test_an_agent_at_an_outside_number_takes_the_call_with_key_one():
    call = at_home()
    assert call.told_routing(routing.OfferAccepted) == []
    turn = call.call.legs[LegId("o1")].turn
    assert turn is not None
    assert isinstance(turn.then, Collect)
    call.tell(TurnEnded(leg=LegId("o1"), turn=turn.id, at=call.now, result=Keys(keys="1")))
    assert call.told_routing(routing.OfferAccepted) == [routing.OfferAccepted(offer="o1")]


def test_a_mailbox_at_an_outside_number_gets_no_call():
    call = at_home()
    for keys in ("", "5"):
        turn = call.call.legs[LegId("o1")].turn
        assert turn is not None
        call.tell(TurnEnded(leg=LegId("o1"), turn=turn.id, at=call.now, result=Keys(keys=keys)))
        assert call.told_routing(routing.OfferAccepted) == []
    assert call.missed("o1").ended_legs == ["o1"]


def test_a_phone_that_takes_calls_by_itself_is_told_to():
    company = haihe()
    ana = msgspec.structs.replace(company.agents[ANA], auto_answer=True)
    call = Told(company=haihe(agents={**company.agents, ANA: ana})).ringing()
    assert call.placed[0].answer_by_itself


def test_an_agent_who_hangs_up_while_their_phone_comes_back_has_no_phone_left_in_the_call():
    call = Told().away().tell(our.DeskReturned(agent=ANA))
    (back,) = call.placed
    call.tell(our.HangUp(agent=ANA))
    assert call.phase is Phase.FLOW
    assert back.leg in call.ended_legs


def test_a_colleague_on_hold_whose_page_is_loaded_anew_is_still_on_hold():
    call = Told(by=ANA)
    call.call.calls = BOB
    telling = Telling(call.call, call.now, call.house)
    outbound.begin(telling, ANA)
    (own,) = call.heard(telling.wishes).placed
    (far,) = call.leg_answers(own.leg).placed
    call.leg_answers(far.leg).tell(our.Hold(agent=ANA)).tell(our.DeskReturned(agent=BOB))
    (again,) = call.placed
    call.leg_answers(again.leg)
    assert call.call.held
    assert call.joined == {}
