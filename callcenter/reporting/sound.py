"""How the sound of each leg fares: the reports of the network folded, warned of while it lasts, one fact at its end.

sound.note(report, whose)          # every few seconds while a leg is up; True when a desk should show something else
sound.shown(interaction)           # the worst of its legs now, for the desk; None = not measured
sound.over(leg)                    # its LegQuality, when it has ended
sound.all_over(interaction)        # of all its legs, when the call is forgotten

The limits of what people call a poor line stand here and nowhere else.
"""

from __future__ import annotations

from datetime import timedelta

import msgspec

from callcenter.calls.network import Quality
from callcenter.model.facts import LegQuality
from callcenter.model.ids import AgentId, InteractionId, LegId
from callcenter.model.interaction import Party

LOSS = 0.02
"""Share of packets that do not arrive: from here on words are missing."""
JITTER = 0.03
"""Seconds by which packets come early or late: from here on the sound is late or torn."""
ROUND_TRIP = 0.3
"""Seconds there and back: from here on people talk into each other."""
BURST = 5.0
"""A stretch so many times over a limit makes the whole leg poor: one sentence was lost."""


class Whose(msgspec.Struct, frozen=True):
    interaction: InteractionId
    party: Party
    agent: AgentId | None


class Shown(msgspec.Struct, frozen=True):
    """Rounded, so that a desk is told of changes and not of noise."""

    loss: float
    jitter: float
    round_trip: float | None
    poor: bool
    party: Party


class _Measured(msgspec.Struct):
    whose: Whose
    reports: list[Quality]  #: the last two
    first: Quality
    count: int = 0
    loss: float = 0.0  #: sums
    jitter: float = 0.0
    round_trip: float = 0.0
    round_trips: int = 0
    worst_loss: float = 0.0
    worst_jitter: float = 0.0


def is_poor(loss: float, jitter: float, round_trip: float | None) -> bool:
    return loss > LOSS or jitter > JITTER or (round_trip or 0.0) > ROUND_TRIP


def was_poor(fact: LegQuality) -> bool:
    """All the time, or so badly for a stretch that it will have been noticed."""
    burst = fact.worst_loss > BURST * LOSS or fact.worst_jitter > BURST * JITTER
    return burst or is_poor(fact.loss, fact.jitter, fact.round_trip)


class Sound:
    def __init__(self) -> None:
        self._legs: dict[LegId, _Measured] = {}
        self._of: dict[InteractionId, dict[LegId, None]] = {}

    def note(self, report: Quality, whose: Whose) -> bool:
        """Whether what a desk shows has changed."""
        before = self.shown(whose.interaction)
        leg = self._legs.get(report.leg)
        if leg is None:
            leg = self._legs[report.leg] = _Measured(whose=whose, reports=[], first=report)
            self._of.setdefault(whose.interaction, {})[report.leg] = None
        _add(leg, report)
        return self.shown(whose.interaction) != before

    def shown(self, interaction: InteractionId) -> Shown | None:
        legs = [_shown(self._legs[leg]) for leg in self._of.get(interaction, ())]
        return max(legs, key=lambda leg: (leg.poor, leg.loss, leg.jitter), default=None)

    def over(self, leg: LegId) -> tuple[InteractionId, LegQuality] | None:
        """What was measured of a leg that has ended, and where it is noted."""
        measured = self._legs.pop(leg, None)
        if measured is None:
            return None
        interaction = measured.whose.interaction
        legs = self._of[interaction]
        del legs[leg]
        if not legs:
            del self._of[interaction]
        return interaction, _fact(measured)

    def all_over(self, interaction: InteractionId) -> list[LegQuality]:
        """Of the legs nobody has heard the end of."""
        ended = [self.over(leg) for leg in list(self._of.get(interaction, ()))]
        return [fact for _, fact in filter(None, ended)]


def _add(leg: _Measured, report: Quality) -> None:
    leg.reports = [*leg.reports, report][-2:]
    leg.count += 1
    leg.loss += report.loss
    leg.jitter += report.jitter
    leg.worst_loss = max(leg.worst_loss, report.loss)
    leg.worst_jitter = max(leg.worst_jitter, report.jitter)
    if report.round_trip is not None:
        leg.round_trip += report.round_trip
        leg.round_trips += 1


def _shown(leg: _Measured) -> Shown:
    """Of the last two reports: one alone may be chance."""
    count = len(leg.reports)
    loss = sum(report.loss for report in leg.reports) / count
    jitter = sum(report.jitter for report in leg.reports) / count
    round_trip = leg.reports[-1].round_trip
    return Shown(
        loss=round(loss, 2),
        jitter=round(jitter, 2),
        round_trip=None if round_trip is None else round(round_trip, 1),
        poor=is_poor(loss, jitter, round_trip),
        party=leg.whose.party,
    )


def _fact(leg: _Measured) -> LegQuality:
    lasted: timedelta = leg.reports[-1].at - leg.first.at
    return LegQuality(
        party=leg.whose.party,
        agent=leg.whose.agent,
        loss=round(leg.loss / leg.count, 4),
        worst_loss=round(leg.worst_loss, 4),
        jitter=round(leg.jitter / leg.count, 4),
        worst_jitter=round(leg.worst_jitter, 4),
        round_trip=round(leg.round_trip / leg.round_trips, 4) if leg.round_trips else None,
        seconds=round(lasted.total_seconds(), 1),
        reports=leg.count,
    )
