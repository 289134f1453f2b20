"""The same house on PostgreSQL, as in production."""

from __future__ import annotations

from pathlib import Path

import pytest
from real.postgres import postgres, postgres_url  # noqa: F401 - fixtures

from callcenter.agents import commands as do
from callcenter.ids import new_id
from callcenter.model.facts import OfferMade
from callcenter.model.interaction import Outcome
from journeys.center import ANA, running
from journeys.test_recovery import killed

pytestmark = pytest.mark.real


async def test_a_call_is_handled_over_a_crash(tmp_path: Path, postgres_url: str):  # noqa: F811
    async with running(tmp_path, url=postgres_url) as before:
        await before.works(ANA)
        caller = await before.calls_repairs()
        call = before.only_call
        await killed(before)
        async with running(tmp_path, url=postgres_url, clock=before.clock, network=before.network) as after:
            assert len(await after.facts(call, OfferMade)) == 1
            after.phone(ANA).answer()
            await after.goes_on(10)
            assert caller.hears_from(after.phone(ANA))
            caller.hang_up()
            await after.goes_on(1)
            assert await after.asks(ANA, do.Finish(key=new_id(), interaction=call, text="done")) is None
            await after.settled()
            found = await after.found(call)
            assert (found.outcome, found.note, round(found.talked)) == (Outcome.SERVED, "done", 10)
            board = after.board("repairs")
            assert (board["offered"], board["answered"]) == (1, 1)
