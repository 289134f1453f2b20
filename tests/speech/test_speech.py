"""A text becomes a sound, once, and a call never waits for a voice that does not come."""

from __future__ import annotations

import asyncio
import wave
from pathlib import Path

import numpy as np
import pytest
import soxr
from real.phones.sound import read, share_of, tone, write

from callcenter import native, wav
from callcenter.model.ids import Language
from callcenter.speech import Speech, espeak, recording_name
from speech.voice import Voice

ZH, EN = Language("zh-CN"), Language("en")


@pytest.fixture
def voice(tmp_path: Path) -> Voice:
    return Voice(tmp_path / "voice")


@pytest.fixture
def speech(tmp_path: Path, voice: Voice) -> Speech:
    return Speech(voice.program, cache=tmp_path / "cache", prompts=tmp_path / "prompts")


def loudness(file: Path) -> float:
    """dBFS."""
    return float(20 * np.log10(np.sqrt(np.mean((read(file) / 32768.0) ** 2))))


def recorded(tmp_path: Path, text: str, language: str = "en") -> Path:
    file = tmp_path / "prompts" / language / f"{recording_name(text)}.wav"
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def is_beep(file: Path) -> bool:
    return share_of(read(file), 425) > 0.9


async def test_a_text_becomes_a_trimmed_sound_of_even_loudness_for_the_telephone(speech: Speech):
    file = await speech.sound_for("Welcome", EN)
    sound = read(file)  # checks 8 kHz, mono, 16 bit
    assert 0.5 < len(sound) / 8000 < 0.7  # half a second of silence on either side is gone
    assert -21.5 < loudness(file) < -18.5
    assert file.stat().st_mode & 0o777 == 0o644  # Asterisk may be somebody else


async def test_each_language_has_its_voice(speech: Speech, voice: Voice):
    for language in ("zh-CN", "en", "en-GB", "fr-FR", "pt-BR", "zh-HK", "xx", "../.."):
        await speech.sound_for(f"Hi {language}", Language(language))
    assert [who for who, _, _ in voice.said] == ["cmn-latn-pinyin", "en", "en", "fr-fr", "pt", "yue", "en", "en"]


async def test_the_same_text_asked_for_at_once_and_later_is_spoken_once(speech: Speech, voice: Voice, tmp_path: Path):
    files = await asyncio.gather(*(speech.sound_for("Welcome", EN) for _ in range(5)))
    again = Speech(voice.program, cache=tmp_path / "cache", prompts=tmp_path / "prompts")
    assert {*files, await again.sound_for("Welcome", EN)} == {files[0]}
    assert [text for _, _, text in voice.said] == ["Welcome"]


async def test_texts_are_spoken_ahead_two_at_a_time_and_progress_is_told(speech: Speech, voice: Voice):
    told: list[tuple[int, int]] = []
    texts = [(f"You are number {n}.", EN) for n in range(1, 7)]
    await speech.prepare([*texts, texts[0]], lambda done, of: told.append((done, of)))
    assert told == [(n, 6) for n in range(1, 7)]
    assert len(voice.said) == 6
    assert max(together for _, together, _ in voice.said) <= 2


async def test_a_text_is_read_as_it_is(speech: Speech, voice: Voice):
    await speech.sound_for("-v fr [[h@l'oU]] <b>", EN)
    assert [text for _, _, text in voice.said] == ["-v fr [ [h@l'oU]] <b>"]


async def test_a_blank_text_is_a_moment_of_silence(speech: Speech, voice: Voice):
    assert not read(await speech.sound_for(" \n", EN)).any()
    assert voice.said == []


