"""How far a supervisor's arm reaches: what is there, and at one of their sites."""

from __future__ import annotations

from callcenter.calls.state import Call
from callcenter.calls.telling import House
from callcenter.ivr import flow as nodes
from callcenter.model.company import Agent, Company, Queue
from callcenter.model.ids import AgentId, InteractionId, QueueName
from callcenter.switchboard import Switchboard
from callcenter.viewer import Viewer


def at_their_sites(viewer: Viewer, site: str) -> bool:
    return viewer.sites is None or site in viewer.sites


def agent(viewer: Viewer, company: Company, name: AgentId) -> Agent | str:
    """The agent, or why the supervisor cannot have them."""
    known = company.agents.get(name)
    if known is None:
        return "unknown_target"
    return known if at_their_sites(viewer, known.site) else "forbidden"


def queue(viewer: Viewer, company: Company, name: QueueName) -> Queue | str:
    known = company.queues.get(name)
    if known is None:
        return "unknown_target"
    return known if at_their_sites(viewer, known.site) else "forbidden"


def waiting(viewer: Viewer, switchboard: Switchboard, interaction: InteractionId) -> Call | str:
    """One who waits in line."""
    call = switchboard.calls.get(interaction)
    if call is None:
        return "not_there"
    if not at_their_sites(viewer, call.site):
        return "forbidden"
    return call if call.waits else "not_now"


def known_skills(house: House) -> set[str]:
    """All that somebody has or something needs."""
    company = house.company
    skills = {skill for one in company.agents.values() for skill in one.skills}
    skills |= {skill for one in company.queues.values() for skill in one.needs}
    newest = (house.newest(name) for name in house.current)
    asked = (node.needs for flow in newest for node in flow.nodes.values() if isinstance(node, nodes.Queue))
    return skills | {skill for needs in asked for skill in needs}
