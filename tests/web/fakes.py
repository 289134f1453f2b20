"""A house behind the screens that does as a test says, and keeps what it was asked.

async with opened(tmp_path, guest_page=True) as site:
    wang = await site.signed_in("wang")              # a browser with a session
    answer = await wang.get("/desk")
    socket = await wang.live()
"""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from aiohttp import ClientResponse, ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType, web

from callcenter.clock import ManualClock
from callcenter.history.records import Answered, Customer, Found, Heard, Hold, InHand, Listed, Search, Track
from callcenter.journal import Line
from callcenter.live import Feed
from callcenter.model.company import Agent, Company, Phone, Queue
from callcenter.model.ids import AgentId, InteractionId, Language, QueueName, TenantId
from callcenter.model.interaction import Direction, Medium, Party
from callcenter.model.measures import Action
from callcenter.model.script import Script
from callcenter.supervision.orders import Asked
from callcenter.viewer import Viewer
from callcenter.wav import BadSound
from callcenter.web.live import Pace
from callcenter.web.pages import (
    BoardPage,
    CallPage,
    DeskPage,
    ErrorPage,
    HistoryPage,
    InteractionPage,
    LoginPage,
    Pages,
)
from callcenter.web.ports import Accounts, Health
from callcenter.web.server import application, listen
from callcenter.web.settings import Settings
from callcenter.web.sip import Limits

ZH, EN = Language("zh-CN"), Language("en")
WANG, ZHOU, LI = AgentId("a-wang"), AgentId("a-zhou"), AgentId("a-li")
REPAIRS = QueueName("repairs")
RIGHT = "the right password"
QUICK = Pace(between=0.005, directory=0.005, write_within=0.5, ask_again=0.05)
SOON = 5.0
"""Seconds within which what must happen has happened, on the slowest machine."""


def company(**changes: Any) -> Company:
    people = (
        Agent(id=WANG, login="wang", name="王芳", number="8001"),
        Agent(id=ZHOU, login="zhou", name="周明", number="8002", language=EN, phone=Phone(kind="desk_phone")),
        Agent(id=LI, login="li", name="李强", number="9001", roles=("supervisor",)),
        Agent(id=AgentId("a-sun"), login="sun", name="孙丽", number="9002", roles=("analyst",)),
        Agent(id=AgentId("a-ma"), login="ma", name="马超", number="9003", roles=("admin",)),
        Agent(id=AgentId("a-gone"), login="gone", name="高远", number="9004", roles=()),
    )
    haihe = Company(
        tenant=TenantId("haihe"),
        name={ZH: "海河电器", EN: "Haihe Appliances"},
        country="CN",
        zone="Asia/Shanghai",
        languages=(ZH, EN),
        numbers={},
        queues={REPAIRS: Queue(name=REPAIRS, title={ZH: "维修", EN: "Repairs"})},
        hours={},
        agents={person.id: person for person in people},
        dispositions={},
        aux_codes={},
        dial_allowed=frozenset(),
        not_routed={ZH: "空号"},
    )
    return msgspec.structs.replace(haihe, **changes)


def found(interaction: str, **changes: Any) -> Found:
    one = Found(
        id=InteractionId(interaction),
        site="main",
        medium=Medium.VOICE,
        direction=Direction.INBOUND,
        began_at=datetime(2026, 3, 1, 8, 0, tzinfo=UTC),
        ended_at=None,
        outcome=None,
        queue=REPAIRS,
        agent=WANG,
        customer=None,
        customer_name=None,
        caller="+8613800138000",
        caller_name="",
        dialled="95001",
        disposition=None,
        note="",
        talked=60.0,
        related=None,
        waited=3.0,
        recorded=True,
        demo=False,
    )
    return msgspec.structs.replace(one, **changes)


