"""The built desk in a real Chromium, with a server a test speaks for: what is shown, heard, kept and asked for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from front.desk_server import DeskServer
from front.feeds import (
    COLLEAGUES,
    CUSTOMER_IN_IT,
    FACTS,
    LI_IN_IT,
    ME_IN_IT,
    TODAY,
    WITH_SCRIPT,
    ahead,
    customer,
    me,
    party,
    pop,
    texts,
    work,
)
from front.scripted import ago
from playwright.async_api import Dialog, Page, expect
from real.browser import Browser, DeskPage

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

AT_WORK = {"me": me(), "today": TODAY} | COLLEAGUES
FAR_OFFERS = """
async () => {
  const call = window.call = new RTCPeerConnection();
  const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
  for (const track of sound.getTracks()) call.addTrack(track, sound);
  await call.setLocalDescription(await call.createOffer());
  if (call.iceGatheringState !== "complete") {
    await new Promise((done) => call.addEventListener("icegatheringstatechange", () => {
      if (call.iceGatheringState === "complete") done();
    }));
  }
  return call.localDescription.sdp;
}
"""
FAR_HEARS = "answer => window.call.setRemoteDescription({ type: 'answer', sdp: answer })"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running() -> AsyncIterator[tuple[DeskServer, Browser]]:
    async with DeskServer() as server, Browser(server) as browser:
        yield server, browser


@pytest_asyncio.fixture(loop_scope="module")
async def server(running: tuple[DeskServer, Browser]) -> AsyncIterator[DeskServer]:
    server, browser = running
    server.facts = FACTS
    server.put(AT_WORK)
    yield server
    server.refusals.clear()
    server.commands.clear()
    server.hangs = False
    server.clear()
    await browser.close_pages()
    assert not browser.said


@pytest.fixture
def browser(running: tuple[DeskServer, Browser]) -> Browser:
    return running[1]


async def opened(browser: Browser, before: str = "", language: str = "en") -> DeskPage:
    page = await browser.page(language)
    if before:
        await page.add_init_script(before)
    await page.goto("/desk")
    await expect(page.locator("cc-desk")).to_have_attribute("data-phone", "registered")
    await page.locator("[data-part='state']").click()  # a page may sound once it was touched
    return DeskPage(page)


async def in_call(server: DeskServer, browser: Browser, desk: DeskPage, *, auto: bool = False) -> Page:
    """A customer rings and is answered; the far end stays open for as long as one talks."""
    far = await browser.page()
    await far.goto("/far")
    offer = await far.evaluate(FAR_OFFERS)
    server.put({"work/w1": work("offered")})
    ringing = asyncio.ensure_future(server.rings("w1-1", offer, auto=auto))
    if not auto:
        await desk.until_stage("offered")
        await desk.page.keyboard.press("Alt+KeyA")
    await far.evaluate(FAR_HEARS, await ringing)
    server.put({"work/w1": work("talking")})
    await desk.until_stage("talking")
    return far


async def so(desk: DeskPage, condition: str) -> None:
    """The page's own rules forbid what Playwright would wait with."""
    async with asyncio.timeout(10):
        while not await desk.page.evaluate(condition):  # noqa: ASYNC110 - a page tells nobody
            await asyncio.sleep(0.05)


async def test_a_call_is_worked_by_its_keys_alone(server: DeskServer, browser: Browser):
    desk = await opened(browser)
    await in_call(server, browser, desk)
    await desk.hears_and_speaks()
    press = desk.page.keyboard.press
    await desk.part("note").fill("typed")  # the cursor is in the notes from here on
    await press("Alt+KeyM")
    await expect(desk.button("mute")).to_have_attribute("aria-pressed", "true")
    await press("Alt+KeyH")
    assert await server.done("hold") == {"interaction": "w1"}
    await press("Alt+KeyP")
    assert await server.done("pause_recording") == {"interaction": "w1"}
    await press("Alt+KeyQ")
    assert await server.done("help") == {"interaction": "w1"}
    await press("Alt+KeyC")
    await desk.page.keyboard.type("王芳")
    await press("Enter")
    assert await server.done("consult") == {"interaction": "w1", "agent": "wang"}

    consult = {"leg": "w1-a2", "agent": "wang", "shown": "王芳 1001", "state": "talking", "with_customer": False}
    server.put({"work/w1": work("consulting", consult=consult, recording="paused")})
    await expect(desk.button("record")).to_have_text("NOT recording · resumeAlt P")
    for key, command in (("S", "swap"), ("J", "conference"), ("Z", "back"), ("G", "complete"), ("X", "hang_up")):
        await press(f"Alt+Key{key}")
        assert await server.done(command) == {"interaction": "w1"}
    assert await desk.part("note").input_value() == "typed"


