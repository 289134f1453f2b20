"""What the desk benchmark makes of what a page and the journal have written down."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import sipp
from benchmarks.desk import OURS, RIVAL, after_offer, offers, shown
from benchmarks.page import Seen

NOON = 1_772_452_800.0  # 2026-03-02 12:00 UTC


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Two calls were offered to the one in our desk, one of them had been offered at a desk phone before."""
    file = tmp_path / "callcenter.db"
    with closing(sqlite3.connect(file)) as rows, rows:
        rows.execute("CREATE TABLE journal (stream, at, type, body)")
        for stream, at, kind, agent in (
            ("01A", "2026-03-02 12:00:00.000000", "OfferMade", "a01"),
            ("01A", "2026-03-02 12:00:01.000000", "OfferEnded", "a01"),
            ("01A", "2026-03-02 12:00:01.500000", "OfferMade", OURS),
            ("01B", "2026-03-02 12:00:02.000000", "OfferMade", OURS),
            ("01C", "2026-03-02 12:00:02.250000", "OfferMade", RIVAL),
        ):
            rows.execute("INSERT INTO journal VALUES (?, ?, ?, ?)", (stream, at, kind, f'{{"agent": "{agent}"}}'))
    return file


def test_a_pop_is_timed_from_the_offer_to_that_agent(journal: Path):
    made = offers(journal, (OURS, RIVAL))
    assert made == {("01A", OURS): NOON + 1.5, ("01B", OURS): NOON + 2.0, ("01C", RIVAL): NOON + 2.25}
    assert after_offer(OURS, {"01A": NOON + 1.75, "01B": NOON + 2.5}, made) == [0.25, 0.5]


def test_a_leg_that_rings_is_of_its_interaction_and_what_was_never_offered_does_not_count(journal: Path):
    made = offers(journal, (OURS, RIVAL))
    assert after_offer(RIVAL, {"01C-q1.1": NOON + 2.5, "01A-q1.1": NOON + 3.0}, made) == [0.25]


def test_the_figures_set_ours_beside_the_bare_page(journal: Path):
    made = offers(journal, (OURS, RIVAL))
    ours = Seen(pops={"01A": NOON + 1.6, "01B": NOON + 2.2}, invites={"01A-q1.1": NOON + 1.6}, answers=[(1.0, 1.5)])
    rival = Seen(pops={"01C-q1.1": NOON + 2.35}, invites={}, answers=[(1.0, 1.25)])
    figures = shown({OURS: ours, RIVAL: rival}, made, 60.0, 55.0, 0.051234, 1)
    assert (figures.offer_to_pop_p99_ms, figures.offer_to_pop_p99_ratio) == (200.0, 0.5)
    assert (figures.click_to_answer_p99_ms, figures.click_to_answer_p99_ratio) == (500.0, 0.5)
    assert (figures.first_load_kb, figures.main_thread_share, figures.failed_calls) == (60.0, 0.0512, 1)
    with pytest.raises(RuntimeError, match="key to audio, our desk: nothing was seen"):
        shown({OURS: Seen(ours.pops, ours.invites, []), RIVAL: rival}, made, 60.0, 55.0, 0.05, 0)


def test_a_caller_who_speaks_has_a_port_of_their_own():
    assert "rtp_stream" not in sipp.caller(None)
    assert "[media_port]" in sipp.caller(None)
    speaks = sipp.caller(Path("/tone.alaw"))
    assert '<exec rtp_stream="/tone.alaw,-1,8,PCMA/8000"/>' in speaks
    assert "m=audio [rtpstream_audio_port] RTP" in speaks
