"""What an agent chose: signed out, available, or an aux code; where they are rung; what comes next."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from callcenter.model.ids import AgentId, InteractionId, QueueName
from callcenter.model.phones import PhoneChoice


class Choice(StrEnum):
    SIGNED_OUT = "signed_out"
    AVAILABLE = "available"
    AUX = "aux"


class Next(msgspec.Struct, frozen=True):
    """Takes effect when the work in hand is done."""

    presence: Choice
    code: str | None = None
    by: str | None = None  #: the login of the supervisor who forced it; None = the agent chose
    waits_since: datetime | None = None  #: a break for which there is no place yet; until then work goes on


class Unfinished(msgspec.Struct, frozen=True, kw_only=True):
    """A wrap-up that was put off."""

    interaction: InteractionId
    since: datetime
    queue: QueueName | None = None


class Presence(msgspec.Struct, kw_only=True):
    agent: AgentId
    choice: Choice = Choice.SIGNED_OUT
    code: str | None = None  #: with aux: why
    next: Next | None = None
    since: datetime
    site: str = "main"
    by: str | None = None  #: the login of the supervisor who forced it; None = the agent chose
    phone: PhoneChoice | None = None  #: where they are rung, also next time; None = as it is set up
    unfinished: tuple[Unfinished, ...] = ()
    seat_taken_by: AgentId | None = None  #: who signed in at their seat after them

    @property
    def signed_in(self) -> bool:
        return self.choice is not Choice.SIGNED_OUT
