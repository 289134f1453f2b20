"""After a start: belief against belief. Calls and routing are saved together, but the company may have changed.

staff(house, agents, round)
queues(house, switchboard, round)
repair(house, switchboard, agents, in_line, round)      # each repair is journalled; also done from time to time
"""

from __future__ import annotations

import msgspec

from callcenter.calls import letters, waiting
from callcenter.calls.state import Call, Phase
from callcenter.calls.telling import House, Telling
from callcenter.model.facts import Repair, Repaired
from callcenter.model.ids import AgentId, InteractionId
from callcenter.model.interaction import LeftQueue
from callcenter.rounds import Round
from callcenter.switchboard import Switchboard
from routing import events as routing
from routing.agents import Stage
from routing.records import AgentRecord, InteractionRecord


def staff(house: House, agents: tuple[AgentRecord, ...], round: Round) -> None:
    """Skills may have changed, and people left, while the program was not running."""
    for record in agents:
        known = house.company.agents.get(AgentId(record.id))
        if known is None:
            round.to_routing(routing.AgentSignedOut(agent=record.id))
        else:
            round.to_routing(routing.AgentSignedIn(agent=record.id, skills=known.skills))


def queues(house: House, switchboard: Switchboard, round: Round) -> None:
    """Calls of a queue that the company no longer has go on in the one for such cases."""
    company = house.company
    instead = company.callback_queue or next(iter(company.queues), None)
    for call in switchboard.calls.values():
        if call.visit is None or call.visit.queue in company.queues or instead is None:
            continue
        visit, telling = call.visit, Telling(call, round.now, house)
        if call.phase is Phase.QUEUED:
            telling.wishes.routing.append(routing.Withdrawn(interaction=call.id))
            waiting.leave(telling, LeftQueue.OVERFLOWED)
            priority = visit.priority
            waiting.enter(telling, instead, since=visit.since, then=visit.then, keys=visit.keys, priority=priority)
        else:
            call.visit = msgspec.structs.replace(visit, queue=instead)
        switchboard.carry(call, telling.wishes, round)
        _noted(call.id, Repair.QUEUE_GONE, round)


def repair(
    house: House,
    switchboard: Switchboard,
    agents: tuple[AgentRecord, ...],
    in_line: tuple[InteractionRecord, ...],
    round: Round,
) -> None:
    """Mend what disagrees; what agrees is left alone."""
    for record in agents:
        for work in record.work:
            call = switchboard.calls.get(InteractionId(work.interaction))
            if work.stage == Stage.TALKING and not _talks(call, AgentId(record.id)):
                _noted(InteractionId(work.interaction), Repair.AGENT_FREED, round)
                round.to_routing(routing.WorkEnded(agent=record.id, interaction=work.interaction))
    at_work = {(record.id, work.interaction) for record in agents for work in record.work}
    lined_up = {record.id for record in in_line}
    for name in sorted(lined_up - {call.id for call in switchboard.calls.values() if call.phase is Phase.QUEUED}):
        _noted(InteractionId(name), Repair.LEFT_LINE, round)
        round.to_routing(routing.Withdrawn(interaction=name))
    for call in switchboard.calls.values():
        if call.phase is Phase.QUEUED and call.id not in lined_up:
            _noted(call.id, Repair.BACK_IN_LINE, round)
            round.to_routing(waiting.queued(Telling(call, round.now, house)))
            round.calls[call.id] = None
        if call.phase in (Phase.TALKING, Phase.DIALLING):
            for agent in _in(call):
                if (agent, call.id) not in at_work:
                    _to_work(house, call, agent, round)


def _to_work(house: House, call: Call, agent: AgentId, round: Round) -> None:
    """Routing does not know that this agent is in the call; or nobody knows the agent any more."""
    if agent in house.company.agents:
        _noted(call.id, Repair.AGENT_AT_WORK, round)
        round.to_routing(routing.WorkTaken(agent=agent, interaction=call.id, medium=call.medium))
    else:
        round.to_call(call.id, letters.HangUp(agent=agent))


def _in(call: Call) -> list[AgentId]:
    """Who handles it, and the colleagues beside."""
    beside = [leg.agent for leg in call.legs.values() if leg.colleague and leg.agent is not None]
    return [*([call.agent] if call.agent is not None else []), *beside]


def _talks(call: Call | None, agent: AgentId) -> bool:
    return call is not None and call.works_on(agent) and call.phase in (Phase.TALKING, Phase.AWAY, Phase.DIALLING)


def _noted(interaction: InteractionId, what: Repair, round: Round) -> None:
    round.note(interaction, Repaired(what=what))
