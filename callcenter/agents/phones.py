"""Where each agent is rung, and whether that can be.

phones.choose(agent, choice, round)          # from now on; the network is told once it is saved
phones.current[agent]                        # Softphone | DeskPhone | OutsideNumber, for the network and the stories
phones.reachable(agent)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from callcenter.calls.dialling_out import outside_phone
from callcenter.calls.toll import allowed
from callcenter.model.company import Agent, Company
from callcenter.model.ids import AgentId
from callcenter.model.phones import AgentPhone, DeskPhone, PhoneChoice, PhoneKind, Softphone, own_desk_phone, seat_phone
from callcenter.rounds import Round
from routing.events import PhoneReachable


class Phones:
    def __init__(self, company: Callable[[], Company], chosen: Callable[[AgentId], None]) -> None:
        """`chosen` tells the network that this agent is rung elsewhere now."""
        self._company, self._chosen = company, chosen
        self.current: dict[AgentId, AgentPhone] = {}
        self._there: dict[AgentId, bool] = {}  #: whether the phone can be rung, as far as its network has said
        self._taken: dict[AgentId, AgentId] = {}  #: whose seat another one took → who did
        self.network_up = True
        for agent in company().agents.values():
            self.current[agent.id] = self._phone(agent.id, usual(agent))

    # ---------------------------------------------------------------- where

    def possible(self, agent: AgentId, wish: PhoneChoice) -> PhoneChoice | str:
        """The wish as it is dialled, or in one word why it cannot be."""
        company = self._company()
        known = company.agents[agent]
        match wish.kind:
            case PhoneKind.SEAT:
                return wish if wish.seat in company.seats else "unknown_seat"
            case PhoneKind.NUMBER:
                number = allowed(wish.number, company)
                theirs = known.any_number or (number == known.home_number)
                return PhoneChoice(kind=wish.kind, number=number) if number and theirs else "number_not_allowed"
            case _:
                return PhoneChoice(kind=wish.kind)

    def kinds(self, agent: AgentId) -> list[PhoneKind]:
        """What this agent can choose from: no seat where there are none, no number where none may be theirs."""
        company = self._company()
        known = company.agents[agent]
        seats = [PhoneKind.SEAT] if company.seats else []
        numbers = [PhoneKind.NUMBER] if known.any_number or known.home_number else []
        return [PhoneKind.SOFTPHONE, PhoneKind.DESK_PHONE, *seats, *numbers]

    def _phone(self, agent: AgentId, choice: PhoneChoice) -> AgentPhone:
        match choice.kind:
            case PhoneKind.SOFTPHONE:
                return Softphone()
            case PhoneKind.DESK_PHONE:
                return DeskPhone(own_desk_phone(agent))
            case PhoneKind.SEAT:
                return DeskPhone(seat_phone(choice.seat))
            case PhoneKind.NUMBER:
                return outside_phone(choice.number, self._company()) or Softphone()

    def choose(self, agent: AgentId, choice: PhoneChoice, round: Round) -> None:
        self._taken.pop(agent, None)
        self._rung_at(agent, self._phone(agent, choice), round)

    def lose_seat(self, agent: AgentId, to: AgentId, round: Round) -> None:
        """Another one sits there: this agent's calls must not ring at them."""
        self._taken[agent] = to
        self._rung_at(agent, Softphone(), round)

    def _rung_at(self, agent: AgentId, phone: AgentPhone, round: Round) -> None:
        self.current[agent] = phone
        round.agents[agent] = None
        round.to_routing(self.told(agent))
        round.when_saved.append(lambda: self._chosen(agent))

    def taken_by(self, agent: AgentId) -> AgentId | None:
        return self._taken.get(agent)

    # ---------------------------------------------------------------- whether

    def changed(self, agent: AgentId, there: bool, round: Round) -> None:
        """The network says whether the agent's phone can be rung."""
        if self._there.get(agent) == there:
            return
        self._there[agent] = there
        round.agents[agent] = None
        round.to_routing(self.told(agent))

    def network_changed(self, up: bool, round: Round) -> None:
        """While the telephone network is away nobody can be rung."""
        if up == self.network_up:
            return
        self.network_up = up
        for agent in self._there:
            round.agents[agent] = None
            round.to_routing(self.told(agent))

    def told(self, agent: AgentId) -> PhoneReachable:
        """How routing is told."""
        return PhoneReachable(agent=agent, reachable=self.reachable(agent))

    def reachable(self, agent: AgentId) -> bool:
        return self.network_up and agent not in self._taken and self._there.get(agent, False)

    # ---------------------------------------------------------------- memory

    def believe(self, there: Iterable[tuple[AgentId, bool]]) -> None:
        """Phones are where they were, until their network says more."""
        for agent, reachable in there:
            self._there.setdefault(agent, reachable)

    def restore(self, agent: AgentId, choice: PhoneChoice, taken_by: AgentId | None) -> None:
        """What may no longer be chosen is as it is set up."""
        if taken_by is not None:
            self._taken[agent] = taken_by
            self.current[agent] = Softphone()
        elif isinstance(possible := self.possible(agent, choice), PhoneChoice):
            self.current[agent] = self._phone(agent, possible)
        self._chosen(agent)


def usual(agent: Agent) -> PhoneChoice:
    """As it is set up for the agent."""
    return PhoneChoice(kind=agent.phone.kind, seat=agent.phone.seat, number=agent.home_number)
