"""Which mirror the machine is set up with, read from what apt itself reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from callcenter.native import Unavailable
from callcenter.native.sources import Source, debian_mirror, parse_deb822, parse_one_line

DEBIAN = 'PRETTY_NAME="Debian"\nID=debian\nVERSION_CODENAME=bookworm\n'


class Etc:
    """An /etc with apt sources."""

    def __init__(self, folder: Path, os_release: str = DEBIAN) -> None:
        self.apt = folder / "apt"
        (self.apt / "sources.list.d").mkdir(parents=True)
        self.os_release = folder / "os-release"
        self.os_release.write_text(os_release)

    def write(self, name: str, text: str) -> None:
        (self.apt / name).write_text(text)

    def mirror(self) -> str:
        return debian_mirror(self.apt, self.os_release)


def test_one_line_sources_have_options_and_comments() -> None:
    text = """
        # deb http://old.example/debian bookworm main
        deb http://a.example/debian bookworm main contrib # ours
        deb-src http://a.example/debian bookworm main
        deb [ arch=amd64 signed-by=/keys/k.gpg ] https://b.example/tools stable main
        deb http://flat.example/ ./
    """
    assert list(parse_one_line(text)) == [
        Source("http://a.example/debian", "bookworm", ("main", "contrib")),
        Source("https://b.example/tools", "stable", ("main",), "/keys/k.gpg"),
        Source("http://flat.example/", "./", ()),
    ]


def test_stanzas_multiply_addresses_by_suites() -> None:
    text = """\
# a comment
Types: deb deb-src
URIs: http://a.example/debian
# http://not.this.example/debian
 http://b.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
Enabled: no
URIs: http://c.example/debian
Suites: sid
Components: main

Types: deb-src
URIs: http://d.example/debian
Suites: sid
Components: main
"""
    keyring = "/usr/share/keyrings/debian-archive-keyring.gpg"
    assert list(parse_deb822(text)) == [
        Source(f"http://{host}.example/debian", suite, ("main",), keyring)
        for host in "ab"
        for suite in ("bookworm", "bookworm-updates")
    ]


def test_the_debian_archive_is_told_from_other_vendors_and_the_security_one(tmp_path: Path) -> None:
    etc = Etc(tmp_path)
    etc.write("sources.list.d/a.list", "deb [signed-by=/keys/node.gpg] https://node.example/debian stable main\n")
    etc.write("sources.list.d/b.list", "deb https://db.example/repos/apt bookworm main\n")
    etc.write("sources.list.d/c.list", "deb cdrom:[Debian 12]/ bookworm main\n")
    etc.write(
        "sources.list",
        "deb http://m.example/debian-security bookworm-security main\ndeb http://m.example/debian/ bookworm main\n",
    )
    assert etc.mirror() == "http://m.example/debian/"


def test_a_machine_without_a_debian_mirror_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="no Debian mirror"):
        Etc(tmp_path).mirror()


@pytest.mark.parametrize(("os_release", "said"), [("ID=fedora\n", "fedora"), ('ID="ubuntu"\n', "ubuntu"), ("", "not")])
def test_another_system_is_one_line_that_says_what_helps(tmp_path: Path, os_release: str, said: str) -> None:
    etc = Etc(tmp_path, os_release)
    etc.write("sources.list", "deb http://m.example/debian bookworm main\n")
    with pytest.raises(Unavailable, match=rf"this system is {said}.*install them"):
        etc.mirror()
