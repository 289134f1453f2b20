"""What is kept as JSON in a row: its present version on the way in, and older versions lifted on the way out.

row = {"version": VERSIONS[Presence], "body": encode(presence)}
presence = decode(Presence, row.version, row.body)        # raises Unreadable
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from callcenter.agents.presence import Presence
from callcenter.calls.state import VERSION, Call
from callcenter.journal import Unreadable
from callcenter.model.measures import Closing, Measure, Message, Notice, OtherSkills
from routing.records import AgentRecord, InteractionRecord

T = TypeVar("T")

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]

MEASURES: dict[str, type[Measure]] = {
    "other_skills": OtherSkills,
    "message": Message,
    "notice": Notice,
    "closing": Closing,
}
"""Kinds of what supervisors set in force, as the table names them."""

VERSIONS: dict[type[Any], int] = {
    Call: VERSION,
    Presence: 1,
    AgentRecord: 1,
    InteractionRecord: 1,
    **dict.fromkeys(MEASURES.values(), 1),
}
"""Present version of each shape. A new field has a default; any other change raises it and adds an upcaster."""

UPCASTERS: dict[tuple[type[Any], int], Upcaster] = {}
"""(shape, version) → how its plain body becomes the next version's."""

encode = msgspec.json.Encoder().encode


def decode(kind: type[T], version: int, body: bytes) -> T:
    """A stored body, lifted to the present shape. Raises Unreadable."""
    present = VERSIONS[kind]
    if version > present:
        raise Unreadable(f"a stored {kind.__name__}, version {version}; this program is older than its data")
    try:
        if version == present:
            return msgspec.json.decode(body, type=kind)
        plain: dict[str, Any] = msgspec.json.decode(body)
        for step in range(version, present):
            plain = UPCASTERS[kind, step](plain)
        return msgspec.convert(plain, kind)
    except (KeyError, msgspec.MsgspecError) as error:
        raise Unreadable(f"a stored {kind.__name__}, version {version}: {error}") from error
