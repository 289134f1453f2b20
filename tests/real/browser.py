"""A real Chromium with the real pages: an agent's desk with its softphone, and the customer's "call us" page.

async with Browser(program) as browser:
    desk = await browser.desk("smith")
    await desk.works()
    await desk.until_stage("offered")
    await desk.do("answer")
    assert (await desk.sound()).arrived > 0
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import msgspec
from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, Locator, Page, async_playwright, expect

from callcenter import native

FLAGS = (
    "--use-fake-ui-for-media-stream",  # the microphone is allowed without a question
    "--use-fake-device-for-media-stream",  # and beeps
    "--allow-loopback-in-peer-connection",
    "--autoplay-policy=no-user-gesture-required",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
)
SOON = 15_000  # ms

# The page's own connections, so that a test can ask them what they have counted.
KEEP_CONNECTIONS = """
window.connections = [];
const Usual = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Usual {
  constructor(...told) { super(...told); window.connections.push(this); }
};
"""
COUNT = """
async () => {
  const sum = { sent: 0, arrived: 0, energy: 0, connections: 0 };
  for (const connection of window.connections) {
    if (connection.connectionState !== "connected") continue;
    sum.connections += 1;
    for (const one of (await connection.getStats()).values()) {
      if (one.type === "outbound-rtp") sum.sent += one.packetsSent;
      if (one.type === "inbound-rtp") { sum.arrived += one.packetsReceived; sum.energy += one.totalAudioEnergy ?? 0; }
    }
  }
  return sum;
}
"""


class Sound(msgspec.Struct, frozen=True):
    """What the page's live connections have counted."""

    sent: int  #: packets
    arrived: int
    energy: float  #: of the sound that came out
    connections: int


class Reached(Protocol):
    """What serves the pages: a whole program, or a server a test speaks for."""

    @property
    def url(self) -> str: ...
    @property
    def password(self) -> str: ...


class Browser:
    def __init__(self, program: Reached, executable: Path | None = None, flags: Sequence[str] = ()) -> None:
        """`executable`: what is run in place of Chromium, and runs it elsewhere; `flags`: more of them."""
        self.program, self._executable, self._flags = program, executable, (*FLAGS, *flags)
        self._contexts: list[BrowserContext] = []
        self.said: list[str] = []  #: what pages wrote on their console as an error

    async def __aenter__(self) -> Browser:
        chromium = native.find("chromium")
        assert chromium is not None, "python -m callcenter.native fetch gets it"
        self._playwright = await async_playwright().start()
        self._chromium: Chromium = await self._playwright.chromium.launch(
            executable_path=str(self._executable or chromium.executable),
            headless=True,
            args=list(self._flags),
            env=dict(chromium.environment),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close_pages()
        await self._chromium.close()
        await self._playwright.stop()

    async def close_pages(self) -> None:
        for context in self._contexts:
            await context.close()
        self._contexts.clear()

    async def page(self, language: str = "en") -> Page:
        context = await self._chromium.new_context(
            base_url=self.program.url,
            viewport={"width": 1366, "height": 768},
            locale="zh-CN" if language == "zh-CN" else "en-US",
            permissions=["microphone"],
        )
        self._contexts.append(context)
        await context.add_init_script(KEEP_CONNECTIONS)
        page = await context.new_page()
        page.set_default_timeout(SOON)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        return page

    async def signed_in(self, login: str, password: str = "", path: str = "/desk", language: str = "en") -> Page:
        return await self.sign_in(await self.page(language), login, password, path)

    async def sign_in(self, page: Page, login: str, password: str = "", path: str = "/desk") -> Page:
        await page.goto(f"/login?next={path}")
        await page.fill("#login", login)
        await page.fill("#password", password or self.program.password)
        await page.click("form.login button.first")
        await page.wait_for_url(f"**{path}")
        return page

    async def desk(self, login: str, language: str = "en") -> DeskPage:
        return DeskPage(await self.signed_in(login, language=language))

    async def guest(self, language: str = "en") -> GuestPage:
        page = await self.page(language)
        await page.goto("/call")
        return GuestPage(page)


async def crash(page: Page) -> None:
    gone = asyncio.get_running_loop().create_future()
    page.once("crash", lambda page: gone.set_result(page))
    session = await page.context.new_cdp_session(page)
    killing = asyncio.ensure_future(session.send("Page.crash"))  # nobody is left to answer it
    await gone
    killing.cancel()
    await asyncio.gather(killing, return_exceptions=True)


class _Sounding:
    def __init__(self, page: Page) -> None:
        self.page = page

    def part(self, name: str) -> Locator:
        return self.page.locator(f"[data-part='{name}']").first

    def button(self, does: str) -> Locator:
        return self.page.locator(f"[data-do='{does}']").first

    async def do(self, does: str) -> None:
        await self.button(does).click()

    async def sound(self) -> Sound:
        return msgspec.convert(await self.page.evaluate(COUNT), Sound)

    async def hears_and_speaks(self, within: float = 10.0) -> None:
        """Packets go both ways through one live connection, and what comes is no silence."""
        before = None
        async with asyncio.timeout(within):
            while True:
                now = await self.sound()
                if before is None or before.connections != 1:
                    before = now
                elif (
                    now.sent - before.sent > 25
                    and now.arrived - before.arrived > 25
                    and now.energy - before.energy > 0.0001
                ):
                    return
                await asyncio.sleep(0.1)

    async def picture(self, file: Path) -> None:
        await self.page.screenshot(path=file)


class DeskPage(_Sounding):
    @property
    def whole(self) -> Locator:
        return self.page.locator("cc-desk")

    async def works(self) -> None:
        await self.do("sign-in")
        await expect(self.whole).to_have_attribute("data-phone", "registered", timeout=SOON)
        await expect(self.whole).to_have_attribute("data-presence", "available", timeout=SOON)

    async def until_stage(self, stage: str, within: float = 20.0) -> None:
        """`stage` "" = nothing is in hand."""
        await expect(self.whole).to_have_attribute("data-stage", stage, timeout=within * 1000)

    async def answers(self) -> None:
        """Whoever is offered."""
        await self.until_stage("offered")
        await self.do("answer")
        await self.until_stage("talking")

    async def finish(self, disposition: str, note: str = "") -> None:
        if note:
            await self.part("note").fill(note)
        await self.page.locator(f"[data-disposition='{disposition}']").check()
        await self.do("finish")
        await self.until_stage("")

    async def reload(self) -> None:
        await self.page.reload()

    async def crashes(self) -> DeskPage:
        """The renderer dies, and the desk is opened in another tab."""
        await crash(self.page)
        return await self.opened_again()

    async def close(self) -> None:
        """The tab is closed; the browser still knows who was signed in."""
        await self.page.close()

    async def opened_again(self) -> DeskPage:
        page = await self.page.context.new_page()
        page.set_default_timeout(SOON)
        await page.goto("/desk")
        return DeskPage(page)


class GuestPage(_Sounding):
    @property
    def whole(self) -> Locator:
        return self.page.locator("cc-call")

    async def call(self, as_number: str = "") -> None:
        if as_number:
            await self.part("as").select_option(as_number)
        await self.do("call")

    async def until_state(self, state: str) -> None:
        await expect(self.whole).to_have_attribute("data-state", state, timeout=SOON)

    async def press(self, key: str) -> None:
        await self.page.locator(f"[data-key='{key}']").click()