async def test_a_party_of_a_conference_can_be_dropped_and_the_customer_of_a_plain_call_cannot(
    server: DeskServer, browser: Browser
):
    server.put({"work/w1": work("talking")})
    desk = await opened(browser)
    parties = desk.part("parties")
    await expect(parties).to_contain_text("Emma Brown")
    await expect(parties.locator("[data-do='drop']")).to_have_count(0)
    outside = party("w1-o1", "+86 532 8888 1234", kind="outside")
    server.put({"work/w1": work("talking", parties=[CUSTOMER_IN_IT, ME_IN_IT, LI_IN_IT, outside])})
    await parties.locator("[data-leg='w1-o1']").click()
    assert await server.done("drop") == {"interaction": "w1", "leg": "w1-o1"}


async def test_the_directory_shows_every_colleague_who_is_there_first_and_not_oneself(
    server: DeskServer, browser: Browser
):
    desk = await opened(browser)
    await desk.page.keyboard.press("Alt+KeyO")
    shown = desk.page.locator("[data-do='directory-to']")
    await expect(shown).to_have_count(6)
    agents = ["wang", "zhao", "yang", "li", "brown", "sun"]
    assert [await shown.nth(n).get_attribute("data-agent") for n in range(6)] == agents
    server.put({"colleague/li": COLLEAGUES["colleague/li"] | {"busy": False}})
    await expect(shown.nth(1)).to_have_attribute("data-agent", "li")


async def test_what_may_not_be_dialled_is_said_beside_the_number_in_plain_words(server: DeskServer, browser: Browser):
    server.refusals["dial"] = "number_not_allowed"
    desk = await opened(browser)
    await desk.page.keyboard.press("Alt+KeyO")
    await desk.page.locator("[data-kind='number']").click()
    await desk.part("directory-queue").select_option("sales")
    await desk.part("directory-number").fill("0044 (20) 7946-0000")
    await desk.page.keyboard.press("Enter")
    assert await server.done("dial") == {"queue": "sales", "number": "00442079460000"}
    await expect(desk.part("directory-refused")).to_have_text(
        "The rules do not allow this number to be dialled (international or premium, for example)."
    )
    server.refusals["dial"] = "no_line_out"
    await desk.do("directory-number")
    await expect(desk.part("directory-refused")).to_have_attribute("data-why", "no_line_out")


async def test_a_number_is_clicked_to_dial_and_a_masked_one_by_its_interaction(server: DeskServer, browser: Browser):
    masked = customer(addresses=[{"kind": "phone", "value": "", "shown": "+86 138 **** 8000"}])
    hidden = pop(caller="", caller_shown="+86 138 **** 8000", matches=[masked])
    server.put({"work/w1": work("wrap_up", pop=hidden)})
    desk = await opened(browser)
    await desk.part("pop-number").locator("button").click()
    assert await server.done("dial") == {"interaction": "w1"}
    await desk.part("customer-history").locator("[data-do='dial-number']").first.click()
    assert await server.done("dial") == {"interaction": "old1"}
    server.put({"work/w1": work("wrap_up")})
    await desk.part("pop-number").locator("button").click()
    assert await server.done("dial") == {"number": "+8613800138000"}


async def test_a_call_the_server_has_answered_is_taken_with_a_tone_and_without_a_click(
    server: DeskServer, browser: Browser
):
    tones = "window.tones = 0; const begin = OscillatorNode.prototype.start;"
    tones += "OscillatorNode.prototype.start = function (at) { window.tones += 1; begin.call(this, at); };"
    desk = await opened(browser, before=tones)
    await in_call(server, browser, desk, auto=True)
    await desk.hears_and_speaks()
    await so(desk, "window.tones >= 2")


async def test_a_tab_with_a_call_asks_before_it_closes_and_an_idle_one_does_not(server: DeskServer, browser: Browser):
    desk = await opened(browser)
    await in_call(server, browser, desk)
    asked: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def stay(dialog: Dialog) -> None:
        asked.set_result(dialog.type)
        await dialog.dismiss()

    desk.page.on("dialog", stay)
    await desk.page.close(run_before_unload=True)
    async with asyncio.timeout(10):
        assert await asked == "beforeunload"
    server.drop("work/w1")
    await desk.until_stage("")
    async with desk.page.expect_event("close"):
        await desk.page.close(run_before_unload=True)


