"""What a caller hears and presses: arrivals, words, keys. A part of `NetworkContract`."""

from __future__ import annotations

from callcenter.calls.turns import (
    CallArrived,
    Collect,
    Keys,
    Leave,
    Linger,
    Refuse,
    RunTurn,
    TurnEnded,
)
from callcenter.model.interaction import EndReason
from telephony.contract.phones import CUSTOMER, DIALLED
from telephony.contract.story import LONG, MENU, NOT, SOON, WELCOME, Story


class Menus:
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
