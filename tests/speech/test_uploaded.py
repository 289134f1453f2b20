"""Sounds that are uploaded for notices become what the telephone plays, or are refused with a reason."""

from __future__ import annotations

import io
import os
import wave
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from callcenter import wav
from callcenter.speech.uploaded import Uploaded


def sound(seconds: float, rate: int = 44_100, channels: int = 2) -> bytes:
    at = np.arange(int(seconds * rate)) / rate
    samples = (np.sin(2 * np.pi * 440 * at) * 9000).astype("<i2")
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.repeat(samples, channels).tobytes())
    return out.getvalue()


async def test_a_stereo_sound_of_a_studio_becomes_one_of_the_telephone(tmp_path: Path):
    uploaded = Uploaded(tmp_path / "notices")
    name, seconds = await uploaded.keep(sound(1.5))
    kept = wav.examine(uploaded.file(name))
    assert (kept.is_plain, round(kept.seconds, 1), round(seconds, 1)) == (True, 1.5, 1.5)
    assert uploaded.has(name)
    assert await uploaded.keep(sound(1.5)) == (name, seconds)
    assert [file.name for file in (tmp_path / "notices").iterdir()] == [f"{name}.wav"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"RIFF", "cannot be read"),
        (b"MP3 " * 100, "not a wav file"),
        (sound(0.0), "lasts 0.0 s"),
        (sound(181, 8000, 1), "181.0 s"),
    ],
)
async def test_what_cannot_be_played_is_refused(tmp_path: Path, data: bytes, why: str):
    uploaded = Uploaded(tmp_path / "notices")
    with pytest.raises(wav.BadSound, match=why):
        await uploaded.keep(data)
    assert list((tmp_path / "notices").iterdir()) == []


def test_a_name_that_leads_elsewhere_is_none_of_ours(tmp_path: Path):
    (tmp_path / "secret.wav").write_bytes(b"")
    uploaded = Uploaded(tmp_path / "notices")
    assert not uploaded.has("../secret")
    assert not uploaded.has("0" * 32)


async def test_what_no_notice_plays_is_forgotten_after_a_while(tmp_path: Path):
    uploaded = Uploaded(tmp_path)
    played, unused, new = "1" * 32, "2" * 32, "3" * 32
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    for name, age in ((played, 30), (unused, 30), (new, 1)):
        uploaded.file(name).write_bytes(b"x")
        at = (now - timedelta(hours=age)).timestamp()
        os.utime(uploaded.file(name), (at, at))
    await uploaded.forget(all_but={played}, before=now - timedelta(hours=12))
    assert [uploaded.has(name) for name in (played, unused, new)] == [True, False, True]
