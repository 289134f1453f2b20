"""Two agents at desk phones: what a floor does all day, from the ring to the voicemail, with a real Asterisk."""

from __future__ import annotations

import pytest
from real.people import (
    ANA,
    AUDIBLE,
    BOB,
    RING_FOR,
    House,
    about,
    hear_each_other,
    hears,
    loudness,
    no_new_work,
    now,
    recorded,
    until,
)

from callcenter.history.segments import SegmentKind

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


ELSEWHERE = {"text": "The fan", "agent": BOB, "queue": "repairs", "number": "+8613800019999"}
"""What a call is not found by."""


async def test_a_caller_presses_the_keys_waits_and_talks_to_the_agent_whose_phone_rings(house: House) -> None:
    called = now()
    emma = house.customer("en", place=0)
    caller = await house.call_into_queue(emma["number"])
    interaction = await house.interaction_from(emma["number"])
    queued = now()

    ana = await house.works(ANA, "board")
    offered = await ana.until(lambda desk: desk.stage("offered"))
    rang = now()
    assert offered["pop"]["customer"] == emma["id"]
    assert [card["name"] for card in offered["pop"]["matches"]] == [emma["name"]]
    assert [(choice["key"], choice["to"]) for choice in offered["pop"]["choices"]] == [
        ("2", "in_english"),
        ("1", "english"),
    ]
    phone = house.phones[ANA]
    await until(lambda: phone.ringing)
    assert phone.shown.lstrip("+") == emma["number"].lstrip("+")
    await phone.answer()
    answered = now()
    await ana.until(lambda desk: desk.stage("talking"))
    await hear_each_other(caller, phone)
    assert caller.media.packets > 25
    assert phone.media.packets > 25

    await phone.hang_up()
    hung_up = now()
    await ana.until(lambda desk: desk.stage("wrap_up"))
    assert caller.talking, "the survey follows"
    await house.noted(interaction, "NodesPassed", times=3)
    await caller.press("1")
    await until(lambda: caller.over, what="the flow's goodbye")
    assert await ana.do("finish", interaction=interaction, disposition="resolved", text="The pump is replaced.") is None

    assert await recorded(house.tracks(interaction)) == {"customer", ANA}
    boss = await house.looks("yang")
    found = {"text": "pump is", "agent": ANA, "queue": "english", "number": emma["number"], "recorded": "yes"}
    for asked, is_there in ((found, True), *((found | {name: wrong}, False) for name, wrong in ELSEWHERE.items())):
        async with boss.client.get(f"{house.program.url}/history", params=asked) as answer:
            assert (interaction in await answer.text()) is is_there, asked
    assert about(house.when(interaction, "Began"), called)
    assert about(house.when(interaction, "QueueEntered"), queued)
    assert about(house.when(interaction, "OfferMade"), rang)
    assert about(house.when(interaction, "Connected"), answered)
    assert about(house.when(interaction, "AgentLeft"), hung_up)
    row = house.row(interaction)
    assert (row["outcome"], row["agent"], row["disposition"], row["note"]) == (
        "served",
        ANA,
        "resolved",
        "The pump is replaced.",
    )
    await ana.until(lambda desk: desk.queue("english").get("answered"))
    assert ana.queue("english")["waiting"] == 0


async def test_a_call_that_is_held_by_the_phone_s_own_button_hears_music_until_it_is_taken_back(house: House) -> None:
    ana = await house.works(ANA)
    caller = await house.call_into_queue("+8613800010001")
    interaction = await house.interaction_from("+8613800010001")
    phone = house.phones[ANA]
    await until(lambda: phone.ringing)
    await phone.answer()
    await ana.until(lambda desk: desk.stage("talking"))
    await phone.hold()
    held = now()
    await ana.until(lambda desk: desk.stage("held"))
    caller.media.listen()
    await until(lambda: not caller.media.is_quiet(), what="music")
    await phone.unhold()
    taken_back = now()
    await ana.until(lambda desk: desk.stage("talking"))
    await hear_each_other(caller, phone)
    assert about(house.when(interaction, "HoldBegan"), held)
    assert about(house.when(interaction, "HoldEnded"), taken_back)


async def test_a_call_is_transferred_to_the_other_agent_who_sees_what_was_written(house: House) -> None:
    ana = await house.works(ANA)
    caller = await house.call_into_queue("+8613800010002")
    interaction = await house.interaction_from("+8613800010002")
    await until(lambda: house.phones[ANA].ringing)
    await house.phones[ANA].answer()
    await ana.until(lambda desk: desk.stage("talking"))
    bob = await house.works(BOB)
    assert await ana.do("note", interaction=interaction, text="Wants to speak to Bob.") is None
    assert await ana.do("transfer", interaction=interaction, agent=BOB) is None
    offered = await bob.until(lambda desk: desk.stage("offered"))
    assert offered["pop"]["transferred_by"] == "Ana"
    assert offered["pop"]["note"] == "Wants to speak to Bob."
    await ana.until(lambda desk: desk.stage("wrap_up"))
    await until(lambda: house.phones[BOB].ringing)
    await house.phones[BOB].answer()
    await bob.until(lambda desk: desk.stage("talking"))
    await hear_each_other(caller, house.phones[BOB])
    assert house.phones[ANA].over
    assert set(house.tracks(interaction)) == {"customer", ANA, BOB}


