"""How soon an agent in a browser sees who calls and hears them, while ten calls a second go through the center.

    python -m benchmarks.desk [--quick]

Twenty agents at desk phones and two in a real Chromium share the calls of one queue: one at our desk, one at the barest
page that JsSIP allows, by the same telephone server. benchmarks/README.md has the method and what was seen.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import yaml
from playwright.async_api import Page

from benchmarks import page as pages
from benchmarks import sipp
from benchmarks.center import Desk, Program, at_work, free_ports
from benchmarks.company import NUMBER, PASSWORD, QUEUE, agent_names, company, open_accounts
from benchmarks.page import BARE, DESK, PROBE, Chromium, MainThread, Seen, Weight
from benchmarks.wire import share
from callcenter.app import STATIC
from callcenter.config import load
from callcenter.telephony.asterisk.process import running

AGENTS, RATE = 20, 10.0
OURS, RIVAL = "w1", "w2"
LOOKS_FOR, LISTENS_FOR = 0.4, 0.4
"""Seconds between the pop and the key, and between the first sound and the hang-up."""
SOON = 10.0
SETTLES = 2.0
SQUARE_WAVE = (b"\x9a" * 10 + b"\x1a" * 10) * 40
"""0.1 s of 400 Hz, as A-law."""


class Lengths(msgspec.Struct, frozen=True):
    seconds: float
    most: float = 30.0  #: until the last caller is served


FULL, QUICK = Lengths(150), Lengths(18)


class Agent:
    """Works at one page by its keys: sees who calls, answers, hears them, hangs up."""

    def __init__(self, page: Page, desk: Desk | None = None) -> None:
        """`desk`: where to hang up, for a page that cannot."""
        self.page, self._desk = page, desk
        self.failed = 0  #: calls that were not heard
        self._told: asyncio.Queue[str] = asyncio.Queue()

    async def listens(self) -> None:
        await self.page.context.expose_function("tell", self._told.put_nowait)

    async def works(self) -> None:
        """Until it is cancelled."""
        while True:
            await self._until("popped", None)
            await asyncio.sleep(LOOKS_FOR)
            await self.page.keyboard.press("Alt+a")
            try:
                await self._until("heard", SOON)
            except TimeoutError:
                self.failed += 1
            await asyncio.sleep(LISTENS_FOR)
            if self._desk is None:
                await self.page.keyboard.press("Alt+x")
            else:
                await self._desk.hang_up()

    async def _until(self, what: str, within: float | None) -> None:
        async with asyncio.timeout(within):
            while await self._told.get() != what:
                pass


def write_center(folder: Path, first: int) -> Path:
    """Callers are answered by the flow and speak; whoever is free the longest is rung."""
    told: dict[str, Any] = company(agents=AGENTS, phones_port=first, recorded=True)
    told["agents"] |= {
        name: {"name": name, "number": str(2000 + at), "phone": "softphone"} for at, name in enumerate((OURS, RIVAL))
    }
    told |= {
        "callback_queue": None,
        "web": {"port": first + 2},
        "telephony": {
            "ports": {"sip": first + 3, "http": first + 4, "ami": first + 5}
            | {"rtp_first": first + 500, "rtp_last": first + 1299},
            "trunks": {"carrier": {"match": ["127.0.0.1"]}},
        },
    }
    (folder / "flows").mkdir()
    flow = {"start": "wait", "nodes": {"wait": {"queue": QUEUE}}}
    (folder / "flows" / "straight.yaml").write_text(yaml.safe_dump(flow), encoding="utf-8")
    file = folder / "config.yaml"
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file


@contextlib.asynccontextmanager
async def center(folder: Path, first: int) -> AsyncIterator[str]:
    """The whole program with an Asterisk of its own, its agents' phones, and twenty of them at work."""
    config, data, url = write_center(folder, first), folder / "data", f"http://127.0.0.1:{first + 2}"
    await open_accounts(load(config), data)
    try:
        async with (
            sipp.agents(folder, port=first, media=first + 10, asterisk=first + 3),
            Program(config, data, url),
            at_work(url, agent_names(AGENTS)),
        ):
            yield url
    finally:
        asterisk = running(data / "asterisk" / "running.json")
        if asterisk is not None:
            os.kill(asterisk.pid, signal.SIGKILL)


# ---------------------------------------------------------------- the two in the browser


async def at_our_desk(chromium: Chromium, url: str) -> tuple[Agent, float, float]:
    """The agent, and the kilobytes of a cold load, and of what comes with the first sign-in to a phone."""
    page = await chromium.page(url, DESK)
    agent, weight = Agent(page), Weight()
    await agent.listens()
    await pages.sign_in(page, OURS, PASSWORD, path="/healthz")
    await weight.count(page)
    await page.goto("/desk")
    await pages.quiet(page, weight)
    cold = weight.kilobytes
    await page.locator("[data-do='sign-in']").first.click()
    await page.locator("cc-desk[data-phone='registered'][data-presence='available']").wait_for()
    await pages.quiet(page, weight)
    return agent, cold, weight.kilobytes - cold


async def at_a_bare_page(chromium: Chromium, url: str, desk: Desk) -> Agent:
    """`desk`: takes work in its place; the page is a telephone and no more."""
    page = await chromium.page(url, PROBE)
    agent = Agent(page, desk)
    await agent.listens()
    chunk = next((STATIC / "app").glob("JsSIP-*.js"))
    html = BARE.replace("JSSIP", f"/static/app/{chunk.name}")
    await page.route("**/bare", lambda route: route.fulfill(body=html, content_type="text/html"))
    await pages.sign_in(page, RIVAL, PASSWORD, path="/bare")
    await page.locator("body[data-phone='registered']").wait_for(state="attached")
    return agent


