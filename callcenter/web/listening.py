"""`/recordings/…`: one party's track, or the whole conversation in stereo; every listener is written down."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import hdrs, web

from callcenter.clock import Clock
from callcenter.history.records import Found, InHand
from callcenter.model.ids import CustomerId, InteractionId
from callcenter.model.interaction import Medium
from callcenter.viewer import Scope, Viewer
from callcenter.web.ports import Accounts, History, House, Recordings
from callcenter.web.routes import Asked, route

ONE_LISTENING = timedelta(minutes=10)
"""A player asks for a file piece by piece; that is one listening."""

WORK = "work/"


def in_hand(house: House, viewer: Viewer) -> InHand:
    """The interactions and customers on this agent's desk at this moment."""
    if viewer.agent is None or not viewer.may(Scope.DESK):
        return InHand()
    feed = house.desk_feed(viewer.agent)
    works = [key for key in feed.keys() if key.startswith(WORK)]  # noqa: SIM118 (a feed is no dict)
    pops = [_pop(feed.get(key)) for key in works]
    return InHand(
        interactions=frozenset(InteractionId(key.removeprefix(WORK)) for key in works),
        customers=frozenset(CustomerId(pop["customer"]) for pop in pops if pop.get("customer")),
    )


def _pop(work: Any) -> dict[str, Any]:
    pop = work.get("pop") if isinstance(work, dict) else None
    return pop if isinstance(pop, dict) else {}


def may_listen(viewer: Viewer, interaction: Found, hand: InHand) -> bool:
    """Those whose role it is; and the agent who handles a voicemail must hear it."""
    if viewer.may(Scope.RECORDINGS):
        return True
    theirs = interaction.id in hand.interactions or (viewer.agent is not None and interaction.agent == viewer.agent)
    return interaction.medium is Medium.VOICEMAIL and theirs


class Listening:
    def __init__(
        self, house: House, history: History, recordings: Recordings, accounts: Accounts, clock: Clock
    ) -> None:
        self._house = house
        self._history = history
        self._recordings = recordings
        self._accounts = accounts
        self._clock = clock
        self._heard: OrderedDict[tuple[str, str], datetime] = OrderedDict()
        self._one_by_one = asyncio.Lock()  #: the pieces a player asks for together are one listening

    @route("GET", "/recordings/{interaction}.wav", scope=Scope.HISTORY)
    async def whole(self, asked: Asked[None]) -> web.StreamResponse:
        found = await self._allowed(asked)
        tracks = await self._history.tracks(asked.viewer, found.id)
        path = await self._recordings.stereo(found.id, tracks)
        return await self._play(asked, path, found.id)

    @route("GET", "/recordings/{interaction}/{track}.wav", scope=Scope.HISTORY)
    async def track(self, asked: Asked[None]) -> web.StreamResponse:
        found = await self._allowed(asked)
        tracks = await self._history.tracks(asked.viewer, found.id)
        track = asked.word("track")
        known = any(track == one.track for one in tracks)
        return await self._play(asked, self._recordings.track(track) if known else None, track)

    async def _allowed(self, asked: Asked[None]) -> Found:
        """Who may not see it is not told whether it exists."""
        viewer, hand = asked.viewer, in_hand(self._house, asked.viewer)
        found = await self._history.interaction(viewer, InteractionId(asked.word("interaction")), hand)
        if found is None:
            raise web.HTTPNotFound
        if not may_listen(viewer, found, hand):
            raise web.HTTPForbidden
        return found

    async def _play(self, asked: Asked[None], path: Path | None, of: str) -> web.StreamResponse:
        if path is None:
            raise web.HTTPNotFound
        async with self._one_by_one:
            await self._write_down(asked, of)
        return web.FileResponse(
            path,
            headers={hdrs.CONTENT_TYPE: "audio/wav", hdrs.CONTENT_DISPOSITION: f'inline; filename="{of}.wav"'},
        )

    async def _write_down(self, asked: Asked[None], of: str) -> None:
        now, listening = self._clock.now(), (asked.known.session, of)
        heard = self._heard.get(listening)
        if heard is not None and now - heard < ONE_LISTENING:
            return
        await self._accounts.log(now, asked.viewer.login, "listened", of)
        self._heard[listening] = now
        self._heard.move_to_end(listening)
        if len(self._heard) > 10_000:
            self._heard.popitem(last=False)
