"""Who calls, what they hear first, where it rings: forwarded lines, provinces, notices, seats, phones at home."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import expect
from real.browser import Browser, DeskPage
from real.desk import Desk
from real.people import ANA, BOB, HOTLINE, PASSWORD, House, hear_each_other, now, until
from real.phones import sound
from real.phones.media import LOUDNESS
from real.phones.ports import free_ports
from real.phones.sip import SipPhone
from real.sipp import Sipp, may_play_sound

from callcenter.numbers.identity import shown

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

FLOW = """\
start: welcome
nodes:
  welcome: { say: { en: Welcome. }, then: where }
  where: { province: { CN-SD: near }, otherwise: far }
  near: { queue: repairs }
  far: { queue: english }
"""
FORWARDED = "4008123123"  # a 400 number that its carrier forwards to us
AT_HOME, SEAT = "+8613900139000", "a12"
LIVE_WITHIN = 10.0  # what is promised of a notice


class Lines(House):
    """Three lines, told apart by their addresses; a seat; whatever number is dialled outside rings `at_home`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        told, (self._outside, self._seat) = self.program.told, free_ports(2)
        told["telephony"]["desk_phone_transfers"] = False
        told["telephony"]["trunks"] = {
            "carrier": {"match": ["127.0.0.1"], "host": f"127.0.0.1:{self._outside}"},
            "forwards": {"match": ["127.0.0.2"], "dialled_from": "diversion"},
            "diverts": {"match": ["127.0.0.3"], "caller_from": "diversion"},
        }
        line = {"flow": "line", "notice": False}
        told["numbers"] = {HOTLINE: line, FORWARDED: line, "web": line}
        told["queues"]["repairs"]["announce"] = False
        told["seats"] = {SEAT: {"contact": f"sip:{SEAT}@127.0.0.1:{self._seat}"}}
        told["agents"][BOB]["home_number"] = AT_HOME
        told["flows"] = "flows"
        (folder / "flows").mkdir()
        (folder / "flows" / "line.yaml").write_text(FLOW, "utf-8")
        self.program.write_config()

    async def __aenter__(self) -> Lines:
        self.at_home = await self._phone("home", self._outside)
        self.at_seat = await self._phone(SEAT, self._seat)
        await super().__aenter__()
        return self

    async def __aexit__(self, *gone: object) -> None:
        await super().__aexit__(*gone)
        for phone in (self.at_home, self.at_seat):
            await phone.close()

    async def everybody_goes(self) -> None:
        for phone in (self.at_home, self.at_seat):
            if phone.talking or phone.ringing:
                await phone.hang_up()
        await super().everybody_goes()

    async def waits(self, caller: str) -> SipPhone:
        phone = await self.call(caller)
        await self.noted(await self.interaction_from(caller), "QueueEntered")
        return phone

    async def knows_provinces(self) -> None:
        """The program reads the area codes in the first seconds after a start."""
        async with asyncio.timeout(90):
            while True:
                phone = await self.waits("+8613805320009")
                entered = await self.noted(await self.interaction_from("+8613805320009"), "QueueEntered")
                await phone.hang_up()
                if entered["queue"] == "repairs":
                    return

    async def sits(self, name: str, phone: dict[str, str], *, takes_work: bool = True) -> Desk:
        desk = await self.looks(name, "desk")
        assert await desk.do("sign_in", phone=phone) is None
        if takes_work:
            assert await desk.do("available") is None
        return desk


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running_lines(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Lines]:
    async with Lines(tmp_path_factory.mktemp("lines") / "house") as house:
        await house.knows_provinces()
        yield house


@pytest_asyncio.fixture(loop_scope="module")
async def house(running_lines: Lines) -> AsyncIterator[Lines]:
    yield running_lines
    await running_lines.everybody_goes()


async def history(desk: Desk, **asked: str) -> str:
    async with desk.client.get(f"{desk.program.url}/history", params=asked) as answer:
        assert answer.status == 200
        return await answer.text()


