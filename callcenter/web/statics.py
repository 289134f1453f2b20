"""`/static/…`: scripts, styles and pictures, built before and never changed while we run."""

from __future__ import annotations

import re
from pathlib import Path

from aiohttp import hdrs, web

from callcenter.web.routes import OPEN, Asked, route

_NAMED_BY_CONTENT = re.compile(r"-[A-Za-z0-9_-]{8}\.[a-z0-9]+$")
_PATH = re.compile(r"^[A-Za-z0-9_@][A-Za-z0-9_@.-]*(/[A-Za-z0-9_@][A-Za-z0-9_@.-]*)*$")


class Statics:
    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    @route("GET", "/static/{path:.+}", scope=OPEN)
    async def static(self, asked: Asked[None]) -> web.StreamResponse:
        return self._file(asked.word("path"))

    @route("GET", "/favicon.ico", scope=OPEN)
    async def icon(self, asked: Asked[None]) -> web.StreamResponse:
        return self._file("favicon.ico")

    def _file(self, name: str) -> web.StreamResponse:
        path = self._folder / name
        if not _PATH.match(name) or not path.is_file() or not path.resolve().is_relative_to(self._folder):
            raise web.HTTPNotFound
        for_ever = _NAMED_BY_CONTENT.search(name) is not None
        caching = "public, max-age=31536000, immutable" if for_ever else "no-cache"
        return web.FileResponse(path, headers={hdrs.CACHE_CONTROL: caching})
