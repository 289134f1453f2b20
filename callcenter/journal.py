"""Facts as lines of the journal, and back.

type, version, body = encode(fact)
fact = decode(type, version, body)        # old versions are lifted by their upcasters
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, get_args

import msgspec

from callcenter.model.facts import Fact
from callcenter.model.ids import TenantId

KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Fact)}

VERSIONS: dict[str, int] = {}
"""Types whose shape changed, and their present version; all others are at 1."""

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]

UPCASTERS: dict[tuple[str, int], Upcaster] = {}
"""(type, version) → how its plain body becomes the next version's."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened, on the stream of an interaction or an agent."""

    tenant: TenantId
    stream: str
    at: datetime
    fact: Fact


class Unreadable(Exception):
    """A line of a type or version this program does not know (written by a newer one?)."""


@cache
def _decoder(kind: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(KINDS[kind])


_encoder = msgspec.json.Encoder()


def encode(fact: Fact) -> tuple[str, int, bytes]:
    kind = type(fact).__name__
    return kind, VERSIONS.get(kind, 1), _encoder.encode(fact)


def decode(kind: str, version: int, body: bytes) -> Fact:
    """Raises Unreadable."""
    present = VERSIONS.get(kind, 1)
    if kind not in KINDS or version > present:
        raise Unreadable(f"a journal line of type {kind!r}, version {version}; this program is older than its data")
    try:
        if version == present:
            return _decoder(kind).decode(body)
        plain: dict[str, Any] = msgspec.json.decode(body)
        for step in range(version, present):
            plain = UPCASTERS[kind, step](plain)
        return msgspec.convert(plain, KINDS[kind])
    except (KeyError, msgspec.MsgspecError) as error:
        raise Unreadable(f"a journal line of type {kind!r}, version {version}: {error}") from error
