"""kill -9 of the program and of Asterisk, with calls in the menu, in the queue and talking."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from real.people import ANA, BOB, House, hear_each_other, hears, until

pytestmark = pytest.mark.real

TALKS, LEAVES, WAITS, CHOOSES = (f"+861380000000{n}" for n in range(1, 5))


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with House(tmp_path) as house:
        yield house
        await house.everybody_goes()


def live(house: House, kind: str) -> list[dict[str, object]]:
    """The lines of this type, but for those of the demo's past."""
    real = {row["id"] for row in house.program.rows("SELECT id FROM interactions WHERE NOT demo")}
    return [fact for fact in house.program.facts(kind) if fact["stream"] in real]


async def test_kill_9_of_the_program(house: House):
    program, phones = house.program, house.phones
    ana = await house.works(ANA, "board")
    talking = await house.call_into_queue(TALKS)
    await until(lambda: phones[ANA].ringing)
    await phones[ANA].answer()
    await ana.until(lambda desk: desk.stage("talking"))
    leaving = await house.call_into_queue(LEAVES)
    waiting = await house.call_into_queue(WAITS)
    choosing = await house.call(CHOOSES)
    chosen_by = await house.interaction_from(CHOOSES)
    asterisk = program.asterisk_pid

    await program.killed()
    await hear_each_other(talking, phones[ANA])
    await leaving.hang_up()
    assert waiting.talking
    await program.start()
    await ana.disconnect()
    await ana.connect()

    assert program.asterisk_pid == asterisk, "the running Asterisk was adopted"
    await hear_each_other(talking, phones[ANA])
    assert await ana.until(lambda desk: desk.stage("talking"))
    board = await ana.until(lambda desk: desk.queue("english"))
    assert (board["waiting"], board["abandoned"], board["answered"]) == (1, 1, 1)
    (ended,) = live(house, "Ended")
    assert not ended["observed_late"], "Asterisk's own records say when it ended"

    await house.works(BOB)
    await until(lambda: phones[BOB].ringing)
    await phones[BOB].answer()
    await house.noted(await house.interaction_from(WAITS), "Connected")
    assert await hears(waiting, phones[BOB]), "who waited kept the place"
    await choosing.press("2")
    await house.noted(chosen_by, "LanguageChosen")
    assert phones[ANA].rang == phones[BOB].rang == 1
    assert len(live(house, "OfferMade")) == 2, "nothing was offered twice"


async def test_kill_9_of_asterisk(house: House):
    program, phones = house.program, house.phones
    ana = await house.works(ANA, "board")
    await house.call_into_queue(TALKS)
    await until(lambda: phones[ANA].ringing)
    await phones[ANA].answer()
    talking = await ana.until(lambda desk: desk.stage("talking"))
    await house.call_into_queue(WAITS)
    before = program.asterisk_pid

    program.kill_asterisk()
    await ana.until(lambda desk: desk.stage("wrap_up"))
    await until(lambda: len(live(house, "CallbackPromised")) == 2, within=5.0)
    await phones[ANA].hang_up()  # a dead line says nothing by itself
    await program.ready()

    assert program.asterisk_pid != before
    assert {fact["outcome"] for fact in live(house, "Ended")} == {"lost"}
    board = await ana.until(lambda desk: desk.queue("english").get("waiting") == 2 and desk.queue("english"))
    assert (board["callback"], board["answered"]) == (1, 1)
    assert await ana.do("finish", interaction=talking["interaction"], disposition="resolved") is None
    callback = await ana.until(lambda desk: desk.stage("offered"))
    assert (callback["medium"], callback["pop"]["caller"]) == ("callback", TALKS)
    await until(lambda: phones[ANA].ringing)
    new = await house.call(CHOOSES)
    assert new.talking, "new calls are taken at once"
