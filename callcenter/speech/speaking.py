"""The sound of a text: recorded, spoken, or when all fails a short tone, so that no call waits for a voice."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from weakref import WeakValueDictionary

from callcenter import wav
from callcenter.model.ids import Language
from callcenter.native.program import Program
from callcenter.speech import sound
from callcenter.speech.espeak import Espeak, SpeechFailed
from callcenter.speech.recorded import Recorded

log = logging.getLogger(__name__)

SHAPE = "1"
"""Of what we make from a voice; another one, and everything is spoken anew."""


class Speech:
    def __init__(self, program: Program | None, cache: Path, prompts: Path) -> None:
        """`cache` must be readable by the telephone network, `prompts` too."""
        self._voice = Espeak(program) if program else None
        self._cache = cache
        self._recorded = Recorded(prompts, cache)
        self._locks: WeakValueDictionary[Path, asyncio.Lock] = WeakValueDictionary()
        self._trouble = ""
        if self._voice is None:
            log.warning("espeak-ng is missing: callers hear recorded prompts only, and a tone for other texts")

    @property
    def state(self) -> str:
        """For /healthz."""
        if self._voice is None:
            return "no voice: espeak-ng is missing, only recorded prompts are heard"
        return f"{self._voice.name}: {self._trouble}" if self._trouble else self._voice.name

    async def sound_for(self, text: str, language: Language) -> Path:
        """A file with wav, 8 kHz, mono, 16 bit. Raises nothing; what cannot be spoken is a tone."""
        try:
            recorded = await self._recorded.find(text, language)
            if recorded is not None:
                return recorded
            if self._voice is None:
                return await self._tone()
            file = await self._spoken(self._voice, text, language)
        except (SpeechFailed, OSError) as error:
            log.error("a text could not be spoken: %s", error)
            self._trouble = str(error)
            return await self._tone()
        self._trouble = ""
        return file

    async def prepare(
        self, texts: Iterable[tuple[str, Language]], tell_progress: Callable[[int, int], None] = lambda done, of: None
    ) -> None:
        """Speak them ahead, so that no caller waits for it. `tell_progress(done, of)`."""
        wanted = list(dict.fromkeys(texts))
        done = 0

        async def one(text: str, language: Language) -> None:
            nonlocal done
            await self.sound_for(text, language)
            done += 1
            tell_progress(done, len(wanted))

        async with asyncio.TaskGroup() as tasks:
            for text, language in wanted:
                tasks.create_task(one(text, language))

    async def _spoken(self, voice: Espeak, text: str, language: Language) -> Path:
        said = unicodedata.normalize("NFC", text).strip()
        speaker = await voice.voice_for(language)
        key = "\0".join((SHAPE, voice.settings(speaker), said))
        file = self._cache / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.wav"
        async with self._locks.setdefault(file, asyncio.Lock()):  # who asks at the same time waits for the first
            if not file.is_file():
                heard = await voice.speak(said, speaker) if said else sound.silence(0)
                if len(heard) == 0:
                    if any(letter.isalnum() for letter in said):
                        raise SpeechFailed("nothing was to be heard")
                    heard = sound.silence(0.1)
                await asyncio.to_thread(_write, file, heard)
        return file

    async def _tone(self) -> Path:
        file = self._cache / "tone.wav"
        if not file.is_file():
            try:
                await asyncio.to_thread(_write, file, sound.beep())
            except OSError as error:
                log.error("not even a tone can be made: %s", error)
        return file


def _write(file: Path, heard: sound.Mono) -> None:
    with wav.writing(file, channels=1, mode=0o644) as write:
        write(heard)
