"""A server that serves the built desk and says what a test tells it: every state of the page, before any server has it.

async with DeskServer() as server:
    server.put({"me": me(), "work/w1": work(stage="talking")})
    await server.done("hold")                  # the page's next command of that name; answered as `refusals` says
    await server.rings("w1-a1", offer_of_a_far_browser)
"""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web
from web.samples import frame

from callcenter.ids import new_id
from callcenter.model.ids import Language
from callcenter.viewer import Role
from callcenter.web.pages import DeskPage, DeskView, Pages

CONSOLE = Path(__file__).resolve().parents[2] / "agent_console"
SOON = 10.0
ACCOUNT: dict[str, Any] = {
    "uri": "sip:smith@callcenter.invalid",
    "login": "smith",
    "password": "x",
    "socket": "/sip",
    "name": "Smith",
    "ice_servers": [],
}
FAR_END = "<!doctype html><title>far end</title>"
"""A page of the same origin in which a test makes the other side of a call."""


class DeskServer:
    password = ""

    def __init__(self, *roles: Role) -> None:
        self.roles = roles or (Role.AGENT,)
        self.language = Language("en")
        self.facts: dict[str, Any] = {}
        self.refusals: dict[str, str] = {}  #: what is asked for → why it is refused
        self.commands: list[dict[str, Any]] = []
        self.answers = True  #: False = the server has hung: commands arrive and nothing comes back
        self._values: dict[str, Any] = {}
        self._n = 0
        self._sockets: set[web.WebSocketResponse] = set()
        self._sip: Sip | None = None
        self._asked = asyncio.Event()
        self._registered = asyncio.Event()
        self._pages = Pages(CONSOLE / "static")
        self._runner: web.AppRunner | None = None
        self.url = ""

    # ---------------------------------------------------------------- life

    async def __aenter__(self) -> DeskServer:
        app = web.Application()
        app.router.add_get("/desk", self._page)
        app.router.add_get("/floor", self._page)
        app.router.add_get("/far", self._far)
        app.router.add_get("/healthz", self._health)
        app.router.add_get("/api/desk", self._facts)
        app.router.add_get("/api/phone", self._account)
        app.router.add_get("/live", self._live)
        app.router.add_get("/sip", self._telephone)
        app.router.add_static("/static", CONSOLE / "static")
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.cut_off()
        assert self._runner is not None
        await self._runner.cleanup()

    # ---------------------------------------------------------------- what a test says

    def put(self, values: dict[str, Any], drop: tuple[str, ...] = ()) -> None:
        self._n += 1
        self._values |= values
        for key in drop:
            self._values.pop(key, None)
        self._tell({"feed": "desk", "n": self._n, "put": values, "drop": list(drop)})

    def drop(self, *keys: str) -> None:
        self.put({}, keys)

    def clear(self) -> None:
        self.drop(*self._values)

    def bye(self, why: str) -> None:
        self._tell({"bye": why})

    async def cut_off(self) -> None:
        """The server is gone; the page comes back by itself."""
        for socket in [*self._sockets]:
            await socket.close()

    async def done(self, what: str) -> dict[str, Any]:
        """The newest command of this name, waited for if there is none yet; it is then forgotten."""
        async with asyncio.timeout(SOON):
            while True:
                found = next((one for one in reversed(self.commands) if one["do"] == what), None)
                if found is not None:
                    self.commands = [one for one in self.commands if one["do"] != what]
                    return {name: value for name, value in found.items() if name not in ("do", "key")}
                self._asked.clear()
                await self._asked.wait()

    async def rings(self, leg: str, offer: str, *, auto: bool = False) -> str:
        """Ring the page's softphone with what a far browser offers; gives back what the page answers."""
        async with asyncio.timeout(SOON):
            await self._registered.wait()
        assert self._sip is not None
        return await self._sip.invite(leg, offer, auto)

    def hang_up(self) -> None:
        if self._sip is not None:
            self._sip.bye()

    # ---------------------------------------------------------------- what a page gets

    async def _page(self, request: web.Request) -> web.Response:
        view = DeskView(request.path.strip("/"))
        page = DeskPage(frame=frame(self.language, request.path, *self.roles, name="John Smith"), view=view)
        return web.Response(text=self._pages.desk(page), content_type="text/html")

    async def _far(self, _: web.Request) -> web.Response:
        return web.Response(text=FAR_END, content_type="text/html")

    async def _health(self, _: web.Request) -> web.Response:
        return web.json_response({"state": "ready"})

    async def _facts(self, _: web.Request) -> web.Response:
        return web.json_response(self.facts)

    async def _account(self, _: web.Request) -> web.Response:
        return web.json_response(ACCOUNT)

    async def _live(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.add(socket)
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._hear(socket, json.loads(message.data))
        self._sockets.discard(socket)
        return socket

    async def _hear(self, socket: web.WebSocketResponse, said: dict[str, Any]) -> None:
        if "watch" in said:
            values = self._values if said["watch"] == "desk" else {}
            await socket.send_json({"feed": said["watch"], "epoch": "e", "n": self._n, "all": values})
            return
        self.commands.append(said)
        self._asked.set()
        if not self.answers:
            return
        why = self.refusals.get(said["do"])
        await socket.send_json({"done": said["key"]} if why is None else {"refused": said["key"], "why": why})

    def _tell(self, said: dict[str, Any]) -> None:
        for socket in self._sockets:
            if not socket.closed:
                self._telling = asyncio.ensure_future(socket.send_json(said))

    async def _telephone(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=("sip",))
        await socket.prepare(request)
        self._sip = Sip(socket, self._registered)
        async for message in socket:
            if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                data = message.data
                await self._sip.hear(data.decode() if isinstance(data, bytes) else data)
        return socket


class Sip:
    """As much of a registrar and a caller as one softphone needs."""

    def __init__(self, socket: web.WebSocketResponse, registered: asyncio.Event) -> None:
        self._socket = socket
        self._registered = registered
        self._answer: asyncio.Future[str] | None = None
        self._call: dict[str, str] = {}

    async def hear(self, message: str) -> None:
        if not message.strip():
            return
        head, _, body = message.partition("\r\n\r\n")
        first, *lines = head.split("\r\n")
        if first.startswith("SIP/2.0"):
            await self._answered(first, lines, body)
        elif not first.startswith("ACK"):
            await self._ok(lines)
            if first.startswith("REGISTER"):
                self._registered.set()

    async def invite(self, leg: str, offer: str, auto: bool) -> str:
        self._answer = asyncio.get_running_loop().create_future()
        call_id = new_id()
        self._call = {
            "via": f"SIP/2.0/WS far.invalid;branch=z9hG4bK{call_id}",
            "from": f"<sip:far@callcenter.invalid>;tag={call_id[-8:]}",
            "to": "<sip:smith@callcenter.invalid>",
            "call_id": call_id,
        }
        extra = [f"X-Callcenter-Leg: {leg}", *(["X-Callcenter-Answer: auto"] if auto else [])]
        await self._say("INVITE", 1, [*extra, "Content-Type: application/sdp"], offer)
        return await self._answer

    def bye(self) -> None:
        self._goodbye = asyncio.ensure_future(self._say("BYE", 2))

    async def _answered(self, first: str, lines: list[str], body: str) -> None:
        status = int(first.split()[1])
        if status < 200 or self._answer is None or self._answer.done():
            return
        self._call["to"] = next(line for line in lines if line.startswith("To:")).removeprefix("To: ")
        await self._say("ACK", 1)
        if status == 200:
            self._answer.set_result(body)
        else:
            self._answer.set_exception(ConnectionRefusedError(first))

    async def _say(self, method: str, number: int, extra: list[str] | None = None, body: str = "") -> None:
        call = self._call
        lines = [
            f"{method} sip:smith@callcenter.invalid;transport=ws SIP/2.0",
            f"Via: {call['via']}{method if method != 'INVITE' else ''}",
            "Max-Forwards: 10",
            f"From: {call['from']}",
            f"To: {call['to']}",
            f"Call-ID: {call['call_id']}",
            f"CSeq: {number} {method}",
            "Contact: <sip:far@far.invalid;transport=ws>",
            *(extra or []),
            f"Content-Length: {len(body.encode())}",
        ]
        await self._socket.send_str("\r\n".join(lines) + "\r\n\r\n" + body)

    async def _ok(self, lines: list[str]) -> None:
        kept = [line for line in lines if re.match(r"(Via|From|Call-ID|CSeq|Contact):", line)]
        to = next(line for line in lines if line.startswith("To:"))
        to = to if ";tag=" in to else f"{to};tag=registrar"
        contact = [] if any(line.startswith("Contact:") for line in kept) else ["Contact: <sip:far@far.invalid>"]
        answer = ["SIP/2.0 200 OK", *kept, to, *contact, "Expires: 600", "Content-Length: 0"]
        await self._socket.send_str("\r\n".join(answer) + "\r\n\r\n")
