"""From any voice or microphone to what the telephone carries: 8 kHz, mono, trimmed and of even loudness. Pure."""

from __future__ import annotations

import numpy as np
import soxr
from numpy.typing import NDArray

from callcenter.wav import RATE, Samples

LOUDNESS = 10 ** (-20 / 20)
"""-20 dBFS, as root mean square: what telephone speech is recorded at."""

LOUDEST = 10 ** (-1 / 20)
QUIET = 10 ** (-45 / 20)
"""Softer than this at the ends is silence, after the loudness is set."""

LEAD_IN, LEAD_OUT = int(0.03 * RATE), int(0.1 * RATE)
FRAME = RATE // 50

Mono = NDArray[np.float32]


def for_telephone(samples: Samples, rate: int) -> Mono:
    """One channel at 8 kHz."""
    mono = samples.mean(axis=1, dtype=np.float32)
    return mono if rate == RATE else np.asarray(soxr.resample(mono, rate, RATE, quality="HQ"), np.float32)


def even(sound: Mono) -> Mono:
    """As loud as every other text, without clipping."""
    level = _level(sound)
    if level == 0:
        return sound
    return sound * np.float32(min(LOUDNESS / level, LOUDEST / float(np.abs(sound).max())))


def trimmed(sound: Mono) -> Mono:
    """Without the silence around it, but for a breath."""
    heard = np.flatnonzero(np.abs(sound) > QUIET)
    if len(heard) == 0:
        return sound[:0]
    return sound[max(0, heard[0] - LEAD_IN) : heard[-1] + LEAD_OUT]


def silence(seconds: float) -> Mono:
    return np.zeros(int(seconds * RATE), np.float32)


def beep(seconds: float = 0.3, pitch: float = 425.0) -> Mono:
    """A soft tone, for a text that cannot be spoken."""
    at = np.arange(int(seconds * RATE)) / RATE
    fade = np.minimum(1, np.minimum(at, seconds - at) / 0.02)
    return (0.1 * fade * np.sin(2 * np.pi * pitch * at)).astype(np.float32)


def _level(sound: Mono) -> float:
    """Of what is spoken: pauses between sentences do not count."""
    whole = sound[: len(sound) // FRAME * FRAME] if len(sound) >= FRAME else np.pad(sound, (0, FRAME - len(sound)))
    powers = np.mean(whole.reshape(-1, FRAME).astype(np.float64) ** 2, axis=1)
    spoken = powers[powers > powers.max() * 1e-4]
    return float(np.sqrt(spoken.mean())) if len(spoken) else 0.0
