"""Where fetched programs are kept, and what is written down about them.

packages/<sha256>.deb       as they came, named by what is in them
trees/<hash>/               one program unpacked with all it needs; the hash stands for its set of packages
programs/<name>.json        which tree is the program's, and the version that it answered
apt/                        the private apt's lists
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from callcenter.native.apt import Package
from callcenter.native.program import Unavailable
from callcenter.native.venv import PROJECT, cache_home

PARTIAL = "partial-"  # begins the names of folders that downloads arrive in
UNFINISHED = ".new"  # ends the names of trees that are being unpacked


@dataclass(frozen=True)
class Manifest:
    """What is known of a fetched program without starting it; sizes in bytes."""

    name: str
    version: str
    tree: str
    wanted: tuple[str, ...]
    executable_size: int
    packages: tuple[Package, ...]


def folders(environment: Mapping[str, str] = os.environ, project: Path = PROJECT) -> tuple[Path, ...]:
    """Where programs may be kept: the place that can be written first, then the others that can only be read."""
    writable = Path(cache_home(environment, project)) / "callcenter"
    home = environment.get("XDG_CACHE_HOME") or (environment["HOME"] + "/.cache" if environment.get("HOME") else "")
    read_only = Path(home) / "callcenter"
    return (writable,) if not home or read_only == writable else (writable, read_only)


@contextlib.contextmanager
def locked(folder: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the cache for writing; a second process waits here until the first has finished.

    Raises:
        Unavailable: when the folder cannot be written.
    """
    try:
        for part in ("packages", "trees", "programs", "apt"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("w")
    except OSError as error:
        raise Unavailable(f"the cache folder {folder} cannot be written: {error.strerror}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("waiting for another process that is fetching")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def package_file(folder: Path, package: Package) -> Path:
    """Where the package is kept once it has been checked."""
    return folder / "packages" / f"{package.sha256}.deb"


def is_whole(file: Path, package: Package) -> bool:
    """Whether the file is there and is exactly what the signed index says."""
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest() == package.sha256
    except OSError:
        return False


def read_manifest(folder: Path, name: str) -> Manifest | None:
    """What was written down about the program, or None when that is missing or not to be understood."""
    try:
        fields = json.loads((folder / "programs" / f"{name}.json").read_text(encoding="utf-8"))
        packages = tuple(Package(**package) for package in fields.pop("packages"))
        return Manifest(**{**fields, "wanted": tuple(fields["wanted"])}, packages=packages)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write down what is known about a program, so that no reader ever sees half of it."""
    write_json(folder / "programs" / f"{manifest.name}.json", asdict(manifest))


def remove_unfinished(folder: Path) -> None:
    """Remove what an interrupted download or unpacking left behind; only for the holder of the lock."""
    for left in (*(folder / "packages").glob(f"{PARTIAL}*"), *(folder / "trees").glob(f"*{UNFINISHED}")):
        shutil.rmtree(left, ignore_errors=True)


def write_json(path: Path, content: object) -> None:
    """Replace a JSON file in one step."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    new.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    new.replace(path)
