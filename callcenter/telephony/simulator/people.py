"""Those who hold the phones of the simulated network, and what they can do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callcenter.calls.network import Quality
from callcenter.calls.turns import Ask, LegAsked, Role
from callcenter.model.ids import LegId
from callcenter.model.interaction import EndReason
from callcenter.telephony.simulator.line import Line

if TYPE_CHECKING:
    from callcenter.telephony.simulator.network import SimulatedNetwork


class _Party:
    """Someone who may be in a call."""

    def __init__(self, network: SimulatedNetwork, line: Line | None = None) -> None:
        self._network = network
        self.line: Line | None = line  #: the call they are in, or the last one

    @property
    def _live(self) -> Line | None:
        """The call they are in, which both sides have picked up or which they dialled themselves."""
        return self.line if self.line and self.line.over is None else None

    def press(self, keys: str) -> None:
        with self._network.acting():
            if self._live:
                self._live.press(keys)

    def speak(self) -> None:
        """Say something until `fall_silent`. Everybody speaks unless they were told to be silent."""
        with self._network.acting():
            if self._live:
                self._live.sound(True)

    def fall_silent(self) -> None:
        with self._network.acting():
            if self._live:
                self._live.sound(False)

    def hang_up(self) -> None:
        with self._network.acting():
            if self._live:
                self._network.end(self._live, EndReason.HUNG_UP)

    def suffers(self, loss: float, jitter: float = 0.0, round_trip: float | None = None) -> None:
        """Their line is bad: it is measured now."""
        if self._live:
            leg, at = self._live.leg, self._network.now()
            self._network.quality(Quality(leg=leg, at=at, loss=loss, jitter=jitter, round_trip=round_trip))

    def hears(self) -> list[str]:
        """The words and sounds that began to play to them in this call, in order."""
        return list(self.line.heard) if self.line else []

    def in_room_with(self) -> list[str]:
        """Whom they are in a room with: agents' ids and numbers ("" = withheld)."""
        return [other.who for other in self._network.roommates(self.line)] if self.line else []

    def hears_from(self, other: _Party) -> bool:
        """Whether they hear what the other says."""
        line, theirs = self.line, other.line
        if line is None or theirs is None:
            return False
        if theirs not in self._network.roommates(line):
            return False
        return theirs.role is Role.TALKER or theirs.coached == line.leg

    @property
    def is_lingering(self) -> bool:
        """They hear music, or what is said in between."""
        return self._live is not None and self._live.lingers

    @property
    def music(self) -> str | None:
        return self._live.music if self._live else None


class Customer(_Party):
    """Someone who dialled one of our numbers."""

    def __init__(self, network: SimulatedNetwork, line: Line) -> None:
        super().__init__(network, line)
        self._dialled = line

    @property
    def answered(self) -> bool:
        return self._dialled.answered is not None

    @property
    def over(self) -> EndReason | None:
        """Why the call ended, once it has."""
        return self._dialled.over


class Phone(_Party):
    """A phone that can be rung: an agent's, or one outside. It rings until told what to do."""

    def __init__(self, network: SimulatedNetwork, name: str = "") -> None:
        super().__init__(network)
        self.name = name  #: of one of ours
        self.rang = 0  #: times it began to ring
        self.shown = ""  #: the caller's number at the last ring
        self.shown_name = ""
        self.busy = False
        self.answers_after: float | None = None  #: seconds, when nobody needs to press a button
        self._reachable = True

    @property
    def reachable(self) -> bool:
        """Plugged in and registered."""
        return self._reachable

    @reachable.setter
    def reachable(self, reachable: bool) -> None:
        if reachable != self._reachable:
            self._reachable = reachable
            self._network.phone_changed(self)

    @property
    def ringing(self) -> bool:
        return self._live is not None and self._live.answered is None

    @property
    def talking(self) -> bool:
        return self._live is not None and self._live.answered is not None

    def answer(self) -> None:
        with self._network.acting():
            if self._live and self.ringing:
                self._network.answered(self._live)

    def decline(self) -> None:
        with self._network.acting():
            if self._live and self.ringing:
                self._network.end(self._live, EndReason.DECLINED)

    def hang_up(self) -> None:
        """Of a phone that only rings: decline."""
        if self.ringing:
            self.decline()
        else:
            super().hang_up()

    def hold(self) -> None:
        """The phone's own hold button."""
        self._ask(Ask.HOLD)

    def unhold(self) -> None:
        self._ask(Ask.UNHOLD)

    def dial(self, number: str) -> Phone:
        """On a free line; the line it is."""
        line = Phone(self._network, self.name)
        line.line = self._network.dialled(self.name, number)
        return line

    def transfer(self, to: str) -> None:
        """The phone's own transfer key, then a number."""
        self._ask(Ask.TRANSFER, to=to)

    def transfer_onto(self, other: Phone) -> None:
        """The phone's own transfer key between two of its lines."""
        assert other.line is not None
        self._ask(Ask.TRANSFER, onto=other.line.leg)

    @property
    def transferred(self) -> bool | None:
        """What the phone was told of the transfer it asked for: done, refused, or nothing yet."""
        return self.line.transferred if self.line else None

    def vanish(self) -> None:
        """Power off, page closed: the call is noticed to be gone when its sound stays away."""
        with self._network.acting():
            if self._live:
                self._network.media_stops(self._live)
            self.line = None
            self.reachable = False

    def _ask(self, what: Ask, to: str = "", onto: LegId | None = None) -> None:
        with self._network.acting():
            if self._live and self.talking:
                self._network.say(LegAsked(leg=self._live.leg, at=self._network.now(), what=what, to=to, onto=onto))
                if what is Ask.TRANSFER:
                    self._live.asked_for_transfer()