# ---------------------------------------------------------------------- who calls


PAI, FORWARDS, DIVERTS = "+8613800060001", "+8613800060002", "+8613800060003"
BY_LINE = {
    "127.0.0.1": ("anonymous", f"P-Asserted-Identity: <sip:0{PAI[3:]}@carrier>\n"),
    "127.0.0.2": (FORWARDS, f"Diversion: <sip:{FORWARDED}@carrier>;reason=unconditional\n"),
    "127.0.0.3": ("anonymous", f"Diversion: <sip:{DIVERTS[1:]}@carrier>;reason=no-answer\n"),
}
"""Address → what its INVITE says in From, and in another header."""


@pytest.mark.skipif(not may_play_sound(), reason="SIPp plays sound through a raw socket, which only root may open")
async def test_the_caller_and_what_was_dialled_are_what_the_line_s_rule_says(house: Lines) -> None:
    ana = await house.works(ANA)
    told = {"caller": "", "dials": HOTLINE, "stays": 1.0}
    callers = [
        Sipp(house.program.folder / at, house.program.sip_port, comes_from=at, heads=heads, **told | {"caller": says})
        for at, (says, heads) in BY_LINE.items()
    ]
    pops: dict[str, str] = {}
    async with AsyncExitStack() as calls:
        for caller in callers:
            await calls.enter_async_context(caller)
        for _ in callers:
            offered = await ana.until(lambda desk: desk.stage("offered"))
            pops[offered["pop"]["caller"]] = offered["pop"]["dialled"]
            row = house.row(offered["interaction"])
            assert shown(row["dialled"]) == pops[row["caller"]]
            await ana.do("decline", offer=offered["offer"])
            await ana.until(lambda desk, last=offered: desk.stage("offered") != last)
        assert [await caller.ended() for caller in callers] == [0, 0, 0]
    assert pops == {PAI: shown(HOTLINE), FORWARDS: shown(FORWARDED), DIVERTS: shown(HOTLINE)}
    boss = await house.looks("yang")
    for number in pops:
        assert await house.interaction_from(number) in await history(boss, number=number)


async def test_a_mobile_of_a_province_goes_the_way_the_flow_has_for_it_and_the_pop_says_where_it_is_from(
    house: Lines,
) -> None:
    ana = await house.works(ANA)
    await house.waits("+8613805320001")
    offered = await ana.until(lambda desk: desk.stage("offered"))
    pop = offered["pop"]
    assert (offered["queue"], pop["province"]["en"], pop["city"]["zh-CN"]) == ("repairs", "Shandong", "青岛市")
    await ana.do("decline", offer=offered["offer"])
    await house.waits("+8613910000001")
    offered = await ana.until(lambda desk: desk.stage("offered"))
    assert (offered["queue"], offered["pop"]["province"]["zh-CN"]) == ("english", "北京")


# ---------------------------------------------------------------------- what they hear first


async def spoken(boss: Desk, pitch: float) -> str:
    """A notice that is a tone."""
    file = sound.write(boss.program.folder / f"{pitch:.0f}.wav", sound.tone(pitch, 1.5, LOUDNESS))
    url, heads = f"{boss.program.url}/api/notices/recording", {"Origin": boss.program.url, "Content-Type": "audio/wav"}
    async with boss.client.post(url, data=file.read_bytes(), headers=heads) as answer:
        assert answer.status == 200, await answer.text()
        return (await answer.json())["recording"]


async def hears_it(phone: SipPhone, pitch: float) -> None:
    await until(lambda: phone.media.hears(pitch), LIVE_WITHIN, f"the notice of {pitch} Hz")


