"""`config.yaml` → a `Config`, or every mistake in it with its line and what to do."""

from __future__ import annotations

from pathlib import Path

from callcenter.config import written
from callcenter.config.company import company_of
from callcenter.config.machine import telephony_of, web_of
from callcenter.config.reading import Reading
from callcenter.config.storage import parse_storage
from callcenter.config.values import Config
from callcenter.lined_yaml import Mistake, Mistakes, read, read_text
from callcenter.model.ids import Language


def load(path: Path) -> Config:
    """Raises Mistakes."""
    document = read(read_text(path), str(path))
    if not isinstance(document.data, dict):
        raise Mistakes([Mistake(str(path), 1, "a configuration begins with `company:` and the like, one key a line")])
    told = document.parse(written.Config)
    reading = Reading(document, path.parent, tuple(Language(language) for language in told.company.languages))
    flows = reading.folder_at(("flows",), told.flows)
    names = frozenset(file.stem for file in flows.glob("*.yaml")) if flows.is_dir() else None
    scripts = path.parent / told.scripts
    if "scripts" in told.model_fields_set:
        reading.folder_at(("scripts",), told.scripts)
    for queue, one in told.queues.items():
        if one.script is not None:
            reading.known(
                ("queues", queue, "script"), "script", one.script, {file.stem for file in scripts.glob("*.yaml")}
            )
    config = Config(
        company=company_of(told, reading, names),
        storage=_storage(told.storage, reading),
        storage_secret_file=(
            reading.secret_file(("storage", "secret_file"), told.storage.secret_file)
            if told.storage.secret_file is not None
            else None
        ),
        web=web_of(told.web, reading),
        telephony=telephony_of(told, reading),
        flows=flows,
        scripts=scripts,
        demo=told.demo,
        file=path,
    )
    if reading.mistakes:
        raise Mistakes(sorted(reading.mistakes, key=lambda mistake: mistake.line))
    return config


def _storage(told: written.Storage, reading: Reading) -> str:
    try:
        parse_storage(told.url)
    except ValueError as error:
        reading.wrong(("storage",), str(error))
    return told.url


def flows_beside(path: Path) -> Path:
    """The folder of flows that a configuration names, or would name if it could be read."""
    try:
        data = read(read_text(path), str(path)).data
    except Mistakes:
        data = None
    named = data.get("flows") if isinstance(data, dict) else None
    return path.parent / (named if isinstance(named, str) else written.FLOWS)
