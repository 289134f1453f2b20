"""Slows down who guesses: after some free attempts each one waits twice as long as the one before.

wait = throttle.wait(key, now)      # seconds; 0.0 = come in
throttle.attempt(key, now)          # counts as failed …
throttle.forgive(key)               # … until it turns out right
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

import msgspec


class _Tries(msgspec.Struct):
    failed: int
    last: datetime
    open_at: datetime


class Throttle:
    def __init__(
        self, *, free: int, first: float = 1.0, most: float = 300.0, forget_after: float = 900.0, remember: int = 10_000
    ) -> None:
        self._free = free
        self._first = first
        self._most = most
        self._forget_after = timedelta(seconds=forget_after)
        self._remember = remember
        self._tries: OrderedDict[str, _Tries] = OrderedDict()  #: the one tried last stands last

    def wait(self, key: str, now: datetime) -> float:
        tries = self._tries.get(key)
        return 0.0 if tries is None else max(0.0, (tries.open_at - now).total_seconds())

    def attempt(self, key: str, now: datetime) -> None:
        tries = self._tries.pop(key, None)
        failed = 1 if tries is None or now - tries.last > self._forget_after else tries.failed + 1
        beyond = failed - self._free
        pause = 0.0 if beyond < 0 else min(self._most, self._first * 2.0 ** min(beyond, 30))
        self._tries[key] = _Tries(failed, now, now + timedelta(seconds=pause))
        if len(self._tries) > self._remember:
            self._tries.popitem(last=False)

    def forgive(self, key: str) -> None:
        """It was right: as if nothing had ever been tried."""
        self._tries.pop(key, None)

    def take_back(self, key: str, now: datetime) -> None:
        """One attempt was right; the others of that key still count."""
        tries = self._tries.get(key)
        if tries is not None:
            tries.failed -= 1
            tries.open_at = now
            if tries.failed <= 0:
                del self._tries[key]
