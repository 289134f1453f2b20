"""Where no Asterisk can be had, the program says so in one line and starts on the simulator."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from real.desk import Desk
from real.program import Program

pytestmark = pytest.mark.real


async def test_without_asterisk_the_simulator_takes_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))  # no apt: another system, or offline
    async with Program(tmp_path / "center") as program:
        lines = [line for line in program.printed().splitlines() if line.startswith("telephony:")]
        assert len(lines) == 1
        assert lines[0].startswith("telephony: simulator, no real calls (asterisk")
        async with Desk(program, "wang") as wang, Desk(program, "smith", ("desk", "board")) as smith:
            await wang.works()
            await smith.works()
            await smith.until(
                lambda desk: any(desk.queue(name).get("answered") for name in ("repairs", "english")), 120
            )
            await asyncio.gather(wang.do("aux", code="break"), smith.do("aux", code="break"))
