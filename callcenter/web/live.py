"""`/live`: feeds down, commands up (`docs/desk-protocol.md`).

A page that does not keep up gets only the newest value of each key, then the whole view anew, and is cut off when it
takes nothing for ten seconds: of the feeds nothing waits for it (`frames.py`).
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from contextlib import suppress
from itertools import count
from typing import Any, Literal, TypeVar
from weakref import WeakValueDictionary

import msgspec
from aiohttp import WSCloseCode, WSMsgType, web

from callcenter.live import Feed
from callcenter.model.ids import AgentId
from callcenter.supervision.orders import Asked as Command
from callcenter.supervision.orders import Order, takes_time
from callcenter.viewer import Scope, Viewer
from callcenter.web.auth import Doors, Known
from callcenter.web.frames import Frames, View
from callcenter.web.ports import House
from callcenter.web.routes import Asked, route

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 64 * 1024
MOST_ANSWERS = 5_000
"""Kept for one page that does not take them; beyond it the page is cut off."""

MOST_BESIDE = 4
"""Commands of one page that take their time while others go on."""

TURNS = 50
"""A change that every page shows is told to a fiftieth of them at a time: no call waits for a thousand pages."""

SOCKETS_OF_ONE = 20
"""Pages one login may have open."""

T = TypeVar("T")

Bye = Literal["signed_in_elsewhere", "session_over", "forbidden"]


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds."""

    between: float = 0.05  #: messages of one feed
    directory: float = 1.0  #: the same of the one that every desk shows and every agent changes
    write_within: float = 10.0  #: a page that takes nothing for so long is cut off
    ask_again: float = 60.0  #: whether the session still holds
    heartbeat: float = 20.0


class _Watch(msgspec.Struct, frozen=True):
    watch: Literal["desk", "directory", "board", "floor"]
    epoch: str = ""
    n: int = -1


class _Key(msgspec.Struct, frozen=True):
    key: str = ""


_watch = msgspec.json.Decoder(_Watch)
_command = msgspec.json.Decoder(Command)
_key = msgspec.json.Decoder(_Key)
_encode = msgspec.json.Encoder().encode


async def bye_at_once(request: web.Request, status: int) -> web.StreamResponse:
    """A page's script cannot see a refused upgrade, so it is let in to be told."""
    socket = web.WebSocketResponse(timeout=2.0, compress=False, max_msg_size=LONGEST_MESSAGE)
    await socket.prepare(request)
    with suppress(ConnectionError):
        await socket.send_frame(_encode({"bye": "session_over" if status == 401 else "forbidden"}), WSMsgType.TEXT)
        await socket.close(code=WSCloseCode.POLICY_VIOLATION)
    return socket


class Live:
    def __init__(self, house: House, doors: Doors, pace: Pace | None = None) -> None:
        self.house = house
        self.doors = doors
        self.pace = pace or Pace()
        self._frames: WeakValueDictionary[Feed, Frames] = WeakValueDictionary()  #: as long as a page watches
        self._turns = count()
        self._pages: dict[str, set[_Page]] = {}  #: by login
        self._desks: dict[AgentId, _Page] = {}  #: the one page in which an agent's desk is open

    @route("GET", "/live", scope=(Scope.DESK, Scope.BOARD, Scope.FLOOR), refusal=bye_at_once)
    async def live(self, asked: Asked[None]) -> web.StreamResponse:
        pages = self._pages.setdefault(asked.viewer.login, set())
        if len(pages) >= SOCKETS_OF_ONE:
            raise web.HTTPTooManyRequests
        pace = self.pace
        socket = web.WebSocketResponse(
            timeout=2.0, heartbeat=pace.heartbeat, compress=False, max_msg_size=LONGEST_MESSAGE
        )
        page = _Page(self, asked.request, socket, asked.known)
        pages.add(page)
        try:
            await socket.prepare(asked.request)
            await page.run()
        finally:
            self._gone(page)
        return socket

    def _gone(self, page: _Page) -> None:
        login = page.known.viewer.login
        self._pages[login].discard(page)
        if not self._pages[login]:
            del self._pages[login]
        agent = page.known.viewer.agent
        if agent is not None and self._desks.get(agent) is page:
            del self._desks[agent]

    def desk_opened(self, agent: AgentId, page: _Page) -> None:
        """The newest page has the desk; the one before it lets go of the phone."""
        before = self._desks.get(agent)
        self._desks[agent] = page
        if before is not None and before is not page:
            before.say_bye("signed_in_elsewhere")

    def turn(self) -> float:
        """A new page's place among the others, from 0 to below 1."""
        return next(self._turns) % TURNS / TURNS

    def frames(self, name: str, feed: Feed) -> Frames:
        """The messages of a feed, which all its pages share."""
        frames = self._frames.get(feed)
        if frames is None:
            frames = self._frames[feed] = Frames(name, feed)
        return frames

    async def close(self) -> None:
        """We are going down: the pages come back by themselves."""
        open_now = [page for pages in self._pages.values() for page in pages]
        closings = (page.close(WSCloseCode.SERVICE_RESTART) for page in open_now)
        await asyncio.gather(*closings, return_exceptions=True)


