"""What callers hear while the program is away: music, the apology, and at last somebody at a number."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from real.phones import sound
from real.phones.sip import SipPhone

from callcenter.calls.turns import CallArrived, Collect, Keys, LegEnded
from callcenter.telephony.asterisk.settings import Away
from telephony.asterisk.laboratory import Laboratory, end_asterisk, settings_for
from telephony.contract.phones import ANA, CUSTOMER, DIALLED, OUTSIDE, Heard, really_until
from telephony.contract.story import Story

pytestmark = pytest.mark.real

MUSIC, APOLOGY = 1300.0, 350.0
"""What is played and said, in these tones."""


def a_sound(folder: Path, pitch: float, seconds: float) -> Path:
    folder.mkdir(parents=True)
    return sound.write(folder / "sound.wav", sound.tone(pitch, seconds))


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
async def lab(tmp_path: Path, heard: Heard) -> AsyncIterator[Laboratory]:
    apology = a_sound(tmp_path / "apology", APOLOGY, 2.0)
    music = a_sound(tmp_path / "music", MUSIC, 30.0)
    away = Away(
        notice_after=1, apology=apology, apologise_every=3, give_up_after=6, number=OUTSIDE.lstrip("+"), trunk="carrier"
    )
    settings = msgspec.structs.replace(settings_for(tmp_path, away), music={"default": music.parent})
    try:
        async with Laboratory(settings, heard.tell) as lab:
            yield lab
    finally:
        end_asterisk(settings)


@pytest.fixture
def story(lab: Laboratory, heard: Heard) -> Story:
    return Story(lab, heard)


async def hears(phone: SipPhone, pitch: float, within: float) -> bool:
    phone.media.listen()
    return await really_until(lambda: phone.media.hears(pitch), within)


async def falls_silent(phone: SipPhone) -> bool:
    """Asterisk sends nothing then, so that only waiting tells."""
    for _ in range(5):
        if not await hears(phone, MUSIC, 1.0):
            return True
    return False


async def test_a_caller_in_a_queue_hears_music_then_the_apology_and_is_sent_to_the_number(
    lab: Laboratory, story: Story
) -> None:
    caller, _ = await story.caller()
    assert isinstance(caller, SipPhone)
    assert await hears(caller, MUSIC, 5)
    await lab.program_stops()
    assert await hears(caller, MUSIC, 2)
    assert await hears(caller, APOLOGY, 9)
    assert await hears(caller, MUSIC, 4)
    somebody = lab.outside(OUTSIDE)
    assert await really_until(lambda: somebody.ringing, 15)
    await somebody.answer()
    assert await lab.hears(caller, somebody)
    assert await lab.hears(somebody, caller)
    await somebody.hang_up()
    assert await really_until(lambda: caller.over, 5)


async def test_a_caller_at_a_silent_menu_hears_music_and_is_back_at_it_with_the_program(
    lab: Laboratory, story: Story
) -> None:
    caller, leg = await story.caller()
    assert isinstance(caller, SipPhone)
    menu = story.run(leg, then=Collect(first_within=30.0))
    assert await falls_silent(caller)
    await lab.program_stops()
    assert await hears(caller, MUSIC, 5)
    await lab.program_starts(story.known(leg))
    assert await falls_silent(caller)
    await caller.press("4")
    assert await story.result(menu) == Keys(keys="4")


async def test_a_caller_who_comes_meanwhile_hears_music_and_arrives_when_the_program_is_back(
    lab: Laboratory, story: Story
) -> None:
    await lab.program_stops()
    caller = await lab.call_in(CUSTOMER, DIALLED)
    assert await hears(caller, MUSIC, 5)
    await lab.program_starts([])
    arrived = await story.hears(CallArrived)
    assert arrived.trunk == "carrier"
    menu = story.run(arrived.leg, then=Collect(first_within=30.0))
    assert await falls_silent(caller)
    await caller.press("4")
    assert await story.result(menu) == Keys(keys="4")


async def test_a_caller_whose_arrival_the_program_took_with_it_arrives_again(lab: Laboratory, story: Story) -> None:
    caller = await lab.call_in(CUSTOMER, DIALLED)
    first = await story.hears(CallArrived)
    await lab.program_stops()  # before it was written down, and before anything was said
    assert await hears(caller, MUSIC, 6)
    await lab.program_starts([])
    again = await story.hears(CallArrived, nth=2)
    assert (again.leg, again.dialled, again.caller) == (first.leg, first.dialled, first.caller)
    menu = story.run(again.leg, then=Collect(first_within=30.0))
    assert await falls_silent(caller)
    await caller.press("4")
    assert await story.result(menu) == Keys(keys="4")
    assert not caller.over


async def test_who_talks_goes_on_talking_longer_than_callers_wait(lab: Laboratory, story: Story) -> None:
    caller, customer_leg, phone, agent_leg = await story.talk()
    await lab.program_stops()
    await story.passes(12.0)  # music, an apology and the number would have come by now
    assert await story.phones.hears(caller, phone)
    assert await story.phones.hears(phone, caller)
    assert not lab.outside(OUTSIDE).ringing
    await lab.program_starts(story.known(customer_leg, agent_leg))
    assert await story.phones.hears(caller, phone)
    assert story.all(LegEnded) == []
    assert lab.agent(ANA).talking


async def test_what_asterisk_notes_goes_on_after_its_file_was_set_aside(lab: Laboratory, story: Story) -> None:
    ends = lab.settings.ends
    for _ in range(2):
        caller, leg = await story.caller()
        await caller.hang_up()
        await story.hears(LegEnded, leg)
        assert await really_until(lambda leg=leg: ends.exists() and leg in ends.read_text(), 5)
        ends.replace(ends.with_suffix(".before.csv"))
