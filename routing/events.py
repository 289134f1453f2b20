"""What the engine can be told. All times are seconds since the epoch, all durations seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from routing.agents import Capacity
from routing.needs import Needs


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSignedIn:
    """The agent is there, not yet available. Told again with other skills or capacity, it changes them."""

    agent: str
    skills: Mapping[str, int]  #: skill → level, 0–10
    capacity: Capacity = field(default_factory=Capacity)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSignedOut:
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentAvailable:
    """The agent chose to take work; clears "not responding"."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentUnavailable:
    """The agent chose an aux code. Pending offers are taken back; work in hand goes on."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneReachable:
    """Whether the agent's phone can ring; an agent whose phone cannot is not routable for voice."""

    agent: str
    reachable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """An interaction waits for an agent.

    `since` may lie in the past: an interaction that comes back keeps the place it had.
    Score in line = priority + ageing × seconds waited; the higher goes first, then the earlier.
    """

    interaction: str
    queue: str
    medium: str
    needs: Needs
    priority: float = 0.0
    ageing: float = 0.0  #: points of priority per second of waiting
    since: float | None = None  #: when the wait began; None = now
    patience: float | None = None  #: seconds from `since` until it overflows; None = waits for ever
    ring_for: float = 20.0  #: how long one agent is rung
    offers_named: str = ""  #: begins the ids of its offers, new for each wait; "" = the interaction and a dash


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """The customer left, or the interaction is routed elsewhere."""

    interaction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprioritised:
    """One that waits goes before or behind others from now on."""

    interaction: str
    priority: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedTo:
    """The next offer of one that waits goes to this agent, whatever their skills; `until` then, or until they did not
    take it. Its place in line stays."""

    interaction: str
    agent: str
    until: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedBack:
    """One that was handed to an agent is anybody's again, at once."""

    interaction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAccepted:
    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDeclined:
    """The agent refused. Not offered to the same agent again for a while."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFailed:
    """The agent's phone could not be rung (busy, unreachable): treated like a missed offer."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTaken:
    """The agent handles an interaction that routing did not assign (an outbound call, one found after a restart)."""

    agent: str
    interaction: str
    medium: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkEnded:
    """The conversation is over; wrap-up starts and ends by itself after `wrap_up` seconds (0 = none)."""

    agent: str
    interaction: str
    wrap_up: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapUpExtended:
    """The agent takes so many seconds more for wrap-up than its ceiling."""

    agent: str
    interaction: str
    by: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapUpEnded:
    """The agent finished wrap-up before its ceiling."""

    agent: str
    interaction: str


Event = (
    AgentSignedIn
    | AgentSignedOut
    | AgentAvailable
    | AgentUnavailable
    | PhoneReachable
    | Queued
    | Withdrawn
    | Reprioritised
    | HandedTo
    | HandedBack
    | OfferAccepted
    | OfferDeclined
    | OfferFailed
    | WorkTaken
    | WorkEnded
    | WrapUpExtended
    | WrapUpEnded
)
