"""Finding a native program: on the PATH and new enough, else in the cache. Fetches nothing, takes milliseconds."""
# ruff: noqa: S603 - argument vectors made here, and no shell

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from callcenter.native import cache, tree
from callcenter.native.machine import this_machine
from callcenter.native.program import Program, Unavailable
from callcenter.native.recipes import Recipe, recipe_of

SYSTEM_FOLDERS = ("/usr/local/sbin", "/usr/sbin", "/sbin")  # where Asterisk is, but rarely on a plain user's PATH
VERSION_SECONDS = 20


def find(name: str) -> Program | None:
    """The program, from the PATH where that one is new enough, else from the cache, else None; never fetches.

    Raises:
        Unavailable: for a name that is none of the native programs.
    """
    recipe = recipe_of(name)
    folders = cache.folders()
    search = os.pathsep.join((os.environ.get("PATH", os.defpath), *SYSTEM_FOLDERS))
    on_path = find_on_path(recipe, search, folders[0] / "versions.json")
    if on_path:
        return on_path
    return next((found for folder in folders if (found := find_in_cache(recipe, folder))), None)


def find_in_cache(recipe: Recipe, folder: Path) -> Program | None:
    """The program in that cache folder; None when it is missing, was fetched by an older recipe or has been damaged."""
    manifest = cache.read_manifest(folder, recipe.name)
    if manifest is None or manifest.wanted != recipe.packages:
        return None
    root = folder / "trees" / manifest.tree
    try:
        program = program_in(root, recipe, manifest.version)
        whole = program.executable.stat().st_size == manifest.executable_size and Path(program.start[0]).is_file()
    except (OSError, Unavailable):
        return None
    return program if whole and recipe.is_usable(program) else None


def program_in(root: Path, recipe: Recipe, version: str) -> Program:
    """The program that is unpacked below `root`.

    Raises:
        Unavailable: for a processor that the trees are not made for.
    """
    machine = this_machine()
    return Program(
        name=recipe.name,
        version=version,
        source="cache",
        start=tree.start(root, recipe, machine),
        root=root,
        environment=recipe.environment(root, machine),
    )


def find_on_path(recipe: Recipe, search: str, notes: Path) -> Program | None:
    """The first program on that search path that is good enough. What was asked once is kept in the file `notes`."""
    for name in recipe.on_path:
        executable = shutil.which(name, path=search)
        version = noted_version(recipe, executable, notes) if executable else None
        if executable and version:
            program = Program(name=recipe.name, version=version, source="path", start=(executable,))
            if recipe.is_usable(program):
                return program
    return None


def noted_version(recipe: Recipe, executable: str, notes: Path) -> str | None:
    """The version of an installed program, asked again only when its file has changed since; None when it is unfit."""
    status = os.stat(executable)
    key = f"{os.path.realpath(executable)} {status.st_size} {status.st_mtime_ns} {recipe.version_pattern}"
    known = read_notes(notes)
    if key not in known:
        fit = not recipe.also_needs or bool(answer(recipe.also_needs))
        known[key] = (ask_version(recipe, (executable,)) or "") if fit else ""
        try:
            notes.parent.mkdir(parents=True, exist_ok=True)
            cache.write_json(notes, known)
        except OSError:
            pass  # then it is asked again next time
    return known[key] or None


def read_notes(notes: Path) -> dict[str, str]:
    """The versions asked so far; none when the file is missing or not to be understood."""
    try:
        content: Any = json.loads(notes.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in content.items()} if isinstance(content, dict) else {}


def ask_version(recipe: Recipe, start: Sequence[str], environment: Mapping[str, str] | None = None) -> str | None:
    """Start the program and read the version that it answers; None when it does not run or answers something else."""
    return recipe.version_in(answer((*start, recipe.version_argument), environment))


def answer(command: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """All that a command prints; nothing when it cannot be started or does not end in time."""
    try:
        done = subprocess.run(
            command,
            check=False,
            env={**os.environ, **(environment or {})},
            timeout=VERSION_SECONDS,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace")
