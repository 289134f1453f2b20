"""A poor line: the desk is warned while it lasts, the figures are kept with the call, and the history finds it."""

from __future__ import annotations

from pathlib import Path

from callcenter.agents import commands as do
from callcenter.calls.network import Quality
from callcenter.history.records import InHand, Search
from callcenter.ids import new_id
from callcenter.model.facts import LegQuality
from callcenter.model.ids import LegId
from callcenter.model.interaction import Party
from callcenter.storage.history import History
from callcenter.viewer import Role
from journeys.center import ANA, Running, running, viewer


def measured(center: Running, leg: LegId, loss: float) -> None:
    center.center.quality(Quality(leg=leg, at=center.clock.now(), loss=loss, jitter=0.004, round_trip=0.05))


def legs(center: Running) -> dict[Party, LegId]:
    return {leg.party: leg.id for leg in center.center.switchboard.calls[center.only_call].legs.values()}


async def found_by(center: Running, search: Search) -> list[str]:
    everyone = viewer(center.company, None, Role.ADMIN)
    return [row.id for row in (await History(center.database).search(everyone, search, InHand())).rows]


async def test_a_poor_line_is_warned_of_and_found_again(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        caller = await center.calls_repairs()
        center.phone(ANA).answer()
        await center.goes_on(5)
        assert center.works_of(ANA)[0]["quality"] is None
        for loss in (0.03, 0.05):
            for party, leg in legs(center).items():
                measured(center, leg, loss if party is Party.AGENT else 0.0)
            await center.goes_on(5)
        quality = center.works_of(ANA)[0]["quality"]
        assert quality == {"loss": 0.04, "jitter": 0.0, "round_trip": 0.1, "poor": True, "party": "agent"}
        call = center.only_call
        caller.hang_up()
        await center.goes_on(5)
        facts = {fact.party: fact for fact in await center.facts(call, LegQuality) if isinstance(fact, LegQuality)}
        assert (facts[Party.AGENT].agent, facts[Party.AGENT].loss, facts[Party.AGENT].worst_loss) == (ANA, 0.04, 0.05)
        assert (facts[Party.AGENT].seconds, facts[Party.AGENT].reports) == (5.0, 2)
        assert (facts[Party.CUSTOMER].agent, facts[Party.CUSTOMER].loss) == (None, 0.0)
        assert center.works_of(ANA)[0]["quality"] is None
        assert await found_by(center, Search(poor_sound=True)) == [call]


async def test_a_good_line_is_kept_and_not_among_the_poor(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        caller = await center.calls_repairs()
        center.phone(ANA).answer()
        await center.goes_on(5)
        measured(center, legs(center)[Party.AGENT], 0.0)
        call = center.only_call
        caller.hang_up()
        await center.goes_on(5)
        assert len(await center.facts(call, LegQuality)) == 1
        assert await center.asks(ANA, do.Finish(key=new_id(), interaction=call)) is None
        await center.settled()
        assert await found_by(center, Search(poor_sound=True)) == []
        assert await found_by(center, Search()) == [call]


async def test_figures_of_a_leg_nobody_knows_are_not_kept(tmp_path: Path):
    async with running(tmp_path) as center:
        measured(center, LegId("a-stranger"), 0.5)
        assert center.center.switchboard.calls == {}
