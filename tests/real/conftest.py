"""One running program, and one browser, for all tests of a module that ask for them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from real.browser import Browser
from real.people import SMITH, House


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running_house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with House(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest_asyncio.fixture(loop_scope="module")
async def house(running_house: House) -> AsyncIterator[House]:
    yield running_house
    await running_house.everybody_goes()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running_browser(running_house: House) -> AsyncIterator[Browser]:
    async with Browser(running_house.program) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def browser(running_browser: Browser, house: House) -> AsyncIterator[Browser]:
    yield running_browser
    await running_browser.close_pages()
    desk = await house.looks(SMITH, "desk")  # what was left in hand is cleared at the end
    await desk.until(lambda desk: desk.me)
    assert not running_browser.said
