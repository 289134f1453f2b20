"""With masking on, nothing an agent reads in a page or on the live socket holds a number, wherever it stood."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
from fakes import Browser, Site
from journeys.center import ANA, BOB, Running, running
from journeys.test_scripts import SCRIPTS, answers, company
from journeys.test_wrap_up import asks

from callcenter.agents import commands as do
from callcenter.ids import new_id
from callcenter.model.company import Company
from callcenter.model.facts import NoteWritten
from callcenter.storage.history import History
from callcenter.supervision.orders import SendMessage
from callcenter.web.live import Pace
from callcenter.web.pages import Pages
from callcenter.web.sip import Limits

DIGITS = "13800138000"
SPELLED = "138 0013 8000"
MASKS = frozenset({"agent"})


def masking(mask: frozenset[str] = MASKS) -> Company:
    return msgspec.structs.replace(company(), mask_numbers=mask)


def digits_in(text: str) -> bool:
    return DIGITS in re.sub(r"[\s().-]", "", text)


@pytest.fixture
async def center(tmp_path: Path) -> AsyncIterator[Running]:
    """Bob was told the number in every way there is, and hands the customer on to Ana."""
    async with running(tmp_path, company=masking(), scripts=SCRIPTS) as center:
        await center.works(BOB)
        caller = center.network.call(f"+86{DIGITS}", "+8653288880000", trunk="carrier", caller_name=f"Li {DIGITS}")
        await center.goes_on(1)
        for key in "21":
            caller.press(key)
            await center.goes_on(1)
        center.phone(BOB).answer()
        await center.goes_on(5)
        call = center.only_call
        new = do.NewCustomer(name=f"Li {SPELLED}", language="en", note=f"home: {SPELLED}")
        assert await asks(center, do.Customer(key=new_id(), interaction=call, new=new), BOB) is None
        assert await asks(center, do.Note(key=new_id(), interaction=call, text=f"Call {SPELLED} back"), BOB) is None
        await answers(center, call, BOB, model=f"HX ({DIGITS})", floor=int(DIGITS))
        await center.works(ANA)
        assert await center.orders(SendMessage(key=new_id(), agents=(ANA,), text=f"{SPELLED} called again")) is None
        assert await asks(center, do.Transfer(key=new_id(), interaction=call, agent=ANA), BOB) is None
        await center.goes_on(1)
        yield center


async def test_an_agents_live_feed_holds_no_digits_from_the_ring_to_the_wrap_up_put_off(center: Running):
    ringing = center.desk(ANA)
    (message,) = [value for key, value in ringing.items() if key.startswith("message/")]
    assert message["text"] == "138****8000 called again"
    center.phone(ANA).answer()
    await center.goes_on(5)
    (talking,) = center.works_of(ANA)
    assert talking["pop"]["note"] == "Call 138****8000 back"
    assert talking["script"]["answers"] == {"model": "HX (138****8000)", "floor": "138****8000"}
    (card,) = talking["pop"]["matches"]
    assert (card["name"], card["note"]) == ("Li 138****8000", "home: 138****8000")
    call = center.only_call
    assert await asks(center, do.HangUp(key=new_id(), interaction=call)) is None
    assert await asks(center, do.Later(key=new_id(), interaction=call)) is None
    put_off = center.desk(ANA)
    assert put_off[f"unfinished/{call}"]["customer_name"] == "Li 138****8000"
    board = center.center.board.feed.everything()
    assert not any(digits_in(json.dumps(one, default=str)) for one in (ringing, talking, put_off, board))


async def test_what_an_agent_writes_stays_as_they_write_it_until_somebody_else_reads_it(center: Running):
    center.phone(ANA).answer()
    await center.goes_on(5)
    call = center.only_call
    assert await asks(center, do.Note(key=new_id(), interaction=call, text=f"or {SPELLED}")) is None
    assert center.works_of(ANA)[0]["pop"]["note"] == f"or {SPELLED}", "nothing changes under the cursor"
    await answers(center, call, model="HX (138****8000), white")
    assert center.center.pops.of(call).answers["fault_intake"]["model"] == f"HX ({DIGITS}), white"
    assert (await center.found(call)).note == f"Call {SPELLED} back\nor {SPELLED}"


async def test_a_note_of_a_colleague_that_goes_back_as_it_was_seen_is_kept_once_and_whole(center: Running):
    center.phone(ANA).answer()
    await center.goes_on(5)
    call = center.only_call
    assert await asks(center, do.Note(key=new_id(), interaction=call, text="Call 138****8000 back")) is None
    assert (await center.found(call)).note == f"Call {SPELLED} back"
    assert await asks(center, do.Note(key=new_id(), interaction=call, text="Call 138****8000 back. Done")) is None
    assert center.works_of(ANA)[0]["pop"]["note"] == "Call 138****8000 back. Done"
    assert (await center.found(call)).note == f"Call {SPELLED} back. Done"
    assert await center.facts(call, NoteWritten) == [NoteWritten(agent=BOB), NoteWritten(agent=ANA)]


async def signed_in(center: Running, site: Site, agent: do.AgentId) -> Browser:
    """A browser at the real pages, over the store of this center."""
    site.house.its_company, site.house.desks[agent] = center.company, center.center.desk_feed(agent)
    site.house.scripts = {(name, script.revision): script for name, script in SCRIPTS.items()}
    site.fake_accounts.languages[agent] = None
    return await site.signed_in(agent)


async def test_no_page_of_an_agents_holds_them_and_a_whole_number_is_found_all_the_same(
    center: Running, tmp_path: Path
):
    center.phone(ANA).answer()
    await center.goes_on(5)
    call = center.only_call
    site = Site(tmp_path, None)
    site.history = cast("Any", History(center.database))
    site.pages = cast("Any", Pages(site.static))
    await site.open(Pace(), Limits())
    try:
        ana = await signed_in(center, site, ANA)
        for path in ("/history", f"/history/{call}", "/desk", "/board"):
            answer = await ana.get(path)
            assert (answer.status, digits_in(await answer.text())) == (200, False), path
        page = await (await ana.get(f"/history/{call}")).text()
        for seen in ("Li 138****8000", "Call 138****8000 back", "home: 138****8000", "HX (138****8000)"):
            assert seen in page
        for written, is_found in ((DIGITS, True), (f"%2B86{DIGITS}", True), ("00138000", False), ("8000", False)):
            listed = await (await ana.get(f"/history?number={written}")).text()
            assert (f"/history/{call}" in listed) is is_found, written
        socket = await ana.live()
        await socket.say(watch="desk")
        told = await socket.hear()
        assert f"work/{call}" in told["all"]
        assert not digits_in(json.dumps(told))
    finally:
        await site.leave()


async def test_where_nothing_is_masked_they_are_all_there(tmp_path: Path):
    async with running(tmp_path, company=masking(frozenset()), scripts=SCRIPTS) as center:
        await center.works(BOB)
        await center.calls_repairs()
        call = center.only_call
        center.phone(BOB).answer()
        await center.goes_on(5)
        await answers(center, call, BOB, model=DIGITS, floor=int(DIGITS))
        (work,) = center.works_of(BOB)
        assert work["script"]["answers"] == {"model": DIGITS, "floor": 13800138000}
        assert work["pop"]["caller_shown"] == "+86 138 0013 8000"
