"""What is wrong inside the house costs as little as can be."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from callcenter.calls.state import Phase
from callcenter.model.ids import FlowName
from journeys.center import ANA, running


async def test_an_event_that_breaks_the_story_leaves_the_call_as_it_was(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    async with running(tmp_path) as center:
        caller = await center.calls_repairs()
        call = center.center.switchboard.calls[center.only_call]
        assert call.run is not None
        lost_flow = msgspec.structs.replace(call.run, flow=FlowName("a flow nobody has"))
        before, call.run = call.run, lost_flow
        caller.press("1")
        await center.settled()
        after = center.center.switchboard.calls[center.only_call]
        assert after.phase is Phase.QUEUED
        assert "a letter could not be delivered" in caplog.text
        after.run = before
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
