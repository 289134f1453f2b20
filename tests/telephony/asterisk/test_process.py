"""Whose Asterisk it is: nobody's is orphaned, whatever goes wrong at a start. A sleeper stands in for Asterisk."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from callcenter.native import Program
from callcenter.telephony.asterisk.process import AsteriskProcess, Running, running, started_at
from callcenter.telephony.asterisk.settings import Settings
from telephony.asterisk.laboratory import settings_for
from telephony.contract.phones import really_until

SLEEPER = "import pathlib, os, sys, time; pathlib.Path(sys.argv[1], str(os.getpid())).touch(); time.sleep(60)"


@pytest.fixture
def born(tmp_path: Path) -> Iterator[Path]:
    """A folder with a file for each sleeper; they end with the test."""
    folder = tmp_path / "born"
    folder.mkdir()
    yield folder
    for pid in lives(folder):
        os.kill(pid, signal.SIGKILL)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for(tmp_path)


def lives(born: Path) -> list[int]:
    return [int(file.name) for file in born.iterdir() if started_at(int(file.name)) is not None]


def process_for(settings: Settings, born: Path) -> AsteriskProcess:
    root = born.parent / "root"
    for folder in ("usr/lib/asterisk/modules", "usr/share/asterisk/sounds"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "usr/lib/asterisk/modules/app_dial.so").touch()
    program = Program("asterisk", "22.0.0", "cache", (sys.executable, "-c", SLEEPER, str(born)), root)
    return AsteriskProcess(settings, program, died=lambda: None)


async def test_a_program_that_never_got_to_start_it_leaves_the_running_one_to_the_next(
    settings: Settings, born: Path
) -> None:
    before = process_for(settings, born)
    assert not await before.start()
    pid = before.pid
    await before.leave()
    await process_for(settings, born).stop()  # its start failed for another reason
    after = process_for(settings, born)
    assert await after.start()
    assert after.pid == pid
    await after.stop()
    assert running(settings.home / "running.json") is None
    assert not (settings.home / "running.json").exists()


async def test_one_that_cannot_be_noted_does_not_go_on_in_secret(settings: Settings, born: Path) -> None:
    process = process_for(settings, born)
    (settings.home / "running.new").mkdir(parents=True)  # no file can be written there
    with pytest.raises(OSError, match=r"running\.new"):
        await process.start()
    assert process.pid is None
    assert not await really_until(lambda: bool(lives(born)), 0.5)
    await process.stop()


async def test_one_that_died_and_cannot_be_noted_is_tried_again(settings: Settings, born: Path) -> None:
    process = process_for(settings, born)
    await process.start()
    first = process.pid
    assert first is not None
    obstacle = settings.home / "running.new"
    obstacle.mkdir()
    os.kill(first, signal.SIGKILL)
    assert await really_until(lambda: process.pid is None, 5)
    obstacle.rmdir()
    assert await really_until(lambda: process.pid is not None, 5)
    found = running(settings.home / "running.json")
    assert isinstance(found, Running)
    assert found.pid == process.pid != first
    await process.stop()
