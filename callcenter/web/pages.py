"""The pages as HTML text: one method a page, from a typed context; knows nothing of HTTP.

    pages = Pages(static_folder)
    html = pages.login(LoginPage(frame=Frame(company=company, language=language), problem=LoginProblem.WRONG))

Times are shown in the viewer's zone, texts in the frame's language; everything that comes from outside is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import msgspec

from callcenter.history.segments import SegmentKind
from callcenter.journal import Line
from callcenter.model.company import Company
from callcenter.model.ids import AgentId, CustomerId, InteractionId, Language, QueueName
from callcenter.model.interaction import Direction, Medium, Outcome, Party
from callcenter.numbers.masking import sees_masked
from callcenter.viewer import Scope, Viewer
from callcenter.web.rendering import Reader, Rendering
from callcenter.web.telling_story import story
from callcenter.web.texts import LANGUAGES
from callcenter.web.timeline import Stretch, draw


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What is around every page: whose company, who looks, and in which language."""

    company: Company
    language: Language
    viewer: Viewer | None = None  #: None = nobody signed in
    name: str = ""  #: of the person who looks
    path: str = "/"  #: where we are, with its query: choosing a language leads back here
    now: datetime | None = None  #: of the server; only needed by pages that say "today"

    @property
    def zone(self) -> str:
        return self.viewer.zone if self.viewer else self.company.zone


class LoginProblem(StrEnum):
    WRONG = "wrong"  #: login or password
    THROTTLED = "throttled"  #: too many attempts; `wait` says how long
    OVER = "over"  #: the session ended
    NOT_YOURS = "not_yours"  #: signed in, but no role opens any page


class LoginPage(msgspec.Struct, frozen=True, kw_only=True):
    frame: Frame
    login: str = ""  #: typed before
    problem: LoginProblem | None = None
    wait: float = 0.0  #: seconds until the next attempt is heard
    next: str = ""  #: path that was asked for; posted back as `next`


class DeskView(StrEnum):
    """What the desk's page shows first; going from one to the other keeps the phone."""

    DESK = "desk"
    FLOOR = "floor"


class DeskPage(msgspec.Struct, frozen=True, kw_only=True):
    frame: Frame
    view: DeskView = DeskView.DESK


class BoardPage(msgspec.Struct, frozen=True, kw_only=True):
    frame: Frame


class CallPage(msgspec.Struct, frozen=True, kw_only=True):
    """The customer's page; open to everybody."""

    frame: Frame


class SoundFilter(StrEnum):
    POOR = "poor"


class RecordedFilter(StrEnum):
    YES = "yes"
    NO = "no"


class HistoryFilters(msgspec.Struct, frozen=True, kw_only=True):
    """As the query string of `/history` has them. Days are days of the viewer's zone, both included."""

    from_day: date | None = None  #: `from`
    to_day: date | None = None  #: `to`
    queue: QueueName | None = None
    agent: AgentId | None = None
    number: str = ""
    outcome: Outcome | None = None
    sound: SoundFilter | None = None
    recorded: RecordedFilter | None = None
    direction: Direction | None = None
    disposition: str | None = None
    text: str = ""  #: in the note
    longer: int | None = None  #: seconds talked at least
    shorter: int | None = None  #: seconds talked at most
    page: int = 1


class HistoryRow(msgspec.Struct, frozen=True, kw_only=True):
    id: InteractionId
    medium: Medium
    direction: Direction
    began: datetime
    ended: datetime | None = None
    outcome: Outcome | None = None  #: None = still going on
    customer: str = ""  #: name, if it is known
    caller_shown: str = ""  #: "" = withheld
    dialled: str = ""
    queue: QueueName | None = None
    agent: AgentId | None = None
    disposition: str | None = None  #: code
    waited: float | None = None  #: seconds, over all queues
    talked: float = 0.0
    recorded: bool = False
    demo: bool = False


class HistoryPage(msgspec.Struct, frozen=True, kw_only=True):
    frame: Frame
    filters: HistoryFilters
    rows: tuple[HistoryRow, ...]
    total: int  #: rows on all pages
    per_page: int = 50
    bad_filters: tuple[str, ...] = ()  #: names of query fields that could not be understood and were left out


class SegmentRow(msgspec.Struct, frozen=True, kw_only=True):
    kind: SegmentKind
    began: datetime
    ended: datetime | None = None  #: None = still going on
    queue: QueueName | None = None
    agent: AgentId | None = None
    how: str = ""  #: how it ended: a value of LeftQueue, OfferEnd, ConsultEnd or Party; of a monitor its Mode; or ""


class TrackRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one party said."""

    track: str
    party: Party
    agent: AgentId | None = None
    began: datetime
    ended: datetime | None = None
    url: str  #: of the WAV
    expired: datetime | None = None  #: it was kept for long enough and is deleted


class SoundRow(msgspec.Struct, frozen=True, kw_only=True):
    """How the sound of one leg fared. Shares and seconds."""

    party: Party
    agent: AgentId | None = None
    loss: float
    worst_loss: float
    jitter: float
    worst_jitter: float
    round_trip: float | None = None
    seconds: float
    poor: bool


class HeardRow(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody listened, or took a file with them."""

    at: datetime
    who: str
    taken: bool
    party: Party | None = None  #: None = everybody
    agent: AgentId | None = None
    page: str = ""


class HoldShown(msgspec.Struct, frozen=True, kw_only=True):
    who: str
    at: datetime
    reason: str


class CustomerAddress(msgspec.Struct, frozen=True, kw_only=True):
    kind: str  #: phone, email, …
    shown: str


class CustomerShown(msgspec.Struct, frozen=True, kw_only=True):
    id: CustomerId
    name: str
    language: Language
    company: str = ""
    note: str = ""
    since: datetime | None = None
    demo: bool = False
    addresses: tuple[CustomerAddress, ...] = ()


class RelatedRow(msgspec.Struct, frozen=True, kw_only=True):
    """Another interaction this one came from or led to."""

    id: InteractionId
    medium: Medium
    began: datetime
    came_from: bool  #: True: this page's interaction came from it; False: led to it


class DeedRow(msgspec.Struct, frozen=True, kw_only=True):
    """That a supervisor stepped in."""

    at: datetime
    by: str  #: a name
    do: str
    agent: AgentId | None = None
    queue: QueueName | None = None
    reason: str = ""


