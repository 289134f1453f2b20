"""A secure pause on a real Asterisk: what both sides say and press in it is in no file, before and after it is.

One call: tones from both sides before, during and after the pause; the program is killed in its middle.
"""

from __future__ import annotations

import asyncio
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
HIGHER = 50.0  # says the agent
ROW_OF_5, COLUMN_OF_5 = 770.0, 1336.0  # the key 5, pressed in the sound itself
AUDIBLE = 300.0  # of 32768; the tones have 5000
SAYS_FOR = 1.5


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with House(tmp_path) as house:
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

    api = f"{program.url}/api/interactions/{interaction}/recording"
    async with ana.client.post(api, json={"state": "on"}, headers={"Origin": program.url}) as answer:
        assert (answer.status, await answer.json()) == (200, {"state": "on"})
    await paused(ana, "on")
    await asyncio.sleep(0.3)
    await both_say(customer, agent, AFTER)

    assert await ana.do("pause_recording", interaction=interaction) is None
    await paused(ana, "paused")
    await asyncio.sleep(0.3)
    await both_say(customer, agent, DURING)
    await customer.hang_up()
    await house.noted(interaction, "TrackEnded", times=2)

    supervisor = await house.looks("yang")
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
    # Side by side: both began to speak together, before the pause and after it.
    apart = [first(files["customer"], pitch) - first(files[ANA], pitch + HIGHER) for pitch in (BEFORE, AFTER)]
    assert abs(apart[0] - apart[1]) < 0.25
