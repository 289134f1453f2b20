"""Supervisors steer those who wait: to another queue, ahead of others, to an agent; also while a phone rings."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from callcenter.agents import commands as do
from callcenter.ids import new_id
from callcenter.model.facts import Handed, HandedBack, Moved, OfferEnded, Prioritised, QueueEntered, QueueLeft
from callcenter.model.ids import InteractionId, QueueName
from callcenter.supervision import orders
from journeys.center import ANA, BOB, running
from journeys.test_recovery import killed

SALES = QueueName("sales")
OTHER = "+8613900139000"


def move(interaction: InteractionId, to: QueueName = SALES) -> orders.Move:
    return orders.Move(key=new_id(), interaction=interaction, queue=to, reason="Nobody is there")


def hand(interaction: InteractionId, agent: do.AgentId | None) -> orders.Hand:
    return orders.Hand(key=new_id(), interaction=interaction, agent=agent)


async def test_one_who_is_moved_keeps_the_place_in_time_and_counts_as_overflowed(tmp_path: Path):
    async with running(tmp_path) as center:
        caller = await center.calls_repairs()
        since = center.waiting()[0]["since"]
        await center.goes_on(20)
        call = center.only_call
        assert await center.orders(move(call)) is None
        (waiting,) = center.waiting()
        assert (waiting["queue"], waiting["since"]) == ("sales", since)
        repairs, sales = center.board("repairs"), center.board("sales")
        assert (repairs["offered"], repairs["overflowed"], repairs["waiting"]) == (1, 1, 0)
        assert (sales["offered"], sales["waiting"]) == (1, 1)
        await center.works(ANA)
        center.phone(ANA).answer()
        await center.goes_on(1)
        assert caller.hears_from(center.phone(ANA))
        assert await center.facts(call, Moved) == [Moved(by="someone", queue=QueueName("repairs"), to=SALES)]
        visits = [fact.visit for fact in await center.facts(call, QueueEntered) if isinstance(fact, QueueEntered)]
        left = [(fact.visit, fact.how) for fact in await center.facts(call, QueueLeft) if isinstance(fact, QueueLeft)]
        assert (visits, left) == ([1, 2], [(1, "overflowed"), (2, "answered")])
        assert center.board("sales")["answered"] == 1


async def test_one_who_is_moved_while_a_phone_rings_rings_there_no_more(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        caller = await center.calls_repairs()
        assert center.phone(ANA).ringing
        call = center.only_call
        assert await center.orders(move(call)) is None
        await center.goes_on(1)
        over = [(fact.how, fact.agent) for fact in await center.facts(call, OfferEnded) if isinstance(fact, OfferEnded)]
        assert over == [("rescinded", ANA)]
        assert center.phone(ANA).rang == 2, "anybody can serve the other queue"
        assert center.works_of(ANA)[0]["queue"] == "sales"
        center.phone(ANA).answer()
        await center.goes_on(1)
        assert caller.hears_from(center.phone(ANA))
        assert await center.orders(move(call, QueueName("repairs"))) == "not_now", "who talks waits no more"


async def test_an_answer_and_a_move_at_the_same_moment_leave_one_conversation_or_one_wait(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        caller = await center.calls_repairs()
        call = center.only_call
        center.phone(ANA).answer()
        refused = await center.orders(move(call))
        await center.goes_on(1)
        talks = center.works_of(ANA)[0]["stage"] == "talking"
        assert talks == (refused == "not_now") == caller.hears_from(center.phone(ANA))
        await center.goes_on(30)
        assert len(center.works_of(ANA)) <= 1


async def test_one_who_is_put_ahead_gets_the_next_agent(tmp_path: Path):
    async with running(tmp_path) as center:
        first = await center.calls_repairs()
        first_call = center.only_call
        second = await center.calls_repairs(OTHER)
        (second_call,) = set(center.center.switchboard.calls) - {first_call}
        asked = orders.Prioritise(key=new_id(), interaction=second_call, points=50)
        assert await center.orders(asked) is None
        assert {one["interaction"]: one["priority"] for one in center.waiting()} == {first_call: 0.0, second_call: 50.0}
        await center.works(ANA)
        center.phone(ANA).answer()
        await center.goes_on(1)
        assert second.hears_from(center.phone(ANA))
        assert not first.hears_from(center.phone(ANA))
        (fact,) = await center.facts(second_call, Prioritised)
        assert fact == Prioritised(by="someone", queue=QueueName("repairs"), points=50.0)


async def test_one_who_is_handed_to_an_agent_waits_for_them_and_then_for_anyone(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(BOB)
        assert (
            await center.orders(orders.Force(key="f", agent=BOB, presence=orders.Choice.SIGNED_OUT, reason="Ill"))
            is None
        )
        await center.calls_repairs()
        call = center.only_call
        assert await center.orders(hand(call, BOB)) == "not_there"
        assert await center.asks(BOB, do.SignIn(key=new_id())) is None
        assert await center.orders(hand(call, BOB)) == "not_available", "they take no work"
        center.phone(BOB).reachable = False
        await center.goes_on(1)
        assert await center.asks(BOB, do.Available(key=new_id())) is None
        assert await center.orders(hand(call, BOB)) == "phone_unreachable"
        center.phone(BOB).reachable = True
        await center.goes_on(1)
        other = center.works_of(BOB)[0]["offer"]
        assert other is not None
        center.phone(BOB).answer()
        await center.goes_on(1)
        await center.calls_repairs(OTHER)
        (call,) = set(center.center.switchboard.calls) - {call}
        assert await center.orders(hand(call, BOB)) is None, "who is merely busy takes it afterwards"
        assert center.waiting()[0]["for_agent"] == BOB
        await center.works(ANA)
        assert not center.phone(ANA).ringing
        until = datetime.fromisoformat(center.waiting()[0]["handed_until"])
        assert timedelta(seconds=29) < until - center.clock.now() <= timedelta(seconds=30)
        await killed(center)
        async with running(tmp_path, clock=center.clock, network=center.network) as again:
            await again.goes_on(25)
            assert not again.phone(ANA).ringing
            await again.goes_on(5)
            assert again.phone(ANA).ringing
            assert again.waiting()[0]["for_agent"] is None
            assert await again.facts(call, Handed) == [Handed(by="someone", queue=QueueName("repairs"), agent=BOB)]
            assert again.board("repairs")["offered"] == 2, "it is the same wait"


async def test_a_hand_is_taken_back_before_it_rings_and_while_it_rings(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(BOB)
        await center.calls_repairs()
        busy = center.only_call
        center.phone(BOB).answer()
        await center.goes_on(1)
        await center.calls_repairs(OTHER)
        (call,) = set(center.center.switchboard.calls) - {busy}
        assert await center.orders(hand(call, BOB)) is None
        await center.works(ANA)
        assert not center.phone(ANA).ringing
        assert await center.orders(hand(call, None)) is None
        assert center.phone(ANA).ringing
        assert center.works_of(ANA)[0]["pop"]["why"]["chosen_by"] == "longest_idle"
        assert await center.facts(call, HandedBack) == [HandedBack(by="someone", queue=QueueName("repairs"))]
        center.phone(ANA).answer()
        await center.goes_on(1)
        assert await center.orders(hand(call, None)) == "not_now"


async def test_a_hand_that_rings_is_taken_back_from_the_phone(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        await center.calls_repairs()
        await center.works(BOB)
        assert await center.orders(hand(center.only_call, BOB)) is None
        assert center.phone(BOB).ringing
        why = center.works_of(BOB)[0]["pop"]["why"]
        assert (why["chosen_by"], why["by"]) == ("handed", "someone")
        assert await center.orders(hand(center.only_call, None)) is None
        await center.goes_on(1)
        assert not center.phone(BOB).ringing
        assert center.phone(ANA).ringing, "the one who is idle longest"


async def test_a_ringing_caller_who_is_handed_on_rings_at_the_other_agent(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        caller = await center.calls_repairs()
        assert center.phone(ANA).ringing
        await center.works(BOB)
        assert await center.orders(hand(center.only_call, BOB)) is None
        assert not center.phone(ANA).ringing
        assert center.phone(BOB).ringing
        offer = center.works_of(BOB)[0]["offer"]
        assert await center.asks(BOB, do.Decline(key=new_id(), offer=offer)) is None
        await center.settled()
        assert center.phone(ANA).ringing, "who was asked by name and declined leaves it to anyone"
        center.phone(ANA).answer()
        await center.goes_on(1)
        assert caller.hears_from(center.phone(ANA))


async def test_who_is_gone_or_elsewhere_is_not_steered(tmp_path: Path):
    async with running(tmp_path) as center:
        caller = await center.calls_repairs()
        call = center.only_call
        assert await center.orders(move(call, QueueName("nowhere"))) == "unknown_target"
        assert await center.orders(hand(call, do.AgentId("nobody"))) == "unknown_target"
        caller.hang_up()
        await center.goes_on(1)
        assert await center.orders(move(call)) == "not_there"
