"""A live view: keyed values that change, pushed as one snapshot and then numbered deltas.

    feed.put("queue/repairs", {...}); feed.drop("agent/7")     # whoever knows
    feed.watch(push)                                           # whoever shows
    feed.since(epoch, n)                                       # whoever missed something

Nothing is sent for a value that did not change. Only the newest value of a key is ever of interest.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import msgspec

REMEMBERED = 2_000
"""Changes kept for those who come back after a gap; who missed more gets the whole view."""


class Delta(msgspec.Struct, frozen=True):
    """Change number `n`: the key's new value, or None when it is gone."""

    n: int
    key: str
    value: Any


Push = Callable[[Delta], None]


class Feed:
    def __init__(self, epoch: str) -> None:
        self.epoch = epoch  #: numbers of another epoch mean nothing here
        self.n = 0
        self._values: dict[str, Any] = {}
        self._json: dict[str, msgspec.Raw] = {}  #: of those values that were sent to anybody
        self._changed: OrderedDict[str, Delta] = OrderedDict()  #: the last change of each key, oldest first
        self._forgotten = 0  #: changes up to this number are no longer remembered
        self._watchers: dict[Push, None] = {}

    def put(self, key: str, value: Any) -> None:
        """`value` is plain data (what JSON can hold), and is not changed afterwards."""
        if key not in self._values or self._values[key] != value:
            self._values[key] = value
            self._tell(key, value)

    def drop(self, key: str) -> None:
        if self._values.pop(key, None) is not None:
            self._tell(key, None)

    def get(self, key: str) -> Any:
        return self._values.get(key)

    def json(self, key: str) -> msgspec.Raw:
        """The value as it is sent, made once for however many are sent it."""
        made = self._json.get(key)
        if made is None:
            made = self._json[key] = msgspec.Raw(msgspec.json.encode(self._values[key]))
        return made

    def keys(self) -> list[str]:
        return list(self._values)

    def everything(self) -> dict[str, Any]:
        return dict(self._values)

    def since(self, epoch: str, n: int) -> list[Delta] | None:
        """What changed after number `n`; None when that is no longer known and the whole view is needed."""
        if epoch != self.epoch or n < self._forgotten or n > self.n:
            return None
        missed: list[Delta] = []
        for delta in reversed(self._changed.values()):
            if delta.n <= n:
                break
            missed.append(delta)
        return missed[::-1]

    def watch(self, push: Push) -> None:
        """`push` is called at once for every change; it must not block or raise."""
        self._watchers[push] = None

    def unwatch(self, push: Push) -> None:
        self._watchers.pop(push, None)

    def _tell(self, key: str, value: Any) -> None:
        self.n += 1
        self._json.pop(key, None)
        delta = Delta(self.n, key, value)
        self._changed.pop(key, None)
        self._changed[key] = delta
        if len(self._changed) > REMEMBERED:
            self._forgotten = self._changed.popitem(last=False)[1].n
        for push in list(self._watchers):
            push(delta)
