"""A supervisor's floor in a real Chromium, on the real program: stepping into a call, a message, a closed queue."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest
from playwright.async_api import Page, expect
from real.browser import Browser, DeskPage
from real.page_voice import PageVoice
from real.people import ANA, House, hears, speaking, until
from real.phones import sound
from real.phones.sip import SipPhone

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

CALLER = "+8613800040001"


async def floor_of_one_who_works(browser: Browser) -> Page:
    """A supervisor whose phone is there, and who takes no work meanwhile."""
    page = await browser.signed_in("yang", language="zh-CN")
    await DeskPage(page).works()
    await page.locator("[data-do=aux][data-code=coaching]").click()
    await page.locator("header nav a[href='/floor']").click()
    await page.wait_for_selector("cc-floor[data-ready=yes]")
    return page


async def chosen(page: Page, row: str, does: str, **filled_in: str) -> None:
    """What is chosen in the menu of a row, and what is asked for then."""
    await page.locator(f"[data-row={row}]").focus()
    await page.keyboard.press("Enter")
    await page.locator(f"[data-part=menu] [data-do={does}]").click()
    for name, value in filled_in.items():
        await page.fill(f"cc-ask [name={name}]", value)
    if filled_in:
        await page.locator("cc-ask [data-do=confirm]").click()
        await expect(page.locator("cc-ask dialog[open]")).to_have_count(0)


async def beeps(phone: SipPhone) -> bool:
    """Whether the microphone of the supervisor's browser, which beeps every second, comes out of this phone."""
    phone.media.listen()
    with suppress(AssertionError):
        await until(lambda: not phone.media.is_quiet(), 1.5)
    return not phone.media.is_quiet()


async def test_a_supervisor_listens_coaches_and_takes_over_and_everybody_sees_who_did_it(
    house: House, browser: Browser
) -> None:
    ana = await house.works(ANA)
    phone = house.phones[ANA]
    caller = await house.call_into_queue(CALLER)
    await ana.until(lambda desk: desk.stage("offered"))
    await phone.answer()
    await ana.until(lambda desk: desk.stage("talking"))
    page = await floor_of_one_who_works(browser)
    strip, last = page.locator("[data-part=hearing]"), page.locator("[data-part=last-deed]")

    await page.locator("[data-row=ana] [data-do=listen]").click()
    await expect(strip).to_have_attribute("data-mode", "listen")
    await expect(last).to_contain_text("杨丽 监听 Ana")
    assert not await beeps(caller), "who listens is heard by nobody"
    await strip.locator("[data-do=coach]").click()
    await expect(strip).to_have_attribute("data-mode", "coach")
    assert await beeps(phone), "the agent hears it"
    assert not await beeps(caller), "who coaches is not heard by the customer"
    assert await hears(phone, caller)

    await chosen(page, ANA, "message", text="Well done")
    told = await ana.until(lambda desk: [one for key, one in desk.values.items() if key.startswith("desk:message/")])
    assert (told[0]["from"], told[0]["text"]) == ("杨丽", "Well done")
    await ana.do("read", message=told[0]["id"])

    await chosen(page, ANA, "take-over", reason="asked for me")
    await expect(page.locator("cc-desk")).to_have_attribute("data-stage", "talking")
    await ana.until(lambda desk: desk.stage("wrap_up"))
    await expect(last).to_contain_text("原因：asked for me")
    await until(lambda: not phone.talking, what="the agent's phone")
    async with speaking(caller):
        await DeskPage(page).hears_and_speaks()
    interaction = await house.interaction_from(CALLER)
    assert house.kinds(interaction).count("TakenOver") == 1

    await chosen(page, "orders", "close-queue", reason="fire drill")
    await expect(page.locator("[data-row=orders] [data-part=closed]")).to_be_visible()
    board = await browser.signed_in("brown", path="/board")
    await expect(board.locator("[data-closed=orders]")).to_be_visible()
    await chosen(page, "orders", "open-queue")
    await expect(board.locator("[data-closed=orders]")).to_have_count(0)

    await caller.hang_up()
    await board.goto(f"/history/{interaction}")
    await expect(board.locator("tbody .dot.monitor").first).to_be_visible()
    boss = DeskPage(page)
    await boss.until_stage("wrap_up")
    await page.locator("header nav a[href='/desk']").click()
    await boss.finish("no_result")
    await boss.do("sign-out")


async def sound_of_words(house: House, words: str) -> np.ndarray:
    """As the program speaks them."""
    boss = await house.looks("yang")
    url, heads = f"{house.program.url}/api/notices/preview", {"Origin": house.program.url}
    async with boss.client.post(url, json={"language": "en", "text": words}, headers=heads) as answer:
        assert answer.status == 200
        file = house.program.folder / "words.wav"
        file.write_bytes(await answer.read())
    return sound.read(file)


async def published(page: Page, **words: str) -> None:
    """Written in each language, for those who wait for English, and until it is ended."""
    await page.locator("[data-do=notice]").click()
    form = page.locator("[data-part=notice-form]")
    for language, text in words.items():
        await form.locator(f"textarea[data-language={language.replace('_', '-')}]").fill(text)
    await form.locator("[data-kind=queues][data-name=english]").check()
    await form.locator("[data-do=confirm]").click()


async def test_a_notice_is_written_help_comes_and_a_presence_is_forced_from_the_floor(
    house: House, browser: Browser
) -> None:
    caller = await house.call_into_queue("+8613800040002")
    floor = await floor_of_one_who_works(browser)
    words = {"zh_CN": "今天停电，请稍后再拨。", "en": "The power is out today. Please call again later."}
    await published(floor, **words)
    spoken = await sound_of_words(house, words["en"])
    await until(lambda: caller.media.hears_words(spoken), 10.0, "the notice")
    await floor.locator("[data-part=notice] [data-do=end-notice]").click()

    desk = await browser.desk("smith")
    await desk.works()
    await desk.answers()
    await desk.do("help")
    row = floor.locator("[data-row=yang]")
    await expect(row.locator("[data-part=doing]")).to_have_text("振铃")
    await floor.locator("[data-do=to-desk]").click()
    await floor.locator("[data-do=answer]").first.click()
    await expect(floor.locator("cc-desk")).to_have_attribute("data-stage", "talking")
    async with speaking(caller):
        heard = await PageVoice(DeskPage(floor), 0.0).hears({"caller": caller.media.pitch})
    assert heard == {"caller"}
    await caller.hang_up()
    await desk.until_stage("wrap_up")
    await desk.finish("no_result")
    await floor.locator("header nav a[href='/floor']").click()
    await chosen(floor, "smith", "force-aux", reason="A talk")
    await expect(desk.part("forced-by")).to_have_text("set by 杨丽")
