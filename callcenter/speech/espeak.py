"""The offline voice: espeak-ng, two at a time, each for ten seconds at most.

espeak = Espeak(program)
sound = await espeak.speak("您好。", await espeak.voice_for(Language("zh-CN")))      # raises SpeechFailed
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from callcenter import wav
from callcenter.model.ids import Language
from callcenter.native.program import Program
from callcenter.speech import sound

TOGETHER = 2
LONGEST = 10.0
"""Seconds that speaking a text may take."""

WORDS_A_MINUTE = 150
VOICES = {"zh": "cmn-latn-pinyin", "zh-hk": "yue", "zh-mo": "yue", "en": "en"}
"""`cmn` reads Chinese characters as English words."""

OTHERWISE = "en"


class SpeechFailed(Exception):
    """A text could not be spoken."""


class Espeak:
    def __init__(self, program: Program) -> None:
        self._program = program
        self._free = asyncio.Semaphore(TOGETHER)
        self._languages: list[str] | None = None

    @property
    def name(self) -> str:
        return f"{self._program.name} {self._program.version}"

    async def voice_for(self, language: Language) -> str:
        """Ours for Chinese and English, else the closest that the program has."""
        wanted = language.lower().replace("_", "-")
        parts = wanted.split("-")
        ways = ["-".join(parts[:n]) for n in range(len(parts), 0, -1)]
        for way in ways:
            if way in VOICES:
                return VOICES[way]
        if self._languages is None:
            self._languages = await self._ask_languages()
        known = self._languages  # the program itself finds `fr-fr` for `fr`
        near = (way for way in ways if any(one == way or one.startswith(f"{way}-") for one in known))
        return next(near, OTHERWISE)

    def settings(self, voice: str) -> str:
        """Whatever the sound depends on, beside the text."""
        return f"{self.name} {voice} {WORDS_A_MINUTE}"

    async def speak(self, text: str, voice: str) -> sound.Mono:
        arguments = ("-v", voice, "-s", str(WORDS_A_MINUTE), "-b", "1", "--stdin", "--stdout")
        # Two brackets would begin phonemes.
        said = await self._run(arguments, text.replace("[[", "[ ["))
        return await asyncio.to_thread(_heard, said)

    async def _ask_languages(self) -> list[str]:
        table = (await self._run(("--voices",), "")).decode(errors="replace").splitlines()[1:]
        return sorted(columns[1].lower() for line in table if len(columns := line.split()) > 1)

    async def _run(self, arguments: Sequence[str], text: str) -> bytes:
        async with self._free:
            try:
                process = await asyncio.create_subprocess_exec(
                    *self._program.command(*arguments),
                    stdin=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.PIPE,
                    stderr=asyncio.subprocess.DEVNULL,
                    env={**os.environ, **self._program.environment},
                )
            except OSError as error:
                raise SpeechFailed(f"{self._program.name} cannot be started: {error.strerror}") from error
            try:
                async with asyncio.timeout(LONGEST):
                    said, _ = await process.communicate(text.encode())
            except TimeoutError:
                raise SpeechFailed(f"{self._program.name} took longer than {LONGEST:g} s") from None
            finally:
                if process.returncode is None:
                    with suppress(ProcessLookupError):
                        process.kill()
                    await process.wait()
        if process.returncode != 0:
            raise SpeechFailed(f"{self._program.name} ended with {process.returncode}")
        return said


def _heard(said: bytes) -> sound.Mono:
    """What the program wrote, as the telephone carries it; its header lies about the length."""
    if not said:
        return sound.silence(0)
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        file.write(said)
        file.flush()
        try:
            spoken = wav.examine(Path(file.name))
        except wav.BadSound as error:
            raise SpeechFailed(f"what was spoken cannot be used: {error}") from error
        return sound.trimmed(sound.even(sound.for_telephone(spoken.read(), spoken.rate)))
