"""Durations as people write them: `20s`, `5m`, `1.5h`, or a bare number of seconds."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

_WRITTEN = re.compile(r"^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)?$")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, None: 1.0}


def seconds(value: object) -> float:
    """`"90s"`, `"1.5m"` or `90` → 90.0. Raises ValueError for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    written = _WRITTEN.match(value.strip()) if isinstance(value, str) else None
    if written is None:
        raise ValueError(f"{value!r} is not a duration; write 20s, 5m or 1.5h")
    return float(written[1]) * _SECONDS[written[2]]


YEARS = 30 * 366 * 86400.0

Keeping = Annotated[float, BeforeValidator(seconds), Field(ge=0, le=YEARS)]
"""How long something is kept: `180d`."""

LONGEST = 30 * 86400.0
"""Nobody means more than thirty days, and a clock cannot add without end."""

Seconds = Annotated[float, BeforeValidator(seconds), Field(ge=0, le=LONGEST)]
