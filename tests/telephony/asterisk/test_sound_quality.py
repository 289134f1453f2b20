"""What two ends report of a leg's sound becomes one figure, now and then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from callcenter.telephony.asterisk.sound_quality import Measured, SoundQuality

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def sent(second: float, *, clock: int = 8000, lost: int = 0, jitter: int = 0) -> dict[str, str]:
    return {
        "SentNTP": f"{1000 + second:.6f}",
        "SentRTP": str((4294960000 + round(second * clock)) % 2**32),  # which begins anew after a second
        "Report0FractionLost": str(lost),
        "Report0IAJitter": str(jitter),
    }


def received(lost: int, jitter: int, round_trip: str) -> dict[str, str]:
    return {"RTT": round_trip, "Report0FractionLost": str(lost), "Report0IAJitter": str(jitter)}


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.mark.parametrize(("clock", "jitter"), [(8000, 480), (48000, 2880)])
def test_jitter_is_in_seconds_whatever_the_codec_counts_in(clock: int, jitter: int) -> None:
    sound = SoundQuality()
    assert sound.heard("RTCPSent", sent(0, clock=clock, jitter=jitter), NOON, 4.5) is None
    measured = sound.heard("RTCPSent", sent(5, clock=clock, jitter=jitter), after(5), 4.5)
    assert measured == Measured(loss=0.0, jitter=0.06, round_trip=None)


def test_the_worse_direction_counts() -> None:
    sound = SoundQuality()
    sound.heard("RTCPSent", sent(0), NOON, 4.5)
    assert sound.heard("RTCPReceived", received(64, 80, "0.1250"), after(1), 4.5) is None
    measured = sound.heard("RTCPSent", sent(5, lost=32, jitter=240), after(5), 4.5)
    assert measured == Measured(loss=0.25, jitter=0.03, round_trip=0.125)


def test_nothing_is_told_oftener_than_wanted() -> None:
    sound = SoundQuality()
    told = [sound.heard("RTCPSent", sent(second), after(second), 4.5) is not None for second in range(12)]
    assert told == [False, True, False, False, False, False, True, False, False, False, False, True]


def test_a_jump_of_the_stamps_does_not_change_the_clock() -> None:
    sound = SoundQuality()
    sound.heard("RTCPSent", sent(0, clock=48000), NOON, 1.0)
    sound.heard("RTCPSent", sent(5, clock=48000), after(5), 1.0)
    measured = sound.heard("RTCPSent", sent(10, clock=8000, jitter=480), after(10), 1.0)
    assert measured is not None
    assert measured.jitter == 0.01


def test_a_party_to_whom_nothing_is_sent_is_measured_all_the_same() -> None:
    sound = SoundQuality()
    one_way = {"Report0FractionLost": "128", "Report0IAJitter": "160"}
    assert sound.heard("RTCPSent", one_way, NOON, 4.5) is None
    assert sound.heard("RTCPSent", one_way, after(5), 4.5) == Measured(loss=0.5, jitter=0.02, round_trip=None)
