"""Where the segments of an interaction lie on a bar: shares of the whole, in lanes that do not overlap.

    timeline = draw([Stretch("queue", began, ended), …], now)
    for bar in timeline.bars: print(bar.lane, bar.left, bar.width)      # percent

The first lane is what the customer lived through; offers, wrap-ups and listeners lie below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

BESIDE = frozenset({"offer", "wrapup", "monitor", "consult"})
"""Kinds that run beside the customer's own time."""

NARROWEST = 0.4
"""Percent: a moment must be seen too."""

_STEPS = tuple(
    timedelta(seconds=s) for s in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 86400)
)
_MOST_MARKS = 8


class Stretch(msgspec.Struct, frozen=True):
    kind: str
    began: datetime
    ended: datetime | None


class Bar(msgspec.Struct, frozen=True):
    index: int  #: of the stretch
    kind: str
    lane: int
    left: float  #: percent
    width: float  #: percent
    seconds: float
    open: bool  #: still going on


class Mark(msgspec.Struct, frozen=True):
    """A line across all lanes, so long after the beginning."""

    left: float  #: percent
    seconds: float


class Timeline(msgspec.Struct, frozen=True):
    began: datetime
    ended: datetime
    lanes: int
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


def draw(stretches: Sequence[Stretch], now: datetime | None) -> Timeline | None:
    """None when nothing takes time. What is still going on ends at `now`."""
    if not stretches:
        return None
    ends = [stretch.ended for stretch in stretches if stretch.ended]
    began = min(stretch.began for stretch in stretches)
    latest = max([stretch.began for stretch in stretches] + ends)
    ended = latest if now is None or len(ends) == len(stretches) else max(latest, now)
    whole = (ended - began).total_seconds()
    if whole <= 0:
        return None
    lanes: list[datetime] = [began]
    bars: list[Bar] = []
    for index, stretch in enumerate(stretches):
        end = stretch.ended or ended
        lane = _lane(stretch, lanes)
        lanes[lane] = end
        left = 100 * (stretch.began - began).total_seconds() / whole
        seconds = (end - stretch.began).total_seconds()
        width = max(NARROWEST, 100 * seconds / whole)
        left = min(left, 100 - width)
        bars.append(Bar(index, stretch.kind, lane, round(left, 3), round(width, 3), seconds, stretch.ended is None))
    return Timeline(began, ended, len(lanes), tuple(bars), _marks(whole))


def _lane(stretch: Stretch, lanes: list[datetime]) -> int:
    """The first that is free from then on; a new one if there is none."""
    if stretch.kind not in BESIDE:
        return 0
    for lane in range(1, len(lanes)):
        if lanes[lane] <= stretch.began:
            return lane
    lanes.append(stretch.began)
    return len(lanes) - 1


def _marks(whole: float) -> tuple[Mark, ...]:
    fitting = (step.total_seconds() for step in _STEPS if whole / step.total_seconds() <= _MOST_MARKS)
    step = next(fitting, whole / _MOST_MARKS)
    count = int(whole / step)
    return tuple(Mark(round(100 * n * step / whole, 3), n * step) for n in range(count + 1))
