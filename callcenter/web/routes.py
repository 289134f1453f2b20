"""Declares what can be asked for, and lets nobody through who may not ask.

    @route("POST", "/notes", scope=Scope.DESK, takes=NoteForm)
    async def keep_note(self, asked: Asked[NoteForm]) -> web.StreamResponse: ...

    mount(app, guard, notes, …)      # a route without a scope refuses to start

One declaration names method, path, who may (a scope, several of which one is enough, or OPEN) and what is sent.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Any, Generic, TypeVar

import msgspec
from aiohttp import hdrs, web

from callcenter.viewer import Scope, Viewer
from callcenter.web import visitor
from callcenter.web.auth import Doors, Known
from callcenter.web.cookies import Cookies
from callcenter.web.settings import Settings

MARK = "__callcenter_route__"
ROUTES = web.AppKey("routes", dict[Any, "Route"])
T = TypeVar("T")


class Open(Enum):
    OPEN = "open"


OPEN = Open.OPEN
"""Everybody may ask, signed in or not."""

Scopes = Scope | Open | tuple[Scope, ...]
Refusal = Callable[[web.Request, int], Awaitable[web.StreamResponse]]


class NoScope(Exception):
    """A route that does not say who may use it."""


class Route(msgspec.Struct, frozen=True, kw_only=True):
    method: str
    path: str
    scope: Scopes
    takes: type[Any] | None
    open_if: Callable[[web.Request], bool] | None  #: such a request is open to everybody
    refusal: Refusal | None  #: how to say 401 and 403 here, if not as usual


class Asked(Generic[T]):
    """A request that may be answered: who asks, and for what."""

    def __init__(self, request: web.Request, known: Known | None, sent: T) -> None:
        self.request = request
        self.maybe_known = known
        self.sent = sent

    @property
    def known(self) -> Known:
        """Only on routes that are not open."""
        assert self.maybe_known is not None
        return self.maybe_known

    @property
    def viewer(self) -> Viewer:
        return self.known.viewer

    def word(self, name: str) -> str:
        """A part of the path."""
        return self.request.match_info[name]


Handler = Callable[[Asked[Any]], Awaitable[web.StreamResponse]]
H = TypeVar("H", bound=Callable[..., Awaitable[web.StreamResponse]])


def route(
    method: str,
    path: str,
    *,
    scope: Scopes | None = None,
    takes: type[Any] | None = None,
    open_if: Callable[[web.Request], bool] | None = None,
    refusal: Refusal | None = None,
) -> Callable[[H], H]:
    def declare(handler: H) -> H:
        if scope is None or scope == ():
            raise NoScope(f"{method} {path} does not say who may use it")
        told = Route(method=method, path=path, scope=scope, takes=takes, open_if=open_if, refusal=refusal)
        setattr(handler, MARK, told)
        return handler

    return declare


class Guard:
    """Stands before every handler."""

    def __init__(self, doors: Doors, cookies: Cookies, settings: Settings) -> None:
        self._doors = doors
        self._cookies = cookies
        self._settings = settings

    def before(self, told: Route, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def guarded(request: web.Request) -> web.StreamResponse:
            if told.method not in visitor.SAFE_METHODS or hdrs.UPGRADE in request.headers:
                self._from_our_page(request)
            known = None
            if told.scope is not OPEN and not (told.open_if and told.open_if(request)):
                known = await self._doors.known(self._cookies.token(request))
                refused = _refused(told, known)
                if refused and told.refusal:
                    return await told.refusal(request, refused)
                if refused:
                    raise web.HTTPUnauthorized if refused == 401 else web.HTTPForbidden
            if known is not None:
                known = await self._doors.used(known)
            return await handler(Asked(request, known, await _read(request, told)))

        return guarded

    def _from_our_page(self, request: web.Request) -> None:
        if not visitor.from_our_page(request, self._settings):
            raise web.HTTPForbidden(reason="Not from one of our pages")


def _refused(told: Route, known: Known | None) -> int:
    if known is None:
        return 401
    scopes = told.scope if isinstance(told.scope, tuple) else (told.scope,)
    return 0 if any(isinstance(scope, Scope) and known.viewer.may(scope) for scope in scopes) else 403


async def _read(request: web.Request, told: Route) -> Any:
    """What was sent, as the route's model has it."""
    if told.takes is None:
        return None
    try:
        if request.method in visitor.SAFE_METHODS:
            return msgspec.convert(dict(request.query), told.takes, strict=False)
        if request.content_type == "application/json":
            return msgspec.json.decode(await request.read(), type=told.takes)
        if request.content_type == "application/x-www-form-urlencoded" and _in_utf_8(request):
            return msgspec.convert(dict(await request.post()), told.takes, strict=False)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise web.HTTPBadRequest from error
    raise web.HTTPUnsupportedMediaType


def _in_utf_8(request: web.Request) -> bool:
    """Our pages are; what claims another encoding would choose how it is decoded."""
    return (request.charset or "utf-8").lower().replace("_", "-") in ("utf-8", "utf8", "us-ascii")


def mount(app: web.Application, guard: Guard, *owners: object) -> None:
    """Add every declared route of these objects; `refuse_unguarded` watches that nothing else is added."""
    told_routes: dict[Any, Route] = {}
    app[ROUTES] = told_routes
    for owner in owners:
        for name in dir(type(owner)):
            told = getattr(getattr(type(owner), name), MARK, None)
            if isinstance(told, Route):
                handler = guard.before(told, getattr(owner, name))
                told_routes[handler] = told
                app.router.add_route(told.method, told.path, handler)
    app.on_startup.append(refuse_unguarded)


async def refuse_unguarded(app: web.Application) -> None:
    for added in app.router.routes():
        if added.handler not in app[ROUTES]:
            path = added.resource.canonical if added.resource else "*"
            raise NoScope(f"{added.method} {path} does not say who may use it")
