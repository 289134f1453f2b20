"""The words the promises of `suite.py` are told in: what our side does, what comes of it, how things begin."""

from __future__ import annotations

from itertools import count
from typing import TypeVar

from callcenter.calls.network import KnownLeg
from callcenter.calls.turns import (
    CallArrived,
    Collect,
    EndLeg,
    Join,
    LegAnswered,
    LegEnded,
    Linger,
    NetworkEvent,
    PlaceCall,
    RecordLeg,
    RunTurn,
    Say,
    Step,
    ToAgent,
    ToNumber,
    Tracking,
    Turn,
    TurnEnded,
    Wait,
)
from callcenter.ids import new_id
from callcenter.model.ids import AgentId, Language, LegId, TurnId
from callcenter.model.interaction import EndReason
from telephony.contract.phones import ANA, CUSTOMER, DIALLED, OUTSIDE, Caller, Heard, Phone, Phones

SOON = 15.0  #: what should happen at once is given so long
GAP = 0.5  #: seconds of speech that may get lost when somebody else comes or goes, on a machine that is busy
NOT = 3.0  #: what should not happen is waited for so long

E = TypeVar("E", bound=NetworkEvent)

LANGUAGE = Language("en")
WELCOME = Say(text="Welcome to Haihe.", language=LANGUAGE)
LONG = Say(
    text="Please listen carefully, because our menu has changed. " * 20,  # more than a minute of it
    language=LANGUAGE,
)
MENU = Collect(first_within=30.0)


