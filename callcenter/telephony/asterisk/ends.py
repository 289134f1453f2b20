"""The file in which Asterisk notes when and why each call ended, also while we are away.

    ends = await asyncio.to_thread(read, settings.ends, wanted)      # of these channels; not in the event loop
    trim(settings.ends)                                             # while we hear everything ourselves

It is opened anew for each line (cel_custom), so that it may be set aside at any moment; one before it is kept.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import logging
from collections.abc import Container, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

log = logging.getLogger(__name__)

LONGEST = 20_000_000
"""Bytes: some 200,000 calls. No more of it is read, and it is set aside when it is longer."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Ended(msgspec.Struct, frozen=True):
    at: datetime
    cause: int


def read(file: Path, wanted: Container[str], longest: int = LONGEST) -> dict[str, Ended]:
    """When and why each of these channels ended, as far as it is noted in the file's end or in the one before."""
    ends: dict[str, Ended] = {}
    for one in (_before(file), file):
        try:
            for row in csv.reader(_last_lines(one, longest)):
                if len(row) == 3 and row[0] in wanted:
                    ends[row[0]] = Ended(at=EPOCH + timedelta(seconds=float(row[1])), cause=_cause(row[2]))
        except FileNotFoundError:
            continue
        except (OSError, ValueError, csv.Error):
            log.warning("what Asterisk noted of calls that ended cannot be read")
    return ends


def trim(file: Path, longest: int = LONGEST) -> None:
    """Set it aside when it has become too long."""
    try:
        if file.stat().st_size > longest:
            set_aside(file)
    except FileNotFoundError:
        return
    except OSError:
        log.warning("what Asterisk notes of calls that ended cannot be set aside")


def set_aside(file: Path) -> None:
    """A new one begins; the one set aside before is gone."""
    with contextlib.suppress(FileNotFoundError):
        file.replace(_before(file))


def _before(file: Path) -> Path:
    return file.with_suffix(".before.csv")


def _last_lines(file: Path, longest: int) -> Iterator[str]:
    with file.open("rb") as lines:
        skipped = max(0, lines.seek(0, io.SEEK_END) - longest)
        lines.seek(skipped)
        if skipped:
            lines.readline()  # half of one
        for line in lines:
            yield line.decode("utf-8", "replace")


def _cause(extra: str) -> int:
    try:
        return int(json.loads(extra)["hangupcause"])
    except (ValueError, KeyError, TypeError):
        return 0
