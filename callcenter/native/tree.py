"""Unpacking Debian packages into a tree that programs run from, with the tree's own loader and libraries."""
# ruff: noqa: S603, S607 - argument vectors made here, and no shell

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from callcenter.native.machine import Machine
from callcenter.native.program import Unavailable
from callcenter.native.recipes import Recipe

EDITION = "1"  # part of every tree's name: raise it when unpacking or finishing changes
MERGED = ("bin", "sbin", "lib", "lib64")
UNREAD = tuple(f"--exclude=./usr/share/{part}/*" for part in ("doc", "man", "locale", "info", "lintian", "bug"))


def name_of(recipe: Recipe, hashes: Iterable[str]) -> str:
    """The name of the tree that these packages make for this recipe: the same set always has the same name."""
    text = "\n".join((EDITION, recipe.name, *sorted(hashes)))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def make(root: Path, recipe: Recipe, machine: Machine, debs: Sequence[Path], watch: Callable[[int], None]) -> None:
    """Unpack checked .deb files below `root` and do what their installation scripts would have done.

    `watch` hears how many are unpacked. Documentation, manuals and translations are left out.

    Raises:
        Unavailable: when a package cannot be unpacked (disk full, for one).
    """
    for part in MERGED:  # some packages still ship /lib or /bin
        (root / "usr" / part).mkdir(parents=True)
        (root / part).symlink_to(f"usr/{part}")
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as workers:
        for done, error in enumerate(workers.map(lambda deb: unpack(deb, root), debs), start=1):
            if error:
                workers.shutdown(cancel_futures=True)
                raise Unavailable(f"{recipe.name}: a package cannot be unpacked: {error}")
            watch(done)
    keep_links_inside(root)
    recipe.finish(root, machine)


def unpack(deb: Path, root: Path) -> str:
    """Unpack one package; returns the complaint, or "" when all went well.

    Nothing is set-uid afterwards, also when root unpacks.
    """
    into = ["tar", "-x", "-f", "-", "-C", str(root), "--keep-directory-symlink", "--no-same-owner"]
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(deb)], stdout=subprocess.PIPE) as archive:
        done = subprocess.run(
            [*into, "--no-same-permissions", *UNREAD],
            stdin=archive.stdout,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode or archive.returncode:
        return done.stderr.strip().partition("\n")[0] or f"dpkg-deb ended with {archive.returncode}"
    return ""


def keep_links_inside(root: Path) -> None:
    """Make absolute links relative where their target is in the tree, else they would lead into the system."""
    for folder, folders, files in os.walk(root):
        for name in folders + files:
            link = Path(folder, name)
            if link.is_symlink() and (target := os.readlink(link)).startswith("/"):
                inside = root / target.lstrip("/")
                if inside.exists():
                    link.unlink()
                    link.symlink_to(os.path.relpath(inside, link.parent))


def start(root: Path, recipe: Recipe, machine: Machine) -> tuple[str, ...]:
    """How the program is started from its tree."""
    executable = str(root / recipe.executable)
    if recipe.starts_itself:
        return (executable,)
    libraries = root / machine.libraries
    # Pulse's own private folder is known to its libraries by an absolute path only.
    return (str(root / machine.loader), "--library-path", f"{libraries}:{libraries / 'pulseaudio'}", executable)
