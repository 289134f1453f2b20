"""What every telephone network promises. Subclass `NetworkContract` and give it `phones` (see `phones.py`).

Times are chosen so that the same story can be told on a real network: nothing here depends on less than a second.
"""

from __future__ import annotations

import asyncio

import pytest

from callcenter.calls.network import Quality
from callcenter.calls.turns import (
    Ask,
    CallArrived,
    Collect,
    Join,
    Keys,
    Leave,
    LegAnswered,
    LegAsked,
    LegEnded,
    LegRinging,
    Linger,
    PlaceCall,
    Record,
    Recorded,
    Refuse,
    Role,
    RunTurn,
    Step,
    ToAgent,
    Tracking,
    TurnEnded,
    Wait,
)
from callcenter.model.ids import LegId
from callcenter.model.interaction import EndReason
from callcenter.model.phones import OutsideNumber
from telephony.contract.phones import ANA, BOB, CARL, CUSTOMER, DIALLED, EVE, OUTSIDE, Heard, Phones
from telephony.contract.story import GAP, LONG, MENU, NOT, SOON, WELCOME, Story


class NetworkContract:
    """The promises. A subclass provides the fixture `phones`."""

    @pytest.fixture
    def heard(self) -> Heard:
        return Heard()

    @pytest.fixture
    def story(self, phones: Phones, heard: Heard) -> Story:
        return Story(phones, heard)

    # ---------------------------------------------------------------- a call comes in

    async def test_an_arrival_tells_who_calls_whom_and_by_which_trunk(self, story: Story):
        await story.phones.call_in(CUSTOMER, DIALLED)
        arrived = await story.hears(CallArrived)
        assert (arrived.caller, arrived.dialled, arrived.trunk) == (CUSTOMER, DIALLED, story.phones.trunk)
        assert arrived.leg
        assert arrived.ref

    async def test_a_withheld_caller_is_told_as_nobody(self, story: Story):
        await story.phones.call_in("", DIALLED)
        assert (await story.hears(CallArrived)).caller == ""

    async def test_two_callers_are_two_legs(self, story: Story):
        (_, one), (_, other) = await story.caller(), await story.caller()
        assert one != other

    async def test_what_is_early_does_not_pick_up_and_what_follows_does(self, story: Story):
        caller = await story.phones.call_in(CUSTOMER, DIALLED)
        leg = (await story.hears(CallArrived)).leg
        story.run(leg, WELCOME, then=Linger(), early=True)
        await story.passes(NOT)
        assert not caller.answered
        story.run(leg, then=Linger())
        assert await story.phones.until(lambda: caller.answered, SOON)

    async def test_a_refused_caller_hears_no_more(self, story: Story):
        caller = await story.phones.call_in(CUSTOMER, DIALLED)
        leg = (await story.hears(CallArrived)).leg
        story.phones.network.perform(Refuse(leg=leg, why=EndReason.BUSY))
        await story.gone(caller)
        assert not caller.answered

    async def test_leave_ends_the_call_after_what_is_said(self, story: Story):
        caller, leg = await story.caller()
        story.run(leg, WELCOME, then=Leave())
        await story.ended(leg, EndReason.ENDED)
        await story.gone(caller)

    # ---------------------------------------------------------------- keys

    async def test_say_then_collect_a_key(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, WELCOME, then=MENU)
        await story.passes(5.0)
        await caller.press("2")
        assert await story.result(turn) == Keys(keys="2")

    async def test_a_key_stops_the_speech_and_counts(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, LONG, then=MENU)
        await story.passes(2.0)
        await caller.press("2")
        assert await story.result(turn) == Keys(keys="2")

    async def test_no_key_in_time_is_no_key(self, story: Story):
        _, leg = await story.caller()
        turn = story.run(leg, WELCOME, then=Collect(first_within=2.0))
        assert await story.result(turn) == Keys(keys="")

    async def test_the_time_for_the_first_key_begins_when_all_is_said(self, story: Story):
        _, leg = await story.caller()
        turn = story.run(leg, LONG, then=Collect(first_within=1.0))
        await story.goes_on(turn, 6.0)

    async def test_several_keys_end_when_there_are_enough(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, then=Collect(most=3, first_within=30.0, next_within=30.0))
        await caller.press("407")
        assert await story.result(turn) == Keys(keys="407")

    async def test_the_finish_key_ends_the_input_and_is_no_part_of_it(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, then=Collect(most=9, first_within=30.0, next_within=30.0))
        await caller.press("40#")
        assert await story.result(turn) == Keys(keys="40")

    async def test_without_a_finish_key_the_hash_is_a_key(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, then=Collect(first_within=30.0, finish=""))
        await caller.press("#")
        assert await story.result(turn) == Keys(keys="#")

    async def test_a_pause_between_keys_ends_the_input(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, then=Collect(most=9, first_within=30.0, next_within=2.0))
        await caller.press("40")
        assert await story.result(turn) == Keys(keys="40")

    async def test_keys_pressed_ahead_answer_the_next_menu_without_its_words(self, story: Story):
        caller, leg = await story.caller()
        first = story.run(leg, then=MENU)
        await caller.press("23")
        assert await story.result(first) == Keys(keys="2")
        await story.passes(1.0)
        second = story.run(leg, LONG, then=MENU)
        assert await story.result(second) == Keys(keys="3")

    async def test_flush_forgets_keys_pressed_ahead(self, story: Story):
        caller, leg = await story.caller()
        first = story.run(leg, then=MENU)
        await caller.press("23")
        assert await story.result(first) == Keys(keys="2")
        await story.passes(1.0)
        second = story.run(leg, then=MENU, flush=True)
        await story.goes_on(second)
        await caller.press("4")
        assert await story.result(second) == Keys(keys="4")

    async def test_linger_ends_with_one_of_its_keys_only(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, then=Linger(keys="1*"))
        await caller.press("5")
        await story.goes_on(turn)
        await caller.press("*")
        assert await story.result(turn) == Keys(keys="*")

    async def test_a_linger_key_counts_while_something_is_said(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, LONG, then=Linger(keys="1"))
        await story.passes(2.0)
        await caller.press("1")
        assert await story.result(turn) == Keys(keys="1")

    async def test_a_key_pressed_twice_at_the_menu_does_not_leave_the_queue(self, story: Story):
        caller, leg = await story.caller()
        menu = story.run(leg, then=MENU)
        await caller.press("11")
        assert await story.result(menu) == Keys(keys="1")
        await story.passes(1.0)
        await story.goes_on(story.run(leg, then=Linger(keys="1")))

    async def test_keys_pressed_in_the_music_do_not_answer_the_menu_after_it(self, story: Story):
        caller, leg = await story.caller()
        await caller.press("5")
        await story.passes(1.0)
        await story.goes_on(story.run(leg, then=MENU))

    async def test_keys_pressed_in_the_conversation_do_not_answer_the_survey_after_it(self, story: Story):
        caller, customer_leg, _, agent_leg = await story.talk()
        await caller.press("5")
        await story.passes(1.0)
        story.end(agent_leg)
        await story.goes_on(story.run(customer_leg, then=MENU))

    async def test_a_new_turn_replaces_the_old_one_which_is_not_heard_of_again(self, story: Story):
        caller, leg = await story.caller()
        old = story.run(leg, LONG, then=Collect(first_within=3.0))
        await story.passes(1.0)
        new = story.run(leg, then=MENU)
        await story.passes(5.0)
        await caller.press("2")
        assert await story.result(new) == Keys(keys="2")
        assert [event.turn for event in story.all(TurnEnded, leg)] == [new.id]
        assert old.id != new.id

    async def test_the_same_turn_run_twice_ends_once(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, then=MENU)
        story.phones.network.perform(RunTurn(turn=turn))
        await caller.press("2")
        assert await story.result(turn) == Keys(keys="2")
        story.phones.network.perform(RunTurn(turn=turn))
        await caller.press("3")
        await story.passes(NOT)
        assert await story.result(turn) == Keys(keys="2")

    # ---------------------------------------------------------------- a phone is rung

    async def test_an_agent_is_rung_and_answers(self, story: Story):
        phone = story.phones.agent(ANA)
        leg = story.ring(ANA)
        await story.rings(phone)
        await story.hears(LegRinging, leg)
        assert phone.shown == CUSTOMER
        await phone.answer()
        await story.hears(LegAnswered, leg)
        assert phone.talking
        assert [type(event) for event in story.heard.events] == [LegRinging, LegAnswered]

    async def test_a_withheld_number_is_not_shown_to_the_agent(self, story: Story):
        phone = story.phones.agent(ANA)
        story.ring(ANA, shown="")
        await story.rings(phone)
        assert phone.shown == ""

    async def test_an_agent_who_works_at_home_is_rung_at_that_number(self, story: Story):
        story.phones.choose(ANA, OutsideNumber(number=OUTSIDE))
        phone = story.phones.outside(OUTSIDE)
        leg = story.ring(ANA)
        await story.rings(phone)
        assert phone.shown == CUSTOMER
        await phone.answer()
        await story.hears(LegAnswered, leg)
        assert story.phones.agent(ANA).rang == 0

    async def test_an_outside_number_is_rung_and_answers(self, story: Story):
        phone = story.phones.outside(OUTSIDE)
        leg = story.dial(OUTSIDE)
        await story.rings(phone)
        assert phone.shown == DIALLED
        await phone.answer()
        await story.hears(LegAnswered, leg)

    async def test_a_desk_that_comes_back_is_answered_by_itself(self, story: Story):
        leg = story.ring(ANA, by_itself=True)
        await story.hears(LegAnswered, leg)
        assert await story.phones.until(lambda: story.phones.agent(ANA).talking, SOON)

    async def test_declined_is_told(self, story: Story):
        phone = story.phones.agent(ANA)
        leg = story.ring(ANA)
        await story.rings(phone)
        await phone.decline()
        await story.ended(leg, EndReason.DECLINED)
        await story.hears_no(LegAnswered, leg, 0.0)

    async def test_busy_is_told(self, story: Story):
        await story.phones.agent(ANA).be_busy()
        await story.ended(story.ring(ANA), EndReason.BUSY)

    async def test_a_ring_nobody_answers_is_given_up(self, story: Story):
        phone = story.phones.agent(ANA)
        leg = story.ring(ANA, ring_for=4.0)
        await story.rings(phone)
        await story.ended(leg, EndReason.NO_ANSWER)
        assert await story.phones.until(lambda: not phone.ringing, SOON)

    async def test_an_agent_whose_phone_is_not_there_is_unreachable(self, story: Story):
        await story.ended(story.ring(EVE), EndReason.UNREACHABLE)

    async def test_the_same_call_placed_twice_rings_once(self, story: Story):
        phone = story.phones.agent(ANA)
        leg = story.ring(ANA)
        await story.rings(phone)
        story.phones.network.perform(story.placed[leg])
        await story.passes(NOT)
        assert phone.ringing
        assert phone.rang == 1
        assert story.all(LegEnded) == []

    async def test_a_ring_taken_back_stops(self, story: Story):
        phone = story.phones.agent(ANA)
        leg = story.ring(ANA)
        await story.rings(phone)
        story.end(leg)
        await story.ended(leg, EndReason.ENDED)
        assert await story.phones.until(lambda: not phone.ringing, SOON)

    async def test_an_agent_who_hangs_up_is_told(self, story: Story):
        phone, leg = await story.answered()
        await phone.hang_up()
        await story.ended(leg, EndReason.HUNG_UP)

    async def test_hold_and_back_on_the_agents_own_phone_are_asked(self, story: Story):
        _, _, phone, leg = await story.talk()
        await phone.hold()
        assert (await story.hears(LegAsked, leg)).what is Ask.HOLD
        await phone.unhold()
        assert (await story.hears(LegAsked, leg, nth=2)).what is Ask.UNHOLD
        assert story.all(LegEnded) == []

    async def test_a_phone_that_vanishes_is_noticed(self, story: Story):
        _, customer_leg, phone, leg = await story.talk()
        if story.phones.loses_media_within is None:
            pytest.skip("this network does not notice")
        await phone.vanish()
        await story.ended(leg, EndReason.MEDIA_LOST, story.phones.loses_media_within)
        assert story.all(LegEnded, customer_leg) == []

    # ---------------------------------------------------------------- a desk phone dials and transfers

    async def test_a_desk_phone_that_dials_arrives_by_its_name_and_is_answered_by_us(self, story: Story):
        carl = await story.phones.dial(CARL, "1002")
        arrived = await story.hears(CallArrived)
        assert (arrived.phone, arrived.dialled, arrived.trunk, arrived.caller) == ("carl-desk", "1002", "", "")
        await story.passes(1.0)
        assert not carl.talking
        story.run(arrived.leg, then=Linger())
        assert await story.phones.until(lambda: carl.talking, SOON)
        ana, leg = await story.answered(ANA)
        story.join(arrived.leg, leg)
        await story.passes(0.5)
        assert await story.phones.who_hears_whom(carl=carl, ana=ana) == {"carl hears ana", "ana hears carl"}
        await carl.hang_up()
        await story.ended(arrived.leg, EndReason.HUNG_UP)

    async def test_what_a_desk_phone_may_not_dial_is_refused(self, story: Story):
        carl = await story.phones.dial(CARL, "0085212345678")
        leg = (await story.hears(CallArrived)).leg
        story.phones.network.perform(Refuse(leg=leg, why=EndReason.DECLINED))
        await story.ended(leg, EndReason.ENDED)
        assert not carl.talking

    async def test_a_desk_phones_own_transfer_is_asked_and_done_when_its_leg_is_ended(self, story: Story):
        _, customer_leg, phone, leg = await story.talk()
        await phone.transfer("1002")
        asked = await story.hears(LegAsked, leg)
        assert (asked.what, asked.to, asked.onto) == (Ask.TRANSFER, "1002", None)
        assert phone.transferred is None
        story.end(leg)
        await story.hears(LegEnded, leg)
        assert phone.transferred is True
        await story.hears_no(LegEnded, customer_leg, 0.0)
        assert len(story.all(LegAsked)) == 1

    async def test_a_transfer_we_refuse_leaves_the_phone_in_its_call(self, story: Story):
        caller, _, phone, leg = await story.talk()
        for number, to in enumerate(("1002", "1003"), 1):
            await phone.transfer(to)
            assert (await story.hears(LegAsked, leg, nth=number)).to == to
            story.run(leg, then=story.turns[leg].then)
            assert await story.phones.until(lambda: phone.transferred is False, SOON)
        assert await story.phones.hears(caller, phone)
        assert story.all(LegEnded) == []

    async def test_a_desk_phone_transfers_one_of_its_calls_onto_the_other(self, story: Story):
        caller, customer_leg = await story.caller()
        other, other_leg = await story.answered(ANA)
        lines, legs = [], []
        for party in (customer_leg, other_leg):
            line = await story.phones.dial(CARL, "1002")
            arrived = await story.hears(CallArrived, nth=2 + len(legs))
            lines.append(line)
            legs.append(arrived.leg)
            story.join(party, arrived.leg)
            assert await story.phones.until(lambda line=line: line.talking, SOON)
        await lines[0].transfer_onto(lines[1])
        asked = await story.hears(LegAsked)
        assert (asked.leg, asked.what, asked.to, asked.onto) == (legs[0], Ask.TRANSFER, "", legs[1])
        story.join(customer_leg, other_leg)
        for leg in legs:
            story.end(leg)
        await story.hears(LegEnded, legs[0])
        await story.hears(LegEnded, legs[1])
        assert lines[0].transferred is True
        await story.passes(0.5)
        assert await story.phones.who_hears_whom(caller=caller, other=other) == {
            "caller hears other",
            "other hears caller",
        }

    # ---------------------------------------------------------------- rooms

    async def test_join_brings_two_together(self, story: Story):
        caller, _, phone, _ = await story.talk()
        assert await story.phones.hears(caller, phone)
        assert await story.phones.hears(phone, caller)
        assert story.all(TurnEnded) == []

    async def test_who_is_taken_out_of_the_room_is_not_heard_and_comes_back(self, story: Story):
        caller, customer_leg, phone, agent_leg = await story.talk()
        held = story.run(customer_leg, then=Linger())
        await story.goes_on(held)
        assert not await story.phones.hears(caller, phone)
        assert not await story.phones.hears(phone, caller)
        then = story.turns[agent_leg].then
        story.run(customer_leg, then=then)
        assert await story.phones.hears(caller, phone)
        assert await story.phones.hears(phone, caller)

    async def test_when_one_leaves_the_other_stays(self, story: Story):
        caller, customer_leg, _, agent_leg = await story.talk()
        story.end(agent_leg)
        await story.ended(agent_leg, EndReason.ENDED)
        await story.hears_no(LegEnded, customer_leg)
        turn = story.run(customer_leg, then=MENU)
        await caller.press("9")
        assert await story.result(turn) == Keys(keys="9")

    async def test_a_third_can_join(self, story: Story):
        caller, _, phone, agent_leg = await story.talk()
        other, leg = await story.answered(BOB)
        story.run(leg, then=story.turns[agent_leg].then)
        assert await story.phones.hears(other, caller)
        assert await story.phones.hears(caller, other)
        assert await story.phones.hears(phone, other)

    async def test_a_listener_hears_and_is_not_heard(self, story: Story):
        caller, customer_leg, phone, _ = await story.talk()
        other, leg = await story.answered(BOB)
        joined = story.turns[customer_leg].then
        assert isinstance(joined, Join)
        story.run(leg, then=Join(room=joined.room, role=Role.LISTENER))
        assert await story.phones.hears(other, caller)
        assert await story.phones.hears(other, phone)
        assert not await story.phones.hears(caller, other)

    async def test_in_a_conference_of_six_everybody_hears_the_others_while_some_come_and_go(self, story: Story):
        (mei, one), (hans, other) = await story.caller(), await story.caller()
        (ana, third), (bob, fourth) = await story.answered(ANA), await story.answered(BOB)
        room = story.join(one, third)
        assert await story.phones.unheard(mei, ana, lambda: story.joins(room, other, fourth)) < GAP
        olga, fifth = await story.caller()
        zoe, sixth = await story.dialled_out()
        await story.joins(room, fifth, sixth)
        everybody = {"mei": mei, "hans": hans, "ana": ana, "bob": bob, "olga": olga, "zoe": zoe}
        assert await story.phones.who_hears_whom(**everybody) == {
            f"{one} hears {other}" for one in everybody for other in everybody if one != other
        }
        for leg in (fifth, sixth, other):
            story.end(leg)
        assert await story.phones.unheard(mei, ana, lambda: story.leaves(fourth)) < GAP
        assert await story.phones.who_hears_whom(mei=mei, ana=ana, bob=bob) == {"mei hears ana", "ana hears mei"}

    async def test_a_consult_is_heard_by_those_who_consult_and_then_all_are_together(self, story: Story):
        mei, customer_leg, ana, agent_leg = await story.talk()
        bob, other_leg = await story.answered(BOB)
        room = story.room_of(customer_leg)
        story.run(customer_leg, then=Linger())
        story.join(agent_leg, other_leg)
        await story.passes(0.5)
        assert await story.phones.who_hears_whom(mei=mei, ana=ana, bob=bob) == {"ana hears bob", "bob hears ana"}
        await story.joins(room, agent_leg, other_leg, customer_leg)
        assert await story.phones.who_hears_whom(mei=mei, ana=ana, bob=bob) == {
            "mei hears ana",
            "mei hears bob",
            "ana hears mei",
            "ana hears bob",
            "bob hears mei",
            "bob hears ana",
        }
        story.end(agent_leg)
        await story.ended(agent_leg, EndReason.ENDED)
        assert await story.phones.who_hears_whom(mei=mei, bob=bob) == {"mei hears bob", "bob hears mei"}

    async def test_a_supervisor_listens_coaches_barges_and_listens_again(self, story: Story):
        mei, customer_leg, ana, agent_leg = await story.talk()
        boss, leg = await story.answered(BOB)
        track = story.name("k")
        story.track(agent_leg, track, Tracking.ON)
        room = story.room_of(customer_leg)
        talk = {"mei hears ana", "ana hears mei"}
        listens = talk | {"boss hears mei", "boss hears ana"}
        coaches = listens | {"ana hears boss"}
        listener, coach = Join(room=room, role=Role.LISTENER), Join(room=room, role=Role.COACH, of=agent_leg)

        async def takes(part: Join) -> None:
            story.run(leg, then=part)
            await story.passes(1.0)

        async def hear_each_other() -> set[str]:
            return await story.phones.who_hears_whom(mei=mei, ana=ana, boss=boss)

        assert await story.phones.unheard(mei, ana, lambda: takes(listener)) < GAP
        assert await hear_each_other() == listens
        assert await story.phones.unheard(mei, ana, lambda: takes(coach)) < GAP
        assert await hear_each_other() == coaches
        story.track(agent_leg, track, Tracking.OFF)
        assert await story.phones.unheard(mei, ana, lambda: takes(Join(room=room))) < GAP
        assert await hear_each_other() == coaches | {"mei hears boss"}
        assert await story.phones.unheard(mei, ana, lambda: takes(listener)) < GAP
        assert await hear_each_other() == listens
        assert story.all(TurnEnded) == []
        if story.phones.network.capabilities.real_media:
            assert story.phones.spans(track, ana)
            assert story.phones.spans(track, boss) == []

    async def test_a_coach_whose_agent_is_elsewhere_hears_the_room_and_is_heard_by_nobody(self, story: Story):
        mei, customer_leg, ana, agent_leg = await story.talk()
        boss, leg = await story.answered(BOB)
        zoe, consulted = await story.dialled_out()
        room = story.room_of(customer_leg)
        story.run(leg, then=Join(room=room, role=Role.COACH, of=agent_leg))
        everybody = {"mei": mei, "ana": ana, "boss": boss, "zoe": zoe}
        story.join(agent_leg, consulted)
        await story.passes(1.0)
        elsewhere = {"boss hears mei", "ana hears zoe", "zoe hears ana"}
        assert await story.phones.who_hears_whom(**everybody) == elsewhere
        await story.joins(room, agent_leg)
        together = {"mei hears ana", "ana hears mei", "boss hears mei", "boss hears ana", "ana hears boss"}
        assert await story.phones.who_hears_whom(**everybody) == together
        story.end(agent_leg)
        await story.ended(agent_leg, EndReason.ENDED)
        await story.passes(1.0)
        assert await story.phones.who_hears_whom(**everybody) == {"boss hears mei"}
        assert story.all(LegEnded, leg) == []

    async def test_two_rooms_do_not_hear_each_other(self, story: Story):
        caller, *_ = await story.talk()
        other, leg = await story.answered(BOB)
        story.run(leg, then=Join(room=story.name("r")))
        await story.passes(1.0)
        assert not await story.phones.hears(caller, other)

    # ---------------------------------------------------------------- how the sound fares

    async def test_a_line_that_suffers_is_told_of_its_own_leg_only(self, story: Story):
        _, customer_leg, phone, leg = await story.talk()
        story.phones.suffers(phone, 0.25, 0.06)

        def bad() -> list[Quality]:
            return [one for one in story.phones.qualities if one.loss > 0.2]

        assert await story.phones.until(lambda: bool(bad()), SOON)
        [told, *_] = bad()
        assert (told.leg, told.loss) == (leg, 0.25)
        assert told.jitter == pytest.approx(0.06, abs=0.001)
        assert told.round_trip is not None
        assert told.round_trip < 1.0
        assert customer_leg not in {one.leg for one in bad()}

    # ---------------------------------------------------------------- recording

    def there_is_a_file(self, story: Story, name: str) -> None:
        if story.phones.network.capabilities.real_media:
            file = story.phones.recording(name)
            assert file is not None
            assert file.stat().st_size > 44  # more than a header

    async def test_a_message_ends_with_the_finish_key(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, WELCOME, then=Record(most=60.0, silence=30.0))
        await story.passes(5.0)
        await caller.speak(3.0)
        await caller.press("#")
        result = await story.result(turn)
        assert isinstance(result, Recorded)
        assert 2.0 < result.seconds < 10.0
        self.there_is_a_file(story, turn.id)

    async def test_a_message_ends_when_the_caller_falls_silent(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, then=Record(most=60.0, silence=3.0))
        await story.passes(1.0)
        await caller.speak(3.0)
        assert isinstance(await story.result(turn, 20.0), Recorded)

    async def test_a_message_ends_at_its_longest(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, then=Record(most=4.0, silence=30.0))
        await story.passes(1.0)
        await caller.speak(5.0)
        result = await story.result(turn)
        assert isinstance(result, Recorded)
        assert result.seconds < 6.0

    async def test_a_message_is_kept_when_its_speaker_hangs_up(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, then=Record(most=60.0, silence=30.0))
        await story.passes(1.0)
        await caller.speak(3.0)
        await caller.hang_up()
        await story.ended(leg, EndReason.HUNG_UP)
        result = await story.result(turn, 0.0)  # told before the end of the leg
        assert isinstance(result, Recorded)
        assert result.seconds > 2.0
        self.there_is_a_file(story, turn.id)

    async def test_a_leg_is_recorded_paused_and_recorded_again(self, story: Story):
        caller, customer_leg, _, agent_leg = await story.talk()
        customer_track, agent_track = story.name("k"), story.name("k")
        story.track(customer_leg, customer_track, Tracking.ON)
        story.track(agent_leg, agent_track, Tracking.ON)
        await caller.speak(2.0)
        for state in (Tracking.PAUSED, Tracking.ON, Tracking.ON, Tracking.OFF):
            story.track(customer_leg, customer_track, state)
            await story.passes(1.0)
        await caller.hang_up()
        await story.ended(customer_leg, EndReason.HUNG_UP)
        story.end(agent_leg)
        await story.ended(agent_leg, EndReason.ENDED)
        assert story.all(TurnEnded) == []
        await story.passes(1.0)
        self.there_is_a_file(story, customer_track)
        self.there_is_a_file(story, agent_track)

    async def test_nothing_of_a_pause_is_in_any_track_and_the_tracks_stay_side_by_side(self, story: Story):
        caller, customer_leg, phone, agent_leg = await story.talk()
        tracks = {customer_leg: story.name("k"), agent_leg: story.name("k")}

        def tracking(state: Tracking) -> None:
            for leg, track in tracks.items():
                story.track(leg, track, state)

        async def both_speak() -> None:
            await asyncio.gather(caller.speak(1.0), phone.speak(1.0))

        tracking(Tracking.ON)
        await story.passes(1.0)
        await both_speak()
        await story.passes(0.5)
        tracking(Tracking.PAUSED)
        await both_speak()  # from the first moment to the last
        tracking(Tracking.ON)
        await story.passes(1.0)
        await both_speak()
        await story.passes(0.5)
        tracking(Tracking.OFF)
        await story.passes(0.5)
        if not story.phones.network.capabilities.real_media:
            return
        theirs, ours = story.phones.spans(tracks[customer_leg], caller), story.phones.spans(tracks[agent_leg], phone)
        assert len(theirs) == 2, theirs
        assert len(ours) == 2, ours
        for one, other in zip(theirs, ours, strict=True):
            assert one == pytest.approx(other, abs=0.3)
        assert story.phones.spans(tracks[customer_leg], phone) == []
        assert story.phones.spans(tracks[agent_leg], caller) == []

    # ---------------------------------------------------------------- ends

    async def test_end_leg_ends_the_call(self, story: Story):
        caller, leg = await story.caller()
        story.end(leg)
        await story.ended(leg, EndReason.ENDED)
        await story.gone(caller)

    @pytest.mark.parametrize(
        "wait",
        [
            pytest.param(MENU, id="collect"),
            pytest.param(Linger(keys="1"), id="linger"),
            pytest.param(Join(room="alone"), id="join"),
            pytest.param(Record(), id="record"),
        ],
    )
    @pytest.mark.parametrize("steps", [(), (LONG,)], ids=["waiting", "saying"])
    async def test_the_caller_hangs_up(self, story: Story, wait: Wait, steps: tuple[Step, ...]):
        caller, leg = await story.caller()
        story.run(leg, *steps, then=wait)
        await story.passes(1.0)
        await caller.hang_up()
        await story.ended(leg, EndReason.HUNG_UP)
        assert all(isinstance(event.result, Recorded) for event in story.all(TurnEnded))

    async def test_the_caller_hangs_up_before_anything_is_said(self, story: Story):
        caller = await story.phones.call_in(CUSTOMER, DIALLED)
        leg = (await story.hears(CallArrived)).leg
        await caller.hang_up()
        await story.ended(leg, EndReason.HUNG_UP)

    async def test_the_caller_hangs_up_in_a_room_and_the_agent_stays(self, story: Story):
        caller, customer_leg, _, agent_leg = await story.talk()
        await caller.hang_up()
        await story.ended(customer_leg, EndReason.HUNG_UP)
        await story.hears_no(LegEnded, agent_leg)

    async def test_commands_for_legs_nobody_knows_change_nothing(self, story: Story):
        _, leg = await story.caller()
        nobody = LegId(story.name("x"))
        story.run(nobody, WELCOME, then=MENU)
        story.end(nobody)
        story.track(nobody, story.name("k"), Tracking.ON)
        story.phones.network.perform(Refuse(leg=nobody, why=EndReason.BUSY))
        await story.hears_no(LegEnded, leg)
        assert {event.leg for event in story.heard.events} == {leg}

    async def test_commands_for_a_leg_that_has_ended_change_nothing(self, story: Story):
        caller, leg = await story.caller()
        await caller.hang_up()
        await story.ended(leg, EndReason.HUNG_UP)
        turn = story.run(leg, WELCOME, then=Collect(first_within=1.0))
        story.track(leg, story.name("k"), Tracking.ON)
        story.end(leg)
        await story.goes_on(turn)
        assert len(story.all(LegEnded, leg)) == 1

    # ---------------------------------------------------------------- deaths and returns

    async def test_when_the_network_dies_every_leg_is_told_lost(self, story: Story):
        _, customer_leg, _, agent_leg = await story.talk()
        _, waiting = await story.caller()
        await story.phones.die(story.known(customer_leg, agent_leg, waiting))
        for leg in (customer_leg, agent_leg, waiting):
            await story.ended(leg, EndReason.NETWORK_LOST, story.phones.dies_within)

    async def test_after_a_death_calls_come_in_again(self, story: Story):
        _, leg = await story.caller()
        await story.phones.die(story.known(leg))
        await story.ended(leg, EndReason.NETWORK_LOST, story.phones.dies_within)
        caller, again = await story.caller()
        turn = story.run(again, then=MENU)
        await caller.press("2")
        assert await story.result(turn) == Keys(keys="2")

    async def test_people_who_talk_go_on_talking_while_the_program_restarts(self, story: Story):
        caller, customer_leg, phone, agent_leg = await story.talk()
        await story.phones.program_stops()
        await story.passes(2.0)
        assert await story.phones.hears(caller, phone)
        await story.phones.program_starts(story.known(customer_leg, agent_leg))
        assert await story.phones.hears(caller, phone)
        assert await story.phones.hears(phone, caller)
        assert story.all(LegEnded) == []
        await phone.hang_up()
        await story.ended(agent_leg, EndReason.HUNG_UP)
        turn = story.run(customer_leg, then=MENU)
        await caller.press("5")
        assert await story.result(turn) == Keys(keys="5")

    async def test_who_coaches_goes_on_coaching_while_the_program_restarts(self, story: Story):
        mei, customer_leg, ana, agent_leg = await story.talk()
        boss, leg = await story.answered(BOB)
        room = story.room_of(customer_leg)
        story.run(leg, then=Join(room=room, role=Role.COACH, of=agent_leg))
        await story.passes(1.0)
        await story.phones.program_stops()
        restart = story.phones.program_starts(story.known(customer_leg, agent_leg, leg))
        assert await story.phones.unheard(ana, boss, lambda: restart) < GAP
        listens = {"mei hears ana", "ana hears mei", "boss hears mei", "boss hears ana"}
        assert await story.phones.who_hears_whom(mei=mei, ana=ana, boss=boss) == listens | {"ana hears boss"}
        story.run(leg, then=Join(room=room, role=Role.LISTENER))
        await story.passes(1.0)
        assert await story.phones.who_hears_whom(mei=mei, ana=ana, boss=boss) == listens
        assert story.all(LegEnded) == []

    async def test_a_part_in_a_room_that_was_saved_and_not_performed_is_performed(self, story: Story):
        mei, customer_leg, ana, agent_leg = await story.talk()
        boss, leg = await story.answered(BOB)
        room = story.room_of(customer_leg)
        story.run(leg, then=Join(room=room, role=Role.COACH, of=agent_leg))
        await story.passes(1.0)
        await story.phones.program_stops()
        story.turns[leg] = story.turn(leg, then=Join(room=room, role=Role.COACH, of=customer_leg))
        await story.phones.program_starts(story.known(customer_leg, agent_leg, leg))
        await story.passes(1.0)
        assert await story.phones.who_hears_whom(mei=mei, ana=ana, boss=boss) == {
            "mei hears ana",
            "ana hears mei",
            "boss hears mei",
            "boss hears ana",
            "mei hears boss",
        }
        story.run(agent_leg, then=Join(room=story.name("r")))
        assert await story.phones.who_hears_whom(ana=ana, boss=boss) == set()

    async def test_a_leg_that_ended_while_the_program_was_away_is_told(self, story: Story):
        caller, customer_leg, _, agent_leg = await story.talk()
        await story.phones.program_stops()
        await caller.hang_up()
        await story.passes(1.0)
        await story.phones.program_starts(story.known(customer_leg, agent_leg))
        await story.ended(customer_leg, EndReason.HUNG_UP)
        assert story.all(LegEnded, agent_leg) == []

    async def test_a_stranger_is_hung_up(self, story: Story):
        caller, _ = await story.caller()
        await story.phones.program_stops()
        await story.phones.program_starts([])
        await story.gone(caller)

    async def test_a_turn_that_was_saved_and_not_performed_is_performed(self, story: Story):
        caller, leg = await story.caller()
        saved = story.turn(leg, WELCOME, then=MENU)
        await story.phones.program_stops()
        story.turns[leg] = saved
        await story.phones.program_starts(story.known(leg))
        await caller.press("2")
        assert await story.result(saved) == Keys(keys="2")

    async def test_a_turn_that_ended_unheard_is_run_again(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, then=MENU)
        await story.phones.program_stops()
        await caller.press("7")
        await story.passes(2.0)
        assert story.all(TurnEnded) == []
        await story.phones.program_starts(story.known(leg))
        await story.passes(1.0)
        await caller.press("2")
        result = await story.result(turn)
        assert result in (Keys(keys="2"), Keys(keys="7"))  # a network may have kept the key

    async def test_a_turn_that_runs_is_not_run_again(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, then=MENU)
        await story.phones.program_stops()
        await story.phones.program_starts(story.known(leg))
        await caller.press("2")
        assert await story.result(turn) == Keys(keys="2")

    async def test_an_answer_nobody_heard_is_told(self, story: Story):
        phone = story.phones.agent(ANA)
        leg = story.ring(ANA)
        await story.rings(phone)
        await story.phones.program_stops()
        await phone.answer()
        await story.passes(1.0)
        await story.phones.program_starts(story.known(leg, up=False))
        await story.hears(LegAnswered, leg)
        assert story.all(LegEnded) == []

    async def test_a_call_that_was_saved_and_not_placed_rings_or_is_told_to_have_ended(self, story: Story):
        to = ToAgent(agent=ANA)
        saved = PlaceCall(leg=LegId(story.name("o")), to=to, shown=CUSTOMER, ring_for=30.0)
        story.placed[saved.leg] = saved
        await story.phones.program_stops()
        await story.phones.program_starts(story.known(saved.leg, up=False))
        phone = story.phones.agent(ANA)
        assert await story.phones.until(lambda: phone.ringing or bool(story.all(LegEnded, saved.leg)), SOON)
