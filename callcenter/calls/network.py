"""What the story needs of a telephone network. Asterisk and the simulator provide it today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

import msgspec

from callcenter.calls.turns import Command, NetworkEvent, RecordLeg, Turn
from callcenter.model.ids import LegId

Tell = Callable[[NetworkEvent], None]
"""How a network reports: it calls this, in order, and never waits for an answer."""


class Capabilities(msgspec.Struct, frozen=True, kw_only=True):
    """What a network cannot do is refused by the flow checker, not found out by a caller."""

    real_media: bool  #: people hear each other; False for the simulator
    keys_in_room: bool  #: key presses are seen while in a room
    recording: bool


class Quality(msgspec.Struct, frozen=True, kw_only=True):
    """How the sound of one leg fared in the last seconds, as both ends of it measured (RTCP)."""

    leg: LegId
    at: datetime
    loss: float  #: share of packets that did not arrive, the worse direction, 0–1
    jitter: float  #: seconds, the worse direction
    round_trip: float | None  #: seconds; None = not measured


class KnownLeg(msgspec.Struct, frozen=True, kw_only=True):
    """A leg we believe to be alive, told to the network after an outage or a restart."""

    leg: LegId
    ref: str
    up: bool
    turn: Turn | None
    placed: Command | None  #: the command that placed it, when we did
    tracks: tuple[RecordLeg, ...] = ()


class TelephoneNetwork(Protocol):
    capabilities: Capabilities

    def perform(self, command: Command) -> None:
        """Carry out a command. Never blocks and never raises: what goes wrong comes back as an event."""

    async def reconcile(self, known: Iterable[KnownLeg]) -> None:
        """Compare belief with reality: report what ended meanwhile, hang up strangers, run turns that do not run."""
