"""What the adapter remembers of each leg: its turn, the keys pressed ahead, its room, its tracks."""

from __future__ import annotations

import asyncio
from collections import deque

from callcenter.calls.turns import PlaceCall, RecordLeg, ToAgent, Tracking, Turn
from callcenter.model.ids import AgentId, LegId, TurnId
from callcenter.model.interaction import EndReason
from callcenter.telephony.asterisk.sound_quality import SoundQuality

MOST_KEYS_AHEAD = 64


class Keyboard:
    """Keys pressed and not yet used, in order."""

    def __init__(self) -> None:
        self._keys: deque[str] = deque(maxlen=MOST_KEYS_AHEAD)
        self._pressed = asyncio.Event()

    def press(self, key: str) -> None:
        self._keys.append(key)
        self._pressed.set()

    def put_back(self, key: str) -> None:
        self._keys.appendleft(key)
        self._pressed.set()

    def clear(self) -> None:
        self._keys.clear()
        self._pressed.clear()

    def __bool__(self) -> bool:
        return bool(self._keys)

    async def pressed(self) -> None:
        """Wait until there is a key; leaves it there."""
        await self._pressed.wait()

    async def next(self, within: float | None = None) -> str:
        """The next key; "" when none came in time."""
        try:
            async with asyncio.timeout(within):
                await self._pressed.wait()
        except TimeoutError:
            return ""
        key = self._keys.popleft()
        if not self._keys:
            self._pressed.clear()
        return key


class Leg:
    """One party's connection. Our id is the channel's id."""

    def __init__(self, leg: LegId, *, placed: PlaceCall | None = None) -> None:
        self.id = leg
        self.placed = placed
        self.up = False
        self.in_app = False  #: Asterisk takes our requests for it
        self.rang = False
        self.trunk: str | None = None  #: the one it takes a place on
        self.ending: EndReason | None = None  #: we asked for its end
        self.turn: Turn | None = None
        self.last_turn: TurnId | None = None  #: even when it has ended: a turn is run once
        self.early = False
        self.running: asyncio.Task[None] | None = None
        self.keys = Keyboard()
        self.playing: str | None = None
        self.music: str | None = None
        self.room: str | None = None
        self.muted = False
        self.sound = SoundQuality()
        self.recording: str | None = None
        self.tracks: dict[str, RecordLeg] = {}

    @property
    def inbound(self) -> bool:
        return self.placed is None

    @property
    def agent(self) -> AgentId | None:
        return self.placed.to.agent if self.placed is not None and isinstance(self.placed.to, ToAgent) else None

    @property
    def wanted_tracks(self) -> tuple[RecordLeg, ...]:
        return tuple(track for track in self.tracks.values() if track.state is not Tracking.OFF)

    def stop_running(self) -> None:
        if self.running is not None:
            self.running.cancel()
            self.running = None
