"""Make and keep up to date the project's own Python environment in `.venv`.

Run as a script by `./run`, `./test` and the Makefile: `python3 venv.py requirements.lock`. Standard library only, and
parsable by Python 3.7, because it runs before anything is installed and has to say so when the Python is too old.
"""
# ruff: noqa: S603 - argument vectors made here, and no shell

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
OLDEST = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")
UV_NAMES = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}  # pip's settings, uv's variables
# The dev lock holds the runtime lock's versions and more, so installing it satisfies both.
INCLUDES = {"requirements-dev.lock": ("requirements.lock",)}


class SetupError(Exception):
    """What stops the environment from being made, in one line for the person at the terminal."""


def main(lock_name: str) -> None:
    """Bring `.venv` in step with the lock file of that name; returns at once when it already is."""
    lock = PROJECT / lock_name
    if is_current(PROJECT / ".venv", lock):
        return
    require_python()
    with exclusive(PROJECT):
        venv = PROJECT / ".venv"
        if not is_current(venv, lock):
            if not is_healthy(venv):
                create(venv)
            install(venv, lock)


def is_current(venv: Path, lock: Path) -> bool:
    """Whether the environment was last installed from exactly this lock and its Python still runs."""
    try:
        stamped = stamp_file(venv, lock.name).read_text(encoding="utf-8")
    except OSError:
        return False
    version = python_version(venv)
    return version is not None and stamped == stamp(lock, version)


def stamp(lock: Path, python: str) -> str:
    """The text that stands for "this lock, installed for this Python"."""
    return hashlib.sha256(lock.read_bytes()).hexdigest() + " " + python


def stamp_file(venv: Path, lock_name: str) -> Path:
    """Where it is noted which content of that lock is installed."""
    return venv / ("installed-" + lock_name)


def python_version(venv: Path) -> str | None:
    """ "3.11" for the environment's interpreter, or None when it does not run (its system Python was upgraded)."""
    command = [str(venv / "bin" / "python"), "-ISc", "import sys; print('%d.%d' % sys.version_info[:2])"]
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def is_healthy(venv: Path) -> bool:
    """Whether the environment has a Python that can install into it; False for one left half made."""
    return (venv / "made").is_file() and run_quietly([str(venv / "bin" / "python"), "-c", "import encodings, pip"])


def this_python() -> str:
    """The version of the Python that runs this, "3.11"."""
    return ".".join(str(part) for part in sys.version_info[:2])


