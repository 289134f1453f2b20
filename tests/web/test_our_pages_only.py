"""What other sites make a browser send is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import WSServerHandshakeError
from fakes import RIGHT, Browser, Site, opened

FROM_ELSEWHERE = {
    "another site": {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    "another site in an old browser": {"Origin": "https://evil.example"},
    "a neighbour": {"Origin": "http://other.127.0.0.1", "Sec-Fetch-Site": "same-site"},
    "our host at another port": {"Origin": "http://127.0.0.1:1"},
    "an origin that claims to be ours": {"Origin": "OURS", "Sec-Fetch-Site": "cross-site"},
    "a sandboxed frame": {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    "the address bar": {"Sec-Fetch-Site": "none"},
    "who does not say": {},
    "who writes nonsense": {"Origin": "http://["},
    "a file": {"Origin": "file://"},
}
OURS = {
    "a page of ours": {"Origin": "OURS", "Sec-Fetch-Site": "same-origin"},
    "a page of ours in an old browser": {"Origin": "OURS"},
    "a page of ours that says no origin": {"Sec-Fetch-Site": "same-origin"},
}


def sent(site: Site, headers: dict[str, str]) -> dict[str, str]:
    return {name: site.url if value == "OURS" else value for name, value in headers.items()}


async def post(browser: Browser, path: str, headers: dict[str, str]) -> int:
    form = {"login": "wang", "password": RIGHT, "language": "en"}
    answer = await browser.client.post(browser.site.url + path, data=form, headers=headers, allow_redirects=False)
    return answer.status


async def open_socket(browser: Browser, path: str, headers: dict[str, str]) -> int:
    try:
        socket = await browser.client.ws_connect(browser.site.url + path, headers=headers, protocols=["sip"])
    except WSServerHandshakeError as refused:
        return refused.status
    await socket.close()
    return 101


@pytest.mark.parametrize("who", FROM_ELSEWHERE)
async def test_nothing_changes_and_no_socket_opens_at_the_word_of(site: Site, who: str):
    headers = sent(site, FROM_ELSEWHERE[who])
    browser = await site.signed_in("wang")
    for path in ("/login", "/logout", "/language", "/api/guest"):
        assert await post(browser, path, headers) == 403, path
    for path in ("/live", "/sip", "/sip?guest"):
        assert await open_socket(browser, path, headers) == 403, path
    assert (await browser.get("/desk")).status == 200  # still signed in


@pytest.mark.parametrize("who", OURS)
async def test_heard_is(site: Site, who: str):
    headers = sent(site, OURS[who])
    browser = await site.signed_in("wang")
    assert await open_socket(browser, "/live", headers) == 101
    for path in ("/api/guest", "/language", "/login", "/logout"):
        assert await post(browser, path, headers) in (200, 303), path


async def test_behind_a_proxy_our_pages_are_those_of_the_public_address(tmp_path: Path):
    async with opened(tmp_path, public_url="https://calls.example") as site:
        browser = site.browser()
        assert await post(browser, "/logout", {"Origin": "https://calls.example"}) == 303
        assert await post(browser, "/logout", {"Origin": site.url}) == 403
        assert await post(browser, "/logout", {"Origin": "http://calls.example"}) == 403
