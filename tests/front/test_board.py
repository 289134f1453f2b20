"""The board and the wallboard in a real Chromium, on a server that speaks as the test tells it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from front.floor_scene import CENTER, QUEUES, agent, queue
from front.scripted import Scripted, ago, company
from playwright.async_api import Page, expect
from real.browser import Browser

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

CALM = {"waiting": 0, "longest_since": None, "service_level": 0.9}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running() -> AsyncIterator[tuple[Scripted, Browser]]:
    async with Scripted(company(QUEUES)) as server, Browser(server) as browser:
        yield server, browser


@pytest_asyncio.fixture(loop_scope="module")
async def server(running: tuple[Scripted, Browser]) -> AsyncIterator[Scripted]:
    server, browser = running
    board = server.feeds["board"]
    for key in board.everything():
        board.drop(key)
    board.put("center", CENTER)
    for place, (name, zh, en) in enumerate(QUEUES):
        board.put(f"queue/{name}", queue(name, zh, en, place, **CALM))
    board.put("agent/a0", agent(0))
    yield server
    await browser.close_pages()
    assert not browser.said


async def board(running: tuple[Scripted, Browser], path: str = "/board") -> Page:
    page = await running[1].page("en")
    await page.goto(path)
    await page.wait_for_selector("cc-board[data-center=ready]")
    return page


async def test_a_figure_beyond_its_limits_is_coloured_and_said_in_words(
    running: tuple[Scripted, Browser], server: Scripted
):
    page = await board(running)
    repairs = page.locator("tr[data-queue=repairs]")
    changes = {"waiting": 6, "longest_since": ago(70), "service_level": 0.65}
    server.feeds["board"].put("queue/repairs", queue(*QUEUES[0], **changes))
    await expect(repairs.locator("[data-figure=waiting]")).to_have_attribute("data-level", "bad")
    await expect(repairs.locator("[data-figure=longest]")).to_have_attribute("data-level", "warn")
    await expect(repairs.locator("[data-figure=service_level]")).to_have_attribute("data-level", "bad")
    await expect(repairs.locator("[data-figure=waiting]")).to_contain_text("alarm")


async def test_what_turns_bad_sounds_once_and_not_again_when_the_page_is_loaded_again(
    running: tuple[Scripted, Browser], server: Scripted
):
    page = await board(running)
    whole = page.locator("cc-board")
    server.feeds["board"].put("queue/repairs", queue(*QUEUES[0], **{**CALM, "waiting": 6}))
    await expect(whole).to_have_attribute("data-sounded", "1")
    server.feeds["board"].put("queue/repairs", queue(*QUEUES[0], **{**CALM, "waiting": 7}))
    server.feeds["board"].put("queue/sales", queue(*QUEUES[2], **{**CALM, "waiting": 9}))
    await expect(whole).to_have_attribute("data-sounded", "2")
    await page.locator("[data-do=mute]").click()
    await page.reload()
    await expect(page.locator("[data-do=mute]")).to_have_attribute("aria-pressed", "true")
    await expect(page.locator("tr[data-queue=sales] [data-level=bad]")).to_have_count(1)
    server.feeds["board"].put("queue/english", queue(*QUEUES[4], **{**CALM, "waiting": 9}))
    await expect(whole).to_have_attribute("data-sounded", "1")  # only what is new since


async def test_the_wallboard_can_be_read_from_five_metres_and_shows_what_is_out_of_order(
    running: tuple[Scripted, Browser], server: Scripted
):
    feed = server.feeds["board"]
    trunk = {"name": "carrier", "state": "down", "since": ago(30), "in_use": 0, "limit": 30}
    feed.put("center", {**CENTER, "trunks": [trunk], "alarms": [{"kind": "refusals", "times": 40, "at": ago(60)}]})
    closed = {"how": "divert", "to": "sales", "by": "li", "reason": "", "since": ago(300)}
    feed.put("queue/english", queue(*QUEUES[4], closed=closed, **CALM))
    notice = {"id": "n1", "text": {"zh-CN": "暴雨", "en": "Heavy rain"}, "begins": ago(60), "ends": ago(-600)}
    feed.put("notice/n1", notice)
    page = await board(running, "/board?wall=1")
    await page.set_viewport_size({"width": 1920, "height": 1080})
    await expect(page.locator("header.bar")).to_be_hidden()
    for said in ("carrier does not answer", "English line: diverted to Sales", "Heavy rain", "40 refused"):
        await expect(page.locator("[data-part=alarms]")).to_contain_text(said)
    figure = page.locator("[data-queue=repairs] [data-figure=waiting] b")
    assert await figure.evaluate("element => parseFloat(getComputedStyle(element).fontSize)") >= 60
    assert await page.evaluate("document.querySelector('main').scrollHeight <= innerHeight")


async def test_the_widest_figures_have_room_on_the_wallboard(running: tuple[Scripted, Browser], server: Scripted):
    widest = {"waiting": 188, "longest_since": ago(3 * 3600 + 5), "service_level": 0.333}
    server.feeds["board"].put("queue/repairs", queue(*QUEUES[0], **widest))
    server.feeds["board"].put("queue/sales", queue(*QUEUES[2], **CALM | {"service_level": 1.0}))
    page = await board(running, "/board?wall=1")
    await expect(page.locator("[data-queue=repairs] [data-figure=service_level] b")).to_have_text("▲33%")
    for width, height in ((1920, 1080), (1366, 768)):
        await page.set_viewport_size({"width": width, "height": height})
        figures = page.locator("[data-figure]")
        assert await figures.count() == 3 * len(QUEUES)
        for figure in await figures.all():
            room = "element => element.querySelector('b').scrollWidth <= element.clientWidth"
            assert await figure.evaluate(room), await figure.inner_text()
