"""The configuration and the flows we ship are clean, and every way through them ends well, in both languages."""

from __future__ import annotations

import re
import zoneinfo
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from callcenter.calls.turns import Collect, Keys, Leave, Record, Recorded, Say
from callcenter.checking import check
from callcenter.config import load
from callcenter.flows import load_flows, texts_of
from callcenter.ivr import interpreter
from callcenter.ivr.flow import KINDS, Flow
from callcenter.ivr.interpreter import Run, Sprint, ToQueue
from callcenter.ivr.loader import load_flow
from callcenter.model.company import Company
from callcenter.model.ids import FlowName, Language, NodeName

HOME = Path(__file__).parents[2]
CONFIG = load(HOME / "config.yaml")
COMPANY: Company = CONFIG.company
FLOWS = load_flows(CONFIG.flows, COMPANY)
HOTLINE, ENGLISH_LINE = FLOWS[FlowName("hotline")], FLOWS[FlowName("english_line")]
ZH, EN = Language("zh-CN"), Language("en")
SHANGHAI = zoneinfo.ZoneInfo("Asia/Shanghai")
OPEN = datetime(2026, 3, 3, 10, 0, tzinfo=SHANGHAI)  #: a Tuesday
NIGHT = datetime(2026, 3, 3, 23, 0, tzinfo=SHANGHAI)
SPRING_FESTIVAL = datetime(2026, 2, 17, 10, 0, tzinfo=SHANGHAI)  #: a Tuesday too
MAKE_UP_SATURDAY = datetime(2026, 2, 28, 10, 0, tzinfo=SHANGHAI)  #: worked for a day off in that festival

SKILLS = {"repairs", "installation", "sales", "complaints", "mandarin", "english"}
"""What the demo company's agents can do."""

W = TypeVar("W")


class Caller:
    """Somebody in a flow, who presses keys."""

    def __init__(self, flow: Flow, now: datetime = OPEN) -> None:
        self.flow, self.now = flow, now
        run = Run(flow=FlowName(flow.name), revision=0, node=NodeName(flow.start))
        self.sprint = interpreter.start(flow, run, COMPANY, now)

    def presses(self, keys: str) -> Caller:
        for key in keys:
            self.sprint = interpreter.resume(self.flow, self.sprint.run, Keys(keys=key), COMPANY, self.now)
        return self

    def goes_to(self, node: str | None) -> Caller:
        self.sprint = interpreter.go_to(self.flow, self.sprint.run, node, COMPANY, self.now)
        return self

    def leaves_a_message(self) -> Caller:
        self.waits_for(Record)
        self.sprint = interpreter.resume(self.flow, self.sprint.run, Recorded(seconds=9), COMPANY, self.now)
        return self

    def waits_for(self, kind: type[W]) -> W:
        assert isinstance(self.sprint.then, kind), self.sprint
        return self.sprint.then

    @property
    def queue(self) -> tuple[str, dict[str, int]]:
        """Where the caller waits, and what is needed of the agent in all."""
        node = self.waits_for(ToQueue).node
        queue = next(queue for queue in COMPANY.queues.values() if queue.name == node.queue)
        return node.queue, {**queue.needs, **node.needs}

    @property
    def hears(self) -> list[tuple[str, str]]:
        return [(step.language, step.text) for step in self.sprint.steps if isinstance(step, Say)]


def test_what_we_ship_is_clean():
    assert check(HOME / "config.yaml") == []


def test_the_company_has_five_queues_that_speak_both_languages():
    assert list(COMPANY.queues) == ["repairs", "installation", "orders", "complaints", "english"]
    for queue in COMPANY.queues.values():
        assert set(queue.title) == {ZH, EN}
        assert queue.announce is not None
        assert all("{position}" in text for text in queue.announce.position.values())
        assert queue.recording is None  # as the company says, and the greeting


