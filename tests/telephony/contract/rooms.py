"""Who hears whom, and how well. A part of `NetworkContract`."""

from __future__ import annotations

import pytest

from callcenter.calls.network import Quality
from callcenter.calls.turns import (
    Join,
    Keys,
    LegEnded,
    Linger,
    Role,
    Tracking,
    TurnEnded,
)
from callcenter.model.interaction import EndReason
from telephony.contract.phones import ANA, BOB
from telephony.contract.story import GAP, MENU, SOON, Story


class Rooms:
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
