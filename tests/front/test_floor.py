"""The supervisor's floor in a real Chromium, on a server that speaks as the test tells it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from front.floor_scene import QUEUES, agent, fill, me, queue, waiter
from front.scripted import Scripted, ago, company
from playwright.async_api import Page, expect
from real.browser import Browser

from callcenter.viewer import Role

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running() -> AsyncIterator[tuple[Scripted, Browser]]:
    async with Scripted(company(QUEUES)) as server, Browser(server) as browser:
        yield server, browser


@pytest_asyncio.fixture(loop_scope="module")
async def server(running: tuple[Scripted, Browser]) -> AsyncIterator[Scripted]:
    server, browser = running
    for feed in server.feeds.values():
        for key in feed.everything():
            feed.drop(key)
    server.commands.clear()
    server.posted.clear()
    server.roles = frozenset({Role.SUPERVISOR})
    server.answer = lambda _: None
    server.feeds["desk"].put("me", me())
    fill(server.feeds["floor"])
    yield server
    await browser.close_pages()
    assert not browser.said


async def floor(running: tuple[Scripted, Browser], language: str = "en") -> Page:
    page = await running[1].page(language)
    await page.goto("/floor")
    await page.wait_for_selector("cc-floor[data-ready=yes]")
    return page


async def chosen(page: Page, row: str, does: str) -> None:
    """What is chosen in the menu of a row, by keyboard."""
    await page.locator(f"[data-row={row}]").focus()
    await page.keyboard.press("Enter")
    await page.locator(f"[data-part=menu] [data-do={does}]").click()


def without_key(command: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in command.items() if name != "key"}


async def test_who_has_no_phone_is_shown_so_and_counted_as_available_nowhere(
    running: tuple[Scripted, Browser], server: Scripted
):
    server.feeds["floor"].put("agent/a2", agent(2, reachable=False, why_not="phone_unreachable"))
    page = await floor(running)
    await expect(page.locator("[data-row=a2] [data-part=doing]")).to_have_text("No phone")
    await expect(page.locator("[data-row=a2] [data-part=doing]")).to_have_attribute("data-state", "unreachable")
    await page.locator("[data-only=unreachable]").click()
    await expect(page.locator("cc-floor-agents .row")).to_have_count(1)


async def test_a_click_on_a_row_opens_its_menu(running: tuple[Scripted, Browser], server: Scripted):
    page = await floor(running)
    menu = page.locator("[data-part=menu]")
    for row, does in (("a0", "take-over"), ("repairs", "close-queue"), ("w000", "to-front")):
        await page.locator(f"[data-row={row}] [role=gridcell]").nth(1).click()
        await expect(menu.locator(f"[data-do={does}]")).to_be_visible()
        await page.keyboard.press("Escape")
    await page.locator("[data-row=a0] [data-do=listen]").click()
    await server.until("supervise")
    await expect(menu).to_be_hidden()


async def test_who_asks_for_help_comes_first_and_who_cannot_be_rung_says_why(
    running: tuple[Scripted, Browser], server: Scripted
):
    page = await floor(running)
    feed = server.feeds["floor"]
    feed.put("agent/a14", agent(14, help={"interaction": "i14", "since": ago(5)}))
    feed.put("agent/a2", agent(2, reachable=False, why_not="phone_unreachable"))
    first = page.locator("cc-floor-agents .row").first
    await expect(first).to_have_attribute("data-row", "a14")
    await expect(first).to_contain_text("Help")
    await expect(page.locator("[data-row=a2] [data-part=why]")).to_have_text("No phone")
    feed.put("agent/a14", agent(14))
    await expect(first).not_to_have_attribute("data-row", "a14")


async def test_agents_are_found_by_name_state_and_what_they_can_serve(
    running: tuple[Scripted, Browser], server: Scripted
):
    page = await floor(running)
    rows = page.locator("cc-floor-agents .row")
    await page.fill("[data-part=search]", "1001")
    await expect(rows).to_have_count(1)
    await page.fill("[data-part=search]", "")
    await page.locator("[data-filter=queue]").select_option("complaints")
    await expect(rows).to_have_count(6)
    await page.locator("[data-only=wrap_up]").click()
    await expect(page.locator("cc-floor-agents [data-part=doing]")).to_have_text(["Wrap-up"] * 3)


async def test_those_who_wait_stand_in_the_order_in_which_they_will_be_served(
    running: tuple[Scripted, Browser], server: Scripted
):
    feed = server.feeds["floor"]
    for key in [key for key in feed.everything() if key.startswith("waiting/")]:
        feed.drop(key)
    feed.put("waiting/long", waiter(1, interaction="long", since=ago(100), priority=0.0, ageing=0.1))
    feed.put("waiting/grave", waiter(2, interaction="grave", since=ago(10), priority=50.0, ageing=0.1))
    feed.put("waiting/new", waiter(3, interaction="new", since=ago(5), priority=0.0, ageing=0.1))
    page = await floor(running)
    rows = page.locator("cc-floor-waiting .row")
    await expect(rows).to_have_count(3)
    assert [await row.get_attribute("data-row") for row in await rows.all()] == ["grave", "long", "new"]
    await chosen(page, "new", "prioritise")
    await page.fill("[name=points]", "60")
    await page.locator("cc-ask [data-do=confirm]").click()
    assert without_key(await server.until("prioritise")) == {"do": "prioritise", "interaction": "new", "points": 60}
    await page.locator("[data-do=undo]").click()
    assert (await server.until("prioritise"))["points"] == -60


async def test_a_supervisor_listens_with_one_click_coaches_and_stops_and_always_sees_who_hears_them(
    running: tuple[Scripted, Browser], server: Scripted
):
    page = await floor(running)
    await page.locator("[data-row=a0] [data-do=listen]").click()
    asked = {"do": "supervise", "interaction": "i0", "agent": "a0", "mode": "listen"}
    assert without_key(await server.until("supervise")) == asked
    server.feeds["floor"].put("agent/a0", agent(0, watched_by=[{"agent": "li", "mode": "listen"}]))
    strip = page.locator("[data-part=hearing]")
    await expect(strip).to_contain_text("You listen to 王芳")
    await expect(strip).to_contain_text("Nobody hears you")
    await strip.locator("[data-do=coach]").click()
    assert (await server.until("supervise"))["mode"] == "coach"
    server.feeds["floor"].put("agent/a0", agent(0, watched_by=[{"agent": "li", "mode": "coach"}]))
    await expect(strip).to_contain_text("Only 王芳 hears you")
    await strip.locator("[data-do=stop]").click()
    assert (await server.until("stop_supervising"))["interaction"] == "i0"
    server.feeds["floor"].put("agent/a0", agent(0))
    await expect(strip).to_have_count(0)


async def test_taking_over_needs_a_reason_and_a_refusal_is_said_and_can_be_mended(
    running: tuple[Scripted, Browser], server: Scripted
):
    page = await floor(running)
    server.answer = lambda command: "busy" if command["do"] == "take_over" else None
    await chosen(page, "a0", "take-over")
    await page.locator("cc-ask [data-do=confirm]").click()
    assert server.commands == []
    await page.fill("[name=reason]", "the customer asked for me")
    await page.locator("cc-ask [data-do=confirm]").click()
    assert (await server.until("take_over"))["reason"] == "the customer asked for me"
    await expect(page.locator("[data-part=refused]")).to_contain_text("Your phone is busy")
    await expect(page.locator("cc-ask dialog")).to_be_visible()


async def test_a_queue_is_diverted_with_a_reason_says_so_and_is_opened_again(
    running: tuple[Scripted, Browser], server: Scripted
):
    page = await floor(running)
    await chosen(page, "repairs", "divert-queue")
    await page.locator("[name=to]").select_option("sales")
    await page.locator("[name=waiting][value=go]").check()
    await page.fill("[name=reason]", "fire drill")
    await page.locator("cc-ask [data-do=confirm]").click()
    assert without_key(await server.until("close_queue")) == {
        "do": "close_queue",
        "queue": "repairs",
        "divert_to": "sales",
        "reason": "fire drill",
        "waiting": "go",
    }
    closed = {"how": "divert", "to": "sales", "by": "li", "reason": "fire drill", "since": ago(1)}
    server.feeds["floor"].put("queue/repairs", queue(*QUEUES[0], closed=closed))
    await expect(page.locator("[data-row=repairs] [data-part=closed]")).to_have_text("Diverted to Sales")
    await chosen(page, "repairs", "open-queue")
    assert (await server.until("open_queue"))["queue"] == "repairs"


async def test_skills_are_changed_at_once_and_what_that_opens_and_closes_is_said_before(
    running: tuple[Scripted, Browser], server: Scripted
):
    page = await floor(running)
    await chosen(page, "a0", "skills")
    await page.locator("[data-skill=repairs]").fill("0")
    await page.locator("[data-skill=sales]").fill("4")
    await expect(page.locator("[data-part=skills-effect]")).to_contain_text("New: Sales")
    await expect(page.locator("[data-part=skills-effect]")).to_contain_text("No longer: Repairs")
    await page.locator("cc-floor-skills [data-do=confirm]").click()
    assert (await server.until("skills"))["skills"] == {"mandarin": 10, "sales": 4}


async def test_one_who_waits_is_dragged_onto_an_agent_and_onto_a_queue(
    running: tuple[Scripted, Browser], server: Scripted
):
    page = await floor(running)
    await page.locator("[data-row=w004]").drag_to(page.locator("cc-floor-agents [data-row=a2]"))
    await page.locator("cc-ask [data-do=confirm]").click()
    assert without_key(await server.until("hand")) == {"do": "hand", "interaction": "w004", "agent": "a2"}
    await page.locator("[data-row=w001]").drag_to(page.locator("cc-floor-queues [data-row=sales]"))
    await page.fill("[name=reason]", "shorter line")
    await page.locator("cc-ask [data-do=confirm]").click()
    moved = {"do": "move", "interaction": "w001", "queue": "sales", "reason": "shorter line"}
    assert without_key(await server.until("move")) == moved


async def test_an_emergency_notice_is_written_heard_and_published_to_whom_it_concerns(
    running: tuple[Scripted, Browser], server: Scripted
):
    page = await floor(running, "zh-CN")
    await page.locator("[data-do=notice]").click()
    form = page.locator("[data-part=notice-form]")
    await form.locator("textarea[data-language=zh-CN]").fill("今日停电")
    await form.locator("[data-do=confirm]").click()
    await expect(page.locator("[data-part=notice-problem]")).to_be_visible()
    await form.locator("textarea[data-language=en]").fill("No power today")
    await form.locator("[data-do=preview][data-language=en]").click()
    await expect(page.locator("[data-part=preview]")).to_have_count(1)
    await form.locator("[data-kind=queues][data-name=repairs]").check()
    await form.locator("[name=ends]").fill("2030-01-02T18:30")
    await form.locator("[data-do=confirm]").click()
    assert without_key(await server.until("notice")) == {
        "do": "notice",
        "text": {"zh-CN": "今日停电", "en": "No power today"},
        "numbers": [],
        "queues": ["repairs"],
        "provinces": [],
        "begins": None,
        "ends": "2030-01-02T18:30:00.000Z",
    }


async def test_a_notice_spoken_in_the_page_arrives_as_a_wav(running: tuple[Scripted, Browser], server: Scripted):
    page = await floor(running)
    await page.locator("[data-do=notice]").click()
    await page.locator("[data-kind=recording]").click()
    await page.locator("[data-do=record]").click()
    await expect(page.locator("[data-part=recorded-for]")).to_have_text("0:01")
    await page.locator("[data-do=record]").click()
    await expect(page.locator("[data-part=preview]")).to_have_count(1)
    await page.locator("[data-part=notice-form] [data-do=confirm]").click()
    assert (await server.until("notice"))["recording"] == "rec-1"
    [(kind, sound)] = server.posted
    assert (kind, sound[:4], sound[8:12]) == ("recording", b"RIFF", b"WAVE")


async def test_who_has_no_desk_sees_the_floor_and_is_told_why_there_is_no_listening(
    running: tuple[Scripted, Browser], server: Scripted
):
    server.roles = frozenset({Role.ADMIN})
    page = await floor(running)
    await expect(page.locator("[data-condition=deaf]")).to_contain_text("without a phone")
    await expect(page.locator("[data-row=a0] [data-do=listen]")).to_be_disabled()


async def test_three_hundred_agents_and_two_hundred_who_wait_leave_the_page_free_to_scroll(
    running: tuple[Scripted, Browser], server: Scripted
):
    fill(server.feeds["floor"], agents=300, waiting=200)
    page = await floor(running)
    await expect(page.locator("[data-part=waiting-count]")).to_have_text("200")
    assert await page.locator("cc-floor-agents .row").count() < 60
    await page.locator("cc-floor-agents cc-rows").evaluate("list => list.scrollTo(0, list.scrollHeight)")
    await expect(page.locator("cc-floor-agents .row").last).to_have_attribute("aria-rowindex", "301")


async def test_a_customer_is_handed_to_who_can_take_them_and_back_again(
    running: tuple[Scripted, Browser], server: Scripted
):
    feed = server.feeds["floor"]
    feed.put("agent/a2", agent(2, reachable=False, why_not="phone_unreachable"))
    page = await floor(running)
    await chosen(page, "w000", "hand")
    option = page.locator("[name=agent] option[value=a2]")
    await expect(option).to_be_disabled()
    await expect(option).to_contain_text("No phone")
    await expect(page.locator("[name=agent] option").first).to_be_enabled()
    await page.locator("cc-ask [data-do=confirm]").click()
    handed = await server.until("hand")
    feed.put("waiting/w000", waiter(0, offered_to=None, for_agent=handed["agent"], handed_until=ago(-25)))
    await expect(page.locator("[data-row=w000] [data-part=for-agent]")).to_contain_text("0:2")
    server.commands.clear()
    await chosen(page, "w000", "hand-back")
    assert without_key(await server.until("hand")) == {"do": "hand", "interaction": "w000", "agent": None}


async def test_what_was_done_to_one_who_waits_no_longer_is_not_offered_to_be_undone(
    running: tuple[Scripted, Browser], server: Scripted
):
    page = await floor(running)
    await chosen(page, "w001", "prioritise")
    await page.locator("cc-ask [data-do=confirm]").click()
    told = page.locator("[data-part=done]")
    await expect(told).to_be_visible()
    box, list_ = await told.bounding_box(), await page.locator("cc-floor-waiting").bounding_box()
    assert box is not None
    assert list_ is not None
    assert box["y"] + box["height"] <= list_["y"], "it covers no list"
    server.feeds["floor"].drop("waiting/w001")
    await expect(told).to_have_count(0)


async def test_what_an_agent_has_chosen_for_afterwards_is_shown_and_can_be_taken_back(
    running: tuple[Scripted, Browser], server: Scripted
):
    feed = server.feeds["floor"]
    feed.put("agent/a0", agent(0, next={"presence": "aux", "code": "meal", "by": None}))
    page = await floor(running)
    await expect(page.locator("[data-row=a0] [data-part=next]")).to_have_text("then Meal")
    await chosen(page, "a0", "force-available")
    assert (await server.until("force"))["presence"] == "available"