async def test_half_typed_notes_survive_a_server_that_hangs_a_killed_page_and_meet_what_the_server_has(
    server: DeskServer, browser: Browser
):
    server.put({"work/w1": work("talking")})
    desk = await opened(browser)
    server.hangs = True
    await desk.part("note").fill("half typ")
    await expect(desk.part("note-saved")).to_have_text("Saving…")
    await desk.close()

    server.commands.clear()
    server.hangs = False
    server.put({"work/w1": work("talking", pop=pop(note="from another window"))})
    again = await desk.opened_again()
    await expect(again.part("note")).to_have_value("from another window\nhalf typ")
    assert await server.done("note") == {"interaction": "w1", "text": "from another window\nhalf typ"}
    await expect(again.part("note-saved")).to_have_text("Saved")

    server.put({"work/w2": work("talking", interaction="w2"), "work/w1": work("wrap_up")})
    await again.page.locator("[data-part='card'][data-interaction='w2']").click()
    await expect(again.part("note")).to_have_value("")
    await again.page.keyboard.press("Alt+ArrowUp")
    await expect(again.part("note")).to_have_value("from another window\nhalf typ")


async def test_a_note_the_server_refuses_is_shown_to_its_writer_until_it_is_dismissed(
    server: DeskServer, browser: Browser
):
    server.put({"work/w1": work("wrap_up")})
    desk = await opened(browser)
    server.refusals["note"] = "not_your_call"
    await desk.part("note").fill("too late")
    await server.done("note")
    server.drop("work/w1")
    await expect(desk.part("stranded-note")).to_contain_text("too late")
    await desk.reload()
    await expect(desk.part("stranded-note")).to_contain_text("too late")
    await desk.do("forget-note")
    await expect(desk.part("stranded-note")).to_have_count(0)


async def test_wrap_up_is_chosen_by_digit_put_off_and_come_back_to(server: DeskServer, browser: Browser):
    server.put({"work/w1": work("wrap_up")})
    desk = await opened(browser)
    await desk.do("extend")
    await desk.part("extend-reason").select_option("photos")
    await desk.do("extend-now")
    assert await server.done("extend") == {"interaction": "w1", "reason": "photos"}
    await desk.part("note").fill("door 2")
    await desk.page.keyboard.press("Alt+Digit2")
    await expect(desk.page.locator("[data-disposition='technician']")).to_be_checked()
    await expect(desk.part("note")).to_have_value("door 2")
    await desk.page.keyboard.press("Alt+KeyL")
    assert await server.done("later") == {"interaction": "w1"}
    off = {"interaction": "w1", "queue": "repairs", "caller_shown": "", "customer_name": "Emma Brown", "since": ago(0)}
    server.drop("work/w1")
    server.put({"unfinished/w1": off | {"note": "door 2"}})
    await desk.do("sign-out")
    await expect(desk.part("leaving")).to_contain_text("Wrap-ups still to be finished: 1.")
    await desk.do("sign-out-now")
    assert await server.done("sign_out") == {}
    await desk.do("come-back")
    await expect(desk.part("note")).to_have_value("door 2")
    await expect(desk.page.locator("[data-disposition='technician']")).to_be_checked()
    await desk.do("finish")
    assert await server.done("finish") == {"interaction": "w1", "disposition": "technician", "text": "door 2"}


async def test_along_a_script_the_keys_of_wrap_up_work_and_its_end_is_in_sight_when_the_call_is_over(
    server: DeskServer, browser: Browser
):
    server.facts = WITH_SCRIPT
    script = {"script": {"name": "fault", "answers": {}}}
    server.put({"work/w1": work("talking", **script)})
    desk = await opened(browser)
    model = desk.page.get_by_label("Model")
    await model.fill("X1")
    server.put({"work/w1": work("wrap_up", **script)})
    await desk.until_stage("wrap_up")
    await expect(model).to_be_focused()  # nothing moves under one who types
    await desk.page.keyboard.press("Alt+Digit2")
    await expect(desk.page.locator("[data-disposition='technician']")).to_be_checked()
    await desk.do("tab-script")
    await desk.page.keyboard.press("Alt+KeyW")
    assert await server.done("finish") == {"interaction": "w1", "disposition": "technician", "text": ""}
    server.drop("work/w1")
    server.put({"work/w2": work("talking", interaction="w2", **script)})
    await desk.until_stage("talking")
    await expect(model).to_be_visible()
    server.put({"work/w2": work("wrap_up", interaction="w2", **script)})
    await expect(desk.button("finish")).to_be_visible()


