"""The program is killed and started again, the network dies, desks are lost: nothing is lost, doubled or stuck."""

from __future__ import annotations

from pathlib import Path

import pytest
from calls.haihe import haihe, house

from callcenter.agents import commands as do
from callcenter.ids import new_id
from callcenter.model.facts import CallbackPromised, Connected, DeskBack, DeskLost, Ended, OfferMade, QueueLeft
from callcenter.model.interaction import LeftQueue, Outcome
from callcenter.storage.database import Database
from journeys.center import ANA, BOB, Running, running


class Crash(Exception):
    """kill -9: nothing is closed, nothing is said."""


async def killed(program: Running) -> None:
    """The program is gone at once; its network and its people go on."""
    program.network.tell = lambda event: None
    program.network.reachable = lambda agent, there: None
    await program.center.close()  # or what it had begun would go on beside the next one


async def test_one_who_waits_keeps_the_place_over_a_crash(tmp_path: Path):
    async with running(tmp_path) as before:
        first = await before.calls_repairs("+8613800000001")
        second = await before.calls_repairs("+8613800000002")
        await before.goes_on(12)
        await killed(before)
        async with running(tmp_path, clock=before.clock, network=before.network) as after:
            assert after.board("repairs")["waiting"] == 2
            await after.works(ANA)
            after.phone(ANA).answer()
            await after.goes_on(2)
            assert first.hears_from(after.phone(ANA))
            assert not second.hears_from(after.phone(ANA))
            assert second.is_lingering


async def test_those_who_talk_go_on_talking_over_a_crash(tmp_path: Path):
    async with running(tmp_path) as before:
        await before.works(ANA)
        caller = await before.calls_repairs()
        before.phone(ANA).answer()
        await before.goes_on(30)
        call = before.only_call
        await killed(before)
        async with running(tmp_path, clock=before.clock, network=before.network) as after:
            assert caller.hears_from(after.phone(ANA))
            assert after.works_of(ANA)[0]["stage"] == "talking"
            assert await after.asks(ANA, do.HangUp(key=new_id(), interaction=call)) is None
            await after.goes_on(1)
            assert after.works_of(ANA)[0]["stage"] == "wrap_up"
            assert len(await after.facts(call, Connected)) == 1


async def test_a_call_that_ended_while_the_program_was_away_frees_the_agent(tmp_path: Path):
    async with running(tmp_path) as before:
        await before.works(ANA)
        caller = await before.calls_repairs()
        before.phone(ANA).answer()
        await before.goes_on(30)
        call = before.only_call
        await killed(before)
        caller.hang_up()
        async with running(tmp_path, clock=before.clock, network=before.network) as after:
            (work,) = after.works_of(ANA)
            assert work["stage"] == "wrap_up"
            (ended,) = await after.facts(call, Ended)
            assert isinstance(ended, Ended)
            assert ended.outcome is Outcome.SERVED


async def test_an_offer_made_before_the_crash_is_answered_after_it(tmp_path: Path):
    async with running(tmp_path) as before:
        await before.works(ANA)
        caller = await before.calls_repairs()
        assert before.phone(ANA).ringing
        call = before.only_call
        await killed(before)
        async with running(tmp_path, clock=before.clock, network=before.network) as after:
            assert after.works_of(ANA)[0]["stage"] == "offered"
            after.phone(ANA).answer()
            await after.goes_on(1)
            assert caller.hears_from(after.phone(ANA))
            assert len(await after.facts(call, OfferMade)) == 1
            assert after.phone(ANA).rang == 1


async def test_the_survey_goes_on_where_it_was(tmp_path: Path):
    async with running(tmp_path) as before:
        await before.works(ANA)
        caller = await before.calls_repairs()
        before.phone(ANA).answer()
        await before.goes_on(5)
        assert await before.asks(ANA, do.HangUp(key=new_id(), interaction=before.only_call)) is None
        await before.goes_on(1)
        await killed(before)
        async with running(tmp_path, clock=before.clock, network=before.network) as after:
            caller.press("1")
            await after.goes_on(3)
            assert "Goodbye." in caller.hears()
            assert caller.over is not None


async def test_a_command_that_was_saved_is_not_carried_out_again_after_a_crash(tmp_path: Path):
    async with running(tmp_path) as before:
        await before.works(ANA)
        await before.calls_repairs()
        before.phone(ANA).answer()
        await before.goes_on(5)
        call = before.only_call
        transfer = do.Transfer(key="once", interaction=call, queue=do.QueueName("sales"))
        assert await before.asks(ANA, transfer) is None
        await killed(before)
        async with running(tmp_path, clock=before.clock, network=before.network) as after:
            assert await after.asks(ANA, transfer) is None
            await after.goes_on(1)
            assert after.board("sales")["offered"] == 1