async def test_a_notice_is_heard_at_once_by_callers_of_its_number_queue_and_province_until_it_ends(
    house: Lines,
) -> None:
    boss = await house.looks("yang", "floor")
    waits = await house.waits("+8613910000002")
    pitches = {"queues": 1100.0, "numbers": 1500.0, "provinces": 1900.0}
    whom = {"queues": "english", "numbers": HOTLINE, "provinces": "CN-SD"}
    names = {kind: await spoken(boss, pitch) for kind, pitch in pitches.items()}
    begins = now() + timedelta(seconds=2)
    ends = begins + timedelta(seconds=5)

    async def publish(kind: str, **told: Any) -> None:
        nobody = {"numbers": [], "queues": [], "provinces": []}
        notice = nobody | {kind: [whom[kind]], "recording": names[kind], "ends": ends.isoformat()} | told
        assert await boss.do("notice", **notice) is None

    await publish("queues", begins=begins.isoformat())
    for kind in ("numbers", "provinces"):
        await publish(kind)
    new, near = await asyncio.gather(house.call("+8613910000003"), house.call("+8613805320003"))
    await asyncio.gather(
        hears_it(waits, pitches["queues"]), hears_it(new, pitches["numbers"]), hears_it(near, pitches["provinces"])
    )
    assert now() >= begins
    await house.noted(await house.interaction_from("+8613805320003"), "NoticeHeard", times=2)
    await house.noted(await house.interaction_from("+8613910000003"), "QueueEntered")
    assert new.media.seconds_of(pitches["provinces"]) == 0, "it is not from there"

    await boss.until(lambda desk: not [key for key in desk.values if key.startswith("floor:notice/")], 20)
    late = await house.waits("+8613805320004")
    assert not any(late.media.seconds_of(pitch) for pitch in pitches.values())
    assert "NoticeHeard" not in house.kinds(await house.interaction_from("+8613805320004"))


# ---------------------------------------------------------------------- where it rings


async def test_a_desk_phone_s_transfer_is_refused_where_the_company_has_none_and_the_call_goes_on(
    house: Lines,
) -> None:
    ana = await house.works(ANA)
    customer = await house.waits("+8613910000005")
    phone = house.phones[ANA]
    await until(lambda: phone.ringing)
    await phone.answer()
    await ana.until(lambda desk: desk.stage("talking"))
    await phone.transfer("2002")
    await until(lambda: phone.refer_status or phone.transfer_answers, what="an answer to the phone")
    assert phone.refer_status == 603
    assert phone.talking
    await hear_each_other(phone, customer)
    assert ana.stage("talking")


async def test_who_signs_in_at_a_seat_has_its_phone_and_who_had_it_is_told_and_chooses_the_one_at_home(
    house: Lines,
) -> None:
    at_seat = {"kind": "seat", "seat": SEAT}
    bob = await house.sits(BOB, at_seat)
    await bob.until(lambda desk: desk.me.get("reachable"))
    customer = await house.waits("+8613910000006")
    await until(lambda: house.at_seat.ringing, what="the phone at the seat")
    await house.at_seat.answer()
    await bob.until(lambda desk: desk.stage("talking"))
    await hear_each_other(house.at_seat, customer)
    await customer.hang_up()
    work = await bob.until(lambda desk: desk.stage("wrap_up"))
    assert await bob.do("finish", interaction=work["interaction"], disposition="no_result") is None

    ana = await house.sits(ANA, at_seat, takes_work=False)
    await bob.until(lambda desk: desk.me["seat_taken_by"] == "Ana" and not desk.me["reachable"])
    await ana.until(lambda desk: desk.me["reachable"])
    assert await bob.do("sign_in", phone={"kind": "number", "number": "13900139001"}) == "number_not_allowed"
    assert await bob.do("sign_in", phone={"kind": "number", "number": "13900139000"}) is None
    assert await bob.do("available") is None
    await bob.until(lambda desk: desk.me["reachable"])
    assert (bob.me["seat_taken_by"], bob.me["phone_shown"]) == (None, "+86 139 0013 9000")

    customer = await house.waits("+8613910000007")
    home = house.at_home
    await until(lambda: home.ringing, what="the phone at home")
    await home.answer()
    await until(lambda: not home.media.is_quiet(), what="the question for key 1")
    assert not customer.media.hears(home.media.pitch)
    assert bob.stage("offered"), "a mailbox might have answered"
    await home.press("1")
    await bob.until(lambda desk: desk.stage("talking"))
    await hear_each_other(home, customer)


