"""Tracks become one stereo recording; nothing outside the folder is ever played."""

from __future__ import annotations

import asyncio
import os
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from real.phones.sound import share_of, tone, write

from callcenter import wav
from callcenter.history.records import Track
from callcenter.model.ids import AgentId, InteractionId
from callcenter.model.interaction import Party
from callcenter.recordings import Recordings, mixing
from callcenter.recordings.mixing import peaks

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CALL = InteractionId("i-1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "recordings"
    folder.mkdir()
    return folder


@pytest.fixture
def recordings(folder: Path, tmp_path: Path) -> Recordings:
    return Recordings(folder, tmp_path / "cache")


def a_track(name: str, party: Party, after: float = 0.0) -> Track:
    return Track(
        track=name,
        interaction=CALL,
        party=party,
        agent=AgentId("wang") if party is Party.AGENT else None,
        began_at=NOON + timedelta(seconds=after),
        ended_at=None,
    )


CUSTOMER, AGENT = a_track("c", Party.CUSTOMER), a_track("a", Party.AGENT, after=1.5)


def sides(file: Path) -> tuple[np.ndarray, np.ndarray]:
    both = wav.examine(file)
    assert (both.channels, both.rate, both.kind) == (2, 8000, (1, 16))
    whole = (both.read() * 32768).astype(np.int16)
    return whole[:, 0], whole[:, 1]


async def test_the_customer_is_left_and_agents_are_right_each_when_they_spoke(recordings: Recordings, folder: Path):
    write(folder / "c.wav", tone(500, 4))
    write(folder / "a.wav", tone(1300, 1))
    write(folder / "b.wav", tone(1700, 2))
    file = await recordings.stereo(CALL, [CUSTOMER, AGENT, a_track("b", Party.AGENT, after=3)])
    assert file is not None
    left, right = sides(file)
    assert len(left) == 5 * 8000  # until the last track ends
    assert share_of(left[:32000], 500) > 0.99
    assert not left[32000:].any()
    assert not right[:12000].any()
    assert share_of(right[12000:20000], 1300) > 0.99
    assert not right[20000:24000].any()
    assert share_of(right[24000:], 1700) > 0.99


async def test_two_agents_at_once_are_mixed_without_overflow(recordings: Recordings, folder: Path):
    write(folder / "a.wav", tone(500, 1, loudness=30000))
    write(folder / "b.wav", tone(500, 1, loudness=30000))
    file = await recordings.stereo(CALL, [a_track("a", Party.AGENT), a_track("b", Party.AGENT)])
    assert file is not None
    _, right = sides(file)
    assert share_of(right, 500) > 0.9
    assert right.max() == 32767


async def test_it_is_made_once_and_anew_when_a_track_has_grown(recordings: Recordings, folder: Path):
    write(folder / "c.wav", tone(500, 1))
    first, same = await asyncio.gather(recordings.stereo(CALL, [CUSTOMER]), recordings.stereo(CALL, [CUSTOMER]))
    assert first is not None
    made = first.stat().st_ino
    assert await recordings.stereo(CALL, [CUSTOMER]) == same == first
    assert first.stat().st_ino == made
    write(folder / "c.wav", tone(500, 2))
    second = await recordings.stereo(CALL, [CUSTOMER])
    assert second is not None
    assert second != first
    assert len(sides(second)[0]) == 16000


@pytest.mark.parametrize("said", [0, 16000, 0x7FFFF000])
async def test_a_track_that_is_still_being_written_is_heard_as_far_as_it_is(
    said: int, recordings: Recordings, folder: Path
):
    file = write(folder / "c.wav", tone(500, 3))
    with file.open("r+b") as target:  # Asterisk tells the length when it closes the file
        target.seek(4)
        target.write((said + 36).to_bytes(4, "little"))
        target.seek(40)
        target.write(said.to_bytes(4, "little"))
        target.seek(0, os.SEEK_END)
        target.write(b"\x01")  # half a sample
    mixed = await recordings.stereo(CALL, [CUSTOMER])
    assert mixed is not None
    left, _ = sides(mixed)
    assert len(left) == 24000
    assert share_of(left, 500) > 0.99


async def test_what_is_missing_or_broken_is_left_out(recordings: Recordings, folder: Path):
    assert await recordings.stereo(CALL, [CUSTOMER, AGENT]) is None
    (folder / "a.wav").write_bytes(b"")
    assert await recordings.stereo(CALL, [CUSTOMER, AGENT]) is None
    write(folder / "c.wav", tone(500, 1))
    file = await recordings.stereo(CALL, [CUSTOMER, AGENT])
    assert file is not None
    assert len(sides(file)[0]) == 8000


async def test_a_track_that_was_begun_only_is_no_sound_and_no_mistake(recordings: Recordings, folder: Path):
    write(folder / "c.wav", tone(500, 0))
    file = await recordings.stereo(CALL, [CUSTOMER])
    assert file is not None
    assert len(sides(file)[0]) == 0
    assert peaks(file, 3) == [[0, 0, 0], [0, 0, 0]]


def test_a_track_and_a_voicemail_are_found_by_name(recordings: Recordings, folder: Path):
    file = write(folder / "01J8Z-t.7.wav", tone(500, 1))
    assert recordings.track("01J8Z-t.7") == file
    assert recordings.track("01J8Z") is None


@pytest.mark.parametrize("name", ["../secret", "..", "", ".", "/etc/passwd", "a/b", "a\0b", "a\n", "x" * 65, "-f", "é"])
async def test_no_name_leads_out_of_the_folder(name: str, recordings: Recordings, folder: Path):
    write(folder.parent / "secret.wav", tone(500, 1))
    assert recordings.track(name) is None
    assert await recordings.stereo(InteractionId(name), [CUSTOMER]) is None


def test_a_link_does_not_lead_out_of_the_folder_either(recordings: Recordings, folder: Path):
    write(folder.parent / "secret.wav", tone(500, 1))
    (folder / "c.wav").symlink_to(folder.parent / "secret.wav")
    assert recordings.track("c") is None


async def test_what_nobody_listened_to_for_longest_makes_room(folder: Path, tmp_path: Path):
    write(folder / "c.wav", tone(500, 1))  # 32,044 bytes each when mixed
    recordings = Recordings(folder, tmp_path / "cache", most_kept=70_000)
    files: list[Path] = []
    for n in range(3):
        file = await recordings.stereo(InteractionId(f"i-{n}"), [CUSTOMER])
        assert file is not None
        os.utime(file, (n, n))
        files.append(file)
    assert [file.exists() for file in files] == [False, True, True]


async def test_a_clock_that_was_wrong_by_years_does_not_fill_the_disk(
    recordings: Recordings, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(mixing, "LONGEST", 10 * 8000)
    write(folder / "c.wav", tone(500, 1))
    write(folder / "a.wav", tone(500, 1))
    file = await recordings.stereo(CALL, [CUSTOMER, a_track("a", Party.AGENT, after=3e8)])
    assert file is not None
    assert len(sides(file)[0]) == 10 * 8000


async def test_an_hour_takes_little_memory(recordings: Recordings, folder: Path):
    for name in ("c", "a"):
        with wav.writing(folder / f"{name}.wav", channels=1) as put:
            for _ in range(60):
                put(np.full((60 * 8000, 1), 0.25, np.float32))
    tracemalloc.start()
    try:
        file = await recordings.stereo(CALL, [CUSTOMER, AGENT])
        assert file is not None
        heights = await asyncio.to_thread(peaks, file, 10)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert file.stat().st_size == 44 + int(3601.5 * 8000) * 4
    assert heights == [[0.25] * 10, [0.25] * 10]  # the louder of a second of silence and the sound after it
    assert most < 40e6


def test_peaks_draw_the_loudness(tmp_path: Path):
    parts = [tone(500, 1, loudness=at) for at in (0, 16384, 8192, 32767)]
    assert peaks(write(tmp_path / "x.wav", np.concatenate(parts)), 4)[0] == pytest.approx([0, 0.5, 0.25, 1], abs=0.01)


@pytest.mark.parametrize("n", [0, -1, 10_001])
def test_an_unreasonable_number_of_peaks_is_refused(n: int, tmp_path: Path):
    with pytest.raises(ValueError, match="peaks can be asked for"):
        peaks(write(tmp_path / "x.wav", tone(500, 1)), n)
