"""Two carriers played by SIPp: the first stops answering in mid-day, calls go by the second, the board says so."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from real.desk import Desk
from real.phones.ports import free_ports
from real.phones.sip import SipPhone
from real.program import Program
from real.sipp_phone import SippPhone
from telephony.contract.phones import really_until

pytestmark = pytest.mark.real

FLOW = 'start: out\nnodes: { out: { transfer: "+8653287654321", otherwise: bye }, bye: { hangup: Bye } }\n'
SUPERVISOR = "yang"
SOON = 20.0
BY_FIRST, BY_SECOND = "053287654321", "+8653287654321"


class House:
    """The program between two carriers; whoever dials it is handed on outside."""

    def __init__(self, folder: Path) -> None:
        self.ports = free_ports(2)
        self.program = Program(folder)
        told = self.program.told
        first, second = (f"127.0.0.1:{port}" for port in self.ports)
        told["telephony"]["trunks"] = {
            "inward": {"match": ["127.0.0.1"]},
            "first": {"host": first, "order": 1, "limit": 5, "plan": {"writes": "national"}},
            "second": {"host": second, "order": 2},
        }
        told["numbers"] = {"95001": {"flow": "out", "trunk": "inward"}, "web": {"flow": "out"}}
        told["flows"] = "flows"
        (folder / "flows").mkdir(parents=True)
        (folder / "flows" / "out.yaml").write_text(FLOW, encoding="utf-8")
        self.program.write_config()
        self.first = SippPhone(folder / "first", self.ports[0], answers_after=0.2)
        self.second = SippPhone(folder / "second", self.ports[1], answers_after=0.2)

    async def calls(self, carrier: SippPhone, number: str) -> None:
        """Someone calls and is handed on by this carrier, as the next of its calls."""
        before = len(carrier.dialled)
        port, media = free_ports(1)[0], free_ports(1, step=2)[0]
        caller = SipPhone("caller", port=port, media_port=media, pitch=700)
        await caller.open()
        try:
            asterisk = ("127.0.0.1", self.program.sip_port)
            await caller.call("95001", asterisk=asterisk, caller="+8613800138000")
            assert await really_until(lambda: carrier.dialled[before:] == [number], SOON), self.program.printed()
            assert await really_until(lambda: caller.answered, SOON)
            assert not caller.over
            await caller.hang_up()
        finally:
            await caller.close()


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = House(tmp_path / "house")
    async with house.first, house.second, house.program:
        # It is printed a moment after it is ready.
        assert await really_until(lambda: "their password" in house.program.printed(), SOON)
        yield house


def _line(board: Desk, name: str) -> dict[str, Any]:
    lines = (board.values.get("board:center") or {}).get("trunks", ())
    return next((line for line in lines if line["name"] == name), {})


async def test_a_carrier_stops_answering_in_mid_day_and_comes_back(house: House) -> None:
    async with Desk(house.program, SUPERVISOR, ("board",)) as board:
        await board.until(lambda board: _line(board, "first").get("state") == "up")
        await house.calls(house.first, BY_FIRST)

        house.first.falls_silent()
        await house.calls(house.second, BY_SECOND)  # nobody knew yet
        await board.until(lambda board: _line(board, "first").get("state") == "down")
        assert _line(board, "second")["state"] == "up"
        await house.calls(house.second, BY_SECOND)  # the first one is not even asked

        async with house.first.replaced() as back:
            await board.until(lambda board: _line(board, "first").get("state") == "up")
            await house.calls(back, BY_FIRST)
