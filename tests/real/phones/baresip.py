"""A desk phone that is baresip: told what to do over its own control port, and speaks a tone of its own.

async with Baresip(folder, line, pitch=650) as phone:
    await phone.rings()
    await phone.answer()
    await phone.hold()
"""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import pytest
from real.phones.line import Line
from real.phones.overheard import Overheard, may_overhear
from real.phones.ports import free_ports

from callcenter import native

SOON = 20.0


class Baresip:
    def __init__(self, folder: Path, line: Line, *, pitch: float) -> None:
        self.folder, self.line, self.pitch = folder, line, pitch
        # It opens one more port after the one for SIP (TLS), and one more after the one for sound (reports).
        self._sip, self._control, self._media = free_ports(3, step=2)
        self._ear: Overheard | None = None
        self._events: list[dict[str, Any]] = []
        self._changed = asyncio.Event()

    async def __aenter__(self) -> Baresip:
        baresip = native.fetch(["baresip"])["baresip"]
        self.folder.mkdir(parents=True, exist_ok=True)
        modules = (baresip.root or Path("/")) / "usr/lib/baresip/modules"
        (self.folder / "config").write_text(self._settings(modules), encoding="utf-8")
        account = f"<sip:{self.line.user}@{self.line.server}>;auth_pass={self.line.password};regint=60\n"
        (self.folder / "accounts").write_text(account, encoding="utf-8")
        with (self.folder / "said.log").open("wb") as said:
            self._process = await asyncio.create_subprocess_exec(
                *baresip.command("-s", "-f", str(self.folder)),
                env={**os.environ, **baresip.environment},
                cwd=self.folder,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        async with asyncio.timeout(SOON):
            while True:
                try:
                    self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._control)
                    break
                except ConnectionRefusedError:
                    await asyncio.sleep(0.05)
        self._listening = asyncio.create_task(self._listen())
        if may_overhear():
            self._ear = Overheard(self._media)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()
        if self._ear is not None:
            self._ear.close()
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
        await asyncio.gather(self._listening, return_exceptions=True)

    def _settings(self, modules: Path) -> str:
        return "\n".join(
            (
                f"module_path {modules}",
                *(f"module {name}.so" for name in ("g711", "ausine", "aubridge")),
                "module_tmp account.so",
                *(f"module_app {name}.so" for name in ("menu", "ctrl_tcp")),
                f"sip_listen 127.0.0.1:{self._sip}",
                f"ctrl_tcp_listen 127.0.0.1:{self._control}",
                f"rtp_ports {self._media}-{self._media + 1}",
                f"audio_source ausine,{self.pitch:.0f}",
                "ausrc_srate 48000",  # ausine knows no other
                # Nobody is at the other end of the bridge. (Its player into a file dies of a call that is held.)
                "audio_player aubridge,ear",
                "audio_alert aubridge,bell",
                "",
            )
        )

    # ---------------------------------------------------------------- what the hand does

    async def rings(self) -> None:
        await self._tells("CALL_INCOMING")

    async def answer(self) -> None:
        await self._do("accept")
        await self._tells("CALL_ESTABLISHED")

    async def hold(self) -> None:
        await self._do("hold")

    async def resume(self) -> None:
        await self._do("resume")

    async def transfer(self, number: str) -> None:
        await self._do("transfer", f"sip:{number}@{self.line.server}")

    async def hang_up(self) -> None:
        await self._do("hangup")

    async def is_idle(self) -> None:
        await self._tells("CALL_CLOSED")

    # ---------------------------------------------------------------- what it hears

    def hears(self, pitch: float) -> bool:
        """Whether the last half second that arrived is that tone."""
        if self._ear is None:
            pytest.skip("what baresip hears is read from the wire, which only root may")
        return self._ear.hears(pitch)

    # ---------------------------------------------------------------- its control port

    async def _do(self, command: str, params: str = "") -> None:
        text = json.dumps({"command": command, "params": params}).encode()
        self._writer.write(b"%d:%s," % (len(text), text))
        await self._writer.drain()

    async def _listen(self) -> None:
        try:
            while size := await self._reader.readuntil(b":"):
                told = json.loads(await self._reader.readexactly(int(size[:-1])))
                await self._reader.readexactly(1)
                self._events.append(told)
                self._changed.set()
        finally:
            self._changed.set()

    async def _tells(self, kind: str) -> None:
        """Once for each event of that kind."""
        async with asyncio.timeout(SOON):
            while not any(event.get("type") == kind for event in self._events):
                if self._listening.done():
                    raise AssertionError("baresip's control port is closed") from self._listening.exception()
                self._changed.clear()
                await self._changed.wait()
        last = next(place for place, event in enumerate(self._events) if event.get("type") == kind)
        del self._events[: last + 1]
