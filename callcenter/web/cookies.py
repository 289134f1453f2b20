"""The two cookies: the session's, and the language of those who are not signed in."""

from __future__ import annotations

from datetime import timedelta

from aiohttp import web

from callcenter.model.ids import Language
from callcenter.web import visitor
from callcenter.web.settings import Settings

SECURE_NAME = "__Host-callcenter"
PLAIN_NAME = "callcenter"  # for http on the same machine: browsers keep `__Host-` for https
LANGUAGE = "callcenter-language"
A_YEAR = timedelta(days=365)


class Cookies:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def name(self, request: web.Request) -> str:
        return SECURE_NAME if visitor.secure(request, self._settings) else PLAIN_NAME

    def token(self, request: web.Request) -> str | None:
        return request.cookies.get(self.name(request))

    def give(self, request: web.Request, response: web.StreamResponse, token: str) -> None:
        self._set(request, response, self.name(request), token, self._settings.lasts)

    def take(self, request: web.Request, response: web.StreamResponse) -> None:
        secure = visitor.secure(request, self._settings)
        response.del_cookie(self.name(request), path="/", secure=secure, httponly=True, samesite="Lax")

    def language(self, request: web.Request) -> str:
        return request.cookies.get(LANGUAGE, "")

    def keep_language(self, request: web.Request, response: web.StreamResponse, language: Language) -> None:
        self._set(request, response, LANGUAGE, language, A_YEAR)

    def _set(self, request: web.Request, response: web.StreamResponse, name: str, value: str, lasts: timedelta) -> None:
        response.set_cookie(
            name,
            value,
            max_age=int(lasts.total_seconds()),
            path="/",
            secure=visitor.secure(request, self._settings),
            httponly=True,
            samesite="Lax",
        )
