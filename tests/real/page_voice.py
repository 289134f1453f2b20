"""A desk's page whose microphone is a tone, and what comes out of its headset.

async with Browser(program, flags=speaking(folder, 880.0)) as browser:
    voice = PageVoice(await desk_with_tone(browser, "smith"), 880.0)
    await voice.hears({"customer": 500.0})
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from real.browser import Browser, DeskPage
from real.phones import sound
from real.phones.media import LOUDNESS

# What a headset does that leaves sound alone: a lasting tone would be taken for noise, and taken out.
PLAIN_MICROPHONE = """
const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
navigator.mediaDevices.getUserMedia = ({ audio, ...others }) =>
  open({ ...others, audio: { ...(audio === true ? {} : audio), ...plain } });
"""
# A good second of what arrives: how loud each pitch is in it, and all of it; 1 = as loud as can be.
LISTEN = """
async (pitches) => {
  const live = window.connections.filter((one) => one.connectionState === "connected");
  const tracks = live.flatMap((one) => one.getReceivers().map(({ track }) => track));
  if (!tracks.length) return { loudness: pitches.map(() => 0), all: 0 };
  const context = new AudioContext({ sampleRate: 16000 });
  const ear = new AnalyserNode(context, { fftSize: 8192 });
  const unheard = new GainNode(context, { gain: 0 });
  ear.connect(unheard).connect(context.destination);
  for (const track of tracks) context.createMediaStreamSource(new MediaStream([track])).connect(ear);
  await new Promise((done) => setTimeout(done, 900));
  const samples = new Float32Array(ear.fftSize);
  ear.getFloatTimeDomainData(samples);
  await context.close();
  const loudness = pitches.map((pitch) => {
    let re = 0, im = 0;
    samples.forEach((sample, at) => {
      re += sample * Math.cos((2 * Math.PI * pitch * at) / 16000);
      im += sample * Math.sin((2 * Math.PI * pitch * at) / 16000);
    });
    return (2 * Math.hypot(re, im)) / samples.length;
  });
  return { loudness, all: Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length) };
}
"""
SILENT = 0.003


def speaking(folder: Path, pitch: float) -> tuple[str, ...]:
    """Flags of a browser whose microphone is this tone."""
    file = sound.write(folder / f"{pitch:.0f}.wav", sound.tone(pitch, 1.0, LOUDNESS))
    return (f"--use-file-for-fake-audio-capture={file}",)


async def desk_with_tone(browser: Browser, login: str) -> DeskPage:
    page = await browser.page()
    await page.context.add_init_script(PLAIN_MICROPHONE)
    return DeskPage(await browser.sign_in(page, login))


class PageVoice:
    """It speaks all the time."""

    def __init__(self, desk: DeskPage, pitch: float) -> None:
        self.desk, self.pitch = desk, pitch

    async def hears(self, pitches: Mapping[str, float]) -> set[str]:
        told = await self.desk.page.evaluate(LISTEN, list(pitches.values()))
        least = LOUDNESS / 4 / 32768
        found = {name for name, loudness in zip(pitches, told["loudness"], strict=True) if loudness > least}
        return found or ({"music"} if told["all"] > SILENT else set())

    # ---------------------------------------------------------------- what one does with the mouse

    async def asks(self, purpose: str, *, agent: str = "", queue: str = "", number: str = "") -> None:
        """Open the directory for it and choose."""
        await self.desk.do(purpose)
        kind = "agent" if agent else "queue" if queue else "number"
        await self.desk.page.locator(f"[data-do='directory-by'][data-kind='{kind}']").click()
        if number:
            await self.desk.page.locator("input[data-part='directory-number']").fill(number)
            await self.desk.do("directory-number")
        else:
            await self.desk.page.locator(f"[data-do='directory-to'][data-{kind}='{agent or queue}']").click()

    async def answers(self, stage: str) -> None:
        """`stage`: offered by a queue, or ringing for a colleague."""
        await self.desk.until_stage(stage)
        await self.desk.do("answer")
        await self.desk.until_stage("talking")
