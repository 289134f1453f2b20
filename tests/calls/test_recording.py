"""Recording: which calls, what the caller is told, and pauses that leave nothing of a secret in any track."""

from __future__ import annotations

import msgspec
import pytest
from haihe import ANA, BOB, C1, DESK, EN, FLOW, HOTLINE, REPAIRS, SALES, ZH, Told, haihe
from hypothesis import given
from hypothesis import strategies as st

from callcenter.calls import callback
from callcenter.calls import letters as our
from callcenter.calls.recording import recorded
from callcenter.calls.telling import Telling
from callcenter.calls.turns import Join, Keys, RecordLeg, RunTurn, Say, Tracking
from callcenter.ivr.check import check
from callcenter.ivr.loader import load_flow
from callcenter.lined_yaml import read
from callcenter.model.company import Company, Number
from callcenter.model.facts import Mode, PauseReason, RecordingPaused, RecordingResumed, TrackBegan
from callcenter.model.ids import FlowName
from callcenter.model.interaction import Direction, EndReason, Medium
from callcenter.model.recording import RecordedCalls, RecordingRules

NOTICE = {ZH: "本次通话将被录音。", EN: "This call is recorded."}


def with_notice(**rules: object) -> Company:
    return haihe(recording=RecordingRules(notice=NOTICE, **rules))  # type: ignore[arg-type]


def pause(call: Told) -> Told:
    return call.tell(our.PauseRecording(why=PauseReason.AGENT, agent=ANA))


def resume(call: Told) -> Told:
    return call.tell(our.ResumeRecording(why=PauseReason.AGENT, agent=ANA))


def told_tracks(call: Told) -> list[tuple[str, Tracking]]:
    """What the last event wished for, by leg."""
    return [(command.leg, command.state) for command in call.last.commands if isinstance(command, RecordLeg)]


# ---------------------------------------------------------------------- which calls


@pytest.mark.parametrize(
    ("company", "queue", "inbound", "outbound"),
    [
        (RecordedCalls.YES, None, True, True),
        (RecordedCalls.NO, None, False, False),
        (RecordedCalls.INBOUND, None, True, False),
        (RecordedCalls.OUTBOUND, None, False, True),
        (RecordedCalls.NO, RecordedCalls.YES, True, True),
        (RecordedCalls.YES, RecordedCalls.OUTBOUND, False, True),
        (RecordedCalls.YES, RecordedCalls.NO, False, False),
    ],
)
def test_the_queues_rule_counts_before_the_companys(
    company: RecordedCalls, queue: RecordedCalls | None, inbound: bool, outbound: bool
):
    rules = haihe(recording=RecordingRules(calls=company))
    repairs = msgspec.structs.replace(rules.queues[REPAIRS], recording=queue)
    rules = msgspec.structs.replace(rules, queues={**rules.queues, REPAIRS: repairs})
    call = Told(company=rules).in_queue().call
    seen = []
    for direction in (Direction.INBOUND, Direction.OUTBOUND):
        call.direction = direction
        seen.append(recorded(call, rules))
    assert seen == [inbound, outbound]


@pytest.mark.parametrize("rule", list(RecordedCalls))
def test_a_call_between_colleagues_is_never_recorded(rule: RecordedCalls):
    company = haihe(recording=RecordingRules(calls=rule))
    call = Told(company=company).call
    call.direction = Direction.INTERNAL
    assert not recorded(call, company)


def test_both_parties_of_a_talk_are_recorded():
    call = Told().talking()
    assert told_tracks(call) == [("c1", Tracking.ON), ("o1", Tracking.ON)]


def test_a_queue_that_is_not_recorded_silences_the_track_the_caller_has_already():
    call = Told().talking().after(30).tell(our.TransferToQueue(agent=ANA, to=SALES))
    assert told_tracks(call) == [("c1", Tracking.PAUSED)]  # as soon as they wait there
    call.offered("o2", BOB).leg_answers("o2").agreed("o2", BOB)
    assert told_tracks(call) == []
    assert [fact.agent for fact in call.facts_of(TrackBegan)] == [None, ANA]


# ---------------------------------------------------------------------- the notice


def test_a_caller_is_told_when_the_first_recorded_queue_is_entered():
    call = Told(company=with_notice()).in_queue()
    assert call.words == ["This call is recorded."]


def test_it_is_said_once():
    call = Told(company=with_notice()).talking().after(30).tell(our.TransferToQueue(agent=ANA, to=REPAIRS))
    assert call.words == []


def test_nothing_is_said_on_the_way_to_a_queue_that_is_not_recorded_but_at_the_next_one_that_is():
    call = Told(company=with_notice()).in_menu().presses("2")
    assert (call.call.visit and call.call.visit.queue, call.words) == (SALES, [])
    call.offered("o1", BOB).leg_answers("o1").agreed("o1", BOB).tell(our.TransferToQueue(agent=BOB, to=REPAIRS))
    assert call.words == ["This call is recorded."]


def test_a_flow_that_says_it_itself_is_not_repeated():
    number = Number(number=HOTLINE, flow=FlowName("hotline"), notice=False)
    company = msgspec.structs.replace(with_notice(), numbers={HOTLINE: number})
    assert Told(company=company).in_queue().words == []


