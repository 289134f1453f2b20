"""Sound files: wav read with tolerance, block by block, and written whole or not at all.

    sound = wav.examine(file)                       # raises BadSound
    for block in sound.blocks(): ...                # float32, frames by channels, -1 … 1
    with wav.writing(file, channels=1) as write: write(block)

Tolerant: a file that is still being written, or was left by a crash, has a header that is wrong about its length.
"""

from __future__ import annotations

import os
import struct
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Frames by channels, -1 … 1."""

RATE = 8000
"""Of everything we write: what the telephone carries."""

HEADER = 44
BLOCK = 30 * RATE
"""Frames read at once."""

PCM, FLOAT, EXTENSIBLE = 1, 3, 0xFFFE
KINDS = {(PCM, 8), (PCM, 16), (PCM, 24), (PCM, 32), (FLOAT, 32)}
MOST_CHUNKS = 100
MOST_CHANNELS = 8


class BadSound(Exception):
    """Not a sound file that can be read; the message says why."""


class Sound(msgspec.Struct, frozen=True, kw_only=True):
    file: Path
    rate: int
    channels: int
    kind: tuple[int, int]  #: format and bits
    offset: int  #: of the first frame, in bytes
    frames: int  #: that are really there

    @property
    def seconds(self) -> float:
        return self.frames / self.rate

    @property
    def is_plain(self) -> bool:
        """8 kHz, mono, 16 bit, and nothing in the file that a telephone switch may stumble over."""
        return (self.rate, self.channels, self.kind, self.offset) == (RATE, 1, (PCM, 16), HEADER)

    def blocks(self, start: int = 0, stop: int | None = None) -> Iterator[Samples]:
        """Its frames from `start` up to `stop`."""
        width = self.kind[1] // 8 * self.channels
        left = max(0, min(self.frames, self.frames if stop is None else stop) - start)
        with self.file.open("rb") as source:
            source.seek(self.offset + start * width)
            while left > 0:
                data = source.read(min(left, BLOCK) * width)
                count = len(data) // width
                if count == 0:
                    return  # it became shorter meanwhile
                left -= count
                yield _samples(data[: count * width], self.kind).reshape(count, self.channels)

    def read(self) -> Samples:
        """All of it: for short ones."""
        return np.concatenate([np.empty((0, self.channels), np.float32), *self.blocks()])


def examine(file: Path) -> Sound:
    """Raises BadSound."""
    try:
        with file.open("rb") as source:
            return _examine(file, source, os.fstat(source.fileno()).st_size)
    except (OSError, struct.error) as error:
        raise BadSound(f"it cannot be read ({type(error).__name__})") from error


def _examine(file: Path, source: BinaryIO, size: int) -> Sound:
    riff, said, wave = struct.unpack("<4sI4s", source.read(12))
    if (riff, wave) != (b"RIFF", b"WAVE"):
        raise BadSound("it is not a wav file")
    shape = None
    for _ in range(MOST_CHUNKS):
        name, length = struct.unpack("<4sI", source.read(8))
        at = source.tell()
        if name == b"fmt ":
            shape = _shape(source.read(min(length, 40)))
        elif name == b"data":
            break
        source.seek(at + length + length % 2)
    else:
        raise BadSound("its sound is not to be found")
    if shape is None:
        raise BadSound("it does not say what kind of sound it holds")
    kind, channels, rate = shape
    there = size - at
    told_right = said + 8 == size and length <= there
    width = kind[1] // 8 * channels
    frames = (length if told_right else there) // width
    return Sound(file=file, rate=rate, channels=channels, kind=kind, offset=at, frames=frames)


def _shape(chunk: bytes) -> tuple[tuple[int, int], int, int]:
    form, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", chunk)
    if form == EXTENSIBLE and len(chunk) >= 26:
        form = struct.unpack_from("<H", chunk, 24)[0]
    if (form, bits) not in KINDS or not 1 <= channels <= MOST_CHANNELS or not 1000 <= rate <= 384_000:
        raise BadSound(f"its kind of sound cannot be read: format {form}, {bits} bit, {channels} channels, {rate} Hz")
    return (form, bits), channels, rate


def _samples(data: bytes, kind: tuple[int, int]) -> Samples:
    match kind:
        case (1, 8):
            return (np.frombuffer(data, np.uint8).astype(np.float32) - np.float32(128)) / np.float32(128)
        case (1, 16):
            return np.frombuffer(data, "<i2").astype(np.float32) / np.float32(32768)
        case (1, 24):
            wide = np.zeros((len(data) // 3, 4), np.uint8)
            wide[:, 1:] = np.frombuffer(data, np.uint8).reshape(-1, 3)
            return (wide.view("<i4")[:, 0] / 2**31).astype(np.float32, copy=False)
        case (1, 32):
            return (np.frombuffer(data, "<i4") / 2**31).astype(np.float32, copy=False)
        case _:
            return np.nan_to_num(np.frombuffer(data, "<f4").astype(np.float32), posinf=1, neginf=-1)


@contextmanager
def writing(file: Path, *, channels: int, mode: int = 0o600) -> Iterator[Callable[[Samples], None]]:
    """A new file, 8 kHz and 16 bit, that is there when it is complete. Gives what to call with each block."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(_header(0, channels))

            def write(block: Samples) -> None:
                target.write((np.clip(block, -1, 32767 / 32768) * 32768).round().astype("<i2").tobytes())

            yield write
            length = target.tell() - HEADER
            target.seek(0)
            target.write(_header(length, channels))
        os.chmod(name, mode)
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _header(length: int, channels: int) -> bytes:
    width = 2 * channels
    shape = struct.pack("<4sIHHIIHH", b"fmt ", 16, PCM, channels, RATE, RATE * width, width, 16)
    return struct.pack("<4sI4s", b"RIFF", length + 36, b"WAVE") + shape + struct.pack("<4sI", b"data", length)