# ---------------------------------------------------------------------- a desk at a seat

RELOADS_IN_MID_WORD = """(field) => {
  field.value = "It lea";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  location.reload();
}"""


async def taken(house: Lines, desk: DeskPage, caller: str) -> tuple[str, SipPhone]:
    customer = await house.waits(caller)
    await until(lambda: house.at_seat.ringing, what="the phone at the seat")
    await house.at_seat.answer()
    await desk.until_stage("talking")
    return await house.interaction_from(caller), customer


async def test_a_script_is_filled_in_over_a_reload_and_the_day_shows_two_calls_and_a_break(house: Lines) -> None:
    async with Browser(house.program) as browser:
        page = await browser.signed_in(ANA, PASSWORD)
        desk, whole = DeskPage(page), page.locator("cc-desk")
        await desk.part("seat").fill(SEAT)
        await desk.do("sign-in")
        await expect(whole).to_have_attribute("data-presence", "available")
        first, customer = await taken(house, desk, "+8613805320011")
        await page.get_by_label("Appliance *").select_option("washer")
        await page.get_by_label("What it does *").evaluate(RELOADS_IN_MID_WORD)
        await expect(page.get_by_label("What it does *")).to_have_value("It lea")
        await page.get_by_label("What it does *").fill("It leaks")
        await page.get_by_label("Still under warranty *").select_option("no")
        await expect(page.get_by_text("The warranty has run out.")).to_be_visible()
        await expect(page.get_by_text("Which day suits you")).to_have_count(0)
        await page.get_by_label("Accepts the price *").select_option("no")
        await expect(page.get_by_text("You can call us again")).to_be_visible()
        await customer.hang_up()
        await desk.until_stage("wrap_up")
        await desk.do("tab-notes")
        await desk.finish("resolved")
        (row,) = house.program.rows("SELECT agent, answers FROM script_answers WHERE interaction = ?", first)
        answers = {"appliance": "washer", "fault": "It leaks", "in_warranty": False, "accepts_price": False}
        assert (row["agent"], json.loads(row["answers"])) == (ANA, answers)

        await page.locator("[data-do=aux][data-code=break]").click()
        await expect(whole).to_have_attribute("data-presence", "aux")
        await desk.do("available")
        second, customer = await taken(house, desk, "+8613910000011")
        await customer.hang_up()
        await desk.until_stage("wrap_up")
        await desk.finish("resolved")

        calls = [fact for fact in house.program.facts("AgentLeft") if fact["agent"] == ANA]
        own = await page.evaluate("() => fetch('/api/day').then((answer) => answer.json())")
        shown_calls = [(one["interaction"], one["talked"]) for one in own["interactions"]]
        assert shown_calls == [(fact["stream"], pytest.approx(fact["talked"], abs=0.06)) for fact in calls]
        assert [interaction for interaction, _ in shown_calls][-2:] == [first, second]
        states = [(one["state"], one["code"]) for one in own["bar"]]
        work = [("available", None), ("talking", None), ("wrap_up", None), ("available", None)]
        assert states[-10:] == [("aux", None), *work, ("aux", "break"), *work]
        await expect(desk.part("today-handled")).to_have_text(str(len(calls)))
        await page.locator("cc-day summary").click()
        average = sum(fact["talked"] for fact in calls) / len(calls)
        await expect(page.locator("cc-day dt", has_text="Average talk time").locator("+ dd")).to_have_text(
            f"0:{int(average):02}"
        )
        await expect(page.locator(f"cc-day a[href='/history/{second}']")).to_be_visible()
    await house.looks(ANA, "desk")
