"""The sound of an emergency notice, before the order `notice` begins it.

POST /api/notices/recording     # a wav that was spoken elsewhere: it gets a name
POST /api/notices/preview       # a text, to be heard as callers will
"""

from __future__ import annotations

import asyncio
import math

import msgspec
from aiohttp import hdrs, web

from callcenter.clock import Clock
from callcenter.model.ids import Language
from callcenter.supervision.orders import Words
from callcenter.viewer import Scope
from callcenter.wav import BadSound
from callcenter.web.api import as_json
from callcenter.web.ports import House
from callcenter.web.routes import Asked, route
from callcenter.web.throttle import Throttle

LARGEST = 16 * 1024 * 1024
KINDS = ("audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave")


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    language: Language
    text: Words


class Notices:
    def __init__(self, house: House, clock: Clock) -> None:
        self._house = house
        self._clock = clock
        self._spoken = Throttle(free=30, most=60.0)

    @route("POST", "/api/notices/preview", scope=Scope.FLOOR, takes=Written)
    async def preview(self, asked: Asked[Written]) -> web.StreamResponse:
        """Speaking takes the machine's time, which callers need."""
        if asked.sent.language not in self._house.company().languages:
            raise web.HTTPBadRequest
        who, now = asked.viewer.login, self._clock.now()
        wait = self._spoken.wait(who, now)
        if wait > 0:
            raise web.HTTPTooManyRequests(headers={hdrs.RETRY_AFTER: str(math.ceil(wait))})
        self._spoken.attempt(who, now)
        file = await self._house.speak(asked.sent.text, asked.sent.language)
        return web.Response(body=await asyncio.to_thread(file.read_bytes), content_type="audio/wav")

    @route("POST", "/api/notices/recording", scope=Scope.FLOOR)
    async def recording(self, asked: Asked[None]) -> web.StreamResponse:
        if asked.request.content_type not in KINDS:
            raise web.HTTPUnsupportedMediaType
        try:
            name, seconds = await self._house.keep_notice(await _read(asked.request))
        except BadSound as bad:
            return as_json({"error": "bad_sound", "why": str(bad)}, 400)
        return as_json({"recording": name, "seconds": seconds})


async def _read(request: web.Request) -> bytes:
    """Larger than what other routes are sent, and not without end."""
    data = bytearray()
    async for piece in request.content.iter_any():
        data += piece
        if len(data) > LARGEST:
            raise web.HTTPRequestEntityTooLarge(max_size=LARGEST, actual_size=len(data))
    return bytes(data)
