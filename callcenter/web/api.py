"""The JSON routes of `docs/desk-protocol.md`."""

from __future__ import annotations

import math
from typing import Literal

import msgspec
from aiohttp import hdrs, web

from callcenter.clock import Clock
from callcenter.model.ids import InteractionId
from callcenter.viewer import Scope
from callcenter.web import visitor
from callcenter.web.floor_facts import floor_facts
from callcenter.web.ports import House
from callcenter.web.routes import OPEN, Asked, route
from callcenter.web.settings import Settings
from callcenter.web.throttle import Throttle


def as_json(value: object, status: int = 200) -> web.Response:
    return web.Response(body=msgspec.json.encode(value), status=status, content_type="application/json")


class SetRecording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`POST /api/interactions/<id>/recording`."""

    state: Literal["paused", "on"]


RECORDING = "/api/interactions/{interaction}/recording"

STATUS_OF_REFUSAL = {"unknown_target": 404, "not_your_call": 403, "not_now": 503, "not_saved": 503}


class Api:
    def __init__(self, house: House, clock: Clock, settings: Settings) -> None:
        self._house = house
        self._clock = clock
        self._settings = settings
        self._guests = Throttle(free=20, most=60.0)

    @route("GET", "/api/desk", scope=Scope.DESK)
    async def desk(self, asked: Asked[None]) -> web.StreamResponse:
        return as_json(self._house.desk_facts(asked.viewer))

    @route("GET", "/api/floor", scope=Scope.FLOOR)
    async def floor(self, asked: Asked[None]) -> web.StreamResponse:
        return as_json(floor_facts(self._house.company()))

    @route("GET", "/api/day", scope=Scope.DESK)
    async def day(self, asked: Asked[None]) -> web.StreamResponse:
        return as_json(self._house.own_day(asked.viewer))

    @route("GET", "/api/queues", scope=Scope.DESK)
    async def queues(self, asked: Asked[None]) -> web.StreamResponse:
        return as_json(self._house.queues_now())

    @route("GET", "/api/phone", scope=Scope.DESK)
    async def phone(self, asked: Asked[None]) -> web.StreamResponse:
        phone = self._house.softphone(asked.viewer)
        return as_json({"error": "desk_phone"}, 409) if phone is None else as_json(phone)

    @route("POST", "/api/guest", scope=OPEN)
    async def guest(self, asked: Asked[None]) -> web.StreamResponse:
        if not self._settings.guest_page:
            raise web.HTTPNotFound
        who, now = visitor.address(asked.request, self._settings), self._clock.now()
        wait = self._guests.wait(who, now)
        if wait > 0:
            raise web.HTTPTooManyRequests(headers={hdrs.RETRY_AFTER: str(math.ceil(wait))})
        self._guests.attempt(who, now)
        guest = await self._house.guest()
        if guest is None:
            raise web.HTTPNotFound
        return as_json(guest)

    @route("POST", RECORDING, scope=(Scope.DESK, Scope.RECORDINGS), takes=SetRecording)
    async def set_recording(self, asked: Asked[SetRecording]) -> web.StreamResponse:
        """Asked twice it is the same: who asks may repeat it."""
        interaction, state = InteractionId(asked.word("interaction")), asked.sent.state
        refused = await self._house.set_recording(asked.viewer, interaction, paused=state == "paused")
        if refused is None:
            return as_json({"state": state})
        return as_json({"error": refused}, STATUS_OF_REFUSAL.get(refused, 409))

    @route("GET", "/healthz", scope=OPEN)
    async def health(self, asked: Asked[None]) -> web.StreamResponse:
        health = self._house.health()
        state = "ready" if health.ready else "starting"
        return as_json({"state": state, "parts": health.parts}, 200 if health.ready else 503)
