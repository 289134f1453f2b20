"""An offer: this agent, this interaction, until then.

    pending → accepted | declined | missed | rescinded

Only a pending one is kept; the engine forgets it as soon as it has ended, and it lives on in the journal.
"""

from __future__ import annotations

from dataclasses import dataclass

from routing.line import Waiting


@dataclass(slots=True)
class Offer:
    id: str
    waiting: Waiting
    agent: str
    expires_at: float
