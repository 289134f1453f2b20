"""`/recordings/<interaction>/peaks.json`: how a recording looks, for the player: loudness, stretches, what happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from aiohttp import web

from callcenter.history.records import Track
from callcenter.history.segments import Segment, SegmentKind, segments
from callcenter.journal import Line
from callcenter.model import facts
from callcenter.model.company import Company
from callcenter.numbers.masking import words_shown_to
from callcenter.viewer import Scope, Viewer
from callcenter.web.api import as_json
from callcenter.web.listening import Listening
from callcenter.web.ports import History, House, Recordings
from callcenter.web.routes import Asked, route
from callcenter.web.telling_story import story

BESIDE = (SegmentKind.OFFER, SegmentKind.WRAP_UP, SegmentKind.MONITOR)
"""Kinds of segments that do not fill the customer's time."""

PAUSED = "paused"

TOLD = (facts.Connected, facts.Transferred, facts.RecordingPaused, facts.RecordingResumed, facts.NoteWritten)
"""What a listener may want to go to."""


class Stretch(msgspec.Struct, frozen=True, rename={"start": "from", "end": "to"}):
    kind: str
    start: float  #: seconds after the recording began
    end: float


class Mark(msgspec.Struct, frozen=True, omit_defaults=True):
    at: float  #: seconds after the recording began
    text: str
    note: str = ""  #: when an agent wrote: the note as it is now; one text is kept, not one for each time


class Picture:
    def __init__(self, house: House, history: History, recordings: Recordings, listening: Listening) -> None:
        self._house, self._history, self._recordings, self._listening = house, history, recordings, listening

    @route("GET", "/recordings/{interaction}/peaks.json", scope=Scope.HISTORY)
    async def peaks(self, asked: Asked[None]) -> web.StreamResponse:
        """Open to those who may listen; to look is not to listen."""
        found = await self._listening.allowed(asked)
        tracks = await self._listening.tracks(asked, found)
        stereo = await self._recordings.stereo(found.id, tracks)
        if stereo is None:
            raise web.HTTPNotFound
        customer, agents = await self._recordings.heights(stereo)
        lines = await self._history.journal(asked.viewer, found.id)
        began, seconds = _began(tracks), frames(stereo.stat().st_size)
        viewer = asked.viewer
        return as_json(
            {
                "began": began,
                "seconds": seconds,
                "customer": customer,
                "agents": agents,
                "stretches": stretches(lines, began, seconds),
                "marks": marks(lines, began, seconds, self._house.company(), viewer, found.note),
            }
        )


def frames(size: int) -> float:
    """Seconds of a file of 8 kHz, 16 bit, two sides."""
    return max(0, size - 44) / 32_000


def _began(tracks: Iterable[Track]) -> datetime:
    return min(track.began_at for track in tracks)


def stretches(lines: Sequence[Line], began: datetime, seconds: float) -> list[Stretch]:
    """What the customer lived through, and over it where the recording was paused."""
    lived = [_stretch(one, began, seconds) for one in segments(lines) if one.kind not in BESIDE]
    return [one for one in (*lived, *_pauses(lines, began, seconds)) if one.end > one.start]


def _stretch(segment: Segment, began: datetime, seconds: float) -> Stretch:
    end = seconds if segment.ended is None else _within(segment.ended, began, seconds)
    return Stretch(segment.kind, _within(segment.began, began, seconds), end)


def _pauses(lines: Sequence[Line], began: datetime, seconds: float) -> Iterable[Stretch]:
    since: float | None = None
    for line in lines:
        match line.fact:
            case facts.RecordingPaused():
                since = _within(line.at, began, seconds)
            case facts.RecordingResumed() if since is not None:
                yield Stretch(PAUSED, since, _within(line.at, began, seconds))
                since = None
            case _:
                pass
    if since is not None:
        yield Stretch(PAUSED, since, seconds)


def marks(
    lines: Sequence[Line], began: datetime, seconds: float, company: Company, viewer: Viewer, note: str
) -> list[Mark]:
    told = [line for line in lines if isinstance(line.fact, TOLD) and 0 <= (line.at - began).total_seconds() < seconds]
    sentences = story(told, company, viewer.language, viewer.zone)
    written = words_shown_to(viewer.roles, company, note)
    return [
        Mark(
            _within(line.at, began, seconds),
            one.sentence,
            written if isinstance(line.fact, facts.NoteWritten) else "",
        )
        for line, one in zip(told, sentences, strict=True)
    ]


def _within(at: datetime, began: datetime, seconds: float) -> float:
    return round(min(seconds, max(0.0, (at - began).total_seconds())), 2)
