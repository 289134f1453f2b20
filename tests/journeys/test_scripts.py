"""An agent is led through a script; what was filled in goes on with the interaction."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from calls.haihe import REPAIRS, haihe
from sqlalchemy import select

from callcenter.agents import commands as do
from callcenter.ids import new_id
from callcenter.lined_yaml import Mistakes
from callcenter.model.company import Company
from callcenter.model.facts import WrapUpEnded
from callcenter.model.ids import InteractionId, Language
from callcenter.model.script import Script, Value
from callcenter.scripts import read_script
from callcenter.storage.tables import script_answers
from journeys.center import ANA, BOB, Running, running
from journeys.test_recovery import killed
from journeys.test_wrap_up import asks, served

SHIPPED = Path(__file__).resolve().parents[2] / "agent_console" / "scripts"
BOTH = (Language("zh-CN"), Language("en"))
FAULT = read_script((SHIPPED / "fault_intake.yaml").read_text(encoding="utf-8"), "fault_intake", languages=BOTH)


def company() -> Company:
    plain = haihe()
    repairs = msgspec.structs.replace(plain.queues[REPAIRS], script="fault_intake")
    return msgspec.structs.replace(plain, queues={**plain.queues, REPAIRS: repairs})


SCRIPTS = {"fault_intake": FAULT}


async def test_answers_are_kept_at_once_and_the_next_agent_goes_on_with_them(tmp_path: Path):
    async with running(tmp_path, company=company(), scripts=SCRIPTS) as center:
        await center.works(ANA)
        await center.calls_repairs()
        call = center.only_call
        center.phone(ANA).answer()
        await center.goes_on(1)
        first = do.Answers(key=new_id(), interaction=call, values={"appliance": "washer", "in_warranty": True})
        assert await center.asks(ANA, first) is None
        assert await center.asks(BOB, first) == "not_your_call"
        wrong = do.Answers(key=new_id(), interaction=call, values={"appliance": "car"})
        assert await center.asks(ANA, wrong) == "bad_message"
        back = do.Answers(key=new_id(), interaction=call, values={"in_warranty": None, "floor": 3})
        assert await center.asks(ANA, back) is None
        await center.works(BOB)
        await center.asks(ANA, do.Transfer(key=new_id(), interaction=call, agent=BOB))
        await center.goes_on(1)
        center.phone(BOB).answer()
        await center.goes_on(1)
        (work,) = center.works_of(BOB)
        filled = {"name": "fault_intake", "revision": 0, "answers": {"appliance": "washer", "floor": 3}}
        assert work["script"] == filled
        await killed(center)
        again = running(tmp_path, company=company(), scripts=SCRIPTS, clock=center.clock, network=center.network)
        async with again as after:
            assert after.works_of(BOB)[0]["script"] == filled


# ---------------------------------------------------------------------- what must be filled in


REPAIRED = {"appliance": "washer", "fault": "loud", "in_warranty": True, "visit_on": "2026-03-05"}


async def answers(center: Running, call: InteractionId, agent: do.AgentId = ANA, **values: Value) -> None:
    assert await asks(center, do.Answers(key=new_id(), interaction=call, values={**values}), agent) is None


def finish(call: InteractionId) -> do.Finish:
    return do.Finish(key=new_id(), interaction=call, disposition=None)


async def test_a_wrap_up_is_not_finished_before_the_steps_that_were_reached_know_what_they_must(tmp_path: Path):
    async with running(tmp_path, company=company(), scripts=SCRIPTS) as center:
        await center.works(ANA)
        call = await served(center)
        assert await asks(center, finish(call)) == "answer_missing:appliance"
        await answers(center, call, appliance="washer", fault="loud", in_warranty=False)
        assert await asks(center, finish(call)) == "answer_missing:accepts_price"
        await answers(center, call, in_warranty=True)  # on this way nobody speaks of the price
        assert await asks(center, finish(call)) == "answer_missing:visit_on"
        await answers(center, call, visit_on="2026-03-05")
        assert await asks(center, finish(call)) is None
        assert center.works_of(ANA) == []


async def test_what_is_missing_can_be_filled_in_later(tmp_path: Path):
    async with running(tmp_path, company=company(), scripts=SCRIPTS) as center:
        await center.works(ANA)
        call = await served(center)
        await answers(center, call, appliance="washer")
        assert await asks(center, do.Later(key=new_id(), interaction=call)) is None
        put_off = center.desk(ANA)[f"unfinished/{call}"]
        assert put_off["script"] == {"name": "fault_intake", "revision": 0, "answers": {"appliance": "washer"}}
        assert await asks(center, finish(call)) == "answer_missing:fault"
        await answers(center, call, **REPAIRED)
        assert await asks(center, finish(call)) is None
        assert f"unfinished/{call}" not in center.desk(ANA)


async def test_when_the_time_for_wrap_up_runs_out_the_answers_so_far_are_kept_and_the_agent_is_free(tmp_path: Path):
    async with running(tmp_path, company=company(), scripts=SCRIPTS) as center:
        await center.works(ANA)
        call = await served(center)
        await answers(center, call, appliance="washer")
        assert await asks(center, finish(call)) == "answer_missing:fault"
        await center.goes_on(31)
        assert center.works_of(ANA) == []
        assert await center.facts(call, WrapUpEnded) == [WrapUpEnded(agent=ANA, disposition=None, by_itself=True)]
        kept = await center.database.read(lambda connection: connection.execute(select(script_answers)).all())
        assert [(row.interaction, row.answers) for row in kept] == [(call, {"appliance": "washer"})]
        assert (await served(center)) != call, "the next caller is theirs"


async def test_who_hands_a_customer_on_leaves_the_rest_of_the_script_to_the_next_one(tmp_path: Path):
    async with running(tmp_path, company=company(), scripts=SCRIPTS) as center:
        await center.works(ANA)
        customer = await center.calls_repairs()
        call = center.only_call
        center.phone(ANA).answer()
        await center.goes_on(10)
        await center.works(BOB)
        assert await asks(center, do.Transfer(key=new_id(), interaction=call, agent=BOB)) is None
        await center.goes_on(1)
        center.phone(BOB).answer()
        await center.goes_on(10)
        customer.hang_up()
        await center.settled()
        assert await asks(center, finish(call)) is None
        assert await asks(center, finish(call), BOB) == "answer_missing:appliance"


async def test_nothing_is_missing_of_a_script_where_nobody_was_talked_with(tmp_path: Path):
    async with running(tmp_path, company=company(), scripts=SCRIPTS) as center:
        await center.works(ANA)
        await asks(center, do.Dial(key=new_id(), number="+8613900139000", queue=REPAIRS))
        await center.goes_on(1)
        call = center.only_call
        center.phone(ANA).answer()
        await center.goes_on(1)
        center.network.number("+8613900139000").decline()
        await center.goes_on(1)
        assert [work["stage"] for work in center.works_of(ANA)] == ["wrap_up"]
        assert await asks(center, finish(call)) is None


def test_no_answer_is_missing_behind_a_question_that_is_open():
    def missing(**answers: Value) -> str | None:
        field = FAULT.missing(answers)
        return field.name if field is not None else None

    assert missing() == "appliance"
    assert missing(appliance="washer", fault="loud") == "in_warranty"
    assert missing(**REPAIRED, floor=0) is None
    assert missing(**{**REPAIRED, "in_warranty": False, "accepts_price": False}) is None


def test_the_path_branches_by_what_was_answered():
    def path(**answers: str | bool) -> list[str]:
        return [step.name for step in FAULT.path(answers)]

    assert path(in_warranty=True) == ["greeting", "purchase", "visit", "goodbye"]
    assert path(in_warranty=False, accepts_price=False) == ["greeting", "purchase", "price", "declined"]
    assert path() == ["greeting", "purchase"]


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.yaml")), ids=lambda file: file.stem)
def test_the_shipped_scripts_are_right_in_both_languages(file: Path):
    assert isinstance(read_script(file.read_text(encoding="utf-8"), file.stem, languages=BOTH), Script)


GOOD = """\
title: Test
start: first
steps:
  first:
    say: Hello
    fields:
      sure: { title: Sure, kind: yes_no }
    branch: { by: sure, to: { yes: last, no: last } }
  last: { say: Bye }
