"""Several tracks side by side in one stereo file, and a picture of it; read block by block, however long they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np

from callcenter import wav

LONGEST = 12 * 3600 * wav.RATE
"""Frames of one recording; whatever a wrong clock says about when a track began, a disk is not filled."""

MOST_PEAKS = 10_000


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    sound: wav.Sound
    side: int  #: 0 = left, 1 = right
    start: int  #: frames after the first track began


def mix(tracks: Sequence[Placed], into: Path) -> None:
    """Writes the file, whole or not at all."""
    length = min(LONGEST, max(track.start + track.sound.frames for track in tracks))
    with wav.writing(into, channels=2) as write:
        for at in range(0, length, wav.BLOCK):
            mixed = np.zeros((min(wav.BLOCK, length - at), 2), np.float32)
            for track in tracks:
                _add(mixed, track, at)
            write(mixed)


def _add(mixed: wav.Samples, track: Placed, at: int) -> None:
    """What the track has to say from frame `at` on."""
    begin = max(at, track.start)
    end = min(at + len(mixed), track.start + track.sound.frames)
    for block in track.sound.blocks(begin - track.start, end - track.start):
        mixed[begin - at : begin - at + len(block), track.side] += block[:, 0]
        begin += len(block)


def peaks(file: Path, n: int) -> list[list[float]]:
    """How loud each side is at most in each of `n` stretches of equal length, 0 … 1. Raises BadSound."""
    if not 1 <= n <= MOST_PEAKS:
        raise ValueError(f"between 1 and {MOST_PEAKS} peaks can be asked for, not {n}")
    sound = wav.examine(file)
    edges = [sound.frames * i // n for i in range(n + 1)]
    heights = np.zeros((n, sound.channels), np.float32)
    for place, (start, stop) in enumerate(pairwise(edges)):
        for block in sound.blocks(start, stop):
            heights[place] = np.maximum(heights[place], np.abs(block).max(axis=0))
    return [[round(float(height), 3) for height in side] for side in heights.T]
