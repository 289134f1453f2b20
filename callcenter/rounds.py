"""A round: one thing that happened, everything that follows from it in this house, and one save that carries it all.

    with rounds.open() as round:                 # decide
        round.to_call(interaction, event)        # … letters between the desks are delivered until none is left
    # leaving it saves; then the commands are performed and the screens are told

A caller who meets a free agent is a single round: flow, queue, offer, the ringing of the phone. Because call, routing
and journal are saved in one transaction, no crash can leave them disagreeing.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol

import msgspec

from callcenter.calls import letters
from callcenter.calls.turns import Command
from callcenter.clock import Clock
from callcenter.journal import Line
from callcenter.model.facts import Fact
from callcenter.model.ids import AgentId, CustomerId, InteractionId, QueueName, TenantId
from callcenter.model.measures import Action, Measure
from callcenter.model.script import Value
from routing.events import Event as RoutingEvent

log = logging.getLogger(__name__)


class ToCall(msgspec.Struct, frozen=True):
    interaction: InteractionId
    event: letters.Event


class ToRouting(msgspec.Struct, frozen=True):
    event: RoutingEvent


Letter = ToCall | ToRouting


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """What an agent wrote about an interaction. None = left as it was."""

    interaction: InteractionId
    note: str | None = None
    disposition: str | None = None
    customer: CustomerId | None = None


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """What is filled in of an interaction's script, all of it."""

    interaction: InteractionId
    script: str
    revision: int
    agent: AgentId
    values: dict[str, Value]


class Commanded(msgspec.Struct, frozen=True, kw_only=True):
    """A desk's command that was carried out (or refused), by the key its page made."""

    by: str  #: the agent; the login of one who has no desk
    key: str
    refused: str | None


class Round:
    """Everything one happening brings about."""

    def __init__(self, now: datetime, tenant: TenantId) -> None:
        self.now = now
        self.tenant = tenant
        self.inbox: deque[Letter] = deque()
        self.lines: list[Line] = []
        self.commands: list[Command] = []
        self.arrived: list[InteractionId] = []  #: interactions that began in this round
        self.calls: dict[InteractionId, None] = {}  #: touched, in order
        self.over: tuple[InteractionId, ...] = ()  #: ended, and nobody works on them any more
        self.agents: dict[AgentId, None] = {}
        self.noted: list[Noted] = []
        self.answered: list[Answered] = []
        self.commanded: list[Commanded] = []
        self.measures: dict[tuple[type[Measure], str], Measure | None] = {}  #: None = no longer in force
        self.actions: list[Action] = []
        self.queues: dict[QueueName, None] = {}  #: closed or opened
        self.when_saved: list[Callable[[], None]] = []  #: called last of all
        self.kept = True  #: False: the database refused it, and it goes on all the same

    def note(self, stream: str, fact: Fact) -> None:
        """A line of the journal."""
        self.lines.append(Line(tenant=self.tenant, stream=stream, at=self.now, fact=fact))

    def keep(self, measure: Measure) -> None:
        """In force from now on."""
        self.measures[type(measure), measure.id] = measure

    def drop(self, measure: Measure) -> None:
        self.measures[type(measure), measure.id] = None

    def not_kept(self) -> None:
        self.kept = False

    def to_call(self, interaction: InteractionId, event: letters.Event) -> None:
        self.inbox.append(ToCall(interaction, event))

    def to_routing(self, *events: RoutingEvent) -> None:
        self.inbox.extend(ToRouting(event) for event in events)

    @property
    def is_empty(self) -> bool:
        """Nothing came of it."""
        return not (
            self.lines
            or self.commands
            or self.calls
            or self.agents
            or self.noted
            or self.commanded
            or self.measures
            or self.actions
            or self.when_saved
        )


class Save(Protocol):
    def __call__(self, round: Round, then: Callable[[], None]) -> None:
        """Store everything of the round in one transaction; `then` runs after its commit, in order of the calls."""
        ...


class Rounds:
    """Opens rounds one after the other; there is never more than one open."""

    def __init__(
        self,
        *,
        tenant: TenantId,
        clock: Clock,
        deliver: Callable[[Letter, Round], None],
        settle: Callable[[Round], None],
        save: Save,
        perform: Callable[[Command], None],
        tell: Callable[[Round], None],
    ) -> None:
        self._tenant, self._clock = tenant, clock
        self._deliver, self._settle, self._save = deliver, settle, save
        self._perform, self._tell = perform, tell
        self._open: Round | None = None
        self._now = clock.now()

    @contextmanager
    def open(self) -> Iterator[Round]:
        """Within another round it is that one: what a desk does on the way belongs to it."""
        if self._open is not None:
            yield self._open
            return
        self._now = max(self._now, self._clock.now())  # a clock that is set back must not turn the day around
        round = self._open = Round(self._now, self._tenant)
        try:
            yield round
            self._finish(round)
        finally:
            self._open = None

    def _finish(self, round: Round) -> None:
        self._deliver_all(round)
        self._settle(round)
        self._deliver_all(round)
        if not round.is_empty:
            self._save(round, lambda: self._saved(round))

    def _deliver_all(self, round: Round) -> None:
        while round.inbox:
            letter = round.inbox.popleft()
            try:
                self._deliver(letter, round)
            except Exception:  # one bad call must not cost the others theirs
                log.exception("a letter could not be delivered", extra={"letter": _kind(letter), "of": _of(letter)})

    def _saved(self, round: Round) -> None:
        for command in round.commands:
            self._perform(command)
        self._tell(round)
        for call in round.when_saved:
            call()


def _kind(letter: Letter) -> str:
    return type(letter.event).__name__


def _of(letter: Letter) -> str:
    return letter.interaction if isinstance(letter, ToCall) else ""