class _Page:
    """One open socket."""

    def __init__(self, live: Live, request: web.Request, socket: web.WebSocketResponse, known: Known) -> None:
        self.known = known
        self.socket = socket
        self._live = live
        self._request = request
        self._views: dict[str, View] = {}
        self._answers: deque[bytes] = deque()
        self._bye: Bye | None = None
        self._woken = asyncio.Event()
        self._turn = live.turn()
        self._beside: set[asyncio.Task[None]] = set()  #: commands that take their time

    def wake(self) -> None:
        self._woken.set()

    def wake_in_turn(self) -> None:
        asyncio.get_running_loop().call_later(self._turn * self._live.pace.directory, self.wake)

    def say_bye(self, why: Bye) -> None:
        self._bye = self._bye or why
        self.wake()

    async def run(self) -> None:
        leave = self._live.doors.on_end(self.known, lambda: self.say_bye("session_over"))
        try:
            async with asyncio.TaskGroup() as group:
                others = [group.create_task(self._write()), group.create_task(self._watch_session())]
                try:
                    await self._listen(group)
                finally:
                    for other in (*others, *self._beside):
                        other.cancel()
        except Exception:  # the page is open already: it cannot be answered any more, only told to come again
            log.exception("a live page failed")
            await self.close(WSCloseCode.INTERNAL_ERROR)
        finally:
            leave()
            for view in self._views.values():
                view.end()

    # ---------------------------------------------------------------- up

    async def _listen(self, group: asyncio.TaskGroup) -> None:
        async for message in self.socket:
            if self._bye is not None:
                continue  # until the writer has said it and closes
            if message.type is WSMsgType.TEXT:
                await self._hear(message.data, group)
            elif message.type is WSMsgType.BINARY:
                self._refuse("", "bad_message")
            else:
                return

    async def _hear(self, text: str, group: asyncio.TaskGroup) -> None:
        asked = _read(_watch, text)
        if asked is not None:
            self._start_watching(asked)
            return
        command = _read(_command, text)
        if command is None:
            key = _read(_key, text)
            self._refuse(key.key[:64] if key else "", "bad_message")
        elif not self.known.viewer.may(Scope.FLOOR if isinstance(command, Order) else Scope.DESK):
            self._refuse(command.key, "forbidden")
        elif takes_time(command):
            await self._carry_out_beside(command, group)
        else:
            await self._carry_out(command)

    async def _carry_out_beside(self, command: Command, group: asyncio.TaskGroup) -> None:
        """The page is told that it goes on, and its other commands do not wait; those keep their order."""
        while len(self._beside) >= MOST_BESIDE:
            await asyncio.wait(self._beside, return_when=asyncio.FIRST_COMPLETED)
        self._answer({"begun": command.key})
        task = group.create_task(self._carry_out(command))
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _carry_out(self, command: Command) -> None:
        try:
            self.known = await self._live.doors.used(self.known)
            why = await self._live.house.command(self.known.viewer, command)
        except Exception:  # one command that fails takes neither the desk nor the call from the agent
            log.exception("a command failed: %s", type(command).__name__)
            why = "not_now"
        if why is None:
            self._answer({"done": command.key})
        else:
            self._refuse(command.key, why)

    def _start_watching(self, asked: _Watch) -> None:
        viewer, house = self.known.viewer, self._live.house
        pace, wake = self._live.pace.between, self.wake
        if asked.watch == "desk" and viewer.may(Scope.DESK) and viewer.agent is not None:
            self._live.desk_opened(viewer.agent, self)
            feed = house.desk_feed(viewer.agent)
        elif asked.watch == "directory" and viewer.may(Scope.DESK) and viewer.agent is not None:
            feed = house.directory_feed(viewer.tenant)
            pace, wake = self._live.pace.directory, self.wake_in_turn
        elif asked.watch == "board" and viewer.may(Scope.BOARD):
            feed = house.board_feed(viewer.tenant)
        elif asked.watch == "floor" and viewer.may(Scope.FLOOR):
            feed = house.floor_feed(viewer)
        else:
            self.say_bye("forbidden")
            return
        before = self._views.pop(asked.watch, None)
        self._views[asked.watch] = view = View(self._live.frames(asked.watch, feed), pace, wake)
        if before is not None:
            before.end()
            view.due_at = before.due_at
        view.begin(asked.epoch, asked.n)
        self.wake()

    def _refuse(self, key: str, why: str) -> None:
        self._answer({"refused": key, "why": why})

    def _answer(self, answer: dict[str, Any]) -> None:
        self._answers.append(_encode(answer))
        if len(self._answers) > MOST_ANSWERS:
            self._cut_off()
        self.wake()

    # ---------------------------------------------------------------- down

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._bye is None:
                self._woken.clear()
                while self._answers:
                    await self._send(self._answers.popleft())
                for view in [view for view in self._views.values() if view.is_due(loop.time())]:
                    await self._send(view.message(loop.time()))
                await self._until_woken_or_due()
            await self._send(_encode({"bye": self._bye}))
        except TimeoutError:
            self._cut_off()
        except ConnectionError:
            return  # it closes already; whoever listens sees it too
        else:
            await self.close(WSCloseCode.POLICY_VIOLATION)

    async def _until_woken_or_due(self) -> None:
        due = min((view.due_at for view in self._views.values() if view.has_news), default=None)
        with suppress(TimeoutError):
            async with asyncio.timeout_at(due):
                await self._woken.wait()

    async def _send(self, message: bytes) -> None:
        async with asyncio.timeout(self._live.pace.write_within):
            await self.socket.send_frame(message, WSMsgType.TEXT)

    async def close(self, code: WSCloseCode) -> None:
        try:
            async with asyncio.timeout(self._live.pace.write_within):
                # Not drained: the writer may wait for that too, and aiohttp cancels both when one of them gives up.
                await self.socket.close(code=code, drain=False)
        except TimeoutError:
            self._cut_off()

    def _cut_off(self) -> None:
        if self._request.transport is not None:
            self._request.transport.abort()

    async def _watch_session(self) -> None:
        after = 0.0  # at once first: it may have ended while the page was let in
        while True:
            known = await self._live.doors.look_again(self.known, after)
            if known is None or not _same_rights(known.viewer, self.known.viewer):
                self.say_bye("session_over")
                return
            self.known = known
            after = self._live.pace.ask_again


def _same_rights(now: Viewer, before: Viewer) -> bool:
    return (now.roles, now.agent, now.sites) == (before.roles, before.agent, before.sites)


def _read(decoder: msgspec.json.Decoder[T], text: str) -> T | None:
    with suppress(msgspec.MsgspecError, RecursionError):
        return decoder.decode(text)
    return None
