"""What apt-get answers, and what it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from callcenter.native import Unavailable
from callcenter.native.apt import STABLE, Package, PrivateApt, is_expired, parse_uris, reason, require_apt
from callcenter.native.machine import machine_of

ANSWER = """\
NOTE: nothing to see
'http://m.example/debian/pool/main/a/asterisk/asterisk_22.10.1%7edfsg-1_amd64.deb' asterisk_1%3a22.10.1~dfsg-1_amd64.deb 1234 SHA256:aa11
'http://m.example/debian/pool/main/g/glibc/libc6_2.42-1_amd64.deb' libc6_2.42-1_amd64.deb 99 SHA256:bb22
"""  # noqa: E501 - as apt prints it


def test_the_plan_is_read_from_apts_own_resolution() -> None:
    assert list(parse_uris(ANSWER.splitlines())) == [
        Package("asterisk", "1:22.10.1~dfsg-1", "asterisk_1%3a22.10.1~dfsg-1_amd64.deb", 1234, "aa11"),
        Package("libc6", "2.42-1", "libc6_2.42-1_amd64.deb", 99, "bb22"),
    ]


def test_a_package_with_only_a_weak_hash_is_refused() -> None:
    with pytest.raises(Unavailable, match="no SHA-256 for a_1_all"):
        list(parse_uris(["'http://m.example/a_1_all.deb' a_1_all.deb 1 MD5Sum:00"]))


def test_only_an_expired_date_is_called_expired() -> None:
    expired = "E: Release file for http://m.example/debian/dists/sid/InRelease is expired (invalid since 17d 3h)."
    unsigned = "E: The repository 'http://m.example/debian sid InRelease' is not signed."
    assert is_expired(f"W: something\n{expired}")
    assert not is_expired(unsigned)
    assert not is_expired("W: Release file for x is expired")
    assert reason(f"N: hint\n{unsigned}\nE: more") == unsigned[3:]
    assert reason("") == "apt-get failed without a word"


def test_signatures_and_dates_are_checked_whatever_the_system_allows(tmp_path: Path) -> None:
    keyring = tmp_path / "keys.gpg"
    apt = PrivateApt(tmp_path, "http://m.example/debian", machine_of("x86_64"), keyring)
    settings = apt.settings.read_text()
    for setting in (
        'Acquire::AllowInsecureRepositories "false";',
        'Acquire::AllowWeakRepositories "false";',
        'Acquire::Check-Valid-Until "true";',
        'APT::Get::AllowUnauthenticated "false";',
    ):
        assert setting in settings
    line = (tmp_path / "sources.list").read_text()
    assert line == f"deb [signed-by={keyring}] http://m.example/debian sid main\n"
    PrivateApt(tmp_path / "other", "http://m.example/debian", machine_of("x86_64"), keyring, STABLE)
    line = (tmp_path / "other/sources.list").read_text()
    assert line == f"deb [signed-by={keyring}] http://m.example/debian trixie main\n"
    assert apt.command("update") == ["apt-get", "-c", str(apt.settings), "update"]


def test_without_the_archives_keys_nothing_is_fetched(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"keys are missing|no apt-get"):
        require_apt([tmp_path / "missing.gpg"])


def test_an_unknown_processor_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="this machine is riscv64"):
        machine_of("riscv64")
