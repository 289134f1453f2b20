"""ARI over one websocket: requests go out in order without waiting for each other, events come in.

    ari = Ari(url, password, app, heard=on_event, connected=on_connect, lost=on_loss)
    task_group.create_task(ari.run())
    answer = await ari.ask("GET", "channels")
    ari.send("POST", "channels/X/answer")             # never blocks; the answer may be looked at or not

`heard` gets the raw text of each event; `connected` runs for as long as the connection lasts. A connection that is
lost fails what is unanswered with `Disconnected`, and is made again until `run` is cancelled.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Mapping
from typing import Any
from urllib.parse import quote

import aiohttp
import msgspec

log = logging.getLogger(__name__)

HEARTBEAT = 2.0
"""Seconds between two pings; an Asterisk that freezes is noticed after one and a half of them."""
CONNECT_WITHIN = 3.0
RECONNECT_AFTER = (0.05, 0.1, 0.2, 0.5, 1.0)
ANSWER_WITHIN = 10.0
JSON = "application/json"


class Disconnected(Exception):
    """The request may or may not have been carried out."""


class Replaced(Exception):
    """Another program took our name at this Asterisk; it gets the calls now."""


class Answer(msgspec.Struct, frozen=True):
    status: int
    body: str

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300


class _Message(msgspec.Struct, frozen=True):
    type: str
    request_id: str = ""
    status_code: int = 0
    message_body: str = ""


_message = msgspec.json.Decoder(_Message)


def path(*parts: str) -> str:
    return "/".join(quote(part, safe="") for part in parts)


class Ari:
    def __init__(
        self,
        url: str,
        user: str,
        password: str,
        app: str,
        *,
        heard: Callable[[str], None],
        connected: Callable[[], Coroutine[Any, Any, None]],
        lost: Callable[[], None],
    ) -> None:
        self._url = url
        self._auth = aiohttp.encode_basic_auth(user, password)
        self._app = app
        self._heard, self._connected, self._lost = heard, connected, lost
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._outgoing: asyncio.Queue[str] = asyncio.Queue()
        self._unanswered: dict[str, asyncio.Future[Answer]] = {}
        self._sent = 0

    # ---------------------------------------------------------------- asking

    @property
    def up(self) -> bool:
        return self._socket is not None

    def send(
        self, method: str, uri: str, body: Mapping[str, Any] | None = None, /, **query: str
    ) -> asyncio.Future[Answer]:
        """Ask for something. The future may be dropped: nothing complains about an unread failure."""
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        future.add_done_callback(_looked_at)
        if self._socket is None:
            future.set_exception(Disconnected("Asterisk is not reachable"))
            return future
        self._sent += 1
        request = str(self._sent)
        self._unanswered[request] = future
        words: dict[str, Any] = {
            "type": "RESTRequest",
            "request_id": request,
            "method": method,
            "uri": uri,
            "query_strings": [{"name": name, "value": value} for name, value in query.items()],
        }
        if body is not None:
            words |= {"content_type": JSON, "message_body": msgspec.json.encode(body).decode()}
        self._outgoing.put_nowait(msgspec.json.encode(words).decode())
        return future

    async def ask(self, method: str, uri: str, body: Mapping[str, Any] | None = None, **query: str) -> Answer:
        """Ask and wait.

        Raises:
            Disconnected: when no answer came.
        """
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                return await self.send(method, uri, body, **query)
        except TimeoutError as late:
            raise Disconnected("Asterisk did not answer in time") from late

    # ---------------------------------------------------------------- the connection

    async def run(self) -> None:
        """Keep the connection until cancelled.

        Raises:
            Replaced: when another program has taken our name; going on would be two masters for one call.
        """
        tries = 0
        async with aiohttp.ClientSession(headers={"Authorization": self._auth}) as session:
            while True:
                try:
                    async with asyncio.timeout(CONNECT_WITHIN):
                        socket = await self._connect(session)
                except (aiohttp.ClientError, TimeoutError, OSError) as problem:
                    log.debug("Asterisk cannot be reached", extra={"why": repr(problem)})
                    await asyncio.sleep(RECONNECT_AFTER[min(tries, len(RECONNECT_AFTER) - 1)])
                    tries += 1
                    continue
                tries = 0
                try:
                    await self._live(socket)
                finally:
                    self._fail_unanswered()
                    self._lost()
                    with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                        await socket.close()

    async def _connect(self, session: aiohttp.ClientSession) -> aiohttp.ClientWebSocketResponse:
        # "Booting" is 404 or 503: the door opens before the house is ready.
        async with session.get(f"{self._url}/ari/asterisk/info") as info:
            info.raise_for_status()
        # All events: those of a leg that rings, or has left the program's hands, are not sent otherwise.
        wanted = {"app": self._app, "subscribeAll": "true"}
        return await session.ws_connect(f"{self._url}/ari/events", params=wanted, heartbeat=HEARTBEAT)

    async def _live(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._outgoing = asyncio.Queue()
        self._socket = socket
        writer = asyncio.create_task(self._write(socket))
        greeting = asyncio.create_task(self._greet(socket))
        try:
            async for frame in socket:
                if frame.type is aiohttp.WSMsgType.TEXT:
                    self._read(frame.data)
        finally:
            self._socket = None
            for task in (writer, greeting):
                task.cancel()
            await asyncio.gather(writer, greeting, return_exceptions=True)

    async def _greet(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        try:
            await self._connected()
        except Exception:
            log.exception("a connection to Asterisk could not be used")
            await socket.close()

    async def _write(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        try:
            while True:
                await socket.send_str(await self._outgoing.get())
        except (aiohttp.ClientError, ConnectionError):
            await socket.close()

    def _read(self, text: str) -> None:
        try:
            message = _message.decode(text)
        except msgspec.MsgspecError:
            log.warning("Asterisk sent what is not an event")
            return
        if message.type == "RESTResponse":
            future = self._unanswered.pop(message.request_id, None)
            if future is not None and not future.done():
                future.set_result(Answer(message.status_code, message.message_body))
        elif message.type == "ApplicationReplaced":
            raise Replaced(self._app)
        else:
            self._heard(text)

    def _fail_unanswered(self) -> None:
        unanswered, self._unanswered = self._unanswered, {}
        for future in unanswered.values():
            if not future.done():
                future.set_exception(Disconnected("the connection to Asterisk was lost"))


def _looked_at(future: asyncio.Future[Answer]) -> None:
    if not future.cancelled():
        future.exception()
