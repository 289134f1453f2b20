"""`/sip`: hands the browser's SIP over WebSocket to the telephone network, and closes both sides together.

Agents reach it signed in; `/sip?guest` is open while the "call us" page is. When the network restarts, the page's
socket is closed, so that its softphone connects again.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

import msgspec
from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, ClientWSTimeout, WSCloseCode, WSMsgType, web

from callcenter.viewer import Scope
from callcenter.web import visitor
from callcenter.web.auth import Doors, Known
from callcenter.web.ports import House
from callcenter.web.routes import Asked, route
from callcenter.web.settings import Settings

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 64 * 1024
HEARTBEAT = 25.0
CONNECT_WITHIN = 5.0
CLOSE_WITHIN = 4.0


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    of_an_agent: int = 4  #: sockets: a desk, a second tab of it, and what the network has not yet noticed to be gone
    of_a_guest: int = 4  #: sockets from one address
    of_guests: int = 100  #: sockets of all guests together
    messages_at_once: float = 200.0
    messages_a_second: float = 50.0
    calls_a_minute: int = 2  #: that a guest may begin on one socket
    ask_again: float = 60.0  #: seconds until it is asked again whether the session still holds


_Socket = web.WebSocketResponse | ClientWebSocketResponse


def is_guest(request: web.Request) -> bool:
    return "guest" in request.query


class Sip:
    def __init__(self, house: House, doors: Doors, settings: Settings, limits: Limits | None = None) -> None:
        self._house = house
        self._doors = doors
        self._settings = settings
        self._limits = limits or Limits()
        self._places = Counter[str]()
        self._open: set[web.WebSocketResponse] = set()
        self._client: ClientSession | None = None

    @route("GET", "/sip", scope=Scope.DESK, open_if=is_guest)
    async def sip(self, asked: Asked[None]) -> web.StreamResponse:
        request = asked.request
        socket = web.WebSocketResponse(
            protocols=("sip",), timeout=2.0, heartbeat=HEARTBEAT, compress=False, max_msg_size=LONGEST_MESSAGE
        )
        offered = request.headers.get("Sec-WebSocket-Protocol", "").split(",")
        if "sip" not in [protocol.strip() for protocol in offered] or not socket.can_prepare(request):
            raise web.HTTPBadRequest
        with self._place(asked):
            upstream = await self._upstream()
            try:
                await socket.prepare(request)
                self._open.add(socket)
                try:
                    await self._carry(asked, socket, upstream)
                finally:
                    self._open.discard(socket)
            finally:
                await upstream.close()
        return socket

    async def close(self) -> None:
        """We are going down: the softphones connect again by themselves."""
        closings = (_close(socket, WSCloseCode.SERVICE_RESTART) for socket in self._open)
        await asyncio.gather(*closings, return_exceptions=True)
        if self._client is not None:
            await self._client.close()

    def _place(self, asked: Asked[None]) -> _Place:
        if asked.maybe_known is not None:
            return _Place(self._places, f"agent {asked.viewer.login}", self._limits.of_an_agent)
        if not self._settings.guest_page:
            raise web.HTTPNotFound
        if sum(count for key, count in self._places.items() if key.startswith("guest ")) >= self._limits.of_guests:
            raise web.HTTPServiceUnavailable
        return _Place(self._places, f"guest {visitor.address(asked.request, self._settings)}", self._limits.of_a_guest)

    async def _upstream(self) -> ClientWebSocketResponse:
        url = self._house.sip_upstream()
        if url is None:
            raise web.HTTPServiceUnavailable
        if self._client is None:
            self._client = ClientSession()
        try:
            async with asyncio.timeout(CONNECT_WITHIN):
                return await self._client.ws_connect(
                    url,
                    protocols=("sip",),
                    heartbeat=HEARTBEAT,
                    compress=0,
                    max_msg_size=LONGEST_MESSAGE,
                    timeout=ClientWSTimeout(ws_close=2.0),  # pyright: ignore[reportCallIssue]
                )
        except (ClientError, OSError, TimeoutError) as error:
            log.warning("the telephone network takes no softphone now: %s", type(error).__name__)
            raise web.HTTPServiceUnavailable from error

    async def _carry(
        self, asked: Asked[None], socket: web.WebSocketResponse, upstream: ClientWebSocketResponse
    ) -> None:
        over = asyncio.Event()
        leave = self._doors.on_end(asked.known, over.set) if asked.maybe_known else None
        calls = None if asked.maybe_known else _Calls(self._limits.calls_a_minute, over.set)
        ways = [
            asyncio.create_task(_pass_on(socket, upstream, _Allowance(self._limits), calls)),
            asyncio.create_task(_pass_on(upstream, socket)),
            asyncio.create_task(over.wait()),
        ]
        if asked.maybe_known is not None:
            ways.append(asyncio.create_task(self._until_over(asked.known, over)))
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            if leave is not None:
                leave()
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            await _close(socket, WSCloseCode.POLICY_VIOLATION if over.is_set() else WSCloseCode.GOING_AWAY)

    async def _until_over(self, known: Known, over: asyncio.Event) -> None:
        """The softphone of someone who is signed out, by hand or by time, is so too."""
        now = await self._doors.look_again(known, 0.0)  # it may have ended while the phone was let in
        while now is not None and now.viewer.agent == known.viewer.agent:
            now = await self._doors.look_again(now, self._limits.ask_again)
        over.set()


async def _close(socket: web.WebSocketResponse, code: WSCloseCode) -> None:
    with suppress(ConnectionError, TimeoutError):
        async with asyncio.timeout(CLOSE_WITHIN):
            await socket.close(code=code, drain=False)


class _Place:
    """Counts how many sockets one has open, and refuses one too many."""

    def __init__(self, places: Counter[str], key: str, most: int) -> None:
        self._places = places
        self._key = key
        self._most = most

    def __enter__(self) -> None:
        if self._places[self._key] >= self._most:
            raise web.HTTPTooManyRequests
        self._places[self._key] += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._places[self._key] -= 1
        if not self._places[self._key]:
            del self._places[self._key]


class _Allowance:
    """So many messages at once, and so many a second after that."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.messages_at_once
        self._at = asyncio.get_running_loop().time()

    def take(self) -> bool:
        now = asyncio.get_running_loop().time()
        earned = (now - self._at) * self._limits.messages_a_second
        self._left = min(self._limits.messages_at_once, self._left + earned) - 1
        self._at = now
        return self._left >= 0


