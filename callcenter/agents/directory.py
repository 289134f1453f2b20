"""The colleagues as every desk shows them: one live feed for all (`docs/desk-protocol.md`, feed `directory`).

    directory.update(agents)         # after the save: whoever the round touched is put anew
    feed = directory.feed()

All desks share it, so that one agent's change is one change however many desks are open. Everybody is in it; a page
leaves out whose desk it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from callcenter.agents.floor import Floor
from callcenter.agents.presence import Choice
from callcenter.live import Feed
from callcenter.model.company import Agent, Company
from callcenter.model.ids import AgentId
from callcenter.viewer import Role


class Directory:
    def __init__(self, *, company: Callable[[], Company], floor: Floor, epoch: str) -> None:
        self._company = company
        self._floor = floor
        self._epoch = epoch
        self._feed: Feed | None = None

    def feed(self) -> Feed:
        """Made when the first desk is opened."""
        if self._feed is None:
            self._feed = Feed(self._epoch)
            self.update(self._company().agents)
        return self._feed

    def update(self, agents: Iterable[AgentId]) -> None:
        """These agents, or what they have in hand, changed."""
        if self._feed is None:
            return
        known = self._company().agents
        for agent in agents:
            if agent in known:
                self._feed.put(f"colleague/{agent}", self._colleague(known[agent]))

    def _colleague(self, agent: Agent) -> dict[str, Any]:
        presence, record = self._floor.presences.get(agent.id), self._floor.record(agent.id)
        return {
            "agent": agent.id,
            "name": agent.name,
            "number": agent.number,
            "presence": presence.choice if presence else Choice.SIGNED_OUT,
            "code": presence.code if presence else None,
            "busy": bool(record and record.work),
            "team": agent.team,
            "supervisor": Role.SUPERVISOR in agent.roles,
            "reachable": self._floor.reachable(agent.id),
        }
