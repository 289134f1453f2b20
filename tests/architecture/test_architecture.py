"""The rules of the house that a program can read: words, names, links, and documents that leave nothing out.

Imports are held to their layers by import-linter (`make check`, contracts in `pyproject.toml`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
from pydantic import BaseModel
from typer.core import TyperGroup

from callcenter.cli import program
from callcenter.config import written

ROOT = Path(__file__).resolve().parents[2]
IGNORED = {line.strip("/\n") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()} | {".git"}
CODE = {".py", ".ts", ".html", ".yaml", ".css"}
OF_OTHERS = {"package-lock.json", "LICENSE"}
BUILT = ROOT / "agent_console" / "static" / "app"


def files(*folders: str) -> Iterator[Path]:
    """Every file of the project below these folders, or all; nothing that git ignores or a tool has built."""
    for folder in folders or (".",):
        for at, inner, names in os.walk(ROOT / folder):
            here = Path(at)
            inner[:] = sorted(name for name in inner if name not in IGNORED and here / name != BUILT)
            yield from (here / name for name in sorted(names) if name != ".git")  # a file in a linked work tree


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""  # a picture, a sound


def where(found: re.Pattern[str], paths: Iterator[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if found.search(line)
    ]


# ---------------------------------------------------------------------- words


def house(home: str) -> Iterator[Path]:
    """The program's code outside of one folder."""
    code = files("callcenter", "routing", "agent_console", "migrations", "ivr_flows")
    return (path for path in code if path.suffix in CODE and ROOT / home not in path.parents)


def test_asterisks_words_stay_in_its_folder():
    words = re.compile(r"\b(stasis\w*|pjsip\w*|bridges?|dialplan|channel_?ids?)\b", re.IGNORECASE)
    assert where(words, house("callcenter/telephony/asterisk")) == []


def test_channel_is_a_word_of_sound_and_nothing_else():
    sound = ("callcenter/wav.py", "callcenter/recordings/", "callcenter/speech/")
    rest = (
        path for path in house("callcenter/telephony/asterisk") if not str(path.relative_to(ROOT)).startswith(sound)
    )
    assert where(re.compile(r"\bchannels?\b", re.IGNORECASE), rest) == []


def test_twilios_words_stay_in_its_folder():
    assert where(re.compile(r"call_?sid|twiml", re.IGNORECASE), house("callcenter/telephony/twilio")) == []


def test_every_call_to_a_number_is_built_behind_the_toll_gate():
    built = where(re.compile(r"\b(ToNumber|OutsideNumber)\((?!_Word|msgspec)"), files("callcenter", "agent_console"))
    built = [line for line in built if not re.search(r"case (ToNumber|OutsideNumber)\(|#", line)]
    assert {line.split(":")[0] for line in built} == {"callcenter/calls/dialling_out.py"}


NO_SUBJECT = {"utils", "helpers", "common", "misc", "base", "manager", "service", "handler", "processor"}


def test_no_module_or_folder_has_a_name_without_a_subject():
    named = [path for path in files() if path.suffix in {".py", ".ts"}]
    bad = [path for path in named if NO_SUBJECT & set(re.split(r"[_.-]", "_".join(path.relative_to(ROOT).parts)))]
    assert bad == []


# ---------------------------------------------------------------------- nothing of one machine


def test_no_file_names_a_registry_or_a_path_of_one_machine():
    hosts = r"(pypi|pythonhosted|debian)\.org\b|npmjs\.|jsdelivr\.|unpkg\.com"
    homes = r"(?<![\w.])/(work|root|home)/\w"
    forbidden = re.compile(f"{hosts}|{homes}")
    assert where(forbidden, (path for path in files() if path.name not in OF_OTHERS)) == []


# ---------------------------------------------------------------------- documents

ADMINISTRATOR = (ROOT / "docs" / "administrator.md").read_text(encoding="utf-8")


def code_in(markdown: str) -> str:
    """What stands as code: between backticks, or on lines that begin with four blanks."""
    return "\n".join("".join(found) for found in re.findall(r"`([^`\n]+)`|^ {4}(.+)$", markdown, re.MULTILINE))


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models_in(inner)


def settings(model: type[BaseModel], at: str = "") -> Iterator[tuple[str, str]]:
    """(where it stands, how it is written) of every key of config.yaml."""
    for name, field in model.model_fields.items():
        key = field.alias or name
        yield f"{at}{key}", key
        for inner in models_in(field.annotation):
            yield from settings(inner, f"{at}{key}.")


@pytest.mark.parametrize(("at", "key"), sorted(settings(written.Config)), ids=lambda value: str(value))
def test_every_setting_stands_in_the_administrators_document(at: str, key: str):
    assert re.search(rf"\b{re.escape(key)}\b", code_in(ADMINISTRATOR)), at


def commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    if isinstance(command, TyperGroup):
        for inner, its in command.commands.items():
            yield from commands(its, f"{name} {inner}")
    else:
        yield name, command


COMMANDS = dict(commands(typer.main.get_command(program), "callcenter"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_its_options_stand_in_the_administrators_document(name: str):
    said = code_in(ADMINISTRATOR)
    assert name in said
    options = [option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("--")]
    assert [option for option in options if option not in said] == []


DOCUMENTS = [path for path in files() if path.suffix == ".md"]


def links(document: Path) -> Iterator[Path]:
    """The files a document leads to."""
    for target in re.findall(r"\]\(([^)\s]+)\)|<img[^>]*src=\"([^\"]+)\"", document.read_text(encoding="utf-8")):
        path = "".join(target).partition("#")[0]
        if path and not re.match(r"[a-z]+:", path):
            yield (document.parent / path).resolve()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_document_leads_somewhere(document: Path):
    assert [str(path) for path in links(document) if not path.exists()] == []


def test_every_document_can_be_reached_from_the_readme():
    reached, ahead = {ROOT / "README.md"}, [ROOT / "README.md"]
    while ahead:
        for path in links(ahead.pop()):
            if path.suffix == ".md" and path not in reached:
                reached.add(path)
                ahead.append(path)
    assert [path for path in files("docs") if path.suffix == ".md" and path not in reached] == []


def test_every_decision_has_its_number_and_its_parts():
    pages = sorted(path for path in (ROOT / "docs" / "adr").glob("*.md") if path.name != "README.md")
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        headings = re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], page.name
