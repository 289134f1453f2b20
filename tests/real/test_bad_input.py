"""What nobody wishes for, tried on the whole program: strange callers, people who leave at any moment, guesses."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.async_api import expect
from real.browser import Browser
from real.desk import Desk
from real.people import ANA, RING_FOR, SMITH, House, hear_each_other, speaking, until
from real.phones.sip import SipPhone
from real.program import ROOT
from telephony.asterisk.registering import DeskPhone

from callcenter.secrets import Derived

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


# ---------------------------------------------------------------------- who calls, and what


async def test_a_caller_of_a_number_that_is_not_in_use_hears_why_and_the_call_ends(house: House) -> None:
    dialled = {"+8613800040001": "+8653288889999", "+8613800040002": "no-such-thing", "+8613800040003": "1%27%3B--"}
    callers = {number: await house.call(number, wanted) for number, wanted in dialled.items()}
    for number, caller in callers.items():
        await until(lambda caller=caller: not caller.media.is_quiet(), what="the words")
        await until(lambda caller=caller: caller.over, 30.0, "the end")
        ended = await house.noted(await house.interaction_from(number), "Ended")
        assert (ended["outcome"], ended["who"]) == ("not_routed", "system")


async def test_a_caller_who_withholds_the_number_is_served_and_nobody_sees_one(house: House) -> None:
    caller = await house.call("", name="Anonymous")
    interaction = await house.interaction_from("")
    await caller.press("2")
    await house.noted(interaction, "LanguageChosen")
    await caller.press("1")
    ana = await house.works(ANA)
    offered = await ana.until(lambda desk: desk.stage("offered"))
    assert (offered["pop"]["caller"], offered["pop"]["matches"]) == ("", [])
    await until(lambda: house.phones[ANA].ringing)
    assert house.phones[ANA].shown == ""
    await house.phones[ANA].answer()
    await ana.until(lambda desk: desk.stage("talking"))
    await hear_each_other(caller, house.phones[ANA])


async def test_a_number_that_the_caller_asks_to_hide_is_hidden_though_the_network_tells_it(house: House) -> None:
    told = "P-Asserted-Identity: <sip:+8613800040044@127.0.0.1>\r\nPrivacy: id\r\n"
    await house.call("", heads=told)
    interaction = await house.interaction_from("")
    assert house.row(interaction)["caller"] == ""
    assert not house.program.rows("SELECT 1 FROM interactions WHERE caller LIKE '%13800040044'")


async def test_a_caller_whose_id_is_no_number_is_shown_as_what_it_is(house: House) -> None:
    name = "<script>alert(1)</script>"
    caller = await house.call("front.desk", name=name)
    interaction = await house.interaction_from("front.desk")
    await caller.press("2")
    await house.noted(interaction, "LanguageChosen")
    await caller.press("1")
    ana = await house.works(ANA)
    offered = await ana.until(lambda desk: desk.stage("offered"))
    pop = offered["pop"]
    assert (pop["caller"], pop["caller_shown"], pop["matches"], pop["region"]) == ("front.desk", "front.desk", [], None)
    await ana.do("decline", offer=offered["offer"])
    yang = await house.looks("yang", "board")
    async with yang.client.get(f"{house.program.url}/history/{interaction}") as answer:
        page = await answer.text()
    assert name not in page
    assert "front.desk" in page


# ---------------------------------------------------------------------- the caller hangs up in every state

Story = Callable[[House, str], Awaitable[SipPhone]]


async def in_the_recording_notice(house: House, number: str) -> SipPhone:
    return await house.call(number)


async def in_the_menu(house: House, number: str) -> SipPhone:
    caller = await house.call(number)
    await caller.press("2")
    await house.noted(await house.interaction_from(number), "LanguageChosen")
    return caller


async def waiting(house: House, number: str) -> SipPhone:
    return await house.call_into_queue(number)


async def ringing(house: House, number: str) -> SipPhone:
    await house.works(ANA)
    caller = await house.call_into_queue(number)
    await until(lambda: house.phones[ANA].ringing)
    return caller


async def talking(house: House, number: str) -> SipPhone:
    caller = await ringing(house, number)
    await house.phones[ANA].answer()
    await house.desks[ANA].until(lambda desk: desk.stage("talking"))
    return caller


async def in_the_survey(house: House, number: str) -> SipPhone:
    caller = await talking(house, number)
    await house.phones[ANA].hang_up()
    await house.noted(await house.interaction_from(number), "NodesPassed", times=4)
    return caller


async def in_the_voicemail(house: House, number: str) -> SipPhone:
    caller = await waiting(house, number)
    await caller.press("*")
    await house.noted(await house.interaction_from(number), "QueueLeft")
    return caller


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (in_the_recording_notice, "left_in_flow"),
        (in_the_menu, "left_in_flow"),
        (waiting, "abandoned"),
        (ringing, "abandoned"),
        (talking, "served"),
        (in_the_survey, "served"),
        (in_the_voicemail, "left_in_flow"),
    ],
)
async def test_a_caller_may_hang_up_at_any_moment(house: House, state: Story, outcome: str) -> None:
    number = f"+86138000500{len(state.__name__):02}"
    caller = await state(house, number)
    await caller.hang_up()
    interaction = await house.interaction_from(number)
    ended = await house.noted(interaction, "Ended")
    assert (ended["outcome"], ended["who"]) == (outcome, "customer")
    await until(lambda: not house.phones[ANA].ringing and not house.phones[ANA].talking)
    kinds = house.kinds(interaction)
    assert kinds.count("QueueEntered") == kinds.count("QueueLeft")
    assert kinds.count("OfferMade") == kinds.count("OfferEnded")
    assert kinds.count("TrackBegan") == kinds.count("TrackEnded")
    assert not house.program.rows("SELECT 1 FROM routing_interactions WHERE interaction = ?", interaction)


# ---------------------------------------------------------------------- the agent closes the browser in every state


async def test_a_browser_closed_while_it_rings_lets_another_agent_have_the_caller(
    house: House, browser: Browser
) -> None:
    desk = await browser.desk(SMITH)
    await desk.works()
    caller = await house.call_into_queue("+8613800060001")
    await desk.until_stage("offered")
    ana = await house.works(ANA)
    await desk.close()
    await ana.until(lambda desk: desk.stage("offered"), within=RING_FOR + 10)
    await until(lambda: house.phones[ANA].ringing)
    await house.phones[ANA].answer()
    await ana.until(lambda desk: desk.stage("talking"))
    await hear_each_other(caller, house.phones[ANA])


async def test_a_browser_closed_in_mid_call_leaves_the_caller_in_music_and_has_the_call_back_when_it_is_opened(
    house: House, browser: Browser
) -> None:
    desk = await browser.desk(SMITH)
    await desk.works()
    caller = await house.call_into_queue("+8613800060002")
    interaction = await house.interaction_from("+8613800060002")
    await desk.answers()
    await desk.close()
    await house.noted(interaction, "DeskLost")
    caller.media.listen()
    await until(lambda: not caller.media.is_quiet(), what="music")
    desk = await desk.opened_again()
    await desk.until_stage("talking")
    async with speaking(caller):
        await desk.hears_and_speaks(within=20.0)
    assert house.kinds(interaction).count("Connected") == 1
    await desk.do("hang-up")
    await desk.until_stage("wrap_up")


async def test_a_caller_whose_agent_does_not_come_back_goes_to_the_front_of_the_queue(
    house: House, browser: Browser
) -> None:
    desk = await browser.desk(SMITH)
    await desk.works()
    first = await house.call_into_queue("+8613800060003")
    one = await house.interaction_from("+8613800060003")
    await desk.answers()
    await house.call_into_queue("+8613800060004")
    await desk.close()
    await house.noted(one, "QueueEntered", times=2, within=40.0)
    ana = await house.works(ANA)
    offered = await ana.until(lambda desk: desk.stage("offered"))
    assert offered["interaction"] == one, "ahead of the one who came meanwhile"
    await until(lambda: house.phones[ANA].ringing)
    await house.phones[ANA].answer()
    await ana.until(lambda desk: desk.stage("talking"))
    await hear_each_other(first, house.phones[ANA])


async def test_a_browser_closed_in_wrap_up_finds_its_work_again(house: House, browser: Browser) -> None:
    desk = await browser.desk(SMITH)
    await desk.works()
    caller = await house.call_into_queue("+8613800060005")
    await desk.answers()
    await desk.part("note").fill("Half a senten")
    await expect(desk.part("note-saved")).to_have_text("Saved")
    await caller.hang_up()
    await desk.until_stage("wrap_up")
    await desk.close()
    desk = await desk.opened_again()
    await desk.until_stage("wrap_up")
    await expect(desk.part("note")).to_have_value("Half a senten")
    await desk.finish("resolved", "Half a sentence, and the rest.")
    row = house.row(await house.interaction_from("+8613800060005"))
    assert (row["disposition"], row["note"]) == ("resolved", "Half a sentence, and the rest.")


# ---------------------------------------------------------------------- who comes in


async def test_an_agent_who_opens_the_desk_twice_works_in_the_second_and_the_first_says_so(
    house: House, browser: Browser
) -> None:
    first = await browser.desk(SMITH)
    await first.works()
    second = await browser.desk(SMITH)
    await expect(first.whole).to_have_attribute("data-live", "signed_in_elsewhere")
    await expect(first.part("over")).to_be_visible()
    await expect(second.whole).to_have_attribute("data-phone", "registered")
    caller = await house.call_into_queue("+8613800060006")
    await second.answers()
    async with speaking(caller):
        await second.hears_and_speaks()
    assert (await first.sound()).connections == 0
    await second.do("hang-up")


async def log_in(house: House, client_of: Desk, login: str, password: str) -> tuple[int, str]:
    form, headers = {"login": login, "password": password}, {"Origin": house.program.url}
    url = f"{house.program.url}/login"
    async with client_of.client.post(url, data=form, headers=headers, allow_redirects=False) as answer:
        return answer.status, await answer.text()


async def test_whoever_guesses_a_password_must_wait_longer_and_longer(house: House) -> None:
    somebody = await house.looks("yang", "board")
    tried = [await log_in(house, somebody, "li", f"guess-{time}") for time in range(7)]
    assert [status for status, _ in tried[:5]] == [401] * 5
    assert {status for status, _ in tried[5:]} == {429}
    right = await log_in(house, somebody, "li", house.program.password)
    assert right[0] == 429, "also the right one must wait"
    assert (await log_in(house, somebody, "zhang", house.program.password))[0] == 303, "others come in"


async def test_a_session_that_is_over_opens_nothing_and_leads_to_the_sign_in(house: House, browser: Browser) -> None:
    page = await browser.signed_in("brown", path="/board")
    ana = await house.works(ANA)
    with closing(sqlite3.connect(house.program.data / "callcenter.db")) as database, database:
        database.execute("UPDATE sessions SET ends_at = '2020-01-01 00:00:00.000000'")
    async with ana.client.get(f"{house.program.url}/history", allow_redirects=False) as answer:
        assert answer.status in (302, 303)
        assert answer.headers["Location"].startswith("/login")
    async with ana.client.get(f"{house.program.url}/api/desk") as answer:
        assert answer.status == 401
    await ana.disconnect()
    await ana.connect()
    await ana.until(lambda desk: desk.bye)
    assert ana.bye == "session_over"
    await page.goto("/history")
    await expect(page.locator("#problem")).to_be_visible()


@pytest.mark.parametrize("right", [False, True])
async def test_a_desk_phone_registers_with_its_password_only(house: House, right: bool) -> None:
    secret = Derived(house.program.data / "secret").of("desk-phone", "liu")
    async with DeskPhone("liu-desk", secret if right else "guessed", house.program.sip_port) as phone:
        assert await phone.register() == (200 if right else 401)
        liu = await house.looks("liu", "desk")
        await liu.until(lambda desk: desk.me and desk.me["reachable"] is right)


# ---------------------------------------------------------------------- what is written wrong


async def cannot_start(folder: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "callcenter", "serve"]
    process = await asyncio.create_subprocess_exec(
        *(*command, "--config", str(folder / "config.yaml"), "--data", str(folder / "data")),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(30):
        printed, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, printed.decode()


Change = tuple[str, str, str]  # file, what is written right, and wrong


def write_out(folder: Path, *changes: Change) -> list[str]:
    """The shipped configuration and flows with some things changed; gives file and line of each."""
    (folder / "ivr_flows").mkdir()
    shutil.copytree(ROOT / "agent_console" / "scripts", folder / "agent_console" / "scripts")
    for source in ("config.yaml", "ivr_flows/hotline.yaml", "ivr_flows/english_line.yaml"):
        text = (ROOT / source).read_text(encoding="utf-8")
        for file, right, wrong in changes:
            if source == file:
                assert text.count(right) >= 1
                text = text.replace(right, wrong, 1)
        (folder / source).write_text(text, encoding="utf-8")
    return [f"{Path(file).name}:{line_of(folder / file, wrong)}:" for file, _, wrong in changes]


def line_of(file: Path, words: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(
            (
                ("config.yaml", "ring_for: 20s", "ring_fro: 20s"),
                ("config.yaml", "serve: 85% in 15s", "serve: 85% of the day"),
            ),
            id="keys and values",
        ),
        pytest.param(
            (
                ("config.yaml", "callback_queue: repairs", "callback_queue: nobody"),
                ("config.yaml", "flow: english_line", "flow: english_lime"),
            ),
            id="names",
        ),
        pytest.param(
            (
                ("ivr_flows/hotline.yaml", "otherwise: in_chinese", "otherwise: nowhere"),
                ("ivr_flows/hotline.yaml", "3: shop_en", "3: shop_enn"),
                ("ivr_flows/hotline.yaml", "    queue: english", "    queue: nobody"),
            ),
            id="nodes of a flow",
        ),
        pytest.param((("config.yaml", "country: CN", "country: CN: China"),), id="no yaml"),
    ],
)
async def test_what_is_written_wrong_is_named_with_its_line_and_nothing_starts(
    tmp_path: Path, changes: tuple[Change, ...]
) -> None:
    named = write_out(tmp_path, *changes)
    status, printed = await cannot_start(tmp_path)
    assert status == 2, printed
    assert all(place in printed for place in named), printed
    assert "Traceback" not in printed
    assert "ready" not in printed
