"""What earlier programs wrote is still understood: one committed line of every kind of fact, and a stored call.

A change of shape must not change these files: it raises the version, adds an upcaster and adds lines of the new
version. `python tests/storage/write_missing.py` writes lines for kinds that have none yet.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from callcenter.journal import KINDS, VERSIONS, Unreadable, decode, encode
from callcenter.storage.memory import read_call

WRITTEN = Path(__file__).parent / "written"
JOURNAL = WRITTEN / "journal.jsonl"
CALLS = sorted(WRITTEN.glob("call-*.json"))


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
        assert json.loads(body) == line["body"]


def test_a_line_of_a_newer_program_is_not_guessed_at():
    with pytest.raises(Unreadable, match="older than its data"):
        decode("Began", 99, b"{}")
    with pytest.raises(Unreadable):
        decode("Unheard", 1, b"{}")


@pytest.mark.parametrize("file", CALLS, ids=lambda file: file.stem)
def test_a_stored_call_is_read_and_says_the_same_when_written_again(file: Path):
    stored = json.loads(file.read_text(encoding="utf-8"))
    call = read_call(stored["version"], json.dumps(stored["body"]).encode())
    assert call.legs[call.agent_leg].turn is not None
    again = json.loads(msgspec.json.encode(call))
    assert again == stored["body"]


def test_a_call_of_a_newer_program_is_not_guessed_at():
    with pytest.raises(Unreadable, match="older than its data"):
        read_call(99, b"{}")
