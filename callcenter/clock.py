"""Where time comes from. Everything else takes a clock, or `now` as an argument."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, in UTC."""
        ...


class SystemClock:
    """The machine's time, which never goes back while we run: timers and days would stand still meanwhile."""

    def __init__(self) -> None:
        self._since, self._ticks = datetime.now(UTC), time.monotonic()

    def now(self) -> datetime:
        wall, ticks = datetime.now(UTC), time.monotonic()
        ours = self._since + timedelta(seconds=ticks - self._ticks)
        if wall > ours:  # set forward, or the machine has slept
            self._since, self._ticks = wall, ticks
            return wall
        return ours


class ManualClock:
    """Stands still until it is told to go on; for tests and demos."""

    def __init__(self, start: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> datetime:
        self._now += timedelta(seconds=seconds)
        return self._now

    def set(self, now: datetime) -> None:
        self._now = max(self._now, now)


def iso(at: datetime) -> str:
    """As pages are told a time."""
    return at.isoformat().replace("+00:00", "Z")
