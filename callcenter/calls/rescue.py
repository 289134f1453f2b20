"""A bug must not cost a caller more than a moment: what is done for a call whose story broke at an event.

The call is as it was before the event. Its turn may have ended, so it is run anew; after some of that, or when a leg is
gone that the call still believes in, the call is ended and the caller promised a callback.
"""

from __future__ import annotations

from datetime import datetime

from callcenter.calls import ending, waiting
from callcenter.calls import letters as our
from callcenter.calls import turns as network
from callcenter.calls.letters import Wishes
from callcenter.calls.state import Call, Phase
from callcenter.calls.telling import House, Telling
from callcenter.model.facts import AgentLeft, Repair, Repaired
from callcenter.model.interaction import EndReason, LeftQueue, Outcome, Party
from routing import events as routing

MOST_FAULTS = 3
"""A caller hears the same words again so often, then the call is given up."""


def rescue(call: Call, event: our.Event, now: datetime, house: House) -> Wishes:
    """What is wished for instead of what the event should have brought."""
    telling = Telling(call, now, house)
    call.faults += 1
    leg_is_gone = isinstance(event, network.LegEnded) and event.leg in call.legs
    customer = telling.customer
    if leg_is_gone or call.faults > MOST_FAULTS:
        _give_up(telling)
    elif isinstance(event, network.TurnEnded) and customer is not None and customer.turn is not None:
        telling.note(Repaired(what=Repair.TURN_RUN_AGAIN))
        telling.run(customer, *customer.turn.steps, then=customer.turn.then)
    return telling.wishes


def _give_up(telling: Telling) -> None:
    call = telling.call
    telling.note(Repaired(what=Repair.CALL_GIVEN_UP))
    telling.wishes.routing.append(routing.Withdrawn(interaction=call.id))
    if call.phase is Phase.QUEUED:
        waiting.leave(telling, LeftQueue.CALLBACK if call.caller else LeftQueue.LOST)
    if call.agent is not None:
        talked = (telling.now - call.talking_since).total_seconds() if call.talking_since else 0.0
        telling.note(AgentLeft(agent=call.agent, who=Party.SYSTEM, wrap_up=0.0, queue=call.for_queue, talked=talked))
        telling.wishes.routing.append(routing.WorkEnded(agent=call.agent, interaction=call.id))
    ending.promise_callback(telling)
    ending.end_call(telling, Outcome.LOST, Party.SYSTEM, EndReason.FAILED)
