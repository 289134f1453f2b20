"""A second network: a namespace of its own, and between here and there a line that loses packets and delays them.

with FarNetwork(loss=0.03, delay=0.06, jitter=0.06) as far:
    far.near                       # our address on that line
    far.command("chromium", …)     # a command that runs over there

The line is a pair of TUN devices and a process that carries packets between them: a kernel's own `netem` is missing on
many virtual machines, this one works wherever root may make a namespace. `why_not()` says what is in the way.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import random
import struct
import subprocess
import sys
from pathlib import Path

TUN = Path("/dev/net/tun")
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
MOST = 2000  # bytes of a packet
SOON = 10.0


def why_not() -> str:
    """What keeps this machine from making one; "" if nothing does."""
    if not TUN.exists():
        return "there is no /dev/net/tun"
    made = subprocess.run(["ip", "netns", "add", f"cc-try-{os.getpid()}"], capture_output=True, text=True, check=False)
    if made.returncode != 0:
        return f"no network namespace can be made: {made.stderr.strip()}"
    _ip("netns", "del", f"cc-try-{os.getpid()}")
    return ""


class FarNetwork:
    def __init__(self, *, loss: float, delay: float, jitter: float) -> None:
        """Each way: this share of packets is lost, the others take `delay` seconds, give or take `jitter`."""
        part = os.getpid() % 250
        self.name = f"cc-far-{part}"
        self.near, self.far = f"10.213.{part}.1", f"10.213.{part}.2"
        self._devices = f"ccnear{part}", f"ccfar{part}"
        self._told = (str(loss), str(delay), str(jitter))
        self._line: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> FarNetwork:
        near, far = self._devices
        _ip("netns", "add", self.name)
        # The carrier makes both devices, and is told by a byte when they may be used.
        self._line = subprocess.Popen(
            [sys.executable, __file__, near, far, *self._told], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._line.stdout is not None
        assert self._line.stdout.readline() == b"ready\n"
        _ip("link", "set", far, "netns", self.name)
        _ip("addr", "add", f"{self.near}/30", "dev", near)
        _ip("link", "set", near, "mtu", "1400", "up")
        _ip("-n", self.name, "addr", "add", f"{self.far}/30", "dev", far)
        _ip("-n", self.name, "link", "set", far, "mtu", "1400", "up")
        _ip("-n", self.name, "link", "set", "lo", "up")
        return self

    def __exit__(self, *_: object) -> None:
        if self._line is not None:
            self._line.kill()
            self._line.communicate()
        _ip("netns", "del", self.name)

    def command(self, *command: str) -> list[str]:
        return ["ip", "netns", "exec", self.name, *command]

    def program(self, file: Path, executable: Path) -> Path:
        """A file to be run in place of a program: it runs over there."""
        file.write_text(f'#!/bin/sh\nexec {" ".join(self.command(str(executable)))} "$@"\n', encoding="ascii")
        file.chmod(0o755)
        return file


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True, timeout=SOON)


# ---------------------------------------------------------------------- the process that carries packets


def _tun(name: str) -> int:
    device = os.open(TUN, os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI))
    return device


def _carry(source: int, target: int, loss: float, delay: float, jitter: float) -> None:
    """One packet; a late one is overtaken, as on the real Internet."""
    loop = asyncio.get_running_loop()
    dice = random.Random()
    try:
        packet = os.read(source, MOST)
    except OSError:
        return  # it has just been moved to its network
    if dice.random() >= loss:
        loop.call_later(max(0.0, delay + dice.uniform(-jitter, jitter)), _put, target, packet)


def _put(target: int, packet: bytes) -> None:
    try:
        os.write(target, packet)
    except OSError:
        return  # the other side is not up, or full: lost


async def _carrier(near: str, far: str, loss: float, delay: float, jitter: float) -> None:
    loop = asyncio.get_running_loop()
    here, there = _tun(near), _tun(far)
    loop.add_reader(here, _carry, here, there, loss, delay, jitter)
    loop.add_reader(there, _carry, there, here, loss, delay, jitter)
    over = asyncio.Event()
    loop.add_reader(0, over.set)  # whoever began us is gone
    print("ready", flush=True)
    await over.wait()


if __name__ == "__main__":
    asyncio.run(_carrier(sys.argv[1], sys.argv[2], *map(float, sys.argv[3:6])))
