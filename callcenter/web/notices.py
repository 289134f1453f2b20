"""`POST /api/notices/recording`: the sound of an emergency notice, as wav; it is begun by the order `notice`."""

from __future__ import annotations

from aiohttp import web

from callcenter.viewer import Scope
from callcenter.wav import BadSound
from callcenter.web.api import as_json
from callcenter.web.ports import House
from callcenter.web.routes import Asked, route

LARGEST = 16 * 1024 * 1024
KINDS = ("audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave")


class Notices:
    def __init__(self, house: House) -> None:
        self._house = house

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
