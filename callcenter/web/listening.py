"""`/recordings/…`: one party's track, or the whole conversation in stereo; every listener is written down."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import hdrs, web

from callcenter.clock import Clock
from callcenter.history.records import Found, InHand, Track
from callcenter.model.ids import CustomerId, InteractionId
from callcenter.model.interaction import Medium
from callcenter.viewer import Scope, Viewer
from callcenter.web import visitor
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
        self._heard: OrderedDict[tuple[str, str, str], datetime] = OrderedDict()
        self._one_by_one = asyncio.Lock()  #: the pieces a player asks for together are one listening

    @route("GET", "/recordings/{interaction}.wav", scope=Scope.HISTORY)
    async def whole(self, asked: Asked[None]) -> web.StreamResponse:
        found = await self.allowed(asked)
        path = await self._recordings.stereo(found.id, await self.tracks(asked, found))
        return await self._play(asked, path, found, found.id)

    @route("GET", "/recordings/{interaction}/{track}.wav", scope=Scope.HISTORY)
    async def track(self, asked: Asked[None]) -> web.StreamResponse:
        found = await self.allowed(asked)
        track = next((one for one in await self.tracks(asked, found) if one.track == asked.word("track")), None)
        if track is None:
            raise web.HTTPNotFound
        return await self._play(asked, self._recordings.track(track.track), found, track.track, track)

    async def allowed(self, asked: Asked[None]) -> Found:
        """Who may not see it is not told whether it exists."""
        viewer, hand = asked.viewer, in_hand(self._house, asked.viewer)
        found = await self._history.interaction(viewer, InteractionId(asked.word("interaction")), hand)
        if found is None:
            raise web.HTTPNotFound
        if not may_listen(viewer, found, hand):
            raise web.HTTPForbidden
        return found

    async def tracks(self, asked: Asked[None], found: Found) -> list[Track]:
        """Those that have not expired."""
        tracks = await self._history.tracks(asked.viewer, found.id)
        return [track for track in tracks if track.expired_at is None]

    async def _play(
        self, asked: Asked[None], path: Path | None, found: Found, of: str, track: Track | None = None
    ) -> web.StreamResponse:
        if path is None:
            raise web.HTTPNotFound
        taken = "download" in asked.request.query
        async with self._one_by_one:
            await self._write_down(asked, found, of, "downloaded" if taken else "listened")
        name = file_name(found, track, asked.viewer.zone)
        how = "attachment" if taken else "inline"
        return web.FileResponse(
            path,
            headers={hdrs.CONTENT_TYPE: "audio/wav", hdrs.CONTENT_DISPOSITION: f'{how}; filename="{name}"'},
        )

    async def _write_down(self, asked: Asked[None], found: Found, of: str, what: str) -> None:
        """Before the sound is sent."""
        now, listening = self._clock.now(), (asked.known.session, of, what)
        heard = self._heard.get(listening)
        if heard is not None and now - heard < ONE_LISTENING:
            return
        page = visitor.page(asked.request)
        await self._accounts.log(now, asked.viewer.login, what, of, interaction=found.id, page=page)
        self._heard[listening] = now
        self._heard.move_to_end(listening)
        if len(self._heard) > 10_000:
            self._heard.popitem(last=False)


def file_name(found: Found, track: Track | None, zone: str) -> str:
    """When, where and which: `2026-03-02_17-00_repairs_<id>_customer.wav`. No number and no name leaves the house."""
    began = found.began_at.astimezone(ZoneInfo(zone))
    parts = [f"{began:%Y-%m-%d_%H-%M}", found.queue or found.medium, found.id]
    if track is not None:
        parts.append(track.agent or track.party)
    return "_".join(re.sub(r"[^A-Za-z0-9.-]", "-", part) if n else part for n, part in enumerate(parts)) + ".wav"
