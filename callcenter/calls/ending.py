"""How a call ends, and what is promised to those it was lost under."""

from __future__ import annotations

from callcenter.calls import talking, waiting
from callcenter.calls.letters import NewInteraction
from callcenter.calls.state import Phase
from callcenter.calls.telling import Telling
from callcenter.calls.turns import LegEnded
from callcenter.model.facts import CallbackPromised, Ended
from callcenter.model.ids import InteractionId
from callcenter.model.interaction import EndReason, LeftQueue, Medium, Outcome, Party
from routing import events as routing


def customer_left(telling: Telling, event: LegEnded) -> None:
    """The customer's leg ended: by their hang-up, by ours, or because the network died."""
    call = telling.call
    lost = event.why is EndReason.NETWORK_LOST
    settled = call.phase is Phase.FLOW and call.outcome is not None  # they got what they called for
    call.customer_leg = None
    match call.phase:
        case Phase.QUEUED:
            waiting.leave(telling, LeftQueue.CALLBACK if lost and call.caller else _how(lost))
            telling.wishes.routing.append(routing.Withdrawn(interaction=call.id))
            outcome = Outcome.ABANDONED
        case Phase.TALKING | Phase.AWAY | Phase.DIALLING:
            if call.agent is not None:
                talking.release_agent(telling, Party.SYSTEM if lost else Party.CUSTOMER)
            outcome = call.outcome or Outcome.NOT_REACHED
        case Phase.FLOW | Phase.ENDED:
            outcome = call.outcome or (Outcome.SELF_SERVED if event.why is EndReason.ENDED else Outcome.LEFT_IN_FLOW)
    if lost and not settled:
        outcome = Outcome.LOST
        promise_callback(telling)
    who = Party.SYSTEM if lost or event.why is EndReason.ENDED else Party.CUSTOMER
    end_call(telling, outcome, who, event.why, observed_late=event.observed_late)


def _how(lost: bool) -> LeftQueue:
    return LeftQueue.LOST if lost else LeftQueue.ABANDONED


def promise_callback(telling: Telling) -> None:
    """A call that died under a customer becomes a callback that keeps its place; whoever talked goes first."""
    call, visit = telling.call, telling.call.visit
    queue = visit.queue if visit else telling.company.callback_queue
    if not call.caller or queue is None:
        return  # nobody to call back: the number was withheld
    callback = InteractionId(telling.mint("cb"))
    telling.note(CallbackPromised(callback=callback))
    was_waiting = call.phase is Phase.QUEUED and visit is not None
    telling.wishes.others.append(
        NewInteraction(
            id=callback,
            medium=Medium.CALLBACK,
            queue=queue,
            since=visit.since if was_waiting and visit else telling.now,
            front=call.phase in (Phase.TALKING, Phase.AWAY),
        )
    )


def end_call(telling: Telling, outcome: Outcome, who: Party, why: EndReason, *, observed_late: bool = False) -> None:
    call = telling.call
    for leg in list(call.legs.values()):
        telling.end(leg.id)
    if call.help is not None:
        telling.help_over(call.help.agent)
    call.phase, call.offer, call.outcome, call.consult = Phase.ENDED, None, outcome, None
    telling.wake_in(None)
    telling.note(Ended(outcome=outcome, who=who, why=why, observed_late=observed_late))
