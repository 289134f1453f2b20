"""A secure pause on a real Asterisk: what both sides say and press in it is in no file, before and after it is.

One call: tones from both sides before, during and after a pause by the agent, in whose middle the program is killed,
then one by the interface, then one by the flow.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
from real.desk import Desk
from real.people import ANA, House, until
from real.phones.media import Media
from real.phones.sip import SipPhone
from real.phones.sound import RATE, read, tone

pytestmark = pytest.mark.real

EMMA = "+8613800000009"
BEFORE, DURING, AFTER = (
    2200.0,
    1000.0,
    2900.0,
)  # what the customer says; far apart, or one's beginning sounds like another
AT_THE_END = 1800.0  # the customer, when the flow has the code
HIGHER = 50.0  # says the agent
ROW_OF_5, COLUMN_OF_5 = 770.0, 1336.0  # the key 5, pressed in the sound itself
AUDIBLE = 300.0  # of 32768; the tones have 5000
SAYS_FOR = 1.5
GOES_ON_AFTER = 1.0  # a pause, a file does


FLOW = """\
start: language
nodes:
  language: { menu: { en: Two. }, keys: { 2: english }, otherwise: english }
  english: { set: { language: en }, then: choose }
  choose: { menu: { en: One. }, keys: { 1: wait }, otherwise: wait }
  wait: { queue: english, then: code }
  code: { menu: { en: Your code. }, keys: { 5: more }, wait: 30s, retries: 0, secure: yes, otherwise: bye }
  more: { menu: { en: Anything else. }, keys: { 1: bye }, wait: 30s, otherwise: bye }
  bye: { hangup: { en: Goodbye. } }
"""


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = House(tmp_path)
    house.program.told["flows"] = "flows"
    for number in house.program.told["numbers"].values():
        number["flow"] = "secured"
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "secured.yaml").write_text(FLOW, "utf-8")
    house.program.write_config()
    async with house:
        yield house
        await house.everybody_goes()


def loudest(samples: np.ndarray, pitch: float) -> float:
    """How loud this tone is where it is loudest: looked for in windows of 50 ms."""
    window = RATE // 20
    at = np.hanning(window) * np.exp(-2j * np.pi * pitch * np.arange(window) / RATE)
    parts = samples[: len(samples) // window * window].reshape(-1, window).astype(np.float64)
    return float((2 * np.abs(parts @ at) / np.hanning(window).sum()).max(initial=0.0))


def first(samples: np.ndarray, pitch: float) -> float:
    """Seconds from the file's beginning to the tone's."""
    window = RATE // 20
    heard = [n for n in range(len(samples) // window) if loudest(samples[n * window : (n + 1) * window], pitch) > 2000]
    return heard[0] * window / RATE


async def both_say(customer: SipPhone, agent: SipPhone, pitch: float) -> None:
    customer.media.voice_is(tone(pitch, 1.0))
    agent.media.voice_is(tone(pitch + HIGHER, 1.0))
    await asyncio.gather(customer.speak(SAYS_FOR), agent.speak(SAYS_FOR))


async def presses_in_the_sound(media: Media) -> None:
    """The key 5 as old phones send it."""
    media.voice_is(tone(ROW_OF_5, 1.0, 6000) + tone(COLUMN_OF_5, 1.0, 6000))
    await media.speak(0.5)


async def by_the_interface(who: Desk, agent: Desk, interaction: str, state: str) -> None:
    api, heads = f"{who.program.url}/api/interactions/{interaction}/recording", {"Origin": who.program.url}
    async with who.client.post(api, json={"state": state}, headers=heads) as answer:
        assert (answer.status, await answer.json()) == (200, {"state": state})
    await paused(agent, state)


async def paused(desk: Desk, state: str) -> None:
    await desk.until(lambda desk: any(work["recording"] == state for work in desk.works_in_hand))


async def test_nothing_of_a_pause_is_in_any_file_and_the_rest_is_all_there(house: House):
    program, agent = house.program, house.phones[ANA]
    ana = await house.works(ANA)
    customer = await house.call_into_queue(EMMA)
    interaction = await house.interaction_from(EMMA)
    await until(lambda: agent.ringing)
    await agent.answer()
    await house.noted(interaction, "TrackBegan", times=2)
    await paused(ana, "on")
    tracks = house.tracks(interaction)
    await until(lambda: all(file.is_file() for file in tracks.values()), what="the files")
    await both_say(customer, agent, BEFORE)

    assert await ana.do("pause_recording", interaction=interaction) is None
    await paused(ana, "paused")
    await asyncio.sleep(0.3)  # sound on its way belongs to what was said before
    await both_say(customer, agent, DURING)
    await program.killed()
    await presses_in_the_sound(customer.media)
    await program.start()
    await ana.disconnect()
    await ana.connect()
    await paused(ana, "paused")
    await customer.press("5")  # as RFC 4733 has it: no sound at all
    await both_say(customer, agent, DURING)
    await asyncio.sleep(0.3)

    await by_the_interface(ana, ana, interaction, "on")
    await asyncio.sleep(GOES_ON_AFTER)
    await both_say(customer, agent, AFTER)

    supervisor = await house.looks("yang")
    await by_the_interface(supervisor, ana, interaction, "paused")
    await asyncio.sleep(0.3)
    await both_say(customer, agent, DURING)
    await by_the_interface(supervisor, ana, interaction, "on")

    await agent.hang_up()  # and the flow asks for a code
    await house.noted(interaction, "RecordingPaused", times=3)
    await asyncio.sleep(0.3)
    customer.media.voice_is(tone(DURING, 1.0))
    await customer.speak(SAYS_FOR)
    await presses_in_the_sound(customer.media)
    await customer.press("5")
    await house.noted(interaction, "RecordingResumed", times=3)
    (live,) = program.rows("SELECT body FROM calls WHERE id = ?", interaction)
    assert b'"key":"1"' in live["body"], "keys that chose something"
    kept = [live["body"], *(json.dumps(body).encode() for _, body in program.journal(interaction))]
    assert not [text for text in kept if b'"5"' in text], "the key is kept nowhere"
    await asyncio.sleep(GOES_ON_AFTER)
    customer.media.voice_is(tone(AT_THE_END, 1.0))
    await customer.speak(SAYS_FOR)
    await customer.hang_up()
    await house.noted(interaction, "TrackEnded", times=2)
    whys = [body["why"] for kind, body in program.journal(interaction) if kind == "RecordingPaused"]
    assert whys == ["agent", "api", "flow"]

    async with supervisor.client.get(f"{program.url}/recordings/{interaction}.wav") as answer:
        assert answer.status == 200
        mixed = np.frombuffer((await answer.read())[44:], "<i2").reshape(-1, 2)
    files = {name: read(file) for name, file in tracks.items()}
    for name, samples in {**files, "left": mixed[:, 0], "right": mixed[:, 1]}.items():
        for pitch in (DURING, DURING + HIGHER, ROW_OF_5, COLUMN_OF_5):
            assert loudest(samples, pitch) < AUDIBLE, (name, pitch)
    for who, higher in (("customer", 0.0), (ANA, HIGHER)):
        assert loudest(files[who], BEFORE + higher) > 4000, who
        assert loudest(files[who], AFTER + higher) > 4000, who
    assert loudest(files["customer"], AT_THE_END) > 4000
    # Side by side: both began to speak together, before the pause and after it.
    apart = [first(files["customer"], pitch) - first(files[ANA], pitch + HIGHER) for pitch in (BEFORE, AFTER)]
    assert abs(apart[0] - apart[1]) < 0.25
