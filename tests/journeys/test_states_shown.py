"""What an agent does and for how long is the same on their desk, on the floor and on the board."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from calls.haihe import haihe

from callcenter.agents import commands as do
from callcenter.ids import new_id
from callcenter.model.facts import Mode
from callcenter.model.ids import QueueName
from callcenter.reporting.board import queues_now
from callcenter.supervision import orders
from callcenter.viewer import Role
from journeys.center import ANA, BOB, Running, running, viewer


def board(center: Running, agent: str) -> dict[str, Any]:
    return center.center.board.feed.get(f"agent/{agent}")


def clocks(center: Running, agent: str) -> set[str]:
    """Since when, wherever it is shown."""
    floor = center.floor(f"agent/{agent}")["since"]
    works = [work["since"] for work in center.works_of(agent)]
    return {floor, board(center, agent)["since"], *works, center.desk(agent)["me"]["since"]}


async def test_who_is_available_and_has_no_phone_is_in_no_free_figure(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA, BOB)
        assert center.board("repairs")["staff"]["available"] == 2
        center.phone(BOB).reachable = False
        await center.goes_on(1)
        staff = center.board("repairs")["staff"]
        assert (staff["available"], staff["unreachable"]) == (1, 1)
        assert center.floor("queue/repairs")["staff"] == staff
        center.phone(BOB).reachable = True
        await center.goes_on(1)
        assert center.board("repairs")["staff"] == staff | {"available": 2, "unreachable": 0}


async def test_who_is_on_a_break_without_a_phone_is_on_a_break(tmp_path: Path):
    async with running(tmp_path) as center:
        center.phone(ANA)
        assert await center.asks(ANA, do.SignIn(key=new_id())) is None
        center.phone(ANA).reachable = False
        await center.goes_on(1)
        staff = center.board("repairs")["staff"]
        assert (staff["aux"], staff["unreachable"]) == (1, 0)


async def test_one_clock_runs_on_desk_floor_and_board_and_begins_anew_with_each_state(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        began = center.desk(ANA)["me"]["since"]
        await center.goes_on(40)
        await center.calls_repairs()
        (offered,) = clocks(center, ANA)
        assert offered > began
        await center.goes_on(2)
        center.phone(ANA).answer()
        await center.goes_on(5)
        (talks,) = clocks(center, ANA)
        assert talks > offered
        assert await center.asks(ANA, do.Hold(key=new_id(), interaction=center.only_call)) is None
        await center.goes_on(5)
        (holds,) = clocks(center, ANA)
        assert (board(center, ANA)["stage"], holds > talks) == ("held", True)
        assert center.board("repairs")["staff"]["talking"] == 1, "a customer on hold is served"
        assert await center.asks(ANA, do.HangUp(key=new_id(), interaction=center.only_call)) is None
        await center.goes_on(2)
        (wraps_up,) = clocks(center, ANA)
        assert wraps_up > holds
        await center.goes_on(60)
        (free,) = clocks(center, ANA)
        assert (board(center, ANA)["stage"], free > wraps_up) == (None, True)


async def test_the_clock_begins_anew_when_one_says_that_one_is_back(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        caller = await center.calls_repairs()
        await center.goes_on(40)
        caller.hang_up()
        await center.goes_on(1)
        (gone,) = clocks(center, ANA)
        assert board(center, ANA)["not_responding"] is True
        await center.goes_on(30)
        assert await center.asks(ANA, do.Available(key=new_id())) is None
        await center.settled()
        (back,) = clocks(center, ANA)
        assert back > gone


async def test_the_clock_is_kept_over_a_restart(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA, BOB)
        await center.calls_repairs()
        center.phone(ANA).answer()
        await center.goes_on(20)
        before = [clocks(center, ANA), clocks(center, BOB)]
        clock, network = center.clock, center.network
    async with running(tmp_path, clock=clock, network=network) as after:
        assert [clocks(after, ANA), clocks(after, BOB)] == before


async def test_a_supervisor_who_is_with_a_call_is_shown_so_and_talks_in_no_queue(tmp_path: Path):
    company = haihe()
    supervisor = msgspec.structs.replace(company.agents[BOB], roles=("supervisor",))
    company = msgspec.structs.replace(company, agents={**company.agents, BOB: supervisor})
    async with running(tmp_path, company=company) as center:
        await center.works(ANA)
        await center.calls_repairs()
        center.phone(ANA).answer()
        center.phone(BOB)
        assert await center.asks(BOB, do.SignIn(key=new_id())) is None
        await center.goes_on(1)
        talking = center.board("repairs")["staff"]["talking"]
        bob = viewer(center.company, BOB, Role.SUPERVISOR)
        for mode in (Mode.LISTEN, Mode.COACH, Mode.BARGE):
            wish = orders.Supervise(key=new_id(), interaction=center.only_call, agent=ANA, mode=mode)
            assert await center.orders(wish, bob) is None
            await center.goes_on(2)
            assert board(center, BOB)["stage"] == mode
            assert center.board("repairs")["staff"]["talking"] == talking == 1
        (ana,), (at_bob,) = center.works_of(ANA), center.works_of(BOB)
        assert at_bob["part"] == "barge"
        (supervisor,) = [party for party in ana["parties"] if party["supervisor"]]
        drop = do.Drop(key=new_id(), interaction=center.only_call, leg=supervisor["leg"])
        assert await center.asks(ANA, drop) == "forbidden"
        (customer,) = [party for party in ana["parties"] if party["kind"] == "customer"]
        drop = do.Drop(key=new_id(), interaction=center.only_call, leg=customer["leg"])
        assert await center.asks(ANA, drop) == "unknown_target"


async def test_how_the_queues_stand_is_told_to_whoever_transfers(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        await center.calls_repairs()
        await center.calls_repairs("+8613800000001")
        close = orders.CloseQueue(key=new_id(), queue=QueueName("sales"), reason="Stocktaking")
        assert await center.orders(close) is None
        now = queues_now(center.center.board.feed)
        assert now["repairs"] == {"waiting": 2, "available": 0, "closed": None}
        assert (now["sales"]["waiting"], now["sales"]["closed"]) == (0, "closed")