async def test_while_it_rings_the_middle_says_why_the_call_came_here_and_what_was_noted_so_far(
    server: DeskServer, browser: Browser
):
    server.put({"work/w1": work("offered", pop=pop(note="Door 2, back entrance."))})
    desk = await opened(browser)
    middle = desk.page.locator("cc-interaction")
    await expect(middle.locator("[data-part='pop-why']")).to_contain_text("repairs ≥ 3")
    await expect(middle.locator("[data-part='note-so-far']")).to_contain_text("Door 2, back entrance.")
    server.put({"work/w1": work("talking")})
    await expect(desk.page.locator("cc-customer [data-part='pop-why']")).to_have_count(1)
    await expect(middle.locator("[data-part='pop-why']")).to_have_count(0)


async def test_who_was_asked_can_note_and_leave_and_is_offered_nothing_that_would_be_refused(
    server: DeskServer, browser: Browser
):
    server.put({"work/w1": work("talking", part="guest")})
    desk = await opened(browser)
    for does in ("hold", "transfer", "consult", "party", "record", "help"):
        await expect(desk.button(does)).to_be_disabled()
    await expect(desk.button("hang-up")).to_be_enabled()
    await expect(desk.button("finish")).to_have_count(0)
    await desk.page.keyboard.press("Alt+KeyH")
    await desk.page.keyboard.press("Alt+KeyP")
    await desk.part("note").fill("The valve is worn out.")
    assert await server.done("note") == {"interaction": "w1", "text": "The valve is worn out."}
    assert {"hold", "pause_recording"}.isdisjoint(one["do"] for one in server.commands)


async def test_in_wrap_up_a_bare_digit_picks_the_disposition_unless_somebody_types(
    server: DeskServer, browser: Browser
):
    server.put({"work/w1": work("wrap_up")})
    desk = await opened(browser)
    await desk.page.keyboard.press("2")
    await expect(desk.page.locator("[data-disposition='technician']")).to_be_checked()
    await desk.part("note").fill("")
    await desk.page.keyboard.press("3")
    await expect(desk.part("note")).to_have_value("3")
    await expect(desk.page.locator("[data-disposition='technician']")).to_be_checked()


async def test_who_waits_for_a_break_sees_the_place_in_line(server: DeskServer, browser: Browser):
    desk = await opened(browser)
    server.put({"me": me(next={"presence": "aux", "code": "break"}, place=2)})
    await expect(desk.part("next")).to_have_text("Break: number 2 in line; work goes on coming until then")


async def test_the_directory_opens_with_the_colleagues_whatever_was_chosen_last(server: DeskServer, browser: Browser):
    server.put({"work/w1": work("talking")})
    desk = await opened(browser)
    await desk.page.keyboard.press("Alt+KeyT")
    await desk.page.locator("[data-do='directory-by'][data-kind='queue']").click()
    await desk.page.keyboard.press("Escape")
    await desk.page.keyboard.press("Alt+KeyT")
    await desk.page.keyboard.type("王芳")
    await desk.page.keyboard.press("Enter")
    assert await server.done("transfer") == {"interaction": "w1", "agent": "wang"}


async def test_where_a_new_customer_lives_can_be_noted(server: DeskServer, browser: Browser):
    server.facts = FACTS | {"provinces": [{"code": "CN-SD", "title": {"zh-CN": "山东", "en": "Shandong"}}]}
    server.put({"work/w1": work("talking", pop=pop(customer=None, matches=[]))})
    desk = await opened(browser)
    await desk.page.locator("[name='name']").fill("Li")
    await desk.page.locator("[name='province']").select_option("CN-SD")
    await desk.do("save-customer")
    assert (await server.done("customer"))["new"]["province"] == "CN-SD"
    lives = {"kind": "province", "value": "CN-SD", "shown": "CN-SD"}
    server.put({"work/w1": work("talking", pop=pop(matches=[customer(addresses=[lives])]))})
    await expect(desk.part("customer")).to_contain_text("Shandong")


