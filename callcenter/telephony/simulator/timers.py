"""What is to happen later, by name; whoever owns the clock says when it is later.

timers.set((leg, "turn"), at, act)     # replaces the one of that name
timers.due(now)                        # the next act whose time has come, with its time
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime

Act = Callable[[], None]
Name = tuple[str, str]


class Timers:
    def __init__(self) -> None:
        self._set = 0
        self._heap: list[tuple[datetime, int, Name]] = []
        self._acts: dict[Name, tuple[int, Act]] = {}

    def set(self, name: Name, at: datetime, act: Act) -> None:
        self._set += 1
        self._acts[name] = (self._set, act)
        heapq.heappush(self._heap, (at, self._set, name))

    def cancel(self, *names: Name) -> None:
        for name in names:
            self._acts.pop(name, None)

    def next(self) -> datetime | None:
        """When something is due next. Equal times go in the order they were set."""
        while self._heap and not self._is_on(self._heap[0]):
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def due(self, now: datetime) -> tuple[datetime, Act] | None:
        """Take out the next act whose time has come."""
        at = self.next()
        if at is None or at > now:
            return None
        _, _, name = heapq.heappop(self._heap)
        return at, self._acts.pop(name)[1]

    def _is_on(self, entry: tuple[datetime, int, Name]) -> bool:
        return self._acts.get(entry[2], (0, None))[0] == entry[1]
