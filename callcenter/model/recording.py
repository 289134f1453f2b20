"""What the company has decided about recording: which calls, what callers are told, how long it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from callcenter.model.ids import Language
from callcenter.model.interaction import Direction

DAY = 86400.0


class RecordedCalls(StrEnum):
    """Which calls are recorded. Calls between colleagues never are, whatever is written."""

    NO = "no"
    INBOUND = "inbound"
    OUTBOUND = "outbound"
    YES = "yes"

    def covers(self, direction: Direction) -> bool:
        match self:
            case RecordedCalls.NO:
                return False
            case RecordedCalls.INBOUND:
                return direction is Direction.INBOUND
            case RecordedCalls.OUTBOUND:
                return direction is Direction.OUTBOUND
            case RecordedCalls.YES:
                return direction is not Direction.INTERNAL


class RecordingRules(msgspec.Struct, frozen=True, kw_only=True):
    calls: RecordedCalls = RecordedCalls.YES
    notice: Mapping[Language, str] | None = None  #: said before the first recorded talk; None = nothing is said
    paused_at_most: float = 600.0  #: seconds; a pause nobody ended ends by itself
    keep: float = 180 * DAY  #: seconds
    keep_at_least: float = 30 * DAY  #: seconds; before them nobody can delete anything
