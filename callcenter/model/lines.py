"""What the story of a call needs to know of a trunk: may calls go out by it, in which order, and what is shown."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from callcenter.model.ids import QueueName


class Shows(msgspec.Struct, frozen=True, kw_only=True):
    """The number that those we call see."""

    number: str | None = None  #: always this one; None = the one the customer had dialled
    by_queue: Mapping[QueueName, str] = {}  #: ahead of it, for calls of these queues

    def to_show(self, dialled: str, queue: QueueName | None) -> str:
        return (self.by_queue.get(queue) if queue is not None else None) or self.number or dialled


class Trunk(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    calls_out: bool = True
    order: int = 100  #: of calls out: the lowest first
    shows: Shows = Shows()
