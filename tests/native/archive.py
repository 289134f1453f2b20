"""A Debian archive of two tiny packages in a folder, signed with a key made for the occasion."""

from __future__ import annotations

import hashlib
import io
import os
import platform
import subprocess
import tarfile
from pathlib import Path

from callcenter.native.machine import machine_of
from callcenter.native.recipes import Recipe

GREET = Recipe(
    name="greet",
    packages=("greet",),
    executable="usr/bin/greet",
    oldest=(3,),
    on_path=(),
    version_argument="--version",
    version_pattern=r"greet (\d+(?:\.\d+)*)",
    starts_itself=True,
)
MACHINE = machine_of(platform.machine())
TODAY = "Mon, 01 Jun 2026 00:00:00 UTC"


class Archive:
    """A mirror with the packages `greet`, which needs `greet-words` and merely recommends `greet-songs`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.gnupg = folder / "gnupg"
        self.gnupg.mkdir(mode=0o700, parents=True)
        self.keyring = self.make_key("archive")
        pool = folder / "pool"
        pool.mkdir()
        self.deb = pool / "greet.deb"
        script = '#!/bin/sh\necho "greet $(cat "${0%/*}/../share/words")"\n'
        self.deb.write_bytes(deb({"usr/bin/greet": script}))
        (pool / "words.deb").write_bytes(deb({"usr/share/words": "3.1\n", "usr/share/doc/greet/words": "long\n"}))
        (pool / "songs.deb").write_bytes(deb({"usr/share/songs": "la\n"}))
        packages = (
            self.stanza("greet", "Depends: greet-words\nRecommends: greet-songs\n"),
            self.stanza("greet-words"),
            self.stanza("greet-songs"),
        )
        self.packages = folder / f"dists/sid/main/binary-{MACHINE.architecture}/Packages"
        self.packages.parent.mkdir(parents=True)
        self.packages.write_text("\n".join(packages))
        self.publish()

    @property
    def mirror(self) -> str:
        """The address that apt reads it from; apt makes copies, as it does from a far one."""
        return f"copy:{self.folder}"

    def stanza(self, name: str, more: str = "") -> str:
        """One package's entry in the index."""
        file = f"pool/{name.removeprefix('greet-')}.deb"
        content = (self.folder / file).read_bytes()
        return (
            f"Package: {name}\nVersion: 1:3.1-1\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\n{more}"
            f"Filename: {file}\nSize: {len(content)}\nSHA256: {sha256(content)}\nDescription: a test\n"
        )

    def publish(self, valid_until: str = "") -> None:
        """Sign the index as it is now, with an expiry date if one is given."""
        index = self.packages.read_bytes()
        path = self.packages.relative_to(self.folder / "dists/sid")
        expiry = f"Valid-Until: {valid_until}\n" if valid_until else ""
        release = (
            f"Origin: Test\nSuite: sid\nCodename: sid\nDate: {TODAY}\n{expiry}Architectures: {MACHINE.architecture}\n"
            f"Components: main\nSHA256:\n {sha256(index)} {len(index)} {path}\n"
        )
        self.gpg("--local-user", "archive", "--clearsign", "--output", "InRelease", stdin=release)

    def make_key(self, name: str) -> Path:
        """Make a key that can sign; returns the file with its public half."""
        self.gpg("--quick-generate-key", f"{name} <{name}@example.org>", "ed25519", "sign", "never")
        keyring = self.folder / f"{name}.asc"
        self.gpg("--armor", "--output", str(keyring), "--export", name)
        return keyring

    def gpg(self, *arguments: str, stdin: str = "") -> None:
        """Run gpg with keys of its own, writing below the suite."""
        (self.folder / "dists/sid").mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["gpg", "--homedir", str(self.gnupg), "--batch", "--yes", "--quiet", "--passphrase", "", *arguments],
            cwd=self.folder / "dists/sid",
            input=stdin.encode(),
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            check=True,
        )

    def close(self) -> None:
        """End the key agent that gpg has left running."""
        subprocess.run(["gpgconf", "--homedir", str(self.gnupg), "--kill", "all"], check=False, capture_output=True)


def deb(files: dict[str, str]) -> bytes:
    """A .deb file, which is an `ar` archive of a format number, a tar of metadata and a tar of files."""
    parts = {
        "debian-binary": b"2.0\n",
        "control.tar": tar({"control": "Package: greet\nVersion: 1:3.1-1\nArchitecture: all\n"}),
        "data.tar": tar(files),
    }
    result = b"!<arch>\n"
    for name, content in parts.items():
        head = f"{name:16}{0:<12}{0:<6}{0:<6}{'100644':8}{len(content):<10}`\n"
        result += head.encode() + content + b"\n" * (len(content) % 2)
    return result


def tar(files: dict[str, str]) -> bytes:
    """A tar of executable files, each below `./` as Debian's are."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"./{name}")
            entry.size, entry.mode = len(text.encode()), 0o755
            archive.addfile(entry, io.BytesIO(text.encode()))
    return buffer.getvalue()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
