"""Fetching native programs from the Debian mirror that the machine is set up with, without root."""

from __future__ import annotations

import fnmatch
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from callcenter.native import cache, tree
from callcenter.native.apt import Package, PrivateApt, require_apt
from callcenter.native.finding import ask_version, find, find_in_cache, program_in
from callcenter.native.machine import Machine, this_machine
from callcenter.native.program import Program, Unavailable
from callcenter.native.recipes import Recipe, recipe_of
from callcenter.native.sources import debian_mirror

Tell = Callable[[str], None]
MEGABYTE = 1_000_000
BETWEEN_LINES = 1.0  # seconds


def fetch(names: Sequence[str], tell: Tell = lambda line: None) -> dict[str, Program]:
    """All these programs, by name; those that are neither on the PATH nor in the cache are fetched.

    `tell` hears one line of progress at a time. Safe to call from several processes at once, and to interrupt.

    Raises:
        Unavailable: when one cannot be had: not Debian, no apt, no network, no space.
    """
    found = {name: find(name) for name in names}
    missing = [recipe_of(name) for name, program in found.items() if program is None]
    made = fetch_missing(missing, cache.folders()[0], tell) if missing else {}
    return {name: program or made[name] for name, program in found.items()}


def fetch_missing(recipes: Sequence[Recipe], folder: Path, tell: Tell) -> dict[str, Program]:
    """Fetch these programs into that cache folder; another process may have done so in the meantime.

    Raises:
        Unavailable: when one cannot be had; its line starts with the names.
    """
    try:
        machine, keyring, mirror = this_machine(), require_apt(), debian_mirror()
        with cache.locked(folder, tell):
            made = {recipe.name: found for recipe in recipes if (found := find_in_cache(recipe, folder))}
            missing = [recipe for recipe in recipes if recipe.name not in made]
            if missing:
                cache.remove_unfinished(folder)
                for suite in dict.fromkeys(recipe.suite for recipe in missing):
                    apt = PrivateApt(folder / "apt" / suite, mirror, machine, keyring, suite)
                    tell(f"reading the Debian mirror's index of {suite}")
                    apt.update(tell)
                    wanted = [recipe for recipe in missing if recipe.suite == suite]
                    made |= {recipe.name: Fetch(recipe, folder, machine, apt, tell).program() for recipe in wanted}
            return made
    except (Unavailable, OSError) as problem:
        raise Unavailable(f"{', '.join(recipe.name for recipe in recipes)} cannot be had: {problem}") from problem


class Fetch:
    """Fetching one program: plan, download, check, unpack, try, keep."""

    def __init__(self, recipe: Recipe, folder: Path, machine: Machine, apt: PrivateApt, tell: Tell) -> None:
        self.recipe, self.folder, self.machine, self.apt = recipe, folder, machine, apt
        self.tell, self.last_line = tell, 0.0

    def program(self) -> Program:
        """Fetch the program and write down what was fetched.

        Raises:
            Unavailable: when a package cannot be had or checked, or the program does not run.
        """
        packages = tuple(
            package
            for package in self.apt.plan(self.recipe.packages)
            if not any(fnmatch.fnmatch(package.name, pattern) for pattern in self.recipe.left_out)
        )
        self.download(packages)
        name = tree.name_of(self.recipe, (package.sha256 for package in packages))
        version = self.unpack(packages, self.folder / "trees" / name)
        program = program_in(self.folder / "trees" / name, self.recipe, version)
        size = program.executable.stat().st_size
        cache.write_manifest(
            self.folder, cache.Manifest(self.recipe.name, version, name, self.recipe.packages, size, packages)
        )
        self.say(f"{version} is ready")
        return program

    def download(self, packages: Sequence[Package]) -> None:
        """Have every package in the cache, each checked against the signed index.

        Raises:
            Unavailable: when one cannot be downloaded or is not what the index says.
        """
        files = {package: cache.package_file(self.folder, package) for package in packages}
        missing = [package for package, file in files.items() if not cache.is_whole(file, package)]
        if not missing:
            return
        with tempfile.TemporaryDirectory(prefix=cache.PARTIAL, dir=self.folder / "packages") as scratch:
            into = Path(scratch)
            problem = self.apt.download(missing, into, lambda: self.count(packages, missing, into))
            for package in missing:
                if cache.is_whole(into / package.file, package):
                    (into / package.file).replace(files[package])
                else:
                    problem = problem or f"{package.file} is not what the signed index says"
        if problem:
            raise Unavailable(problem)
        self.count(packages, (), into, at_once=True)

    def count(self, packages: Sequence[Package], missing: Sequence[Package], into: Path, at_once: bool = False) -> None:
        """Say how much of the download is done."""
        if time.monotonic() - self.last_line < BETWEEN_LINES and not at_once:
            return
        total = sum(package.size for package in packages)
        arrived = [file.stat().st_size for file in into.glob("*.deb")] if missing else []
        done = total - sum(package.size for package in missing) + sum(arrived)
        ready = len(packages) - len(missing) + max(0, len(arrived) - 1)
        self.say(f"{ready} of {len(packages)} packages, {done // MEGABYTE} of {total // MEGABYTE} MB")

    def unpack(self, packages: Sequence[Package], root: Path) -> str:
        """Unpack the packages so that `root` is either whole or missing; returns the version the program answers.

        Raises:
            Unavailable: when that fails, or the program does not run from its tree.
        """
        new = root.with_name(f"{root.name}.{os.getpid()}{cache.UNFINISHED}")
        debs = [cache.package_file(self.folder, package) for package in packages]
        self.say(f"unpacking {len(debs)} packages")
        tree.make(new, self.recipe, self.machine, debs, self.count_unpacked(len(debs)))
        trial = program_in(new, self.recipe, "0")
        version = ask_version(self.recipe, trial.start, trial.environment)
        if version is None or not self.recipe.is_usable(replace(trial, version=version)):
            raise Unavailable(f"{self.recipe.name} was unpacked, but answers {version or 'no version'}")
        shutil.rmtree(root, ignore_errors=True)  # a damaged one
        new.replace(root)
        return version

    def count_unpacked(self, total: int) -> Callable[[int], None]:
        """Says now and then how much is unpacked."""

        def watch(done: int) -> None:
            if time.monotonic() - self.last_line >= BETWEEN_LINES:
                self.say(f"unpacked {done} of {total} packages")

        return watch

    def say(self, line: str) -> None:
        """One line about this program."""
        self.last_line = time.monotonic()
        self.tell(f"{self.recipe.name}: {line}")
