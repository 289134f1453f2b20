"""Every route, asked for by every role and by nobody."""

from __future__ import annotations

import pytest
from aiohttp import WSServerHandshakeError, web
from fakes import Browser, Site

from callcenter.web.routes import ROUTES, Asked, NoScope, mount, refuse_unguarded, route

ROLES = ("nobody", "agent", "supervisor", "analyst", "admin")
LOGINS = {"agent": "wang", "supervisor": "li", "analyst": "sun", "admin": "ma"}

# What each of ROLES gets. 303 leads somewhere, 101 is a socket that stays open, "bye" one that is told to go.
ANSWERS: dict[tuple[str, str], tuple[int | str, ...]] = {
    ("GET", "/"): (303, 303, 303, 303, 303),
    ("GET", "/login"): (200, 303, 303, 303, 303),
    ("POST", "/login"): (303, 303, 303, 303, 303),
    ("POST", "/logout"): (303, 303, 303, 303, 303),
    ("POST", "/language"): (303, 303, 303, 303, 303),
    ("GET", "/desk"): (303, 200, 200, 403, 403),
    ("GET", "/floor"): (303, 403, 200, 403, 200),
    ("GET", "/board"): (303, 200, 200, 200, 200),
    ("GET", "/call"): (200, 200, 200, 200, 200),
    ("GET", "/history"): (303, 200, 200, 200, 200),
    ("GET", "/history/{interaction}"): (303, 200, 200, 200, 200),
    ("POST", "/history/{interaction}/hold"): (303, 403, 303, 403, 303),
    ("POST", "/history/{interaction}/let_go"): (303, 403, 303, 403, 303),
    ("GET", "/recordings/{interaction}/peaks.json"): (303, 403, 200, 403, 200),
    ("GET", "/recordings/{interaction}.wav"): (303, 403, 200, 403, 200),
    ("GET", "/recordings/{interaction}/{track}.wav"): (303, 403, 200, 403, 200),
    ("GET", "/api/day"): (401, 200, 200, 403, 403),
    ("GET", "/api/queues"): (401, 200, 200, 403, 403),
    ("GET", "/api/desk"): (401, 200, 200, 403, 403),
    ("GET", "/api/floor"): (401, 403, 200, 403, 200),
    ("GET", "/api/phone"): (401, 200, 200, 403, 403),
    ("POST", "/api/guest"): (200, 200, 200, 200, 200),
    ("POST", "/api/interactions/{interaction}/recording"): (401, 200, 200, 403, 200),
    ("POST", "/api/notices/recording"): (401, 403, 415, 403, 415),  # 415: they may, but a form is no sound
    ("POST", "/api/notices/preview"): (401, 403, 400, 403, 400),  # 400: they may, but a form is no text
    ("GET", "/healthz"): (200, 200, 200, 200, 200),
    ("GET", "/static/{path:.+}"): (200, 200, 200, 200, 200),
    ("GET", "/favicon.ico"): (200, 200, 200, 200, 200),
    ("GET", "/live"): ("bye", 101, 101, 101, 101),
    ("GET", "/sip"): (401, 503, 503, 403, 403),  # 503: they may, but the telephone network is away
}
FORMS = {
    "/login": {"login": "wang", "password": "the right password"},
    "/language": {"language": "en"},
    "/api/interactions/{interaction}/recording": {"state": "paused"},
    "/history/{interaction}/hold": {"reason": "a complaint"},
}


async def test_each_role_gets_what_its_scopes_open_and_nothing_else(site: Site):
    site.history.recorded_call("i1", "t1")
    for name in ("i1", "t1"):
        (site.recordings.folder / f"{name}.wav").write_bytes(b"RIFF")
    for name in ("app.js", "favicon.ico"):
        (site.static / name).write_bytes(b"x")
    declared = {(told.method, told.path) for told in site.app[ROUTES].values()}
    assert declared == set(ANSWERS)
    for method, path in ANSWERS:
        got = []
        for role in ROLES:
            browser = await site.signed_in(LOGINS[role]) if role in LOGINS else site.browser()
            got.append(await _answer(browser, method, path))
        assert tuple(got) == ANSWERS[method, path], (method, path)


async def _answer(browser: Browser, method: str, path: str) -> int | str:
    real = path.replace("{interaction}", "i1").replace("{track}", "t1").replace("{path:.+}", "app.js")
    if method == "POST":
        return (await browser.post(real, FORMS.get(path))).status
    if path == "/live":
        socket = await browser.live()
        await socket.say(watch="board")
        return "bye" if "bye" in await socket.hear() else 101
    if path == "/sip":
        try:
            await browser.sip()
        except WSServerHandshakeError as refused:
            return refused.status
        return 101
    return (await browser.get(real)).status


async def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(site: Site):
    answer = await site.browser().get("/history?queue=repairs&page=2")
    assert answer.status == 303
    assert answer.headers["Location"] == "/login?next=%2Fhistory%3Fqueue%3Drepairs%26page%3D2"


async def test_no_other_method_is_answered_than_the_declared_ones(site: Site):
    wang = await site.signed_in("wang")
    for path in ("/desk", "/api/desk", "/live"):
        answer = await wang.post(path)
        assert (answer.status, answer.headers["Allow"]) == (405, "GET")


def test_a_route_that_does_not_say_who_may_ask_cannot_be_declared():
    async def secrets(_: object, asked: Asked[None]) -> web.StreamResponse:
        return web.Response(text="everything")

    with pytest.raises(NoScope, match="GET /secrets does not say who may use it"):
        route("GET", "/secrets")(secrets)
    with pytest.raises(NoScope):
        route("GET", "/secrets", scope=())(secrets)


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
async def test_a_route_added_past_the_guard_refuses_to_start(method: str):
    async def secrets(_: web.Request) -> web.StreamResponse:
        return web.Response(text="everything")

    app = web.Application()
    mount(app, None)  # type: ignore[arg-type]
    app.router.add_route(method, "/secrets", secrets)
    with pytest.raises(NoScope, match=f"{method} /secrets does not say who may use it"):
        await refuse_unguarded(app)
