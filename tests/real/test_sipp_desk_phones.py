"""A caller and two desk phones, all played by SIPp: answered, transferred; missed and answered by the other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from real.people import ANA, AUDIBLE, BOB, HOTLINE, RING_FOR, House, loudness, recorded, until
from real.sipp import Sipp, may_play_sound
from real.sipp_phone import SippPhone

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not may_play_sound(), reason="SIPp plays sound through a raw socket, which only root may open"),
]

CALLER = "+8613800030001"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """Its desk phones are not plugged in: SIPp takes their places."""
    async with House(tmp_path) as house:
        for phone in house.phones.values():
            await phone.close()
        yield house
        await house.everybody_goes()


def caller(house: House) -> Sipp:
    return Sipp(
        house.program.folder / "caller", house.program.sip_port, caller=CALLER, dials=HOTLINE, presses="21", stays=40.0
    )


def phone(house: House, name: str, *, answers_after: float | None) -> SippPhone:
    return SippPhone(house.program.folder / name, house.phones[name].port, answers_after=answers_after)


async def test_a_call_is_answered_at_one_phone_and_transferred_to_the_other(house: House) -> None:
    async with phone(house, ANA, answers_after=0.5) as anas, phone(house, BOB, answers_after=0.5) as bobs:
        ana = await house.works(ANA)
        async with caller(house) as customer:
            work = await ana.until(lambda desk: desk.stage("talking"), within=30.0)
            bob = await house.works(BOB)
            await until(lambda: loudness(house.tracks(work["interaction"])[ANA]) > AUDIBLE, what="Ana's voice")
            assert await ana.do("transfer", interaction=work["interaction"], agent=BOB) is None
            transferred = await bob.until(lambda desk: desk.stage("talking"))
            assert transferred["pop"]["transferred_by"] == "Ana"
            assert ana.stage("wrap_up")
            assert await recorded(house.tracks(work["interaction"])) == {"customer", ANA, BOB}
            assert await bob.do("hang_up", interaction=work["interaction"]) is None
            assert await customer.ended() == 0, customer.errors
        assert (await house.noted(work["interaction"], "Ended"))["outcome"] == "served"
        assert not anas.errors
        assert not bobs.errors


async def test_a_phone_that_is_not_answered_gives_the_caller_to_the_other(house: House) -> None:
    async with phone(house, ANA, answers_after=None), phone(house, BOB, answers_after=0.5):
        ana = await house.works(ANA)
        async with caller(house) as customer:
            await ana.until(lambda desk: desk.stage("offered"), within=30.0)
            bob = await house.works(BOB)
            work = await bob.until(lambda desk: desk.stage("talking"), within=RING_FOR + 10)
            assert ana.me["not_responding"]
            assert await bob.do("hang_up", interaction=work["interaction"]) is None
            assert await customer.ended() == 0, customer.errors
        missed = await house.noted(work["interaction"], "OfferEnded")
        assert (missed["agent"], missed["how"]) == (ANA, "missed")
        assert await ana.do("available") is None
