"""What an agent's desk asks for in a call, or to make one.

refused = calling.carry_out(agent, command, round)      # None, or the reason in one word
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from callcenter.agents import commands as do
from callcenter.calls import letters
from callcenter.calls.colleagues import is_full
from callcenter.calls.letters import Colleague, Outside, Whom
from callcenter.calls.state import Call, Phase
from callcenter.calls.toll import may_dial
from callcenter.model.company import Company
from callcenter.model.facts import PauseReason
from callcenter.model.ids import AgentId, QueueName
from callcenter.model.interaction import EndReason
from callcenter.rounds import Round
from callcenter.switchboard import DeskDial, Switchboard

InCall = (
    do.HangUp
    | do.Hold
    | do.Unhold
    | do.PauseRecording
    | do.ResumeRecording
    | do.Transfer
    | do.Consult
    | do.Swap
    | do.Complete
    | do.Back
    | do.Conference
    | do.Drop
    | do.Help
)


class Staff(Protocol):
    def cannot_be_rung(self, agent: AgentId) -> str | None:
        """None: their phone is there and free; else why not."""
        ...

    def is_on_the_phone(self, agent: AgentId) -> bool: ...

    def at_phone(self, name: str) -> AgentId | None:
        """Who is signed in at this desk phone."""
        ...

    def supervisor_for(self, agent: AgentId) -> AgentId | None:
        """Who is to be rung when this agent wants help."""
        ...


class Calling:
    def __init__(
        self, company: Callable[[], Company], switchboard: Switchboard, staff: Staff, *, dials_out: bool
    ) -> None:
        self._company = company
        self._switchboard = switchboard
        self._staff = staff
        self._dials_out = dials_out

    def carry_out(self, agent: AgentId, command: InCall, round: Round) -> str | None:
        """Do it, or say in one word why not."""
        call = self._switchboard.calls.get(command.interaction)
        if call is None or call.phase is Phase.ENDED or not call.works_on(agent):
            return "not_your_call"
        match command:
            case do.HangUp():
                round.to_call(call.id, letters.HangUp(agent=agent))
            case do.Help():
                return self._help(agent, call, round)
            case _ if call.agent != agent:
                return "not_your_call"
            case do.PauseRecording():
                return self.set_recording(call, PauseReason.AGENT, agent, round, paused=True)
            case do.ResumeRecording():
                return self.set_recording(call, PauseReason.AGENT, agent, round, paused=False)
            case _ if not _talks_with_customer(call):
                return "not_now"
            case do.Hold():
                round.to_call(call.id, letters.Hold(agent=agent))
            case do.Unhold():
                round.to_call(call.id, letters.Unhold(agent=agent))
            case do.Transfer():
                return self._transfer(agent, call, command, round)
            case do.Conference() if call.consult is None:
                return self._call_in(agent, call, command, round)
            case do.Drop() if command.leg in call.legs and call.legs[command.leg].watches is not None:
                return "forbidden"  # a supervisor is nobody's guest
            case do.Drop() if command.leg not in call.legs or not call.legs[command.leg].guest:
                return "unknown_target"  # the customer, say, is not dropped but hung up on
            case do.Drop():
                round.to_call(call.id, letters.Drop(agent=agent, leg=command.leg))
            case _:
                return self._consult(agent, call, command, round)
        return None

    def set_recording(
        self, call: Call, why: PauseReason, agent: AgentId | None, round: Round, *, paused: bool
    ) -> str | None:
        """Nothing of what follows is kept; or it is again. What is so already is no mistake."""
        if not call.has_track:
            return "not_recorded"
        letter = letters.PauseRecording if paused else letters.ResumeRecording
        round.to_call(call.id, letter(why=why, agent=agent))
        return None

    # ---------------------------------------------------------------- whom

    def _whom(self, agent: AgentId, colleague: AgentId | None, number: str | None) -> Whom | str:
        """Who is to be rung, or why not."""
        if (colleague is None) == (number is None) or colleague == agent:
            return "unknown_target"
        if colleague is not None:
            known = colleague in self._company().agents
            return (self._staff.cannot_be_rung(colleague) if known else "unknown_target") or Colleague(colleague)
        assert number is not None
        return self._not_dialled(number) or Outside(number)

    def _not_dialled(self, number: str) -> str | None:
        if not may_dial(number, self._company()):
            return "number_not_allowed"
        return None if self._dials_out else "no_line_out"

    # ---------------------------------------------------------------- handing on

    def _transfer(self, agent: AgentId, call: Call, command: do.Transfer, round: Round) -> str | None:
        company = self._company()
        if call.consult is not None:
            return "not_now"
        targets = [target for target in (command.agent, command.queue, command.number) if target]
        if len(targets) != 1 or command.agent == agent:
            return "unknown_target"
        if command.agent is not None:
            if command.agent not in company.agents:
                return "unknown_target"
            round.to_call(call.id, letters.TransferToAgent(agent=agent, to=command.agent))
        elif command.queue is not None:
            if command.queue not in company.queues:
                return "unknown_target"
            if not self._switchboard.takes(QueueName(command.queue)):
                return "queue_closed"
            round.to_call(call.id, letters.TransferToQueue(agent=agent, to=QueueName(command.queue)))
        elif command.number is not None:
            refused = self._not_dialled(command.number)
            if refused is not None:
                return refused
            round.to_call(call.id, letters.TransferToNumber(agent=agent, to=command.number))
        return None

    # ---------------------------------------------------------------- asking others

    def _consult(
        self,
        agent: AgentId,
        call: Call,
        command: do.Consult | do.Swap | do.Complete | do.Back | do.Conference,
        round: Round,
    ) -> str | None:
        consult = call.consult
        match command:
            case do.Consult() if consult is None:
                whom = self._whom(agent, command.agent, command.number)
                if isinstance(whom, str):
                    return whom
                round.to_call(call.id, letters.Consult(agent=agent, to=whom))
            case do.Complete() if consult is not None:
                round.to_call(call.id, letters.Complete(agent=agent))
            case do.Back() if consult is not None:
                round.to_call(call.id, letters.Back(agent=agent))
            case do.Swap() if consult is not None and consult.room is not None:
                round.to_call(call.id, letters.Swap(agent=agent))
            case do.Conference() if consult is not None and consult.room is not None:
                if is_full(call):
                    return "too_many"
                round.to_call(call.id, letters.Conference(agent=agent))
            case _:
                return "not_now"
        return None

    def _call_in(self, agent: AgentId, call: Call, command: do.Conference, round: Round) -> str | None:
        if is_full(call):
            return "too_many"
        whom = self._whom(agent, command.agent, command.number)
        if isinstance(whom, str):
            return whom
        round.to_call(call.id, letters.Conference(agent=agent, to=whom))
        return None

    def _help(self, agent: AgentId, call: Call, round: Round) -> str | None:
        """The flag goes up in any case; `no_supervisor` tells that no phone rings for it."""
        if call.phase is not Phase.TALKING:
            return "not_now"
        supervisor = self._staff.supervisor_for(agent) if call.help is None else None
        round.to_call(call.id, letters.AskHelp(agent=agent, supervisor=supervisor))
        return None if supervisor is not None or call.help is not None else "no_supervisor"

    # ---------------------------------------------------------------- making a call

    def dial(self, agent: AgentId, command: do.Dial, round: Round) -> str | None:
        """The number of an earlier caller has been looked up before this."""
        refused = self._staff.cannot_be_rung(agent)
        if refused is not None:
            return "no_phone" if refused == "not_there" else refused
        if command.queue is not None and command.queue not in self._company().queues:
            return "unknown_target"
        whom = self._whom(agent, command.agent, command.number)
        if isinstance(whom, str):
            return whom
        self._switchboard.dial(agent, whom, round, queue=command.queue, related=command.interaction)
        return None

    def dialled_at(self, phone: str, dialled: str) -> DeskDial | EndReason:
        """On a desk phone, with its own keys: who may be called so is the same as on the desk."""
        by = self._staff.at_phone(phone)
        if by is None:
            return EndReason.UNREACHABLE
        colleague = self._company().agent_with(dialled)
        whom = self._whom(by, colleague, dialled if colleague is None else None)
        if isinstance(whom, str):
            return EndReason.BUSY if whom == "busy" else EndReason.UNREACHABLE
        calls = self._switchboard.calls.values()
        talk = next((call.id for call in calls if call.agent == by and _talks_with_customer(call)), None)
        if talk is None and self._staff.is_on_the_phone(by):
            return EndReason.BUSY  # rung, or in somebody else's call: there is nobody to put on hold for it
        return DeskDial(by=by, whom=whom, beside=talk)


def _talks_with_customer(call: Call) -> bool:
    return call.phase is Phase.TALKING and call.agent_leg is not None and call.customer_leg is not None