async def test_nobody_is_asked_to_choose_a_phone_they_cannot_have(server: DeskServer, browser: Browser):
    server.put({"me": me(presence="signed_out", phones=["softphone", "number"], home="+86 139 0013 9000")})
    page = await browser.page()
    await page.goto("/desk")
    desk = DeskPage(page)
    await expect(page.locator("label [data-phone]")).to_have_count(2)
    await expect(desk.part("number")).to_have_value("+86 139 0013 9000")
    await page.locator("label [data-phone='number']").check()
    await desk.do("sign-in")
    assert await server.done("sign_in") == {"phone": {"kind": "number", "number": "+8613900139000"}}


async def test_where_calls_ring_is_chosen_when_work_begins(server: DeskServer, browser: Browser):
    server.put({"me": me(presence="signed_out")})
    page = await browser.page()
    await page.goto("/desk")
    desk = DeskPage(page)
    await desk.part("seat").fill(" a12 ")
    await desk.do("sign-in")
    assert await server.done("sign_in") == {"phone": {"kind": "seat", "seat": "a12"}}
    gone = {"phone": "seat", "seat": "a12", "phone_shown": "a12", "reachable": False}
    server.put({"me": me(**gone)})
    await expect(desk.part("condition")).to_contain_text(
        "This phone cannot be reached: a12. No calls come until it can."
    )


async def test_somebody_on_hold_for_long_is_remembered_in_colour_and_by_a_tone(server: DeskServer, browser: Browser):
    kept = "localStorage.setItem('cc-hold-reminder', '30'); window.tones = 0;"
    kept += "const begin = OscillatorNode.prototype.start;"
    kept += "OscillatorNode.prototype.start = function (at) { window.tones += 1; begin.call(this, at); };"
    desk = await opened(browser, before=kept)
    server.put({"work/w1": work("held", since=ago(10))})
    await desk.until_stage("held")
    await expect(desk.part("hold-reminder")).to_have_count(0)
    server.put({"work/w1": work("held", since=ago(31))})
    await expect(desk.part("hold-reminder")).to_be_visible()
    await so(desk, "window.tones >= 2")


SINKS = """
window.sinks = [];
HTMLMediaElement.prototype.setSinkId = async function (id) { window.sinks.push(id); };
window.plugged = [["audioinput", "m1", "Microphone"], ["audiooutput", "h1", "Headset"],
  ["audiooutput", "r1", "Speaker"]];
navigator.mediaDevices.enumerateDevices = async () =>
  window.plugged.map(([kind, deviceId, label]) => ({ kind, deviceId, label, groupId: "g" }));
"""


async def test_the_ring_has_a_device_of_its_own_and_an_unplugged_one_is_replaced_with_a_word(
    server: DeskServer, browser: Browser
):
    desk = await opened(browser, before=SINKS)
    await desk.do("sound-settings")
    await desk.page.locator("[data-place='ring'][data-part='device']").select_option("r1")
    await desk.page.locator("[data-place='ring'][data-do='test-sound']").click()
    await so(desk, "window.sinks.includes('r1')")
    await desk.page.keyboard.press("Escape")
    await desk.page.evaluate(
        "window.plugged.pop(); navigator.mediaDevices.dispatchEvent(new Event('devicechange')); window.sinks = [];"
    )
    await expect(desk.part("toast")).to_have_text("Ring “Speaker” is gone; the system's device is used.")
    await so(desk, "window.sinks.includes('')")
    await desk.page.evaluate(
        "window.plugged.push(['audiooutput', 'r2', 'Speaker']);"
        "navigator.mediaDevices.dispatchEvent(new Event('devicechange'));"
    )
    await so(desk, "window.sinks.includes('r2')")


async def test_an_urgent_message_comes_before_all_else_until_it_is_read(server: DeskServer, browser: Browser):
    server.put({"work/w1": work("talking")})
    desk = await opened(browser)
    message = {"id": "m1", "from": "杨丽", "text": "<b>Fire drill</b>", "urgent": True, "at": ago(0)}
    server.put({"message/m1": message})
    await expect(desk.part("urgent-message")).to_contain_text("<b>Fire drill</b>")
    await desk.page.keyboard.press("Escape")
    await expect(desk.part("urgent-message")).to_be_visible()
    await desk.do("read")
    assert await server.done("read") == {"message": "m1"}
    server.drop("message/m1")
    await expect(desk.part("urgent-message")).not_to_be_visible()