def test_a_customer_who_is_called_back_hears_it_before_the_agent():
    number = Number(number=HOTLINE, flow=FlowName("hotline"), notice=False)  # they have not been through the flow
    company = msgspec.structs.replace(with_notice(), numbers={HOTLINE: number})
    call = Told(company=company, medium=Medium.CALLBACK)
    call.heard(begun_callback(call))
    call.offered("o1", ANA).leg_answers("o1").agreed("o1", ANA)
    (placed,) = call.placed
    call.leg_answers(placed.leg)
    turns = {command.turn.leg: command.turn for command in call.last.commands if isinstance(command, RunTurn)}
    assert [step.text for step in turns[placed.leg].steps if isinstance(step, Say)] == list(NOTICE.values())
    assert isinstance(turns[placed.leg].then, Join)
    assert all(turn.steps == () for leg, turn in turns.items() if leg != placed.leg)


def begun_callback(call: Told) -> our.Wishes:
    telling = Telling(call.call, call.now, call.house)
    callback.begin(telling, REPAIRS, call.now, front=False)
    return telling.wishes


# ---------------------------------------------------------------------- pause and resume


def test_a_pause_silences_every_track_and_says_who_asked():
    call = pause(Told().talking())
    assert told_tracks(call) == [("c1", Tracking.PAUSED), ("o1", Tracking.PAUSED)]
    assert call.facts_of(RecordingPaused) == [RecordingPaused(why=PauseReason.AGENT, by=ANA)]
    assert call.call.recording_paused
    resume(call.after(40))
    assert told_tracks(call) == [("c1", Tracking.ON), ("o1", Tracking.ON)]
    assert call.facts_of(RecordingResumed) == [RecordingResumed(why=PauseReason.AGENT, by=ANA)]


def test_asking_twice_changes_nothing():
    call = pause(Told().talking())
    assert pause(call).wished_nothing
    assert resume(resume(call)).wished_nothing


def test_a_call_without_a_track_has_nothing_to_pause():
    assert pause(Told().in_queue()).wished_nothing


def test_the_track_of_an_agent_whose_phone_comes_back_during_the_pause_begins_after_it():
    call = pause(Told().talking()).leg_ends("o1", EndReason.MEDIA_LOST).tell(our.DeskReturned(agent=ANA))
    (placed,) = call.placed
    call.leg_answers(placed.leg)
    assert (told_tracks(call), call.call.recording_paused) == ([], True)
    resume(call)
    assert told_tracks(call) == [("c1", Tracking.ON), (placed.leg, Tracking.ON)]


def test_a_pause_that_was_forgotten_ends_by_itself():
    call = pause(Told(company=with_notice(paused_at_most=300.0)).talking())
    call.after(299).tell(our.Woken())
    assert call.wished_nothing
    call.after(1).tell(our.Woken())
    assert told_tracks(call) == [("c1", Tracking.ON), ("o1", Tracking.ON)]
    assert call.facts_of(RecordingResumed) == [RecordingResumed(why=PauseReason.LIMIT)]


def test_the_end_of_a_pause_does_not_take_the_place_of_another_deadline():
    call = (
        pause(Told(company=with_notice(paused_at_most=60.0)).talking()).after(50).leg_ends("o1", EndReason.MEDIA_LOST)
    )
    wakes_at = call.call.wake_at
    call.after(10).tell(our.Woken())
    assert not call.call.recording_paused
    assert (call.call.wake_at, wakes_at is not None) == (wakes_at, True)


def test_the_next_agent_is_recorded_again():
    call = pause(Told().talking()).tell(our.TransferToQueue(agent=ANA, to=REPAIRS))
    assert call.call.recording_paused  # the caller may still be reading out a number
    call.offered("o2", BOB).leg_answers("o2").agreed("o2", BOB)
    assert told_tracks(call) == [("c1", Tracking.ON), ("o2", Tracking.ON)]
    assert call.facts_of(RecordingResumed) == [RecordingResumed(why=PauseReason.NEXT_AGENT)]


def test_so_is_the_same_agent_in_another_talk():
    call = pause(Told().talking()).tell(our.TransferToQueue(agent=ANA, to=REPAIRS))
    call.offered("o2", ANA).leg_answers("o2").agreed("o2", ANA)
    assert told_tracks(call) == [("c1", Tracking.ON), ("o2", Tracking.ON)]


STEPS = st.lists(st.sampled_from(["pause", "resume", "hold", "unhold", "lost", "transfer", "wait"]), max_size=12)


