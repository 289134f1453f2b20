"""Desk phones, a customer and a number outside: after each transfer and in each conference the right ones hear whom."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from real.browser import Browser
from real.page_voice import PageVoice, desk_with_tone, speaking
from real.people import ANA, BOB, SMITH, until
from real.voices import OUTSIDE, TRIES, VIC, VoicesHouse, clear, everybody, heard, tones_in

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

MUSIC = {"music"}
GARCIA = "garcia"
PITCHES = {SMITH: 3100.0, GARCIA: 3300.0}
Pages = tuple[PageVoice, PageVoice]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running_voices(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[VoicesHouse]:
    async with VoicesHouse(tmp_path_factory.mktemp("voices")) as house:
        yield house


@pytest_asyncio.fixture(loop_scope="module")
async def house(running_voices: VoicesHouse) -> AsyncIterator[VoicesHouse]:
    yield running_voices
    await running_voices.everybody_goes()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browsers(running_voices: VoicesHouse) -> AsyncIterator[dict[str, Browser]]:
    """One for each agent with a softphone, since a browser has one microphone."""
    async with AsyncExitStack() as open_ones:
        yield {
            login: await open_ones.enter_async_context(
                Browser(running_voices.program, flags=speaking(running_voices.program.folder, pitch))
            )
            for login, pitch in PITCHES.items()
        }


@pytest_asyncio.fixture(loop_scope="module")
async def pages(house: VoicesHouse, browsers: dict[str, Browser]) -> AsyncIterator[Pages]:
    smith, garcia = [PageVoice(await desk_with_tone(browsers[login], login), PITCHES[login]) for login in PITCHES]
    yield smith, garcia
    for login, browser in browsers.items():
        await browser.close_pages()
        desk = await house.looks(login, "desk")  # what was left in hand is cleared at the end
        await desk.until(lambda desk: desk.me)
        assert not browser.said


async def test_a_customer_is_handed_on_blind_by_phone_and_desk_to_an_agent_a_queue_and_a_number(
    house: VoicesHouse,
) -> None:
    ana = await house.works(ANA)
    talk = await house.talk("+8613800050001")
    bob = await house.works(BOB)
    parties = {"customer": talk.customer, **house.phones, "outside": house.outside}
    await heard(parties, customer={ANA}, ana={"customer"})

    await house.phones[ANA].hold()
    await ana.until(lambda desk: desk.stage("held"))
    await heard(parties, customer=MUSIC, ana=set())
    await house.phones[ANA].transfer("2002")  # the phone's own key
    await house.answers(BOB)
    await until(lambda: house.phones[ANA].over)
    assert house.phones[ANA].transferred is True
    await heard(parties, customer={BOB}, bob={"customer"}, ana=set())
    await clear(ana)

    assert await bob.do("transfer", interaction=talk.interaction, queue="english") is None
    await house.answers(ANA)
    await heard(parties, customer={ANA}, ana={"customer"}, bob=set())

    await house.phones[ANA].transfer("13900139000")
    await house.outside_answers()
    await heard(parties, customer={"outside"}, outside={"customer"}, ana=set(), bob=set())
    assert house.phones[ANA].transferred is True
    await talk.customer.hang_up()
    await until(lambda: house.outside.over, what="the end outside")


async def test_a_consult_is_unheard_by_the_customer_and_a_conference_of_four_is_heard_by_all(
    house: VoicesHouse,
) -> None:
    ana = await house.works(ANA)
    talk = await house.talk("+8613800050002")
    bob = await house.there(BOB)
    call = talk.interaction
    parties = {"customer": talk.customer, **house.phones, "outside": house.outside}

    assert await ana.do("consult", interaction=call, agent=BOB) is None
    await house.answers(BOB)
    await heard(parties, customer=MUSIC, ana={BOB}, bob={ANA})
    assert await ana.do("swap", interaction=call) is None
    await heard(parties, customer={ANA}, ana={"customer"}, bob=MUSIC)
    assert await ana.do("back", interaction=call) is None
    await until(lambda: house.phones[BOB].over)
    await heard(parties, customer={ANA}, ana={"customer"}, bob=set())

    assert await ana.do("consult", interaction=call, number=OUTSIDE) is None
    await house.outside_answers()
    await heard(parties, customer=MUSIC, ana={"outside"}, outside={ANA})
    assert await ana.do("conference", interaction=call) is None
    assert await ana.do("conference", interaction=call, agent=BOB) is None
    await house.answers(BOB)
    await heard(parties, **everybody("customer", ANA, BOB, "outside"))

    await house.phones[ANA].hang_up()
    await heard(parties, **everybody("customer", BOB, "outside"), ana=set())
    await clear(ana)
    assert await bob.do("consult", interaction=call, agent=ANA) is None
    await house.answers(ANA)
    await heard(parties, customer={"outside"}, outside={"customer"}, ana={BOB}, bob={ANA})
    await house.outside.hang_up()
    await heard(parties, customer=MUSIC, ana={BOB}, bob={ANA})
    assert await bob.do("complete", interaction=call) is None
    await until(lambda: house.phones[BOB].over)
    await heard(parties, customer={ANA}, ana={"customer"}, bob=set())


async def test_a_phone_consults_on_its_second_line_and_transfers_the_one_onto_the_other(house: VoicesHouse) -> None:
    ana = await house.works(ANA)
    talk = await house.talk("+8613800050003")
    await house.there(BOB)
    first = house.phones[ANA]
    await first.hold()
    await ana.until(lambda desk: desk.stage("held"))
    second = await house.second_line("2002")
    await house.answers(BOB)
    parties = {"customer": talk.customer, **house.phones, "second": second}
    await heard(parties, customer=MUSIC, bob={"second"}, second={BOB}, ana=set())
    await second.hold()
    await first.unhold()
    await heard(parties, customer={ANA}, ana={"customer"}, bob=MUSIC, second=set())
    await first.hold()
    await second.unhold()
    await heard(parties, customer=MUSIC, bob={"second"}, second={BOB}, ana=set())
    await first.transfer_onto(second)
    await until(lambda: first.over and second.over, what="the end of both lines")
    assert first.transferred is True
    await heard(parties, customer={BOB}, bob={"customer"}, second=set())
    await ana.until(lambda desk: desk.stage("wrap_up"))


async def test_a_supervisor_is_heard_by_nobody_by_the_agent_by_all_and_has_the_customer(house: VoicesHouse) -> None:
    ana = await house.works(ANA)
    talk = await house.talk("+8613800050004")
    vic = await house.there(VIC, "floor")
    call = talk.interaction
    parties = {"customer": talk.customer, **house.phones}
    coaches = {"customer": {ANA}, ANA: {"customer", VIC}, VIC: {"customer", ANA}}
    listens = coaches | {ANA: {"customer"}}
    modes = {"coach": coaches, "barge": everybody("customer", ANA, VIC), "listen": listens}

    assert await ana.do("help", interaction=call) is None
    await house.answers(VIC)
    await heard(parties, **coaches)
    assert await vic.do("stop_supervising", interaction=call) is None
    await until(lambda: house.phones[VIC].over)
    assert await vic.do("supervise", interaction=call, agent=ANA, mode="listen") is None
    await until(lambda: house.phones[VIC].talking, what="the supervisor's phone, which answers by itself")
    await heard(parties, **listens)
    tracks = house.tracks(call)
    assert set(tracks) == {"customer", ANA}
    assert {who: tones_in(file, parties) for who, file in tracks.items()} == {"customer": {"customer"}, ANA: {ANA}}

    for mode in ("coach", "barge", "listen"):
        assert await vic.do("supervise", interaction=call, agent=ANA, mode=mode) is None
        await heard(parties, **modes[mode])
    assert await vic.do("take_over", interaction=call, reason="a complaint") is None
    await until(lambda: house.phones[ANA].over)
    await heard(parties, customer={VIC}, vic={"customer"}, ana=set())
    assert tones_in(house.tracks(call)[ANA], parties) == {ANA}


async def test_a_colleague_is_called_and_nothing_is_recorded(house: VoicesHouse) -> None:
    ana, bob = await house.there(ANA), await house.there(BOB)
    assert await ana.do("dial", agent=BOB) is None
    await until(lambda: house.phones[ANA].talking, what="the caller's own phone, which answers by itself")
    await house.answers(BOB)
    await heard(house.phones, ana={BOB}, bob={ANA})
    work = await ana.until(lambda desk: desk.stage("talking"))
    assert (work["direction"], work["recording"], house.tracks(work["interaction"])) == ("internal", "off", {})
    assert await bob.do("hang_up", interaction=work["interaction"]) is None
    await until(lambda: house.phones[ANA].over)
    await ana.until(lambda desk: not desk.works_in_hand)


# ---------------------------------------------------------------------- by softphone, with the desk's own buttons


async def test_softphones_consult_make_conferences_and_hand_the_customer_on(house: VoicesHouse, pages: Pages) -> None:
    smith, garcia = pages
    await smith.desk.works()
    customer = await house.call_into_queue("+8613800050005")
    await smith.answers("offered")
    await garcia.desk.works()
    parties = {"customer": customer, SMITH: smith, GARCIA: garcia, "outside": house.outside}
    await heard(parties, customer={SMITH}, smith={"customer"}, garcia=set())
    await smith.desk.do("hold")
    await smith.desk.until_stage("held")
    await heard(parties, customer=MUSIC, smith=set())
    await smith.desk.do("unhold")
    await smith.desk.until_stage("talking")

    await smith.asks("consult", agent=GARCIA)
    await garcia.answers("ringing")
    await heard(parties, customer=MUSIC, smith={GARCIA}, garcia={SMITH})
    await smith.desk.do("swap")
    await heard(parties, customer={SMITH}, smith={"customer"}, garcia=MUSIC)
    await smith.desk.do("conference")
    await smith.desk.until_stage("talking")
    await smith.asks("party", number=OUTSIDE)
    await house.outside_answers()
    await heard(parties, **everybody("customer", SMITH, GARCIA, "outside"))
    await smith.desk.do("hang-up")
    await smith.desk.until_stage("wrap_up")
    await heard(parties, **everybody("customer", GARCIA, "outside"), smith=set())
    await smith.desk.finish("no_result")
    await house.outside.hang_up()

    await garcia.asks("consult", agent=SMITH)
    await smith.answers("ringing")
    await garcia.desk.do("complete")
    await garcia.desk.until_stage("wrap_up")
    await heard(parties, customer={SMITH}, smith={"customer"}, garcia=set())
    await garcia.desk.finish("no_result")


async def test_softphones_hand_a_customer_on_blind_to_an_agent_a_queue_and_a_number(
    house: VoicesHouse, pages: Pages
) -> None:
    smith, garcia = pages
    await smith.desk.works()
    customer = await house.call_into_queue("+8613800050006")
    await smith.answers("offered")
    await garcia.desk.works()
    parties = {"customer": customer, SMITH: smith, GARCIA: garcia, "outside": house.outside}
    await smith.asks("transfer", agent=GARCIA)
    await garcia.answers("offered")
    await heard(parties, customer={GARCIA}, garcia={"customer"}, smith=set())
    await smith.desk.finish("no_result")
    await garcia.asks("transfer", queue="english")
    await smith.answers("offered")
    await heard(parties, customer={SMITH}, smith={"customer"}, garcia=set())
    await smith.asks("transfer", number=OUTSIDE)
    await house.outside_answers()
    await heard(parties, customer={"outside"}, outside={"customer"}, smith=set(), garcia=set())


async def test_a_colleague_and_a_number_outside_are_called_from_the_page(house: VoicesHouse, pages: Pages) -> None:
    smith, garcia = pages
    await smith.desk.works()
    await garcia.desk.works()
    await smith.asks("dial", agent=GARCIA)
    await garcia.answers("ringing")
    parties = {SMITH: smith, GARCIA: garcia, "outside": house.outside}
    await heard(parties, smith={GARCIA}, garcia={SMITH})
    (call,) = house.program.rows(
        "SELECT id FROM interactions WHERE direction = 'internal' ORDER BY began_at DESC LIMIT 1"
    )
    assert house.tracks(call["id"]) == {}
    await garcia.desk.do("hang-up")
    await smith.desk.until_stage("")

    await smith.asks("dial", number=OUTSIDE)
    await house.outside_answers()
    await smith.desk.until_stage("talking")
    # Who is called hears first that the call is recorded, in both languages.
    await heard(parties, tries=3 * TRIES, smith={"outside"}, outside={SMITH}, garcia=set())
    await house.outside.hang_up()
    await smith.desk.until_stage("wrap_up")
