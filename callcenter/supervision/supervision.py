"""What supervisors ask for is carried out here: of agents, of those who wait, of queues and notices.

refused = supervision.carry_out(viewer, order, round)      # None, or the reason in one word
"""

from __future__ import annotations

from collections.abc import Callable

from callcenter.agents.floor import Floor
from callcenter.agents.presence import Choice, Next
from callcenter.model.company import Agent, Company
from callcenter.model.facts import Forced
from callcenter.model.ids import AgentId
from callcenter.rounds import Round
from callcenter.supervision import orders as do
from callcenter.supervision.stepping_in import SteppingIn
from callcenter.switchboard import Switchboard
from callcenter.viewer import Scope, Viewer


class Supervision:
    def __init__(self, company: Callable[[], Company], floor: Floor, switchboard: Switchboard) -> None:
        self._company = company
        self._floor = floor
        self._stepping_in = SteppingIn(floor, switchboard)

    def carry_out(self, viewer: Viewer, order: do.Order, round: Round) -> str | None:
        """Do it, or say in one word why not."""
        if not viewer.may(Scope.FLOOR):
            return "forbidden"
        match order:
            case do.Force():
                return self._force(viewer, order, round)
            case do.Supervise() | do.StopSupervising() | do.TakeOver() | do.EndCall():
                return self._stepping_in.carry_out(viewer, order, round)
            case _:
                return "not_now"

    # ---------------------------------------------------------------- whom and what a supervisor may touch

    def _agent(self, viewer: Viewer, agent: AgentId) -> Agent | str:
        """The agent, or why the supervisor cannot have them."""
        known = self._company().agents.get(agent)
        if known is None:
            return "unknown_target"
        return known if _at_their_sites(viewer, known.site) else "forbidden"

    # ---------------------------------------------------------------- agents

    def _force(self, viewer: Viewer, order: do.Force, round: Round) -> str | None:
        agent = self._agent(viewer, order.agent)
        if isinstance(agent, str):
            return agent
        if order.presence is Choice.AUX and order.code not in self._company().aux_codes:
            return "unknown_code"
        code = order.code if order.presence is Choice.AUX else None
        refused = self._floor.force(agent.id, Next(order.presence, code, by=viewer.login), round)
        if refused is None:
            forced = Forced(by=viewer.login, agent=agent.id, presence=order.presence, code=code)
            round.note(agent.id, forced)
        return refused


def _at_their_sites(viewer: Viewer, site: str) -> bool:
    return viewer.sites is None or site in viewer.sites
