"""The floor: who is signed in, what they chose, whether their phone is there; and what their desks ask for.

refused = floor.carry_out(agent, command, round)      # None, or the reason in one word
floor.attendance, floor.phones, floor.wrap_ups        # who is there, where they are rung, what is unfinished
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from callcenter.agents import commands as do
from callcenter.agents.attendance import AVAILABLE, Attendance
from callcenter.agents.calling import Calling
from callcenter.agents.messages import Messages
from callcenter.agents.phones import Phones
from callcenter.agents.pops import Pops
from callcenter.agents.presence import Choice, Next, Presence
from callcenter.agents.states import States
from callcenter.agents.stepped_in import SteppedIns
from callcenter.agents.wrapping_up import WrapUps
from callcenter.calls import letters
from callcenter.calls.state import Call
from callcenter.dispatcher import Dispatcher, interaction_of
from callcenter.model.company import Company
from callcenter.model.ids import AgentId, InteractionId, LegId
from callcenter.model.interaction import Medium
from callcenter.model.phones import DeskPhone, Softphone
from callcenter.model.script import Script
from callcenter.rounds import Noted, Round
from callcenter.switchboard import Switchboard
from callcenter.viewer import Role
from routing import events as routing
from routing.agents import PHONE_MEDIA, Stage
from routing.records import AgentRecord, WorkRecord

_WrapUp = do.Note | do.Answers | do.Extend | do.Later | do.Finish


class Floor:
    def __init__(
        self,
        company: Callable[[], Company],
        switchboard: Switchboard,
        dispatcher: Dispatcher,
        pops: Pops,
        *,
        dials_out: bool = True,
        phone_chosen: Callable[[AgentId], None] = lambda agent: None,
        scripts: Mapping[str, Script] = MappingProxyType({}),
    ) -> None:
        self._company = company
        self._switchboard = switchboard
        self._dispatcher = dispatcher
        self._pops = pops
        self.phones = Phones(company, phone_chosen)
        self.attendance = Attendance(company, self.phones, self._works)
        self.wrap_ups = WrapUps(company, switchboard, self.attendance, pops, self._work, scripts)
        self.calling = Calling(company, switchboard, self, dials_out=dials_out)
        self.messages = Messages()
        self.stepped_in = SteppedIns()
        self.states = States(lambda: self.presences, self.record, self.reachable, switchboard.calls.get)

    # ---------------------------------------------------------------- commands

    def carry_out(self, agent: AgentId, command: do.Command, round: Round) -> str | None:
        """Do it, or say in one word why not."""
        if agent not in self._company().agents:
            return "forbidden"
        match command:
            case do.SignIn(phone=phone):
                return self.attendance.sign_in(agent, phone, round)
            case do.SignOut():
                return self._sign_out(agent, round)
            case do.Available():
                return self.attendance.choose(agent, AVAILABLE, round)
            case do.Aux(code=code):
                known = code in self._company().aux_codes
                return self.attendance.choose(agent, Next(Choice.AUX, code), round) if known else "unknown_code"
            case do.PhoneReady(calls=legs):
                return self._phone_ready(agent, legs, round)
            case do.Accept(offer=offer):
                return self._answer_offer(agent, offer, routing.OfferAccepted(offer=offer), round)
            case do.Decline(offer=offer):
                return self._answer_offer(agent, offer, routing.OfferDeclined(offer=offer), round)
            case do.Note() | do.Answers() | do.Extend() | do.Later() | do.Finish():
                return self._wrap_up(agent, command, round)
            case do.Read(message=message):
                return self.messages.read(agent, message, round)
            case do.Customer():
                return self._settle_customer(agent, command, round)
            case do.Dial():
                return self.calling.dial(agent, command, round)
            case _:
                return self.calling.carry_out(agent, command, round)

    def _wrap_up(self, agent: AgentId, command: _WrapUp, round: Round) -> str | None:
        match command:
            case do.Note(interaction=interaction, text=text):
                return self.wrap_ups.note(agent, interaction, text, round)
            case do.Answers():
                return self.wrap_ups.answer(agent, command, round)
            case do.Extend():
                return self.wrap_ups.extend(agent, command, round)
            case do.Later(interaction=interaction):
                return self.wrap_ups.later(agent, interaction, round)
            case do.Finish():
                return self.wrap_ups.finish(agent, command, round)

    def _sign_out(self, agent: AgentId, round: Round, *, by: str | None = None) -> str | None:
        if not self.attendance.presence(agent, round).signed_in:
            return None
        works = self._works(agent)
        if any(work.stage == Stage.TALKING for work in works):
            return "not_now"
        for work in works:
            if work.stage == Stage.WRAP_UP:
                self.wrap_ups.leave(agent, InteractionId(work.interaction), round)
        self.attendance.sign_out(agent, round, by=by)
        return None

    def force(self, agent: AgentId, wish: Next, round: Round) -> str | None:
        """A supervisor chooses for the agent [强制示闲 示忙 签出]; while they talk it is kept for after it."""
        if not self.attendance.presence(agent, round).signed_in:
            return "not_now"
        if wish.presence is not Choice.SIGNED_OUT or self._sign_out(agent, round, by=wish.by) is not None:
            self.attendance.force(agent, wish, round)
        return None

    # ---------------------------------------------------------------- the phone

    @property
    def network_up(self) -> bool:
        return self.phones.network_up

    def reachable(self, agent: AgentId) -> bool:
        return self.phones.reachable(agent)

    def _phone_ready(self, agent: AgentId, legs: tuple[LegId, ...], round: Round) -> str | None:
        """The page's phone is there. A call it should be in and is not, is placed once more."""
        if not isinstance(self.phones.current.get(agent), Softphone):
            return None  # they are rung elsewhere
        for work in self._works(agent):
            call = self._switchboard.calls.get(InteractionId(work.interaction))
            if call is not None and call.works_on(agent) and not _is_in(call, agent, legs):
                round.to_call(call.id, letters.DeskReturned(agent=agent))
        return None

    # ---------------------------------------------------------------- offers

    def _answer_offer(self, agent: AgentId, offer: str, told: routing.Event, round: Round) -> str | None:
        record = self._dispatcher.engine.record_of_interaction(interaction_of(do.OfferId(offer)))
        if record is None or record.offer is None or record.offer.id != offer or record.offer.agent != agent:
            return "offer_over"
        if isinstance(told, routing.OfferAccepted) and record.medium != Medium.VOICEMAIL:
            return "not_now"  # the phone that rings is answered in the phone itself
        round.to_routing(told)
        return None

    # ---------------------------------------------------------------- the customer

    def _settle_customer(self, agent: AgentId, command: do.Customer, round: Round) -> str | None:
        """The customer is one the program knows: a new one was added before this."""
        if self._work(agent, command.interaction) is None:
            return "not_your_call"
        if command.customer is None:
            return "bad_message"
        home = self._pops.of(command.interaction).home
        self._switchboard.settle_customer(command.interaction, command.customer, 1, round, province=home)
        round.noted.append(Noted(interaction=command.interaction, customer=command.customer))
        round.calls[command.interaction] = None
        return None

    # ---------------------------------------------------------------- who can be rung

    def cannot_be_rung(self, agent: AgentId) -> str | None:
        """None: their phone is there and free; else why not. Presence does not matter: colleagues call colleagues."""
        if not self.is_signed_in(agent) or not self.reachable(agent):
            return "not_there"
        return "busy" if self.is_on_the_phone(agent) else None

    def is_on_the_phone(self, agent: AgentId) -> bool:
        """A phone that rings is not free either."""
        return any(work.medium in PHONE_MEDIA and work.stage != Stage.WRAP_UP for work in self._works(agent))

    def supervisor_for(self, agent: AgentId) -> AgentId | None:
        """A supervisor who is there and free, of the agent's team or site rather than another."""
        company = self._company()
        own = company.agents[agent]
        free = [
            one
            for one in company.agents.values()
            if Role.SUPERVISOR in one.roles and one.id != agent and self.cannot_be_rung(one.id) is None
        ]
        nearest = min(free, key=lambda one: (one.team != own.team, one.site != own.site, one.id), default=None)
        return nearest.id if nearest is not None else None

    def at_phone(self, name: str) -> AgentId | None:
        """Who is signed in at this desk phone."""
        there = (agent for agent, phone in self.phones.current.items() if phone == DeskPhone(name))
        return next((agent for agent in there if self.is_signed_in(agent)), None)

    def is_signed_in(self, agent: AgentId) -> bool:
        presence = self.presences.get(agent)
        return presence is not None and presence.signed_in

    # ---------------------------------------------------------------- looking

    @property
    def presences(self) -> Mapping[AgentId, Presence]:
        return self.attendance.presences

    def record(self, agent: AgentId) -> AgentRecord | None:
        return self._dispatcher.engine.record_of_agent(agent)

    def _works(self, agent: AgentId) -> tuple[WorkRecord, ...]:
        record = self.record(agent)
        return record.work if record else ()

    def _work(self, agent: AgentId, interaction: InteractionId) -> WorkRecord | None:
        return next((work for work in self._works(agent) if work.interaction == interaction), None)

    def restore(self, presences: Iterable[Presence], agents: Iterable[AgentRecord]) -> None:
        self.phones.believe((AgentId(record.id), record.reachable) for record in agents)
        known = tuple(presences)
        self.wrap_ups.restore(known)
        self.attendance.restore(known)


def _is_in(call: Call, agent: AgentId, legs: tuple[LegId, ...]) -> bool:
    """Whether the page holds the leg of this agent."""
    leg = call.leg_of(agent)
    return leg is not None and leg.id in legs
