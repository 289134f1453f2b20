"""Where a found program keeps the files that others have to name: modules, prompts, music, captured digits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from callcenter.native.program import Program, Unavailable

SYSTEM_MODULES = ("usr/lib/*-linux-gnu/asterisk/modules", "usr/lib64/asterisk/modules", "usr/lib/asterisk/modules")
SYSTEM_DATA = ("usr/share/asterisk", "var/lib/asterisk")
SIPP_CAPTURES = ("usr/share/sip-tester", "usr/share/sipp/pcap", "usr/share/sipp", "usr/local/share/sipp")


@dataclass(frozen=True)
class AsteriskDirectories:
    """The folders that an asterisk.conf names."""

    modules: Path
    data: Path
    """Sounds, documentation and the rest that Asterisk only reads."""
    moh: Path
    """Music on hold as wav files; may be missing where Asterisk comes with the system."""


def asterisk_directories(program: Program) -> AsteriskDirectories:
    """Where this Asterisk has its modules, its data and its music.

    Raises:
        Unavailable: when they are not at any of the usual places.
    """
    root = program.root or Path("/")
    modules = first(root, SYSTEM_MODULES, "app_dial.so", "Asterisk's modules")
    data = first(root, SYSTEM_DATA, "sounds", "Asterisk's sounds")
    return AsteriskDirectories(modules=modules, data=data, moh=data / "moh")


def sipp_pcap_directory(program: Program) -> Path:
    """Where this SIPp has its captures: `g711a.pcap` and the RFC 4733 digits `dtmf_2833_1.pcap`.

    Raises:
        Unavailable: when they are not at any of the usual places.
    """
    return first(program.root or Path("/"), SIPP_CAPTURES, "dtmf_2833_1.pcap", "SIPp's captures")


def first(root: Path, patterns: Iterable[str], inside: str, what: str) -> Path:
    """The first folder that matches one of the patterns and holds that file.

    Raises:
        Unavailable: when there is none.
    """
    for pattern in patterns:
        for folder in sorted(root.glob(pattern)):
            if (folder / inside).exists():
                return folder
    raise Unavailable(f"{what} are not where they usually are below {root}")