class FakeHouse:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scripts: dict[tuple[str, int], Script] = {}
        self.its_company = company()
        self.desks = {agent: Feed(f"desk of {agent}") for agent in self.its_company.agents}
        self.directory = Feed("directory")
        self.board = Feed("board")
        self.floor = Feed("floor")
        self.commands: list[tuple[str, Asked]] = []  #: (login, what was asked), as it was handed over
        self.decide: Callable[[Asked], str | None] = lambda _: None
        self.holds_up: dict[str, asyncio.Event] = {}  #: by key: what a command waits for
        self.upstream: str | None = None
        self.ready = True
        self.recordings_set: list[tuple[str, str, bool]] = []
        self.refuses_recording: str | None = None
        self.guest_phone: Mapping[str, Any] | None = {"login": "guest-1", "socket": "/sip"}

    def company(self) -> Company:
        return self.its_company

    def desk_feed(self, agent: AgentId) -> Feed:
        return self.desks[agent]

    def directory_feed(self, tenant: TenantId) -> Feed:
        assert tenant == self.its_company.tenant
        return self.directory

    def board_feed(self, tenant: TenantId) -> Feed:
        assert tenant == self.its_company.tenant
        return self.board

    def floor_feed(self, viewer: Viewer) -> Feed:
        return self.floor

    async def keep_notice(self, sound: bytes) -> tuple[str, float]:
        if not sound.startswith(b"RIFF"):
            raise BadSound("it is not a wav file")
        return "sound-1", 2.5

    def script(self, name: str, revision: int) -> Script | None:
        return self.scripts.get((name, revision))

    async def speak(self, text: str, language: Language) -> Path:
        file = self.folder / "spoken.wav"
        file.write_bytes(f"RIFF {language} {text}".encode())
        return file

    async def command(self, viewer: Viewer, command: Asked) -> str | None:
        self.commands.append((viewer.login, command))
        if command.key in self.holds_up:
            await self.holds_up[command.key].wait()
        return self.decide(command)

    async def set_recording(self, viewer: Viewer, interaction: InteractionId, *, paused: bool) -> str | None:
        self.recordings_set.append((viewer.login, interaction, paused))
        return self.refuses_recording

    def desk_facts(self, viewer: Viewer) -> Mapping[str, Any]:
        return {"agent": viewer.agent}

    def own_day(self, viewer: Viewer) -> Mapping[str, Any]:
        return {"bar": [], "interactions": [], "agent": viewer.agent}

    def queues_now(self) -> Mapping[str, Any]:
        return {}

    def softphone(self, viewer: Viewer) -> Mapping[str, Any] | None:
        person = self.its_company.agents[viewer.agent] if viewer.agent else None
        return {"login": viewer.login} if person and person.phone.kind == "softphone" else None

    async def guest(self) -> Mapping[str, Any] | None:
        return self.guest_phone

    def health(self) -> Health:
        return Health(ready=self.ready, parts={"storage": "ready"})

    def sip_upstream(self) -> str | None:
        return self.upstream


class FakeUser(msgspec.Struct, frozen=True):
    login: str
    language: Language | None = None


class FakeSession(msgspec.Struct):
    token: str
    login: str
    language: Language | None
    seen_at: datetime
    ends_at: datetime


class FakeAccounts:
    """Everyone's password is RIGHT."""

    def __init__(self, *logins: str) -> None:
        self.languages: dict[str, Language | None] = dict.fromkeys(logins)
        self.sessions: dict[str, FakeSession] = {}
        self.asked: list[str] = []
        self.logged: list[tuple[str, str, str]] = []
        self.listenings: dict[str, list[Heard]] = {}
        self.broken = False
        self.asked_in_vain = asyncio.Event()

    async def verify(self, login: str, password: str) -> FakeUser | None:
        self.asked.append("verify")
        return FakeUser(login, self.languages[login]) if login in self.languages and password == RIGHT else None

    async def knows(self, login: str) -> bool:
        self.asked.append("knows")
        return login in self.languages

    async def begin(self, token: str, login: str, now: datetime, ends_at: datetime, idle_since: datetime) -> None:
        over = [key for key, one in self.sessions.items() if one.ends_at <= now or one.seen_at <= idle_since]
        for key in over:
            del self.sessions[key]
        self.sessions[token] = FakeSession(token, login, None, now, ends_at)

    async def session(self, token: str) -> FakeSession | None:
        if self.broken:
            self.asked_in_vain.set()
            raise RuntimeError("the database is away")
        session = self.sessions.get(token)
        return msgspec.structs.replace(session, language=self.languages[session.login]) if session else None

    async def seen(self, token: str, now: datetime) -> None:
        if token in self.sessions:
            self.sessions[token].seen_at = now

    async def end(self, token: str) -> None:
        self.sessions.pop(token, None)

    async def choose_language(self, login: str, language: Language) -> None:
        self.languages[login] = language

    async def log(
        self, now: datetime, login: str, what: str, of: str = "", *, interaction: str | None = None, page: str = ""
    ) -> None:
        self.asked.append("log")
        await asyncio.sleep(0)  # as a database would, it lets others go on meanwhile
        self.logged.append((login, what, of))
        if interaction is not None:
            self.listenings.setdefault(interaction, []).insert(
                0, Heard(at=now, login=login, what=what, of=of, page=page)
            )

    async def heard(self, interaction: str) -> Sequence[Heard]:
        return self.listenings.get(interaction, ())


