"""A desk phone that is linphone: told what to do as at its own prompt, speaks a tone, writes down what it hears.

async with Linphone(folder, line, pitch=900) as phone:
    await phone.rings()
    await phone.answer()
    await phone.hold()
    await phone.dial("2001")
    await phone.transfer_onto()
"""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path

import numpy as np
from real.phones.line import Line
from real.phones.ports import free_ports
from real.phones.sound import RATE, share_of, tone, write

from callcenter import native

SOON = 20.0


class Linphone:
    def __init__(self, folder: Path, line: Line, *, pitch: float) -> None:
        self.folder, self.line, self.pitch = folder, line, pitch
        self._heard = folder / "heard.wav"
        self._sip, self._media, _ = free_ports(3)
        self._read = 0  #: of what it said
        self._call = self._other = ""

    async def __aenter__(self) -> Linphone:
        linphone = native.fetch(["linphone"])["linphone"]
        (self.folder / ".local/share/linphone").mkdir(parents=True, exist_ok=True)
        rc = self.folder / "linphonerc"
        rc.write_text(self._settings(), encoding="utf-8")
        voice = write(self.folder / "voice.wav", tone(self.pitch, 60.0))
        with self._said.open("wb") as said:
            self._process = await asyncio.create_subprocess_exec(
                *linphone.command("-c", str(rc), "-d", "6", "-l", str(self.folder / "linphone.log")),
                env={**os.environ, **linphone.environment, "HOME": str(self.folder)},
                cwd=(linphone.root or Path("/")) / "usr",  # it finds its grammars from there
                stdin=asyncio.subprocess.PIPE,
                stdout=said,
                stderr=said,
            )
        await self._do("soundcard use files")
        await self._do(f"play {voice}")
        return self

    async def __aexit__(self, *_: object) -> None:
        self._process.kill()  # "quit" does not end it
        await self._process.wait()

    def _settings(self) -> str:
        return "\n".join(
            (
                "[sip]",
                f"sip_port={self._sip}",
                "sip_tcp_port=0",
                "sip_tls_port=0",
                "default_proxy=0",
                "[net]",
                "mtu=1300",
                "[rtp]",
                f"audio_rtp_port={self._media}",
                "[proxy_0]",
                f"reg_proxy=<sip:{self.line.server}>",
                f"reg_identity=sip:{self.line.user}@{self.line.server}",
                "reg_expires=60",
                "reg_sendregister=1",
                "[auth_info_0]",
                f"username={self.line.user}",
                f"passwd={self.line.password}",
                "realm=asterisk",
                "",
            )
        )

    # ---------------------------------------------------------------- what the hand does

    async def rings(self) -> None:
        self._call = await self._says(r"Receiving new incoming call from .*, assigned id (\d+)")

    async def answer(self) -> None:
        await self._do("answer")
        await self._says(r"Call (\d+) with .* connected")
        await self._do(f"record {self._heard}")

    async def hold(self) -> None:
        await self._do("pause")

    async def resume(self) -> None:
        await self._do(f"resume {self._call}")

    async def transfer(self, number: str) -> None:
        await self._do(f"transfer {self._call} sip:{number}@{self.line.server}")

    async def dial(self, number: str) -> None:
        """Only once the other call is on hold."""
        await self._do(f"call sip:{number}@{self.line.server}")
        self._other = await self._says(r"assigned id (\d+)")

    async def transfer_onto(self) -> None:
        """The first call's other side onto the second's."""
        await self._do(f"transfer {self._call} --to-call {self._other}")

    async def hang_up(self) -> None:
        await self._do(f"terminate {self._call}")

    async def is_idle(self) -> None:
        await self._says(rf"(Call {self._call} with .* ended)")

    # ---------------------------------------------------------------- what it hears

    def hears(self, pitch: float) -> bool:
        """Whether the last half second is that tone."""
        heard = np.frombuffer(self._heard.read_bytes()[44:][-RATE:], dtype="<i2") if self._heard.exists() else []
        return share_of(np.asarray(heard), pitch) > 0.5

    # ---------------------------------------------------------------- its prompt

    @property
    def _said(self) -> Path:
        return self.folder / "said.log"

    async def _do(self, command: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{command}\n".encode())
        await self._process.stdin.drain()

    async def _says(self, pattern: str) -> str:
        """What is new on its screen, once it has that in it."""
        async with asyncio.timeout(SOON):
            while not (found := re.search(pattern, self._said.read_text(errors="replace")[self._read :])):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        self._read += found.end()
        return found[1]
