"""A supervisor steers one who waits: to another queue, before or behind others, to an agent; the wait goes on."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from callcenter.calls import waiting
from callcenter.calls.letters import HandTo, MoveTo, Prioritise
from callcenter.calls.state import Phase, Visit
from callcenter.calls.telling import Telling
from callcenter.model.facts import Handed, HandedBack, Moved, Prioritised
from callcenter.model.ids import QueueName
from callcenter.model.interaction import LeftQueue
from routing import events as routing

HANDED_FOR = timedelta(seconds=30)
"""An agent who was handed a caller and does not take the call by then: it goes to anyone again."""


def steer(telling: Telling, letter: MoveTo | Prioritise | HandTo) -> None:
    """One who no longer waits is not steered any more."""
    call, visit = telling.call, telling.call.visit
    if call.phase is not Phase.QUEUED or visit is None:
        return
    match letter:
        case MoveTo(by=by, to=to):
            if to in telling.company.queues and to != visit.queue:
                telling.note(Moved(by=by, queue=visit.queue, to=to))
                go_over(telling, visit, to)
        case Prioritise(by=by, points=points):
            telling.note(Prioritised(by=by, queue=visit.queue, points=points))
            priority = visit.priority + points
            call.visit = msgspec.structs.replace(visit, priority=priority)
            telling.wishes.routing.append(routing.Reprioritised(interaction=call.id, priority=priority))
        case HandTo(by=by, agent=agent) if agent is not None:
            telling.note(Handed(by=by, queue=visit.queue, agent=agent))
            until = (telling.now + HANDED_FOR).timestamp()
            telling.wishes.routing.append(routing.HandedTo(interaction=call.id, agent=agent, until=until))
        case HandTo(by=by):
            telling.note(HandedBack(by=by, queue=visit.queue))
            telling.wishes.routing.append(routing.HandedBack(interaction=call.id))


def go_over(telling: Telling, visit: Visit, to: QueueName) -> None:
    """Out of this queue and into another one, as one who has waited there as long.

    What this queue needed stays behind; what the flow asked for besides (a language, say) goes along.
    """
    left = telling.company.queues.get(visit.queue)
    waiting.out_of_line(telling, LeftQueue.OVERFLOWED)
    telling.wishes.routing.append(routing.Withdrawn(interaction=telling.call.id))
    waiting.enter(
        telling,
        to,
        needs={skill: level for skill, level in visit.needs.items() if left is None or skill not in left.needs},
        priority=visit.priority - (left.priority if left else 0.0),
        patience=None if visit.agent else visit.patience,
        overflow_to=visit.overflow_to,
        then=visit.then,
        keys=visit.keys,
        unanswered=visit.unanswered,
        since=visit.since,
    )