class Story:
    """The words the promises are told in."""

    def __init__(self, phones: Phones, heard: Heard) -> None:
        self.phones, self.heard = phones, heard
        self._count = count(1)
        self._prefix = new_id()
        self.turns: dict[LegId, Turn] = {}
        self.placed: dict[LegId, PlaceCall] = {}

    # ---------------------------------------------------------------- what our side does

    def name(self, kind: str) -> str:
        """A name nothing else has, on this network or another."""
        return f"{self._prefix}-{kind}{next(self._count)}"

    def turn(self, leg: LegId, *steps: Step, then: Wait, flush: bool = False) -> Turn:
        return Turn(id=TurnId(self.name("t")), leg=leg, steps=steps, then=then, flush=flush)

    def run(self, leg: LegId, *steps: Step, then: Wait, flush: bool = False, early: bool = False) -> Turn:
        turn = self.turns[leg] = self.turn(leg, *steps, then=then, flush=flush)
        self.phones.network.perform(RunTurn(turn=turn, early=early))
        return turn

    def ring(self, agent: AgentId, ring_for: float = 60.0, *, by_itself: bool = False, shown: str = CUSTOMER) -> LegId:
        to = ToAgent(agent=agent)
        call = PlaceCall(leg=LegId(self.name("o")), to=to, shown=shown, ring_for=ring_for, answer_by_itself=by_itself)
        return self.place(call)

    def dial(self, number: str, ring_for: float = 60.0) -> LegId:
        to = ToNumber(number=number, trunk=self.phones.trunk)
        return self.place(PlaceCall(leg=LegId(self.name("o")), to=to, shown=DIALLED, ring_for=ring_for))

    def place(self, call: PlaceCall) -> LegId:
        self.placed[call.leg] = call
        self.phones.network.perform(call)
        return call.leg

    def end(self, leg: LegId) -> None:
        self.phones.network.perform(EndLeg(leg=leg))

    def join(self, *legs: LegId) -> str:
        room = self.name("r")
        for leg in legs:
            self.run(leg, then=Join(room=room))
        return room

    def track(self, leg: LegId, track: str, state: Tracking) -> None:
        self.phones.network.perform(RecordLeg(leg=leg, track=track, state=state))

    def known(self, *legs: LegId, up: bool = True) -> list[KnownLeg]:
        """What we believe of these legs."""
        arrived = {event.leg: event for event in self.all(CallArrived)}
        return [
            KnownLeg(
                leg=leg,
                ref=arrived[leg].ref if leg in arrived else "",
                up=up,
                turn=self.turns.get(leg),
                placed=self.placed.get(leg),
            )
            for leg in legs
        ]

    # ---------------------------------------------------------------- what comes of it

    def all(self, kind: type[E], leg: LegId | None = None) -> list[E]:
        return [event for event in self.heard.events if isinstance(event, kind) and leg in (None, event.leg)]

    async def hears(self, kind: type[E], leg: LegId | None = None, within: float = SOON, nth: int = 1) -> E:
        there = await self.phones.until(lambda: len(self.all(kind, leg)) >= nth, within)
        assert there, f"no {kind.__name__} ({nth}) in {within} s; heard {self.heard.events}"
        event = self.all(kind, leg)[nth - 1]
        assert event.at.tzinfo is not None
        return event

    async def hears_no(self, kind: type[NetworkEvent], leg: LegId, within: float = NOT) -> None:
        assert not await self.phones.until(lambda: bool(self.all(kind, leg)), within), self.all(kind, leg)

    async def result(self, turn: Turn, within: float = SOON) -> object:
        """How this turn ended; told once."""
        told: list[TurnEnded] = []

        def ended() -> bool:
            told[:] = [event for event in self.all(TurnEnded, turn.leg) if event.turn == turn.id]
            return bool(told)

        assert await self.phones.until(ended, within), f"the turn did not end; heard {self.heard.events}"
        assert len(told) == 1
        return told[0].result

    async def goes_on(self, turn: Turn, within: float = NOT) -> None:
        """The turn does not end."""
        assert not await self.phones.until(lambda: any(e.turn == turn.id for e in self.all(TurnEnded)), within)

    async def passes(self, seconds: float) -> None:
        await self.phones.until(lambda: False, seconds)

    async def ended(self, leg: LegId, why: EndReason, within: float = SOON) -> LegEnded:
        ended = await self.hears(LegEnded, leg, within)
        assert ended.why is why, f"{leg} ended as {ended.why}, not {why}"
        assert len(self.all(LegEnded, leg)) == 1
        return ended

    async def gone(self, caller: Caller) -> None:
        assert await self.phones.until(lambda: caller.over, SOON)

    # ---------------------------------------------------------------- how things begin

    async def caller(self, number: str = CUSTOMER) -> tuple[Caller, LegId]:
        """Somebody who called and hears music."""
        before = len(self.all(CallArrived))
        caller = await self.phones.call_in(number, DIALLED)
        arrived = await self.hears(CallArrived, nth=before + 1)
        self.run(arrived.leg, then=Linger())
        assert await self.phones.until(lambda: caller.answered, SOON)
        return caller, arrived.leg

    async def answered(self, agent: AgentId = ANA) -> tuple[Phone, LegId]:
        """An agent who was rung, answered, and hears music."""
        phone = self.phones.agent(agent)
        leg = self.ring(agent)
        await self.rings(phone)
        await phone.answer()
        await self.hears(LegAnswered, leg)
        self.run(leg, then=Linger())
        return phone, leg

    async def rings(self, phone: Phone) -> None:
        assert await self.phones.until(lambda: phone.ringing, SOON), f"it does not ring; heard {self.heard.events}"

    async def dialled_out(self) -> tuple[Phone, LegId]:
        """Somebody outside who was rung, answered, and hears music."""
        phone = self.phones.outside(OUTSIDE)
        leg = self.dial(OUTSIDE)
        await self.rings(phone)
        await phone.answer()
        await self.hears(LegAnswered, leg)
        self.run(leg, then=Linger())
        return phone, leg

    def room_of(self, leg: LegId) -> str:
        joined = self.turns[leg].then
        assert isinstance(joined, Join)
        return joined.room

    async def joins(self, room: str, *legs: LegId) -> None:
        for leg in legs:
            self.run(leg, then=Join(room=room))
        await self.passes(1.0)

    async def leaves(self, leg: LegId) -> None:
        self.run(leg, then=Linger())
        await self.passes(1.0)

    async def talk(self) -> tuple[Caller, LegId, Phone, LegId]:
        """A customer and an agent in one room."""
        caller, customer_leg = await self.caller()
        phone, agent_leg = await self.answered()
        self.join(customer_leg, agent_leg)
        assert await self.phones.hears(caller, phone)
        return caller, customer_leg, phone, agent_leg
