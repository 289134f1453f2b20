"""A supervisor steps in: listens, coaches, barges, takes the call over, ends it; or is asked for help."""

from __future__ import annotations

from callcenter.calls import colleagues, consult, ending, leaving, talking, waiting
from callcenter.calls import letters as our
from callcenter.calls.state import Help, Leg, Phase
from callcenter.calls.telling import Telling
from callcenter.calls.turns import Role
from callcenter.model.facts import EndedByForce, HelpAsked, HelpEnded, Mode, SupervisorJoined, TakenOver
from callcenter.model.ids import AgentId
from callcenter.model.interaction import EndReason, LeftQueue, Outcome, Party
from routing import events as routing

ROLES = {Mode.LISTEN: Role.LISTENER, Mode.COACH: Role.COACH, Mode.BARGE: Role.TALKER}
MODES = {role: mode for mode, role in ROLES.items()}


def supervise(telling: Telling, wish: our.Supervise) -> None:
    """Be with this agent in this way from now on."""
    call = telling.call
    agent = call.leg_of(wish.agent)
    if call.phase is not Phase.TALKING or agent is None or wish.by == wish.agent:
        return
    mine = _leg_of(telling, wish.by)
    if mine is None and not call.works_on(wish.by):
        colleagues.ring(telling, wish.by, by_itself=True, watches=wish.agent, role=ROLES[wish.mode])
    elif mine is not None and (mine.watches, mine.role) != (wish.agent, ROLES[wish.mode]):
        mine.watches, mine.role = wish.agent, ROLES[wish.mode]
        if mine.up:
            _begin(telling, mine)


def answered(telling: Telling, leg: Leg) -> None:
    call = telling.call
    _help_came(telling, leg)
    if leg.takes_over and call.phase in (Phase.TALKING, Phase.AWAY) and telling.customer is not None:
        _take(telling, leg)
    elif call.phase is not Phase.TALKING or leg.watches is None or call.leg_of(leg.watches) is None:
        telling.end(leg.id)
    else:
        _begin(telling, leg)


def _begin(telling: Telling, leg: Leg) -> None:
    call = telling.call
    assert leg.watches is not None
    assert leg.agent is not None
    agent = call.leg_of(leg.watches)
    room = agent.in_room if agent is not None else None
    if agent is not None and room is not None:
        telling.note(SupervisorJoined(by=leg.agent, agent=leg.watches, mode=MODES[leg.role]))
        telling.watch(leg, room, agent)


def stop(telling: Telling, by: AgentId) -> None:
    leg = _leg_of(telling, by)
    if leg is not None:
        telling.end(leg.id)


def supervisor_left(telling: Telling, leg: Leg) -> None:
    """One who was asked for help and did not come leaves the agent waiting for another; else nobody is missed."""
    call = telling.call
    if call.phase is Phase.TALKING and call.agent is None and leg.role is Role.TALKER:
        leaving.end_if_alone(telling)


def _leg_of(telling: Telling, by: AgentId) -> Leg | None:
    return next((leg for leg in telling.call.legs.values() if leg.agent == by and leg.watches is not None), None)


# ---------------------------------------------------------------------- taking over, ending


def take_over(telling: Telling, by: AgentId) -> None:
    """The customer becomes the supervisor's; the agent is out, and wraps up."""
    call = telling.call
    if call.phase is not Phase.TALKING or call.agent is None or call.agent == by or telling.customer is None:
        return
    leg = _leg_of(telling, by)
    if leg is not None and leg.up:
        _take(telling, leg)
    elif leg is None and not call.works_on(by):
        rung = colleagues.ring(telling, by, by_itself=True, watches=call.agent)
        if rung is not None:
            rung.takes_over = True
    elif leg is not None:
        leg.takes_over = True


def _take(telling: Telling, leg: Leg) -> None:
    call = telling.call
    assert leg.agent is not None
    telling.note(TakenOver(by=leg.agent, agent=call.agent))
    leg.watches, leg.role = None, Role.TALKER
    if call.agent is not None:
        consult.cancel(telling)
        talking.release_agent(telling, Party.SYSTEM)
    consult.take_over(telling, leg)


def end_by_force(telling: Telling, by: str) -> None:
    call = telling.call
    if call.phase in (Phase.ENDED, Phase.FLOW):
        return
    telling.note(EndedByForce(by=by))
    if call.phase is Phase.QUEUED:
        waiting.out_of_line(telling, LeftQueue.LOST)
        telling.wishes.routing.append(routing.Withdrawn(interaction=call.id))
    if call.agent is not None:
        talking.release_agent(telling, Party.SYSTEM)
    outcome = call.outcome or (Outcome.LOST if call.visit is not None else Outcome.NOT_REACHED)
    ending.end_call(telling, outcome, Party.SYSTEM, EndReason.ENDED)


# ---------------------------------------------------------------------- help


def ask_help(telling: Telling, wish: our.AskHelp) -> None:
    """A supervisor is rung and then heard by the agent alone; asked for a second time, no longer."""
    call = telling.call
    if call.phase is not Phase.TALKING or not call.works_on(wish.agent):
        return
    if call.help is not None:
        ringing = [leg.id for leg in call.legs.values() if leg.watches == wish.agent and not leg.up]
        for leg in ringing:
            telling.end(leg)
        telling.help_over(call.help.agent)
        return
    call.help = Help(agent=wish.agent, since=telling.now)
    telling.note(HelpAsked(agent=wish.agent))
    if wish.supervisor is not None and not call.works_on(wish.supervisor):
        colleagues.ring(telling, wish.supervisor, shown_as=wish.agent, watches=wish.agent, role=Role.COACH)


def _help_came(telling: Telling, leg: Leg) -> None:
    call = telling.call
    if call.help is not None and leg.watches == call.help.agent:
        telling.note(HelpEnded(agent=call.help.agent, by=leg.agent))
        call.help = None
