"""What an agent is shown to be doing, and since when: one answer for the desk, the floor, the board and the wall.

now = states.of(agent, at)             # Shown(state="wrap_up", since=…, work=…)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum

import msgspec

from callcenter.agents.parties import stage_of
from callcenter.agents.presence import Choice, Presence
from callcenter.calls.state import Call
from callcenter.calls.supervision import MODES
from callcenter.model.ids import AgentId, InteractionId
from routing.agents import Stage
from routing.records import AgentRecord, WorkRecord


class State(StrEnum):
    """As the board colours it."""

    SIGNED_OUT = "signed_out"
    AVAILABLE = "available"
    UNREACHABLE = "unreachable"  #: wants work, and their phone cannot be rung
    NOT_RESPONDING = "not_responding"
    AUX = "aux"
    OFFERED = "offered"
    DIALLING = "dialling"
    TALKING = "talking"
    HELD = "held"
    CONSULTING = "consulting"
    AWAY = "away"
    WRAP_UP = "wrap_up"
    LISTEN = "listen"
    COACH = "coach"
    BARGE = "barge"


WATCHING = frozenset({State.LISTEN, State.COACH, State.BARGE})
"""With a colleague's call, and in no queue's service."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    state: State
    code: str | None = None  #: with aux: why
    work: InteractionId | None = None  #: what it is shown for, of several in hand
    since: datetime

    @property
    def stage(self) -> State | None:
        """What is being done; None = nothing is in hand."""
        return self.state if self.work is not None else None


class States:
    def __init__(
        self,
        presences: Callable[[], Mapping[AgentId, Presence]],
        record: Callable[[AgentId], AgentRecord | None],
        reachable: Callable[[AgentId], bool],
        call: Callable[[InteractionId], Call | None],
    ) -> None:
        self._presences, self._record, self._reachable, self._call = presences, record, reachable, call
        self._shown: dict[AgentId, Shown] = {}

    def begin_anew(self) -> None:
        """Routing knows again what everybody has in hand: since when is read from there."""
        self._shown.clear()

    def of(self, agent: AgentId, now: datetime) -> Shown:
        """Asked after every change; the clock runs on while the state is the same."""
        presence, record = self._presences().get(agent), self._record(agent)
        work = _foremost(record)
        if work is not None:
            interaction = InteractionId(work.interaction)
            state, code = _state_in(work, self._call(interaction), agent), None
        else:
            interaction = None
            state, code = self._state_of(agent, presence, record)
        before = self._shown.get(agent)
        if before is None or (before.state, before.code, before.work) != (state, code, interaction):
            since = now if before is not None else _began(work, presence, record, now)
            self._shown[agent] = Shown(state=state, code=code, work=interaction, since=since)
        return self._shown[agent]

    def _state_of(
        self, agent: AgentId, presence: Presence | None, record: AgentRecord | None
    ) -> tuple[State, str | None]:
        """Of one who has nothing in hand."""
        choice = presence.choice if presence is not None else Choice.SIGNED_OUT
        if choice is not Choice.SIGNED_OUT and record is not None and record.not_responding:
            return State.NOT_RESPONDING, None
        if choice is Choice.AVAILABLE and not self._reachable(agent):
            return State.UNREACHABLE, None
        return State(choice), presence.code if presence is not None else None


def _foremost(record: AgentRecord | None) -> WorkRecord | None:
    """What is worked on says more than what rings beside it."""
    works = record.work if record is not None else ()
    return min(works, key=lambda work: (work.stage == Stage.OFFERED, work.interaction), default=None)


def _state_in(work: WorkRecord, call: Call | None, agent: AgentId) -> State:
    stage = stage_of(work, call, agent)
    if stage == "ringing":  # for help, a consult or a colleague: it rings as for an offer
        return State.OFFERED
    leg = call.leg_of(agent) if call is not None else None
    if stage == State.TALKING and leg is not None and leg.watches is not None:
        return State(MODES[leg.role])
    return State(stage)


def _began(work: WorkRecord | None, presence: Presence | None, record: AgentRecord | None, now: datetime) -> datetime:
    """After a start: as far as it was kept."""
    if work is not None:
        return datetime.fromtimestamp(work.since, UTC)
    if presence is None:
        return now
    idle = datetime.fromtimestamp(record.idle_since, UTC) if record is not None else presence.since
    return max(presence.since, idle)
