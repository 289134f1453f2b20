"""What can be asked of the past, and what is answered: plain values between the stores and the screens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from callcenter.model.ids import AgentId, CustomerId, InteractionId, Language, QueueName
from callcenter.model.interaction import Direction, Medium, Outcome, Party
from callcenter.model.script import Value

PAGE = 50
"""Interactions on one page."""


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """Every condition that is set must hold."""

    since: datetime | None = None  #: began at or after
    until: datetime | None = None  #: began before
    queue: QueueName | None = None
    agent: AgentId | None = None
    number: str = ""  #: whole, or how it ends
    whole_number: bool = False  #: not how it ends
    outcome: Outcome | None = None
    poor_sound: bool = False  #: only those
    recorded: bool | None = None  #: whether there is something to listen to
    direction: Direction | None = None
    disposition: str | None = None
    text: str = ""  #: somewhere in the note
    talked_at_least: float | None = None  #: seconds
    talked_at_most: float | None = None  #: seconds
    page: int = 1


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One interaction as a line of a list."""

    id: InteractionId
    site: str
    medium: Medium
    direction: Direction
    began_at: datetime
    ended_at: datetime | None
    outcome: Outcome | None
    queue: QueueName | None
    agent: AgentId | None
    customer: CustomerId | None
    customer_name: str | None
    caller: str
    caller_name: str
    dialled: str
    disposition: str | None
    note: str
    talked: float  #: seconds
    related: InteractionId | None
    waited: float | None  #: seconds in queues, all visits; None = never queued, or still in its first
    recorded: bool
    demo: bool


class Listed(msgspec.Struct, frozen=True):
    """One page of a search, newest first, and how many there are on all pages."""

    rows: tuple[Found, ...]
    total: int


class Address(msgspec.Struct, frozen=True):
    kind: str
    value: str


class Customer(msgspec.Struct, frozen=True, kw_only=True):
    """Who it was with, as the interaction's page shows it."""

    id: CustomerId
    name: str
    language: Language
    company: str
    note: str
    since: datetime
    demo: bool
    addresses: tuple[Address, ...]


class Answered(msgspec.Struct, frozen=True):
    """What is filled in of a script."""

    script: str
    revision: int
    agent: AgentId  #: who wrote last
    at: datetime
    values: Mapping[str, Value]


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """What one party said, as one recording."""

    track: str
    interaction: InteractionId
    party: Party
    agent: AgentId | None
    began_at: datetime
    ended_at: datetime | None
    expired_at: datetime | None = None  #: kept for long enough; nobody hears it any more


class Expired(msgspec.Struct, frozen=True):
    """A track to be deleted."""

    track: str
    interaction: InteractionId


class Hold(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's word that the recordings of an interaction stay."""

    login: str
    at: datetime
    reason: str


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody listened to a recording, or took it with them."""

    at: datetime
    login: str
    what: str  #: listened | downloaded
    of: str  #: the track, or the interaction
    page: str


class InHand(msgspec.Struct, frozen=True):
    """What an agent has before them at this moment, and may therefore see."""

    interactions: frozenset[InteractionId] = frozenset()
    customers: frozenset[CustomerId] = frozenset()
