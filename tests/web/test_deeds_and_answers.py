"""The page of an interaction says what supervisors did about it, and what was filled in along scripts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import EN, WANG, ZH, Site, company, found, opened

from callcenter.history.records import Answered
from callcenter.model.ids import InteractionId
from callcenter.model.measures import Action
from callcenter.scripts import read_script
from callcenter.viewer import Role, Viewer
from callcenter.web.deeds_and_answers import answered_scripts
from callcenter.web.pages import AnsweredScript, AnswerRow, DeedRow, InteractionPage

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SCRIPT = read_script(
    """\
title: { zh-CN: 报修, en: Repair }
start: first
steps:
  first:
    say: Hello
    fields:
      model: { title: { zh-CN: 型号, en: Model } }
      appliance:
        title: { zh-CN: 电器, en: Appliance }
        kind: choice
        options: { tv: { zh-CN: 电视, en: TV }, pc: PC }
      warranty: { title: { zh-CN: 保修, en: Warranty }, kind: yes_no }
      visit: { title: { zh-CN: 上门, en: Visit }, kind: date }
      other: { title: { zh-CN: 其他电话, en: Other phone } }
""",
    "repair",
    languages=(ZH, EN),
    revision=3,
)
VALUES = {"other": "13800138000", "visit": "2026-03-05", "warranty": False, "appliance": "tv", "gone": 7}
ANSWERED = Answered("repair", 3, WANG, AT, VALUES)
DEED = Action(id="d1", at=AT, by="li", do="coach", agent=WANG, interaction=InteractionId("i1"), reason="第一天上班")


async def page_of(site: Site, login: str) -> InteractionPage:
    site.history.found["i1"] = found("i1")
    site.history.acted = [DEED]
    site.history.answered = [ANSWERED]
    site.house.scripts = {("repair", 3): SCRIPT}
    person = await site.signed_in(login)
    assert (await person.get("/history/i1")).status == 200
    page = site.pages.shown[-1]
    assert isinstance(page, InteractionPage)
    return page


async def test_a_supervisor_sees_who_stepped_in_and_why(tmp_path: Path):
    async with opened(tmp_path) as site:
        page = await page_of(site, "li")
        assert page.deeds == (DeedRow(at=AT, by="李强", do="coach", agent=WANG, reason="第一天上班"),)


@pytest.mark.parametrize("login", ["wang", "sun"])
async def test_who_does_not_see_the_floor_sees_the_answers_and_not_the_deeds(tmp_path: Path, login: str):
    async with opened(tmp_path) as site:
        page = await page_of(site, login)
        assert page.deeds == ()
        assert [script.title for script in page.scripts] == ["报修"]


def seen(language: str, *mask: str, script: bool = True) -> AnsweredScript:
    viewer = Viewer(
        tenant=company().tenant,
        login="wang",
        agent=WANG,
        roles=frozenset({Role.AGENT}),
        language=EN if language == "en" else ZH,
    )
    (one,) = answered_scripts(
        [ANSWERED], lambda name, revision: SCRIPT if script else None, viewer, company(mask_numbers=frozenset(mask))
    )
    return one


def test_answers_stand_in_the_order_they_are_asked_in_the_viewers_language():
    assert seen("zh-CN").answers == (
        AnswerRow(title="电器", value="电视"),
        AnswerRow(title="保修", value=False),
        AnswerRow(title="上门", value="2026-03-05"),
        AnswerRow(title="其他电话", value="13800138000"),
        AnswerRow(title="gone", value="7"),  # the script asks for it no more
    )
    assert seen("en").answers[0] == AnswerRow(title="Appliance", value="TV")


def test_a_number_that_was_dictated_is_masked_and_a_date_is_not():
    values = [row.value for row in seen("en", "agent").answers]
    assert values == ["TV", False, "2026-03-05", "138****8000", "7"]


def test_of_a_script_that_can_no_longer_be_read_the_names_are_left():
    one = seen("en", script=False)
    assert one.title == "repair"
    assert one.answers[0] == AnswerRow(title="other", value="13800138000")


async def test_what_an_agent_who_sees_numbers_masked_reads_in_notes_is_masked(tmp_path: Path):
    async with opened(tmp_path) as site:
        site.house.its_company = company(mask_numbers=frozenset({"agent"}))
        site.history.found["i1"] = found("i1", note="回电 138 0013 8000", customer_name="13800138000")
        for login, note, name in (
            ("wang", "回电 138****8000", "138****8000"),
            ("li", "回电 138 0013 8000", "13800138000"),
        ):
            person = await site.signed_in(login)
            await person.get("/history/i1")
            assert site.pages.shown[-1].note == note
            await person.get("/history")
            assert [row.customer for row in site.pages.shown[-1].rows] == [name]
