"""Supervisors close and divert queues with one order, and open them again."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from callcenter.agents import commands as do
from callcenter.agents.presence import Choice
from callcenter.ids import new_id
from callcenter.model.facts import Ended, QueueEntered, QueueLeft
from callcenter.model.ids import QueueName
from callcenter.model.interaction import Outcome
from callcenter.supervision import orders
from journeys.center import ANA, BOB, running
from journeys.test_recovery import killed

REPAIRS, SALES = QueueName("repairs"), QueueName("sales")


def close(
    queue: QueueName, divert_to: QueueName | None = None, waiting: Literal["stay", "go"] = "stay"
) -> orders.CloseQueue:
    return orders.CloseQueue(key=new_id(), queue=queue, divert_to=divert_to, reason="No power", waiting=waiting)


async def test_who_comes_for_a_diverted_queue_waits_in_the_other_and_both_count(tmp_path: Path):
    async with running(tmp_path) as center:
        assert await center.orders(close(REPAIRS, SALES)) is None
        closed = center.floor("queue/repairs")["closed"]
        assert (closed["how"], closed["to"]) == ("divert", "sales")
        assert (closed["by"], closed["reason"]) == ("someone", "No power")
        await center.calls_repairs()
        call = center.only_call
        repairs, sales = center.board("repairs"), center.board("sales")
        assert (repairs["offered"], repairs["overflowed"], repairs["waiting"]) == (1, 1, 0)
        assert (sales["offered"], sales["waiting"]) == (1, 1)
        entered = [(f.queue, f.visit) for f in await center.facts(call, QueueEntered) if isinstance(f, QueueEntered)]
        assert entered == [("repairs", 1), ("sales", 2)]
        await killed(center)
        async with running(tmp_path, clock=center.clock, network=center.network) as again:
            assert again.floor("queue/repairs")["closed"]["to"] == "sales"
            assert await again.orders(orders.OpenQueue(key=new_id(), queue=REPAIRS)) is None
            assert again.floor("queue/repairs")["closed"] is None
            await again.calls_repairs("+8613900139000")
            assert again.board("repairs")["waiting"] == 1


async def test_who_comes_for_a_closed_queue_goes_on_where_the_flow_overflows_to(tmp_path: Path):
    async with running(tmp_path) as center:
        assert await center.orders(close(REPAIRS)) is None
        caller = await center.calls_repairs()
        caller.speak()
        await center.goes_on(10)
        caller.hang_up()
        await center.goes_on(1)
        board = center.board("repairs")
        assert (board["offered"], board["overflowed"]) == (2, 1)
        assert board["waiting"] == 1, "the message they left waits until the queue is open"


async def test_who_comes_for_a_closed_queue_without_overflow_hears_so_and_the_call_ends(tmp_path: Path):
    async with running(tmp_path) as center:
        assert await center.orders(close(SALES)) is None
        caller = center.calls_in()
        await center.goes_on(1)
        for key in "22":
            caller.press(key)
            await center.goes_on(1)
        (ended,) = [line.fact for line in await center.today() if isinstance(line.fact, Ended)]
        assert ended.outcome is Outcome.TURNED_AWAY
        assert center.center.switchboard.calls == {}
        board = center.board("sales")
        assert (board["offered"], board["overflowed"], board["waiting"]) == (1, 1, 0)


async def test_those_who_wait_stay_or_go(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.calls_repairs()
        call = center.only_call
        since = center.waiting()[0]["since"]
        assert await center.orders(close(REPAIRS, SALES)) is None
        assert center.waiting()[0]["queue"] == "repairs"
        assert await center.orders(close(REPAIRS, SALES, "go")) is None
        assert (center.waiting()[0]["queue"], center.waiting()[0]["since"]) == ("sales", since)
        left = [(f.queue, f.how) for f in await center.facts(call, QueueLeft) if isinstance(f, QueueLeft)]
        assert left == [("repairs", "overflowed")]


async def test_a_phone_that_rings_for_a_queue_that_closes_rings_no_more(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        caller = await center.calls_repairs()
        assert center.phone(ANA).ringing
        assert await center.orders(close(REPAIRS, waiting="go")) is None
        await center.goes_on(1)
        assert not center.phone(ANA).ringing
        assert center.works_of(ANA) == []
        caller.speak()
        await center.goes_on(10)
        caller.hang_up()
        await center.goes_on(1)
        assert center.works_of(ANA)[0]["medium"] == "voicemail"


async def test_two_queues_are_not_diverted_to_each_other(tmp_path: Path):
    async with running(tmp_path) as center:
        assert await center.orders(close(REPAIRS, SALES)) is None
        assert await center.orders(close(SALES, REPAIRS)) == "unknown_target"
        assert await center.orders(close(REPAIRS, REPAIRS)) == "unknown_target"
        assert await center.orders(close(QueueName("nowhere"))) == "unknown_target"
        assert center.floor("queue/sales")["closed"] is None
        assert await center.orders(close(SALES)) is None, "then there is no queue any more"
        caller = await center.calls_repairs()
        caller.speak()
        await center.goes_on(10)
        assert center.board("repairs")["overflowed"] == 1


async def test_nobody_is_moved_into_a_closed_queue(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.calls_repairs()
        assert await center.orders(close(SALES)) is None
        move = orders.Move(key=new_id(), interaction=center.only_call, queue=SALES, reason="Shorter")
        assert await center.orders(move) == "queue_closed"
        assert center.waiting()[0]["queue"] == "repairs"


async def test_the_board_shows_that_a_queue_is_closed_but_not_by_whom(tmp_path: Path):
    async with running(tmp_path) as center:
        assert await center.orders(close(REPAIRS, SALES)) is None
        closed = center.board("repairs")["closed"]
        assert (closed["how"], closed["to"], set(closed)) == ("divert", "sales", {"how", "to", "since"})
        await killed(center)
        async with running(tmp_path, clock=center.clock, network=center.network) as again:
            assert again.board("repairs")["closed"] == closed
            assert await again.orders(orders.OpenQueue(key=new_id(), queue=REPAIRS)) is None
            assert again.board("repairs")["closed"] is None


async def test_nobody_is_handed_on_to_a_closed_queue_unless_it_is_diverted(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        await center.calls_repairs()
        center.phone(ANA).answer()
        await center.goes_on(5)
        call = center.only_call
        assert await center.orders(close(SALES)) is None
        hand_on = do.Transfer(key=new_id(), interaction=call, queue="sales")
        assert await center.asks(ANA, hand_on) == "queue_closed"
        assert center.works_of(ANA)[0]["stage"] == "talking"
        assert await center.orders(close(SALES, REPAIRS)) is None
        hand_on = do.Transfer(key=new_id(), interaction=call, queue="sales")
        assert await center.asks(ANA, hand_on) is None
        assert center.works_of(ANA)[0]["stage"] == "wrap_up"


async def test_who_is_handed_to_an_agent_waits_for_nobody_else_in_a_closed_queue(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        caller = await center.calls_repairs()
        center.phone(ANA).answer()
        await center.goes_on(5)
        call = center.only_call
        assert await center.orders(close(REPAIRS)) is None
        assert await center.asks(ANA, do.Transfer(key=new_id(), interaction=call, agent=BOB)) is None
        await center.goes_on(20)
        assert center.board("repairs")["waiting"] == 1, "Bob may come back in time"
        await center.goes_on(15)
        assert caller.over is not None
        board = center.board("repairs")
        assert (board["offered"], board["answered"], board["overflowed"], board["waiting"]) == (3, 1, 2, 0)


async def test_who_is_handed_to_an_agent_in_vain_goes_on_where_the_closed_queue_is_diverted_to(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        await center.calls_repairs()
        center.phone(ANA).answer()
        await center.goes_on(5)
        call = center.only_call
        assert await center.orders(close(REPAIRS, SALES)) is None
        assert await center.asks(ANA, do.Transfer(key=new_id(), interaction=call, agent=BOB)) is None
        await center.goes_on(35)
        assert (center.board("repairs")["waiting"], center.board("sales")["waiting"]) == (0, 1)


async def test_what_others_feel_at_once_needs_a_reason(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        await center.calls_repairs()
        call = center.only_call
        for order in (
            orders.Force(key=new_id(), agent=ANA, presence=Choice.SIGNED_OUT),
            orders.TakeOver(key=new_id(), interaction=call, reason=" "),
            orders.EndCall(key=new_id(), interaction=call),
            orders.Move(key=new_id(), interaction=call, queue=SALES),
            orders.CloseQueue(key=new_id(), queue=SALES),
        ):
            assert await center.orders(order) == "reason_missing"
        assert center.floor("queue/sales")["closed"] is None
        assert await center.orders(orders.Force(key=new_id(), agent=ANA, presence=Choice.AVAILABLE)) is None
