"""Agents as the engine sees them: what they can do, what they are doing, what they can still take."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from routing.needs import Profile

PHONE_MEDIA = frozenset({"voice", "callback"})
"""Media that need a reachable phone."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many interactions of each medium at once, and which media go together.

    A medium that is not named cannot be taken. Two media that are not a pair in `together` exclude each other.
    """

    limits: Mapping[str, int] = field(default_factory=lambda: {"voice": 1, "callback": 1, "voicemail": 1})
    together: frozenset[frozenset[str]] = frozenset()


class Stage(StrEnum):
    """Where a piece of work stands."""

    OFFERED = "offered"
    TALKING = "talking"
    WRAP_UP = "wrap_up"


@dataclass(slots=True)
class Work:
    medium: str
    stage: Stage
    since: float
    ends_at: float | None = None  #: wrap-up's ceiling
    extended: int = 0  #: how often it was raised
    left: float = 0.0  #: of a wrap-up that was interrupted: seconds still to come


@dataclass(slots=True)
class Agent:
    id: str
    profile: Profile
    capacity: Capacity
    idle_since: float
    available: bool = False
    reachable: bool = True
    not_responding: bool = False
    work: dict[str, Work] = field(default_factory=dict[str, Work])  #: interaction → what is being done with it

    @property
    def routable(self) -> bool:
        return self.available and not self.not_responding

    def free_for(self, medium: str) -> bool:
        """Whether one more interaction of this medium may be offered now."""
        if not self.routable or (medium in PHONE_MEDIA and not self.reachable):
            return False
        same = 0
        for work in self.work.values():
            if work.medium == medium:
                same += 1
            elif frozenset((medium, work.medium)) not in self.capacity.together:
                return False
        return same < self.capacity.limits.get(medium, 0)

    def free_media(self) -> list[str]:
        return [medium for medium in self.capacity.limits if self.free_for(medium)]


class IdlePools:
    """Agents by profile and medium, the longest idle first; cost does not grow with the number of busy agents."""

    def __init__(self) -> None:
        self._pools: dict[tuple[Profile, str], list[tuple[float, str]]] = {}
        self._placed: dict[str, tuple[float, Profile, list[str]]] = {}

    def place(self, agent: Agent) -> None:
        """Put the agent where their present state says, out of everywhere else."""
        self.remove(agent.id)
        media = agent.free_media()
        self._placed[agent.id] = (agent.idle_since, agent.profile, media)
        for medium in media:
            insort(self._pools.setdefault((agent.profile, medium), []), (agent.idle_since, agent.id))

    def remove(self, agent: str) -> None:
        if agent not in self._placed:
            return
        idle_since, profile, media = self._placed.pop(agent)
        for medium in media:
            pool = self._pools[profile, medium]
            del pool[bisect_left(pool, (idle_since, agent))]

    def longest_idle(self, profile: Profile, medium: str) -> Sequence[tuple[float, str]]:
        """(idle since, agent), the longest idle first."""
        return self._pools.get((profile, medium), ())
