"""A page with a telephone in it dies in the middle of everything; the caller hears a moment of music, and the agent has
the call and the notes back without a click. Who had put the caller on hold or was consulting is with the caller again.
"""

from __future__ import annotations

import pytest
from playwright.async_api import expect
from real.browser import Browser, DeskPage
from real.people import ANA, SMITH, House, speaking, until

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

HALF_TYPED = "The drum is lo"
CALLER = "+8613800030009"


async def consults(desk: DeskPage, house: House) -> None:
    """Ana, by the directory, which a key opens."""
    await desk.page.keyboard.press("Alt+c")
    await desk.page.locator(f"[data-do='directory-to'][data-agent='{ANA}']").click()
    await until(lambda: house.phones[ANA].ringing)
    await house.phones[ANA].answer()
    await desk.until_stage("consulting")
    await expect(desk.button("conference")).to_be_enabled()


async def test_a_call_outlives_its_page_in_every_state(house: House, browser: Browser) -> None:
    desk = await browser.desk(SMITH)
    await desk.works()
    caller = await house.call_into_queue(CALLER)
    interaction = await house.interaction_from(CALLER)
    async with speaking(caller):
        await desk.until_stage("offered")
        desk = await desk.crashes()
        await desk.until_stage("offered")
        await desk.do("answer")
        await desk.until_stage("talking")
        await desk.hears_and_speaks()

        await desk.part("note").fill(HALF_TYPED)
        desk = await desk.crashes()
        await desk.until_stage("talking")
        await expect(desk.part("note")).to_have_value(HALF_TYPED)
        await desk.hears_and_speaks(within=20.0)

        await desk.do("hold")
        await desk.until_stage("held")
        desk = await desk.crashes()
        await until(lambda: house.kinds(interaction).count("DeskBack") == 2, what="the page's call")
        await desk.until_stage("held")  # the customer does not hear the agent before the agent wants it
        await desk.do("unhold")
        await desk.until_stage("talking")
        await desk.hears_and_speaks(within=20.0)

        ana = await house.works(ANA)
        await consults(desk, house)
        desk = await desk.crashes()
        await desk.until_stage("held")
        await desk.do("unhold")
        await desk.until_stage("talking")
        await desk.hears_and_speaks(within=20.0)
        await until(lambda: not house.phones[ANA].talking, what="the end of the consult")

        await consults(desk, house)
        await desk.do("conference")
        await desk.until_stage("talking")
        await expect(desk.page.locator("[data-party]")).to_have_count(3)
        await desk.hears_and_speaks()

        desk = await desk.crashes()
        await desk.until_stage("talking")
        await expect(desk.page.locator("[data-party]")).to_have_count(3)
        await desk.hears_and_speaks(within=20.0)

        await house.phones[ANA].hang_up()
        await expect(desk.page.locator("[data-party]")).to_have_count(2)
        await desk.do("hang-up")
        await desk.until_stage("wrap_up")
        desk = await desk.crashes()
        await desk.until_stage("wrap_up")
        await expect(desk.part("note")).to_have_value(HALF_TYPED)
        await desk.finish("no_result")
    assert ana.me["presence"] == "available"
    assert house.kinds(interaction).count("Connected") == 1
    assert house.row(interaction)["note"] == HALF_TYPED
