"""Supervisors and queues: closed, diverted, opened again."""

from __future__ import annotations

from callcenter.calls import closing, letters
from callcenter.model.company import Queue
from callcenter.model.facts import QueueClosed, QueueOpened
from callcenter.model.ids import QueueName
from callcenter.model.measures import Action, Closing
from callcenter.rounds import Round
from callcenter.supervision import orders as do
from callcenter.supervision import reach
from callcenter.supervision.standing import Standing
from callcenter.switchboard import Switchboard
from callcenter.viewer import Viewer


class OfQueues:
    def __init__(self, standing: Standing, switchboard: Switchboard) -> None:
        self._standing = standing
        self._switchboard = switchboard

    def carry_out(
        self, viewer: Viewer, order: do.CloseQueue | do.OpenQueue, action: Action, round: Round
    ) -> str | None:
        queue = reach.queue(viewer, self._standing.house.company, order.queue)
        if isinstance(queue, str):
            return queue
        if isinstance(order, do.CloseQueue):
            return self._close(viewer, queue, order, action, round)
        closed = self._standing.closings.get(queue.name)
        if closed is not None:
            self._standing.drop(closed, round)
            round.note(action.id, QueueOpened(by=viewer.login, queue=queue.name))
            round.queues[queue.name] = None
        return None

    def _close(self, viewer: Viewer, queue: Queue, order: do.CloseQueue, action: Action, round: Round) -> str | None:
        """Once more with other words changes how it is closed."""
        to = order.divert_to
        if to is not None and not self._leads_on(viewer, queue.name, to):
            return "unknown_target"
        closed = Closing(queue=queue.name, divert_to=to, reason=order.reason, by=viewer.login, since=round.now)
        self._standing.put(closed, round)
        round.note(action.id, QueueClosed(by=viewer.login, queue=queue.name, divert_to=to))
        round.queues[queue.name] = None
        if order.waiting == "go":
            for call in self._switchboard.calls.values():
                if call.waits and call.visit is not None and call.visit.queue == queue.name:
                    round.to_call(call.id, letters.QueueClosed())
        return None

    def _leads_on(self, viewer: Viewer, queue: QueueName, to: QueueName) -> bool:
        """Whether who is diverted there arrives in a queue that is open, and does not come by this one again."""
        house = self._standing.house
        if isinstance(reach.queue(viewer, house.company, to), str):
            return False
        return closing.instead_of(house, to) is not None and queue not in closing.way(house, to)