@given(STEPS)
def test_during_a_pause_no_track_is_ever_on_and_what_the_network_was_told_last_is_what_is_believed(steps: list[str]):
    call = Told().talking()
    for n, step in enumerate(steps):
        match step:
            case "pause":
                pause(call)
            case "resume":
                resume(call)
            case "hold":
                call.tell(our.Hold(agent=call.call.agent or ANA))
            case "unhold":
                call.tell(our.Unhold(agent=call.call.agent or ANA))
            case "lost" if call.call.agent and call.call.agent_leg:
                agent = call.call.agent
                call.leg_ends(call.call.agent_leg, EndReason.MEDIA_LOST).tell(our.DeskReturned(agent=agent))
                call.leg_answers(call.placed[0].leg)
            case "transfer" if call.call.agent:
                call.tell(our.TransferToQueue(agent=call.call.agent, to=REPAIRS))
                call.offered(f"o{n}x", BOB).leg_answers(f"o{n}x").agreed(f"o{n}x", BOB)
            case _:
                call.after(70).tell(our.Woken())
        last = {cmd.leg: cmd.state for cmd in call.all.commands if isinstance(cmd, RecordLeg)}
        for leg in call.call.legs.values():
            if leg.track is not None:
                wanted = Tracking.PAUSED if call.call.recording_paused else Tracking.ON
                assert (leg.tracking, last[leg.id]) == (wanted, wanted)


# ---------------------------------------------------------------------- secure entries of the voice menu

SECURE = """\
start: wait
nodes:
  wait:  { queue: repairs, then: code }
  code:  { menu: { zh-CN: 请按键。, en: Your key. }, keys: { 1: bye, 2: bye }, secure: yes, otherwise: bye }
  bye:   { menu: { zh-CN: 再见。, en: Goodbye. }, keys: { 1: end, 2: end }, otherwise: end }
  end:   { hangup: { zh-CN: 再见。, en: Goodbye. } }
"""


def at_the_secure_node() -> Told:
    call = Told(flow=SECURE).arrives().offered("o1", ANA).leg_answers("o1").agreed("o1", ANA)
    return call.after(30).tell(our.HangUp(agent=ANA))


def test_a_secure_node_after_the_agent_pauses_the_callers_track_until_it_is_passed():
    call = at_the_secure_node()
    assert told_tracks(call) == [("c1", Tracking.PAUSED)]
    assert call.facts_of(RecordingPaused) == [RecordingPaused(why=PauseReason.FLOW)]
    call.ends_turn(Keys(keys="1"))
    assert told_tracks(call) == [("c1", Tracking.ON)]
    assert call.facts_of(RecordingResumed) == [RecordingResumed(why=PauseReason.FLOW)]


def test_the_key_of_a_secure_node_is_kept_nowhere():
    call = at_the_secure_node().presses("1").presses("2")
    assert call.call.run is not None
    assert [(choice.node, choice.key) for choice in call.call.run.choices] == [("bye", "2")]
    assert call.call.run.saved == {}


def test_a_pause_by_an_agent_goes_on_after_a_secure_node():
    call = Told(flow=SECURE).arrives().offered("o1", ANA).leg_answers("o1").agreed("o1", ANA)
    pause(call).tell(our.HangUp(agent=ANA)).presses("1")
    assert call.call.recording_paused


def test_a_secure_node_that_would_keep_its_key_is_refused():
    text = SECURE.replace("secure: yes", "secure: yes, save: pin")
    mistakes = check(load_flow(text, "f"), haihe(), read(text, "f.yaml"))
    assert [str(mistake) for mistake in mistakes] == [
        "f.yaml:4: node 'code' is secure and must keep nothing; take out `save` or `secure`"
    ]


# ---------------------------------------------------------------------- a secure menu, whoever else pauses

SECURE_SURVEY = FLOW.replace("keys: { 1: bye, 2: bye }, save", "keys: { 1: bye, 2: bye }, secure: yes, save")


def silent(call: Told) -> bool:
    return all(leg.tracking is Tracking.PAUSED for leg in call.call.legs.values() if leg.track)


def test_in_a_secure_menu_the_end_of_an_agents_pause_lets_nothing_be_recorded():
    call = Told(flow=SECURE_SURVEY).talking().tell(our.PauseRecording(why=PauseReason.AGENT, agent=ANA))
    limit = call.house.company.recording.paused_at_most
    call.after(limit - 5).tell(our.HangUp(agent=ANA)).after(5).tell(our.Woken())
    assert call.call.has_track
    assert silent(call)
    call.presses("1")
    assert not call.call.recording_paused


def test_in_a_secure_menu_nobody_lets_the_recording_go_on():
    call = Told(flow=SECURE_SURVEY).talking().tell(our.HangUp(agent=ANA))
    call.tell(our.ResumeRecording(why=PauseReason.API))
    assert silent(call)


def test_what_a_supervisor_whispers_after_having_barged_in_is_not_recorded():
    call = Told().talking().tell(our.Supervise(by=DESK, agent=ANA, mode=Mode.BARGE))
    (placed,) = call.placed
    call.leg_answers(placed.leg)
    assert call.call.legs[placed.leg].tracking is Tracking.ON
    call.tell(our.Supervise(by=DESK, agent=ANA, mode=Mode.COACH))
    assert call.call.legs[placed.leg].tracking is Tracking.PAUSED
    assert call.call.legs[C1].tracking is Tracking.ON
    call.tell(our.Supervise(by=DESK, agent=ANA, mode=Mode.BARGE))
    assert call.call.legs[placed.leg].tracking is Tracking.ON