async def test_an_agent_who_does_not_answer_is_not_responding_and_the_caller_keeps_the_place(house: House) -> None:
    ana = await house.works(ANA, "board")
    first = await house.call_into_queue("+8613800010003")
    second = await house.call_into_queue("+8613800010004")
    one, two = [await house.interaction_from(f"+861380001000{place}") for place in (3, 4)]
    await until(lambda: house.phones[ANA].ringing)
    rang = now()
    await house.noted(one, "OfferEnded", within=RING_FOR + 5)
    assert about(rang, house.when(one, "OfferMade"))
    waited = (house.when(one, "OfferEnded") - house.when(one, "OfferMade")).total_seconds()
    assert waited == pytest.approx(RING_FOR, abs=1.0)
    await until(lambda: not house.phones[ANA].ringing)
    await ana.until(lambda desk: desk.me["not_responding"])
    await ana.until(lambda desk: desk.queue("english").get("staff", {}).get("not_responding") == 1)

    bob = await house.works(BOB)
    offered = await bob.until(lambda desk: desk.stage("offered"))
    assert offered["interaction"] == one, "the one who came first is still first"
    await until(lambda: house.phones[BOB].ringing)
    await house.phones[BOB].answer()
    await bob.until(lambda desk: desk.stage("talking"))
    await hear_each_other(first, house.phones[BOB])

    assert await ana.do("available") is None
    back = await ana.until(lambda desk: desk.stage("offered"))
    assert (back["interaction"], ana.me["not_responding"]) == (two, False)
    assert second.talking


async def test_a_declined_call_goes_to_another_agent_and_does_not_come_back_at_once(house: House) -> None:
    ana = await house.works(ANA)
    await house.call_into_queue("+8613800010005")
    interaction = await house.interaction_from("+8613800010005")
    await until(lambda: house.phones[ANA].ringing)
    await house.phones[ANA].decline()
    await ana.until(lambda desk: not desk.works_in_hand)
    assert not ana.me["not_responding"]
    with no_new_work(house):
        await house.noted(interaction, "OfferEnded")
        assert [how["how"] for kind, how in house.program.journal(interaction) if kind == "OfferEnded"] == ["declined"]
    bob = await house.works(BOB)
    assert (await bob.until(lambda desk: desk.stage("offered")))["interaction"] == interaction


async def test_a_caller_who_gives_up_is_counted_as_abandoned(house: House) -> None:
    board = await house.looks("yang", "board")
    await board.until(lambda desk: desk.queue("english"))
    before = board.queue("english")["abandoned"]
    caller = await house.call_into_queue("+8613800010006")
    interaction = await house.interaction_from("+8613800010006")
    await board.until(lambda desk: desk.queue("english")["waiting"] == 1)
    await caller.hang_up()
    gone = now()
    ended = await house.noted(interaction, "Ended")
    assert (ended["outcome"], ended["who"]) == ("abandoned", "customer")
    assert about(house.when(interaction, "Ended"), gone)
    await board.until(lambda desk: desk.queue("english")["waiting"] == 0)
    assert board.queue("english")["abandoned"] == before + 1


async def test_a_message_left_while_waiting_is_heard_by_the_agent_who_takes_it_and_by_no_other(house: House) -> None:
    caller = await house.call_into_queue("+8613800010007")
    interaction = await house.interaction_from("+8613800010007")
    await caller.press("*")
    await house.noted(interaction, "QueueLeft")
    caller.media.listen()
    await until(lambda: not caller.media.is_quiet(), what="the prompt")
    await until(caller.media.is_quiet, what="the end of the prompt and its tone")
    await caller.speak(3.0)
    await caller.press("#")
    left = await house.noted(interaction, "VoicemailLeft")
    await until(lambda: caller.over, what="the goodbye")
    assert (await house.noted(interaction, "Ended"))["outcome"] == "voicemail"

    ana = await house.works(ANA)
    bob = await house.looks(BOB, "desk")
    offered = await ana.until(lambda desk: desk.stage("offered"))
    assert (offered["interaction"], offered["medium"]) == (left["voicemail"], "voicemail")
    assert await ana.do("accept", offer=offered["offer"]) is None
    taken = await ana.until(lambda desk: desk.stage("talking"))
    async with ana.client.get(f"{house.program.url}{taken['voicemail']}") as answer:
        assert (answer.status, answer.content_type) == (200, "audio/wav")
        file = house.program.folder / "heard.wav"
        file.write_bytes(await answer.read())
    assert loudness(file) > AUDIBLE
    async with bob.client.get(f"{house.program.url}{taken['voicemail']}") as answer:
        assert answer.status in (403, 404)
    assert await ana.do("finish", interaction=left["voicemail"], disposition="callback", text="Called back.") is None
    await ana.until(lambda desk: not desk.works_in_hand)
    row = house.row(left["voicemail"])
    assert (row["outcome"], row["agent"], row["disposition"]) == ("served", ANA, "callback")


async def test_the_caller_hangs_up_and_the_agent_writes_the_note(house: House) -> None:
    ana = await house.works(ANA)
    caller = await house.call_into_queue("+8613800010008")
    interaction = await house.interaction_from("+8613800010008")
    await until(lambda: house.phones[ANA].ringing)
    await house.phones[ANA].answer()
    await ana.until(lambda desk: desk.stage("talking"))
    assert await hears(house.phones[ANA], caller)
    await caller.hang_up()
    gone = now()
    await ana.until(lambda desk: desk.stage("wrap_up"))
    await until(lambda: house.phones[ANA].over)
    ended = await house.noted(interaction, "Ended")
    assert (ended["outcome"], ended["who"]) == ("served", "customer")
    assert about(house.when(interaction, "Ended"), gone)
    assert await ana.do("finish", interaction=interaction, text="No choice made.") == "disposition_missing"
    assert await ana.do("finish", interaction=interaction, disposition="callback", text="Calls again.") is None
    async with ana.client.get(f"{house.program.url}/history/{interaction}") as answer:
        page = await answer.text()
    assert "Calls again." in page
    assert all(f'class="dot {kind}"' in page for kind in (SegmentKind.IVR, SegmentKind.QUEUE, SegmentKind.TALK))
