"""The web application, put together; and the door it stands behind.

app = application(house=…, accounts=…, history=…, recordings=…, …, pages=Pages(…), clock=clock, settings=settings)
runner = await listen(app, "127.0.0.1", 8080)
await runner.cleanup()
"""

from __future__ import annotations

import logging
import secrets
import ssl as tls
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

from callcenter.clock import Clock
from callcenter.web import visitor
from callcenter.web.api import Api, as_json
from callcenter.web.auth import Doors
from callcenter.web.cookies import Cookies
from callcenter.web.holding import Holding
from callcenter.web.listening import Listening
from callcenter.web.live import Live, Pace
from callcenter.web.notices import Notices
from callcenter.web.pages import Pages
from callcenter.web.picture import Picture
from callcenter.web.ports import Accounts, History, House, Keeping, Recordings
from callcenter.web.routes import Guard, mount
from callcenter.web.screens import Screens, login_path
from callcenter.web.settings import Settings
from callcenter.web.sip import Limits, Sip
from callcenter.web.statics import Statics

log = logging.getLogger(__name__)

LARGEST_REQUEST = 64 * 1024
LET_GO_AFTER = 75.0
"""Seconds a connection may stand idle, or take to say its first word."""


def application(
    *,
    house: House,
    accounts: Accounts,
    history: History,
    recordings: Recordings,
    keeping: Keeping,
    pages: Pages,
    clock: Clock,
    settings: Settings,
    pace: Pace | None = None,
    limits: Limits | None = None,
) -> web.Application:
    cookies = Cookies(settings)
    doors = Doors(accounts, house.company, clock, settings)
    live = Live(house, doors, pace)
    sip = Sip(house, doors, settings, limits)
    screens = Screens(
        pages=pages,
        house=house,
        accounts=accounts,
        keeping=keeping,
        history=history,
        doors=doors,
        cookies=cookies,
        clock=clock,
        settings=settings,
    )
    app = web.Application(middlewares=[_friendly(screens)], client_max_size=LARGEST_REQUEST)
    app.on_response_prepare.append(_headers(settings))
    listening = Listening(house, history, recordings, accounts, clock)
    mount(
        app,
        Guard(doors, cookies, settings),
        live,
        sip,
        Api(house, clock, settings),
        Notices(house, clock),
        screens,
        listening,
        Picture(house, history, recordings, listening),
        Holding(house, history, keeping, clock),
        Statics(settings.static),
    )

    async def say_goodbye(_: web.Application) -> None:
        await live.close()
        await sip.close()

    app.on_shutdown.append(say_goodbye)
    return app


async def listen(app: web.Application, host: str, port: int, ssl: tls.SSLContext | None = None) -> web.AppRunner:
    """Open the door. No access log: addresses and queries hold personal data."""
    runner = web.AppRunner(
        app, access_log=None, keepalive_timeout=LET_GO_AFTER, shutdown_timeout=5.0, handle_signals=False
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port, ssl_context=ssl).start()
    except BaseException:
        await runner.cleanup()
        raise
    return runner


def _friendly(screens: Screens) -> Middleware:
    """What goes wrong is said in the asker's words: a page for people, JSON for scripts, never a traceback."""

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            try:
                return await handler(request)
            except web.HTTPException as problem:
                if problem.status < 400:
                    raise
                return await _say(screens, request, problem)
        except web.HTTPRedirection:
            raise
        except Exception:
            if request.transport is None or request.transport.is_closing():
                raise  # nobody is there to be told
            reference = secrets.token_hex(4)
            log.exception("a request failed; reference %s", reference)
            return await _say(screens, request, web.HTTPInternalServerError(), reference)

    return answer


async def _say(
    screens: Screens, request: web.Request, problem: web.HTTPException, reference: str = ""
) -> web.StreamResponse:
    status, page = problem.status, visitor.wants_page(request)
    if page and status == 401:
        return web.Response(status=303, headers={hdrs.LOCATION: login_path(request)})
    if page:
        answer = await screens.error(request, status, reference)
    else:
        word = HTTPStatus(status).phrase.lower().replace(" ", "_").replace("-", "_")
        answer = as_json({"error": word} | ({"reference": reference} if reference else {}), status)
    for name in (hdrs.ALLOW, hdrs.RETRY_AFTER):
        if name in problem.headers:
            answer.headers[name] = problem.headers[name]
    return answer


def _headers(settings: Settings) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """Said with every answer."""

    async def add(request: web.Request, response: web.StreamResponse) -> None:
        secure, host = visitor.secure(request, settings), visitor.host(request)
        socket = f" {'wss' if secure else 'ws'}://{host}" if host else ""
        policy = (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            f"connect-src 'self'{socket}; media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        said = response.headers
        said["Content-Security-Policy"] = policy
        said["X-Content-Type-Options"] = "nosniff"
        said["X-Frame-Options"] = "DENY"
        said["Referrer-Policy"] = "same-origin"
        said["Cross-Origin-Opener-Policy"] = "same-origin"
        said["Cross-Origin-Resource-Policy"] = "same-origin"
        said["Permissions-Policy"] = "microphone=(self), camera=(), geolocation=(), payment=(), usb=()"
        said.setdefault(hdrs.CACHE_CONTROL, "no-store")
        said[hdrs.SERVER] = "callcenter"
        if secure:
            said["Strict-Transport-Security"] = "max-age=31536000"

    return add
