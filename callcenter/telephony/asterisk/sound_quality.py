"""How the sound of a leg fares, from the reports that both ends send each other every few seconds (RTCP).

    sound = SoundQuality()
    sound.heard("RTCPSent", fields, at, every)         # what was measured, when it is time to tell again, else None

What Asterisk sent tells of the way to us, what it received tells of the way to the party. Jitter is counted in the
clock of the sound's codec, which the reports do not name: it is how fast their own stamps go.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

SENT, RECEIVED = "RTCPSent", "RTCPReceived"
NAMES = (SENT, RECEIVED)
CLOCKS = (8000, 16000, 24000, 32000, 48000)
USUAL_CLOCK = 8000
WRAPS = 1 << 32


class Measured(msgspec.Struct, frozen=True):
    loss: float
    jitter: float
    round_trip: float | None


class _Report(msgspec.Struct, frozen=True):
    loss: float
    jitter: int  #: in ticks of the codec's clock


class SoundQuality:
    """Of one leg."""

    def __init__(self) -> None:
        self._sent: _Report | None = None
        self._received: _Report | None = None
        self._round_trip: float | None = None
        self._stamp: tuple[float, int] | None = None
        self._clock: int | None = None
        self._told: datetime | None = None
        self._first = True

    def heard(self, name: str, fields: Mapping[str, str], at: datetime, every: float) -> Measured | None:
        """One report. Something when it is time to tell again, and there is something to tell.

        Raises:
            ValueError: when it is not what Asterisk promises.
        """
        if name == RECEIVED:
            self._received = _report(fields) or self._received
            if "RTT" in fields:
                self._round_trip = float(fields["RTT"])
            return None
        self._sent = _report(fields) or self._sent
        self._look_at_clock(fields)
        first, self._first = self._first, False
        if first and self._clock is None:
            return None  # the next one tells how fast its clock goes
        if self._told is not None and (at - self._told).total_seconds() < every:
            return None
        reports = [report for report in (self._sent, self._received) if report is not None]
        if not reports:
            return None
        self._told = at
        return Measured(
            loss=max(report.loss for report in reports),
            jitter=max(report.jitter for report in reports) / (self._clock or USUAL_CLOCK),
            round_trip=self._round_trip,
        )

    def _look_at_clock(self, fields: Mapping[str, str]) -> None:
        if "SentNTP" not in fields or "SentRTP" not in fields:
            return
        before, self._stamp = self._stamp, (float(fields["SentNTP"]), int(fields["SentRTP"]))
        if before is None or self._stamp[0] <= before[0]:
            return
        speed = (self._stamp[1] - before[1]) % WRAPS / (self._stamp[0] - before[0])
        near = min(CLOCKS, key=lambda clock: abs(clock - speed))
        if abs(near - speed) < near * 0.1:  # stamps jump when what is sent changes
            self._clock = near


def _report(fields: Mapping[str, str]) -> _Report | None:
    if "Report0FractionLost" not in fields:
        return None
    return _Report(loss=int(fields["Report0FractionLost"]) / 256, jitter=int(fields["Report0IAJitter"]))
