"""Supervisors and those who wait: moved to another queue, put ahead of others, handed to an agent."""

from __future__ import annotations

from callcenter.agents.floor import Floor
from callcenter.calls import closing, letters
from callcenter.calls.letters import Letter
from callcenter.model.ids import AgentId, QueueName
from callcenter.model.interaction import Medium
from callcenter.rounds import Round
from callcenter.supervision import orders as do
from callcenter.supervision import reach
from callcenter.supervision.standing import Standing
from callcenter.switchboard import Switchboard
from callcenter.viewer import Viewer
from routing.agents import PHONE_MEDIA


class OfWaiting:
    def __init__(self, standing: Standing, floor: Floor, switchboard: Switchboard) -> None:
        self._standing = standing
        self._floor = floor
        self._switchboard = switchboard

    def carry_out(self, viewer: Viewer, order: do.Move | do.Prioritise | do.Hand, round: Round) -> str | None:
        call = reach.waiting(viewer, self._switchboard, order.interaction)
        if isinstance(call, str):
            return call
        letter = self._letter(viewer, order, call.medium)
        if isinstance(letter, str):
            return letter
        if isinstance(order, do.Move) and call.visit is not None and call.visit.queue == order.queue:
            return None
        round.to_call(call.id, letter)
        return None

    def _letter(self, viewer: Viewer, order: do.Move | do.Prioritise | do.Hand, medium: Medium) -> Letter | str:
        match order:
            case do.Move(queue=queue):
                return self._move(viewer, queue)
            case do.Prioritise(points=points):
                return letters.Prioritise(by=viewer.login, points=points)
            case do.Hand(agent=agent):
                back = letters.HandTo(by=viewer.login, agent=None)
                return back if agent is None else self._hand(viewer, agent, medium)

    def _move(self, viewer: Viewer, queue: QueueName) -> Letter | str:
        known = reach.queue(viewer, self._standing.house.company, queue)
        if isinstance(known, str):
            return known
        if closing.instead_of(self._standing.house, queue) != queue:
            return "queue_closed"
        return letters.MoveTo(by=viewer.login, to=queue)

    def _hand(self, viewer: Viewer, agent: AgentId, medium: Medium) -> Letter | str:
        """Whoever is merely busy takes it afterwards; to whom nothing can be offered, nobody is handed."""
        known = reach.agent(viewer, self._standing.house.company, agent)
        if isinstance(known, str):
            return known
        record = self._floor.record(agent)
        if record is None:
            return "not_there"
        if medium in PHONE_MEDIA and not record.reachable:
            return "phone_unreachable"
        if not record.available or record.not_responding:
            return "not_available"
        return letters.HandTo(by=viewer.login, agent=agent)
