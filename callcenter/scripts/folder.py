"""The folder of scripts: all of them read and checked, and their published revisions."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from callcenter.lined_yaml import Mistake, Mistakes, read_text
from callcenter.model.company import Company
from callcenter.model.script import Script
from callcenter.scripts.reading import read_script
from callcenter.storage.revisions import Revisions

log = logging.getLogger(__name__)

SCRIPT = "script"
"""The kind of revision."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


class Published(msgspec.Struct, frozen=True):
    """Every revision there ever was, so that old answers can be read; and which one is the present one."""

    all: Mapping[tuple[str, int], Script] = {}
    current: Mapping[str, Script] = {}


def script_texts(folder: Path) -> dict[str, str]:
    """The YAML of each script in the folder. Raises Mistakes."""
    texts: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for file in sorted(folder.glob("*.yaml")):
        try:
            texts[file.stem] = read_text(file)
        except Mistakes as found:
            mistakes += found.mistakes
        if not _NAME.fullmatch(file.stem):
            mistakes.append(Mistake(str(file), 1, "a script's name is made of letters, digits, _ and -; rename it"))
    if mistakes:
        raise Mistakes(mistakes)
    return texts


def load_scripts(folder: Path, company: Company) -> Mapping[str, Script]:
    """Every script of the folder. Raises Mistakes: those of all files at once."""
    scripts: dict[str, Script] = {}
    mistakes: list[Mistake] = []
    for name, text in script_texts(folder).items():
        try:
            scripts[name] = read_script(text, name, languages=company.languages, file=str(folder / f"{name}.yaml"))
        except Mistakes as found:
            mistakes += found.mistakes
    if mistakes:
        raise Mistakes(mistakes)
    return scripts


async def publish_scripts(texts: Mapping[str, str], revisions: Revisions, now: datetime) -> Published:
    """Present scripts must be right: check them before. An old one that no longer is, is left out."""
    newest = {name: await revisions.publish(SCRIPT, name, text, now) for name, text in texts.items()}
    scripts: dict[tuple[str, int], Script] = {}
    for (name, revision), body in (await revisions.all_of(SCRIPT)).items():
        try:
            scripts[name, revision] = read_script(body, name, languages=None, revision=revision)
        except Mistakes:
            log.error("revision %d of the script %s can no longer be read", revision, name)
    return Published(scripts, {name: scripts[name, revision] for name, revision in newest.items()})
