"""An agent's desk as a page has it, without the page: signs in, watches its feed, sends commands.

async with Desk(program, "wang") as desk:
    await desk.works()
    work = await desk.until(lambda desk: desk.offered)
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, TypeVar

import aiohttp
from real.program import Program

from callcenter.ids import new_id

T = TypeVar("T")
SOON = 15.0


class Desk:
    def __init__(self, program: Program, login: str, feeds: tuple[str, ...] = ("desk",), *, password: str = "") -> None:
        """`password`: the demo's if none is given."""
        self.program, self.login, self._feeds, self._password = program, login, feeds, password
        self.values: dict[str, Any] = {}
        self.bye: str | None = None
        self._answers: dict[str, asyncio.Future[str | None]] = {}
        self._changed = asyncio.Event()
        self._client: aiohttp.ClientSession | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._listening: asyncio.Task[None] | None = None

    # ---------------------------------------------------------------- life

    async def __aenter__(self) -> Desk:
        self._client = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        await self.sign_in_to_page()
        await self.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.disconnect()
        assert self._client is not None
        await self._client.close()

    @property
    def client(self) -> aiohttp.ClientSession:
        assert self._client is not None
        return self._client

    async def sign_in_to_page(self) -> None:
        form = {"login": self.login, "password": self._password or self.program.password}
        headers = {"Origin": self.program.url}
        url = f"{self.program.url}/login"
        async with self.client.post(url, data=form, headers=headers, allow_redirects=False) as answer:
            assert answer.status == 303, await answer.text()

    async def connect(self) -> None:
        self._socket = await self.client.ws_connect(f"{self.program.url}/live", headers={"Origin": self.program.url})
        for feed in self._feeds:
            await self._socket.send_json({"watch": feed})
        self._listening = asyncio.create_task(self._listen(self._socket))

    @property
    def connected(self) -> bool:
        return self._socket is not None and not self._socket.closed

    async def disconnect(self) -> None:
        """The page is gone."""
        if self._socket is not None:
            await self._socket.close()
        if self._listening is not None:
            await asyncio.gather(self._listening, return_exceptions=True)

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                self._hear(json.loads(message.data))
                self._changed.set()

    def _hear(self, told: dict[str, Any]) -> None:
        if "all" in told:
            known = {key: value for key, value in self.values.items() if not key.startswith(f"{told['feed']}:")}
            self.values = known | {f"{told['feed']}:{key}": value for key, value in told["all"].items()}
        elif "feed" in told:
            self.values |= {f"{told['feed']}:{key}": value for key, value in told.get("put", {}).items()}
            for key in told.get("drop", ()):
                self.values.pop(f"{told['feed']}:{key}", None)
        elif "done" in told:
            self._answers.pop(told["done"]).set_result(None)
        elif "refused" in told:
            self._answers.pop(told["refused"]).set_result(told["why"])
        elif "bye" in told:
            self.bye = told["bye"]

    # ---------------------------------------------------------------- doing

    async def do(self, what: str, **with_: Any) -> str | None:
        """Send a command; None = done, else why not."""
        assert self._socket is not None
        key = new_id()
        answer = self._answers[key] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"do": what, "key": key, **with_})
        async with asyncio.timeout(SOON):
            return await answer

    async def works(self) -> None:
        """Sign in and take work."""
        assert await self.do("sign_in") is None
        assert await self.do("available") is None

    # ---------------------------------------------------------------- seeing

    @property
    def me(self) -> dict[str, Any]:
        return self.values.get("desk:me", {})

    @property
    def works_in_hand(self) -> list[dict[str, Any]]:
        return [value for key, value in self.values.items() if key.startswith("desk:work/")]

    def stage(self, stage: str) -> dict[str, Any] | None:
        return next((work for work in self.works_in_hand if work["stage"] == stage), None)

    def queue(self, name: str) -> dict[str, Any]:
        return self.values.get(f"board:queue/{name}", {})

    async def until(self, there: Callable[[Desk], T | None], within: float = SOON) -> T:
        """Wait until something is to be seen, and give it."""
        try:
            async with asyncio.timeout(within):
                while not (found := there(self)):
                    self._changed.clear()
                    await self._changed.wait()
                return found
        except TimeoutError:
            raise AssertionError(f"{self.login} waited in vain; the desk shows {self.values}") from None
