"""What can be listened to: the tracks as the telephone network wrote them, and whole conversations made on demand."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from weakref import WeakValueDictionary

import msgspec

from callcenter import wav
from callcenter.history.records import Track
from callcenter.model.ids import InteractionId
from callcenter.model.interaction import Party
from callcenter.recordings.mixing import Placed, mix, peaks

log = logging.getLogger(__name__)

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
HEIGHTS = 800
"""Of a picture, along the whole recording."""

MIXED_TOGETHER = 2
MOST_KEPT = 2 * 1024**3
"""Bytes of conversations that are kept; what nobody listened to for longest goes first."""


class Recordings:
    def __init__(self, folder: Path, cache: Path, *, most_kept: int = MOST_KEPT) -> None:
        """`folder`: where tracks and voicemails are written. `cache`: for what is made of them."""
        self._folder = folder
        self._cache = cache
        self._most_kept = most_kept
        self._free = asyncio.Semaphore(MIXED_TOGETHER)
        self._locks: WeakValueDictionary[Path, asyncio.Lock] = WeakValueDictionary()

    def track(self, track: str) -> Path | None:
        """The file of one party's track or of a voicemail, if it is there."""
        if not NAME.fullmatch(track):
            return None
        file = self._folder / f"{track}.wav"
        inside = file.resolve().parent == self._folder.resolve()  # a link could lead out
        return file if inside and file.is_file() else None

    def delete(self, interaction: InteractionId, track: str) -> None:
        """The track and everything made of it, for good. Raises OSError."""
        if not (NAME.fullmatch(interaction) and NAME.fullmatch(track)):
            return
        for made in self._cache.glob(f"{interaction}-*"):
            made.unlink(missing_ok=True)
        (self._folder / f"{track}.wav").unlink(missing_ok=True)

    async def stereo(self, interaction: InteractionId, tracks: Iterable[Track]) -> Path | None:
        """The whole conversation, the customer left, everyone else right; None when no track is there."""
        if not NAME.fullmatch(interaction):
            return None
        there = [(track, file) for track in tracks if (file := self.track(track.track)) is not None]
        if not there:
            return None
        into = self._cache / f"{interaction}-{_version(there)}.wav"
        async with self._locks.setdefault(into, asyncio.Lock()):  # who asks at the same time waits for the first
            if into.is_file():
                os.utime(into)
                return into
            async with self._free:
                return into if await asyncio.to_thread(self._make, there, into) else None

    async def heights(self, stereo: Path) -> tuple[list[float], list[float]]:
        """How loud customer and agents are along a file that `stereo` made; kept beside it."""
        kept = stereo.with_suffix(".heights")
        async with self._locks.setdefault(kept, asyncio.Lock()):
            if not kept.is_file():
                async with self._free:
                    await asyncio.to_thread(_keep_heights, stereo, kept)
            left, right = msgspec.json.decode(kept.read_bytes(), type=list[list[float]])
            return left, right

    def _make(self, there: Sequence[tuple[Track, Path]], into: Path) -> bool:
        placed = _placed(there)
        if not placed:
            return False
        mix(placed, into)
        self._tidy(into)
        return True

    def _tidy(self, newest: Path) -> None:
        kept = sorted(
            ((status.st_mtime, status.st_size, file) for file, status in _files(self._cache) if file != newest),
            reverse=True,
        )
        room = self._most_kept - newest.stat().st_size
        for _, size, file in kept:
            room -= size
            if room < 0:
                file.unlink(missing_ok=True)


def _keep_heights(stereo: Path, into: Path) -> None:
    written = into.with_suffix(".half")
    written.write_bytes(msgspec.json.encode(peaks(stereo, HEIGHTS)))
    written.replace(into)


def _version(there: Sequence[tuple[Track, Path]]) -> str:
    """Another one whenever a track has grown or joined."""
    parts = [f"{track.track} {track.party} {track.began_at.isoformat()} {file.stat().st_size}" for track, file in there]
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()[:16]


def _placed(there: Sequence[tuple[Track, Path]]) -> list[Placed]:
    readable: list[tuple[Track, wav.Sound]] = []
    for track, file in there:
        try:
            sound = wav.examine(file)
        except wav.BadSound as error:
            log.warning("a track is left out: %s", error, extra={"interaction": track.interaction})
            continue
        if (sound.rate, sound.channels) != (wav.RATE, 1):
            log.warning("a track is left out: it is not 8 kHz mono", extra={"interaction": track.interaction})
        else:
            readable.append((track, sound))
    first = min((track.began_at for track, _ in readable), default=None)
    return [
        Placed(
            sound=sound,
            side=0 if track.party is Party.CUSTOMER else 1,
            start=round((track.began_at - first).total_seconds() * wav.RATE),
        )
        for track, sound in readable
        if first is not None
    ]


def _files(folder: Path) -> Iterable[tuple[Path, os.stat_result]]:
    for file in folder.iterdir():
        try:
            yield file, file.stat()
        except FileNotFoundError:
            continue
