"""What a phone that registers has to be told, and what all such phones of others are asked to do."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """As `callcenter phone AGENT` prints it."""

    server: str  #: host:port
    user: str
    password: str


def line_of(printed: str) -> Line:
    told = dict(re.findall(r"^(\w+) +(\S+)", printed, re.MULTILINE))
    return Line(told["server"], told["user"], told["password"])
