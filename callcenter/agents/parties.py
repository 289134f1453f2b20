"""Who is in a call, as a desk shows it: every party and what it does, and what the agent who looks is in it."""

from __future__ import annotations

from typing import Any

from callcenter.calls.state import Call, Leg, Phase
from callcenter.calls.supervision import MODES
from callcenter.calls.turns import Role, ToNumber
from callcenter.model.company import Agent, Company
from callcenter.model.ids import AgentId
from callcenter.model.interaction import Direction, Party
from callcenter.model.lines import NumberPlan
from callcenter.numbers.masking import shown_to
from callcenter.numbers.plan import heard
from routing.agents import Stage
from routing.records import WorkRecord


def part_of(call: Call, agent: AgentId) -> str:
    """What this agent is in the call: handler, guest, listener, coach, or barge."""
    leg = call.leg_of(agent)
    if call.agent == agent or leg is None:
        return "handler"
    if leg.watches is None:
        return "guest"
    return MODES[leg.role] if leg.role is Role.TALKER else leg.role


def asked_by(call: Call, agent: AgentId, company: Company) -> dict[str, str] | None:
    """Which colleague called this agent in, and for what: a consult, a conference, or help."""
    leg, consult = call.leg_of(agent), call.consult
    if leg is None or call.agent == agent:
        return None
    if consult is not None and consult.far == leg.id:
        by, how = consult.by, "consult"
    elif leg.guest:
        by, how = call.agent, "conference"
    elif leg.watches is not None and not leg.up and call.help is not None and leg.watches == call.help.agent:
        by, how = leg.watches, "help"
    else:
        return None
    known = company.agents.get(by) if by is not None else None
    return {"shown": f"{known.name} {known.number}", "how": how} if known is not None else None


def colleague_of(call: Call, agent: AgentId, company: Company) -> Agent | None:
    """With whom this agent talks in an internal call; who looks on sees whom it was for."""
    if call.direction is not Direction.INTERNAL:
        return None
    other = call.by if agent == call.calls else call.calls
    return company.agents.get(other) if other is not None else None


def stage_of(work: WorkRecord, call: Call | None, agent: AgentId) -> str:
    """What is being done, as a desk shows it."""
    if work.stage != Stage.TALKING or call is None:
        return work.stage
    leg = call.leg_of(agent)
    if call.agent != agent and leg is not None and not leg.up:
        return "ringing"
    if call.agent == agent and call.phase is Phase.AWAY:
        return "away"
    if call.phase is Phase.DIALLING:
        return "dialling"
    consult = call.consult
    if consult is not None and consult.by == agent:
        return "talking" if consult.with_customer else "consulting"
    if consult is not None and leg is not None and consult.far == leg.id:
        return "held" if consult.with_customer else "talking"
    return "held" if call.held and call.agent == agent else "talking"


def parties_of(call: Call, agent: AgentId, company: Company) -> list[dict[str, Any]]:
    """Who is in the call, as this agent may know: customer first, then as they came. Who listens is not noticed."""
    legs = sorted(call.legs.values(), key=lambda leg: leg.id != call.customer_leg)
    seen = [leg for leg in legs if leg is not call.offered_leg]
    return [_party(call, leg, agent, company) for leg in seen if leg.role is not Role.LISTENER or leg.agent == agent]


def _party(call: Call, leg: Leg, agent: AgentId, company: Company) -> dict[str, Any]:
    return {
        "leg": leg.id,
        "kind": "agent" if leg.agent else "customer" if leg.id == call.customer_leg else "outside",
        "agent": leg.agent,
        "shown": _shown(call, leg, agent, company),
        "role": leg.role,
        "state": _state(call, leg),
        "me": leg.agent == agent and leg.party is Party.AGENT,
        "supervisor": leg.watches is not None,
    }


def _shown(call: Call, leg: Leg, agent: AgentId, company: Company) -> str:
    """As this agent may see it; a number outside as one identity, however its trunk wanted it dialled."""
    roles = company.agents[agent].roles if agent in company.agents else ()
    known = company.agents.get(leg.agent) if leg.agent else None
    if known is not None:
        return f"{known.name} {known.number}"
    if leg.id == call.customer_leg:
        return shown_to(roles, company, call.caller)
    to = leg.placed.to if leg.placed is not None else None
    if not isinstance(to, ToNumber):
        return ""
    trunk = company.trunks.get(to.trunk) if to.trunk is not None else None
    plan = trunk.plan if trunk is not None else NumberPlan()
    return shown_to(roles, company, heard(to.number, plan, company.country))


def _state(call: Call, leg: Leg) -> str:
    if not leg.up:
        return "ringing"
    consult = call.consult
    if consult is not None and not consult.with_customer and leg.id in (consult.far, consult.near or call.agent_leg):
        return "consulting"
    return "held" if leg.in_room is None else "talking"


def consult_of(call: Call, agent: AgentId, company: Company) -> dict[str, Any] | None:
    consult = call.consult
    far = call.legs.get(consult.far) if consult is not None else None
    if consult is None or far is None:
        return None
    return {
        "leg": far.id,
        "agent": far.agent,
        "shown": _shown(call, far, agent, company),
        "state": "talking" if far.up else "ringing",
        "with_customer": consult.with_customer,
    }


def watched_by(call: Call, agent: AgentId) -> list[dict[str, str]]:
    """The supervisors who are with this agent, and how."""
    return [
        {"agent": leg.agent, "mode": MODES[leg.role]}
        for leg in call.legs.values()
        if leg.watches == agent and leg.agent is not None and leg.up
    ]
