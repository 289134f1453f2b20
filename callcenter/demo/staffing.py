"""The company with the demo's people beside its own."""

from __future__ import annotations

import msgspec

from callcenter.demo.agents import demo_agents
from callcenter.model.company import Company


def with_demo_agents(company: Company) -> Company:
    """A demo agent whose id, login or number one of the company's own people has stays away."""
    taken = {word for agent in company.agents.values() for word in (agent.id, agent.login, agent.number)}
    people = {agent.id: agent for agent in demo_agents() if taken.isdisjoint((agent.id, agent.login, agent.number))}
    return msgspec.structs.replace(company, agents={**people, **company.agents})