# ---------------------------------------------------------------- what is made of it


def offers(database: Path, agents: Iterable[str]) -> dict[tuple[str, str], float]:
    """When each interaction was offered to each agent, as the journal has it: seconds since 1970."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as rows:
        found = rows.execute("SELECT stream, at, body FROM journal WHERE type = 'OfferMade'").fetchall()
    made = ((stream, at, json.loads(body)["agent"]) for stream, at, body in found)
    wanted = set(agents)
    return {
        (stream, agent): datetime.fromisoformat(at).replace(tzinfo=UTC).timestamp()
        for stream, at, agent in made
        if agent in wanted
    }


def after_offer(agent: str, moments: dict[str, float], offered: dict[tuple[str, str], float]) -> list[float]:
    """Seconds from the offer to each moment. Its name is the interaction's, or that of a leg of it."""
    named = {(name.partition("-")[0], agent): at for name, at in moments.items()}
    return [at - offered[name] for name, at in named.items() if name in offered]


class Figures(msgspec.Struct, frozen=True):
    offer_to_pop_p50_ms: float
    offer_to_pop_p99_ms: float
    offer_to_pop_p99_ratio: float  #: the bare page's by ours
    click_to_answer_p50_ms: float
    click_to_answer_p99_ms: float
    click_to_answer_p99_ratio: float
    first_load_kb: float
    first_call_kb: float
    main_thread_share: float
    failed_calls: int


def _row(what: str, values: list[float]) -> str:
    if not values:
        raise RuntimeError(f"{what}: nothing was seen")
    shares = "".join(f"{share(values, part):9.1f}" for part in (0.5, 0.95, 0.99, 1.0))
    return f"{what:44}{len(values):6}{shares}"


async def run(folder: Path, lengths: Lengths) -> Figures:
    first = free_ports(1300)
    print(f"other load on the machine: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores", flush=True)
    sound = folder / "tone.alaw"
    sound.write_bytes(SQUARE_WAVE)
    async with center(folder, first) as url, Chromium() as chromium:
        ours, cold, first_call = await at_our_desk(chromium, url)
        async with Desk(url, RIVAL) as desk:
            rival = await at_a_bare_page(chromium, url, desk)
            await asyncio.sleep(SETTLES)
            thread = await MainThread.of(ours.page)
            working = [asyncio.create_task(agent.works()) for agent in (ours, rival)]
            called = await sipp.call(
                folder,
                port=first + 1,
                media=first + 100,
                asterisk=first + 3,
                number=NUMBER,
                rate=RATE,
                calls=round(RATE * lengths.seconds),
                first=0,
                within=lengths.seconds + lengths.most,
                sound=sound,
            )
            busy = await thread.share()
            for task in working:
                task.cancel()
            await asyncio.gather(*working, return_exceptions=True)
            saw = {OURS: await pages.seen(ours.page), RIVAL: await pages.seen(rival.page)}
    made = offers(folder / "data" / "callcenter.db", saw)
    print(f"{called.successful} calls served, {called.failed} not; other load now: {os.getloadavg()[0]:.2f}\n")
    return shown(saw, made, cold, first_call, busy, called.failed + ours.failed + rival.failed)


def shown(
    saw: dict[str, Seen],
    made: dict[tuple[str, str], float],
    cold: float,
    first_call: float,
    busy: float,
    failed: int,
) -> Figures:
    """Prints the table, and gives its last line."""
    pop, bare_pop = (after_offer(who, saw[who].pops, made) for who in (OURS, RIVAL))
    audio, bare_audio = ([heard - key for key, heard in saw[who].answers] for who in (OURS, RIVAL))
    print(f"{'milliseconds':44}{'n':>6}{'p50':>9}{'p95':>9}{'p99':>9}{'max':>9}")
    print(_row("offer to pop, our desk", pop))
    print(_row("offer to the number shown, bare JsSIP page", bare_pop))
    print(_row("offer to the INVITE in our page", after_offer(OURS, saw[OURS].invites, made)))
    print(_row("key to audio, our desk", audio))
    print(_row("key to audio, bare JsSIP page", bare_audio))
    print(f"\nfirst load {cold} kB, with the first sign-in {first_call:.1f} kB more, as sent")
    print(f"the desk's main thread works {busy:.1%} of the time")
    return Figures(
        offer_to_pop_p50_ms=round(share(pop, 0.5), 1),
        offer_to_pop_p99_ms=round(share(pop, 0.99), 1),
        offer_to_pop_p99_ratio=round(share(bare_pop, 0.99) / share(pop, 0.99), 2),
        click_to_answer_p50_ms=round(share(audio, 0.5), 1),
        click_to_answer_p99_ms=round(share(audio, 0.99), 1),
        click_to_answer_p99_ratio=round(share(bare_audio, 0.99) / share(audio, 0.99), 2),
        first_load_kb=cold,
        first_call_kb=round(first_call, 1),
        main_thread_share=round(busy, 4),
        failed_calls=failed,
    )


def main() -> None:
    reading = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__)
    reading.add_argument("--quick", action="store_true", help="a short run: done within a minute")
    told = reading.parse_args()
    with tempfile.TemporaryDirectory(prefix="callcenter-desk-") as folder:
        figures = asyncio.run(run(Path(folder), QUICK if told.quick else FULL))
    print(f"\n{msgspec.json.encode(figures).decode()}")


if __name__ == "__main__":
    main()
