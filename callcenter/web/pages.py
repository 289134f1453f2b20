"""The pages as HTML text: one method a page, from a typed context; knows nothing of HTTP.

    pages = Pages(static_version)
    html = pages.login(LoginPage(frame=Frame(company=company, language=language), problem=LoginProblem.WRONG))

Times are shown in the viewer's zone, texts in the frame's language; everything that comes from outside is escaped.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from callcenter.journal import Line
from callcenter.model.company import Company
from callcenter.model.ids import AgentId, CustomerId, InteractionId, Language, QueueName
from callcenter.model.interaction import Direction, Medium, Outcome, Party
from callcenter.viewer import Viewer


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


class DeskPage(msgspec.Struct, frozen=True, kw_only=True):
    frame: Frame


class BoardPage(msgspec.Struct, frozen=True, kw_only=True):
    frame: Frame


class CallPage(msgspec.Struct, frozen=True, kw_only=True):
    """The customer's page; open to everybody."""

    frame: Frame


class HistoryFilters(msgspec.Struct, frozen=True, kw_only=True):
    """As the query string of `/history` has them. Days are days of the viewer's zone, both included."""

    from_day: date | None = None  #: `from`
    to_day: date | None = None  #: `to`
    queue: QueueName | None = None
    agent: AgentId | None = None
    number: str = ""
    outcome: Outcome | None = None
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


class SegmentKind(StrEnum):
    IVR = "ivr"
    QUEUE = "queue"
    OFFER = "offer"
    TALK = "talk"
    HOLD = "hold"
    CONSULT = "consult"
    CONFERENCE = "conference"
    WRAP_UP = "wrapup"
    MONITOR = "monitor"


class SegmentRow(msgspec.Struct, frozen=True, kw_only=True):
    kind: SegmentKind
    began: datetime
    ended: datetime | None = None  #: None = still going on
    queue: QueueName | None = None
    agent: AgentId | None = None
    how: str = ""  #: how it ended: a value of LeftQueue, OfferEnd or Party, or ""


class TrackRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one party said."""

    track: str
    party: Party
    agent: AgentId | None = None
    began: datetime
    ended: datetime | None = None
    url: str  #: of the WAV


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
    tracks: tuple[TrackRow, ...] = ()  #: empty when there are none, or the viewer may not listen
    mixed: str = ""  #: URL of all tracks in one file, customer left, agents right
    may_listen: bool = False
    related: tuple[RelatedRow, ...] = ()
    story: tuple[Line, ...] = ()  #: its journal, oldest first


class ErrorPage(msgspec.Struct, frozen=True, kw_only=True):
    frame: Frame
    status: int  #: 400, 403, 404, 405, 409, 413, 429, 500, 503; others are told by their hundred
    reference: str = ""  #: what to quote to the administrator, e.g. a request id


class Pages:
    def login(self, page: LoginPage) -> str:
        raise NotImplementedError

    def desk(self, page: DeskPage) -> str:
        raise NotImplementedError

    def board(self, page: BoardPage) -> str:
        raise NotImplementedError

    def history(self, page: HistoryPage) -> str:
        raise NotImplementedError

    def interaction(self, page: InteractionPage) -> str:
        raise NotImplementedError

    def call(self, page: CallPage) -> str:
        raise NotImplementedError

    def error(self, page: ErrorPage) -> str:
        raise NotImplementedError
