"""Prompts recorded by people: `prompts/<language>/<recording_name(text)>.wav` replaces a text wherever it is said.

A file that is not 8 kHz, mono, 16 bit is converted into the cache; a broken one is named in the log, once.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import re
import unicodedata
from pathlib import Path

from callcenter import wav
from callcenter.model.ids import Language
from callcenter.speech import sound

log = logging.getLogger(__name__)

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
LONGEST = 600.0
"""Seconds of one prompt."""


def recording_name(text: str) -> str:
    """How the file of a text is called, without its ending."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:16]


class Recorded:
    def __init__(self, prompts: Path, cache: Path) -> None:
        self._prompts = prompts
        self._cache = cache
        self._known: dict[Path, tuple[tuple[int, int], Path | None]] = {}

    async def find(self, text: str, language: Language) -> Path | None:
        """The file to play; None when there is none that can be used."""
        if not LANGUAGE.fullmatch(language):
            return None
        file = self._prompts / language / f"{recording_name(text)}.wav"
        try:
            status = os.stat(file)
        except OSError:
            return None
        version = (status.st_mtime_ns, status.st_size)
        known = self._known.get(file)
        if known is None or known[0] != version or (known[1] is not None and not known[1].is_file()):
            known = self._known[file] = (version, await asyncio.to_thread(self._fit, file, version))
        return known[1]

    def _fit(self, file: Path, version: tuple[int, int]) -> Path | None:
        try:
            recorded = wav.examine(file)
            if not 0 < recorded.seconds <= LONGEST:
                raise wav.BadSound(f"it lasts {recorded.seconds:.1f} s; right is more than 0 and at most {LONGEST:g}")
            if recorded.is_plain:
                return file
            key = f"{file.absolute()} {version}"
            converted = self._cache / f"{hashlib.sha256(os.fsencode(key)).hexdigest()[:32]}.wav"
            if not converted.is_file():
                with wav.writing(converted, channels=1, mode=0o644) as write:
                    write(sound.for_telephone(recorded.read(), recorded.rate))
        except (wav.BadSound, OSError) as error:
            log.error("the recorded prompt %s/%s is left out: %s", file.parent.name, file.name, error)
            return None
        return converted
