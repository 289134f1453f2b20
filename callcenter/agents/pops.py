"""What the screen-pop knows of each live interaction besides the call itself: who it may be, why this agent, the note.

pops.note(line)                      # every line of the journal goes by
pops.of(interaction)                 # what is known so far
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from callcenter.customers.cards import Card
from callcenter.journal import Line
from callcenter.model.facts import Handed, NoteWritten, OfferMade, QueueLeft, Transferred
from callcenter.model.ids import AgentId, InteractionId
from callcenter.model.script import Value
from callcenter.numbers.places import Place

ONE_NOTE = timedelta(seconds=20)
"""Without a key for so long, what is written next is another mark in the recording."""


class Pop(msgspec.Struct, kw_only=True):
    cards: tuple[Card, ...] = ()
    place: Place | None = None  #: where the caller lives, else where their number is from
    home: str | None = None  #: the former's province, ISO 3166-2
    note: str = ""  #: as it is kept
    written: dict[AgentId, str] = {}  #: what each agent wrote of it
    typed: dict[AgentId, str] = {}  #: the same as it stands on their desks: who sees numbers masked left some masked
    written_at: dict[AgentId, datetime] = {}  #: when each of them wrote last
    answers: dict[str, dict[str, Value]] = {}  #: script → what is filled in of it
    transferred_by: AgentId | None = None
    offer: OfferMade | None = None  #: the last one
    handed_by: str | None = None  #: the login of the supervisor who handed it to an agent, the last time
    waited: float | None = None  #: seconds, when the wait is over

    @property
    def region(self) -> dict[str, str] | None:
        """Province and city in one text, in both languages."""
        return dict(self.place.name) if self.place is not None else None


class Pops:
    def __init__(self) -> None:
        self._pops: dict[InteractionId, Pop] = {}

    def of(self, interaction: InteractionId) -> Pop:
        return self._pops.setdefault(interaction, Pop())

    def note(self, line: Line) -> None:
        match line.fact:
            case OfferMade() as offer:
                self.of(InteractionId(line.stream)).offer = offer
            case NoteWritten(agent=agent):
                self.of(InteractionId(line.stream)).written_at[agent] = line.at
            case Handed(by=by):
                self.of(InteractionId(line.stream)).handed_by = by
            case Transferred(by=agent):
                self.of(InteractionId(line.stream)).transferred_by = agent
            case QueueLeft(waited=waited):
                self.of(InteractionId(line.stream)).waited = waited
            case _:
                pass

    def write(self, interaction: InteractionId, agent: AgentId, text: str) -> str:
        """An agent's note as it is now. Returns the whole: nobody's words are lost because another has the last one."""
        pop = self.of(interaction)
        if not pop.written and pop.note and pop.note not in text:
            pop.written[AgentId("")] = pop.note  # written before a restart
        pop.written[agent] = text
        parts = [part for part in pop.written.values() if part.strip()]
        pop.note = "\n".join(part for n, part in enumerate(parts) if not any(part in other for other in parts[n + 1 :]))
        return pop.note

    def begins_to_write(self, interaction: InteractionId, agent: AgentId, text: str, now: datetime) -> bool:
        """Whether this is the first of several writings that belong together; ask before `write`."""
        pop = self.of(interaction)
        if not text.strip() or text == self.note_of(interaction, agent):
            return False
        last = pop.written_at.get(agent)
        pop.written_at[agent] = now
        return last is None or now - last > ONE_NOTE

    def note_of(self, interaction: InteractionId, agent: AgentId) -> str:
        """What this agent goes on writing: their own words, or what the ones before them left."""
        pop = self.of(interaction)
        return pop.written.get(agent, pop.note)

    def add(self, interaction: InteractionId, card: Card) -> None:
        """A customer who was added or chosen, ahead of the others."""
        pop = self.of(interaction)
        pop.cards = (card, *(other for other in pop.cards if other.id != card.id))

    def forget(self, interaction: InteractionId) -> None:
        self._pops.pop(interaction, None)
