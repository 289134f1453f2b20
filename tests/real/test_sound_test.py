"""An agent tries the sound before work begins; what stands in its way is said, with what to do about it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect
from real.browser import Browser, DeskPage
from real.people import SMITH, House

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

TESTED_WITHIN = 25_000  # ms


async def desk_with(browser: Browser, script: str = "", language: str = "en") -> DeskPage:
    """Smith's desk in a browser that lacks what the script takes away."""
    page = await browser.page(language)
    if script:
        await page.context.add_init_script(script)
    return DeskPage(await browser.sign_in(page, SMITH))


def shown(desk: DeskPage, part: str) -> Locator:
    """A part of the test that stands beside the button that begins work."""
    return desk.part("start").locator(f"[data-part='{part}']")


async def verdict_of(desk: DeskPage) -> str:
    await desk.part("start").locator("[data-do='sound-test']").click()
    await expect(shown(desk, "sound-test")).to_have_attribute("data-step", "done", timeout=TESTED_WITHIN)
    fault = await shown(desk, "verdict").get_attribute("data-fault")
    assert fault is not None
    return fault


async def test_sound_that_works_comes_back_and_the_agent_is_told_how_it_went(house: House, browser: Browser) -> None:
    desk = await desk_with(browser)
    assert await verdict_of(desk) == ""
    for part in ("microphone", "way", "echo"):
        await expect(shown(desk, part)).to_have_attribute("data-mark", "good")
    await expect(shown(desk, "way")).to_contain_text("UDP")
    await expect(shown(desk, "echo")).to_contain_text("the sound came back")
    await expect(shown(desk, "verdict")).to_contain_text("You can take calls")
    await shown(desk, "sound-test").locator("[data-do='end-sound-test']").click()
    await desk.works()  # the phone itself was not touched


REFUSE = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', '{}'));"
# No packet of ours is taken by the other side, as behind a firewall that lets no UDP through.
NO_WAY = """
const Known = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Known {
  setRemoteDescription(told) {
    const sdp = told.sdp.replace(/a=ice-pwd:[^\\r\\n]*/g, "a=ice-pwd:nobodynobodynobodynobody");
    return super.setRemoteDescription({ type: told.type, sdp });
  }
};
"""
# Nothing of what is sent is sound.
DUMB = """
const stream = Object.getOwnPropertyDescriptor(MediaStreamAudioDestinationNode.prototype, "stream").get;
Object.defineProperty(MediaStreamAudioDestinationNode.prototype, "stream", { get() {
  const sent = stream.call(this);
  for (const track of sent.getTracks()) track.enabled = false;
  return sent;
} });
"""
NO_SOCKET = """
const Socket = window.WebSocket;
window.WebSocket = class extends Socket {
  constructor(url, protocols) { super(protocols === "sip" ? "ws://127.0.0.1:1/" : url, protocols); }
};
"""
SILENT = """
navigator.mediaDevices.getUserMedia = async () => new AudioContext().createMediaStreamDestination().stream;
"""

IN_THE_WAY = [
    (REFUSE.format("NotAllowedError"), "denied", "set Microphone to Allow"),
    (REFUSE.format("NotFoundError"), "no_microphone", "Plug the headset in"),
    (REFUSE.format("NotReadableError"), "busy", "Close other meetings"),
    ("Object.defineProperty(window, 'isSecureContext', { value: false });", "insecure", "begins with https://"),
    (SILENT, "microphone_silent", "Look for a mute switch"),
    (NO_SOCKET, "socket", "let wss connections"),
    (DUMB, "no_echo", "let one direction through only"),
    (NO_WAY, "no_path", "UDP 20000–20999"),
]


async def test_what_stands_in_the_way_is_said_with_what_to_do(house: House, browser: Browser) -> None:
    desk = await desk_with(browser)
    for lacks, fault, says in IN_THE_WAY:
        await desk.reload()
        await expect(desk.part("start")).to_be_visible()
        await desk.page.evaluate(f"() => {{ {lacks} }}")
        assert await verdict_of(desk) == fault
        await expect(shown(desk, "verdict")).to_contain_text(says)


OLD = ["delete Object.hasOwn;", "delete window.RTCPeerConnection;", "delete HTMLElement.prototype.popover;"]


@pytest.mark.parametrize("lacks", OLD)
async def test_a_browser_that_is_too_old_is_told_what_is_needed(house: House, browser: Browser, lacks: str) -> None:
    page = await browser.page()
    await page.context.add_init_script(lacks)
    await browser.sign_in(page, SMITH)
    await expect(page.locator("#too-old")).to_be_visible()
    await expect(page.locator("#too-old")).to_contain_text("This browser is too old for this page.")
    assert await nothing_else(page) == 0


async def nothing_else(page: Page) -> Any:
    return await page.evaluate("document.querySelectorAll('cc-desk').length")
