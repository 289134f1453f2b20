"""One agent's working day at speed: does the desk's page leak, lose its socket or get stuck?

    python -m benchmarks.day [--episodes 160] [--compiled]

The whole program on simulated telephones, its real pages in a real Chromium, worked by keys and buttons. What eight
hours bring comes one after the other: calls that are held, consulted, joined to a conference, handed on or given up,
wrap-ups that are finished or put off, breaks, messages, poor lines, colleagues who come and go, a network that is cut.
Only the waiting is left out: people talk for a moment, and every timer runs as it does on any day.

What the page holds is counted after each of them. The engine compiles no machine code meanwhile, unless `--compiled`:
that grows until all that is often used is compiled, and is no leak; left is what scripts hold on to.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml
from playwright.async_api import CDPSession, Locator, Page

from benchmarks.center import Desk, at_work, free_ports
from benchmarks.company import NUMBER, PASSWORD, QUEUE, company, open_accounts, write_flow
from benchmarks.page import Chromium, Memory, sign_in
from callcenter.app import App
from callcenter.config import load
from callcenter.model.ids import AgentId
from callcenter.telephony.simulator import Customer, SimulatedNetwork

EPISODES = 160
"""Eight hours of three minutes each: most are a call."""
AGENT, COLLEAGUE, BOSS = "li", "wang", "sun"
PICKS_UP, TALKS = 0.15, 0.15
"""Seconds."""
NOTE = "The drum is loud."
NO_MACHINE_CODE = "--js-flags=--no-opt --no-maglev --no-sparkplug"

PROBE = """
window.sockets = 0;
const Socket = window.WebSocket;
window.WebSocket = class extends Socket { constructor(...told) { super(...told); window.sockets += 1; } };
"""


def write_center(folder: Path, port: int) -> Path:
    told: dict[str, Any] = company(agents=1, phones_port=port + 1, recorded=True)
    told["queues"][QUEUE] |= {"needs": {"calls": 1}, "wrap_up": "60s", "dispositions": ["resolved", "callback"]}
    told["dispositions"] = {
        "resolved": {"zh-CN": "已解决", "en": "Resolved"},
        "callback": {"zh-CN": "需回电", "en": "Later"},
    }
    told["aux_codes"] = {"meal": {"title": {"zh-CN": "用餐", "en": "Meal"}, "limit": "45m"}}
    told["agents"] = {
        AGENT: {"name": "李强", "number": "1001", "skills": {"calls": 5}},
        COLLEAGUE: {"name": "王芳", "number": "1002"},
        BOSS: {"name": "孙丽", "number": "1003", "roles": ["agent", "supervisor"]},
    }
    told |= {
        "callback_queue": None,
        "web": {"port": port},
        "telephony": {"mode": "none", "trunks": {"carrier": {"match": ["127.0.0.1"]}}},
    }
    write_flow(folder)
    file = folder / "config.yaml"
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file


class Day:
    """The agent at the page, and who is around."""

    def __init__(self, url: str, network: SimulatedNetwork, page: Page, colleague: Desk, boss: Desk) -> None:
        self.url, self.network, self.page = url, network, page
        self.colleague, self.boss = colleague, boss
        self.cuts = 0  #: of the network, by us
        self.errors: list[str] = []
        self._called = 0
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    # ---------------------------------------------------------------- the agent

    def button(self, does: str, more: str = "") -> Locator:
        return self.page.locator(f"[data-do='{does}']{more}").first

    async def press(self, letter: str) -> None:
        await self.page.keyboard.press(f"Alt+{letter}")

    async def shows(self, **what: str) -> None:
        """Until the desk does: its stage ("" = nothing in hand), presence, live."""
        wanted = "".join(f"[data-{name}='{value}']" for name, value in what.items())
        await self.page.locator(f"cc-desk{wanted}").wait_for(state="attached")

    async def signs_in(self) -> None:
        await self.button("sign-in").click()
        await self.shows(presence="available")

    async def asks_colleague(self, letter: str) -> None:
        """By the directory, which a key opens."""
        await self.press(letter)
        await self.button("directory-to", f"[data-agent='{COLLEAGUE}']").click()

    async def notes(self, text: str = NOTE) -> None:
        await self.page.locator("[data-part='note']").first.fill(text)

    async def finishes(self) -> None:
        await self.shows(stage="wrap_up")
        await self.notes()
        await self.press("1")
        await self.press("w")
        await self.shows(stage="")

    async def hangs_up(self) -> None:
        await asyncio.sleep(TALKS)
        await self.press("x")
        await self.finishes()

    # ---------------------------------------------------------------- calls

    async def rings(self) -> Customer:
        """The next caller; the agent's phone rings and is not picked up."""
        self.network.phone(AgentId(AGENT)).answers_after = None
        self._called += 1
        caller = self.network.call(f"+86139{self._called:08}", NUMBER)
        await self.shows(stage="offered")
        return caller

    def picks_up(self) -> None:
        self.network.phone(AgentId(AGENT)).answer()

    async def talks(self) -> Customer:
        caller = await self.rings()
        self.picks_up()
        await self.shows(stage="talking")
        return caller

    async def consults(self) -> Customer:
        caller = await self.talks()
        await self.asks_colleague("c")
        await self.shows(stage="consulting")
        await self.page.locator("[data-do='conference']:not(:disabled)").first.wait_for()
        return caller

    async def confers(self) -> Customer:
        caller = await self.consults()
        await self.press("j")
        await self.shows(stage="talking")
        await self.page.locator("[data-party]").nth(2).wait_for()
        return caller

    async def holds(self) -> Customer:
        caller = await self.talks()
        await self.press("h")
        await self.shows(stage="held")
        return caller


