"""A real Chromium with the real pages on a real Asterisk: the pop before the ring is answered, sound, reload, board."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import expect
from real.browser import Browser
from real.people import HOTLINE, SMITH, House, about, now, recorded, speaking, until
from real.sipp import Sipp, may_play_sound

SHANGHAI = ZoneInfo("Asia/Shanghai")

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


@pytest.mark.skipif(not may_play_sound(), reason="SIPp plays sound through a raw socket, which only root may open")
async def test_a_caller_at_sipp_is_answered_in_the_browser_by_one_who_saw_who_calls(
    house: House, browser: Browser
) -> None:
    emma = house.customer("en", place=3)
    board = await browser.signed_in("yang", path="/board")
    called = now()
    dials = Sipp(
        house.program.folder / "browser",
        house.program.sip_port,
        caller=emma["number"],
        dials=HOTLINE,
        presses="21",
        keeps_pressing="1",
    )
    async with dials as caller:
        interaction = await house.interaction_from(emma["number"])
        await house.noted(interaction, "QueueEntered")
        queued = now()
        row = board.locator("[data-part='queue'][data-queue='english']")
        await expect(row.locator("[data-part='waiting']")).to_have_text("1")

        desk = await browser.desk(SMITH)
        await desk.works()
        await desk.until_stage("offered")
        await expect(desk.part("pop-name")).to_have_text(emma["name"])
        await expect(desk.part("customer-name")).to_have_text(emma["name"])
        await expect(desk.part("pop-choices")).to_contain_text("2")
        assert "Connected" not in house.kinds(interaction)
        await desk.do("answer")
        answered_at = now()
        await desk.until_stage("talking")
        await desk.hears_and_speaks()
        before = await house.sound_of(emma["number"])
        await desk.hears_and_speaks()
        after = await house.sound_of(emma["number"])
        assert after["rxcount"] > before["rxcount"], "packets of the caller"
        assert after["txcount"] > before["txcount"], "packets to the caller"
        await desk.do("hang-up")
        hung_up = now()
        await desk.until_stage("wrap_up")
        assert await caller.ended() == 0, caller.errors
    assert "thanks" in [node for _, body in house.program.journal(interaction) for node in body.get("nodes", ())]

    await desk.finish("technician", "The drum is loud. <b>Wednesday</b>")
    for kind, seen in (
        ("Began", called),
        ("QueueEntered", queued),
        ("Connected", answered_at),
        ("AgentLeft", hung_up),
    ):
        assert about(house.when(interaction, kind), seen), kind
    assert await recorded(house.tracks(interaction)) == {"customer", SMITH}
    await expect(row.locator("[data-part='answered']")).to_have_text("1")
    await desk.page.goto(f"/history/{interaction}")
    page = desk.page.locator("main")
    for shown in (emma["name"], "The drum is loud. <b>Wednesday</b>", "Technician sent"):
        await expect(page).to_contain_text(shown)
    for kind in ("ivr", "queue", "offer", "talk", "wrapup"):
        await expect(page.locator(f"tbody .dot.{kind}").first).to_be_visible()
    talk = page.locator("tbody tr", has=desk.page.locator(".dot.talk"))
    for kind in ("Connected", "AgentLeft"):
        await expect(talk).to_contain_text(f"{house.when(interaction, kind).astimezone(SHANGHAI):%H:%M:%S}")


async def test_the_caller_hangs_up_on_an_agent_in_the_browser(house: House, browser: Browser) -> None:
    desk = await browser.desk(SMITH)
    await desk.works()
    caller = await house.call_into_queue("+8613800030001")
    await desk.answers()
    async with speaking(caller):
        await desk.hears_and_speaks()
    assert not caller.media.is_quiet(), "the browser's microphone beeps"
    interaction = await house.interaction_from("+8613800030001")
    await caller.hang_up()
    gone = now()
    await desk.until_stage("wrap_up")
    assert about(house.when(interaction, "Ended"), gone)
    await desk.finish("no_result")


async def test_a_desk_that_is_reloaded_in_mid_call_has_its_call_back_without_a_click(
    house: House, browser: Browser
) -> None:
    desk = await browser.desk(SMITH)
    await desk.works()
    caller = await house.call_into_queue("+8613800030002")
    await desk.answers()
    async with speaking(caller):
        await desk.hears_and_speaks()
        began = now()
        await desk.reload()
        await desk.until_stage("talking")
        await desk.hears_and_speaks(within=20.0)
    caller.media.listen()
    await until(lambda: not caller.media.is_quiet(), what="the agent's voice")
    assert (now() - began).total_seconds() < 20.0
    assert caller.talking
    interaction = await house.interaction_from("+8613800030002")
    assert house.kinds(interaction).count("DeskLost") == house.kinds(interaction).count("DeskBack") == 1
    assert house.kinds(interaction).count("Connected") == 1
    await desk.do("hang-up")
    await desk.until_stage("wrap_up")


async def test_a_customer_calls_from_the_page_and_both_hear_each_other(house: House, browser: Browser) -> None:
    desk = await browser.desk(SMITH)
    await desk.works()
    guest = await browser.guest()
    options = guest.part("as").locator("option[value^='+']")
    await expect(options).not_to_have_count(0)
    number = await options.last.get_attribute("value") or ""
    name = (await options.last.inner_text()).partition(" · ")[0]
    await guest.call(number)
    await guest.until_state("up")
    interaction = await house.interaction_from(number)
    await guest.press("2")
    await house.noted(interaction, "LanguageChosen")
    await guest.press("1")
    await desk.until_stage("offered")
    await expect(desk.part("customer-name")).to_have_text(name)
    await desk.do("answer")
    await desk.until_stage("talking")
    await desk.hears_and_speaks()
    await guest.hears_and_speaks()
    await guest.do("hang-up")
    await guest.until_state("over")
    await desk.until_stage("wrap_up")
    ended = await house.noted(interaction, "Ended")
    assert (ended["outcome"], ended["who"]) == ("served", "customer")
    assert await recorded(house.tracks(interaction)) == {"customer", SMITH}


async def test_an_agent_hangs_up_on_a_customer_who_calls_from_the_page_and_the_survey_follows(
    house: House, browser: Browser
) -> None:
    desk = await browser.desk(SMITH)
    await desk.works()
    guest = await browser.guest()
    await guest.call()
    await guest.until_state("up")
    interaction = await house.interaction_from("")
    await guest.press("2")
    await house.noted(interaction, "LanguageChosen")
    await guest.press("0")
    await desk.answers()
    await desk.hears_and_speaks()
    await desk.do("hang-up")
    await desk.until_stage("wrap_up")
    await house.noted(interaction, "NodesPassed", times=3)
    await guest.press("3")
    await guest.until_state("over")
    assert "sorry" in [node for _, body in house.program.journal(interaction) for node in body.get("nodes", ())]
    assert (await house.noted(interaction, "Ended"))["outcome"] == "served"
