"""Tones in G.711 µ-law: made, and recognised by their pitch."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

RATE = 8000
FRAME = 160  # samples in 20 ms
SILENCE = b"\xff" * FRAME

Samples = np.ndarray


def _decoding() -> Samples:
    code = ~np.arange(256, dtype=np.int32) & 0xFF
    magnitude = (((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)
    return np.where(code & 0x80, 0x84 - magnitude, magnitude - 0x84).astype(np.int16)


_DECODED = _decoding()
_BY_VALUE = np.argsort(_DECODED, kind="stable")
_VALUES = _DECODED[_BY_VALUE]


def decode(payload: bytes) -> Samples:
    return _DECODED[np.frombuffer(payload, dtype=np.uint8)]


def encode(samples: Samples) -> bytes:
    near = np.clip(np.searchsorted(_VALUES, samples), 0, 255)
    return _BY_VALUE[near].astype(np.uint8).tobytes()


def tone(pitch: float, seconds: float, loudness: float = 8000) -> Samples:
    at = np.arange(int(RATE * seconds)) / RATE
    return (loudness * np.sin(2 * np.pi * pitch * at)).astype(np.int16)


def share_of(samples: Samples, pitch: float) -> float:
    """How much of the sound is this tone: 1 = all of it, 0 = none; 0 for silence."""
    if len(samples) < RATE // 5:
        return 0.0
    sound = samples.astype(np.float64)
    power = float(np.mean(sound**2))
    if power < 200.0**2:
        return 0.0
    return loudness_of(samples, pitch) ** 2 / 2 / power


def loudness_of(samples: Samples, pitch: float) -> float:
    """The amplitude of this tone in the sound."""
    wave_at = np.exp(-2j * np.pi * pitch * np.arange(len(samples)) / RATE)
    return float(2 * abs(np.mean(samples.astype(np.float64) * wave_at)))


def likeness(heard: Samples, words: Samples) -> float:
    """1 = the first second of the words is somewhere in what was heard, as it is; 0 = nothing like it is."""
    begins = int(np.argmax(np.abs(words) > 500))
    needle, hay = words[begins : begins + RATE].astype(np.float64), heard.astype(np.float64)
    if len(hay) < len(needle):
        return 0.0
    size = len(hay) + len(needle)
    product = np.fft.irfft(np.fft.rfft(hay, size) * np.conj(np.fft.rfft(needle, size)), size)
    power = np.concatenate(([0.0], np.cumsum(hay**2)))
    windows = power[len(needle) :] - power[: -len(needle)]
    lengths = np.sqrt(np.maximum(windows, 1.0) * np.sum(needle**2))
    return float(np.max(product[: len(windows)] / lengths))


def spans_of(samples: Samples, pitch: float, loudness: float) -> list[tuple[float, float]]:
    """From when to when this tone is in the sound, in seconds, to the nearest 20 ms."""
    spans: list[tuple[float, float]] = []
    for number in range(len(samples) // FRAME):
        if loudness_of(samples[number * FRAME : (number + 1) * FRAME], pitch) < loudness:
            continue
        start, end = number * FRAME / RATE, (number + 1) * FRAME / RATE
        if spans and start - spans[-1][1] < 0.05:
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


def write(file: Path, samples: Samples) -> Path:
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.astype("<i2").tobytes())
    return file


def read(file: Path) -> Samples:
    with wave.open(str(file), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, RATE)
        return np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2")
