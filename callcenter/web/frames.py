"""A feed as messages for pages: each is made once, for however many pages are at the same number.

frames = Frames("board", feed)
frames.news(None)        # the whole view
frames.news(41)          # what changed after number 41; the whole view when that is no longer known

view = View(frames, pace, wake); view.begin(epoch, n)       # one feed as one page sees it
if view.is_due(now): send(view.message(now))
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from callcenter.live import Delta, Feed

_encode = msgspec.json.Encoder().encode


class Frames:
    def __init__(self, name: str, feed: Feed) -> None:
        self.name = name
        self.feed = feed
        self._made: dict[int | None, bytes] = {}  #: by the number the page was at, all up to `_n`
        self._n = -1

    def news(self, after: int | None) -> bytes:
        if self._n != self.feed.n:
            self._made.clear()
            self._n = self.feed.n
        if after not in self._made:
            self._made[after] = self._make(after)
        return self._made[after]

    def _make(self, after: int | None) -> bytes:
        feed = self.feed
        head = {"feed": self.name, "epoch": feed.epoch, "n": feed.n}
        missed = None if after is None else feed.since(feed.epoch, after)
        if missed is None:
            return _encode({**head, "all": {key: feed.json(key) for key in feed.keys()}})  # noqa: SIM118 (no dict)
        there = {delta.key: feed.json(delta.key) for delta in missed if delta.value is not None}
        return _encode({**head, "put": there, "drop": [delta.key for delta in missed if delta.value is None]})


class View:
    """One feed as one page sees it. A page that does not keep up costs no memory: it is only at an older number."""

    def __init__(self, frames: Frames, pace: float, wake: Callable[[], None]) -> None:
        """`pace`: seconds between two messages. `wake` is called when there are news and were none before."""
        self._frames = frames
        self._pace = pace
        self._wake = wake
        self._told: int | None = None  #: all changes up to this one; None = the page knows nothing
        self._news = False
        self.due_at = 0.0  #: when the next message may be sent
        frames.feed.watch(self._changed)

    def begin(self, epoch: str, n: int) -> None:
        """The page knows so much, and is told even if that is all."""
        feed = self._frames.feed
        self._told = n if epoch and feed.since(epoch, n) is not None else None
        self._news = True

    def end(self) -> None:
        self._frames.feed.unwatch(self._changed)

    @property
    def has_news(self) -> bool:
        return self._news

    def is_due(self, now: float) -> bool:
        return self._news and now >= self.due_at

    def message(self, now: float) -> bytes:
        """All the news in one message; afterwards there are none."""
        message = self._frames.news(self._told)
        self._told, self._news, self.due_at = self._frames.feed.n, False, now + self._pace
        return message

    def _changed(self, _: Delta) -> None:
        if not self._news:
            self._news = True
            self._wake()
