"""The program as its users have it: `python -m callcenter serve` in a process of its own, on ports of its own.

async with Program(folder) as program:
    await program.ready()
    program.kill()                  # kill -9: Asterisk and its calls go on
    await program.start()
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import sqlite3
import ssl
import sys
from pathlib import Path
from typing import Any

import aiohttp
import yaml
from real.phones.ports import free_ports

from callcenter.telephony.asterisk.process import running

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 90.0


class Program:
    """Asterisk is ended with it, unless it was `left`."""

    def __init__(self, folder: Path, config: dict[str, Any] | None = None, *, at: str = "") -> None:
        """`at`: an address that other machines reach; pages are then over https, by a certificate of our own."""
        self.folder = folder
        self.data = folder / "data"
        ports = free_ports(404)  # all at once, so that none lies among those for sound
        rtp = ports[4:]
        self.port, self.sip_port = ports[0], ports[1]
        self.output = folder / "output.log"
        told: dict[str, Any] = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
        told["web"]["port"] = self.port
        told["telephony"]["ports"] = {
            "sip": ports[1],
            "http": ports[2],
            "ami": ports[3],
            "rtp_first": rtp[0],
            "rtp_last": rtp[-1],
        }
        if at:
            told["web"] |= {"host": at, "certificate": "generated", "names": [at]}
            told["telephony"] |= {"bind": at, "trunks": {"carrier": {"match": [at]}}}
        self.address, self._scheme = at or "127.0.0.1", "https" if at else "http"
        told |= {**(config or {}), "telephony": told["telephony"] | (config or {}).get("telephony", {})}
        self.config = folder / "config.yaml"
        self.told = told
        folder.mkdir(parents=True, exist_ok=True)
        self.write_config()
        self._process: asyncio.subprocess.Process | None = None

    def write_config(self) -> None:
        self.config.write_text(yaml.safe_dump(self.told, allow_unicode=True, sort_keys=False), encoding="utf-8")
        for beside in ("ivr_flows", "agent_console"):  # flows and scripts lie beside the configuration
            if not (self.folder / beside).exists():
                (self.folder / beside).symlink_to(ROOT / beside)

    @property
    def url(self) -> str:
        return f"{self._scheme}://{self.address}:{self.port}"

    def trust(self) -> ssl.SSLContext | bool:
        """As a desk that was told of our authority."""
        authority = self.data / "certificate" / "authority.pem"
        return ssl.create_default_context(cafile=str(authority)) if authority.exists() else True

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    # ---------------------------------------------------------------- life

    async def __aenter__(self) -> Program:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
        self.end_asterisk()

    async def start(self) -> None:
        """Returns when /healthz says ready."""
        with self.output.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "callcenter", "serve", "--config", str(self.config), "--data", str(self.data)),
                cwd=ROOT,
                stdout=output,
                stderr=output,
            )
        await self.ready()

    async def ready(self) -> None:
        assert self._process is not None
        async with aiohttp.ClientSession() as client, asyncio.timeout(READY_WITHIN):
            while True:
                if self._process.returncode is not None:
                    raise AssertionError(f"the program ended:\n{self.printed()}")
                with contextlib.suppress(aiohttp.ClientError):
                    async with client.get(f"{self.url}/healthz", ssl=self.trust()) as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.05)

    def kill(self) -> None:
        """As if the machine's memory had run out: no goodbye."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)

    async def killed(self) -> None:
        self.kill()
        assert self._process is not None
        await self._process.wait()

    async def stop(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                async with asyncio.timeout(15):
                    await self._process.wait()
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
                raise AssertionError(f"the program did not end in order:\n{self.printed()}") from None

    @property
    def asterisk_pid(self) -> int:
        found = running(self.data / "asterisk" / "running.json")
        assert found is not None
        return found.pid

    def kill_asterisk(self) -> None:
        os.kill(self.asterisk_pid, signal.SIGKILL)

    def end_asterisk(self) -> None:
        found = running(self.data / "asterisk" / "running.json")
        if found is not None:
            os.kill(found.pid, signal.SIGKILL)

    # ---------------------------------------------------------------- what it says

    def printed(self) -> str:
        return self.output.read_text(encoding="utf-8", errors="replace")

    @property
    def password(self) -> str:
        found = re.search(r"their password +(\S+)", self.printed())
        assert found is not None, self.printed()
        return found[1]

    def rows(self, question: str, *values: Any) -> list[sqlite3.Row]:
        """Ask the program's database, beside the program."""
        with contextlib.closing(sqlite3.connect(f"file:{self.data / 'callcenter.db'}?mode=ro", uri=True)) as database:
            database.row_factory = sqlite3.Row
            return database.execute(question, values).fetchall()

    def journal(self, interaction: str) -> list[tuple[str, dict[str, Any]]]:
        found = self.rows("SELECT type, body FROM journal WHERE stream = ? ORDER BY n", interaction)
        return [(row["type"], json.loads(row["body"])) for row in found]

    def facts(self, kind: str) -> list[dict[str, Any]]:
        found = self.rows("SELECT stream, body FROM journal WHERE type = ? ORDER BY seq", kind)
        return [{"stream": row["stream"], **json.loads(row["body"])} for row in found]
