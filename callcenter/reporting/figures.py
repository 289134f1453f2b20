"""The day's figures of every queue, folded from the journal; board, history and reports count the same lines.

    figures = Figures(company)
    for line in lines: figures.note(line)
    figures.queue(name).service_level

A visit to a queue counts for the day it began in. The identity
offered = answered + abandoned + overflowed + callback + voicemail + lost + waiting holds at every moment.
Service level = answered in time ÷ (answered + abandoned − short abandoned): variant F, the usual default.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from callcenter.journal import Line
from callcenter.model import facts
from callcenter.model.company import Company, Queue
from callcenter.model.ids import QueueName
from callcenter.model.interaction import LeftQueue


class QueueFigures(msgspec.Struct):
    offered: int = 0
    answered: int = 0
    in_time: int = 0
    abandoned: int = 0
    short_abandoned: int = 0
    overflowed: int = 0
    voicemail: int = 0
    callback: int = 0
    lost: int = 0
    waiting: int = 0
    answer_seconds: float = 0.0  #: waits of the answered, together

    @property
    def service_level(self) -> float | None:
        counted = self.answered + self.abandoned - self.short_abandoned
        return self.in_time / counted if counted else None

    @property
    def average_answer(self) -> float | None:
        return self.answer_seconds / self.answered if self.answered else None

    @property
    def adds_up(self) -> bool:
        left = self.answered + self.abandoned + self.overflowed + self.voicemail + self.callback + self.lost
        return self.offered == left + self.waiting


class Figures:
    def __init__(self, company: Company) -> None:
        self._company = company
        self.queues: dict[QueueName, QueueFigures] = {}
        self._open: dict[tuple[str, int], QueueName] = {}  #: visits that began in this day and wait

    def queue(self, name: QueueName) -> QueueFigures:
        return self.queues.setdefault(name, QueueFigures())

    def note_all(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self.note(line)

    def note(self, line: Line) -> None:
        match line.fact:
            case facts.QueueEntered(queue=queue, visit=visit):
                self._open[line.stream, visit] = queue
                figures = self.queue(queue)
                figures.offered += 1
                figures.waiting += 1
            case facts.QueueLeft(visit=visit) as left if (line.stream, visit) in self._open:
                self._left(self.queue(self._open.pop((line.stream, visit))), left)
            case _:
                pass

    def _left(self, figures: QueueFigures, left: facts.QueueLeft) -> None:
        told: Queue | None = self._company.queues.get(left.queue)
        figures.waiting -= 1
        match left.how:
            case LeftQueue.ANSWERED:
                figures.answered += 1
                figures.answer_seconds += left.waited
                figures.in_time += told is not None and left.waited <= told.serve_within
            case LeftQueue.ABANDONED:
                figures.abandoned += 1
                figures.short_abandoned += told is not None and left.waited < told.short_abandon
            case LeftQueue.OVERFLOWED:
                figures.overflowed += 1
            case LeftQueue.VOICEMAIL:
                figures.voicemail += 1
            case LeftQueue.CALLBACK:
                figures.callback += 1
            case LeftQueue.LOST:
                figures.lost += 1
