"""The simulated network keeps what every telephone network promises."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from callcenter.calls.network import KnownLeg, Quality
from callcenter.clock import ManualClock
from callcenter.model.ids import AgentId
from callcenter.model.phones import AgentPhone
from callcenter.telephony.simulator import Customer, SimulatedNetwork
from callcenter.telephony.simulator import Phone as SimulatedPhone
from telephony.contract.phones import ANA, BOB, Heard, Party, Phone
from telephony.contract.suite import NetworkContract


class SimulatedCaller:
    def __init__(self, phones: SimulatedPhones, customer: Customer) -> None:
        self._phones, self.who = phones, customer

    @property
    def answered(self) -> bool:
        return self.who.answered

    @property
    def over(self) -> bool:
        return self.who.over is not None

    async def press(self, keys: str) -> None:
        self.who.press(keys)

    async def hang_up(self) -> None:
        self.who.hang_up()

    async def speak(self, seconds: float) -> None:
        self.who.speak()
        await self._phones.until(lambda: False, seconds)
        self.who.fall_silent()


class AnyPhone:
    def __init__(self, phone: SimulatedPhone) -> None:
        self.who = phone

    async def speak(self, seconds: float) -> None:
        self.who.speak()

    @property
    def ringing(self) -> bool:
        return self.who.ringing

    @property
    def rang(self) -> int:
        return self.who.rang

    @property
    def shown(self) -> str:
        return self.who.shown

    @property
    def talking(self) -> bool:
        return self.who.talking

    async def answer(self) -> None:
        self.who.answer()

    async def decline(self) -> None:
        self.who.decline()

    async def be_busy(self) -> None:
        self.who.busy = True

    async def press(self, keys: str) -> None:
        self.who.press(keys)

    async def hang_up(self) -> None:
        self.who.hang_up()

    async def hold(self) -> None:
        self.who.hold()

    async def unhold(self) -> None:
        self.who.unhold()

    async def transfer(self, to: str) -> None:
        self.who.transfer(to)

    async def transfer_onto(self, other: Phone) -> None:
        assert isinstance(other, AnyPhone)
        self.who.transfer_onto(other.who)

    @property
    def transferred(self) -> bool | None:
        return self.who.transferred

    async def vanish(self) -> None:
        self.who.vanish()


class SimulatedPhones:
    trunk = "carrier"
    loses_media_within: float | None = 10.0
    dies_within = 1.0

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._clock = ManualClock()
        self.network = SimulatedNetwork(heard.tell, self._clock)
        self._agents = {agent: AnyPhone(self.network.phone(agent)) for agent in (ANA, BOB)}
        self._outside: dict[str, AnyPhone] = {}
        self.qualities: list[Quality] = []
        self.network.quality = self.qualities.append

    async def call_in(self, caller: str, dialled: str) -> SimulatedCaller:
        customer = self.network.call(caller, dialled, self.trunk)
        customer.fall_silent()
        return SimulatedCaller(self, customer)

    def agent(self, agent: AgentId) -> AnyPhone:
        return self._agents[agent]

    def choose(self, agent: AgentId, phone: AgentPhone) -> None:
        self.network.phone_of = {agent: phone}.__getitem__
        self.network.phone_chosen(agent)

    async def dial(self, agent: AgentId, number: str) -> AnyPhone:
        return AnyPhone(self.network.phone(agent).dial(number))

    def outside(self, number: str) -> AnyPhone:
        return self._outside.setdefault(number, AnyPhone(self.network.number(number)))

    async def until(self, there: Callable[[], bool], within: float) -> bool:
        """Time passes from one thing that happens to the next, in no time."""
        end = self._clock.now() + timedelta(seconds=within)
        while not there():
            due = self.network.next_deadline()
            self._clock.set(end if due is None else min(due, end))
            self.network.tick(self._clock.now())
            if self._clock.now() >= end:
                return there()
        return True

    async def hears(self, one: Party, other: Party) -> bool:
        assert isinstance(one, SimulatedCaller | AnyPhone)
        assert isinstance(other, SimulatedCaller | AnyPhone)
        return one.who.hears_from(other.who)

    async def who_hears_whom(self, **parties: Party) -> set[str]:
        return {
            f"{one} hears {other}"
            for one, party in parties.items()
            for other, speaker in parties.items()
            if one != other and await self.hears(party, speaker)
        }

    def suffers(self, party: Party, loss: float, jitter: float) -> None:
        assert isinstance(party, SimulatedCaller | AnyPhone)
        party.who.suffers(loss, jitter, round_trip=0.0)

    async def unheard(self, one: Party, other: Party, meanwhile: Callable[[], Awaitable[object]]) -> float:
        before = await self.hears(one, other)
        await meanwhile()
        return 0.0 if before and await self.hears(one, other) else 1.0

    def spans(self, name: str, party: Party) -> list[tuple[float, float]]:
        raise NotImplementedError

    def recording(self, name: str) -> Path | None:
        return None

    async def die(self, known: Sequence[KnownLeg]) -> None:
        self.network.die()

    async def program_stops(self) -> None:
        self.network.tell = lambda event: None

    async def program_starts(self, known: Sequence[KnownLeg]) -> None:
        self.network.tell = self._heard.tell
        await self.network.reconcile(known)


class TestSimulator(NetworkContract):
    @pytest.fixture
    def phones(self, heard: Heard) -> SimulatedPhones:
        return SimulatedPhones(heard)