# ---------------------------------------------------------------- what a day is made of


async def plain(day: Day) -> None:
    await day.talks()
    await day.notes("half of it")
    await day.hangs_up()


async def customer_hangs_up(day: Day) -> None:
    caller = await day.talks()
    caller.suffers(loss=12.0, jitter=80.0)
    await day.page.locator("[data-part='quality']").wait_for()
    caller.hang_up()
    await day.finishes()


async def held(day: Day) -> None:
    await day.holds()
    await day.press("h")
    await day.shows(stage="talking")
    await day.hangs_up()


async def consulted(day: Day) -> None:
    await day.consults()
    await day.press("s")
    await day.page.locator("[data-do='conference']:not(:disabled)").first.wait_for()
    await day.press("z")
    await day.shows(stage="talking")
    await day.hangs_up()
    await day.colleague.until_idle()


async def conference(day: Day) -> None:
    await day.confers()
    await day.colleague.hang_up()
    await day.colleague.until_idle()
    await day.hangs_up()


async def handed_on(day: Day) -> None:
    await day.talks()
    await day.asks_colleague("t")
    await day.finishes()
    await day.colleague.until_talking()
    await day.colleague.clears("resolved")


async def put_off(day: Day) -> None:
    caller = await day.talks()
    caller.hang_up()
    await day.shows(stage="wrap_up")
    await day.notes()
    await day.press("l")
    await day.shows(stage="")
    await day.button("come-back").click()
    dialog = day.page.locator("[data-part='unfinished'][open]")
    await dialog.locator("[data-disposition='resolved']").check()
    await dialog.locator("[data-do='finish']").click()
    await day.button("come-back").wait_for(state="detached")


async def given_up(day: Day) -> None:
    caller = await day.rings()
    caller.hang_up()
    await day.shows(stage="")


async def break_taken(day: Day) -> None:
    await day.talks()
    await day.button("aux", "[data-code='meal']").click()
    await day.hangs_up()
    await day.shows(presence="aux")
    for presence in ("sign_out", "sign_in", "available"):
        await day.colleague.do(presence)
    await day.press("r")
    await day.shows(presence="available")


