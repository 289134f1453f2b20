"""Where a customer lives, as they said: it goes before where their number is from, on the pop and in routing."""

from __future__ import annotations

from pathlib import Path

from callcenter.agents import commands as do
from callcenter.ids import new_id
from callcenter.model.ids import InteractionId
from journeys.center import ANA, Running, running

SHANDONG = {"zh-CN": "山东", "en": "Shandong"}


async def asks(center: Running, interaction: InteractionId, province: str) -> str | None:
    new = do.NewCustomer(name="Li", province=province)
    return await center.asks(ANA, do.Customer(key=new_id(), interaction=interaction, new=new))


async def test_the_province_an_agent_notes_is_on_the_pop_and_routes_the_next_call(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        await center.calls_repairs()
        center.phone(ANA).answer()
        await center.goes_on(2)
        first = center.only_call
        assert await asks(center, first, "CN-XX") == "unknown_target"
        assert await asks(center, first, "CN-SD") is None
        await center.settled()
        (work,) = center.works_of(ANA)
        assert work["pop"]["region"] == SHANDONG
        assert {"kind": "province", "value": "CN-SD", "shown": "CN-SD"} in work["pop"]["matches"][0]["addresses"]
        assert center.center.switchboard.calls[first].province == "CN-SD"
        await center.asks(ANA, do.HangUp(key=new_id(), interaction=first))
        await center.goes_on(2)
        await center.calls_repairs()
        (again,) = [one for name, one in center.center.switchboard.calls.items() if name != first]
        assert again.province == "CN-SD"
        assert again.run is not None
        assert again.run.province == "CN-SD"
