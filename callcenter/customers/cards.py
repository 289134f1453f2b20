"""A customer as the screen-pop shows them. `msgspec.to_builtins(card)` is the protocol's customer card."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from callcenter.model.ids import AgentId, CustomerId, InteractionId, Language, QueueName
from callcenter.model.interaction import Medium, Outcome

MOST_CARDS = 20
"""Customers shown for one number; a main line may have hundreds."""

PROVINCE = "province"
"""The kind of address that says where somebody lives: a code of ISO 3166-2."""

NO_NUMBERS = frozenset({"email", PROVINCE})
"""Kinds of address that are not masked."""

MOST_LINES = 10
"""Orders, and interactions, on one card."""


class CardAddress(msgspec.Struct, frozen=True, kw_only=True):
    kind: str
    value: str
    shown: str


class CardOrder(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    placed_at: datetime
    title: Mapping[str, str]
    status: str
    amount: float
    currency: str


class CardInteraction(msgspec.Struct, frozen=True, kw_only=True):
    interaction: InteractionId
    at: datetime
    medium: Medium
    queue: QueueName | None
    agent: AgentId | None
    outcome: Outcome | None  #: None = not over yet
    disposition: str | None
    note: str
    seconds: float  #: talked


class Card(msgspec.Struct, frozen=True, kw_only=True):
    id: CustomerId
    name: str
    language: Language
    company: str
    note: str
    since: datetime
    demo: bool
    addresses: tuple[CardAddress, ...] = ()
    orders: tuple[CardOrder, ...] = ()  #: newest first
    history: tuple[CardInteraction, ...] = ()  #: newest first

    @property
    def province(self) -> str | None:
        return next((one.value for one in self.addresses if one.kind == PROVINCE), None)


class NewCustomer(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody not known until now; the same `id` is added once."""

    id: CustomerId
    name: str
    language: Language
    note: str = ""
    phone: str = ""  #: an identity; "" = none known
    province: str = ""  #: where they live, ISO 3166-2; "" = not known
    now: datetime
    site: str
    company: str = ""
