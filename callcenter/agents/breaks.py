"""Breaks [小休]: a queue lets only so many of its agents go at once; the others stand in line and are let go in turn.

may_go(agent, on_break, ahead, company)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from callcenter.model.company import Agent, Company, Queue
from callcenter.model.ids import AgentId
from routing.needs import Needs, profile_of


def serves(agent: Agent, queue: Queue) -> bool:
    return Needs(profile_of(queue.needs)).met_by(profile_of(agent.skills))


def limited(agent: AgentId, company: Company) -> list[tuple[Queue, int]]:
    """The queues that count this agent's breaks, and how many each allows."""
    known = company.agents.get(agent)
    queues = company.queues.values() if known is not None else ()
    return [(queue, queue.breaks) for queue in queues if queue.breaks is not None and known and serves(known, queue)]


def never(agent: AgentId, company: Company) -> bool:
    """A queue of theirs allows no breaks at all."""
    return any(places == 0 for _, places in limited(agent, company))


def may_go(agent: AgentId, on_break: Iterable[AgentId], ahead: Iterable[AgentId], company: Company) -> bool:
    """In every queue of theirs a place is free that is not another's who asked before."""
    before = [company.agents[one] for one in {*on_break, *ahead} if one != agent and one in company.agents]
    return all(sum(serves(one, queue) for one in before) < places for queue, places in limited(agent, company))


def place(agent: AgentId, line: Sequence[AgentId], company: Company) -> int:
    """1 for the next one to go, among those who share a counted queue with them."""
    queues = [queue for queue, _ in limited(agent, company)]
    ahead = [company.agents[one] for one in line[: line.index(agent)] if one in company.agents]
    return 1 + sum(any(serves(one, queue) for queue in queues) for one in ahead)
