"""A queue that a supervisor closed: who comes is diverted to another one, or hears so and goes on in the flow.

Whoever was offered to it is counted there, and as overflowed, so that its figures add up.
"""

from __future__ import annotations

from callcenter.calls import inbound, steering, waiting
from callcenter.calls.state import Phase
from callcenter.calls.telling import House, Telling
from callcenter.calls.turns import Leave, Step
from callcenter.ivr import flow as nodes
from callcenter.model.facts import QueueEntered, QueueLeft
from callcenter.model.ids import NodeName, QueueName
from callcenter.model.interaction import LeftQueue, Outcome
from routing import events as routing


def instead_of(house: House, queue: QueueName) -> QueueName | None:
    """The queue that takes who comes for this one: itself while it is open; None when nobody does."""
    last = way(house, queue)[-1]
    return None if last in house.closed else last


def way(house: House, queue: QueueName) -> list[QueueName]:
    """This queue and those one is diverted to from it, up to the one where it ends; none of them twice."""
    passed = [queue]
    while (closing := house.closed.get(passed[-1])) is not None:
        on = closing.divert_to
        if on is None or on in passed or on not in house.company.queues:
            break
        passed.append(on)
    return passed


def enter_from_flow(telling: Telling, node: nodes.Queue, steps: tuple[Step, ...]) -> None:
    """The flow leads to this queue, whether it is open or not."""
    asked = QueueName(node.queue)
    queue = instead_of(telling.house, asked)
    if queue == asked:
        waiting.enter_from_flow(telling, node, asked, steps)
        return
    _count(telling, asked)
    if queue is not None:
        waiting.enter_from_flow(telling, node, queue, steps)
    else:
        _turn_away(telling, asked, NodeName(node.overflow.to) if node.overflow else None, steps)


def diverted(telling: Telling, asked: QueueName) -> QueueName:
    """Where one goes who is sent to this queue by an agent or a message of theirs; a closed one takes them."""
    queue = instead_of(telling.house, asked)
    if queue is None or queue == asked:
        return asked
    _count(telling, asked)
    return queue


def leave_closed(telling: Telling) -> None:
    """The queue was closed over one who waits in it, and nobody is to go on waiting there."""
    call, visit = telling.call, telling.call.visit
    if call.phase is not Phase.QUEUED or visit is None:
        return
    queue = instead_of(telling.house, visit.queue)
    if queue == visit.queue:
        return
    if queue is not None:
        steering.go_over(telling, visit, queue)
    elif telling.customer is not None:  # a message or a callback waits until the queue is open again
        waiting.out_of_line(telling, LeftQueue.OVERFLOWED)
        telling.wishes.routing.append(routing.Withdrawn(interaction=call.id))
        _turn_away(telling, visit.queue, visit.overflow_to, ())


def patience_over(telling: Telling) -> None:
    """Who was handed to one agent may wait for them in a closed queue, and afterwards for nobody else in it."""
    visit = telling.call.visit
    waiting.overflow(telling)
    if visit is not None and visit.agent is not None and telling.call.visit is not visit:
        leave_closed(telling)


def _count(telling: Telling, queue: QueueName) -> None:
    call = telling.call
    call.visits += 1
    telling.note(QueueEntered(queue=queue, visit=call.visits, medium=call.medium))
    telling.note(QueueLeft(queue=queue, visit=call.visits, how=LeftQueue.OVERFLOWED, waited=0.0))


def _turn_away(telling: Telling, queue: QueueName, on: NodeName | None, steps: tuple[Step, ...]) -> None:
    """They hear that it is closed and go on where its overflow leads; the second time at once, the call ends."""
    call, leg = telling.call, telling.customer
    assert leg is not None
    told = telling.company.queues[queue]
    if queue not in telling.turned_away:
        steps = (*steps, *telling.say(told.closed or telling.company.closed))
        telling.turned_away.add(queue)
        if on is not None and call.run is not None:
            inbound.go_to(telling, on, steps)
            return
    call.phase, call.outcome = Phase.FLOW, call.outcome or Outcome.TURNED_AWAY
    telling.wake_in(None)
    telling.run(leg, *steps, then=Leave())