async def told_something(day: Day) -> None:
    await day.boss.do("message", agents=[AGENT], text="Lunch at twelve", urgent=True)
    await day.button("read").click()
    await day.page.locator("[data-part='urgent-message'][open]").wait_for(state="detached")


async def network_cut(day: Day) -> None:
    day.cuts += 1
    await day.page.context.set_offline(True)
    await day.shows(live="lost")
    await day.page.context.set_offline(False)
    await day.shows(live="open")


Episode = Callable[[Day], Awaitable[None]]
HOUR: Sequence[Episode] = (
    *(plain, customer_hangs_up, held, told_something, consulted, plain, conference, given_up),
    *(put_off, handed_on, break_taken, held, plain),
)


# ---------------------------------------------------------------- the whole of it


@contextlib.asynccontextmanager
async def begun(folder: Path, *, compiled: bool = False) -> AsyncIterator[Day]:
    """Everybody is there, and the agent has signed in; `compiled`: in Chromium as everybody has it."""
    port = free_ports(2)
    config, data = load(write_center(folder, port)), folder / "data"
    await open_accounts(config, data)
    app, url = App(config, data, say=lambda line: None), f"http://127.0.0.1:{port}"
    await app.start()
    network = app.simulated
    assert network is not None
    for name in (COLLEAGUE, BOSS):
        network.phone(AgentId(name)).answers_after = PICKS_UP
    try:
        flags = () if compiled else (NO_MACHINE_CODE,)
        async with at_work(url, (COLLEAGUE, BOSS)) as (colleague, boss), Chromium(*flags) as chromium:
            page = await chromium.page(url, PROBE)
            await sign_in(page, AGENT, PASSWORD)
            day = Day(url, network, page, colleague, boss)
            await day.signs_in()
            yield day
    finally:
        await app.stop(calls_go_on=False)


class Course(msgspec.Struct, frozen=True):
    """How a day went."""

    memory: list[Memory]  #: after each episode
    sockets_lost: int
    errors: list[str]

    def growth(self, of: str) -> float:
        """Of the least held in the last quarter over the least in the first: 0.2 is a fifth more."""
        quarter = max(1, len(self.memory) // 4)
        first, last = (
            min(getattr(one, of) for one in part) for part in (self.memory[:quarter], self.memory[-quarter:])
        )
        return last / first - 1


async def lived(day: Day, episodes: int, told: Callable[[str], None] = lambda line: None) -> Course:
    session: CDPSession = await day.page.context.new_cdp_session(day.page)
    memory: list[Memory] = []
    for at in range(episodes):
        await HOUR[at % len(HOUR)](day)
        if at == episodes // 2:
            await network_cut(day)
        await day.shows(stage="", presence="available", live="open")
        memory.append(await Memory.of(session))
        if at % len(HOUR) == len(HOUR) - 1:
            told(f"{at + 1:4} episodes: {memory[-1]}")
    opened = int(await day.page.evaluate("window.sockets"))
    return Course(memory=memory, sockets_lost=opened - 1 - day.cuts, errors=day.errors)


async def run(folder: Path, episodes: int, *, compiled: bool) -> dict[str, float]:
    async with begun(folder, compiled=compiled) as day:
        course = await lived(day, episodes, print)
    return {
        "episodes": len(course.memory),
        "heap_growth": round(course.growth("heap"), 3),
        "nodes_growth": round(course.growth("nodes"), 3),
        "listeners_growth": round(course.growth("listeners"), 3),
        "sockets_lost": course.sockets_lost,
        "page_errors": len(course.errors),
    }


def main() -> None:
    reading = argparse.ArgumentParser(prog="python -m benchmarks.day", description=__doc__)
    reading.add_argument("--episodes", type=int, default=EPISODES)
    reading.add_argument("--compiled", action="store_true", help="with machine code")
    told = reading.parse_args()
    with tempfile.TemporaryDirectory(prefix="callcenter-day-") as folder:
        figures = asyncio.run(run(Path(folder), told.episodes, compiled=told.compiled))
    print(f"\n{json.dumps(figures)}")


if __name__ == "__main__":
    main()
