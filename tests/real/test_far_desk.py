"""A desk in another network, over a bad line, by HTTPS and WSS: ten calls, a warning, the figures in the history."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import aiohttp
import pytest
import pytest_asyncio
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from playwright.async_api import expect
from real.browser import Browser, DeskPage
from real.far_network import FarNetwork, why_not
from real.people import HOTLINE, SMITH, until
from real.program import Program
from real.sipp import Sipp, may_play_sound

from callcenter import native

pytestmark = [
    pytest.mark.real,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(bool(why_not()), reason=why_not() or "-"),
    pytest.mark.skipif(not may_play_sound(), reason="SIPp plays sound through a raw socket, which only root may open"),
]

CALLS = 10
LOSS, DELAY, JITTER = 0.03, 0.06, 0.06
TALKS = (14.0, *[1.5] * (CALLS - 1))  # seconds; in the first the line is measured, which is done every five


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def far(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Program, Browser]]:
    """Our program at one end of the line, a browser at the other."""
    folder = tmp_path_factory.mktemp("far")
    chromium = native.find("chromium")
    assert chromium is not None, "python -m callcenter.native fetch gets it"
    with FarNetwork(loss=LOSS, delay=DELAY, jitter=JITTER) as network:
        async with AsyncExitStack() as stack:
            program = await stack.enter_async_context(Program(folder, at=network.near))
            executable = network.program(folder / "chromium", chromium.executable)
            yield program, await stack.enter_async_context(Browser(program, executable, trusting(program)))


def trusting(program: Program) -> list[str]:
    """Chromium has a store of its own, which no file fills: it is told of the one key it may trust."""
    shown = (program.data / "certificate" / "server.pem").read_bytes()
    key = x509.load_pem_x509_certificate(shown).public_key()
    form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    digest = hashlib.sha256(key.public_bytes(*form)).digest()
    return [f"--ignore-certificate-errors-spki-list={base64.b64encode(digest).decode()}"]


async def calls(program: Program, number: int, stack: AsyncExitStack) -> Sipp:
    """Somebody calls, chooses English and repairs, and waits."""
    return await stack.enter_async_context(
        Sipp(
            program.folder / f"caller-{number}",
            program.sip_port,
            caller=f"+8613800050{number:03}",
            dials=HOTLINE,
            presses="21",
            keeps_pressing="1",  # and talks in between, also while the agent is with somebody else
            at=program.address,
        )
    )


async def takes_a_call(desk: DeskPage, seconds: float) -> None:
    await desk.do("answer")
    await desk.until_stage("talking", within=15.0)
    await desk.hears_and_speaks()
    if seconds > 5:  # long enough to be sure of a line
        await expect(desk.part("condition")).to_have_attribute("data-condition", "poor_line", timeout=15_000)
        await expect(desk.part("condition")).to_contain_text("Poor line")
    await asyncio.sleep(seconds)  # they talk
    await desk.do("hang-up")
    await desk.until_stage("wrap_up")
    await desk.page.locator("[data-disposition='no_result']").check()
    await desk.do("finish")  # whoever waits is offered at once


async def test_a_desk_over_a_bad_line_takes_ten_calls_and_its_agent_is_warned(far: tuple[Program, Browser]) -> None:
    program, browser = far
    desk = DeskPage(await browser.signed_in(SMITH))
    assert desk.page.url.startswith(f"https://{program.address}:")
    (cookie,) = [one for one in await desk.page.context.cookies() if one.get("name") == "__Host-callcenter"]
    assert cookie.get("secure")
    await desk.works()
    async with AsyncExitStack() as stack:
        callers = [await calls(program, 0, stack)]
        for number, seconds in enumerate(TALKS):
            await desk.until_stage("offered", within=30.0)
            if number + 1 < CALLS:
                callers.append(await calls(program, number + 1, stack))
            await takes_a_call(desk, seconds)
        assert [await caller.ended() for caller in callers] == [0] * CALLS
    served = "SELECT id FROM interactions WHERE NOT demo AND outcome = 'served' ORDER BY began_at"
    await until(lambda: len(program.rows(served)) == CALLS, what="the end of the last call")
    calls_taken = [row["id"] for row in program.rows(served)]
    await until(lambda: measured(program, "customer") >= set(calls_taken), what="the figures of every caller's line")
    await the_figures_are_in_the_history(program, browser, calls_taken[0])
    assert not browser.said


def measured(program: Program, party: str) -> set[str]:
    """The interactions in which the line of this party was measured."""
    return {fact["stream"] for fact in program.facts("LegQuality") if fact["party"] == party}


async def the_figures_are_in_the_history(program: Program, browser: Browser, interaction: str) -> None:
    """Of the call that was long enough for several reports of the desk's line."""
    (fact,) = [one for one in program.facts("LegQuality") if (one["stream"], one["party"]) == (interaction, "agent")]
    assert fact["loss"] > 0
    assert fact["jitter"] > 0.01  # of the 60 ms by which packets are early or late; the caller's is a few
    assert fact["round_trip"] > 0.01  # 0 to 120 ms each way; without the far network it is less than one
    page = await browser.signed_in("brown", path="/board")
    await page.goto(f"/history/{interaction}")
    cells = page.locator("[data-part='sound'][data-party='agent'] td")
    await expect(cells.nth(0)).to_contain_text(f"{fact['loss'] * 100:.1f} %")
    await expect(cells.nth(1)).to_contain_text(f"{fact['jitter'] * 1000:.0f} ms")
    await expect(cells.nth(2)).to_have_text(f"{fact['round_trip'] * 1000:.0f} ms")


async def test_who_does_not_trust_the_authority_gets_no_page(far: tuple[Program, Browser]) -> None:
    program, _ = far
    async with aiohttp.ClientSession() as stranger:
        with pytest.raises(aiohttp.ClientConnectorCertificateError):
            await stranger.get(f"{program.url}/login")
        async with stranger.get(f"{program.url}/login", ssl=program.trust()) as answer:
            assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
