"""A call played by SIPp, the keys by RFC 4733: queue, agent, sound both ways, survey, and what history keeps of it."""

from __future__ import annotations

import pytest
from real.people import ANA, HOTLINE, House, about, now, recorded, until
from real.sipp import Sipp, may_play_sound

pytestmark = [
    pytest.mark.real,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not may_play_sound(), reason="SIPp plays sound through a raw socket, which only root may open"),
]


async def test_a_caller_at_sipp_presses_keys_waits_talks_and_answers_the_survey(house: House) -> None:
    emma = house.customer("en", place=3)
    called = now()
    dials = Sipp(
        house.program.folder / "survey",
        house.program.sip_port,
        caller=emma["number"],
        dials=HOTLINE,
        presses="21",
        keeps_pressing="1",
    )
    async with dials as caller:
        interaction = await house.interaction_from(emma["number"])
        assert (await house.noted(interaction, "LanguageChosen"))["language"] == "en"
        assert (await house.noted(interaction, "QueueEntered"))["queue"] == "english"
        queued = now()
        ana = await house.works(ANA, "board")
        offered = await ana.until(lambda desk: desk.stage("offered"))
        assert offered["pop"]["customer"] == emma["id"]
        phone = house.phones[ANA]
        await until(lambda: phone.ringing)
        await phone.answer()
        answered = now()
        await ana.until(lambda desk: desk.stage("talking"))
        sound = await house.sound_of(emma["number"])
        await until(lambda: not phone.media.is_quiet(), what="the caller's voice")
        await phone.speak(2.0)
        more = await house.sound_of(emma["number"])
        assert more["rxcount"] - sound["rxcount"] > 25, "packets of the caller"
        assert more["txcount"] - sound["txcount"] > 75, "packets to the caller"
        await phone.hang_up()
        hung_up = now()
        assert await caller.ended() == 0, caller.errors

    assert (await house.noted(interaction, "Ended"))["outcome"] == "served"
    assert "thanks" in [node for kind, body in house.program.journal(interaction) for node in body.get("nodes", ())]
    assert await recorded(house.tracks(interaction)) == {"customer", ANA}
    for kind, seen in (
        ("Began", called),
        ("QueueEntered", queued),
        ("Connected", answered),
        ("AgentLeft", hung_up),
    ):
        assert about(house.when(interaction, kind), seen), kind
    await ana.until(lambda desk: desk.queue("english").get("answered") == 1)
    assert await ana.do("finish", interaction=interaction, disposition="technician", text="On Monday.") is None
    async with ana.client.get(f"{house.program.url}/history/{interaction}") as answer:
        page = await answer.text()
    assert "On Monday." in page
    assert emma["name"] in page


async def test_a_caller_at_sipp_hangs_up_while_talking(house: House) -> None:
    caller_number = "+8613800020001"
    dials = Sipp(
        house.program.folder / "hangs-up",
        house.program.sip_port,
        caller=caller_number,
        dials=HOTLINE,
        presses="21",
        stays=5.0,
    )
    ana = await house.works(ANA)
    async with dials as caller:
        await until(lambda: house.phones[ANA].ringing)
        await house.phones[ANA].answer()
        await ana.until(lambda desk: desk.stage("talking"))
        interaction = await house.interaction_from(caller_number)
        assert await caller.ended() == 0, caller.errors
    gone = now()
    await ana.until(lambda desk: desk.stage("wrap_up"))
    ended = await house.noted(interaction, "Ended")
    assert (ended["outcome"], ended["who"]) == ("served", "customer")
    assert about(house.when(interaction, "Ended"), gone)
    assert await recorded(house.tracks(interaction)) == {"customer"}, "nobody spoke at the agent's phone"