class FakeHistory:
    def __init__(self) -> None:
        self.found: dict[str, Found] = {}
        self.recorded: dict[str, list[Track]] = {}
        self.searches: list[Search] = []
        self.acted: list[Action] = []
        self.answered: list[Answered] = []
        self.fails: Exception | None = None

    def recorded_call(self, interaction: str, *tracks: str, **changes: Any) -> None:
        one = self.found[interaction] = found(interaction, **changes)
        self.recorded[interaction] = [
            Track(
                track=track,
                interaction=one.id,
                party=Party.CUSTOMER,
                agent=None,
                began_at=one.began_at,
                ended_at=None,
            )
            for track in tracks
        ]

    async def search(self, viewer: Viewer, search: Search, in_hand: InHand) -> Listed:
        if self.fails:
            raise self.fails
        self.searches.append(search)
        seen = tuple(one for one in self.found.values() if _sees(viewer, one, in_hand))
        return Listed(seen, len(seen))

    async def interaction(self, viewer: Viewer, interaction: InteractionId, in_hand: InHand) -> Found | None:
        one = self.found.get(interaction)
        return one if one and _sees(viewer, one, in_hand) else None

    async def journal(self, viewer: Viewer, interaction: InteractionId) -> Sequence[Line]:
        return ()

    async def related(self, viewer: Viewer, interaction: Found, in_hand: InHand) -> Sequence[Found]:
        return ()

    async def customer(self, viewer: Viewer, interaction: Found) -> Customer | None:
        return None

    async def actions(self, viewer: Viewer, interaction: InteractionId) -> Sequence[Action]:
        return self.acted

    async def answers(self, viewer: Viewer, interaction: InteractionId) -> Sequence[Answered]:
        return self.answered

    async def tracks(self, viewer: Viewer, interaction: InteractionId) -> Sequence[Track]:
        return self.recorded.get(interaction, ())


def _sees(viewer: Viewer, one: Found, in_hand: InHand) -> bool:
    return viewer.sees_everyone or one.agent == viewer.agent or one.id in in_hand.interactions


class FakeRecordings:
    """`<name>.wav` in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []

    def track(self, track: str) -> Path | None:
        self.asked.append(track)
        path = self.folder / f"{track}.wav"
        return path if path.is_file() else None

    async def stereo(self, interaction: InteractionId, tracks: Iterable[Track]) -> Path | None:
        return self.track(interaction) if list(tracks) else None

    async def heights(self, stereo: Path) -> tuple[list[float], list[float]]:
        return [0.5, 0.0], [0.0, 0.25]


class FakeKeeping:
    def __init__(self) -> None:
        self.holds: dict[str, Hold] = {}
        self.expired: set[str] = set()

    async def hold(self, interaction: InteractionId, login: str, reason: str, now: datetime) -> bool:
        if interaction not in self.expired:
            self.holds.setdefault(interaction, Hold(login=login, at=now, reason=reason))
        return interaction not in self.expired

    async def let_go(self, interaction: InteractionId, login: str, now: datetime) -> None:
        self.holds.pop(interaction, None)

    async def hold_of(self, interaction: InteractionId) -> Hold | None:
        return self.holds.get(interaction)


class PlainPages(Pages):
    """Keeps what each page was to show; the text is of no matter."""

    def __init__(self) -> None:
        self.shown: list[Any] = []

    def _keep(self, page: Any) -> str:
        self.shown.append(page)
        return f"<!doctype html><title>{type(page).__name__}</title>"

    def login(self, page: LoginPage) -> str:
        return self._keep(page)

    def desk(self, page: DeskPage) -> str:
        return self._keep(page)

    def board(self, page: BoardPage) -> str:
        return self._keep(page)

    def history(self, page: HistoryPage) -> str:
        return self._keep(page)

    def interaction(self, page: InteractionPage) -> str:
        return self._keep(page)

    def call(self, page: CallPage) -> str:
        return self._keep(page)

    def error(self, page: ErrorPage) -> str:
        return self._keep(page)


class Socket:
    """A page's end of `/live`."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket

    async def say(self, **message: Any) -> None:
        await self.socket.send_str(json.dumps(message))

    async def hear(self) -> dict[str, Any]:
        message = await self.socket.receive(SOON)
        assert message.type is WSMsgType.TEXT, f"{message.type} {self.socket.close_code}"
        return json.loads(message.data)

    async def hear_until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while not wanted(message := await self.hear()):
            pass
        return message

    async def closed(self) -> int | None:
        """The code it was closed with; whatever is said before is passed over."""
        while True:
            message = await self.socket.receive(SOON)
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return self.socket.close_code


