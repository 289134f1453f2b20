"""A trunk that fails in mid-day: calls go out by the next one, the board says so, and it comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from calls.haihe import haihe

from callcenter.agents import commands as do
from callcenter.ids import new_id
from callcenter.model.lines import NumberPlan, Trunk, TrunkNow, TrunkState, Writes
from callcenter.telephony.simulator import Customer
from journeys.center import ANA, Running, running

BY_CARRIER, BY_BACKUP = "87654321", "+8653287654321"
"""The plant's number as each trunk dials it."""
LINES = {
    "carrier": Trunk(name="carrier", order=1, limit=30, plan=NumberPlan(area="532", writes=Writes.LOCAL)),
    "backup": Trunk(name="backup", order=2),
}


async def _handed_on_to_the_plant(center: Running) -> Customer:
    caller = await center.calls_repairs()
    center.phone(ANA).answer()
    await center.goes_on(5)
    interaction = center.works_of(ANA)[0]["interaction"]
    assert await center.asks(ANA, do.Transfer(key=new_id(), interaction=interaction, number="8765 4321")) is None
    await center.goes_on(1)
    return caller


def _line(center: Running, name: str) -> dict[str, Any]:
    (line,) = [one for one in center.center.board.feed.get("center")["trunks"] if one["name"] == name]
    return line


async def test_a_call_goes_out_by_the_next_trunk_while_the_first_is_down(tmp_path: Path):
    async with running(tmp_path, company=haihe(trunks=LINES)) as center:
        network = center.network
        await center.works(ANA)
        network.trunk_returns("carrier")
        caller = await _handed_on_to_the_plant(center)
        assert (network.number(BY_CARRIER).rang, network.number(BY_BACKUP).rang) == (1, 0)
        caller.hang_up()
        await center.goes_on(60)

        network.trunk_fails("carrier")
        down = _line(center, "carrier")
        assert (down["state"], down["limit"]) == ("down", 30)
        caller = await _handed_on_to_the_plant(center)
        assert (network.number(BY_CARRIER).rang, network.number(BY_BACKUP).rang) == (1, 1)
        assert caller.is_lingering  # it never heard of it
        network.number(BY_BACKUP).answer()
        await center.goes_on(1)
        assert caller.hears_from(network.number(BY_BACKUP))
        caller.hang_up()
        await center.goes_on(60)

        network.trunk_returns("carrier")
        assert _line(center, "carrier")["state"] == "up"
        assert _line(center, "carrier")["since"] > down["since"]
        await _handed_on_to_the_plant(center)
        assert (network.number(BY_CARRIER).rang, network.number(BY_BACKUP).rang) == (2, 1)


async def test_with_every_trunk_down_the_caller_is_back_at_the_front_of_the_line(tmp_path: Path):
    async with running(tmp_path, company=haihe(trunks=LINES)) as center:
        await center.works(ANA)
        for trunk in LINES:
            center.network.trunk_fails(trunk)
        caller = await _handed_on_to_the_plant(center)
        assert caller.over is None
        assert center.board("repairs")["waiting"] == 1


async def test_the_board_keeps_since_when_a_line_is_as_it_is_and_who_was_refused(tmp_path: Path):
    async with running(tmp_path, company=haihe(trunks=LINES)) as center:
        center.center.trunk_changed(TrunkNow(name="carrier", state=TrunkState.UP, in_use=1))
        since = _line(center, "carrier")["since"]
        await center.goes_on(30)
        center.center.trunk_changed(TrunkNow(name="carrier", state=TrunkState.UP, in_use=2))
        assert (_line(center, "carrier")["since"], _line(center, "carrier")["in_use"]) == (since, 2)
        for times in (10, 25):
            center.center.security_alarm(times)
        alarms = center.center.board.feed.get("center")["alarms"]
        assert [(alarm["kind"], alarm["times"]) for alarm in alarms] == [("refusals", 10), ("refusals", 25)]
