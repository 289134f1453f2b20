"""Ports nobody uses, below the kernel's own range."""

from __future__ import annotations

import os
import random
import socket
from contextlib import ExitStack

FIRST, LAST = 12000, 32000


def free_ports(count: int, *, step: int = 1) -> list[int]:
    """So many ports that are free for UDP and TCP, each `step` apart and following each other."""
    # Workers of one test run, and other runs on this machine, start at other places.
    places = random.Random(os.getpid() ^ random.getrandbits(32))
    for _ in range(200):
        first = places.randrange(FIRST, LAST - count * step, 2)
        ports = [first + number * step for number in range(count)]
        if all(map(_is_free, ports)):
            return ports
    raise RuntimeError("no free ports")


def _is_free(port: int) -> bool:
    with ExitStack() as open_ones:
        for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
            one = open_ones.enter_context(socket.socket(socket.AF_INET, kind))
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                return False
    return True