async def test_who_goes_to_the_floor_and_back_keeps_phone_and_call(server: DeskServer, browser: Browser):
    desk = await opened(browser)
    far = await in_call(server, browser, desk)
    await desk.page.locator("header nav a[href='/floor']").click()
    await expect(desk.whole).to_have_attribute("data-view", "floor")
    assert desk.page.url.endswith("/floor")
    await expect(desk.button("to-desk")).to_contain_text("Talking · Emma Brown")
    await desk.hears_and_speaks()
    await desk.page.go_back()
    await expect(desk.whole).to_have_attribute("data-view", "desk")
    await expect(desk.whole).to_have_attribute("data-stage", "talking")
    await far.close()


async def test_a_break_shows_what_is_left_of_it_and_what_comes_next_can_be_taken_back(
    server: DeskServer, browser: Browser
):
    desk = await opened(browser)
    server.put({"me": me(presence="aux", code="break", aux_ends_at=ahead(90.5))})
    await expect(desk.part("aux-left")).to_contain_text("1:30")
    server.put({"me": me(presence="aux", code="break", aux_ends_at=ago(65))})
    await expect(desk.part("aux-left")).to_contain_text("+1:0")
    server.refusals["aux"] = "break_full"
    server.put({"me": me(next={"presence": "aux", "code": "lunch"}), "work/w1": work("talking")})
    await expect(desk.part("next")).to_have_text("After this work: Lunch")
    await desk.page.locator("[data-code='break']").click()
    await expect(desk.part("toast")).to_contain_text("All break places are taken")
    await desk.do("cancel-next")
    assert await server.done("available") == {}


PLACES = """() => ["cc-desk", "cc-interaction", "cc-controls"]
  .reduce((inside, name) => inside.querySelector(name).shadowRoot, document)
  .querySelectorAll("button").values().map(one => JSON.stringify(one.getBoundingClientRect())).toArray()
"""
SCROLLS = """() => {
  const page = document.scrollingElement;
  const columns = [...document.querySelector("cc-desk").shadowRoot.querySelectorAll(".columns > *")];
  return [page, document.querySelector("main"), ...columns].some((one) => one.scrollHeight > one.clientHeight + 1);
}"""


@pytest.mark.parametrize("language", ["en", "zh-CN"])
async def test_the_desk_fits_a_small_screen_and_no_button_moves_while_one_talks(
    server: DeskServer, browser: Browser, language: str
):
    titles = {"title": texts("已派工程师上门检查", "A technician was sent to look at it"), "code": "solved"}
    server.facts = FACTS | {"dispositions": [titles, *FACTS["dispositions"][1:]]}
    desk = await opened(browser, language=language)
    consult: dict[str, Any] = {"leg": "w1-a2", "agent": "li", "shown": "李娜 1002", "state": "talking"}
    three = [CUSTOMER_IN_IT | {"state": "held"}, ME_IN_IT, LI_IN_IT]
    poor = {"loss": 6.0, "jitter": 60.0, "round_trip": 210.0, "poor": True}
    places = []
    for stage, changed in (
        ("talking", {}),
        ("talking", {"quality": poor, "help": {"since": ago(3), "by": None}}),
        ("held", {"since": ago(100), "recording": "paused"}),
        ("consulting", {"parties": three, "consult": consult | {"with_customer": False}}),
        ("talking", {"parties": [*three, *(party(f"w1-o{n}", f"+86 532 8888 000{n}") for n in range(3))]}),
    ):
        server.put({"work/w1": work(stage, **changed)})
        await expect(desk.whole).to_have_attribute("data-stage", stage)
        await desk.page.wait_for_timeout(50)
        places.append(await desk.page.evaluate(PLACES))
        assert not await desk.page.evaluate(SCROLLS), stage
    assert len(places[0]) == 9
    assert all(place == places[0] for place in places)
    server.put({"work/w1": work("wrap_up")})
    await desk.until_stage("wrap_up")
    assert not await desk.page.evaluate(SCROLLS)


TYPES_AND_RELOADS = """(field) => {
  field.value = "A";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  location.reload();
}"""


async def test_what_is_half_typed_in_a_script_is_there_after_a_reload(server: DeskServer, browser: Browser):
    server.facts = WITH_SCRIPT
    server.put({"work/w1": work("talking", script={"name": "fault", "answers": {}})})
    desk = await opened(browser)
    model = desk.page.get_by_label("Model")
    await model.evaluate(TYPES_AND_RELOADS)
    assert await server.done("answers") == {"interaction": "w1", "values": {"model": "A"}}
    await expect(model).to_have_value("A")


