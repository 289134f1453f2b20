"""An offer and the states it can go through.

    pending → accepted | declined | missed | rescinded

A table, so that the diagram in the docs and the code cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from routing.line import Waiting


class OfferState(StrEnum):
    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    MISSED = "missed"
    RESCINDED = "rescinded"


NEXT: dict[OfferState, frozenset[OfferState]] = {
    OfferState.PENDING: frozenset({OfferState.ACCEPTED, OfferState.DECLINED, OfferState.MISSED, OfferState.RESCINDED}),
    OfferState.ACCEPTED: frozenset(),
    OfferState.DECLINED: frozenset(),
    OfferState.MISSED: frozenset(),
    OfferState.RESCINDED: frozenset(),
}


@dataclass(slots=True)
class Offer:
    """A pending offer; one that left `pending` is forgotten by the engine and lives on in the journal."""

    id: str
    waiting: Waiting
    agent: str
    expires_at: float
