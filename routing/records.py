"""The engine's memory as plain values, so that a restarted program goes on where the last one stopped.

`Engine.touched()` names what changed since it was last asked; `Engine.record_of_*` gives the value to store;
`Engine.restore(agents, interactions)` rebuilds an engine from them, pending offers included.
"""

from __future__ import annotations

from dataclasses import dataclass

from routing.agents import Agent, Capacity, Stage, Work
from routing.line import Waiting
from routing.needs import Needs
from routing.offers import Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRecord:
    interaction: str
    medium: str
    stage: str
    since: float
    ends_at: float | None
    extended: int = 0
    left: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentRecord:
    id: str
    skills: tuple[tuple[str, int], ...]
    limits: tuple[tuple[str, int], ...]
    together: tuple[tuple[str, str], ...]
    idle_since: float
    available: bool
    reachable: bool
    not_responding: bool
    work: tuple[WorkRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRecord:
    id: str
    agent: str
    expires_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionRecord:
    id: str
    queue: str
    medium: str
    needs: tuple[tuple[str, int], ...]
    needs_agent: str | None
    priority: float
    ageing: float
    since: float
    sequence: int
    gives_up_at: float | None
    ring_for: float
    offers_named: str
    offers: int
    refused: tuple[tuple[str, float], ...]
    offer: OfferRecord | None
    needs_else: tuple[tuple[tuple[str, int], ...], str | None] | None = None  #: skills and agent, as in `needs`
    handed_until: float | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """Ids whose record must be stored again, or dropped when the engine no longer knows them."""

    agents: tuple[str, ...]
    interactions: tuple[str, ...]


def record_agent(agent: Agent) -> AgentRecord:
    return AgentRecord(
        id=agent.id,
        skills=agent.profile,
        limits=tuple(agent.capacity.limits.items()),
        together=tuple(sorted((min(pair), max(pair)) for pair in agent.capacity.together)),
        idle_since=agent.idle_since,
        available=agent.available,
        reachable=agent.reachable,
        not_responding=agent.not_responding,
        work=tuple(
            WorkRecord(
                interaction=name,
                medium=w.medium,
                stage=w.stage,
                since=w.since,
                ends_at=w.ends_at,
                extended=w.extended,
                left=w.left,
            )
            for name, w in agent.work.items()
        ),
    )


def restored_agent(record: AgentRecord) -> Agent:
    return Agent(
        record.id,
        record.skills,
        Capacity(dict(record.limits), frozenset(frozenset(pair) for pair in record.together)),
        record.idle_since,
        record.available,
        record.reachable,
        record.not_responding,
        {w.interaction: Work(w.medium, Stage(w.stage), w.since, w.ends_at, w.extended, w.left) for w in record.work},
    )


def record_interaction(waiting: Waiting, offer: Offer | None) -> InteractionRecord:
    return InteractionRecord(
        id=waiting.id,
        queue=waiting.queue,
        medium=waiting.medium,
        needs=waiting.needs.skills,
        needs_agent=waiting.needs.agent,
        priority=waiting.priority,
        ageing=waiting.ageing,
        since=waiting.since,
        sequence=waiting.sequence,
        gives_up_at=waiting.gives_up_at,
        ring_for=waiting.ring_for,
        offers_named=waiting.offers_named,
        offers=waiting.offers,
        refused=tuple(waiting.refused.items()),
        offer=None if offer is None else OfferRecord(id=offer.id, agent=offer.agent, expires_at=offer.expires_at),
        needs_else=(waiting.needs_else.skills, waiting.needs_else.agent) if waiting.needs_else else None,
        handed_until=waiting.handed_until,
    )


def restored_interaction(record: InteractionRecord) -> Waiting:
    return Waiting(
        record.id,
        record.queue,
        record.medium,
        Needs(record.needs, agent=record.needs_agent),
        record.priority,
        record.ageing,
        record.since,
        record.sequence,
        record.gives_up_at,
        record.ring_for,
        record.offers_named,
        record.offers,
        _needs_else(record),
        record.handed_until,
        dict(record.refused),
    )


def _needs_else(record: InteractionRecord) -> Needs | None:
    return None if record.needs_else is None else Needs(record.needs_else[0], agent=record.needs_else[1])
