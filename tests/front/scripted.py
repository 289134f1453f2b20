"""A server that shows the real pages and speaks /live as a test tells it; a browser comes to it as to the program.

async with Scripted() as server, Browser(server) as browser:
    server.feeds["floor"].put("agent/wang", {...})
    page = await browser.page(); await page.goto("/floor")
    assert (await server.until("supervise"))["mode"] == "listen"
"""

from __future__ import annotations

import asyncio
import io
import json
import wave
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, Self

from aiohttp import WSMsgType, web

from callcenter.clock import SystemClock
from callcenter.live import Delta, Feed
from callcenter.model.company import Agent, AuxCode, Company, Number, Queue
from callcenter.model.ids import AgentId, FlowName, Language, QueueName, TenantId
from callcenter.viewer import Role, Viewer
from callcenter.web.floor_facts import floor_facts
from callcenter.web.pages import BoardPage, DeskPage, DeskView, Frame, Pages
from callcenter.web.texts import CONSOLE

ZH, EN = Language("zh-CN"), Language("en")
SOON = 15.0
NO_FACTS: dict[str, Any] = {
    "agent": "li",
    "languages": ["zh-CN", "en"],
    "queues": [],
    "dispositions": [],
    "aux_codes": [],
    "zone": "UTC",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "media-src 'self' blob:; form-action 'self'; base-uri 'none'"
)


