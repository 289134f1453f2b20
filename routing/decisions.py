"""What the engine can decide."""

from __future__ import annotations

from dataclasses import dataclass

from routing.explain import Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeOffer:
    """This agent, this interaction, until then."""

    offer: str
    interaction: str
    agent: str
    expires_at: float
    why: Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class RescindOffer:
    """The offer is taken back.

    `why` is customer_left, handed_on, agent_unavailable, phone_unreachable or signed_out.
    """

    offer: str
    interaction: str
    agent: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMissed:
    """Not answered in time: the agent is set not responding, the interaction keeps its place (RONA)."""

    offer: str
    interaction: str
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTurnedDown:
    offer: str
    interaction: str
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Connect:
    """The offer was accepted in time: these two belong together now."""

    offer: str
    interaction: str
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLate:
    """An answer to an offer that is no longer pending."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overflow:
    """Patience ended: the interaction left the line."""

    interaction: str
    queue: str
    waited: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapUpOver:
    """Wrap-up ended by itself: its ceiling was reached."""

    agent: str
    interaction: str


Decision = MakeOffer | RescindOffer | OfferMissed | OfferTurnedDown | Connect | TooLate | Overflow | WrapUpOver
