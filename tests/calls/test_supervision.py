"""A supervisor steps into a call: listens, coaches, barges, takes it over, ends it; or is asked for help."""

from __future__ import annotations

import pytest
from haihe import ANA, BOB, C1, DESK, SALES, Told

from callcenter.calls import letters as our
from callcenter.calls.letters import Colleague
from callcenter.calls.state import Phase
from callcenter.calls.turns import Join, Role, RunTurn, Turn
from callcenter.model.facts import (
    AgentLeft,
    Ended,
    EndedByForce,
    HelpAsked,
    HelpEnded,
    Mode,
    PartyLeft,
    SupervisorJoined,
    TakenOver,
)
from callcenter.model.ids import LegId
from callcenter.model.interaction import EndReason, Outcome, Party
from routing import events as routing

SUE = DESK  #: any colleague may play the supervisor; who may is decided at the desk


def turns(call: Told) -> dict[str, Turn]:
    return {command.turn.leg: command.turn for command in call.last.commands if isinstance(command, RunTurn)}


def with_supervisor(mode: Mode) -> tuple[Told, LegId]:
    call = Told().talking().tell(our.Supervise(by=SUE, agent=ANA, mode=mode))
    (placed,) = call.placed
    assert placed.answer_by_itself
    return call.leg_answers(placed.leg), placed.leg


@pytest.mark.parametrize(
    ("mode", "role", "of"),
    [(Mode.LISTEN, Role.LISTENER, None), (Mode.COACH, Role.COACH, LegId("o1")), (Mode.BARGE, Role.TALKER, None)],
)
def test_a_supervisor_comes_into_the_room_in_the_way_they_chose(mode: Mode, role: Role, of: LegId | None):
    call, leg = with_supervisor(mode)
    assert call.call.room is not None
    assert turns(call)[leg].then == Join(room=call.call.room, role=role, of=of)
    assert call.facts_of(SupervisorJoined) == [SupervisorJoined(by=SUE, agent=ANA, mode=mode)]
    assert set(turns(call)) == {leg}  # nobody else notices


def test_from_listening_to_coaching_to_barging_in():
    call, leg = with_supervisor(Mode.LISTEN)
    for mode, role in ((Mode.COACH, Role.COACH), (Mode.BARGE, Role.TALKER), (Mode.LISTEN, Role.LISTENER)):
        call.tell(our.Supervise(by=SUE, agent=ANA, mode=mode))
        assert [turn.then.role for turn in turns(call).values() if isinstance(turn.then, Join)] == [role]
        assert call.placed == []
    assert leg in call.call.legs


def test_asked_for_twice_it_is_one_call():
    call, _ = with_supervisor(Mode.LISTEN)
    call.tell(our.Supervise(by=SUE, agent=ANA, mode=Mode.LISTEN))
    assert call.wished_nothing


def test_the_supervisor_goes_where_the_agent_goes():
    call, leg = with_supervisor(Mode.LISTEN)
    call.tell(our.Consult(agent=ANA, to=Colleague(BOB)))
    assert call.call.consult is not None
    call.leg_answers(call.call.consult.far)
    ((room, legs),) = call.joined.items()
    assert legs == ["o1", leg, call.call.consult.far] or set(legs) == {"o1", leg, call.call.consult.far}
    call.tell(our.Back(agent=ANA))
    assert call.call.room != room
    assert set(call.joined[call.call.room or ""]) == {C1, "o1", leg}


def test_it_ends_without_the_agent_noticing():
    call, leg = with_supervisor(Mode.LISTEN)
    call.after(12).tell(our.StopSupervising(by=SUE))
    assert call.ended_legs == [leg]
    assert call.facts_of(PartyLeft)[-1] == PartyLeft(agent=SUE, talked=12.0, watched=True)
    assert call.told_routing(routing.WorkEnded) == [routing.WorkEnded(agent=SUE, interaction="i1")]
    assert call.phase is Phase.TALKING


def test_when_the_call_is_over_so_is_listening():
    call, leg = with_supervisor(Mode.LISTEN)
    call.hangs_up()
    assert leg in call.ended_legs


def test_who_barged_in_keeps_the_customer_when_the_agent_leaves():
    call, leg = with_supervisor(Mode.BARGE)
    call.tell(our.HangUp(agent=ANA))
    assert (call.call.agent, call.call.agent_leg) == (SUE, leg)
    assert call.phase is Phase.TALKING


@pytest.mark.parametrize("mode", [Mode.LISTEN, Mode.COACH])
def test_who_only_hears_does_not(mode: Mode):
    call, leg = with_supervisor(mode)
    call.tell(our.HangUp(agent=ANA))
    assert leg in call.ended_legs
    assert call.phase is Phase.FLOW  # the survey


def test_a_supervisor_takes_the_customer_over():
    call, leg = with_supervisor(Mode.LISTEN)
    call.after(5).tell(our.TakeOver(by=SUE))
    assert list(call.joined.values()) == [[C1, leg]]
    assert call.ended_legs == ["o1"]
    assert call.call.agent == SUE
    assert call.facts_of(TakenOver) == [TakenOver(by=SUE, agent=ANA)]
    assert call.facts_of(AgentLeft)[-1].agent == ANA
    assert call.told_routing(routing.WorkEnded) == [routing.WorkEnded(agent=ANA, interaction="i1", wrap_up=30.0)]


