"""What arrives at another program's sound port on this machine, overheard beside it; only root may."""

from __future__ import annotations

import os
import socket
import struct
from collections import deque

import numpy as np
from real.phones.sound import decode, share_of

HEADS = 8 + 12  # of UDP and RTP
ULAW = 0
HALF_A_SECOND = 25  # packets of 20 ms


def may_overhear() -> bool:
    return os.geteuid() == 0


class Overheard:
    def __init__(self, port: int) -> None:
        self._port = port
        self._heard: deque[bytes] = deque(maxlen=HALF_A_SECOND)
        self._wire = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP)
        self._wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_000_000)
        self._wire.setblocking(False)

    def close(self) -> None:
        self._wire.close()

    def hears(self, pitch: float) -> bool:
        """Whether the last half second is that tone."""
        while packet := self._next():
            head = (packet[0] & 0x0F) * 4
            to = struct.unpack_from("!H", packet, head + 2)[0]
            if to == self._port and len(packet) > head + HEADS and packet[head + 9] & 0x7F == ULAW:
                self._heard.append(packet[head + HEADS :])
        return len(self._heard) == HALF_A_SECOND and share_of(np.concatenate([*map(decode, self._heard)]), pitch) > 0.5

    def _next(self) -> bytes:
        try:
            return self._wire.recv(2048)
        except BlockingIOError:
            return b""
