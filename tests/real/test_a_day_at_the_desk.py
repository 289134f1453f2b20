"""Eight hours at the desk in a real Chromium, at speed: nothing leaks, no socket is lost, nothing sticks; and whatever
an agent is in the middle of when the page is loaded again or crashes is there afterwards.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect
from real.browser import crash

from benchmarks.day import EPISODES, Day, begun, lived

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

LEAKS = 0.2
HALF_TYPED = "The drum is lo"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def day(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Day]:
    async with begun(tmp_path_factory.mktemp("day")) as day:
        yield day


async def test_a_day_leaks_nothing_loses_no_socket_and_ends_with_nothing_in_hand(day: Day):
    course = await lived(day, EPISODES)
    for held in ("heap", "nodes", "listeners"):
        assert course.growth(held) < LEAKS, (held, course.memory)
    assert (course.sockets_lost, course.errors) == (0, [])
    await expect(day.page.locator("cc-timer[data-part='timer']")).to_have_count(0)
    await expect(day.page.locator("audio")).to_have_count(0)
    assert await day.page.evaluate("Object.keys(localStorage).filter((key) => key.includes('note'))") == []
    await day.colleague.until_idle()


async def in_wrap_up(day: Day) -> None:
    caller = await day.talks()
    caller.hang_up()
    await day.shows(stage="wrap_up")


async def loaded_again(page: Page) -> Page:
    await page.reload()
    return page


async def crashed(page: Page) -> Page:
    """The renderer dies; the agent opens the desk in a new tab."""
    await crash(page)
    context = page.context
    await page.close()
    page = await context.new_page()
    await page.goto("/desk")
    return page


@pytest.mark.parametrize("how", [loaded_again, crashed])
@pytest.mark.parametrize(
    ("comes_to", "stage"),
    [
        (Day.talks, "talking"),
        (Day.holds, "held"),
        (Day.consults, "consulting"),
        (Day.confers, "talking"),
        (in_wrap_up, "wrap_up"),
    ],
)
async def test_who_was_in_a_call_is_in_it_again_with_their_notes(
    day: Day, comes_to: Callable[[Day], Awaitable[object]], stage: str, how: Callable[[Page], Awaitable[Page]]
):
    await comes_to(day)
    parties = await day.page.locator("[data-party]").count()
    await day.notes(HALF_TYPED)
    day.page = await how(day.page)
    await day.shows(stage=stage, presence="available", live="open")
    await expect(day.page.locator("[data-part='note']").first).to_have_value(HALF_TYPED)
    await expect(day.page.locator("[data-party]")).to_have_count(parties)
    if stage == "consulting":
        await day.press("z")
        await day.shows(stage="talking")
    if stage != "wrap_up":
        await day.press("x")
    await day.finishes()
    await day.colleague.clears("resolved")


@pytest.mark.parametrize("how", [loaded_again, crashed])
async def test_who_was_rung_is_rung_still_and_can_answer(day: Day, how: Callable[[Page], Awaitable[Page]]):
    caller = await day.rings()
    name = await day.page.locator("[data-part='pop-name']").inner_text()
    day.page = await how(day.page)
    await day.shows(stage="offered", live="open")
    await expect(day.page.locator("[data-part='pop-name']")).to_have_text(name)
    day.picks_up()
    await day.shows(stage="talking")
    caller.hang_up()
    await day.finishes()


@pytest.mark.parametrize("how", [loaded_again, crashed])
async def test_who_was_on_a_break_still_is(day: Day, how: Callable[[Page], Awaitable[Page]]):
    await day.button("aux", "[data-code='meal']").click()
    await day.shows(presence="aux")
    day.page = await how(day.page)
    await day.shows(presence="aux", stage="", live="open")
    await expect(day.page.locator("[data-part='state']")).to_contain_text("用餐")
    await day.press("r")
    await day.shows(presence="available")
