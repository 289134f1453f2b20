"""What the web needs from the rest of the house; `callcenter/app.py` provides it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import msgspec

from callcenter.history.records import Answered, Customer, Found, Heard, Hold, InHand, Listed, Search, Track
from callcenter.journal import Line
from callcenter.live import Feed
from callcenter.model.company import Company
from callcenter.model.ids import AgentId, InteractionId, Language, TenantId
from callcenter.model.measures import Action
from callcenter.model.script import Script
from callcenter.supervision.orders import Asked
from callcenter.viewer import Viewer


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """`parts` says of each part of the house whether it works; people may be served once it is ready."""

    ready: bool
    parts: Mapping[str, str] = {}  #: storage, telephony, routing, speech


class House(Protocol):
    """The desks behind the screens."""

    def company(self) -> Company:
        """The published set-up, as it is now."""
        ...

    def desk_feed(self, agent: AgentId) -> Feed: ...

    def directory_feed(self, tenant: TenantId) -> Feed:
        """Every colleague, the same for every desk."""
        ...

    def board_feed(self, tenant: TenantId) -> Feed: ...

    def floor_feed(self, viewer: Viewer) -> Feed:
        """What this supervisor may see of the floor."""
        ...

    async def keep_notice(self, sound: bytes) -> tuple[str, float]:
        """Keep the sound of an emergency notice: its name, and its seconds. Raises BadSound."""
        ...

    async def speak(self, text: str, language: Language) -> Path:
        """A wav of a text, as callers hear it."""
        ...

    async def command(self, viewer: Viewer, command: Asked) -> str | None:
        """Carry it out, once for each key. None = done, else the reason of the refusal."""
        ...

    async def set_recording(self, viewer: Viewer, interaction: InteractionId, *, paused: bool) -> str | None:
        """Pause the recording of a live call, or let it go on. None = it is so, else the reason of the refusal."""
        ...

    def desk_facts(self, viewer: Viewer) -> Mapping[str, Any]:
        """`GET /api/desk`: what does not change while one works."""
        ...

    def script(self, name: str, revision: int) -> Script | None:
        """As it was when it was answered; None when that can no longer be read."""
        ...

    def own_day(self, viewer: Viewer) -> Mapping[str, Any]:
        """`GET /api/day`: the viewer's state bar and conversations of today."""
        ...

    def queues_now(self) -> Mapping[str, Any]:
        """`GET /api/queues`: by name, how many wait and are free, and whether it is closed."""
        ...

    def softphone(self, viewer: Viewer) -> Mapping[str, Any] | None:
        """`GET /api/phone`: how the page registers; None for an agent with a desk phone."""
        ...

    async def guest(self) -> Mapping[str, Any] | None:
        """`POST /api/guest`: how the "call us" page calls; None when there is none."""
        ...

    def health(self) -> Health: ...

    def sip_upstream(self) -> str | None:
        """Where the telephone network speaks SIP over WebSocket; None while it is away."""
        ...


class User(Protocol):
    @property
    def login(self) -> str: ...

    @property
    def language(self) -> Language | None: ...


class Session(Protocol):
    """One sign-in; `token` is the hash of what the browser holds."""

    @property
    def token(self) -> str: ...

    @property
    def login(self) -> str: ...

    @property
    def language(self) -> Language | None: ...

    @property
    def seen_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...


class Accounts(Protocol):
    """Logins, passwords, sessions, and the record of who came in; of one tenant."""

    async def verify(self, login: str, password: str) -> User | None:
        """The user, if the password is theirs. Takes as long for a login that does not exist."""
        ...

    async def knows(self, login: str) -> bool: ...

    async def begin(self, token: str, login: str, now: datetime, ends_at: datetime, idle_since: datetime) -> None:
        """A new session; sessions that are over (or unseen since `idle_since`) are forgotten."""
        ...

    async def session(self, token: str) -> Session | None: ...

    async def seen(self, token: str, now: datetime) -> None: ...

    async def end(self, token: str) -> None: ...

    async def choose_language(self, login: str, language: Language) -> None: ...

    async def log(
        self, now: datetime, login: str, what: str, of: str = "", *, interaction: str | None = None, page: str = ""
    ) -> None:
        """A row of the access log; with a recording, whose it is and on which page it was listened to."""
        ...

    async def heard(self, interaction: str) -> Sequence[Heard]:
        """Who listened to the recordings of an interaction, the newest first."""
        ...


class History(Protocol):
    """Interactions of the past and the present. `in_hand`: customers and interactions before the viewer now."""

    async def search(self, viewer: Viewer, search: Search, in_hand: InHand) -> Listed: ...

    async def interaction(self, viewer: Viewer, interaction: InteractionId, in_hand: InHand) -> Found | None: ...

    async def journal(self, viewer: Viewer, interaction: InteractionId) -> Sequence[Line]: ...

    async def related(self, viewer: Viewer, interaction: Found, in_hand: InHand) -> Sequence[Found]:
        """Those it came from or led to, as far as the viewer may see them."""
        ...

    async def customer(self, viewer: Viewer, interaction: Found) -> Customer | None:
        """Whom it was with; the caller has seen `interaction` through this port."""
        ...

    async def tracks(self, viewer: Viewer, interaction: InteractionId) -> Sequence[Track]: ...

    async def actions(self, viewer: Viewer, interaction: InteractionId) -> Sequence[Action]:
        """What supervisors did about it."""
        ...

    async def answers(self, viewer: Viewer, interaction: InteractionId) -> Sequence[Answered]:
        """What is filled in of scripts."""
        ...


class Keeping(Protocol):
    """What keeps recordings from being deleted by age."""

    async def hold(self, interaction: InteractionId, login: str, reason: str, now: datetime) -> bool:
        """False when they have expired already."""
        ...

    async def let_go(self, interaction: InteractionId, login: str, now: datetime) -> None: ...

    async def hold_of(self, interaction: InteractionId) -> Hold | None: ...


class Recordings(Protocol):
    def track(self, track: str) -> Path | None:
        """The file of one party's track, if it is there."""
        ...

    async def heights(self, stereo: Path) -> tuple[list[float], list[float]]:
        """How loud customer and agents are along the whole conversation."""
        ...

    async def stereo(self, interaction: InteractionId, tracks: Iterable[Track]) -> Path | None:
        """The file of the whole conversation; None when no track is there."""
        ...
