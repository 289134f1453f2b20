"""The telephone network that is not there: every leg's turn in a dict, time only as it is told to pass.

    network = SimulatedNetwork(tell, clock)
    network.perform(command)               # the port, see `callcenter.calls.network`
    network.next_deadline()                # when something happens by itself: a digit timer, a ring given up
    network.tick(now)                      # let it happen

People are driven by hand: `call`, `phone` and `number` give them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from callcenter.calls.network import Capabilities, KnownLeg, Quality, Tell
from callcenter.calls.turns import (
    CallArrived,
    Command,
    EndLeg,
    LegAnswered,
    LegEnded,
    LegRinging,
    NetworkEvent,
    PlaceCall,
    RecordLeg,
    Refuse,
    RunTurn,
    ToAgent,
    ToNumber,
    Turn,
)
from callcenter.clock import Clock
from callcenter.ids import Mint, new_id
from callcenter.model.ids import AgentId, LegId
from callcenter.model.interaction import EndReason
from callcenter.model.lines import TrunkNow, TrunkState
from callcenter.model.phones import DeskPhone, OutsideNumber, PhoneOf, Softphone, own_desk_phone
from callcenter.telephony.simulator.line import Line
from callcenter.telephony.simulator.people import Customer, Phone
from callcenter.telephony.simulator.timers import Timers

MEDIA_MISSED_AFTER = 5.0
"""Seconds without sound after which a vanished phone is noticed."""

ENDED_REMEMBERED = 1_000
"""Legs whose end is still known when somebody asks what became of them."""


class SimulatedNetwork:
    capabilities = Capabilities(real_media=False, keys_in_room=True, recording=True)

    def __init__(self, tell: Tell, clock: Clock, *, mint: Mint = new_id, speed: float = 1.0) -> None:
        """`speed`: how much faster than life speech plays."""
        self.tell = tell
        self.timers = Timers()
        self.speed = speed
        self.reachable: Callable[[AgentId, bool], None] = lambda agent, there: None
        """Called when an agent's phone is plugged in or out."""
        self.phone_of: PhoneOf = lambda agent: Softphone()
        """Where agents want to be rung."""
        self.quality: Callable[[Quality], None] = lambda quality: None
        """Called when the sound of a party was measured, see `suffers`."""
        self.trunk_changed: Callable[[TrunkNow], None] = lambda now: None
        """Called when a trunk fails or returns."""
        self._trunks_down: set[str] = set()
        self._clock, self._mint = clock, mint
        self._now: datetime | None = None  #: during a tick, the time of what is happening
        self._lines: dict[LegId, Line] = {}
        self._ended: dict[LegId, LegEnded] = {}
        self._agents: dict[AgentId, Phone] = {}  #: their softphones
        self._desks: dict[str, Phone] = {}  #: desk phones by the name they register with
        self._numbers: dict[str, Phone] = {}
        self._called = 0
        self._outbox: deque[NetworkEvent] = deque()
        self._acting = 0
        self._watchers: list[Callable[[], None]] = []

    # ---------------------------------------------------------------- the people

    def call(self, caller: str, dialled: str, trunk: str = "simulator", caller_name: str = "") -> Customer:
        """Someone dials one of our numbers; `caller` "" is a withheld number."""
        with self.acting():
            self._called += 1
            line = self._lines[leg] = Line(self, leg := LegId(self._mint()), caller)
            self.say(
                CallArrived(
                    leg=leg,
                    ref=f"simulated-{self._called}",
                    at=self.now(),
                    caller=caller,
                    caller_name=caller_name,
                    dialled=dialled,
                    trunk=trunk,
                )
            )
            return Customer(self, line)

    def phone(self, agent: AgentId) -> Phone:
        """The phone of an agent; it is plugged in by being asked for."""
        if agent not in self._agents:
            self._agents[agent] = Phone(self, own_desk_phone(agent))
            self.phone_chosen(agent)
        return self._agents[agent]

    def desk_phone(self, name: str) -> Phone:
        """A desk phone, of an agent or a seat; plugged in by being asked for."""
        if name not in self._desks:
            self._desks[name] = phone = Phone(self, name)
            self.phone_changed(phone)
        return self._desks[name]

    def phone_chosen(self, agent: AgentId) -> None:
        """The agent wants to be rung elsewhere, or may want to."""
        phone = self.rung_at(agent)
        self.reachable(agent, phone is not None and phone.reachable)

    def rung_at(self, agent: AgentId) -> Phone | None:
        """The phone the agent has chosen, if it was ever there."""
        match self.phone_of(agent):
            case Softphone():
                return self._agents.get(agent)
            case DeskPhone(name=name):
                return self._desks.get(name)
            case OutsideNumber(number=number):
                return self.number(number)

    def number(self, number: str) -> Phone:
        """A phone outside. Every number there is can be rung."""
        return self._numbers.setdefault(number, Phone(self))

    def trunk_fails(self, trunk: str) -> None:
        """No call can be placed by it any more; those that are up go on."""
        self._trunks_down.add(trunk)
        self.trunk_changed(TrunkNow(name=trunk, state=TrunkState.DOWN))

    def trunk_returns(self, trunk: str) -> None:
        self._trunks_down.discard(trunk)
        self.trunk_changed(TrunkNow(name=trunk, state=TrunkState.UP))

    def die(self) -> None:
        """All at once every leg is gone."""
        with self.acting():
            for line in list(self._lines.values()):
                self.end(line, EndReason.NETWORK_LOST)

    # ---------------------------------------------------------------- the port

    def perform(self, command: Command) -> None:
        with self.acting():
            match command:
                case PlaceCall():
                    if command.leg not in self._lines and command.leg not in self._ended:
                        self._place(command)
                case RunTurn(turn=turn, early=early):
                    line = self._lines.get(turn.leg)
                    if line is not None and (line.turn is None or line.turn.id != turn.id):
                        line.transfer_decided(done=False)
                        self._run(line, turn, early=early)
                case EndLeg(leg=leg) | Refuse(leg=leg):
                    if leg in self._lines:
                        self._lines[leg].transfer_decided(done=True)
                        self.end(self._lines[leg], EndReason.ENDED)
                case RecordLeg(leg=leg):
                    if leg in self._lines:
                        self._lines[leg].track(command)

    async def reconcile(self, known: Iterable[KnownLeg]) -> None:
        believed = {leg.leg: leg for leg in known}
        with self.acting():
            for line in [line for leg, line in self._lines.items() if leg not in believed]:
                self.end(line, EndReason.ENDED)
            for leg in believed.values():
                if leg.leg in self._lines:
                    self._agree(self._lines[leg.leg], leg)
                else:
                    self._is_not_there(leg)

    def _agree(self, line: Line, known: KnownLeg) -> None:
        """The leg lives: make up for what was not heard or not done."""
        if line.answered and not known.up:
            self.say(LegAnswered(leg=line.leg, at=line.answered))
        if known.turn is not None and not line.runs(known.turn):
            self._run(line, known.turn, early=False)
        for track in known.tracks:
            line.track(track)

    def _is_not_there(self, known: KnownLeg) -> None:
        """It ended and nobody heard, or it was never placed, or it died with a former network."""
        if known.leg in self._ended:
            self.say(self._ended[known.leg])
        elif isinstance(known.placed, PlaceCall) and not known.up:
            self._place(known.placed)
        else:
            self.say(LegEnded(leg=known.leg, at=self.now(), why=EndReason.NETWORK_LOST, observed_late=True))

    # ---------------------------------------------------------------- time

    def now(self) -> datetime:
        return self._now or self._clock.now()

    def next_deadline(self) -> datetime | None:
        return self.timers.next()

    def tick(self, now: datetime) -> None:
        """Everything that is due happens, each at its own time."""
        while (due := self.timers.due(now)) is not None:
            self._now, act = due
            try:
                with self.acting():
                    act()
            finally:
                self._now = None

    def watch(self, changed: Callable[[], None]) -> None:
        """`changed` is called after anything happened."""
        self._watchers.append(changed)

    # ---------------------------------------------------------------- what lines and people ask

    @contextmanager
    def acting(self) -> Iterator[None]:
        """Something happens as a whole; what is to be told of it is told afterwards, in order."""
        self._acting += 1
        try:
            yield
        finally:
            self._acting -= 1
        if self._acting:
            return
        while self._outbox:
            event = self._outbox.popleft()
            self._acting += 1  # who is told may act at once: that is told after this
            try:
                self.tell(event)
            finally:
                self._acting -= 1
        for changed in self._watchers:
            changed()

    def say(self, event: NetworkEvent) -> None:
        self._outbox.append(event)

    def end(self, line: Line, why: EndReason) -> None:
        if self._lines.pop(line.leg, None) is None:
            return
        line.ends(why)
        ended = self._ended[line.leg] = LegEnded(leg=line.leg, at=self.now(), why=why)
        if len(self._ended) > ENDED_REMEMBERED:
            del self._ended[next(iter(self._ended))]
        self.say(ended)

    def answered(self, line: Line) -> None:
        line.answered = self.now()
        self.timers.cancel((line.leg, "ring"), (line.leg, "party"))
        self.say(LegAnswered(leg=line.leg, at=line.answered))

    def roommates(self, line: Line) -> list[Line]:
        if line.room is None:
            return []
        return [other for other in self._lines.values() if other.room == line.room and other is not line]

    def media_stops(self, line: Line) -> None:
        self._in(MEDIA_MISSED_AFTER, line, "media", lambda: self.end(line, EndReason.MEDIA_LOST))

    def dialled(self, phone: str, number: str) -> Line:
        """One of our phones has dialled."""
        with self.acting():
            self._called += 1
            line = self._lines[leg] = Line(self, leg := LegId(self._mint()), phone)
            ref = f"simulated-{self._called}"
            self.say(CallArrived(leg=leg, ref=ref, at=self.now(), caller="", dialled=number, trunk="", phone=phone))
            return line

    def phone_changed(self, phone: Phone) -> None:
        for agent in self._agents:
            if self.rung_at(agent) is phone:
                self.reachable(agent, phone.reachable)

    # ---------------------------------------------------------------- how it is done

    def _run(self, line: Line, turn: Turn, *, early: bool) -> None:
        if line.placed is None and not early and line.answered is None:
            line.answered = self.now()
        line.run(turn)

    def _place(self, command: PlaceCall) -> None:
        match command.to:
            case ToAgent(agent=agent):
                who, phone = str(agent), self.rung_at(agent)
            case ToNumber(number=number):
                who, phone = number, self.number(number)
        line = self._lines[command.leg] = Line(self, command.leg, who, command)
        if isinstance(command.to, ToNumber) and command.to.trunk in self._trunks_down:
            self.end(line, EndReason.NO_LINE)
        elif phone is None or not phone.reachable:
            self.end(line, EndReason.UNREACHABLE)
        elif phone.busy or (phone.line is not None and phone.line.over is None):
            self.end(line, EndReason.BUSY)
        else:
            self._ring(phone, line, command)

    def _ring(self, phone: Phone, line: Line, command: PlaceCall) -> None:
        phone.line = line
        phone.rang += 1
        phone.shown, phone.shown_name = command.shown, command.shown_name
        self.say(LegRinging(leg=line.leg, at=self.now()))
        self._in(command.ring_for, line, "ring", lambda: self.end(line, EndReason.NO_ANSWER))
        after = 0.0 if command.answer_by_itself else phone.answers_after
        if after is not None:
            self._in(after, line, "party", phone.answer)

    def _in(self, seconds: float, line: Line, name: str, act: Callable[[], None]) -> None:
        self.timers.set((line.leg, name), self.now() + timedelta(seconds=seconds), act)
