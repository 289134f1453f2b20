"""A call goes on elsewhere: to another agent, another queue, or an outside number."""

from __future__ import annotations

from callcenter.calls import closing, colleagues, conference, dialling_out, inbound, talking, waiting
from callcenter.calls.letters import TransferToAgent, TransferToNumber, TransferToQueue
from callcenter.calls.state import Leg, Phase
from callcenter.calls.telling import Telling
from callcenter.calls.turns import Step
from callcenter.ivr import flow as nodes
from callcenter.model.facts import Dialled, TransferFailed, Transferred, TransferTo
from callcenter.model.ids import AgentId, LegId, NodeName
from callcenter.model.interaction import EndReason, Party
from callcenter.numbers.identity import identity

ONE_AGENT_PATIENCE = 30.0
"""Seconds a transferred caller waits for the one agent before going back to the front of the queue."""


def transfer(telling: Telling, to: TransferToAgent | TransferToQueue | TransferToNumber) -> None:
    """The agent hands the customer on and is done with the call."""
    call = telling.call
    if call.phase is not Phase.TALKING or call.agent != to.agent or telling.customer is None or call.consult:
        return
    if isinstance(to, TransferToNumber) and not dialling_out.may_be_dialled(telling, to.to):
        return
    queue = call.visit.queue if call.visit else telling.company.callback_queue
    match to:
        case TransferToQueue(to=queue_name) if queue_name in telling.company.queues:
            telling.note(Transferred(by=to.agent, to=TransferTo.QUEUE, queue=queue_name))
            talking.release_agent(telling, Party.AGENT)
            waiting.enter(telling, closing.diverted(telling, queue_name), then=_then(telling))
        case TransferToAgent(to=agent) if agent in telling.company.agents and queue is not None:
            telling.note(Transferred(by=to.agent, to=TransferTo.AGENT, agent=agent))
            talking.release_agent(telling, Party.AGENT)
            waiting.enter(telling, queue, agent=agent, patience=ONE_AGENT_PATIENCE, then=_then(telling))
        case TransferToNumber(to=number):
            telling.note(Transferred(by=to.agent, to=TransferTo.NUMBER))
            talking.release_agent(telling, Party.AGENT)
            _dial_outside(telling, number)
        case _:
            telling.note(TransferFailed(why="unknown_target"))


def as_dialled(telling: Telling, agent: AgentId, dialled: str) -> None:
    """The agent's desk phone hands the customer on to what was dialled there: a colleague's number, or any other."""
    colleague = telling.company.agent_with(dialled)
    if colleague is not None:
        transfer(telling, TransferToAgent(agent=agent, to=colleague))
    else:
        transfer(telling, TransferToNumber(agent=agent, to=identity(dialled, telling.company.country)))


def _then(telling: Telling) -> NodeName | None:
    return telling.call.visit.then if telling.call.visit else None


def from_flow(telling: Telling, node: nodes.Transfer, steps: tuple[Step, ...]) -> None:
    """The flow sends the caller to an outside number."""
    _dial_outside(telling, node.transfer, steps)


def _dial_outside(telling: Telling, number: str, steps: tuple[Step, ...] = ()) -> None:
    call, customer = telling.call, telling.customer
    assert customer is not None
    call.phase = Phase.DIALLING
    colleagues.all_out(telling)
    telling.linger(customer, *steps)
    leg = Leg(id=LegId(telling.mint("o")), party=Party.CUSTOMER, outside=True)
    if dialling_out.place_outside(telling, leg, number):
        telling.note(Dialled(whom=Party.SYSTEM))
    else:
        _after_failure(telling)


def failed(telling: Telling, why: EndReason) -> None:
    """The outside party did not answer: the caller is not dropped."""
    unanswered = (EndReason.NO_ANSWER, EndReason.HUNG_UP, EndReason.ENDED)
    telling.note(TransferFailed(why="not_answered" if why in unanswered else why))
    if not conference.goes_on(telling):
        _after_failure(telling)


def _after_failure(telling: Telling) -> None:
    call = telling.call
    if call.run is not None:
        node = telling.house.flows[call.run.flow, call.run.revision].nodes[call.run.node]
        if isinstance(node, nodes.Transfer) and node.otherwise is not None:
            inbound.go_to(telling, NodeName(node.otherwise))
            return
    waiting.back_to_front(telling)