def run_quietly(command: list[str]) -> bool:
    """Whether the command can be started and ends well."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def require_python() -> None:
    """Continue under a newer Python when this one is too old, or raise SetupError when there is none."""
    if sys.version_info >= OLDEST:
        return
    for name in NEWER_PYTHONS:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, __file__, *sys.argv[1:]])  # noqa: S606 - no shell is the point
    raise SetupError(f"Python 3.11 or newer is needed, this is {this_python()}")


class exclusive:  # noqa: N801 - reads as a statement: with exclusive(project)
    """Hold the project's environment lock, so that two runs started at once do not write into each other's work."""

    def __init__(self, project: Path) -> None:
        self.path = project / ".cache" / "venv.lock"

    def __enter__(self) -> None:
        try:
            self.path.parent.mkdir(exist_ok=True)
            self.file = self.path.open("w")
        except OSError as error:
            raise SetupError(f"cannot write into {PROJECT}: {error.strerror}") from error
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another run that is installing")
            fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self.file.close()


def create(venv: Path) -> None:
    """Make an empty environment with pip in it; what is left of an interrupted one is removed first."""
    say(f"making .venv with Python {this_python()}")
    if venv.exists():
        shutil.rmtree(venv)
    ways = (
        [[sys.executable, "-m", "venv", str(venv)]] if run_quietly([sys.executable, "-c", "import ensurepip"]) else []
    )
    uv, virtualenv = shutil.which("uv"), shutil.which("virtualenv")
    if uv:
        ways.append([uv, "venv", "--quiet", "--seed", "--python", sys.executable, str(venv)])
    if virtualenv:
        ways.append([virtualenv, "--quiet", "--python", sys.executable, str(venv)])
    for way in ways:
        if subprocess.run(way, check=False).returncode == 0:
            break
        shutil.rmtree(venv, ignore_errors=True)
    else:
        raise SetupError(f"Python's venv module is missing. Install it: apt install python{this_python()}-venv")
    link_project(venv)
    (venv / "made").touch()


def link_project(venv: Path) -> None:
    """Let the environment import the project from any working directory; relative, so the folder may be moved."""
    for packages in venv.glob("lib/python3*/site-packages"):
        up = os.path.relpath(PROJECT, packages)
        (packages / "callcenter-project.pth").write_text(up + "\n", encoding="utf-8")


def install(venv: Path, lock: Path) -> None:
    """Install every package of the lock, each checked against its hash; uv for speed, pip where uv does not manage."""
    python = str(venv / "bin" / "python")
    environment = dict(os.environ, XDG_CACHE_HOME=cache_home(os.environ, PROJECT), PIP_DISABLE_PIP_VERSION_CHECK="1")
    say(f"installing {lock.name}")
    chosen = ["--require-hashes", "-r", str(lock)]
    uv = [python, "-m", "uv", "pip", "install", "--quiet", "--python", python, *chosen]
    if not (has_uv(python, environment) and run_loudly(uv, uv_environment(python, environment))):
        say("uv does not manage it, pip tries (slower)")
        if not run_loudly([python, "-m", "pip", "install", "--quiet", *chosen], environment):
            raise SetupError(f"installing {lock.name} failed, see above (is the package index reachable?)")
    version = python_version(venv) or ""
    for name in (lock.name, *INCLUDES.get(lock.name, ())):
        write_whole(stamp_file(venv, name), stamp(PROJECT / name, version))


def run_loudly(command: list[str], environment: Mapping[str, str]) -> bool:
    """Whether the command ends well; the person at the terminal sees what it says."""
    return subprocess.run(command, check=False, env=environment).returncode == 0


def uv_environment(python: str, environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for uv, which reads none of pip's settings: the same package index, the same certificates."""
    listed = subprocess.run([python, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
    return {"UV_SYSTEM_CERTS": "true", **uv_settings(listed.stdout), **environment}


def uv_settings(listing: str) -> dict[str, str]:
    """What `pip config list` says, in uv's words. The settings for `install` come before the global ones."""
    found = {}
    for section in ("global", "install", ":env:"):
        for setting, name in UV_NAMES.items():
            value = re.search(f"^{section}[.]{setting}='(.*)'$", listing, re.MULTILINE)
            if value:
                found[name] = value.group(1)
    return found


def has_uv(python: str, environment: Mapping[str, str]) -> bool:
    """Whether the environment has uv, installing the locked one, checked against its hashes, where it is missing."""
    if run_quietly([python, "-c", "import uv"]):
        return True
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as wanted:
        wanted.write(locked_block((PROJECT / "requirements-dev.lock").read_text(encoding="utf-8"), "uv"))
        wanted.flush()
        command = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", wanted.name]
        return subprocess.run(command, check=False, env=environment).returncode == 0


def locked_block(lock: str, package: str) -> str:
    """The lines of a lock file that pin one package: its version and its hashes."""
    found = re.search("^" + re.escape(package) + r"==.*\n(?:    --hash=.*\n)*", lock, re.MULTILINE)
    return found.group() if found else ""


def cache_home(environment: Mapping[str, str], project: Path) -> str:
    """Where caches go: the user's own place, or the project's where that cannot be written."""
    home = environment.get("HOME")
    base = environment.get("XDG_CACHE_HOME") or (home + "/.cache" if home else "")
    existing = base
    while existing and not os.path.exists(existing):  # Path.exists would raise where it may not look
        existing = os.path.dirname(existing)
    writable = base.startswith("/") and os.path.isdir(existing) and os.access(existing, os.W_OK)
    return base if writable else str(project / ".cache")


def write_whole(path: Path, text: str) -> None:
    """Write a file so that nobody ever sees half of it."""
    new = path.with_name(path.name + ".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def say(line: str) -> None:
    """One line of progress for the person at the terminal."""
    print("callcenter:", line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except SetupError as problem:
        say(str(problem))
        sys.exit(1)
