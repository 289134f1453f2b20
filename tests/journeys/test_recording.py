"""The recording of a call is paused and goes on, and the desk says so."""

from __future__ import annotations

from pathlib import Path

import msgspec

from callcenter.agents import commands as do
from callcenter.calls.turns import Tracking
from callcenter.ids import new_id
from callcenter.model.facts import PauseReason, RecordingPaused, RecordingResumed
from callcenter.model.ids import InteractionId
from callcenter.viewer import Role
from journeys.center import ANA, BOB, Running, running, viewer


async def talks(center: Running) -> str:
    await center.works(ANA)
    await center.calls_repairs()
    assert center.works_of(ANA)[0]["recording"] == "off"
    center.phone(ANA).answer()
    await center.goes_on(10)
    return center.only_call


async def test_an_agent_pauses_the_recording_and_lets_it_go_on(tmp_path: Path):
    async with running(tmp_path) as center:
        call = await talks(center)
        assert center.works_of(ANA)[0]["recording"] == "on"
        assert await center.asks(ANA, do.PauseRecording(key=new_id(), interaction=call)) is None
        await center.settled()
        assert center.works_of(ANA)[0]["recording"] == "paused"
        assert await center.asks(ANA, do.PauseRecording(key=new_id(), interaction=call)) is None
        assert await center.asks(ANA, do.ResumeRecording(key=new_id(), interaction=call)) is None
        await center.settled()
        assert center.works_of(ANA)[0]["recording"] == "on"
        assert len(await center.facts(call, RecordingPaused)) == 1


async def test_only_the_agent_of_a_recorded_call_can(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        caller = center.calls_in()
        await center.goes_on(1)
        assert await center.asks(BOB, do.PauseRecording(key=new_id(), interaction=center.only_call)) == "not_your_call"
        caller.hang_up()
        await center.goes_on(5)
        call = await talks(center)
        assert await center.asks(BOB, do.PauseRecording(key=new_id(), interaction=call)) == "not_your_call"


async def test_a_call_that_is_not_recorded_cannot_be_paused(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(BOB)
        caller = center.calls_in()
        await center.goes_on(1)
        for key in "22":
            caller.press(key)
            await center.goes_on(1)
        center.phone(BOB).answer()
        await center.goes_on(5)
        assert center.works_of(BOB)[0]["recording"] == "off"
        refused = await center.asks(BOB, do.PauseRecording(key=new_id(), interaction=center.only_call))
        assert refused == "not_recorded"


async def test_a_pause_ends_by_itself_in_time(tmp_path: Path):
    async with running(tmp_path) as center:
        call = await talks(center)
        assert await center.asks(ANA, do.PauseRecording(key=new_id(), interaction=call)) is None
        await center.goes_on(599)
        assert center.works_of(ANA)[0]["recording"] == "paused"
        await center.goes_on(2)
        assert center.works_of(ANA)[0]["recording"] == "on"


async def test_a_program_that_dies_during_the_pause_believes_in_it_afterwards(tmp_path: Path):
    async with running(tmp_path) as center:
        call = await talks(center)
        assert await center.asks(ANA, do.PauseRecording(key=new_id(), interaction=call)) is None
        network, clock = center.network, center.clock
    async with running(tmp_path, clock=clock, network=network) as center:
        known = [track.state for leg in center.center.switchboard.known_legs() for track in leg.tracks]
        assert known == [Tracking.PAUSED, Tracking.PAUSED]
        assert center.works_of(ANA)[0]["recording"] == "paused"
        await center.goes_on(601)
        assert center.works_of(ANA)[0]["recording"] == "on"


async def test_a_program_outside_pauses_for_the_agent_of_the_call_or_for_a_supervisor(tmp_path: Path):
    async with running(tmp_path) as center:
        call = InteractionId(await talks(center))
        ana, bob = viewer(center.company, ANA), viewer(center.company, BOB)
        supervisor = viewer(center.company, None, Role.SUPERVISOR)
        elsewhere = msgspec.structs.replace(supervisor, sites=frozenset({"tianjin"}))
        ask = center.center.set_recording
        assert await ask(bob, call, paused=True) == "not_your_call"
        assert await ask(elsewhere, call, paused=True) == "unknown_target"
        assert await ask(supervisor, InteractionId("nobody"), paused=True) == "unknown_target"
        assert [await ask(ana, call, paused=True), await ask(supervisor, call, paused=True)] == [None, None]
        await center.settled()
        assert center.works_of(ANA)[0]["recording"] == "paused"
        assert await ask(supervisor, call, paused=False) is None
        assert await center.facts(call, RecordingPaused) == [RecordingPaused(why=PauseReason.API, by=ANA)]
        assert await center.facts(call, RecordingResumed) == [RecordingResumed(why=PauseReason.API)]
