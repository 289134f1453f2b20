"""What is said with every answer, when something goes wrong, and how files are handed out."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from pathlib import Path

import pytest
from aiohttp import ClientResponse
from fakes import Site, opened

from callcenter.web.pages import ErrorPage

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=(), payment=(), usb=()",
    "Server": "callcenter",
}


def assert_guarded(answer: ClientResponse) -> None:
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS, answer.url
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


async def raw(site: Site, request: str) -> str:
    """The answer to a request no client would send."""
    reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
    writer.write(request.encode())
    answer = await reader.readuntil(b"\r\n\r\n")
    writer.close()
    await writer.wait_closed()
    return answer.decode()


# -------------------------------------------------------------------- headers


async def test_every_answer_bears_the_headers_that_guard_the_page(site: Site):
    (site.static / "app.js").write_text("x")
    wang = await site.signed_in("wang")
    for path in ("/", "/login", "/desk", "/nowhere", "/api/desk", "/static/app.js", "/static/no", "/healthz", "/live"):
        assert_guarded(await wang.get(path))
    for path in ("/desk", "/logout", "/login"):
        assert_guarded(await wang.post(path))
    site.history.fails = RuntimeError("a bug")
    logging.disable(logging.CRITICAL)
    try:
        assert_guarded(await (await site.signed_in("li")).get("/history"))
    finally:
        logging.disable(logging.NOTSET)


async def test_nothing_personal_is_kept_by_a_cache(site: Site):
    wang = await site.signed_in("wang")
    for path in ("/", "/desk", "/history", "/api/desk", "/nowhere"):
        assert (await wang.get(path)).headers["Cache-Control"] == "no-store", path


async def test_scripts_talk_to_us_alone(site: Site):
    policy = (await site.browser().get("/login")).headers["Content-Security-Policy"]
    assert f"connect-src 'self' ws://127.0.0.1:{site.port};" in policy
    for host in ("evil.example;script-src *", "a b", ""):
        answer = await raw(site, f"GET /login HTTP/1.1\r\nHost: {host}\r\n\r\n")
        assert (
            "connect-src 'self'; " in answer or answer.startswith("HTTP/1.0 400") or " 400 " in answer.split("\r\n")[0]
        )
        assert "script-src *" not in answer


async def test_a_request_without_a_host_is_answered(site: Site):
    assert (await raw(site, "GET /login HTTP/1.0\r\n\r\n")).startswith("HTTP/1.0 200 ")


async def test_behind_https_browsers_are_told_to_stay_there(tmp_path: Path):
    async with opened(tmp_path, public_url="https://calls.example") as site:
        answer = await site.browser().get("/login", Host="calls.example")
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert "connect-src 'self' wss://calls.example;" in answer.headers["Content-Security-Policy"]


# -------------------------------------------------------------------- what goes wrong


async def test_people_get_a_page_and_scripts_get_json(site: Site):
    wang = await site.signed_in("wang")
    page = await wang.get("/nowhere")
    assert (page.status, page.content_type) == (404, "text/html")
    assert isinstance(site.pages.shown[-1], ErrorPage)
    assert (site.pages.shown[-1].status, site.pages.shown[-1].frame.name) == (404, "王芳")
    script = await wang.get("/api/nowhere")
    assert (script.status, script.content_type, await script.json()) == (
        404,
        "application/json",
        {"error": "not_found"},
    )
    assert await (await site.browser().get("/api/desk")).json() == {"error": "unauthorized"}
    assert await (await (await site.signed_in("sun")).get("/api/desk")).json() == {"error": "forbidden"}


async def test_a_failure_says_only_a_reference_that_stands_in_the_log(site: Site, caplog: pytest.LogCaptureFixture):
    site.history.fails = RuntimeError("the password of the database is hunter2")
    li = await site.signed_in("li")
    answer = await li.get("/history?number=13800138000")
    page = site.pages.shown[-1]
    assert (answer.status, page.status, page.frame.viewer) == (500, 500, None)
    assert "hunter2" not in await answer.text()
    record = caplog.records[-1]
    assert record.getMessage() == f"a request failed; reference {page.reference}"
    assert len(page.reference) == 8
    assert "13800138000" not in record.getMessage()


async def test_a_connection_that_breaks_inside_is_a_failure_like_any_other(
    site: Site, caplog: pytest.LogCaptureFixture
):
    site.history.fails = ConnectionResetError("to the database")
    assert (await (await site.signed_in("li")).get("/history")).status == 500
    assert site.pages.shown[-1].status == 500
    assert "a request failed" in caplog.text


async def test_an_error_page_that_cannot_ask_who_is_there_still_is_one(site: Site, caplog: pytest.LogCaptureFixture):
    wang = await site.signed_in("wang")
    site.fake_accounts.broken = True
    answer = await wang.get("/nowhere")
    assert (answer.status, answer.content_type) == (500, "text/html")
    assert site.pages.shown[-1].status == 500
    assert_guarded(answer)
    assert "a request failed" in caplog.text


async def test_a_request_too_large_is_refused(site: Site):
    answer = await site.browser().post("/login", {"login": "wang", "password": "x" * 70_000})
    assert answer.status == 413


async def test_the_house_says_whether_it_works(site: Site):
    answer = await site.browser().get("/healthz")
    assert (answer.status, await answer.json()) == (200, {"state": "ready", "parts": {"storage": "ready"}})
    site.house.ready = False
    answer = await site.browser().get("/healthz")
    assert (answer.status, (await answer.json())["state"]) == (503, "starting")


async def test_an_agent_with_a_desk_phone_gets_no_softphone(site: Site):
    answer = await (await site.signed_in("zhou")).get("/api/phone")
    assert (answer.status, await answer.json()) == (409, {"error": "desk_phone"})


async def test_guests_who_ask_too_often_are_told_to_wait(site: Site):
    guest = site.browser()
    for _ in range(20):
        assert (await guest.post("/api/guest")).status == 200
    answer = await guest.post("/api/guest")
    assert (answer.status, answer.headers["Retry-After"]) == (429, "1")
    site.clock.advance(1)
    site.house.guest_phone = None
    assert (await guest.post("/api/guest")).status == 404


# -------------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("name", "caching"),
    [
        ("desk-Ab3_x9-Q.js", "public, max-age=31536000, immutable"),
        ("fonts/cjk-00000000.woff2", "public, max-age=31536000, immutable"),
        ("desk.js", "no-cache"),
    ],
)
async def test_files_named_by_their_content_are_kept_and_others_asked_for_again(site: Site, name: str, caching: str):
    path = site.static / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("content")
    answer = await site.browser().get(f"/static/{name}")
    assert (answer.status, await answer.text(), answer.headers["Cache-Control"]) == (200, "content", caching)
    again = await site.browser().get(f"/static/{name}", If_None_Match=answer.headers["ETag"])
    assert (again.status, again.headers["Cache-Control"]) == (304, caching)


async def test_text_is_sent_packed_to_who_can_unpack_it_and_anew_when_it_was_written_anew(site: Site):
    browser = site.browser()
    for content in ("all work and no play " * 100, "another play " * 100):
        (site.static / "desk.css").write_text(content)
        answer = await browser.get("/static/desk.css", Accept_Encoding="gzip, br")
        assert (answer.status, answer.headers["Content-Encoding"], await answer.text()) == (200, "gzip", content)
        assert int(answer.headers["Content-Length"]) < len(content) / 5
        assert (answer.content_type, answer.headers["Vary"]) == ("text/css", "Accept-Encoding")
        again = await browser.get("/static/desk.css", If_None_Match=answer.headers["ETag"])
        assert again.status == 304
    plain = await browser.get("/static/desk.css", Accept_Encoding="identity")
    assert (plain.status, plain.headers.get("Content-Encoding"), await plain.text()) == (200, None, content)


async def test_no_file_outside_the_folder_is_handed_out(site: Site):
    (site.folder / "secret.txt").write_text("secret")
    (site.static / ".hidden").write_text("secret")
    (site.static / "folder").mkdir()
    os.symlink(site.folder / "secret.txt", site.static / "link.txt")
    for path in (
        "../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "folder/../../secret.txt",
        "folder/%2e%2e/%2e%2e/secret.txt",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "..%5csecret.txt",
        "link.txt",
        ".hidden",
        "folder",
        "folder/",
        "no%00thing",
        "desk.js%0a",
    ):
        answer = await raw(site, f"GET /static/{path} HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert answer.split()[1] in ("404", "400"), path


async def test_a_missing_file_is_json_for_the_script_that_asked(site: Site):
    answer = await site.browser().get("/static/none.js")
    assert (answer.status, json.loads(await answer.text())) == (404, {"error": "not_found"})
