"""A supervisor steps into a call [监听 耳语 强插 拦截 强拆]: what the floor asks for becomes a letter to the call.

refused = stepping_in.carry_out(viewer, order, round)      # None, or the reason in one word
"""

from __future__ import annotations

from callcenter.agents.floor import Floor
from callcenter.calls import letters
from callcenter.calls.state import Call, Phase
from callcenter.model.ids import AgentId, InteractionId
from callcenter.rounds import Round
from callcenter.supervision import orders as do
from callcenter.switchboard import Switchboard
from callcenter.viewer import Viewer


class SteppingIn:
    def __init__(self, floor: Floor, switchboard: Switchboard) -> None:
        self._floor = floor
        self._switchboard = switchboard

    def carry_out(self, viewer: Viewer, order: do.InCall, round: Round) -> str | None:
        call = self._call(viewer, order.interaction)
        if isinstance(call, str):
            return call
        if isinstance(order, do.EndCall):
            round.to_call(call.id, letters.EndByForce(by=viewer.login))
            return None
        if viewer.agent is None:
            return "no_phone"
        match order:
            case do.Supervise():
                return self._supervise(viewer.agent, call, order, round)
            case do.StopSupervising():
                round.to_call(call.id, letters.StopSupervising(by=viewer.agent))
            case do.TakeOver():
                return self._take_over(viewer.agent, call, round)
        return None

    def _call(self, viewer: Viewer, interaction: InteractionId) -> Call | str:
        call = self._switchboard.calls.get(interaction)
        if call is None or call.phase is Phase.ENDED:
            return "unknown_target"
        return call if viewer.sites is None or call.site in viewer.sites else "forbidden"

    def _supervise(self, by: AgentId, call: Call, order: do.Supervise, round: Round) -> str | None:
        agent = order.agent or call.agent
        if agent is None or call.leg_of(agent) is None or call.phase is not Phase.TALKING:
            return "not_now"
        refused = self._my_phone(by, call)
        if refused is None:
            round.to_call(call.id, letters.Supervise(by=by, agent=agent, mode=order.mode))
        return refused

    def _take_over(self, by: AgentId, call: Call, round: Round) -> str | None:
        if call.agent is None or call.agent == by or call.phase is not Phase.TALKING:
            return "not_now"
        refused = self._my_phone(by, call)
        if refused is None:
            round.to_call(call.id, letters.TakeOver(by=by))
        return refused

    def _my_phone(self, by: AgentId, call: Call) -> str | None:
        """It must be there and free, unless it is in this very call already, as a supervisor's."""
        if any(leg.agent == by and leg.watches is not None for leg in call.legs.values()):
            return None
        refused = self._floor.cannot_be_rung(by)
        return "no_phone" if refused == "not_there" else refused
