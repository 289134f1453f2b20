"""What supervisors ask for is carried out here, and kept with the reason they gave.

refused = supervision.carry_out(viewer, order, round)      # None, or the reason in one word
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from callcenter.agents.floor import Floor
from callcenter.agents.presence import Choice
from callcenter.model.ids import AgentId, InteractionId, QueueName
from callcenter.model.measures import Action
from callcenter.rounds import Round
from callcenter.supervision import orders as do
from callcenter.supervision.of_agents import OfAgents
from callcenter.supervision.of_notices import OfNotices
from callcenter.supervision.of_queues import OfQueues
from callcenter.supervision.of_waiting import OfWaiting
from callcenter.supervision.standing import Standing
from callcenter.supervision.stepping_in import SteppingIn
from callcenter.switchboard import Switchboard
from callcenter.viewer import Scope, Viewer


class Supervision:
    def __init__(
        self,
        standing: Standing,
        floor: Floor,
        switchboard: Switchboard,
        mint: Callable[[], str],
        is_recording: Callable[[str], bool],
    ) -> None:
        self._standing = standing
        self._switchboard = switchboard
        self._mint = mint
        self._of_agents = OfAgents(standing, floor, mint)
        self._of_waiting = OfWaiting(standing, floor, switchboard)
        self._of_queues = OfQueues(standing, switchboard)
        self.notices = OfNotices(standing, switchboard, mint, is_recording)
        self._stepping_in = SteppingIn(floor, switchboard)

    def carry_out(self, viewer: Viewer, order: do.Order, round: Round) -> str | None:
        """Do it, or say in one word why not."""
        if not viewer.may(Scope.FLOOR):
            return "forbidden"
        if _lacks_reason(order):
            return "reason_missing"
        action = self._action(viewer, order, round)
        refused = self._carry_out(viewer, order, action, round)
        if refused is None:
            self._standing.acted(action, round)
        return refused

    def _carry_out(self, viewer: Viewer, order: do.Order, action: Action, round: Round) -> str | None:
        match order:
            case do.Force() | do.ChangeSkills() | do.SendMessage():
                return self._of_agents.carry_out(viewer, order, round)
            case do.Move() | do.Prioritise() | do.Hand():
                return self._of_waiting.carry_out(viewer, order, round)
            case do.BeginNotice() | do.EndNotice():
                return self.notices.carry_out(viewer, order, round)
            case do.CloseQueue() | do.OpenQueue():
                return self._of_queues.carry_out(viewer, order, action, round)
            case do.Supervise() | do.StopSupervising() | do.TakeOver() | do.EndCall():
                return self._stepping_in.carry_out(viewer, order, round)

    # ---------------------------------------------------------------- what is kept of it

    def _action(self, viewer: Viewer, order: do.Order, round: Round) -> Action:
        do_what = order.__struct_config__.tag
        assert isinstance(do_what, str)
        action = Action(id=self._mint(), at=round.now, by=viewer.login, do=do_what)
        match order:
            case do.Force(agent=agent, reason=reason):
                return self._on_agent(action, agent, reason)
            case do.ChangeSkills(agent=agent):
                return self._on_agent(action, agent)
            case do.Hand(interaction=interaction, agent=agent):
                return msgspec.structs.replace(self._on_call(action, interaction), agent=agent)
            case do.Supervise(interaction=interaction, agent=agent, mode=mode):
                heard = self._on_call(action, interaction)
                return msgspec.structs.replace(heard, do=mode, agent=agent or heard.agent)
            case do.Move(interaction=interaction, queue=queue, reason=reason):
                return msgspec.structs.replace(self._on_call(action, interaction, reason), queue=queue)
            case (
                do.TakeOver(interaction=interaction, reason=reason) | do.EndCall(interaction=interaction, reason=reason)
            ):
                return self._on_call(action, interaction, reason)
            case do.StopSupervising(interaction=interaction) | do.Prioritise(interaction=interaction):
                return self._on_call(action, interaction)
            case do.CloseQueue(queue=queue, reason=reason):
                return self._on_queue(action, queue, reason)
            case do.OpenQueue(queue=queue):
                return self._on_queue(action, queue)
            case do.SendMessage(agents=(agent,)):
                return self._on_agent(action, agent)
            case do.SendMessage(queue=queue) if queue is not None:
                return self._on_queue(action, queue)
            case do.SendMessage() | do.BeginNotice() | do.EndNotice():
                return action

    def _on_agent(self, action: Action, agent: AgentId, reason: str = "") -> Action:
        known = self._standing.house.company.agents.get(agent)
        return msgspec.structs.replace(action, agent=agent, site=known.site if known else None, reason=reason)

    def _on_call(self, action: Action, interaction: InteractionId, reason: str = "") -> Action:
        call = self._switchboard.calls.get(interaction)
        queue, site = (call.for_queue, call.site) if call else (None, None)
        agent = call.agent if call else None
        return msgspec.structs.replace(
            action, interaction=interaction, agent=agent, queue=queue, site=site, reason=reason
        )

    def _on_queue(self, action: Action, queue: QueueName, reason: str = "") -> Action:
        known = self._standing.house.company.queues.get(queue)
        return msgspec.structs.replace(action, queue=queue, site=known.site if known else None, reason=reason)


def _lacks_reason(order: do.Order) -> bool:
    """What others feel at once is not done without saying why; to be made available harms nobody."""
    match order:
        case do.Force(presence=Choice.AVAILABLE):
            return False
        case do.Force() | do.TakeOver() | do.EndCall() | do.Move() | do.CloseQueue():
            return not order.reason.strip()
        case _:
            return False