class _Calls:
    """The calls a guest begins: so many a minute, then `too_many`.

    A call takes two INVITEs, one without and one with the password; so many of each may come. One within a call,
    as for hold, is not counted: its To has a tag.
    """

    _BEGINS = re.compile(rb"(?:^|\n)\s*INVITE\s", re.IGNORECASE)  # several may come in one message, after blank lines
    _TO = re.compile(rb"^(?:To|t)[ \t]*:(.*)$", re.IGNORECASE | re.MULTILINE)
    _NO_PARAMETERS = re.compile(rb'"(?:\\.|[^"\\])*"|<[^>]*>')
    _TAG = re.compile(rb";[ \t]*tag[ \t]*=", re.IGNORECASE)
    _PROVES = re.compile(rb"^(?:Proxy-)?Authorization[ \t]*:", re.IGNORECASE | re.MULTILINE)

    def __init__(self, a_minute: int, too_many: Callable[[], None]) -> None:
        self._a_minute = a_minute
        self._too_many = too_many
        self._began: dict[bool, deque[float]] = {True: deque(), False: deque()}

    def allow(self, data: bytes) -> bool:
        begun = len(self._BEGINS.findall(data))
        if not begun or (begun == 1 and self._is_within_a_call(data)):
            return True
        now = asyncio.get_running_loop().time()
        began = self._began[self._PROVES.search(data) is not None]
        while began and now - began[0] > 60.0:
            began.popleft()
        began.extend([now] * begun)
        if len(began) <= self._a_minute:
            return True
        self._too_many()
        return False

    def _is_within_a_call(self, data: bytes) -> bool:
        tos = self._TO.findall(data)
        return bool(tos) and all(self._TAG.search(self._NO_PARAMETERS.sub(b"", to)) for to in tos)


async def _pass_on(
    source: _Socket, target: _Socket, allowance: _Allowance | None = None, calls: _Calls | None = None
) -> None:
    """Until one side is gone or says too much."""
    with suppress(ConnectionError):
        while True:
            message = await source.receive()
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY) or (allowance and not allowance.take()):
                return
            data = message.data.encode() if isinstance(message.data, str) else message.data
            if calls is not None and not calls.allow(data):
                return
            await target.send_frame(data, message.type)
