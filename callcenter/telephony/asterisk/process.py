"""An Asterisk of our own: found, started, taken over from a program before us, watched, started again.

    process = AsteriskProcess(settings, program, clock, died=on_death)
    await process.start()              # starts it, or adopts the one that runs in this data folder
    ...
    await process.stop()               # only when the calls shall end too

It runs in a session of its own, so that it and its calls outlive us.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import msgspec

from callcenter import native
from callcenter.telephony.asterisk import ends
from callcenter.telephony.asterisk.configuration import write_configuration
from callcenter.telephony.asterisk.settings import Settings

log = logging.getLogger(__name__)

STOPS_WITHIN = 5.0
RESTART_AFTER = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Seconds before the next start after so many deaths in a row."""
STEADY_AFTER = 30.0
"""One that has lived so long is taken for healthy again."""


class Running(msgspec.Struct, frozen=True):
    """What is noted of a started Asterisk. Pids are used again; with the start time they are not."""

    pid: int
    started: str
    shape: str


class AsteriskProcess:
    def __init__(self, settings: Settings, program: native.Program, *, died: Callable[[], None]) -> None:
        self._settings, self._program, self._died = settings, program, died
        self._note = settings.home / "running.json"
        self._child: int | None = None
        self._pidfd: int | None = None
        self._gone = asyncio.Event()
        self._watch: asyncio.Task[None] | None = None
        self.pid: int | None = None

    # ---------------------------------------------------------------- from outside

    async def start(self) -> bool:
        """Adopt the Asterisk of this data folder or start one, and keep it alive. Whether one was adopted.

        Raises:
            OSError: when another program has one of the ports.
        """
        found = running(self._note)
        adopted = found is not None and found.shape == self._shape
        write_configuration(self._settings, native.asterisk_directories(self._program))
        if found is not None and not adopted:
            log.warning("Asterisk runs with other ports or another version, and is replaced")
            await self._end(found.pid)
        if adopted and found is not None:
            self._observe(found.pid)
        else:
            _must_be_free(self._settings)
            self._spawn()
        self._watch = asyncio.create_task(self._supervise())
        return adopted

    def rewrite(self, settings: Settings) -> None:
        """Write other files for the Asterisk that runs; it reads them when it is told to, or started again.

        Raises:
            ValueError: when it would have to be started again for them.
        """
        fixed = ("data", "node", "ports", "bind", "external_address", "local_networks", "secrets", "external")
        changed = [name for name in fixed if getattr(settings, name) != getattr(self._settings, name)]
        if changed:
            raise ValueError(f"Asterisk cannot learn other {', '.join(changed)} while it runs")
        write_configuration(settings, native.asterisk_directories(self._program))
        self._settings = settings

    async def stop(self) -> None:
        """End Asterisk, and with it its calls. One that this object neither started nor adopted is left alone."""
        pid = self.pid
        await self.leave()
        if pid is not None:
            await self._end(pid)
            self._reap()
            self._note.unlink(missing_ok=True)

    async def leave(self) -> None:
        """Stop watching; Asterisk goes on."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
            self._watch = None
        self._unobserve()

    # ---------------------------------------------------------------- inside

    @property
    def _shape(self) -> str:
        """What cannot be changed while it runs."""
        settings = self._settings
        outside = (settings.external_address, settings.local_networks)
        facts = (settings.ports, settings.bind, outside, settings.app, settings.secrets, self._program.command())
        return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()

    def _spawn(self) -> None:
        home = self._settings.home.absolute()
        ends.set_aside(self._settings.ends)
        output = os.open(home / "log" / "output.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        command = self._program.command("-C", str(home / "etc" / "asterisk.conf"), "-f", "-n")
        try:
            # Not by subprocess: that has no word for a child that may outlive us.
            pid = os.posix_spawn(
                command[0],
                command,
                {**os.environ, **self._program.environment},
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                    (os.POSIX_SPAWN_DUP2, output, 1),
                    (os.POSIX_SPAWN_DUP2, output, 2),
                ],
                setsid=True,
            )
        finally:
            os.close(output)
        try:
            self._write_note(pid)
        except OSError:
            # Nobody would find it again, and it would hold the ports.
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            raise
        self._child = pid
        self._observe(pid)

    def _write_note(self, pid: int) -> None:
        note = Running(pid=pid, started=started_at(pid) or "", shape=self._shape)
        new = self._note.with_suffix(".new")
        new.write_bytes(msgspec.json.encode(note))
        new.replace(self._note)

    def _observe(self, pid: int) -> None:
        self.pid = pid
        self._gone.clear()
        try:
            self._pidfd = os.pidfd_open(pid)
        except ProcessLookupError:
            self._gone.set()
            return
        # Readable when the last thread is gone: a leader alone may leave its sockets open for a while.
        asyncio.get_running_loop().add_reader(self._pidfd, self._ended)

    def _ended(self) -> None:
        self._unobserve()
        self._reap()
        self._gone.set()

    def _reap(self) -> None:
        """No zombies, if it was a child of ours and not of a program before us."""
        if self._child is not None:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self._child, os.WNOHANG)
            self._child = None

    def _unobserve(self) -> None:
        if self._pidfd is not None:
            asyncio.get_running_loop().remove_reader(self._pidfd)
            os.close(self._pidfd)
            self._pidfd = None

    async def _supervise(self) -> None:
        loop = asyncio.get_running_loop()
        deaths = 0
        while True:
            since = loop.time()
            await self._gone.wait()
            self.pid = None
            self._died()
            deaths = 0 if loop.time() - since >= STEADY_AFTER else deaths + 1
            log.error("Asterisk died and is started again", extra={"deaths": deaths})
            await asyncio.sleep(RESTART_AFTER[min(deaths, len(RESTART_AFTER)) - 1] if deaths else 0)
            try:
                self._spawn()
            except OSError:
                log.exception("Asterisk cannot be started")

    async def _end(self, pid: int) -> None:
        """Ask it to end, and make it."""
        with contextlib.suppress(ProcessLookupError):
            fd = os.pidfd_open(pid)
            over = asyncio.Event()
            loop = asyncio.get_running_loop()
            loop.add_reader(fd, over.set)
            try:
                for number in (signal.SIGTERM, signal.SIGKILL):
                    signal.pidfd_send_signal(fd, number)
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(STOPS_WITHIN):
                            await over.wait()
                            return
            finally:
                loop.remove_reader(fd)
                os.close(fd)


def _must_be_free(settings: Settings) -> None:
    """Asterisk would start all the same, without that part of itself, and say so in a log."""
    ports = settings.ports
    wanted = (
        (socket.SOCK_DGRAM, settings.bind, ports.sip, "SIP (UDP)"),
        (socket.SOCK_STREAM, settings.bind, ports.sip, "SIP (TCP)"),
        (socket.SOCK_STREAM, "127.0.0.1", ports.http, "Asterisk's HTTP"),
        (socket.SOCK_STREAM, "127.0.0.1", ports.ami, "Asterisk's AMI"),
    )
    for kind, host, port, what in wanted:
        with socket.socket(socket.AF_INET, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1 if kind == socket.SOCK_STREAM else 0)
            try:
                probe.bind((host, port))
            except OSError as error:
                told = f"port {port} for {what} is taken by another program; set telephony.ports in config.yaml"
                raise OSError(error.errno, told) from error


def running(note: Path) -> Running | None:
    """The Asterisk noted there, if it still runs and is really that one."""
    try:
        found = msgspec.json.decode(note.read_bytes(), type=Running)
    except (OSError, msgspec.MsgspecError):
        return None
    return found if found.started and started_at(found.pid) == found.started else None


def started_at(pid: int) -> str | None:
    """When a process was started, in the kernel's ticks since boot; None when it does not run."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    state, ticks = fields[0], fields[19]
    return None if state in "ZX" else ticks