@pytest.mark.parametrize("text", ["stutter", "silence", "hang"])
async def test_what_cannot_be_spoken_is_a_tone_and_is_tried_again(
    text: str, speech: Speech, voice: Voice, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    if text == "hang":
        monkeypatch.setattr(espeak, "LONGEST", 0.3)
    assert is_beep(await speech.sound_for(text, EN))
    assert speech.state.startswith("espeak-ng 1.0: ")
    assert is_beep(await speech.sound_for(text, EN))
    assert len(voice.said) == 2
    assert [record.message.partition(":")[0] for record in caplog.records] == ["a text could not be spoken"] * 2
    await speech.sound_for("Welcome", EN)
    assert speech.state == "espeak-ng 1.0"


async def test_who_hangs_up_while_a_text_is_spoken_takes_it_from_nobody_else(speech: Speech, voice: Voice):
    first = asyncio.create_task(speech.sound_for("Welcome", EN))
    second = asyncio.create_task(speech.sound_for("Welcome", EN))
    await asyncio.sleep(0)
    first.cancel()
    assert len(read(await second)) > 4000


async def test_without_a_voice_recorded_prompts_are_heard_and_a_tone_for_the_rest(tmp_path: Path):
    speech = Speech(None, cache=tmp_path / "cache", prompts=tmp_path / "prompts")
    file = write(recorded(tmp_path, "Welcome"), tone(700, 1))
    assert await speech.sound_for("Welcome", EN) == file
    assert is_beep(await speech.sound_for("Goodbye", EN))
    assert speech.state == "no voice: espeak-ng is missing, only recorded prompts are heard"


async def test_a_full_disk_loses_no_call(tmp_path: Path, voice: Voice):
    (tmp_path / "cache").write_text("no folder can be made here")
    speech = Speech(voice.program, cache=tmp_path / "cache", prompts=tmp_path / "prompts")
    assert not (await speech.sound_for("Welcome", EN)).is_file()


def test_a_recording_is_named_by_its_text_however_it_is_typed():
    assert recording_name("caf\u00e9") == recording_name("cafe\u0301") == "850f7dc43910ff89"


async def test_a_recorded_file_replaces_the_text_in_its_language_only(speech: Speech, voice: Voice, tmp_path: Path):
    file = write(recorded(tmp_path, "Welcome"), tone(700, 1))
    assert await speech.sound_for("Welcome", EN) == file
    await speech.sound_for("Welcome", ZH)
    assert [who for who, _, _ in voice.said] == ["cmn-latn-pinyin"]


async def test_a_recorded_file_of_another_kind_is_converted_once(speech: Speech, tmp_path: Path):
    file = recorded(tmp_path, "Welcome")
    for rate, pitch in ((44100, 700), (48000, 1100)):
        loud = soxr.resample(tone(pitch, 1).astype(np.float32) / 32768, 8000, rate)
        with wave.open(str(file), "wb") as out:
            out.setnchannels(2)
            out.setsampwidth(3)
            out.setframerate(rate)
            wide = (np.repeat(loud[:, None], 2, axis=1) * 2**31).astype("<i4").tobytes()
            out.writeframes(b"".join(wide[i + 1 : i + 4] for i in range(0, len(wide), 4)))
        heard = await speech.sound_for("Welcome", EN)  # the second time the file has changed
        assert heard != file
        assert share_of(read(heard), pitch) > 0.95
        assert await speech.sound_for("Welcome", EN) == heard


@pytest.mark.parametrize("content", [b"", b"RIFF", b"MP3 or whatever" * 99, b"RIFF\0\0\0\0WAVE" + b"\xff" * 200])
async def test_a_broken_recorded_file_is_told_once_and_the_text_is_spoken(
    content: bytes, speech: Speech, voice: Voice, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    recorded(tmp_path, "Welcome").write_bytes(content)
    for _ in range(2):
        assert len(read(await speech.sound_for("Welcome", EN))) > 4000
    assert [text for _, _, text in voice.said] == ["Welcome"]
    assert len([record for record in caplog.records if "is left out" in record.message]) == 1


@pytest.mark.real
async def test_espeak_really_speaks_chinese_and_english(tmp_path: Path):
    program = native.find("espeak-ng")
    assert program is not None
    speech = Speech(program, cache=tmp_path / "cache", prompts=tmp_path / "prompts")
    texts = [("您好,欢迎致电海河电器。维修请按一。", ZH), ("Welcome to Haihe. For repairs, press one.", EN)]
    texts += [(f"您前面还有{n}位。", ZH) for n in range(1, 21)]
    await speech.prepare(texts)
    files = [await speech.sound_for(*text) for text in texts]
    assert len(set(files)) == len(texts)
    assert speech.state == f"espeak-ng {program.version}"
    for file in files:
        sound = read(file)
        assert 0.8 < len(sound) / 8000 < 10
        assert -24 < loudness(file) < -18
        assert np.abs(sound).max() < 32000
        assert wav.examine(file).is_plain


@pytest.mark.real
async def test_espeak_speaks_a_language_that_is_neither(tmp_path: Path):
    program = native.find("espeak-ng")
    assert program is not None
    voice = espeak.Espeak(program)
    assert await voice.voice_for(Language("de-DE")) == "de"
    assert await voice.voice_for(Language("fr-FR")) == "fr-fr"
    assert await voice.voice_for(Language("fr")) == "fr"
    assert len(await voice.speak("Bonjour", "fr")) > 2000
    assert await voice.voice_for(Language("tlh")) == "en"
