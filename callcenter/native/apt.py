"""A private apt: its own sources, lists and cache, beside the system's, which is neither read nor changed.

Signatures are always checked, against the Debian archive's own keys. Needs no root.
"""
# ruff: noqa: S603 - argument vectors made here, and no shell

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from callcenter.native.machine import Machine
from callcenter.native.program import Unavailable

SID = "sid"  # the only suite with Asterisk 22
STABLE = "trixie"
KEYRINGS = (
    Path("/usr/share/keyrings/debian-archive-keyring.gpg"),
    Path("/usr/share/keyrings/debian-archive-keyring.pgp"),
)
POLL_SECONDS = 0.3
# The system's own settings are read first. Its commands to run after apt are not wanted here, nor are its other
# architectures' packages, nor a laxness about signatures and dates that it may have been given.
CONFIGURATION = """\
#clear APT::Architectures;
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
APT::Architecture "{architecture}";
APT::Architectures {{ "{architecture}"; }};
APT::Get::AllowUnauthenticated "false";
APT::Install-Recommends "false";
APT::Sandbox::User "";
APT::Update::Error-Mode "any";
APT::Default-Release "";
Acquire::AllowDowngradeToInsecureRepositories "false";
Acquire::AllowInsecureRepositories "false";
Acquire::AllowWeakRepositories "false";
Acquire::Check-Date "true";
Acquire::Check-Valid-Until "true";
Acquire::ForceHash "SHA256";
Acquire::Languages "none";
Acquire::PDiffs "false";
Acquire::Retries "2";
Acquire::http::Timeout "30";
Acquire::https::Timeout "30";
Dir::Etc::sourcelist "{folder}/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State "{folder}/state";
Dir::State::status "{folder}/status";
Dir::Cache "{folder}/cache";
Dir::Cache::pkgcache "pkgcache.bin";
Dir::Log "{folder}";
"""


@dataclass(frozen=True)
class Package:
    """One .deb file as the signed index describes it; size in bytes."""

    name: str
    version: str
    file: str
    size: int
    sha256: str


class PrivateApt:
    """Apt in a folder of its own, with one mirror and one suite."""

    def __init__(self, folder: Path, mirror: str, machine: Machine, keyring: Path, suite: str = SID) -> None:
        self.settings = folder / "apt.conf"
        self.options: tuple[str, ...] = ()
        for part in ("state/lists/partial", "cache/archives/partial"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        (folder / "status").touch()
        (folder / "sources.list").write_text(f"deb [signed-by={keyring}] {mirror} {suite} main\n", encoding="utf-8")
        self.settings.write_text(
            CONFIGURATION.format(architecture=machine.architecture, folder=folder), encoding="utf-8"
        )

    def update(self, tell: Callable[[str], None]) -> None:
        """Fetch the signed index.

        The mirror's expiry date is let go only after the ordinary way has failed for that very reason.

        Raises:
            Unavailable: when the mirror cannot be reached or its signature is not good.
        """
        done = self.run("update")
        if done.returncode != 0 and is_expired(done.stderr):
            tell("the mirror's index is past its expiry date; taken all the same, its signature is still checked")
            self.options = ("-o", "Acquire::Check-Valid-Until=false")
            done = self.run("update")
        if done.returncode != 0:
            raise Unavailable(f"the Debian mirror gave no index: {reason(done.stderr)}")

    def plan(self, packages: Sequence[str]) -> tuple[Package, ...]:
        """Everything that has to be there for these packages to work, as if nothing were installed.

        Raises:
            Unavailable: when the suite does not have them.
        """
        done = self.run("install", "--yes", "--print-uris", "-qq", *packages)
        if done.returncode != 0:
            raise Unavailable(f"the Debian mirror does not have {', '.join(packages)}: {reason(done.stderr)}")
        return tuple(parse_uris(done.stdout.splitlines()))

    def download(self, packages: Iterable[Package], into: Path, watch: Callable[[], None]) -> str:
        """Download packages into the folder, calling `watch` now and then; returns why some are missing, or ""."""
        wanted = [f"{package.name}={package.version}" for package in packages]
        command = self.command("download", "-qq", *wanted)
        with subprocess.Popen(
            command, cwd=into, env=plain_environment(), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        ) as process:
            while True:
                try:
                    _, errors = process.communicate(timeout=POLL_SECONDS)
                    return reason(errors) if process.returncode else ""
                except subprocess.TimeoutExpired:
                    watch()

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run apt-get to its end and hand back what it said."""
        return subprocess.run(
            self.command(*arguments), capture_output=True, text=True, check=False, env=plain_environment()
        )

    def command(self, *arguments: str) -> list[str]:
        """The argument vector of apt-get with this folder's settings."""
        return ["apt-get", "-c", str(self.settings), *self.options, *arguments]


def require_apt(keyrings: Sequence[Path] = KEYRINGS) -> Path:
    """The keyring to check with, once it is sure that everything needed is there.

    Raises:
        Unavailable: when the system has no apt, dpkg-deb or tar, or lacks the archive's keys.
    """
    missing = [tool for tool in ("apt-get", "dpkg-deb", "tar") if shutil.which(tool) is None]
    if missing:
        raise Unavailable(f"this system has no {' or '.join(missing)} to fetch it with")
    for keyring in keyrings:
        if keyring.is_file():
            return keyring
    raise Unavailable("the Debian archive's keys are missing; install them: apt install debian-archive-keyring")


def parse_uris(lines: Iterable[str]) -> Iterable[Package]:
    """The packages in the answer of `apt-get --print-uris`: quoted address, file name, size, hash.

    Raises:
        Unavailable: when a package has no SHA-256, so that it could not be checked.
    """
    for line in lines:
        if not line.startswith("'"):
            continue
        _, file, size, checksum = line.rsplit(" ", 3)
        kind, _, digest = checksum.partition(":")
        if kind != "SHA256":
            raise Unavailable(f"the Debian mirror's index has no SHA-256 for {file}")
        name, version, _ = file.split("_", 2)
        yield Package(name, version.replace("%3a", ":"), file, int(size), digest)


def is_expired(errors: str) -> bool:
    """Whether apt refused an index only because its date has passed."""
    return re.search(r"^E: Release file for .* is expired", errors, re.MULTILINE) is not None


def reason(errors: str) -> str:
    """The first line of apt's complaint, without its mark."""
    lines = [line[2:].strip() for line in errors.splitlines() if line.startswith(("E:", "W:"))]
    return lines[0] if lines else errors.strip().partition("\n")[0] or "apt-get failed without a word"


def plain_environment() -> dict[str, str]:
    """The environment for tools whose English answers are read."""
    return {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