class AnswerRow(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a script, in the viewer's language."""

    title: str
    value: str | bool


class AnsweredScript(msgspec.Struct, frozen=True, kw_only=True):
    """What is filled in of a script, in the order it is asked."""

    title: str
    agent: AgentId  #: who wrote last
    at: datetime
    answers: tuple[AnswerRow, ...]


class InteractionPage(msgspec.Struct, frozen=True, kw_only=True):
    frame: Frame
    id: InteractionId
    medium: Medium
    direction: Direction
    began: datetime
    ended: datetime | None = None
    outcome: Outcome | None = None
    caller_shown: str = ""  #: "" = withheld
    caller_name: str = ""
    dialled: str = ""
    queue: QueueName | None = None
    agent: AgentId | None = None
    disposition: str | None = None
    note: str = ""
    talked: float = 0.0
    demo: bool = False
    customer: CustomerShown | None = None
    segments: tuple[SegmentRow, ...] = ()
    sound: tuple[SoundRow, ...] = ()
    tracks: tuple[TrackRow, ...] = ()  #: empty when there are none, or the viewer may not listen
    mixed: str = ""  #: URL of all tracks in one file, customer left, agents right
    may_listen: bool = False
    may_hold: bool = False  #: and see who listened
    hold: HoldShown | None = None
    heard: tuple[HeardRow, ...] = ()
    related: tuple[RelatedRow, ...] = ()
    deeds: tuple[DeedRow, ...] = ()  #: of supervisors, for supervisors
    scripts: tuple[AnsweredScript, ...] = ()
    story: tuple[Line, ...] = ()  #: its journal, oldest first


class ErrorPage(msgspec.Struct, frozen=True, kw_only=True):
    frame: Frame
    status: int  #: 400, 403, 404, 405, 409, 413, 429, 500, 503; others are told by their hundred
    reference: str = ""  #: what to quote to the administrator, e.g. a request id


MENU = (
    (Scope.DESK, "/desk", "page.desk"),
    (Scope.FLOOR, "/floor", "page.floor"),
    (Scope.BOARD, "/board", "page.board"),
    (Scope.HISTORY, "/history", "page.history"),
)
"""What a viewer may open, in this order."""

OWN_NAMES = {Language("zh-CN"): "中文", Language("en"): "English"}
"""Of the languages, so that who cannot read the present one finds theirs."""

ERRORS = frozenset({400, 401, 403, 404, 405, 409, 413, 415, 429, 500, 503})
"""Those with words of their own."""


class Pages:
    def __init__(self, static: Path) -> None:
        self._rendering = Rendering(static)

    @property
    def version(self) -> str:
        """Of the scripts and styles."""
        return self._rendering.version

    def login(self, page: LoginPage) -> str:
        wait = self._rendering.texts.lasting(max(1.0, page.wait), page.frame.language)
        return self._fill("login.html", page.frame, page=page, wait=wait)

    def desk(self, page: DeskPage) -> str:
        viewer = page.frame.viewer
        views = [view for view in DeskView if viewer and viewer.may(Scope(view))]
        told = {"view": page.view, "views": " ".join(views)}
        families = ("desk.", "sound.", *(("floor.", "board.") if DeskView.FLOOR in views else ()))
        return self._live("desk", page.frame, families, told, f"page.{page.view}")

    def board(self, page: BoardPage) -> str:
        return self._live("board", page.frame, ("board.",))

    def call(self, page: CallPage) -> str:
        return self._live("call", page.frame, ("call.", "sound."))

    def history(self, page: HistoryPage) -> str:
        frame, filters = page.frame, page.filters
        last = max(1, -(-page.total // page.per_page))
        first_row = (filters.page - 1) * page.per_page + 1

        def link(number: int) -> str:
            return _history_path(msgspec.structs.replace(filters, page=number))

        return self._fill(
            "history.html",
            frame,
            page=page,
            filters=filters,
            filtered=filters != HistoryFilters(page=filters.page),
            sees_everyone=frame.viewer is not None and frame.viewer.sees_everyone,
            masks=frame.viewer is not None and sees_masked(frame.viewer.roles, frame.company),
            outcomes=tuple(Outcome),
            agents=sorted(frame.company.agents.values(), key=lambda agent: agent.name),
            queues=tuple(frame.company.queues),
            directions=tuple(Direction),
            dispositions=tuple(frame.company.dispositions),
            periods=_periods(frame),
            last=last,
            first_row=first_row,
            last_row=first_row + len(page.rows) - 1,
            previous=link(filters.page - 1) if 1 < filters.page <= last else "",
            next=link(filters.page + 1) if filters.page < last else "",
            first_page=link(1),
        )

    def interaction(self, page: InteractionPage) -> str:
        frame = page.frame
        login = frame.viewer.login if frame.viewer else ""
        timeline = draw([Stretch(row.kind, row.began, row.ended) for row in page.segments], frame.now)
        return self._fill(
            "interaction.html",
            frame,
            page=page,
            boot=self._rendering.boot(_reader(frame), frame.name, login, ("player.",)),
            timeline=timeline,
            told=story(page.story, frame.company, frame.language, frame.zone),
        )

    def error(self, page: ErrorPage) -> str:
        key = str(page.status) if page.status in ERRORS else "5xx" if page.status >= 500 else "4xx"
        return self._fill("error.html", page.frame, page=page, key=key)

    # ---------------------------------------------------------------- what all pages share

    def _live(
        self,
        name: str,
        frame: Frame,
        families: tuple[str, ...],
        told: Mapping[str, str] | None = None,
        title: str = "",
    ) -> str:
        """`families`: of the texts it needs beside what is said everywhere; `told` stands in data-* attributes."""
        login = frame.viewer.login if frame.viewer else ""
        boot = self._rendering.boot(_reader(frame), frame.name, login, ("live.", *families))
        title = title or f"page.{name}"
        return self._fill("live.html", frame, name=name, boot=boot, told=told or {}, title=title)

    def _fill(self, template: str, frame: Frame, **values: Any) -> str:
        here = frame.path.partition("?")[0]
        viewer = frame.viewer
        menu = [
            (path, key, here == path or here.startswith(f"{path}/"))
            for scope, path, key in MENU
            if viewer and viewer.may(scope)
        ]
        others = [(language, OWN_NAMES[language]) for language in LANGUAGES if language != frame.language]
        return self._rendering.fill(template, _reader(frame), frame=frame, menu=menu, other_languages=others, **values)


def _reader(frame: Frame) -> Reader:
    return Reader(frame.company, frame.language, frame.zone)


def _history_path(filters: HistoryFilters) -> str:
    asked: Mapping[str, object] = {
        "from": filters.from_day,
        "to": filters.to_day,
        "queue": filters.queue,
        "agent": filters.agent,
        "number": filters.number,
        "outcome": filters.outcome,
        "recorded": filters.recorded,
        "direction": filters.direction,
        "disposition": filters.disposition,
        "text": filters.text,
        "longer": filters.longer,
        "shorter": filters.shorter,
        "sound": filters.sound,
        "page": filters.page if filters.page > 1 else None,
    }
    query = urlencode({name: str(value) for name, value in asked.items() if value})
    return f"/history?{query}" if query else "/history"


def _periods(frame: Frame) -> list[tuple[str, str]]:
    """What is asked for every day: (path, key of the text)."""
    if frame.now is None:
        return []
    today = frame.now.astimezone(ZoneInfo(frame.zone)).date()
    spans = (("history.today", today), ("history.week", today - timedelta(days=6)))
    links = [(_history_path(HistoryFilters(from_day=first, to_day=today)), key) for key, first in spans]
    if frame.viewer is not None and frame.viewer.may(Scope.RECORDINGS):
        links.append((_history_path(HistoryFilters(recorded=RecordedFilter.YES)), "history.to_hear"))
    return links
