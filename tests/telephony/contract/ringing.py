"""Phones are rung, and desk phones dial and transfer by themselves. A part of `NetworkContract`."""

from __future__ import annotations

import pytest

from callcenter.calls.turns import (
    Ask,
    CallArrived,
    LegAnswered,
    LegAsked,
    LegEnded,
    LegRinging,
    Linger,
    Refuse,
)
from callcenter.model.interaction import EndReason
from telephony.contract.phones import ANA, CARL, CUSTOMER, DIALLED, EVE, OUTSIDE
from telephony.contract.story import NOT, SOON, Story


class Ringing:
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
