"""The scripted server with a telephone: what a desk is told, what it asks for, and calls that ring in its page.

async with DeskServer() as server, Browser(server) as browser:
    server.put({"me": me(), "work/w1": work(stage="talking")})
    assert await server.done("hold") == {"interaction": "w1"}   # `refusals` says what is refused, and why
    answer = await server.rings("w1-1", offer_of_a_far_browser)
"""

from __future__ import annotations

import asyncio
import re
from typing import Any

from aiohttp import WSMsgType, web
from front.scripted import SOON, Scripted

from callcenter.ids import new_id
from callcenter.live import Feed
from callcenter.viewer import Role

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


class DeskServer(Scripted):
    def __init__(self) -> None:
        super().__init__(roles=(Role.AGENT, Role.SUPERVISOR))
        self.refusals: dict[str, str] = {}  #: what is asked for → why it is refused
        self.answer = lambda asked: self.refusals.get(asked["do"])
        self._sip: Sip | None = None
        self._registered = asyncio.Event()

    def put(self, values: dict[str, Any]) -> None:
        """Colleagues go into the directory, as the program has it."""
        for key, value in values.items():
            self._feed_of(key).put(key, value)

    def drop(self, *keys: str) -> None:
        for key in keys:
            self._feed_of(key).drop(key)

    def clear(self) -> None:
        self.drop(*self.feeds["desk"].everything(), *self.feeds["directory"].everything())

    def _feed_of(self, key: str) -> Feed:
        return self.feeds["directory" if key.startswith("colleague/") else "desk"]

    async def done(self, what: str) -> dict[str, Any]:
        asked = await self.until(what)
        return {name: value for name, value in asked.items() if name not in ("do", "key")}

    async def rings(self, leg: str, offer: str, *, auto: bool = False) -> str:
        """Ring the page's softphone with what a far browser offers; gives back what the page answers."""
        async with asyncio.timeout(SOON):
            await self._registered.wait()
        assert self._sip is not None
        return await self._sip.invite(leg, offer, auto)

    # ---------------------------------------------------------------- the telephone

    def more_routes(self, app: web.Application) -> None:
        app.router.add_get("/far", self._far)
        app.router.add_get("/api/phone", self._account)
        app.router.add_get("/sip", self._telephone)

    async def _far(self, _: web.Request) -> web.Response:
        return web.Response(text=FAR_END, content_type="text/html")

    async def _account(self, _: web.Request) -> web.Response:
        return web.json_response(ACCOUNT)

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
