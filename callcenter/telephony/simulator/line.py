"""One leg of the simulated network: the turn it is in, what it has heard, the keys pressed ahead.

Type-ahead is for menus: a Collect takes the keys pressed before it, every other wait forgets them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from callcenter.calls.turns import (
    Collect,
    Join,
    Keys,
    Leave,
    Linger,
    NetworkEvent,
    PlaceCall,
    Record,
    Recorded,
    RecordLeg,
    Result,
    Role,
    Say,
    Step,
    Tracking,
    Turn,
    TurnEnded,
)
from callcenter.model.ids import LegId
from callcenter.model.interaction import EndReason
from callcenter.telephony.simulator.timers import Timers

TRANSFER_DECIDED_WITHIN = 10.0
"""Seconds after which a phone that asked for a transfer is told that there is none."""

SOUND_LASTS = 3.0
"""Seconds a recorded prompt takes to play; nothing is really played."""


def saying_takes(text: str) -> float:
    """Seconds: about four Chinese characters or fifteen Latin letters to the second."""
    return max(0.5, sum(0.25 if letter > "\u2e7f" else 0.07 for letter in text))


class Exchange(Protocol):
    """What a line needs of the network it belongs to."""

    timers: Timers
    speed: float

    def now(self) -> datetime: ...

    def say(self, event: NetworkEvent) -> None: ...

    def end(self, line: Line, why: EndReason) -> None: ...


class Line:
    def __init__(self, exchange: Exchange, leg: LegId, who: str, placed: PlaceCall | None = None) -> None:
        self.leg = leg
        self.who = who  #: an agent's id or a number; "" = withheld
        self.placed = placed  #: None = they called us
        self.answered: datetime | None = None
        self.over: EndReason | None = None
        self.turn: Turn | None = None
        self.waits = False  #: the steps are over, the wait has begun
        self.turn_over = True  #: the turn ended by itself; the next one is awaited
        self.heard: list[str] = []
        self.asks_for_transfer = False
        self.transferred: bool | None = None  #: what the phone was told of that
        self.speaking = True  #: as far as a recording can tell
        self.tracks: dict[str, _Track] = {}
        self._exchange = exchange
        self._ahead = ""  #: keys pressed ahead
        self._keys = ""  #: keys of the present Collect
        self._recording_since: datetime | None = None
        self._silent_since: datetime | None = None

    # ---------------------------------------------------------------- where it is

    @property
    def room(self) -> str | None:
        wait = self.turn.then if self.turn and self.waits and not self.turn_over else None
        return wait.room if isinstance(wait, Join) else None

    @property
    def role(self) -> Role:
        return self.turn.then.role if self.turn and isinstance(self.turn.then, Join) else Role.TALKER

    @property
    def coached(self) -> LegId | None:
        """The one leg that hears this one."""
        return self.turn.then.of if self.role is Role.COACH and self.turn and isinstance(self.turn.then, Join) else None

    @property
    def lingers(self) -> bool:
        return self.turn is not None and isinstance(self.turn.then, Linger) and not self.turn_over

    @property
    def music(self) -> str | None:
        """What plays when nothing is said."""
        return self.turn.then.music if self.lingers and self.turn and isinstance(self.turn.then, Linger) else None

    def runs(self, turn: Turn) -> bool:
        return self.turn is not None and self.turn.id == turn.id and not self.turn_over

    # ---------------------------------------------------------------- a turn

    def run(self, turn: Turn) -> None:
        """A new turn replaces the old one, of which nothing is told any more."""
        self._stop()
        self.turn, self.turn_over = turn, False
        if turn.flush or not isinstance(turn.then, Collect):
            self._ahead = ""
        if self._ahead:
            self._wait()
        else:
            self._speak(turn.steps)

    def _speak(self, steps: tuple[Step, ...]) -> None:
        if not steps:
            self._wait()
            return
        step, rest = steps[0], steps[1:]
        if isinstance(step, Say):
            self.heard.append(step.text)
            takes = saying_takes(step.text)
        else:
            self.heard.append(f"♪ {step.sound}")
            takes = SOUND_LASTS
        self._in("turn", takes / self._exchange.speed, lambda: self._speak(rest))

    def _wait(self) -> None:
        assert self.turn is not None
        self._exchange.timers.cancel((self.leg, "turn"))
        self.waits = True
        match self.turn.then:
            case Collect() as wait:
                self._in("turn", wait.first_within, self._collected)
                ahead, self._ahead = self._ahead, ""
                self.press(ahead)
            case Record() as wait:
                self._recording_since = self._exchange.now()
                self._in("turn", wait.most, self._recorded)
                self.sound(self.speaking)
            case Leave():
                self._exchange.end(self, EndReason.ENDED)
            case Linger() | Join():
                pass

    def _done(self, result: Result) -> None:
        assert self.turn is not None
        self._stop()
        self._exchange.say(TurnEnded(leg=self.leg, turn=self.turn.id, at=self._exchange.now(), result=result))

    def _stop(self) -> None:
        self._exchange.timers.cancel((self.leg, "turn"), (self.leg, "silence"))
        self.turn_over, self.waits, self._keys, self._recording_since = True, False, "", None

    def _in(self, name: str, seconds: float, act: Callable[[], None]) -> None:
        self._exchange.timers.set((self.leg, name), self._exchange.now() + timedelta(seconds=seconds), act)

    # ---------------------------------------------------------------- keys

    def press(self, keys: str) -> None:
        for key in keys:
            self._press(key)

    def _press(self, key: str) -> None:
        if self.turn is None or self.turn_over:
            self._ahead += key
            return
        match self.turn.then:
            case Collect() as wait:
                self.waits = True  # a key stops the speech
                if key in wait.finish:
                    self._collected()
                    return
                self._keys += key
                self._in("turn", wait.next_within, self._collected)
                if len(self._keys) >= wait.most:
                    self._collected()
            case Linger(keys=wanted) if key in wanted:
                self._done(Keys(keys=key))
            case Record(finish=finish) if self.waits and key in finish:
                self._recorded()
            case _:
                pass  # said to nobody: into the music, to the others in the room

    def _collected(self) -> None:
        self._done(Keys(keys=self._keys))

    # ---------------------------------------------------------------- recording

    def sound(self, speaking: bool) -> None:
        """The party begins to speak, or falls silent."""
        self.speaking = speaking
        self._silent_since = None if speaking else self._silent_since or self._exchange.now()
        self._exchange.timers.cancel((self.leg, "silence"))
        if self._recording_since is not None and not speaking:
            assert self.turn is not None
            assert isinstance(self.turn.then, Record)
            self._in("silence", self.turn.then.silence, self._recorded)

    def _recorded(self) -> None:
        """What was recorded, up to where the party fell silent for good."""
        assert self._recording_since is not None
        until = self._silent_since or self._exchange.now()
        self._done(Recorded(seconds=max(0.0, (until - self._recording_since).total_seconds())))

    def track(self, command: RecordLeg) -> None:
        track = self.tracks.setdefault(command.track, _Track())
        track.turn(on=command.state is Tracking.ON, now=self._exchange.now())

    # ---------------------------------------------------------------- the phone's own transfer

    def asked_for_transfer(self) -> None:
        self.asks_for_transfer, self.transferred = True, None
        self._in("transfer", TRANSFER_DECIDED_WITHIN, lambda: self.transfer_decided(done=False))

    def transfer_decided(self, *, done: bool) -> None:
        if self.asks_for_transfer:
            self.asks_for_transfer, self.transferred = False, done
            self._exchange.timers.cancel((self.leg, "transfer"))

    # ---------------------------------------------------------------- the end

    def ends(self, why: EndReason) -> None:
        """The leg is over. A message is kept when its speaker hangs up, which is how most messages end."""
        if self._recording_since is not None and why is EndReason.HUNG_UP:
            self._recorded()
        self._stop()
        self._exchange.timers.cancel(
            (self.leg, "ring"), (self.leg, "media"), (self.leg, "party"), (self.leg, "transfer")
        )
        for track in self.tracks.values():
            track.turn(on=False, now=self._exchange.now())
        self.over = why


class _Track:
    """How much of a leg was recorded."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._on_since: datetime | None = None

    def turn(self, *, on: bool, now: datetime) -> None:
        if self._on_since is not None:
            self.seconds += (now - self._on_since).total_seconds()
        self._on_since = now if on else None
