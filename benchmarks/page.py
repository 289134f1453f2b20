"""A real Chromium whose pages write down, by their own clock, what an agent sees and hears.

async with Chromium() as chromium:
    page = await chromium.page(url, DESK)
    …
    (await seen(page)).pops["01K…"]     # seconds since 1970, by this machine's clock
"""

from __future__ import annotations

import asyncio
from typing import Self

import msgspec
from playwright.async_api import Browser, CDPSession, Page, async_playwright

from callcenter import native
from callcenter.clock import SystemClock

FLAGS = (
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--allow-loopback-in-peer-connection",
    "--autoplay-policy=no-user-gesture-required",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-features=LocalNetworkAccessChecks",  # the bare page is served by nobody
)
SCREEN = (1366, 768)

PROBE = """
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const seen = (window.seen = { pops: {}, invites: {}, answers: [] });
  window.popped = (what, at) => {
    if (what in seen.pops) return;
    seen.pops[what] = at;
    tell("popped");
  };
  // The task after a frame: what was drawn in it is on its way to the screen.
  window.painted = (act) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => act(now());
    channel.port2.postMessage(null);
  });

  const Socket = window.WebSocket;
  const text = (data) => (typeof data === "string" ? data : new TextDecoder().decode(data));
  window.WebSocket = class extends Socket {
    constructor(...told) {
      super(...told);
      if (new URL(this.url).pathname !== "/sip") return;
      this.addEventListener("message", (event) => {
        const said = text(event.data);
        const leg = said.startsWith("INVITE ") && /^X-Callcenter-Leg: *(\\S+)/im.exec(said);
        if (leg) seen.invites[leg[1]] ??= now();
      });
    }
  };

  const ears = new AudioContext();
  let ear = null; // on the newest call
  const Connection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(...told) {
      super(...told);
      this.addEventListener("track", ({ track }) => {
        ear = new AnalyserNode(ears, { fftSize: 256 });
        ears.createMediaStreamSource(new MediaStream([track])).connect(ear);
      });
    }
  };
  let newest = 0;
  const samples = new Float32Array(256);
  const audible = () => {
    ear?.getFloatTimeDomainData(samples);
    return ear !== null && samples.some((one) => Math.abs(one) > 0.001);
  };
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.code !== "KeyA") return;
    const key = (newest = performance.timeOrigin + event.timeStamp);
    const listen = () => {
      if (newest !== key) return;
      if (!audible()) return setTimeout(listen, 2);
      seen.answers.push([key, now()]);
      tell("heard");
    };
    ear = null;
    listen();
  }, { capture: true });
})();
"""
"""What happens is told to `tell` at once. Speaks of milliseconds since 1970. A key is Alt A; heard is the first sound
that comes out of the call after it."""

DESK = (
    PROBE
    + """
document.addEventListener("DOMContentLoaded", () => {
  const desk = document.querySelector("cc-desk");
  if (!desk) return;
  const look = () => {
    if (desk.dataset.stage !== "offered") return;
    painted((at) => {
      const middle = desk.shadowRoot.querySelector("cc-interaction")?.shadowRoot;
      const pop = middle?.querySelector("[data-part='interaction']");
      const name = middle?.querySelector("[data-part='pop-name']")?.textContent.trim();
      if (pop && name) popped(pop.dataset.interaction, at);
    });
  };
  new MutationObserver(look).observe(desk, { attributes: true, attributeFilter: ["data-stage"] });
});
"""
)
"""The desk's page: a pop is there once a frame with the caller's name in it was drawn."""

BARE = """<!doctype html><meta charset="utf-8"><title>bare</title><p id="who"></p>
<script type="module">
const { default: jssip } = await import("JSSIP");
const account = await (await fetch("/api/phone")).json();
const ua = new jssip.UA({
  sockets: [new jssip.WebSocketInterface(location.origin.replace("http", "ws") + account.socket)],
  uri: account.uri, authorization_user: account.login, password: account.password,
});
let call = null;
ua.on("registered", () => (document.body.dataset.phone = "registered"));
ua.on("newRTCSession", ({ session, request }) => {
  call = session;
  document.getElementById("who").textContent = session.remote_identity.uri.user;
  painted((at) => popped(request.getHeader("X-Callcenter-Leg"), at));
  session.on("peerconnection", ({ peerconnection }) => peerconnection.addEventListener("track", ({ streams }) => {
    const audio = new Audio();
    audio.srcObject = streams[0];
    void audio.play();
  }));
});
document.addEventListener("keydown", ({ altKey, code }) => {
  if (altKey && code === "KeyA") call.answer({ mediaConstraints: { audio: true, video: false } });
});
ua.start();
</script>
"""
"""The least that rings and answers: JsSIP as its documentation has it, and the number of the one who calls."""


