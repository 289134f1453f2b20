"""The sound of one phone: RTP both ways, one packet each 20 ms."""

from __future__ import annotations

import asyncio
import struct
from collections import deque

import numpy as np
from real.phones.sound import FRAME, RATE, SILENCE, decode, encode, likeness, loudness_of, share_of, tone

KEY_LASTS = 5  # packets of 20 ms, and as many of pause
KEYS = "0123456789*#"
ULAW, KEY = 0, 101
SENDER_REPORT, RECEIVER_REPORT = 200, 201
LOUDNESS = 5000.0
"""Six of them at once are not too loud yet."""


class Reports(asyncio.DatagramProtocol):
    """Answers each report of how the other side sends with one of how it arrives (RTCP)."""

    def __init__(self, media: Media) -> None:
        self._media = media

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if data[1] != SENDER_REPORT or self._media.loses is None:
            return
        lost, jitter = self._media.loses
        when = struct.unpack("!I", data[10:14])[0]
        head = struct.pack("!BBHI", 0x81, RECEIVER_REPORT, 7, self._media.port)
        self._transport.sendto(
            head + data[4:8] + struct.pack("!B3xIIII", round(lost * 256), 1000, round(jitter * RATE), when, 0), addr
        )


class Media(asyncio.DatagramProtocol):
    def __init__(self, port: int, pitch: float) -> None:
        self.port, self.pitch = port, pitch
        self.to: tuple[str, int] | None = None
        self.packets = 0
        self.loses: tuple[float, float] | None = None  #: share of packets and jitter it reports
        self._heard: deque[np.ndarray] = deque(maxlen=50 * 10)
        self._voice = encode(tone(pitch, 1.0, LOUDNESS))
        self._to_say: deque[tuple[int, bytes, bool]] = deque()
        self._nothing_to_say = asyncio.Event()
        self._transport: asyncio.DatagramTransport | None = None
        self._task: asyncio.Task[None] | None = None

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=("127.0.0.1", self.port))
        self._reports, _ = await loop.create_datagram_endpoint(
            lambda: Reports(self), local_addr=("127.0.0.1", self.port + 1)
        )
        self._task = asyncio.create_task(self._send())

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._nothing_to_say.set()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._transport is not None:
            self._transport.close()
            self._reports.close()

    # ---------------------------------------------------------------- speaking

    async def speak(self, seconds: float) -> None:
        for number in range(round(seconds * 50)):
            place = number % 50 * FRAME
            self._to_say.append((ULAW, self._voice[place : place + FRAME], number == 0))
        await self._said()

    def voice_is(self, samples: np.ndarray) -> None:
        """One second of another sound than its own tone, spoken over and over."""
        self._voice = encode(samples)

    def fall_silent(self) -> None:
        self._to_say.clear()

    async def press(self, keys: str) -> None:
        for key in keys:
            for number in range(KEY_LASTS + 3):
                end = number >= KEY_LASTS  # the last packet goes out three times
                lasted = min(number + 1, KEY_LASTS) * FRAME
                payload = struct.pack("!BBH", KEYS.index(key), 0x80 | 10 if end else 10, lasted)
                self._to_say.append((KEY, payload, number == 0))
            self._to_say.extend([(ULAW, SILENCE, False)] * KEY_LASTS)
        await self._said()

    async def _said(self) -> None:
        self._nothing_to_say.clear()
        await self._nothing_to_say.wait()

    # ---------------------------------------------------------------- hearing

    def listen(self) -> None:
        """Forget what was heard so far."""
        self._heard.clear()

    def hears(self, pitch: float) -> bool:
        """Whether half a second of what was heard last is that tone."""
        last = list(self._heard)[-25:]
        return len(last) == 25 and share_of(np.concatenate(last), pitch) > 0.5

    def hears_among_others(self, pitch: float) -> bool:
        """Whether that tone was in half a second of what was heard, whatever else was."""
        heard = list(self._heard)
        windows = (heard[start : start + 25] for start in range(0, len(heard) - 24, 25))
        return any(loudness_of(np.concatenate(window), pitch) > LOUDNESS / 4 for window in windows)

    def hears_words(self, words: np.ndarray) -> bool:
        """Whether the first second of this speech was anywhere in what was heard."""
        return bool(self._heard) and likeness(np.concatenate(list(self._heard)), words) > 0.7

    def seconds_of(self, pitch: float) -> float:
        """How much of what was heard is that tone."""
        return sum(loudness_of(frame, pitch) > LOUDNESS / 2 for frame in list(self._heard)) * FRAME / RATE

    def is_quiet(self) -> bool:
        last = list(self._heard)[-25:]
        return not last or float(np.abs(np.concatenate(last)).max()) < 200

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if len(data) > 12 and data[1] & 0x7F == ULAW:
            self.packets += 1
            self._heard.append(decode(data[12:]))

    # ---------------------------------------------------------------- the wire

    async def _send(self) -> None:
        loop = asyncio.get_running_loop()
        start, number, stamp, key_stamp = loop.time(), 0, 0, 0
        while True:
            number += 1
            await asyncio.sleep(max(0.0, start + number * FRAME / RATE - loop.time()))
            stamp += FRAME
            if not self._to_say:
                self._nothing_to_say.set()
            kind, payload, first = self._to_say.popleft() if self._to_say else (ULAW, SILENCE, False)
            if kind == KEY and first:
                key_stamp = stamp
            at = key_stamp if kind == KEY else stamp
            packet = (
                struct.pack("!BBHII", 0x80, kind | (0x80 if first else 0), number & 0xFFFF, at, self.port) + payload
            )
            if self.to is not None and self._transport is not None:
                self._transport.sendto(packet, self.to)
