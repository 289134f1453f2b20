"""What this machine is called by Debian: its architecture and where a Debian tree keeps libraries and the loader."""

from __future__ import annotations

import platform
from dataclasses import dataclass

from callcenter.native.program import Unavailable


@dataclass(frozen=True)
class Machine:
    """One architecture of Debian; folders are relative to the root of a tree."""

    architecture: str
    multiarch: str
    loader: str

    @property
    def libraries(self) -> str:
        """The folder of the shared libraries."""
        return f"usr/lib/{self.multiarch}"


MACHINES = {
    "x86_64": Machine("amd64", "x86_64-linux-gnu", "usr/lib64/ld-linux-x86-64.so.2"),
    "aarch64": Machine("arm64", "aarch64-linux-gnu", "usr/lib/ld-linux-aarch64.so.1"),
}


def this_machine() -> Machine:
    """The machine this runs on.

    Raises:
        Unavailable: for a processor that the trees are not made for.
    """
    return machine_of(platform.machine())


def machine_of(processor: str) -> Machine:
    """The machine with that processor, named as `uname -m` does.

    Raises:
        Unavailable: for a processor that the trees are not made for.
    """
    if processor not in MACHINES:
        raise Unavailable(f"native programs are fetched for {' and '.join(MACHINES)} only, this machine is {processor}")
    return MACHINES[processor]