@pytest.mark.parametrize(
    ("language", "label", "said"),
    [
        ("zh-CN", "型号", "请先填写“型号”，才能完成。"),
        ("en", "Model", "“Model” must be filled in before this can be finished."),
    ],
)
async def test_what_a_script_must_know_is_shown_with_the_cursor_in_it_when_finishing_is_refused(
    server: DeskServer, browser: Browser, language: str, label: str, said: str
):
    server.facts = WITH_SCRIPT
    script = {"name": "fault", "answers": {}}
    server.put({"work/w1": work("wrap_up", script=script)})
    desk = await opened(browser, language=language)
    server.refusals["finish"] = "answer_missing:model"
    await desk.page.locator("[data-disposition='technician']").check()
    await desk.do("finish")
    model = desk.page.get_by_label(label)
    await expect(model).to_be_focused()
    await expect(model).to_have_attribute("aria-invalid", "true")
    await expect(desk.part("missing")).to_have_text(said)
    await model.press_sequentially("X1")
    await expect(desk.part("missing")).to_have_count(0)
    server.commands.clear()
    server.refusals.clear()
    await desk.page.keyboard.press("Alt+KeyW")
    await server.done("answers")
    assert await server.done("finish") == {"interaction": "w1", "disposition": "technician", "text": ""}


async def test_a_wrap_up_put_off_shows_its_script_so_that_it_can_be_finished(server: DeskServer, browser: Browser):
    server.facts = WITH_SCRIPT
    off = {"interaction": "w1", "queue": "repairs", "caller_shown": "", "customer_name": "Emma Brown", "since": ago(0)}
    server.put({"unfinished/w1": off | {"note": "", "script": {"name": "fault", "answers": {}}}})
    desk = await opened(browser)
    server.refusals["finish"] = "answer_missing:model"
    await desk.do("come-back")
    await desk.page.locator("[data-disposition='technician']").check()
    await desk.do("finish")
    model = desk.page.get_by_label("Model")
    await expect(model).to_be_focused()
    await model.fill("X1")
    assert await server.done("answers") == {"interaction": "w1", "values": {"model": "X1"}}


async def test_an_agent_reads_which_supervisor_chose_for_them_and_who_took_the_seat(
    server: DeskServer, browser: Browser
):
    server.put({"me": me(presence="aux", code="break", forced_by="Yang Li")})
    desk = await opened(browser)
    await expect(desk.part("forced-by")).to_have_text("set by Yang Li")
    gone = {"phone": "seat", "seat": "a12", "phone_shown": "a12", "reachable": False, "seat_taken_by": "Vic"}
    server.put({"me": me(**gone)})
    await expect(desk.part("forced-by")).to_have_count(0)
    await expect(desk.part("condition")).to_contain_text("Vic has signed in at your seat a12")
    server.put({"me": me(next={"presence": "signed_out", "code": None}, forced_by="Yang Li")})
    await expect(desk.part("next")).to_have_text("After this work: Signed out · set by Yang Li")


async def test_who_is_available_and_has_no_phone_is_told_so_in_the_middle_and_shown_in_its_colour(
    server: DeskServer, browser: Browser
):
    desk = await opened(browser)
    await expect(desk.part("waiting")).to_be_visible()
    server.put({"me": me(reachable=False)})
    await expect(desk.part("no-phone")).to_contain_text("Your phone cannot be reached")
    await expect(desk.part("waiting")).to_have_count(0)
    await expect(desk.part("state")).to_have_text("No phone")
    await expect(desk.page.locator("cc-presence [data-state]")).to_have_attribute("data-state", "unreachable")


async def test_who_barged_in_is_told_to_the_agent_who_cannot_drop_them(server: DeskServer, browser: Browser):
    desk = await opened(browser)
    boss = party("w1-g1", "杨丽 2001", agent="yang", supervisor=True)
    await in_call(server, browser, desk)
    server.put({"work/w1": work(parties=[CUSTOMER_IN_IT, ME_IN_IT, boss])})
    await expect(desk.part("barged-in")).to_have_text("杨丽 2001 has joined this call; the customer hears them too")
    await expect(desk.button("drop")).to_have_count(0)  # nor the customer, for whom hanging up is there


async def test_a_supervisor_who_barged_in_sees_it_and_leaves_by_stopping(server: DeskServer, browser: Browser):
    desk = await opened(browser)
    await in_call(server, browser, desk)
    server.put({"work/w1": work(part="barge")})
    await expect(desk.part("state")).to_have_text("Barged in")
    await desk.button("hang-up").click()
    assert await server.done("stop_supervising") == {"interaction": "w1"}