@pytest.mark.parametrize(
    ("keys", "queue", "needs"),
    [
        ("11", "repairs", {"repairs": 1, "mandarin": 3}),
        ("12", "installation", {"installation": 1, "mandarin": 3}),
        ("13", "orders", {"sales": 1, "mandarin": 3}),
        ("14", "complaints", {"complaints": 3, "mandarin": 3}),
        ("10", "repairs", {"repairs": 1, "mandarin": 3}),
        ("21", "english", {"english": 3, "repairs": 1}),
        ("22", "english", {"english": 3, "installation": 1}),
        ("23", "english", {"english": 3, "sales": 1}),
        ("24", "complaints", {"complaints": 3, "english": 3}),
        ("20", "english", {"english": 3}),
    ],
)
def test_keys_lead_to_an_agent_who_knows_the_matter_and_the_language(keys: str, queue: str, needs: dict[str, int]):
    assert Caller(HOTLINE).presses(keys).queue == (queue, needs)
    assert set(needs) <= SKILLS


@pytest.mark.parametrize(("keys", "queue"), [("11", "repairs"), ("14", "complaints"), ("20", "english")])
def test_a_fault_or_a_complaint_is_taken_at_any_hour(keys: str, queue: str):
    for now in (NIGHT, SPRING_FESTIVAL):
        assert Caller(HOTLINE, now).presses(keys).queue[0] == queue


@pytest.mark.parametrize(
    ("keys", "language", "queue"),
    [
        ("12", ZH, "installation"),
        ("13", ZH, "orders"),
        ("22", EN, "installation"),
        ("23", EN, "orders"),
    ],
)
def test_out_of_hours_and_on_holidays_orders_and_installation_take_a_message(keys: str, language: str, queue: str):
    for now in (NIGHT, SPRING_FESTIVAL):
        caller = Caller(HOTLINE, now).presses(keys)
        node = HOTLINE.nodes[caller.sprint.run.node]
        assert {heard for heard, _ in caller.hears} == {language}
        assert node.queue == queue  # type: ignore[union-attr]
        caller.leaves_a_message().waits_for(Leave)
    assert isinstance(Caller(HOTLINE, MAKE_UP_SATURDAY).presses(keys).sprint.then, ToQueue)


def test_everybody_is_told_in_both_languages_that_the_call_is_recorded():
    heard = Caller(HOTLINE).hears
    assert [language for language, _ in heard] == [ZH, EN, ZH, EN]
    assert "录音" in heard[0][1]
    assert "recorded" in heard[1][1]


def test_one_who_presses_nothing_reaches_a_person_in_the_first_language():
    caller = Caller(HOTLINE)
    for _ in range(6):  # each menu asks three times
        caller.sprint = interpreter.resume(HOTLINE, caller.sprint.run, Keys(keys=""), COMPANY, OPEN)
    assert caller.queue == ("repairs", {"repairs": 1, "mandarin": 3})


def test_after_the_agent_hung_up_the_caller_rates_the_call():
    for keys, language in (("11", ZH), ("21", EN)):
        caller = Caller(HOTLINE).presses(keys).goes_to("survey")
        assert {heard for heard, _ in caller.hears} == {language}
        caller.presses("1").waits_for(Leave)
        assert caller.sprint.run.saved == {"satisfaction": "1"}


# ---------------------------------------------------------------------- every way there is


def ways_on(caller: Caller) -> list[Caller]:
    """The caller once more for each thing that can happen next."""
    sprint, run, flow = caller.sprint, caller.sprint.run, caller.flow
    node = flow.nodes[run.node]
    match sprint.then:
        case Collect():
            keys = [*node.keys, "", "9"]  # type: ignore[union-attr]
            ahead = [interpreter.resume(flow, run, Keys(keys=key), COMPANY, caller.now) for key in keys]
        case Record():
            ahead = [interpreter.resume(flow, run, Recorded(seconds=2), COMPANY, caller.now)]
        case ToQueue(node=queue):
            places = [*queue.keys.values(), queue.overflow.to if queue.overflow else None, queue.then]
            ahead = [interpreter.go_to(flow, run, place, COMPANY, caller.now) for place in places]
        case Leave():
            ahead = []
        case other:
            raise AssertionError(other)
    return [_at(caller, sprint) for sprint in ahead]


