"""A voicemail waits in line like a caller; no phone rings for it, an agent opens it at the desk and hears it there."""

from __future__ import annotations

from callcenter.calls import talking, waiting
from callcenter.calls.letters import Agreed
from callcenter.calls.state import Phase
from callcenter.calls.telling import Telling
from callcenter.model.facts import Connected
from callcenter.model.interaction import LeftQueue, Outcome, Party

OPEN_AT_MOST = 1800.0
"""Seconds after which a voicemail that somebody opened and left lying goes back to the front of its queue."""


def opened(telling: Telling, agreed: Agreed) -> None:
    """An agent took it."""
    call = telling.call
    call.offer, call.agent, call.talking_since = None, agreed.agent, telling.now
    call.phase, call.outcome = Phase.TALKING, Outcome.SERVED
    waiting.leave(telling, LeftQueue.ANSWERED)
    telling.note(Connected(agent=agreed.agent, queue=call.visit.queue if call.visit else None))
    telling.wake_in(OPEN_AT_MOST)


def left_lying(telling: Telling) -> None:
    """Nobody finished it in time."""
    talking.release_agent(telling, Party.SYSTEM)
    telling.call.outcome = None
    waiting.back_to_front(telling)
