"""What is wrong inside the house costs as little as can be."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
import pytest
from calls.haihe import haihe
from sqlalchemy import text

from callcenter.agents import commands as do
from callcenter.calls.state import Phase
from callcenter.center import CustomerStore
from callcenter.customers.cards import Card
from callcenter.ids import new_id
from callcenter.model.facts import CallbackPromised, CustomerMatched, Ended, QueueLeft
from callcenter.model.ids import FlowName, InteractionId
from callcenter.model.interaction import LeftQueue, Outcome
from callcenter.reporting.day import State
from callcenter.viewer import Viewer
from journeys.center import ANA, BOB, Running, running
from journeys.test_recovery import killed
from routing.events import Withdrawn


def break_the_flow(center: Running, interaction: InteractionId) -> None:
    """From now on whatever the caller presses meets a bug."""
    call = center.center.switchboard.calls[interaction]
    assert call.run is not None
    call.run = msgspec.structs.replace(call.run, flow=FlowName("a flow nobody has"))


async def test_a_caller_whose_story_breaks_at_a_key_is_asked_again(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    async with running(tmp_path) as center:
        caller = center.calls_in()
        await center.goes_on(1)
        call = center.center.switchboard.calls[center.only_call]
        whole = call.run
        break_the_flow(center, center.only_call)
        heard = len(caller.hears())
        caller.press("2")
        await center.goes_on(1)
        assert "the story of a call broke" in caplog.text
        assert len(caller.hears()) > heard, "no dead air: the same words again"
        center.center.switchboard.calls[center.only_call].run = whole
        for key in "21":
            caller.press(key)
            await center.goes_on(1)
        assert center.board("repairs")["waiting"] == 1


async def test_a_call_that_breaks_again_and_again_is_ended_with_a_callback(tmp_path: Path):
    async with running(tmp_path) as center:
        caller = center.calls_in()
        await center.goes_on(1)
        call = center.only_call
        for _ in range(5):
            if center.center.switchboard.calls.get(call) is not None:
                break_the_flow(center, call)
                caller.press("2")
                await center.goes_on(1)
        assert caller.over is not None
        assert len(await center.facts(call, Ended)) == len(await center.facts(call, CallbackPromised)) == 1
        assert center.board("repairs")["waiting"] == 1, "the callback waits for an agent"


async def test_a_call_given_up_while_waiting_leaves_the_queue(tmp_path: Path):
    async with running(tmp_path) as center:
        caller = await center.calls_repairs()
        call = center.only_call
        for _ in range(4):
            break_the_flow(center, call)
            caller.press("1")
            await center.goes_on(1)
        assert caller.over is not None
        (left,) = await center.facts(call, QueueLeft)
        assert isinstance(left, QueueLeft)
        assert (left.queue, left.how) == ("repairs", LeftQueue.CALLBACK)
        board = center.board("repairs")
        assert (board["offered"], board["callback"], board["waiting"]) == (2, 1, 1), "now the callback waits"


async def test_a_call_given_up_while_they_talk_frees_the_agent_in_their_own_day_too(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        await center.calls_repairs()
        center.phone(ANA).answer()
        await center.goes_on(10)
        call = center.only_call
        break_the_flow(center, call)
        for _ in range(4):
            assert await center.asks(ANA, do.HangUp(key=new_id(), interaction=call)) is None
            await center.goes_on(1)
        assert [end.outcome for end in await center.facts(call, Ended) if isinstance(end, Ended)] == [Outcome.LOST]
        day = center.center.day_of(ANA)
        assert [one.interaction for one in day.handled] == [call]
        assert day.now is not None
        assert day.now.state is State.AVAILABLE
        assert call not in [one["interaction"] for one in center.works_of(ANA)]


async def test_a_waiting_caller_at_whose_key_the_story_breaks_keeps_the_place(tmp_path: Path):
    async with running(tmp_path) as center:
        caller = await center.calls_repairs()
        call = center.center.switchboard.calls[center.only_call]
        whole = call.run
        break_the_flow(center, center.only_call)
        caller.press("1")
        await center.goes_on(1)
        call = center.center.switchboard.calls[center.only_call]
        assert call.phase is Phase.QUEUED
        assert caller.is_lingering, "music again"
        call.run = whole
        await center.works(ANA)
        center.phone(ANA).answer()
        await center.goes_on(1)
        assert caller.hears_from(center.phone(ANA)), "the rest of the call goes on"


async def test_a_clock_that_is_set_back_does_not_turn_the_day_around(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        caller = await center.calls_repairs()
        center.phone(ANA).answer()
        await center.goes_on(5)
        center.clock._now = center.clock.now().replace(year=2020)
        caller.hang_up()
        await center.settled()
        story = await center.story(center.only_call)
        assert type(story[-1].fact).__name__ == "Ended"
        assert [line.at for line in story] == sorted(line.at for line in story)


async def test_calls_of_a_queue_that_was_removed_go_on_in_the_one_for_such_cases(tmp_path: Path):
    async with running(tmp_path) as before:
        await before.works(BOB)
        talking = await before.calls_repairs("+8613800000001")
        before.phone(BOB).answer()
        await before.goes_on(5)
        waiting = await before.calls_repairs("+8613800000002")
        await killed(before)
        sales = {name: queue for name, queue in haihe().queues.items() if name == "sales"}
        company = haihe(queues=sales, callback_queue="sales")
        async with running(tmp_path, company=company, clock=before.clock, network=before.network) as after:
            assert after.board("sales")["waiting"] == 1
            talking.hang_up()
            await after.goes_on(1)
            assert after.phone(BOB).ringing
            after.phone(BOB).answer()
            await after.goes_on(1)
            assert waiting.hears_from(after.phone(BOB))


async def test_where_routing_and_calls_disagree_it_is_mended_within_a_minute(tmp_path: Path):
    async with running(tmp_path) as center:
        caller = await center.calls_repairs()
        engine = center.center.dispatcher.engine
        engine.receive(Withdrawn(interaction=center.only_call), center.clock.now().timestamp())
        await center.works(ANA)
        assert not center.phone(ANA).ringing
        await center.goes_on(61)
        center.phone(ANA).answer()
        await center.goes_on(1)
        assert caller.hears_from(center.phone(ANA))


class FailsOnce:
    """A customer store that is away at the first question."""

    def __init__(self, store: CustomerStore) -> None:
        self._store, self.asked = store, 0

    async def cards(self, viewer: Viewer, number: str) -> tuple[Card, ...]:
        self.asked += 1
        if self.asked == 1:
            raise OSError("away")
        return await self._store.cards(viewer, number)


async def test_a_customer_who_could_not_be_looked_up_is_looked_up_again(tmp_path: Path):
    async with running(tmp_path) as center:
        store = center.center._customers = FailsOnce(center.center._customers)
        center.calls_in()
        async with asyncio.timeout(10):
            while not await center.facts(center.only_call, CustomerMatched):
                await center.settled()
        assert store.asked == 2


NO_NOTES = """
    CREATE TRIGGER no_notes BEFORE UPDATE OF note ON interactions BEGIN SELECT RAISE(ABORT, 'no notes'); END
"""


async def test_what_the_database_refuses_is_not_said_to_be_done_and_the_call_goes_on(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        caller = await center.calls_repairs()
        center.phone(ANA).answer()
        await center.goes_on(3)
        call = center.only_call
        await center.database.transact(lambda connection: connection.execute(text(NO_NOTES)))
        written = do.Note(key=new_id(), interaction=call, text="promised half off")
        assert await center.asks(ANA, written) == "not_saved"
        assert await center.asks(ANA, written) == "not_saved", "the same key is answered the same"
        assert (await center.found(call)).note == ""
        assert caller.hears_from(center.phone(ANA))
        await center.database.transact(lambda connection: connection.execute(text("DROP TRIGGER no_notes")))
        again = do.Note(key=new_id(), interaction=call, text="promised half off")
        assert await center.asks(ANA, again) is None
        assert (await center.found(call)).note == "promised half off"
