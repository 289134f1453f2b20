"""A caller arrives and meets the flow of the number they dialled."""

from __future__ import annotations

import msgspec

from callcenter.calls import closing, ending, notices, recording, ringing, transfer, waiting
from callcenter.calls.letters import Matched, NewInteraction
from callcenter.calls.state import Leg, Phase
from callcenter.calls.telling import Telling
from callcenter.calls.turns import CallArrived, Collect, Keys, Leave, Record, Recorded, Step, TurnEnded
from callcenter.ivr import flow as nodes
from callcenter.ivr import interpreter
from callcenter.ivr.interpreter import FlowFailed, Run, Sprint, ToOutside, ToQueue
from callcenter.model.facts import (
    Began,
    CustomerMatched,
    EndedByForce,
    FlowBroke,
    FlowEntered,
    LanguageChosen,
    NodesPassed,
    VoicemailLeft,
)
from callcenter.model.ids import InteractionId, NodeName, QueueName
from callcenter.model.interaction import EndReason, LeftQueue, Medium, Outcome, Party

SHORTEST_VOICEMAIL = 1.0
"""Seconds; what is shorter is a caller who hung up at the tone, not a message."""


def arrive(telling: Telling, event: CallArrived) -> None:
    call = telling.call
    if call.legs:
        return  # told twice
    leg = Leg(id=event.leg, party=Party.CUSTOMER, ref=event.ref, up=True)
    call.legs[leg.id], call.customer_leg = leg, leg.id
    telling.note(Began(medium=call.medium, direction=call.direction, site=call.site, related=call.related))
    number = telling.company.numbers.get(call.dialled)
    if number is None:
        call.outcome = Outcome.NOT_ROUTED
        telling.run(leg, *telling.say(telling.company.not_routed), then=Leave())
        return
    flow = telling.house.newest(number.flow)
    start = NodeName(flow.start)
    call.run = Run(flow=number.flow, revision=flow.revision, node=start, province=call.province)
    telling.note(FlowEntered(flow=number.flow, revision=flow.revision))
    first = notices.on_arrival(telling)
    go_on(telling, interpreter.start(flow, call.run, telling.company, telling.now), first)


def matched(telling: Telling, event: Matched) -> None:
    """Who calls has been found out. Where they live says more than where their number is from."""
    call = telling.call
    call.customer = event.customer
    if event.province is not None:
        call.province = event.province
        if call.run is not None:
            call.run = msgspec.structs.replace(call.run, province=event.province)
    telling.note(CustomerMatched(matches=event.matches))


def turn_ended(telling: Telling, event: TurnEnded) -> None:
    """A wait of the customer's leg ended, or of a phone that is to confirm; an old turn reporting late is not heard."""
    call = telling.call
    leg = call.legs.get(event.leg)
    if leg is None or leg.turn is None or leg.turn.id != event.turn:
        return
    if leg.asks and leg.placed is not None:
        if ringing.is_confirmed(telling, leg, event.result):
            waiting.is_there(telling, leg)
        return
    if leg.id != call.customer_leg or call.run is None:
        return
    if isinstance(event.result, Recorded):
        _keep_voicemail(telling, event)
    if call.phase is Phase.QUEUED and isinstance(event.result, Keys):
        waiting.key_pressed(telling, event.result.keys)
    elif call.phase is Phase.FLOW and not isinstance(leg.turn.then, Leave):
        flow = telling.house.flows[call.run.flow, call.run.revision]
        go_on(telling, interpreter.resume(flow, call.run, event.result, telling.company, telling.now))


def go_to(telling: Telling, node: NodeName | None, steps: tuple[Step, ...] = ()) -> None:
    """The flow goes on at a node because something outside it decided so; None ends the call."""
    assert telling.call.run is not None
    flow = telling.house.flows[telling.call.run.flow, telling.call.run.revision]
    go_on(telling, interpreter.go_to(flow, telling.call.run, node, telling.company, telling.now), steps)


def go_on(telling: Telling, sprint: Sprint, first: tuple[Step, ...] = ()) -> None:
    """Do what the flow said: speak and wait, or leave it for a queue or an outside number. `first` is heard before."""
    call, leg = telling.call, telling.customer
    assert leg is not None
    before, call.run = call.run, sprint.run
    call.phase = Phase.FLOW
    telling.wake_in(None)
    if sprint.entered:
        telling.note(NodesPassed(nodes=sprint.entered))
    if sprint.run.language and (before is None or before.language != sprint.run.language):
        telling.note(LanguageChosen(language=sprint.run.language))
    recording.in_flow(telling)
    steps = (*first, *sprint.steps)
    match sprint.then:
        case Collect() | Record() | Leave():
            telling.run(leg, *steps, then=sprint.then)
        case ToQueue(node=node) if node.queue in telling.company.queues:
            closing.enter_from_flow(telling, node, steps)
        case ToQueue(node=node):
            _rescue(telling, f"no queue {node.queue}")
        case ToOutside(node=node):
            transfer.from_flow(telling, node, steps)
        case FlowFailed(why=why):
            _rescue(telling, why)


def _rescue(telling: Telling, why: str) -> None:
    """A flow that ran away must not cost the caller: to the queue for such cases, else say so and end."""
    leg = telling.customer
    assert leg is not None
    telling.note(FlowBroke(why=why))
    if telling.company.callback_queue is not None:
        waiting.enter(telling, telling.company.callback_queue)
    else:
        telling.run(leg, *telling.say(telling.company.not_routed), then=Leave())


def end_by_force(telling: Telling, by: str) -> None:
    """A supervisor ends the call of a caller who is in the menu."""
    telling.note(EndedByForce(by=by))
    ending.end_call(telling, telling.call.outcome or Outcome.LEFT_IN_FLOW, Party.SYSTEM, EndReason.ENDED)


def _keep_voicemail(telling: Telling, event: TurnEnded) -> None:
    call = telling.call
    assert isinstance(event.result, Recorded)
    assert call.run is not None
    node = telling.house.flows[call.run.flow, call.run.revision].nodes[call.run.node]
    if not isinstance(node, nodes.Voicemail) or event.result.seconds < SHORTEST_VOICEMAIL:
        return
    voicemail = InteractionId(event.turn)  # the recording bears the turn's name, and so does what becomes of it
    call.outcome = Outcome.VOICEMAIL
    telling.note(VoicemailLeft(voicemail=voicemail, seconds=event.result.seconds))
    telling.wishes.others.append(
        NewInteraction(
            id=voicemail, medium=Medium.VOICEMAIL, queue=QueueName(node.queue), since=telling.now, front=False
        )
    )


def how_left(telling: Telling, node: NodeName) -> LeftQueue:
    """What leaving a queue for this node counts as."""
    assert telling.call.run is not None
    target = telling.house.flows[telling.call.run.flow, telling.call.run.revision].nodes[node]
    return LeftQueue.VOICEMAIL if isinstance(target, nodes.Voicemail) else LeftQueue.OVERFLOWED
