"""Sounds that supervisors upload for emergency notices, as the telephone plays them: 8 kHz, mono, 16 bit.

name, seconds = await uploaded.keep(data)       # raises BadSound, which says why
file = uploaded.file(name)
await uploaded.forget(all_but={name}, before=yesterday)
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import tempfile
from datetime import datetime
from pathlib import Path

from callcenter import wav
from callcenter.speech import sound

LONGEST = 180.0
"""Seconds of one notice."""

_NAME = re.compile(r"[0-9a-f]{32}")


class Uploaded:
    def __init__(self, folder: Path) -> None:
        """`folder` must be readable by the telephone network."""
        self._folder = folder

    async def keep(self, data: bytes) -> tuple[str, float]:
        """Its name, and how many seconds it lasts; the same sound has the same name. Raises BadSound."""
        return await asyncio.to_thread(self._keep, data)

    def has(self, name: str) -> bool:
        return _NAME.fullmatch(name) is not None and self.file(name).is_file()

    def file(self, name: str) -> Path:
        return self._folder / f"{name}.wav"

    async def forget(self, *, all_but: set[str], before: datetime) -> None:
        """The sounds that nobody needs any more, uploaded before then."""
        await asyncio.to_thread(self._forget, all_but, before.timestamp())

    def _forget(self, all_but: set[str], before: float) -> None:
        for file in self._folder.glob("*.wav"):
            if file.stem not in all_but and file.stat().st_mtime < before:
                file.unlink()

    def _keep(self, data: bytes) -> tuple[str, float]:
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix=".", suffix=".part") as raw:
            raw.write(data)
            raw.flush()
            told = wav.examine(Path(raw.name))
            if not 0 < told.seconds <= LONGEST:
                raise wav.BadSound(f"it lasts {told.seconds:.1f} s; right is more than 0 and at most {LONGEST:g}")
            heard = sound.even(sound.for_telephone(told.read(), told.rate))
        name = hashlib.sha256(heard.tobytes()).hexdigest()[:32]  # written anew each time, so that it is not old
        with wav.writing(self.file(name), channels=1, mode=0o644) as write:
            write(heard)
        return name, told.seconds
