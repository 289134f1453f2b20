"""What an interaction needs of an agent, and whether an agent's skills meet it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Profile = tuple[tuple[str, int], ...]
"""An agent's skills as a sorted tuple: agents with the same profile are one class to the engine."""


def profile_of(skills: Mapping[str, int]) -> Profile:
    return tuple(sorted((skill, level) for skill, level in skills.items() if level > 0))


@dataclass(frozen=True, slots=True)
class Needs:
    """Every skill at least at its level; or one agent by name, whatever the skills."""

    skills: Profile = ()
    agent: str | None = field(default=None, kw_only=True)

    @classmethod
    def of(cls, **skills: int) -> Needs:
        return cls(profile_of(skills))

    def met_by(self, profile: Profile) -> bool:
        have = dict(profile)
        return all(have.get(skill, 0) >= level for skill, level in self.skills)