"""


@pytest.mark.parametrize(
    ("change", "to", "line", "what"),
    [
        ("start: first", "start: frist", 2, "there is no step 'frist'; did you mean 'first'?"),
        ("yes: last, no: last", "yes: last", 8, "where to with no?"),
        ("yes: last, no: last", "yes: last, maybe: last", 8, "is never 'maybe'"),
        ("by: sure", "by: shure", 8, "there is no field 'shure'; did you mean 'sure'?"),
        ("kind: yes_no", "kind: choice", 7, "a choice needs at least two"),
        ("kind: yes_no", "kind: text", 8, "one branches by a choice, or by a yes_no"),
        ("say: Hello", "say: 'Hello {name}'", 5, "{name} is not known; there are {customer_name}"),
        ("say: Hello", "say: { en: Hello }", 5, "no text in zh-CN"),
        ("last: { say: Bye }", "last: { say: Bye }\n  lost: { say: Hm }", 10, "no step leads here"),
        ("last: { say: Bye }", "last: { say: Bye, then: first }", 3, "it never ends"),
        ("sure:", "s" * 41 + ":", 7, "pattern"),
        ("title: Test", "titel: Test", 1, "unknown key 'titel'"),
    ],
)
def test_a_mistake_in_a_script_names_its_line_and_what_to_do(change: str, to: str, line: int, what: str):
    assert change in GOOD
    read_script(GOOD, "test", languages=BOTH)
    with pytest.raises(Mistakes) as found:
        read_script(GOOD.replace(change, to, 1), "test", languages=BOTH)
    assert any(mistake.line == line and what in mistake.what for mistake in found.value.mistakes), str(found.value)
