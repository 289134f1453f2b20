"""The invented agents, and until when each is busy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from callcenter.demo.agents import demo_agents
from callcenter.model.company import Agent, Company
from callcenter.model.ids import AgentId

BEGINS = 8
"""The hour they come to work."""


class Floor:
    """Nobody is in two conversations."""

    def __init__(self, company: Company) -> None:
        self.agents: Mapping[AgentId, Agent] = {agent.id: agent for agent in demo_agents()}
        self._zone = ZoneInfo(company.zone)
        self._busy: dict[AgentId, datetime] = {}

    def qualified(self, needs: Mapping[str, int]) -> list[AgentId]:
        skilled = self.agents.values()
        return [a.id for a in skilled if all(a.skills.get(skill, 0) >= level for skill, level in needs.items())]

    def free(self, agents: Sequence[AgentId], at: datetime) -> list[AgentId]:
        """Those idle, the longest idle first."""
        idle = [agent for agent in agents if self.idle_since(agent, at) <= at]
        return sorted(idle, key=lambda agent: (self.idle_since(agent, at), agent))

    def idle_since(self, agent: AgentId, at: datetime) -> datetime:
        began = at.astimezone(self._zone).replace(hour=BEGINS, minute=0, second=0, microsecond=0).astimezone(at.tzinfo)
        return max(self._busy.get(agent, began), min(began, at))

    def next_free(self, agents: Sequence[AgentId], at: datetime) -> datetime:
        return min(self.idle_since(agent, at) for agent in agents)

    def busy(self, agent: AgentId, until: datetime) -> None:
        self._busy[agent] = max(until, self._busy.get(agent, until))
