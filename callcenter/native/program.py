"""A native program that can be started, and the one error for a program that cannot be had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal


class Unavailable(Exception):
    """A native program cannot be had here; the message is one line that says why and what would help."""


@dataclass(frozen=True)
class Program:
    """A program that is installed and new enough, ready to be started with `command`."""

    name: str
    version: str
    """Its own version, digits and dots only: "22.10.1"."""
    source: Literal["path", "cache"]
    start: tuple[str, ...]
    """How it is started: the executable, after the tree's own loader where it comes from the cache."""
    root: Path | None = None
    """The unpacked tree it lives in; None when it was found on the PATH."""
    environment: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)
    """What has to be added to the environment it is started with."""

    def command(self, *arguments: str) -> list[str]:
        """The argument vector that starts the program with these arguments, the prefix alone without any.

        Never meant for a shell. Start it with `environment` added to the process's own.
        """
        return [*self.start, *arguments]

    @property
    def executable(self) -> Path:
        """The program's file. Only Chromium's may be started directly (Playwright's `executable_path`)."""
        return Path(self.start[-1])
