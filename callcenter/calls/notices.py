"""Emergency notices: what a caller hears first, once each."""

from __future__ import annotations

from callcenter.calls.state import Call
from callcenter.calls.telling import Telling
from callcenter.calls.turns import Play, Step
from callcenter.model.facts import NoticeHeard
from callcenter.model.ids import QueueName
from callcenter.model.measures import Notice


def on_arrival(telling: Telling) -> tuple[Step, ...]:
    """Those of the number, of the caller's province, of everybody."""
    return _due(telling, [notice for notice in telling.house.notices.values() if not notice.queues])


def in_queue(telling: Telling, queue: QueueName) -> tuple[Step, ...]:
    return _due(telling, [notice for notice in telling.house.notices.values() if queue in notice.queues])


def _due(telling: Telling, notices: list[Notice]) -> tuple[Step, ...]:
    call = telling.call
    steps: list[Step] = []
    for notice in notices:
        if notice.id not in call.notices and notice.in_force(telling.now) and _concerns(notice, call):
            call.notices = (*call.notices, notice.id)
            telling.note(NoticeHeard(notice=notice.id))
            steps += _words(telling, notice)
    return tuple(steps)


def _concerns(notice: Notice, call: Call) -> bool:
    from_there = not notice.provinces or call.province in notice.provinces
    return from_there and (not notice.numbers or call.dialled in notice.numbers)


def _words(telling: Telling, notice: Notice) -> tuple[Step, ...]:
    if notice.text is not None:
        return telling.say_as_written(notice.text)
    assert notice.recording is not None
    return (Play(sound=notice.recording, language=None),)