async def test_who_is_called_in_reads_who_asks_beside_the_customer(server: DeskServer, browser: Browser):
    desk = await opened(browser)
    asked = {"shown": "王芳 1001", "how": "consult"}
    server.put({"work/w1": work("ringing", part="guest", asked_by=asked, pop=pop(why=None))})
    await expect(desk.part("asked-by")).to_have_text("王芳 1001 asks you")
    await expect(desk.part("pop-name")).to_have_text("Emma Brown")
    await expect(desk.part("pop-why")).to_have_count(0)


async def test_a_handed_customer_says_by_whom(server: DeskServer, browser: Browser):
    desk = await opened(browser)
    why = pop()["why"] | {"chosen_by": "handed", "by": "杨丽"}
    server.put({"work/w1": work("offered", pop=pop(why=why))})
    await expect(desk.part("pop-why")).to_have_text("Handed by 杨丽")


async def test_who_lost_the_call_to_a_supervisor_reads_it_until_it_is_clicked_away(
    server: DeskServer, browser: Browser
):
    desk = await opened(browser)
    lost = {"interaction": "w1", "by": "杨丽", "do": "take_over", "reason": "Asked for me", "at": ago(1)}
    server.put({"me": me(stepped_in=lost), "work/w1": work("wrap_up")})
    says = "杨丽 has taken your call over. Reason: Asked for me"
    await expect(desk.part("stepped-in")).to_have_text(says)
    await expect(desk.part("toast")).to_have_text(says)
    await desk.part("toast").click()
    server.put({"me": me(stepped_in=lost, since=ago(2))})
    await expect(desk.part("toast")).to_have_count(0)


async def test_who_signs_out_in_wrap_up_is_asked_first_and_may_put_it_off(server: DeskServer, browser: Browser):
    desk = await opened(browser)
    server.put({"work/w1": work("wrap_up")})
    await desk.part("note").fill("half")
    await desk.button("sign-out").click()
    await expect(desk.part("leaving")).to_contain_text("Wrap-up is not finished")
    assert "sign_out" not in [one["do"] for one in server.commands]
    await desk.button("finish-first").click()
    await expect(desk.part("leaving")).to_have_count(0)
    await expect(desk.part("note")).to_be_focused()
    await desk.button("sign-out").click()
    await desk.button("sign-out-now").click()
    assert await server.done("note") == {"interaction": "w1", "text": "half"}
    assert await server.done("sign_out") == {}


async def test_an_unfinished_wrap_up_makes_room_for_a_call_and_keeps_what_was_typed(
    server: DeskServer, browser: Browser
):
    desk = await opened(browser)
    kept = {
        "interaction": "u1",
        "queue": "repairs",
        "caller_shown": "1",
        "customer_name": "Ann",
        "since": ago(9),
        "note": "",
    }
    server.put({"unfinished/u1": kept})
    await desk.button("come-back").click()
    window = desk.page.locator("dialog[data-part=unfinished]")
    await window.locator("[data-part=note]").fill("belt")
    server.put({"work/w1": work("offered")})
    await expect(window).to_be_hidden()
    server.drop("work/w1")
    await desk.button("come-back").click()
    await expect(window.locator("[data-part=note]")).to_have_value("belt")


async def test_the_keypad_closes_when_something_else_begins(server: DeskServer, browser: Browser):
    desk = await opened(browser)
    await in_call(server, browser, desk)
    await desk.button("keys").click()
    await expect(desk.page.locator("cc-keypad")).to_be_visible()
    server.put({"work/w1": work("held")})
    await expect(desk.page.locator("cc-keypad")).to_have_count(0)


async def test_who_transfers_sees_how_the_queues_stand(server: DeskServer, browser: Browser):
    desk = await opened(browser)
    await in_call(server, browser, desk)
    server.queues_now = {
        "repairs": {"waiting": 3, "available": 0, "closed": None},
        "sales": {"waiting": 0, "available": 2, "closed": "closed"},
    }
    await desk.button("transfer").click()
    await desk.page.locator("[data-do='directory-by'][data-kind='queue']").click()
    repairs, sales = (
        desk.page.locator(f"[data-do='directory-to'][data-queue={name}]") for name in ("repairs", "sales")
    )
    await expect(repairs).to_contain_text("3 waiting · 0 free")
    await expect(sales).to_contain_text("Closed")
    await expect(sales).to_be_disabled()
