"""Fetching from a Debian archive: what is signed and whole is taken, all else is refused."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from callcenter.native import Unavailable, cache
from callcenter.native.apt import PrivateApt
from callcenter.native.fetching import Fetch
from callcenter.native.finding import find_in_cache
from callcenter.native.program import Program
from tests.native.archive import GREET, MACHINE, Archive

# apt, dpkg-deb and gpg are the machine's own: these tests use no network, but they need a Debian.
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(
        not all(shutil.which(tool) for tool in ("gpg", "apt-get", "dpkg-deb")), reason="makes and reads an apt archive"
    ),
]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive(tmp_path / "mirror")
    yield made
    made.close()


class Kitchen:
    """A cache folder, and what was told while filling it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: list[str] = []

    def fetch(self, archive: Archive, keyring: Path | None = None) -> Program:
        with cache.locked(self.folder, self.told.append):
            apt = PrivateApt(self.folder / "apt", archive.mirror, MACHINE, keyring or archive.keyring)
            apt.update(self.told.append)
            return Fetch(GREET, self.folder, MACHINE, apt, self.told.append).program()


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    return Kitchen(tmp_path / "cache")


def test_a_program_is_fetched_with_what_it_needs_and_nothing_more(archive: Archive, kitchen: Kitchen) -> None:
    program = kitchen.fetch(archive)
    assert program.root
    assert (program.version, program.source) == ("3.1", "cache")
    assert subprocess.check_output(program.command(), text=True) == "greet 3.1\n"
    assert (program.root / "usr/share/words").is_file()
    assert not (program.root / "usr/share/songs").exists()
    assert not (program.root / "usr/share/doc/greet/words").exists()
    assert find_in_cache(GREET, kitchen.folder) == program
    assert kitchen.told[-1] == "greet: 3.1 is ready"
    assert not any("expiry" in line for line in kitchen.told)


def test_an_expired_index_is_taken_and_that_is_said(archive: Archive, kitchen: Kitchen) -> None:
    archive.publish(valid_until="Tue, 02 Jun 2026 00:00:00 UTC")
    assert kitchen.fetch(archive).version == "3.1"
    assert sum("expiry date" in line for line in kitchen.told) == 1


def test_an_index_signed_by_somebody_else_is_refused(archive: Archive, kitchen: Kitchen) -> None:
    with pytest.raises(Unavailable, match="gave no index"):
        kitchen.fetch(archive, keyring=archive.make_key("stranger"))


def test_an_expired_index_signed_by_somebody_else_is_refused(archive: Archive, kitchen: Kitchen) -> None:
    archive.publish(valid_until="Tue, 02 Jun 2026 00:00:00 UTC")
    with pytest.raises(Unavailable, match="gave no index"):
        kitchen.fetch(archive, keyring=archive.make_key("stranger"))


def test_an_index_without_a_signature_is_refused(archive: Archive, kitchen: Kitchen) -> None:
    signed = archive.folder / "dists/sid/InRelease"
    text = signed.read_text().partition("\n\n")[2].partition("-----BEGIN PGP SIGNATURE")[0]
    signed.unlink()
    signed.with_name("Release").write_text(text)
    with pytest.raises(Unavailable, match="gave no index"):
        kitchen.fetch(archive)


def test_an_index_changed_after_signing_is_refused(archive: Archive, kitchen: Kitchen) -> None:
    archive.packages.write_text(archive.packages.read_text().replace("a test", "a jest"))
    with pytest.raises(Unavailable, match="gave no index"):
        kitchen.fetch(archive)


def test_a_package_changed_after_signing_is_refused(archive: Archive, kitchen: Kitchen) -> None:
    archive.deb.write_bytes(archive.deb.read_bytes().replace(b"echo", b"exec"))
    with pytest.raises(Unavailable):
        kitchen.fetch(archive)
    assert find_in_cache(GREET, kitchen.folder) is None
    assert not list((kitchen.folder / "trees").iterdir())
    assert not list((kitchen.folder / "packages").glob(f"{cache.PARTIAL}*"))


def test_a_package_damaged_in_the_cache_is_fetched_again(archive: Archive, kitchen: Kitchen) -> None:
    program = kitchen.fetch(archive)
    assert program.root
    for file in (kitchen.folder / "packages").glob("*.deb"):
        file.write_bytes(file.read_bytes()[:-100])
    shutil.rmtree(program.root)
    assert find_in_cache(GREET, kitchen.folder) is None
    assert kitchen.fetch(archive) == program
    assert subprocess.check_output(program.command(), text=True) == "greet 3.1\n"


def test_what_is_whole_in_the_cache_is_not_downloaded_again(archive: Archive, kitchen: Kitchen) -> None:
    program = kitchen.fetch(archive)
    archive.deb.unlink()
    assert kitchen.fetch(archive) == program


def test_a_program_that_the_suite_does_not_have_is_unavailable(archive: Archive, kitchen: Kitchen) -> None:
    archive.packages.write_text(archive.packages.read_text().replace("Package: greet\n", "Package: other\n"))
    archive.publish()
    with pytest.raises(Unavailable, match="does not have greet"):
        kitchen.fetch(archive)


def test_no_mirror_is_one_line(kitchen: Kitchen, archive: Archive) -> None:
    shutil.rmtree(archive.folder / "dists")
    with pytest.raises(Unavailable) as refused:
        kitchen.fetch(archive)
    assert "\n" not in str(refused.value)
