"""What `make front` built and the pages load: complete, for any machine, and nothing a strict policy forbids."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CONSOLE = Path(__file__).parents[2] / "agent_console"
BUILT = CONSOLE / "static" / "app"
SCRIPTS = sorted(BUILT.glob("*.js"))
ENTRIES = {"desk.js", "board.js", "call.js", "player.js"}
IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*["'`]\./([^"'`]+)["'`]""")


def imports(script: Path) -> set[str]:
    return set(IMPORTED.findall(script.read_text(encoding="utf-8")))


def test_the_pages_find_their_scripts_by_fixed_names():
    assert {script.name for script in SCRIPTS} >= ENTRIES


def test_every_imported_piece_is_there_and_every_piece_is_imported():
    imported = set[str]().union(*(imports(script) for script in SCRIPTS))

    assert imported == {script.name for script in SCRIPTS} - ENTRIES


def test_pieces_are_named_by_their_content_so_that_browsers_may_keep_them():
    for script in SCRIPTS:
        assert script.name in ENTRIES or re.search(r"-[A-Za-z0-9_-]{8}\.js$", script.name)


def test_the_softphone_is_loaded_only_when_it_is_needed():
    for entry in ENTRIES:
        needed, rest = set[str](), [entry]
        while rest:
            text = (BUILT / rest.pop()).read_text(encoding="utf-8")
            found = {name for name in re.findall(r"""from\s*["']\./([^"']+)["']""", text) if name not in needed}
            needed |= found
            rest += found
        assert not any(name.startswith("JsSIP") for name in needed)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_knows_no_machine_and_asks_for_nothing_forbidden(script: Path):
    text = script.read_text(encoding="utf-8")

    assert "sourceMappingURL" not in text
    assert not re.search(r"\beval\(|\bnew Function\b|node_modules|/(?:home|root|work)/|localhost:", text)
