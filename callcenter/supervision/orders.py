"""What a supervisor can ask for, as it stands on the wire (`docs/desk-protocol.md`, "Those of a supervisor").

order = msgspec.json.decode(text, type=Order)
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from callcenter.agents.commands import Command, Short
from callcenter.agents.presence import Choice
from callcenter.model.facts import Mode
from callcenter.model.ids import AgentId, InteractionId, Language, QueueName

Name = Annotated[str, Meta(max_length=64, pattern=r"^[^\x00]*$")]
Reason = Annotated[str, Meta(max_length=500, pattern=r"^[^\x00]*$")]
Words = Annotated[str, Meta(min_length=1, max_length=1000, pattern=r"^[^\x00]*\S[^\x00]*$")]
Skills = Annotated[dict[Short, Annotated[int, Meta(ge=0, le=10)]], Meta(max_length=100)]
Moment = Annotated[datetime, Meta(tz=True)]
Names = Annotated[tuple[Short, ...], Meta(max_length=200)]


class _Order(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", forbid_unknown_fields=True):
    key: Short
    """Made by the page; what bears the same key is carried out once."""


# ---------------------------------------------------------------------- in a call


class Supervise(_Order, frozen=True, kw_only=True, tag="supervise"):
    interaction: InteractionId
    agent: AgentId | None = None
    mode: Mode


class StopSupervising(_Order, frozen=True, kw_only=True, tag="stop_supervising"):
    interaction: InteractionId


class TakeOver(_Order, frozen=True, kw_only=True, tag="take_over"):
    interaction: InteractionId
    reason: Reason = ""


class EndCall(_Order, frozen=True, kw_only=True, tag="end_call"):
    interaction: InteractionId
    reason: Reason = ""


# ---------------------------------------------------------------------- agents


class Force(_Order, frozen=True, kw_only=True, tag="force"):
    """Make an agent available, not available, or sign them out [强制示闲 示忙 签出]."""

    agent: AgentId
    presence: Choice
    code: Short | None = None
    reason: Reason = ""


class ChangeSkills(_Order, frozen=True, kw_only=True, tag="skills"):
    """`skills`: all the agent has from now on; None = as the company's set-up has them."""

    agent: AgentId
    skills: Skills | None


class SendMessage(_Order, frozen=True, kw_only=True, tag="message"):
    """To these agents, or to those of a queue or a team who are signed in; without any, to everybody signed in."""

    agents: Annotated[tuple[AgentId, ...], Meta(max_length=1000)] | None = None
    queue: QueueName | None = None
    team: Name | None = None
    text: Words
    urgent: bool = False


# ---------------------------------------------------------------------- who waits


class Move(_Order, frozen=True, kw_only=True, tag="move"):
    interaction: InteractionId
    queue: QueueName
    reason: Reason = ""


class Prioritise(_Order, frozen=True, kw_only=True, tag="prioritise"):
    interaction: InteractionId
    points: Annotated[float, Meta(ge=-1_000_000, le=1_000_000)]


class Hand(_Order, frozen=True, kw_only=True, tag="hand"):
    interaction: InteractionId
    agent: AgentId | None  #: None = back to everybody


# ---------------------------------------------------------------------- notices and queues


class BeginNotice(_Order, frozen=True, kw_only=True, tag="notice"):
    """Callers of these numbers, in these queues, from these provinces hear it first; none named: everybody."""

    text: Annotated[dict[Language, Words], Meta(min_length=1, max_length=10)] | None = None
    recording: Short | None = None  #: as `POST /api/notices/recording` named it
    numbers: Names = ()
    queues: Names = ()
    provinces: Names = ()
    begins: Moment | None = None  #: None = now
    ends: Moment | None = None  #: None = until it is ended


class EndNotice(_Order, frozen=True, kw_only=True, tag="end_notice"):
    notice: Short


class CloseQueue(_Order, frozen=True, kw_only=True, tag="close_queue"):
    queue: QueueName
    divert_to: QueueName | None = None
    reason: Reason = ""
    waiting: Literal["stay", "go"] = "stay"


class OpenQueue(_Order, frozen=True, kw_only=True, tag="open_queue"):
    queue: QueueName


InCall = Supervise | StopSupervising | TakeOver | EndCall
OfAgents = Force | ChangeSkills | SendMessage
OfWaiting = Move | Prioritise | Hand
OfQueues = BeginNotice | EndNotice | CloseQueue | OpenQueue

Order = InCall | OfAgents | OfWaiting | OfQueues

Asked = Command | Order
"""All that can come up a page's socket."""


def takes_time(asked: Asked) -> bool:
    """It is spoken before it is done, which is a matter of seconds; what else can be asked for is done at once."""
    return isinstance(asked, BeginNotice) and asked.text is not None