def _at(caller: Caller, sprint: Sprint) -> Caller:
    other = Caller(caller.flow, caller.now)
    other.sprint = sprint
    return other


def _place(caller: Caller) -> tuple[str, str | None, int, str]:
    run = caller.sprint.run
    return run.node, run.language, run.tries, type(caller.sprint.then).__name__


@pytest.mark.parametrize("flow", [HOTLINE, ENGLISH_LINE], ids=["hotline", "english_line"])
def test_every_way_ends_with_an_agent_or_goodbye_in_the_callers_language(flow: Flow):
    entered: set[str] = set()
    for now in (OPEN, NIGHT):
        ahead, seen = [Caller(flow, now)], {}
        while ahead:
            caller = ahead.pop()
            entered.update(caller.sprint.entered)
            if _place(caller) in seen:
                continue
            onward = ways_on(caller)
            seen[_place(caller)] = [_place(other) for other in onward]
            ahead += onward
            language = caller.sprint.run.language
            if language is not None:
                assert {heard for heard, _ in caller.hears} <= {language}, caller.sprint
            if isinstance(caller.sprint.then, ToQueue):
                assert caller.queue[1].get("mandarin" if language == ZH else "english", 0) >= 3
        assert not [place for place in seen if not _ends(place, seen)]
    assert entered == set(flow.nodes)


def _ends(place: object, seen: dict) -> bool:
    """Some way from here comes to the end of the call."""
    ahead, met = [place], set()
    while ahead:
        here = ahead.pop()
        if not seen[here]:
            return True
        met.add(here)
        ahead += [there for there in seen[here] if there not in met]
    return False


# ---------------------------------------------------------------------- the words


def test_every_text_a_caller_can_hear_can_be_spoken_ahead():
    texts = texts_of(COMPANY, FLOWS)
    assert len(texts) == len(set(texts))
    for now in (OPEN, NIGHT):
        for keys in ("", "11", "12", "22", "24"):
            caller = Caller(HOTLINE, now).presses(keys)
            assert set(caller.hears) <= set(texts)
        assert set(Caller(ENGLISH_LINE, now).hears) <= set(texts)
    assert set(Caller(HOTLINE).presses("8").hears) <= set(texts)  # that was not one of the choices
    assert (EN, COMPANY.not_routed[EN]) in texts
    assert not any("{position}" in text for _, text in texts)


def test_an_announcement_without_a_figure_is_spoken_ahead_too_and_a_plain_text_in_all_languages():
    flow = load_flow("start: a\nnodes:\n  a: { say: OK, then: b }\n  b: { hangup: { en: Bye } }", "tiny")
    queue = next(iter(COMPANY.queues.values()))
    assert queue.announce is not None
    calm = msgspec.structs.replace(queue.announce, position={ZH: "请稍候。", EN: "Please wait."})
    company = msgspec.structs.replace(COMPANY, queues={queue.name: msgspec.structs.replace(queue, announce=calm)})
    texts = texts_of(company, {FlowName("tiny"): flow})
    assert {(ZH, "OK"), (EN, "OK"), (EN, "Bye"), (ZH, "请稍候。"), (EN, "Please wait.")} <= set(texts)
    assert (ZH, "Bye") not in texts


def test_the_readme_shows_every_kind_of_node_and_its_examples_load():
    rows = re.findall(r"^\| `(\w+)` .* \| `(.*)` \|$", (HOME / "ivr_flows" / "README.md").read_text("utf-8"), re.M)
    assert [kind for kind, _ in rows] == list(KINDS)
    for kind, example in rows:
        name = example.partition(":")[0]
        flow = load_flow(f"start: {name}\nnodes:\n  {example}\n", "example")
        assert isinstance(flow.nodes[name], KINDS[kind])