class Browser:
    """Sends what a browser sends along, and never follows a redirect by itself."""

    def __init__(self, site: Site, client: ClientSession) -> None:
        self.site = site
        self.client = client

    async def get(self, path: str, **headers: str) -> ClientResponse:
        return await self._ask("GET", path, headers)

    async def post(self, path: str, form: Mapping[str, str] | None = None, **headers: str) -> ClientResponse:
        return await self._ask("POST", path, {"Origin": self.site.url} | headers, data=form or {})

    async def send(self, path: str, told: object) -> ClientResponse:
        return await self._ask("POST", path, {"Origin": self.site.url}, json=told)

    async def upload(self, path: str, data: bytes, kind: str) -> ClientResponse:
        headers = {"Origin": self.site.url, "Content-Type": kind}
        return await self._ask("POST", path, headers, data=io.BytesIO(data))

    async def _ask(self, method: str, path: str, headers: Mapping[str, str], **more: Any) -> ClientResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = await self.client.request(method, self.site.url + path, headers=named, allow_redirects=False, **more)
        await answer.read()
        return answer

    async def sign_in(self, login: str, password: str = RIGHT, **more: str) -> ClientResponse:
        return await self.post("/login", {"login": login, "password": password} | more)

    async def live(self, **headers: str) -> Socket:
        named = {"Origin": self.site.url} | headers
        return Socket(await self.client.ws_connect(self.site.url + "/live", headers=named, autoping=True))

    async def sip(self, path: str = "/sip") -> ClientWebSocketResponse:
        return await self.client.ws_connect(self.site.url + path, headers={"Origin": self.site.url}, protocols=["sip"])


class Site:
    def __init__(self, folder: Path, accounts: Accounts | None, **settings: Any) -> None:
        self.folder = folder
        static, recordings = folder / "static", folder / "recordings"
        static.mkdir(exist_ok=True)
        recordings.mkdir(exist_ok=True)
        self.static = static
        self.house = FakeHouse(folder)
        self.fake_accounts = FakeAccounts(*(agent.login for agent in self.house.its_company.agents.values()))
        self.accounts: Accounts = accounts or self.fake_accounts
        self.history = FakeHistory()
        self.recordings = FakeRecordings(recordings)
        self.keeping = FakeKeeping()
        self.pages = PlainPages()
        self.clock = ManualClock()
        self.settings = Settings(static=static, **settings)
        self.app: web.Application
        self.url = ""
        self._runner: web.AppRunner | None = None
        self._clients: list[ClientSession] = []

    async def open(self, pace: Pace, limits: Limits) -> None:
        self.app = application(
            house=self.house,
            accounts=self.accounts,
            history=self.history,
            recordings=self.recordings,
            keeping=self.keeping,
            pages=self.pages,
            clock=self.clock,
            settings=self.settings,
            pace=pace,
            limits=limits,
        )
        self._runner = await listen(self.app, "127.0.0.1", 0)
        self.port: int = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self.port}"

    async def close(self) -> None:
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    async def leave(self) -> None:
        """The browsers first: whoever is gone needs no good-bye."""
        for client in self._clients:
            await client.close()
        await self.close()

    def browser(self) -> Browser:
        client = ClientSession(cookie_jar=CookieJar(unsafe=True))
        self._clients.append(client)
        return Browser(self, client)

    async def signed_in(self, login: str) -> Browser:
        browser = self.browser()
        answer = await browser.sign_in(login)
        assert answer.status == 303, answer.status
        return browser


@asynccontextmanager
async def opened(
    folder: Path, *, accounts: Accounts | None = None, pace: Pace = QUICK, limits: Limits | None = None, **settings: Any
) -> AsyncIterator[Site]:
    site = Site(folder, accounts, **settings)
    await site.open(pace, limits or Limits())
    try:
        yield site
    finally:
        await site.leave()