def test_without_listening_first_too():
    call = Told().talking().tell(our.TakeOver(by=SUE))
    (placed,) = call.placed
    assert call.call.agent == ANA
    call.leg_answers(placed.leg)
    assert call.call.agent == SUE
    assert list(call.joined.values()) == [[C1, placed.leg]]


def test_a_supervisor_whose_phone_does_not_answer_changes_nothing():
    call = Told().talking().tell(our.TakeOver(by=SUE))
    (placed,) = call.placed
    call.leg_ends(placed.leg, EndReason.NO_ANSWER)
    assert call.call.agent == ANA
    assert call.phase is Phase.TALKING


def test_a_supervisor_ends_the_call():
    call = Told().talking().tell(our.EndByForce(by="sue"))
    assert call.phase is Phase.ENDED
    assert call.facts_of(EndedByForce) == [EndedByForce(by="sue")]
    assert set(call.ended_legs) == {C1, "o1"}


def test_a_supervisor_ends_a_call_that_waits():
    call = Told().in_queue().tell(our.EndByForce(by="sue"))
    assert call.phase is Phase.ENDED
    assert call.told_routing(routing.Withdrawn) == [routing.Withdrawn(interaction="i1")]


def test_a_supervisor_ends_a_call_that_is_in_the_menu():
    call = Told().arrives().tell(our.EndByForce(by="sue"))
    assert call.phase is Phase.ENDED
    assert call.facts_of(EndedByForce) == [EndedByForce(by="sue")]
    (ended,) = call.facts_of(Ended)
    assert (ended.outcome, ended.who) == (Outcome.LEFT_IN_FLOW, Party.SYSTEM)
    assert call.ended_legs == [C1]


# ---------------------------------------------------------------------- help


def test_an_agent_asks_for_help_and_the_supervisor_is_heard_by_them_alone():
    call = Told().talking().tell(our.AskHelp(agent=ANA, supervisor=SUE))
    (placed,) = call.placed
    assert not placed.answer_by_itself
    assert (placed.shown, placed.shown_name) == ("1001", "Ana")
    assert call.newest == [HelpAsked]
    call.leg_answers(placed.leg)
    assert turns(call)[placed.leg].then == Join(room=call.call.room or "", role=Role.COACH, of=LegId("o1"))
    assert call.facts_of(HelpEnded) == [HelpEnded(agent=ANA, by=SUE)]
    assert call.call.help is None


def test_with_no_supervisor_there_the_flag_is_up_all_the_same():
    call = Told().talking().tell(our.AskHelp(agent=ANA))
    assert call.placed == []
    assert call.call.help is not None


def test_asked_for_again_help_is_no_longer_wanted():
    call = Told().talking().tell(our.AskHelp(agent=ANA, supervisor=SUE))
    (placed,) = call.placed
    call.tell(our.AskHelp(agent=ANA))
    assert call.ended_legs == [placed.leg]
    assert call.facts_of(HelpEnded) == [HelpEnded(agent=ANA, by=None)]
    assert call.call.help is None


def test_a_supervisor_who_does_not_answer_leaves_the_flag_up():
    call = Told().talking().tell(our.AskHelp(agent=ANA, supervisor=SUE))
    (placed,) = call.placed
    call.leg_ends(placed.leg, EndReason.NO_ANSWER)
    assert call.call.help is not None
    call.hangs_up()
    assert call.facts_of(HelpEnded) == [HelpEnded(agent=ANA, by=None)]


def test_one_who_barged_in_does_not_stay_behind_in_an_empty_room():
    call, leg = with_supervisor(Mode.BARGE)
    call.tell(our.TransferToQueue(agent=ANA, to=SALES))
    assert leg in call.ended_legs


def test_one_who_barged_in_stays_with_the_customer_when_the_agent_goes():
    call, leg = with_supervisor(Mode.BARGE)
    call.tell(our.HangUp(agent=ANA))
    assert call.phase is Phase.TALKING
    assert call.call.agent == SUE
    assert leg not in call.ended_legs


def test_whoever_listens_to_a_colleague_leaves_with_them():
    call = Told().talking().tell(our.Conference(agent=ANA, to=Colleague(BOB)))
    (guest,) = call.placed
    call.leg_answers(guest.leg).tell(our.Supervise(by=SUE, agent=BOB, mode=Mode.LISTEN))
    (placed,) = call.placed
    call.leg_answers(placed.leg).tell(our.Drop(agent=ANA, leg=guest.leg))
    assert sorted(call.ended_legs) == sorted([guest.leg, placed.leg])


def test_a_colleagues_cry_for_help_ends_with_their_part():
    call = Told().talking().tell(our.Conference(agent=ANA, to=Colleague(BOB)))
    (guest,) = call.placed
    call.leg_answers(guest.leg).tell(our.AskHelp(agent=BOB, supervisor=None))
    call.leg_ends(guest.leg)
    assert call.facts_of(HelpEnded) == [HelpEnded(agent=BOB)]
    assert call.call.help is None


def test_a_call_can_be_taken_over_while_the_agents_phone_is_away():
    call = Told().talking().tell(our.TakeOver(by=SUE))
    (placed,) = call.placed
    call.leg_ends("o1", EndReason.MEDIA_LOST).leg_answers(placed.leg)
    assert call.call.agent == SUE
    assert [sorted(legs) for legs in call.joined.values()] == [sorted([C1, placed.leg])]
