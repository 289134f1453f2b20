"""The native programs: which Debian packages hold them, how new they must be and how they say their version."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from callcenter.native import chromium
from callcenter.native.apt import SID, STABLE
from callcenter.native.machine import Machine
from callcenter.native.places import asterisk_directories, sipp_pcap_directory
from callcenter.native.program import Program, Unavailable


@dataclass(frozen=True)
class Recipe:
    """How one program is found and made; paths are relative to the root of its tree."""

    name: str
    packages: tuple[str, ...]
    executable: str
    oldest: tuple[int, ...]
    on_path: tuple[str, ...]
    version_argument: str
    version_pattern: str
    suite: str = SID
    """The suite of Debian that its packages are taken from."""
    finish: Callable[[Path, Machine], None] = lambda root, machine: None
    """What the packages' own installation scripts would have done; those are never run."""
    environment: Callable[[Path, Machine], dict[str, str]] = lambda root, machine: {}
    left_out: tuple[str, ...] = ()
    """Patterns of packages that are needed by name only; big ones are not worth their download."""
    starts_itself: bool = False
    """Whether the executable is a script that finds the tree's loader on its own."""
    also_needs: tuple[str, ...] = ()
    """A command of the system that must print something before a program of the system is good enough."""
    check: Callable[[Program], object] = lambda program: None
    """Raises Unavailable when files are missing that this program cannot be used without."""

    def version_in(self, output: str) -> str | None:
        """The version that the program's own answer names, or None when it is not such an answer."""
        found = re.search(self.version_pattern, output)
        return found.group(1) if found else None

    def accepts(self, version: str) -> bool:
        """Whether that version is new enough."""
        return numbers(version) >= self.oldest

    def is_usable(self, program: Program) -> bool:
        """Whether the program is new enough and has its files around it."""
        try:
            self.check(program)
        except Unavailable:
            return False
        return self.accepts(program.version)


def numbers(version: str) -> tuple[int, ...]:
    """A version as numbers that compare rightly: "22.10.1" is (22, 10, 1)."""
    return tuple(int(part) for part in version.split(".") if part)


def link_asterisk_sounds(root: Path, _machine: Machine) -> None:
    """Give the English prompts the name that Asterisk looks for; update-alternatives does it in an installed system."""
    (root / "usr/share/asterisk/sounds/en").symlink_to("en_US_f_Allison")


GRAPHICS = ("libllvm*", "libz3-*", "mesa-libgallium", "libgl1-mesa-dri")  # graphics cards' drivers

RECIPES = {
    recipe.name: recipe
    for recipe in (
        Recipe(
            name="asterisk",
            packages=("asterisk", "asterisk-modules", "asterisk-core-sounds-en", "asterisk-moh-opsound-wav"),
            executable="usr/sbin/asterisk",
            oldest=(22,),
            on_path=("asterisk",),
            version_argument="-V",
            version_pattern=r"Asterisk (?:certified/)?(\d+(?:\.\d+)*)",
            finish=link_asterisk_sounds,
            check=asterisk_directories,
        ),
        Recipe(
            name="espeak-ng",
            packages=("espeak-ng",),
            executable="usr/bin/espeak-ng",
            oldest=(1, 51),
            on_path=("espeak-ng",),
            version_argument="--version",
            version_pattern=r"eSpeak NG text-to-speech: (\d+(?:\.\d+)*)",
            environment=lambda root, machine: {"ESPEAK_DATA_PATH": str(root / machine.libraries / "espeak-ng-data")},
        ),
        Recipe(
            name="sipp",
            packages=("sip-tester",),
            executable="usr/bin/sipp",
            oldest=(3, 6),
            on_path=("sipp",),
            version_argument="-v",
            version_pattern=r"SIPp v(\d+(?:\.\d+)*)\S*PCAP",  # one built without PCAP cannot send RFC 4733 digits
            check=sipp_pcap_directory,
        ),
        Recipe(
            name="chromium",
            packages=("chromium-headless-shell", "fonts-wqy-zenhei", "fonts-dejavu-core", "fontconfig"),
            executable=chromium.WRAPPER,
            oldest=(120,),
            on_path=("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
            version_argument="--version",
            version_pattern=r"(?:Chromium|Chrome|HeadlessChrome|Headless Shell) (\d+(?:\.\d+)*)",
            finish=chromium.finish,
            left_out=GRAPHICS,
            starts_itself=True,
            also_needs=("fc-list", ":lang=zh"),
        ),
        Recipe(
            name="tcpdump",
            packages=("tcpdump",),
            executable="usr/bin/tcpdump",
            oldest=(4, 99),
            on_path=("tcpdump",),
            version_argument="--version",
            version_pattern=r"tcpdump version (\d+(?:\.\d+)*)",
        ),
        Recipe(
            name="baresip",
            packages=("baresip-core",),
            executable="usr/bin/baresip",
            oldest=(1, 0),
            on_path=("baresip",),
            version_argument="-h",
            version_pattern=r"baresip v(\d+(?:\.\d+)*)",
            suite=STABLE,
        ),
        Recipe(
            name="linphone",
            packages=("linphone-cli",),
            executable="usr/bin/linphonec",
            oldest=(5,),
            on_path=("linphonec",),
            version_argument="--version",
            version_pattern=r"version: (\d+(?:\.\d+)+)",
            suite=STABLE,  # in sid it cannot be installed now and then
            left_out=GRAPHICS,
        ),
    )
}


def recipe_of(name: str) -> Recipe:
    """The recipe of that name.

    Raises:
        Unavailable: for a name that is none of the native programs.
    """
    if name not in RECIPES:
        raise Unavailable(f"{name} is none of the native programs ({', '.join(RECIPES)})")
    return RECIPES[name]