def ago(seconds: float) -> str:
    """A moment so long ago, as the wire has it; negative: in the future."""
    return (SystemClock().now() - timedelta(seconds=seconds)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def company(queues: Iterable[tuple[str, str, str]] = ()) -> Company:
    """`queues`: name, Chinese and English title. A queue needs the skill of its name."""
    return Company(
        tenant=TenantId("haihe"),
        name={ZH: "海河电器", EN: "Haihe Appliances"},
        country="CN",
        zone="Asia/Shanghai",
        languages=(ZH, EN),
        numbers={number: Number(number=number, flow=FlowName("hotline")) for number in ("95001", "+8653288880000")},
        queues={
            QueueName(name): Queue(name=QueueName(name), title={ZH: zh, EN: en}, needs={name: 1})
            for name, zh, en in queues
        },
        hours={},
        agents={AgentId("li"): Agent(id=AgentId("li"), login="li", name="李强", number="9001", skills={"english": 1})},
        dispositions={},
        aux_codes={
            "break": AuxCode(code="break", title={ZH: "小休", EN: "Break"}),
            "meal": AuxCode(code="meal", title={ZH: "用餐", EN: "Meal"}),
        },
        dial_allowed=frozenset(),
        not_routed={ZH: "空号", EN: "Not in use"},
    )


class Scripted:
    """`commands`: what pages asked for, oldest first. `answer`: None = done, else why not."""

    password = "any"  # what a browser signs in with; nobody asks for it here

    def __init__(self, its_company: Company | None = None, roles: Iterable[Role] = (Role.SUPERVISOR,)) -> None:
        self.company = its_company or company()
        self.roles = frozenset(roles)
        self.feeds = {name: Feed(name) for name in ("desk", "directory", "floor", "board")}
        self.commands: list[dict[str, Any]] = []
        self.posted: list[tuple[str, bytes]] = []
        self.answer: Callable[[dict[str, Any]], str | None] = lambda _: None
        self.hangs = False  #: commands arrive and nothing comes back
        self.facts: dict[str, Any] = NO_FACTS  #: of the desk
        self.queues_now: dict[str, Any] = {}
        self._asked = asyncio.Event()
        self._pages = Pages(CONSOLE / "static")
        self._sockets: set[web.WebSocketResponse] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.on_response_prepare.append(_policy)
        app.router.add_get("/live", self._live)
        app.router.add_get("/{page:desk|floor|board}", self._page)
        app.router.add_get("/api/desk", self._desk_facts)
        app.router.add_get("/api/floor", self._floor_facts)
        app.router.add_get("/api/queues", self._queues_now)
        app.router.add_get("/healthz", self._health)
        app.router.add_post("/api/notices/{what:preview|recording}", self._notice_sound)
        app.router.add_static("/static", CONSOLE / "static")
        self.more_routes(app)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port: int = self._runner.addresses[0][1]
        return self

    def more_routes(self, app: web.Application) -> None:
        """For a server that is more than this one."""

    async def __aexit__(self, *_: object) -> None:
        for socket in list(self._sockets):
            await socket.close()
        await self._runner.cleanup()

    async def until(self, what: str) -> dict[str, Any]:
        """The first command of this name that was not taken yet; it is taken."""
        async with asyncio.timeout(SOON):
            while True:
                found = next((one for one in self.commands if one["do"] == what), None)
                if found is not None:
                    self.commands.remove(found)
                    return found
                self._asked.clear()
                await self._asked.wait()

    # ---------------------------------------------------------------- pages

    async def _page(self, request: web.Request) -> web.StreamResponse:
        language = ZH if request.headers.get("Accept-Language", "").startswith("zh") else EN
        frame = Frame(company=self.company, language=language, viewer=self._viewer(language), name="李强")
        name = request.match_info["page"]
        if name == "board":
            html = self._pages.board(BoardPage(frame=frame))
        else:
            html = self._pages.desk(DeskPage(frame=frame, view=DeskView(name)))
        return web.Response(text=html, content_type="text/html")

    def _viewer(self, language: Language) -> Viewer:
        agent = None if self.roles == {Role.ADMIN} else AgentId("li")
        return Viewer(
            tenant=self.company.tenant, login="li", agent=agent, roles=self.roles, language=language, zone="UTC"
        )

    async def _desk_facts(self, _: web.Request) -> web.StreamResponse:
        return web.json_response(self.facts)

    async def _floor_facts(self, _: web.Request) -> web.StreamResponse:
        return web.json_response(floor_facts(self.company))

    async def _queues_now(self, _: web.Request) -> web.StreamResponse:
        return web.json_response(self.queues_now)

    async def _health(self, _: web.Request) -> web.StreamResponse:
        return web.json_response({"state": "ready", "parts": {}})

    async def _notice_sound(self, request: web.Request) -> web.StreamResponse:
        self.posted.append((request.match_info["what"], await request.read()))
        if request.match_info["what"] == "recording":
            return web.json_response({"recording": "rec-1"})
        return web.Response(body=silence(), content_type="audio/wav")

    # ---------------------------------------------------------------- the socket

    async def _live(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.add(socket)
        stops: list[Callable[[], None]] = []
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._hear(json.loads(message.data), socket, stops)
        finally:
            self._sockets.discard(socket)
            for stop in stops:
                stop()
        return socket

    async def _hear(self, said: dict[str, Any], socket: web.WebSocketResponse, stops: list[Callable[[], None]]) -> None:
        if "watch" in said:
            stops.append(await self._watch(said["watch"], socket))
            return
        self.commands.append(said)
        self._asked.set()
        if self.hangs:
            return
        why = self.answer(said)
        await socket.send_json({"done": said["key"]} if why is None else {"refused": said["key"], "why": why})

    async def _watch(self, name: str, socket: web.WebSocketResponse) -> Callable[[], None]:
        feed = self.feeds[name]
        news: asyncio.Queue[Delta] = asyncio.Queue()

        async def tell() -> None:
            while True:
                delta = await news.get()
                changed = {"put": {delta.key: delta.value}} if delta.value is not None else {"drop": [delta.key]}
                await socket.send_json({"feed": name, "epoch": feed.epoch, "n": delta.n, **changed})

        await socket.send_json({"feed": name, "epoch": feed.epoch, "n": feed.n, "all": feed.everything()})
        feed.watch(news.put_nowait)
        telling = asyncio.create_task(tell())

        def stop() -> None:
            feed.unwatch(news.put_nowait)
            telling.cancel()

        return stop


def silence() -> bytes:
    """A tenth of a second of it, as a wav."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as sound:
        sound.setparams((1, 2, 8_000, 0, "NONE", ""))
        sound.writeframes(bytes(1_600))
    return kept.getvalue()


async def _policy(_: web.Request, response: web.StreamResponse) -> None:
    response.headers["Content-Security-Policy"] = POLICY
