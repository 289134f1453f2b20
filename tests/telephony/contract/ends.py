"""Calls end, networks die, the program comes back. A part of `NetworkContract`."""

from __future__ import annotations

import pytest

from callcenter.calls.turns import (
    CallArrived,
    Collect,
    Join,
    Keys,
    LegAnswered,
    LegEnded,
    Linger,
    PlaceCall,
    Record,
    Recorded,
    Refuse,
    Role,
    Step,
    ToAgent,
    Tracking,
    TurnEnded,
    Wait,
)
from callcenter.model.ids import LegId
from callcenter.model.interaction import EndReason
from telephony.contract.phones import ANA, BOB, CUSTOMER, DIALLED
from telephony.contract.story import GAP, LONG, MENU, SOON, WELCOME, Story


class Ends:
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