async def test_when_the_network_dies_every_caller_becomes_a_callback_and_agents_are_free(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        talking = await center.calls_repairs("+8613800000001")
        center.phone(ANA).answer()
        await center.goes_on(5)
        await center.calls_repairs("+8613800000002")
        await center.goes_on(5)
        calls = list(center.center.switchboard.calls)
        center.center.telephony("away", "simulator")
        center.network.die()
        await center.settled()
        assert talking.over is not None
        for call in calls:
            (ended,) = await center.facts(call, Ended)
            assert isinstance(ended, Ended)
            assert ended.outcome is Outcome.LOST
            assert len(await center.facts(call, CallbackPromised)) == 1
        board = center.board("repairs")
        assert (board["waiting"], board["callback"], board["answered"]) == (2, 1, 1)
        assert not center.phone(ANA).ringing, "nobody is rung while the network is away"
        center.center.telephony("ready", "simulator")
        await center.goes_on(1)
        (work,) = center.works_of(ANA)
        assert work["stage"] == "wrap_up"
        lost = do.InteractionId(work["interaction"])
        assert await center.asks(ANA, do.Finish(key=new_id(), interaction=lost)) is None
        await center.goes_on(1)
        (work,) = center.works_of(ANA)
        assert (work["medium"], work["stage"], work["pop"]["caller"]) == ("callback", "offered", "+8613800000001")
        center.phone(ANA).answer()
        await center.goes_on(1)
        assert center.network.number("+8613800000001").ringing


async def test_a_desk_that_vanishes_and_returns_gets_its_caller_back_by_itself(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        caller = await center.calls_repairs()
        center.phone(ANA).answer()
        await center.goes_on(5)
        call = center.only_call
        center.phone(ANA).vanish()
        await center.goes_on(7)
        assert caller.is_lingering
        assert center.works_of(ANA)[0]["stage"] == "away"
        center.phone(ANA).reachable = True
        center.phone(ANA).answers_after = 0.0
        assert await center.asks(ANA, do.PhoneReady(key=new_id(), calls=())) is None
        await center.goes_on(1)
        assert caller.hears_from(center.phone(ANA))
        assert len(await center.facts(call, DeskLost)) == len(await center.facts(call, DeskBack)) == 1


async def test_a_desk_that_does_not_return_gives_the_caller_to_the_next_agent_first(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        lost = await center.calls_repairs("+8613800000001")
        center.phone(ANA).answer()
        await center.goes_on(5)
        await center.calls_repairs("+8613800000002")
        await center.goes_on(60)
        center.phone(ANA).vanish()
        await center.goes_on(27)
        assert center.board("repairs")["waiting"] == 2
        await center.works(BOB)
        center.phone(BOB).answer()
        await center.goes_on(1)
        assert lost.hears_from(center.phone(BOB)), "who was being served goes before those who wait"


@pytest.mark.parametrize("moment", range(12))
async def test_killed_at_any_moment_of_a_call_nothing_is_lost(tmp_path: Path, moment: int):
    """The same call, with the program dying after so many of its moments."""
    async with running(tmp_path) as before:
        await before.works(ANA)
        caller = before.calls_in()
        steps = [
            lambda: caller.press("2"),
            lambda: caller.press("1"),
            lambda: None,
            lambda: before.phone(ANA).answer(),
            lambda: None,
            lambda: None,
        ]
        for step in steps[: moment // 2]:
            await before.goes_on(1)
            step()
        if moment % 2:
            await before.goes_on(1)
        await killed(before)
        async with running(tmp_path, clock=before.clock, network=before.network) as after:
            for step in steps[moment // 2 :]:
                await after.goes_on(1)
                step()
            await after.goes_on(1)
            phone = after.phone(ANA)
            assert caller.hears_from(phone)
            assert phone.rang == 1
            call = after.only_call
            (left,) = await after.facts(call, QueueLeft)
            assert isinstance(left, QueueLeft)
            assert left.how is LeftQueue.ANSWERED
            assert len(await after.facts(call, Connected)) == 1
            board = after.board("repairs")
            assert (board["offered"], board["answered"], board["waiting"]) == (1, 1, 0)


async def test_phones_that_were_there_before_the_program_remembered_its_agents_are_rung(tmp_path: Path):
    async with running(tmp_path) as before:
        await before.works(ANA)
        before.center.telephony("away", "asterisk")  # it stops last, and the agents stay signed in
        await before.settled()
    database = Database(f"sqlite:///{tmp_path / 'center.db'}")
    after = Running(house(haihe()), database, before.clock, None)
    after.phone(ANA)  # registers
    await after.network.reconcile(await after.center.recover())
    await after.settled()
    await after.calls_repairs()
    assert after.phone(ANA).ringing
    await after.center.close()
    await database.close()
