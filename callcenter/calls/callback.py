"""A callback: an interaction that waits in line like a caller, and is dialled once an agent is there."""

from __future__ import annotations

from datetime import datetime

from callcenter.calls import waiting
from callcenter.calls.telling import Telling
from callcenter.model.facts import Began
from callcenter.model.ids import QueueName


def begin(telling: Telling, queue: QueueName, since: datetime, *, front: bool) -> None:
    """Enter the line with the time the customer had waited already."""
    call = telling.call
    telling.note(Began(medium=call.medium, direction=call.direction, site=call.site, related=call.related))
    waiting.enter(telling, queue, since=since, priority=waiting.FRONT if front else 0.0)
