"""Desk phones that nobody here wrote, baresip and linphone: they register, take, hold and transfer calls."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from real.desk import Desk
from real.people import ANA, BOB, House, hear_each_other, speaking, until
from real.phones.baresip import Baresip
from real.phones.line import line_of
from real.phones.linphone import Linphone
from real.phones.sip import SipPhone

from callcenter import native

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

PHONES = {"carl": Baresip, "dora": Linphone}
Phone = Baresip | Linphone
EACH = pytest.mark.parametrize("name", [pytest.param(name, id=kind.__name__) for name, kind in PHONES.items()])
CAROL = "+8613800040001"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running_house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    try:
        await asyncio.to_thread(native.fetch, ("baresip", "linphone"))
    except native.Unavailable as problem:
        pytest.skip(str(problem))
    async with House(tmp_path_factory.mktemp("house"), registering=tuple(PHONES)) as house:
        yield house


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def phones(running_house: House) -> AsyncIterator[dict[str, Phone]]:
    """They know what `callcenter phone` says, and no more."""
    house = running_house
    told = await asyncio.gather(*(asyncio.to_thread(house.callcenter, "phone", name) for name in PHONES))
    lines = dict(zip(PHONES, map(line_of, told), strict=True))
    folder = house.program.folder
    async with (
        Baresip(folder / "baresip", lines["carl"], pitch=650.0) as carls,
        Linphone(folder / "linphone", lines["dora"], pitch=850.0) as doras,
    ):
        yield {"carl": carls, "dora": doras}


async def talks(house: House, name: str, phone: Phone) -> tuple[Desk, SipPhone, str]:
    """Somebody calls and is answered at that phone: the desk, the caller and the interaction."""
    desk = await house.works(name)
    caller = await house.call_into_queue(CAROL)
    await phone.rings()
    await phone.answer()
    await desk.until(lambda desk: desk.stage("talking"))
    return desk, caller, await house.interaction_from(CAROL)


async def in_talk(caller: SipPhone, phone: Phone) -> None:
    """Both hear each other; the phones of others speak all the time."""
    caller.media.listen()
    async with speaking(caller):
        await until(lambda: phone.hears(caller.media.pitch), 8.0, what="the caller's voice at the phone")
    await until(lambda: caller.media.hears(phone.pitch), 8.0, what="the agent's voice at the caller")


async def hears_music(caller: SipPhone, *voices: float) -> None:
    caller.media.listen()
    await until(
        lambda: not caller.media.is_quiet() and not any(map(caller.media.hears, voices)),
        what="music",
    )


@EACH
async def test_a_call_is_taken_held_taken_back_and_hung_up(house: House, phones: dict[str, Phone], name: str) -> None:
    phone = phones[name]
    desk, caller, interaction = await talks(house, name, phone)
    await in_talk(caller, phone)
    await phone.hold()
    await desk.until(lambda desk: desk.stage("held"))
    await hears_music(caller, phone.pitch)
    await phone.resume()
    await desk.until(lambda desk: desk.stage("talking"))
    await in_talk(caller, phone)
    await phone.hang_up()
    await desk.until(lambda desk: desk.stage("wrap_up"))
    assert caller.talking, "the survey follows"
    assert [kind for kind in house.kinds(interaction) if kind in ("HoldBegan", "HoldEnded")] == [
        "HoldBegan",
        "HoldEnded",
    ]


@EACH
async def test_a_call_is_transferred_to_a_colleague_s_number(house: House, phones: dict[str, Phone], name: str) -> None:
    phone, bobs = phones[name], house.phones[BOB]
    desk, caller, interaction = await talks(house, name, phone)
    bob = await house.works(BOB)
    await phone.transfer("2002")
    offered = await bob.until(lambda desk: desk.stage("offered"))
    assert (offered["interaction"], offered["pop"]["transferred_by"]) == (interaction, name.title())
    await phone.is_idle()
    await desk.until(lambda desk: desk.stage("wrap_up"))
    await until(lambda: bobs.ringing)
    await bobs.answer()
    await bob.until(lambda desk: desk.stage("talking"))
    await hear_each_other(caller, bobs)


async def test_a_second_call_is_dialled_to_ask_a_colleague_who_then_has_the_customer(
    house: House, phones: dict[str, Phone]
) -> None:
    phone, anas = phones["dora"], house.phones[ANA]
    assert isinstance(phone, Linphone), "baresip knows no Replaces"
    desk, caller, interaction = await talks(house, "dora", phone)
    ana = await house.works(ANA)
    await phone.hold()
    await desk.until(lambda desk: desk.stage("held"))
    await phone.dial("2001")
    await until(lambda: anas.ringing)
    await anas.answer()
    await in_talk(anas, phone)
    await hears_music(caller, phone.pitch, anas.media.pitch)
    await phone.transfer_onto()
    await desk.until(lambda desk: desk.stage("wrap_up"))
    await phone.is_idle()
    await hear_each_other(caller, anas)
    assert (await ana.until(lambda desk: desk.stage("talking")))["interaction"] == interaction
    assert (await house.noted(interaction, "Transferred"))["agent"] == ANA
