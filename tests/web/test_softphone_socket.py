"""`/sip`: what the softphone says goes to the telephone network and back, and both sides end together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientWebSocketResponse, WSCloseCode, WSMsgType, WSServerHandshakeError, web
from fakes import SOON, Browser, Site, opened

from callcenter.web.sip import LONGEST_MESSAGE, Limits

REGISTER = "REGISTER sip:calls.example SIP/2.0\r\n\r\n"


class Network:
    """A telephone network that says back what it hears."""

    def __init__(self) -> None:
        self.sockets: list[web.WebSocketResponse] = []
        self.gone: asyncio.Queue[int | None] = asyncio.Queue()
        self.url = ""

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=("sip",), timeout=1.0)
        await socket.prepare(request)
        self.sockets.append(socket)
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await socket.send_str(f"heard {message.data}")
            else:
                await socket.send_bytes(message.data)
        self.gone.put_nowait(socket.close_code)
        return socket


LIMITS = Limits(messages_at_once=20.0, messages_a_second=0.0, ask_again=0.02)


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with opened(tmp_path, guest_page=True, limits=LIMITS) as site:
        yield site


@pytest.fixture
async def network(site: Site) -> AsyncIterator[Network]:
    network = Network()
    app = web.Application()
    app.router.add_get("/ws", network.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    network.url = site.house.upstream = f"http://127.0.0.1:{runner.addresses[0][1]}/ws"
    yield network
    await site.leave()
    await runner.cleanup()


async def refusal(browser: Browser, path: str = "/sip") -> int:
    with pytest.raises(WSServerHandshakeError) as refused:
        await browser.sip(path)
    return refused.value.status


async def closing_code(socket: ClientWebSocketResponse) -> int | None:
    while (await socket.receive(SOON)).type in (WSMsgType.TEXT, WSMsgType.BINARY):
        pass
    return socket.close_code


async def talks(socket: ClientWebSocketResponse) -> bool:
    await socket.send_str(REGISTER)
    return (await socket.receive(SOON)).data == f"heard {REGISTER}"


async def test_words_go_both_ways_unchanged(site: Site, network: Network):
    socket = await (await site.signed_in("wang")).sip()
    assert socket.protocol == "sip"
    assert await talks(socket)
    await socket.send_bytes(b"\x00\xff")
    assert (await socket.receive(SOON)).data == b"\x00\xff"
    await network.sockets[0].send_str("INVITE")
    assert (await socket.receive(SOON)).data == "INVITE"


async def test_when_the_page_goes_the_network_is_told(site: Site, network: Network):
    socket = await (await site.signed_in("wang")).sip()
    assert await talks(socket)
    await socket.close()
    async with asyncio.timeout(SOON):
        assert await network.gone.get() == WSCloseCode.OK


async def test_when_the_network_goes_the_page_is_told_so_that_it_connects_again(site: Site, network: Network):
    wang = await site.signed_in("wang")
    socket = await wang.sip()
    assert await talks(socket)
    closed, _ = await asyncio.gather(closing_code(socket), network.sockets[0].close())
    assert closed == WSCloseCode.GOING_AWAY
    assert await talks(await wang.sip())


async def test_signing_out_ends_the_softphone_at_once(site: Site, network: Network):
    wang = await site.signed_in("wang")
    socket = await wang.sip()
    assert await talks(socket)
    closed, _ = await asyncio.gather(closing_code(socket), wang.post("/logout"))
    assert closed == WSCloseCode.POLICY_VIOLATION
    async with asyncio.timeout(SOON):
        await network.gone.get()


async def test_a_session_that_runs_out_ends_the_softphone(site: Site, network: Network):
    socket = await (await site.signed_in("wang")).sip()
    assert await talks(socket)
    site.clock.advance(13 * 3600)
    assert await closing_code(socket) == WSCloseCode.POLICY_VIOLATION


async def test_a_server_that_goes_down_says_so_and_lets_the_network_go(site: Site, network: Network):
    socket = await (await site.signed_in("wang")).sip()
    assert await talks(socket)
    closed, _ = await asyncio.gather(closing_code(socket), site.close())
    assert closed == WSCloseCode.SERVICE_RESTART
    async with asyncio.timeout(SOON):
        await network.gone.get()


async def test_without_a_network_the_page_is_asked_to_come_again(site: Site, caplog: pytest.LogCaptureFixture):
    wang = await site.signed_in("wang")
    assert await refusal(wang) == 503
    site.house.upstream = "http://127.0.0.1:1/ws"  # nobody listens there
    assert await refusal(wang) == 503
    assert [record.message for record in caplog.records] == [
        "the telephone network takes no softphone now: ClientConnectorError"
    ]


async def test_what_is_no_softphone_is_not_handed_on(site: Site, network: Network):
    wang = await site.signed_in("wang")
    with pytest.raises(WSServerHandshakeError) as refused:
        await wang.client.ws_connect(site.url + "/sip", headers={"Origin": site.url})  # does not speak SIP
    assert refused.value.status == 400
    assert (await wang.get("/sip", Sec_WebSocket_Protocol="sip")).status == 400  # is no socket at all
    assert network.sockets == []


async def test_an_agent_has_so_many_softphones_and_a_closed_one_makes_room(site: Site, network: Network):
    wang = await site.signed_in("wang")
    phones = [await wang.sip() for _ in range(LIMITS.of_an_agent)]
    assert await refusal(wang) == 429
    assert await talks(await (await site.signed_in("zhou")).sip())
    await phones[0].close()
    async with asyncio.timeout(SOON):
        await network.gone.get()
    assert await talks(await wang.sip())


async def test_a_softphone_that_never_stops_talking_is_closed(site: Site, network: Network):
    socket = await (await site.signed_in("wang")).sip()
    for _ in range(20):
        assert await talks(socket)
    await socket.send_str(REGISTER)
    assert await closing_code(socket) == WSCloseCode.GOING_AWAY


async def test_a_message_too_long_ends_both_sides(site: Site, network: Network):
    socket = await (await site.signed_in("wang")).sip()
    await socket.send_str("x" * (LONGEST_MESSAGE + 1))
    assert await closing_code(socket) == WSCloseCode.MESSAGE_TOO_BIG
    async with asyncio.timeout(SOON):
        await network.gone.get()


async def test_guests_come_in_without_signing_in_but_only_so_many_from_one_address(site: Site, network: Network):
    guest = site.browser()
    phones = [await guest.sip("/sip?guest") for _ in range(LIMITS.of_a_guest)]
    assert await talks(phones[0])
    assert await refusal(guest, "/sip?guest") == 429
    assert await refusal(guest) == 401  # the agents' way stays shut
    assert await talks(await (await site.signed_in("wang")).sip())


async def test_guests_altogether_are_so_many_wherever_they_come_from(tmp_path: Path):
    async with opened(tmp_path, guest_page=True, limits=Limits(of_guests=0)) as site:
        assert await refusal(site.browser(), "/sip?guest") == 503


async def test_without_the_guest_page_there_is_no_way_for_guests(tmp_path: Path):
    async with opened(tmp_path) as site:
        assert await refusal(site.browser(), "/sip?guest") == 404
        assert (await site.browser().get("/call")).status == 404
        assert (await site.browser().post("/api/guest")).status == 404


async def test_signing_out_does_not_touch_the_guests(site: Site, network: Network):
    wang = await site.signed_in("wang")
    guest = await wang.sip("/sip?guest")
    await wang.post("/logout")
    assert await talks(guest)


def invite(to: str = "<sip:1000@calls.example>", more: str = "", method: str = "INVITE") -> str:
    return f"{method} sip:1000@calls.example SIP/2.0\r\nTo: {to}\r\n{more}Content-Length: 0\r\n\r\n"


PROVES = 'Authorization: Digest username="web-guest"\r\n'


async def test_a_guest_begins_two_calls_a_minute_and_then_no_more(site: Site, network: Network):
    guest = await site.browser().sip("/sip?guest")
    within = [invite("<sip:1000@calls.example>;tag=1")] * 3
    for words in [invite(), invite(more=PROVES)] * 2 + within:
        await guest.send_str(words)
        assert (await guest.receive(SOON)).data == f"heard {words}"
    await guest.send_str(invite(more=PROVES))
    last = await guest.receive(SOON)
    assert last.type not in (WSMsgType.TEXT, WSMsgType.BINARY)  # it is not handed on, nor answered
    assert guest.close_code == WSCloseCode.POLICY_VIOLATION
    async with asyncio.timeout(SOON):
        await network.gone.get()


@pytest.mark.parametrize(
    "words",
    [
        invite("<sip:1000@calls.example;tag=1>"),
        invite('";tag=1" <sip:1000@calls.example>'),
        invite('"a\\";tag=1" <sip:1000@calls.example>'),
        invite("<sip:1000@calls.example>;tag=1", "t: <sip:1000@calls.example>\r\n"),
        invite(method="\r\n\r\ninvite"),
        invite("<sip:1000@calls.example>;tag=1") + invite(),
    ],
)
async def test_a_guest_who_dresses_a_new_call_up_as_an_old_one_gets_no_more_of_them(
    site: Site, network: Network, words: str
):
    guest = await site.browser().sip("/sip?guest")
    for _ in range(3):
        await guest.send_str(words)
    assert await closing_code(guest) == WSCloseCode.POLICY_VIOLATION


async def test_agents_begin_as_many_calls_as_they_like(site: Site, network: Network):
    socket = await (await site.signed_in("wang")).sip()
    for _ in range(10):
        await socket.send_str(invite())
        assert (await socket.receive(SOON)).data == f"heard {invite()}"
