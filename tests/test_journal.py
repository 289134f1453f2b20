"""A journal line is read back as it was written, also by a later program."""

from __future__ import annotations

import pytest

from callcenter import journal
from callcenter.model.facts import Announced, NodesPassed
from callcenter.model.ids import NodeName


def test_a_line_is_read_back_as_it_was_written():
    fact = NodesPassed(nodes=(NodeName("welcome"), NodeName("main")))
    assert journal.decode(*journal.encode(fact)) == fact


def test_an_old_line_is_lifted_by_its_upcasters(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(journal.VERSIONS, "Announced", 2)
    monkeypatch.setitem(
        journal.UPCASTERS, ("Announced", 1), lambda old: {"type": "Announced", "position": old["place"]}
    )
    assert journal.decode("Announced", 1, b'{"type":"Announced","place":4}') == Announced(position=4)


@pytest.mark.parametrize(
    ("kind", "version", "body"), [("Unheard", 1, b"{}"), ("Announced", 9, b"{}"), ("Announced", 1, b'{"position":"x"}')]
)
def test_a_line_of_a_newer_program_or_a_broken_one_is_refused_by_name(kind: str, version: int, body: bytes):
    with pytest.raises(journal.Unreadable, match=kind):
        journal.decode(kind, version, body)
