"""After a start: belief against belief. Calls and routing are saved together, but the company may have changed.

repair(house, switchboard, dispatcher, agents, waiting, round)      # each repair is journalled
"""

from __future__ import annotations

from collections.abc import Iterator

from callcenter.calls import letters
from callcenter.calls.state import Call, Phase
from callcenter.calls.telling import House, Telling
from callcenter.calls.waiting import queued
from callcenter.dispatcher import Dispatcher
from callcenter.model.facts import Repaired
from callcenter.model.ids import AgentId, InteractionId
from callcenter.rounds import Round
from callcenter.switchboard import Switchboard
from routing import events as routing
from routing.agents import Stage
from routing.records import AgentRecord, InteractionRecord


def repair(
    house: House,
    switchboard: Switchboard,
    dispatcher: Dispatcher,
    agents: tuple[AgentRecord, ...],
    waiting: tuple[InteractionRecord, ...],
    round: Round,
) -> None:
    """Mend what disagrees; what agrees is left alone."""
    for event in _of_agents(house, agents):
        round.to_routing(event)
    for record in agents:
        for work in record.work:
            call = switchboard.calls.get(InteractionId(work.interaction))
            if work.stage == Stage.TALKING and not _talks(call, AgentId(record.id)):
                _noted(InteractionId(work.interaction), "agent freed", round)
                round.to_routing(routing.WorkEnded(agent=record.id, interaction=work.interaction))
    in_line = {record.id for record in waiting}
    for name in sorted(in_line - {call.id for call in switchboard.calls.values() if call.phase is Phase.QUEUED}):
        _noted(InteractionId(name), "left the line", round)
        round.to_routing(routing.Withdrawn(interaction=name))
    for call in switchboard.calls.values():
        if call.phase is Phase.QUEUED and call.id not in in_line:
            _noted(call.id, "back in line", round)
            round.to_routing(queued(Telling(call, round.now, house)))
            round.calls[call.id] = None
        if call.phase is Phase.TALKING and call.agent is not None and not _works(agents, call):
            if call.agent in house.company.agents:
                _noted(call.id, "agent is at work", round)
                medium = call.medium
                round.to_routing(routing.WorkTaken(agent=call.agent, interaction=call.id, medium=medium))
            else:
                round.to_call(call.id, letters.HangUp(agent=call.agent))


def _of_agents(house: House, agents: tuple[AgentRecord, ...]) -> Iterator[routing.Event]:
    """Skills may have changed, and people left, while the program was not running."""
    for record in agents:
        known = house.company.agents.get(AgentId(record.id))
        if known is None:
            yield routing.AgentSignedOut(agent=record.id)
        else:
            yield routing.AgentSignedIn(agent=record.id, skills=known.skills)


def _talks(call: Call | None, agent: AgentId) -> bool:
    return call is not None and call.agent == agent and call.phase in (Phase.TALKING, Phase.AWAY, Phase.DIALLING)


def _works(agents: tuple[AgentRecord, ...], call: Call) -> bool:
    return any(record.id == call.agent and any(w.interaction == call.id for w in record.work) for record in agents)


def _noted(interaction: InteractionId, what: str, round: Round) -> None:
    round.note(interaction, Repaired(what=what))
