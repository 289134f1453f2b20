"""Reading the machine's own apt sources, to learn which Debian mirror it is set up to use.

No mirror is ever named in this project: whoever runs it has chosen one already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from callcenter.native.program import Unavailable

RELEASE_NAMES = frozenset({"oldoldstable", "oldstable", "stable", "testing", "unstable", "sid"})
SCHEMES = ("http://", "https://", "ftp://", "file:", "copy:", "mirror+", "tor+")


@dataclass(frozen=True)
class Source:
    """One enabled package source: where, which suite of it, and which parts of that suite."""

    uri: str
    suite: str
    components: tuple[str, ...]
    signed_by: str = ""


def debian_mirror(etc_apt: Path = Path("/etc/apt"), os_release: Path = Path("/etc/os-release")) -> str:
    """The address of the Debian archive that this machine takes its own packages from.

    Raises:
        Unavailable: when the system is not Debian, or none of its sources is a Debian archive.
    """
    system = read_os_release(os_release)
    if system.get("ID") != "debian":
        name = system.get("ID") or "not Debian"
        raise Unavailable(f"this system is {name}, they are fetched on Debian only; install them so that PATH has them")
    releases = RELEASE_NAMES | {system.get("VERSION_CODENAME", "")}
    found = [source for source in read_sources(etc_apt) if is_debian_archive(source, releases)]
    if not found:
        raise Unavailable("no Debian mirror in the apt sources of this machine")
    # Other vendors also call a suite "bookworm": a folder named debian is the better sign.
    return min(found, key=lambda source: not source.uri.rstrip("/").endswith("/debian")).uri


def is_debian_archive(source: Source, releases: frozenset[str]) -> bool:
    """Whether the source looks like a full Debian archive rather than another vendor's, the security one or a disc."""
    signed_by_others = source.signed_by and "debian-archive" not in source.signed_by
    return (
        source.uri.startswith(SCHEMES)
        and source.suite in releases
        and "main" in source.components
        and not signed_by_others
    )


def read_os_release(path: Path) -> dict[str, str]:
    """The fields of an os-release file without their quotes; empty when there is no such file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    pairs = (line.partition("=") for line in lines if "=" in line)
    return {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}


def read_sources(etc_apt: Path) -> list[Source]:
    """Every enabled binary source below that folder, in apt's order; unreadable files are passed over, as apt does."""
    one_line = [etc_apt / "sources.list", *sorted((etc_apt / "sources.list.d").glob("*.list"))]
    deb822 = sorted((etc_apt / "sources.list.d").glob("*.sources"))
    return [source for path in deb822 for source in parse_deb822(text_of(path))] + [
        source for path in one_line for source in parse_one_line(text_of(path))
    ]


def text_of(path: Path) -> str:
    """The file's text, or nothing when it is missing or may not be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def parse_one_line(text: str) -> Iterator[Source]:
    """The sources of a `sources.list`: lines of `deb [options] uri suite component...`."""
    for line in text.splitlines():
        found = re.match(r"\s*deb\s+(?:\[(?P<options>[^\]]*)\]\s*)?(?P<rest>[^#]+)", line)
        words = found["rest"].split() if found else []
        if found and len(words) >= 2:
            pairs = (option.partition("=") for option in (found["options"] or "").split())
            options = {name: value for name, _, value in pairs}
            yield Source(words[0], words[1], tuple(words[2:]), options.get("signed-by", ""))


def parse_deb822(text: str) -> Iterator[Source]:
    """The sources of a `.sources` file: stanzas of fields, each naming any number of addresses and suites."""
    for stanza in stanzas(text):
        if "deb" not in stanza.get("types", "").split() or stanza.get("enabled", "yes").lower() in ("no", "false", "0"):
            continue
        components = tuple(stanza.get("components", "").split())
        for uri in stanza.get("uris", "").split():
            for suite in stanza.get("suites", "").split():
                yield Source(uri, suite, components, stanza.get("signed-by", ""))


def stanzas(text: str) -> Iterator[Mapping[str, str]]:
    """The stanzas of a deb822 text, field names in lower case, continuation lines joined, comments left out."""
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    for block in re.split(r"\n[ \t]*\n", "\n".join(lines)):
        fields: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line[:1] in (" ", "\t"):
                fields[name] = f"{fields.get(name, '')}\n{line.strip()}"
            elif ":" in line:
                name, _, value = line.partition(":")
                name = name.strip().lower()
                fields[name] = value.strip()
        if fields:
            yield fields
