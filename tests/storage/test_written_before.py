"""What earlier programs wrote is still understood: one committed line of every kind of fact, and of every stored shape.

A change of shape must not change these files. A new field with a default needs nothing more; any other change raises
the version, adds an upcaster and adds lines of the new version. `python tests/storage/write_missing.py` writes lines
for kinds that have none yet.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from callcenter.agents.presence import Presence
from callcenter.calls.state import Call
from callcenter.journal import KINDS, VERSIONS, Unreadable, decode, encode
from callcenter.model.measures import Closing, Message, Notice, OtherSkills
from callcenter.storage import stored
from routing.records import AgentRecord, InteractionRecord

WRITTEN = Path(__file__).parent / "written"
JOURNAL = WRITTEN / "journal.jsonl"
SHAPES: dict[str, type[Any]] = {
    "call": Call,
    "presence": Presence,
    "routing-agent": AgentRecord,
    "routing-interaction": InteractionRecord,
    "other-skills": OtherSkills,
    "message": Message,
    "notice": Notice,
    "closing": Closing,
}
BODIES = sorted(WRITTEN.glob("*-*.json"))


def says(now: Any, before: Any) -> bool:
    """Whether everything that was written is still said; there may be more."""
    if isinstance(before, dict) and isinstance(now, dict):
        return all(key in now and says(now[key], value) for key, value in before.items())
    if isinstance(before, list) and isinstance(now, list):
        return len(now) == len(before) and all(map(says, now, before))
    return now == before


def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in JOURNAL.read_text(encoding="utf-8").splitlines()]


def test_every_kind_of_fact_has_a_line_of_each_of_its_versions():
    there = {(line["type"], line["version"]) for line in lines()}
    wanted = {(kind, version) for kind in KINDS for version in range(1, VERSIONS.get(kind, 1) + 1)}
    assert wanted <= there


@pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line['type']} {line['version']}")
def test_a_line_of_the_journal_is_read_and_says_the_same_when_written_again(line: dict[str, Any]):
    fact = decode(line["type"], line["version"], json.dumps(line["body"]).encode())
    kind, version, body = encode(fact)
    assert (kind, version) == (line["type"], VERSIONS.get(kind, 1))
    if version == line["version"]:
        assert says(json.loads(body), line["body"])


def test_a_line_of_a_newer_program_is_not_guessed_at():
    with pytest.raises(Unreadable, match="older than its data"):
        decode("Began", 99, b"{}")
    with pytest.raises(Unreadable):
        decode("Unheard", 1, b"{}")


def test_every_stored_shape_has_a_file_of_each_of_its_versions():
    assert set(stored.VERSIONS) == set(SHAPES.values())
    wanted = {f"{name}-{v}" for name, kind in SHAPES.items() for v in range(1, stored.VERSIONS[kind] + 1)}
    assert wanted <= {file.stem for file in BODIES}


@pytest.mark.parametrize("file", BODIES, ids=lambda file: file.stem)
def test_a_stored_body_is_read_and_says_the_same_when_written_again(file: Path):
    kind = SHAPES[file.stem.rpartition("-")[0]]
    written = json.loads(file.read_text(encoding="utf-8"))
    value = stored.decode(kind, written["version"], json.dumps(written["body"]).encode())
    assert isinstance(value, kind)
    if written["version"] == stored.VERSIONS[kind]:
        assert says(json.loads(stored.encode(value)), written["body"])


def test_a_body_of_an_older_program_is_lifted_step_by_step(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(stored.VERSIONS, Presence, 3)
    monkeypatch.setitem(stored.UPCASTERS, (Presence, 1), lambda plain: plain | {"choice": "aux"})
    monkeypatch.setitem(stored.UPCASTERS, (Presence, 2), lambda plain: plain | {"code": "lunch"})
    presence = stored.decode(Presence, 1, b'{"agent":"ana","choice":"away","since":"2026-03-03T02:00:00Z"}')
    assert (presence.choice, presence.code) == ("aux", "lunch")


@pytest.mark.parametrize("kind", SHAPES.values(), ids=SHAPES)
def test_a_body_of_a_newer_program_is_not_guessed_at(kind: type[Any]):
    with pytest.raises(Unreadable, match="older than its data"):
        stored.decode(kind, 99, b"{}")
    with pytest.raises(Unreadable):
        stored.decode(kind, 0, b"{}")
