"""The player of a recording in a real Chromium: seen in both languages, sought in, played, and written down once."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from playwright.async_api import expect
from real.browser import Browser
from real.people import until
from real.program import Program

from callcenter import wav
from callcenter.journal import encode
from callcenter.model import facts

pytestmark = pytest.mark.real

BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECONDS = 60
AUDIO = "document.querySelector('cc-player audio')"


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    telephony = {"mode": "none", "trunks": {"carrier": {"match": ["127.0.0.1"]}}}
    async with Program(tmp_path, {"telephony": telephony}) as program:
        yield program


def at(seconds: float) -> str:
    return f"{BEGAN + timedelta(seconds=seconds):%Y-%m-%d %H:%M:%S.%f}"


def recorded(program: Program) -> str:
    """A call of the demo's past gets two tracks, and a pause in its journal."""
    found = program.rows("SELECT id, tenant, agent FROM interactions WHERE talked > 60 AND medium = 'voice' LIMIT 1")[0]
    folder = program.data / "recordings"
    folder.mkdir(exist_ok=True)
    pause = [
        (20, facts.RecordingPaused(why=facts.PauseReason.AGENT, by=found["agent"])),
        (30, facts.RecordingResumed(why=facts.PauseReason.AGENT, by=found["agent"])),
        (45, facts.NoteWritten(agent=found["agent"])),
    ]
    with closing(sqlite3.connect(program.data / "callcenter.db", timeout=10)) as database, database:
        for track, party, agent in (("c", "customer", None), ("a", "agent", found["agent"])):
            with wav.writing(folder / f"{track}.wav", channels=1) as put:
                put(np.full((SECONDS * wav.RATE, 1), 0.25, np.float32))
            row = (track, found["tenant"], found["id"], party, agent, at(0), at(SECONDS))
            database.execute(
                "INSERT INTO recordings (track, tenant, interaction, party, agent, began_at, ended_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )
        database.execute("UPDATE interactions SET note = 'Belt <b>ordered</b>' WHERE id = ?", (found["id"],))
        for n, (seconds, fact) in enumerate(pause, start=1001):
            kind, version, body = encode(fact)
            database.execute(
                "INSERT INTO journal (tenant, stream, n, at, type, version, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (found["tenant"], found["id"], n, at(seconds), kind, version, body),
            )
    return found["id"]


async def test_a_recording_is_seen_sought_in_and_played_by_mouse_and_keys(program: Program):
    interaction = recorded(program)
    async with Browser(program) as browser:
        page = await browser.signed_in("brown", path="/board")
        wrong: list[str] = []
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        await page.goto(f"/history/{interaction}")
        wave = page.locator("cc-player .wave")
        box = await wave.bounding_box()
        assert box is not None
        await wave.click(position={"x": box["width"] / 2, "y": 20})
        await expect(wave).to_have_attribute("aria-valuenow", "30")
        await wave.press("ArrowRight")
        await expect(wave).to_have_attribute("aria-valuetext", "0:35, 17:00:35")  # the company's zone
        await expect(page.locator("cc-player rect.paused")).to_have_attribute("width", "16.666666666666668%")
        note, pointed = (
            page.locator("cc-player [data-part='note-mark']"),
            page.locator("cc-player [data-part='pointed']"),
        )
        await note.hover()
        await expect(pointed).to_have_text("0:45 Belt <b>ordered</b>")
        await page.mouse.move(0, 0)
        await expect(pointed).to_have_text("Point at a mark to read the note; click to go there")
        await note.focus()
        await expect(pointed).to_contain_text("Belt")
        await note.press("Enter")
        await expect(wave).to_have_attribute("aria-valuenow", "45")
        await wave.click(position={"x": box["width"] / 2, "y": 20})
        await note.click()
        await expect(wave).to_have_attribute("aria-valuenow", "45")
        await wave.click(position={"x": box["width"] * 35 / 60, "y": 20})
        await page.get_by_role("button", name="Speed: 1 times").click()
        assert await page.evaluate(f"{AUDIO}.playbackRate") == 1.5
        await wave.press(" ")
        await expect(page.locator("cc-player output")).to_contain_text(re.compile(r"0:3[6-9]|0:[45]\d"))
        await wave.press(" ")
        assert await page.evaluate(f"{AUDIO}.paused")
        await page.reload()
        await expect(page.get_by_text("listened to: Everybody")).to_have_count(1)
        await page.click("button[value='zh-CN']")
        await expect(page.locator("cc-player .lane.customer")).to_contain_text("客户")
        assert (browser.said, wrong) == ([], [])
    rows = await until(lambda: program.rows("SELECT * FROM access_log WHERE what = 'listened'"))
    assert [(row["login"], row["interaction"], row["page"]) for row in rows] == [
        ("brown", interaction, f"/history/{interaction}")
    ]
