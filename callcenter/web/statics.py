"""`/static/…`: scripts, styles and pictures, built before. Text goes out packed: a desk loads a third of it."""

from __future__ import annotations

import gzip
import mimetypes
import re
from pathlib import Path

from aiohttp import hdrs, web

from callcenter.web.routes import OPEN, Asked, route

_NAMED_BY_CONTENT = re.compile(r"-[A-Za-z0-9_-]{8}\.[a-z0-9]+$")
_TEXT = {".js", ".css", ".svg"}
_PATH = re.compile(r"^[A-Za-z0-9_@][A-Za-z0-9_@.-]*(/[A-Za-z0-9_@][A-Za-z0-9_@.-]*)*$")


class Statics:
    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._packed: dict[Path, tuple[str, bytes]] = {}  #: with the tag of the file that was packed

    @route("GET", "/static/{path:.+}", scope=OPEN)
    async def static(self, asked: Asked[None]) -> web.StreamResponse:
        return self._file(asked.request, asked.word("path"))

    @route("GET", "/favicon.ico", scope=OPEN)
    async def icon(self, asked: Asked[None]) -> web.StreamResponse:
        return self._file(asked.request, "favicon.ico")

    def _file(self, request: web.Request, name: str) -> web.StreamResponse:
        path = self._folder / name
        if not _PATH.match(name) or not path.is_file() or not path.resolve().is_relative_to(self._folder):
            raise web.HTTPNotFound
        for_ever = _NAMED_BY_CONTENT.search(name) is not None
        caching = "public, max-age=31536000, immutable" if for_ever else "no-cache"
        headers: dict[str, str] = {hdrs.CACHE_CONTROL: caching}
        if path.suffix not in _TEXT:
            return web.FileResponse(path, headers=headers)
        headers[hdrs.VARY] = hdrs.ACCEPT_ENCODING
        if "gzip" not in request.headers.get(hdrs.ACCEPT_ENCODING, ""):
            return web.FileResponse(path, headers=headers)
        return self._pack(request, path, headers)

    def _pack(self, request: web.Request, path: Path, headers: dict[str, str]) -> web.StreamResponse:
        found = path.stat()
        tag = f"{found.st_mtime_ns:x}-{found.st_size:x}-gzip"
        if any(one.value == tag for one in request.if_none_match or ()):
            answer = web.Response(status=304, headers=headers)
        else:
            if self._packed.get(path, ("",))[0] != tag:
                self._packed[path] = tag, gzip.compress(path.read_bytes(), mtime=0)
            headers[hdrs.CONTENT_ENCODING] = "gzip"
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            answer = web.Response(body=self._packed[path][1], content_type=kind, headers=headers)
        answer.etag = tag
        return answer
