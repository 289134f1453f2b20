"""Messages of supervisors on agents' desks, until they are read.

messages.send(message, round)
refused = messages.read(agent, "01K…", round)
"""

from __future__ import annotations

from collections.abc import Iterable

from callcenter.model.ids import AgentId
from callcenter.model.measures import Message
from callcenter.rounds import Round


class Messages:
    def __init__(self) -> None:
        self._unread: dict[AgentId, dict[str, Message]] = {}

    def of(self, agent: AgentId) -> list[Message]:
        """Unread, the oldest first."""
        return list(self._unread.get(agent, {}).values())

    def send(self, message: Message, round: Round) -> None:
        self._unread.setdefault(message.agent, {})[message.id] = message
        round.keep(message)
        round.agents[message.agent] = None

    def read(self, agent: AgentId, message: str, round: Round) -> str | None:
        """One that is not there was read in another page."""
        found = self._unread.get(agent, {}).pop(message, None)
        if found is not None:
            round.drop(found)
            round.agents[agent] = None
        return None

    def restore(self, messages: Iterable[Message]) -> None:
        for message in sorted(messages, key=lambda one: (one.at, one.id)):
            self._unread.setdefault(message.agent, {})[message.id] = message