class Seen(msgspec.Struct, frozen=True):
    """Seconds since 1970."""

    pops: dict[str, float]  #: by interaction
    invites: dict[str, float]  #: by the leg that rings
    answers: list[tuple[float, float]]  #: a key, and the first sound after it


class Chromium:
    def __init__(self, *flags: str) -> None:
        """`flags`: more of them."""
        self._flags = (*FLAGS, *flags)

    async def __aenter__(self) -> Self:
        program = native.fetch(("chromium",), print)["chromium"]
        self._playwright = await async_playwright().start()
        self._browser: Browser = await self._playwright.chromium.launch(
            executable_path=str(program.executable),
            headless=True,
            args=list(self._flags),
            env=dict(program.environment),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._browser.close()
        await self._playwright.stop()

    async def page(self, url: str, script: str) -> Page:
        """A page of a browser that knows nothing yet; `script` runs in it first."""
        context = await self._browser.new_context(
            base_url=url,
            viewport={"width": SCREEN[0], "height": SCREEN[1]},
            locale="en-US",
            permissions=["microphone"],
        )
        await context.add_init_script(script)
        page = await context.new_page()
        page.set_default_timeout(30_000)
        return page


async def sign_in(page: Page, login: str, password: str, path: str = "/desk") -> None:
    await page.goto("/login?next=/healthz")
    await page.fill("#login", login)
    await page.fill("#password", password)
    await page.click("form.login button.first")
    await page.wait_for_url("**/healthz")
    await page.goto(path)


async def seen(page: Page) -> Seen:
    """By this machine's clock: the page's own was set when it was loaded, and has gone on by itself."""
    told = msgspec.convert(await page.evaluate("window.seen"), Seen, strict=False)
    ahead = await _ahead(page)

    def ours(milliseconds: float) -> float:
        return milliseconds / 1000 - ahead

    return Seen(
        pops={name: ours(at) for name, at in told.pops.items()},
        invites={name: ours(at) for name, at in told.invites.items()},
        answers=[(ours(key), ours(heard)) for key, heard in told.answers],
    )


async def _ahead(page: Page) -> float:
    """Seconds the page's clock is ahead of ours, by the fastest of some questions."""
    clock, answers = SystemClock(), list[tuple[float, float]]()
    for _ in range(15):
        asked = clock.now().timestamp()
        said = await page.evaluate("performance.timeOrigin + performance.now()") / 1000
        heard = clock.now().timestamp()
        answers.append((heard - asked, said - (asked + heard) / 2))
    return min(answers)[1]


# ---------------------------------------------------------------- what a page costs


class Weight:
    """Counts what a page loads, as sent: heads, and bodies compressed as they came."""

    def __init__(self) -> None:
        self.bytes = 0

    async def count(self, page: Page) -> None:
        told = await page.context.new_cdp_session(page)
        await told.send("Network.enable")
        await told.send("Network.clearBrowserCache")
        told.on("Network.loadingFinished", lambda event: self._loaded(event["encodedDataLength"]))

    def _loaded(self, length: float) -> None:
        self.bytes += round(length)

    @property
    def kilobytes(self) -> float:
        return round(self.bytes / 1000, 1)


class Memory(msgspec.Struct, frozen=True):
    """What a page holds on to, after the garbage was taken away."""

    heap: int  #: bytes of its scripts
    nodes: int
    listeners: int

    @classmethod
    async def of(cls, session: CDPSession) -> Memory:
        await session.send("HeapProfiler.collectGarbage")
        heap = await session.send("Runtime.getHeapUsage")
        held = await session.send("Memory.getDOMCounters")
        return cls(heap=round(heap["usedSize"]), nodes=held["nodes"], listeners=held["jsEventListeners"])


class MainThread:
    """How much of the time a page's main thread works."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session
        self._before: dict[str, float] = {}

    @classmethod
    async def of(cls, page: Page) -> MainThread:
        session = await page.context.new_cdp_session(page)
        await session.send("Performance.enable")
        it = cls(session)
        it._before = await it._read()
        return it

    async def share(self) -> float:
        """Since it was begun."""
        now = await self._read()
        return (now["TaskDuration"] - self._before["TaskDuration"]) / (now["Timestamp"] - self._before["Timestamp"])

    async def _read(self) -> dict[str, float]:
        told = await self._session.send("Performance.getMetrics")
        return {one["name"]: one["value"] for one in told["metrics"]}


async def quiet(page: Page, weight: Weight, for_seconds: float = 1.0) -> None:
    """Until nothing more is loaded."""
    before = -1
    while weight.bytes != before:
        before = weight.bytes
        await page.wait_for_load_state("load")
        await asyncio.sleep(for_seconds)
