"""Which agent lost a call to a supervisor, to whom, and why: so that their desk can say so.

stepped_in.note(line); stepped_in.acted(action)       # every line of the journal, every deed of a supervisor
stepped_in.of(agent)                                  # the last time, or None
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from callcenter.journal import Line
from callcenter.model.facts import AgentLeft, EndedByForce, TakenOver
from callcenter.model.ids import AgentId, InteractionId
from callcenter.model.measures import Action

DEEDS = ("take_over", "end_call")
REASONS_KEPT = 200
"""A taken-over call is the supervisor's as soon as their phone is there; the reason waits for that."""


class SteppedIn(msgspec.Struct, frozen=True, kw_only=True):
    interaction: InteractionId
    by: AgentId | str  #: an agent, or the login of one who is none
    taken: bool  #: and not ended
    at: datetime


class SteppedIns:
    def __init__(self) -> None:
        self._last: dict[AgentId, SteppedIn] = {}
        self._ended: dict[str, str] = {}  #: interaction → who ended it; its agents leave in the same moment
        self._reasons: dict[InteractionId, str] = {}

    def of(self, agent: AgentId) -> SteppedIn | None:
        return self._last.get(agent)

    def reason(self, interaction: InteractionId) -> str:
        return self._reasons.get(interaction, "")

    def acted(self, action: Action) -> None:
        if action.do in DEEDS and action.interaction is not None:
            self._reasons[action.interaction] = action.reason
            for old in list(self._reasons)[:-REASONS_KEPT]:
                del self._reasons[old]

    def note(self, line: Line) -> None:
        match line.fact:
            case TakenOver(by=by, agent=agent) if agent is not None:
                self._tell(agent, by, line, taken=True)
            case EndedByForce(by=by):
                self._ended = {line.stream: by}
            case AgentLeft(agent=agent) if line.stream in self._ended:
                self._tell(agent, self._ended[line.stream], line, taken=False)
            case _:
                pass

    def _tell(self, agent: AgentId, by: AgentId | str, line: Line, *, taken: bool) -> None:
        interaction = InteractionId(line.stream)
        self._last[agent] = SteppedIn(interaction=interaction, by=by, taken=taken, at=line.at)
