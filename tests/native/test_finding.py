"""Programs of the system are taken when they are new enough and whole; else the search goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from callcenter.native import Program, Unavailable, asterisk_directories, find, sipp_pcap_directory
from callcenter.native.finding import find_on_path
from callcenter.native.recipes import RECIPES

TCPDUMP = RECIPES["tcpdump"]


class Bin:
    """A folder of programs that answer with a version, and count how often they are asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.notes = folder / "cache/versions.json"

    def install(self, name: str, answer: str) -> None:
        file = self.folder / name
        file.write_text(f"#!/bin/sh\necho asked >> {self.folder}/asked\necho '{answer}'\n")
        file.chmod(0o755)

    @property
    def asked(self) -> int:
        file = self.folder / "asked"
        return len(file.read_text().splitlines()) if file.exists() else 0


@pytest.fixture
def system(tmp_path: Path) -> Bin:
    return Bin(tmp_path / "bin")


def test_a_new_enough_program_is_taken_and_asked_only_once(system: Bin) -> None:
    system.install("tcpdump", "tcpdump version 4.99.3")
    for _ in range(2):
        program = find_on_path(TCPDUMP, str(system.folder), system.notes)
        assert program
        assert (program.version, program.source, program.root) == ("4.99.3", "path", None)
        assert program.command("-D") == [f"{system.folder}/tcpdump", "-D"]
    assert system.asked == 1
    system.install("tcpdump", "tcpdump version 5.0.10")
    upgraded = find_on_path(TCPDUMP, str(system.folder), system.notes)
    assert upgraded
    assert upgraded.version == "5.0.10"


@pytest.mark.parametrize("answer", ["tcpdump version 4.98.9", "not what you think", ""])
def test_an_old_or_strange_program_is_passed_over(system: Bin, answer: str) -> None:
    system.install("tcpdump", answer)
    assert find_on_path(TCPDUMP, str(system.folder), system.notes) is None


def test_a_missing_program_is_none(system: Bin) -> None:
    assert find_on_path(TCPDUMP, str(system.folder), system.notes) is None


def test_a_program_without_its_files_is_passed_over(system: Bin) -> None:
    def nothing_there(program: Program) -> None:
        raise Unavailable("its files are gone")

    system.install("tcpdump", "tcpdump version 4.99.3")
    assert find_on_path(replace(TCPDUMP, check=nothing_there), str(system.folder), system.notes) is None


def test_a_sipp_that_cannot_play_captures_is_not_good_enough() -> None:
    sipp = RECIPES["sipp"]
    assert sipp.version_in(" SIPp v3.8.0-TLS-SCTP-PCAP.") == "3.8.0"
    assert sipp.version_in(" SIPp v3.6.1-TLS.") is None


def test_versions_compare_as_numbers() -> None:
    asterisk = RECIPES["asterisk"]
    assert asterisk.version_in("Asterisk 22.10.1~dfsg+~cs6.17.60671434-1") == "22.10.1"
    assert asterisk.version_in("Asterisk certified/22.8-cert1") == "22.8"
    assert asterisk.accepts("22.10.1")
    assert asterisk.accepts("100.0")
    assert not asterisk.accepts("20.19.0")
    assert not asterisk.accepts("3.0")


def test_a_name_that_is_no_program_of_ours_says_which_are() -> None:
    with pytest.raises(Unavailable, match=r"none of the native programs \(asterisk, "):
        find("freeswitch")


def test_asterisks_folders_are_found_below_its_root(tmp_path: Path) -> None:
    modules = tmp_path / "usr/lib/x86_64-linux-gnu/asterisk/modules"
    modules.mkdir(parents=True)
    (modules / "app_dial.so").touch()
    program = Program("asterisk", "22.10.1", "cache", (str(tmp_path / "asterisk"),), root=tmp_path)
    with pytest.raises(Unavailable, match="Asterisk's sounds are not"):
        asterisk_directories(program)
    (tmp_path / "usr/share/asterisk/sounds").mkdir(parents=True)
    found = asterisk_directories(program)
    assert (found.modules, found.data) == (modules, tmp_path / "usr/share/asterisk")


def test_sipps_captures_are_found_below_its_root(tmp_path: Path) -> None:
    captures = tmp_path / "usr/share/sip-tester"
    captures.mkdir(parents=True)
    program = Program("sipp", "3.8.0", "cache", (str(tmp_path / "sipp"),), root=tmp_path)
    with pytest.raises(Unavailable):
        sipp_pcap_directory(program)
    (captures / "dtmf_2833_1.pcap").touch()
    assert sipp_pcap_directory(program) == captures
