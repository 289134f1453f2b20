"""The waiting line: who is next for whom.

Interactions with the same queue, medium and needs form one *class*, kept in order. Within a class all age alike, so
their order never changes with time; between classes only the heads are compared, at `now`.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from routing.needs import Needs, Profile

Place = tuple[float, float, int, str]
"""(−score at time zero, since, sequence, interaction): sorts a class into its order."""


@dataclass(slots=True)
class Waiting:
    """One interaction in the engine's care, waiting or on offer."""

    id: str
    queue: str
    medium: str
    needs: Needs
    priority: float
    ageing: float
    since: float
    sequence: int
    gives_up_at: float | None
    ring_for: float
    offers_named: str = ""  #: begins its offers' ids
    offers: int = 0  #: how many offers were made so far
    needs_else: Needs | None = None  #: before it was handed to one agent
    handed_until: float | None = None
    refused: dict[str, float] = field(default_factory=dict[str, float])  #: agent → until when not asked again

    @property
    def place(self) -> Place:
        return (self.ageing * self.since - self.priority, self.since, self.sequence, self.id)

    def order(self, now: float) -> tuple[float, float, int]:
        """Sorts interactions of any class into the policy's order at `now`; the smallest goes first."""
        return (self.place[0] - self.ageing * now, self.since, self.sequence)


ClassKey = tuple[str, str, Needs, float]


@dataclass(slots=True)
class WaitClass:
    key: ClassKey
    places: list[Place] = field(default_factory=list[Place])
    profiles: list[Profile] = field(default_factory=list[Profile])  #: whose skills meet the needs

    @property
    def medium(self) -> str:
        return self.key[1]

    @property
    def needs(self) -> Needs:
        return self.key[2]


class Line:
    """All waiting interactions, indexed by what they need, so that a freed agent looks at class heads only."""

    def __init__(self) -> None:
        self._classes: dict[ClassKey, WaitClass] = {}
        self._by_queue: dict[str, list[WaitClass]] = {}
        self._serves: dict[Profile, list[WaitClass]] = {}  #: which classes a profile can serve
        self._personal: dict[str, list[WaitClass]] = {}  #: classes for one agent by name

    def learn(self, profile: Profile) -> None:
        """A profile appeared: note which classes it can serve."""
        if profile in self._serves:
            return
        served = self._serves[profile] = []
        for known in self._classes.values():
            if known.needs.agent is None and known.needs.met_by(profile):
                served.append(known)
                known.profiles.append(profile)

    def profiles_for(self, waiting: Waiting) -> list[Profile]:
        """Whose skills meet the needs of one that waits; none for a wait for one agent by name."""
        return self._classes[_key(waiting)].profiles

    def add(self, waiting: Waiting) -> None:
        insort(self._class_of(waiting).places, waiting.place)

    def remove(self, waiting: Waiting) -> None:
        key = _key(waiting)
        places = self._classes[key].places
        del places[bisect_left(places, waiting.place)]
        if not places and waiting.needs.agent is not None:
            self._forget(self._classes[key])

    def classes_for(self, agent: str, profile: Profile) -> Iterator[WaitClass]:
        yield from self._personal.get(agent, ())
        yield from self._serves.get(profile, ())

    def position(self, waiting: Waiting, of: dict[str, Waiting], now: float) -> int:
        """1 for the first in its queue. Compares with the order between classes at `now`."""
        mine = waiting.order(now)
        ahead = 0
        for other in self._by_queue.get(waiting.queue, ()):
            places = other.places
            low, high = 0, len(places)
            while low < high:
                middle = (low + high) // 2
                if of[places[middle][3]].order(now) < mine:
                    low = middle + 1
                else:
                    high = middle
            ahead += low
        return ahead + 1

    def _class_of(self, waiting: Waiting) -> WaitClass:
        key = _key(waiting)
        if key not in self._classes:
            new = self._classes[key] = WaitClass(key)
            self._by_queue.setdefault(waiting.queue, []).append(new)
            if waiting.needs.agent is not None:
                self._personal.setdefault(waiting.needs.agent, []).append(new)
            else:
                for profile, served in self._serves.items():
                    if waiting.needs.met_by(profile):
                        served.append(new)
                        new.profiles.append(profile)
        return self._classes[key]

    def _forget(self, personal: WaitClass) -> None:
        assert personal.needs.agent is not None
        del self._classes[personal.key]
        self._by_queue[personal.key[0]].remove(personal)
        self._personal[personal.needs.agent].remove(personal)


def _key(waiting: Waiting) -> ClassKey:
    return (waiting.queue, waiting.medium, waiting.needs, waiting.ageing)
