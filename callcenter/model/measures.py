"""What supervisors have set in force: it stands until it is read, ended or undone, and survives a restart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from callcenter.model.company import Texts
from callcenter.model.ids import AgentId, InteractionId, QueueName

ACTIONS_SHOWN = 50
"""The last ones, to every supervisor."""


class _Measure(msgspec.Struct, frozen=True, kw_only=True):
    """`by` is a login."""


class OtherSkills(_Measure, frozen=True, kw_only=True):
    """All the skills an agent has, instead of those of the company's set-up."""

    agent: AgentId
    skills: Mapping[str, int]
    by: str
    since: datetime

    @property
    def id(self) -> str:
        return self.agent


class Message(_Measure, frozen=True, kw_only=True):
    """To one agent, until it is read."""

    id: str
    agent: AgentId
    text: str
    urgent: bool
    at: datetime
    by: str


class Notice(_Measure, frozen=True, kw_only=True):
    """Callers of these numbers, in these queues, from these provinces hear it first; none named: everybody."""

    id: str
    text: Texts | None
    recording: str | None  #: the name of the uploaded sound
    numbers: tuple[str, ...] = ()
    queues: tuple[QueueName, ...] = ()
    provinces: tuple[str, ...] = ()
    begins: datetime
    ends: datetime | None = None  #: None = until somebody ends it
    by: str

    def in_force(self, now: datetime) -> bool:
        return self.begins <= now and not self.is_over(now)

    def is_over(self, now: datetime) -> bool:
        return self.ends is not None and self.ends <= now


class Closing(_Measure, frozen=True, kw_only=True):
    """A queue takes nobody new: they are diverted to another one, or hear that it is closed."""

    queue: QueueName
    divert_to: QueueName | None
    reason: str
    by: str
    since: datetime

    @property
    def id(self) -> str:
        return self.queue


Measure = OtherSkills | Message | Notice | Closing


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """That a supervisor stepped in, with the reason they gave; the journal has the fact without it."""

    id: str
    at: datetime
    by: str
    do: str
    agent: AgentId | None = None
    interaction: InteractionId | None = None
    queue: QueueName | None = None
    site: str | None = None  #: where; None = everywhere
    reason: str = ""
