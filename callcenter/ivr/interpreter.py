"""Runs a flow until something must be waited for, and says what should happen. Knows no network and no clock.

    sprint = start(flow, run, house, now)            # from the first node
    sprint = resume(flow, run, result, house, now)   # the wait ended
    sprint = go_to(flow, run, node, house, now)      # something outside the flow decided (an agent hung up, overflow)

A run is a plain value, so any process can go on with it.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from callcenter.calls.turns import Collect, Done, Failed, Keys, Leave, Play, Record, Recorded, Result, Say, Step
from callcenter.ivr import flow as nodes
from callcenter.ivr.flow import Flow, Node
from callcenter.ivr.opening import is_open
from callcenter.model.company import Company, Texts
from callcenter.model.ids import FlowName, Language, NodeName

MOST_STEPS = 100  #: nodes in one sprint
MOST_SPRINTS = 500  #: waits in one run

WRONG_KEY: Texts = {
    Language("zh-CN"): "输入有误,请重新输入。",
    Language("en"): "Sorry, that is not one of the choices.",
}
NO_KEY: Texts = {
    Language("zh-CN"): "没有收到您的输入。",
    Language("en"): "Sorry, I did not get your choice.",
}


class Choice(msgspec.Struct, frozen=True):
    """A key the caller pressed at a menu."""

    node: str
    key: str


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One caller in one flow."""

    flow: FlowName
    revision: int
    node: NodeName
    language: Language | None = None  #: None until chosen
    tries: int = 0  #: failed answers at the present menu
    sprints: int = 0
    choices: tuple[Choice, ...] = ()
    saved: dict[str, str] = {}
    province: str | None = None  #: of the caller's number, ISO 3166-2; None = it cannot be said


class ToQueue(msgspec.Struct, frozen=True):
    node: nodes.Queue


class ToOutside(msgspec.Struct, frozen=True):
    node: nodes.Transfer


class FlowFailed(msgspec.Struct, frozen=True):
    """The flow ran away or leads nowhere: the call must be rescued, not dropped."""

    why: str


Ahead = Collect | Record | Leave | ToQueue | ToOutside | FlowFailed


class Sprint(msgspec.Struct, frozen=True, kw_only=True):
    run: Run
    steps: tuple[Step, ...]
    then: Ahead
    entered: tuple[NodeName, ...]  #: nodes passed through, in order


def start(flow: Flow, run: Run, company: Company, now: datetime) -> Sprint:
    return go_to(flow, run, flow.start, company, now)


def resume(flow: Flow, run: Run, result: Result, company: Company, now: datetime) -> Sprint:
    """The wait of the present node ended with `result`."""
    node = flow.nodes[run.node]
    match node, result:
        case nodes.Menu(), Keys(keys=keys):
            return _answered(flow, run, node, keys, company, now)
        case nodes.Queue(), Keys(keys=keys) if keys in node.keys:
            return go_to(flow, run, node.keys[keys], company, now)
        case nodes.Voicemail(), Recorded() | Done() | Failed():
            return go_to(flow, run, node.then, company, now)
        case nodes.Menu(), Failed() | Done():
            return go_to(flow, run, node.otherwise, company, now)
        case _:
            return go_to(flow, run, run.node, company, now)


def _answered(flow: Flow, run: Run, menu: nodes.Menu, key: str, company: Company, now: datetime) -> Sprint:
    if key in menu.keys:
        saved = {**run.saved, menu.save: key} if menu.save else run.saved
        choices = run.choices if menu.secure else (*run.choices, Choice(run.node, key))
        run = msgspec.structs.replace(run, choices=choices, saved=saved, tries=0)
        return go_to(flow, run, menu.keys[key], company, now)
    if run.tries >= menu.retries:
        return go_to(flow, run, menu.otherwise, company, now)
    again = msgspec.structs.replace(run, tries=run.tries + 1)
    sorry = spoken(WRONG_KEY if key else NO_KEY, run, company)
    return _walk(flow, again, run.node, company, now, sorry)


def go_to(flow: Flow, run: Run, node: str | None, company: Company, now: datetime) -> Sprint:
    """Go on at a node; None ends the call."""
    run = msgspec.structs.replace(run, tries=0)
    if node is None:
        return Sprint(run=run, steps=(), then=Leave(), entered=())
    return _walk(flow, run, node, company, now, ())


def _walk(flow: Flow, run: Run, name: str, company: Company, now: datetime, steps: tuple[Step, ...]) -> Sprint:
    entered: list[NodeName] = []
    if run.sprints >= MOST_SPRINTS:
        return Sprint(run=run, steps=steps, then=FlowFailed(f"more than {MOST_SPRINTS} waits"), entered=())
    for _ in range(MOST_STEPS):
        node = flow.nodes.get(name)
        if node is None:
            return Sprint(run=run, steps=steps, then=FlowFailed(f"no node {name}"), entered=tuple(entered))
        if isinstance(node, nodes.Hours) and node.hours not in company.hours:
            return Sprint(run=run, steps=steps, then=FlowFailed(f"no hours {node.hours}"), entered=tuple(entered))
        entered.append(NodeName(name))
        run = msgspec.structs.replace(run, node=NodeName(name))
        steps += _steps(node, run, company)
        ahead = _ahead(node)
        if ahead is not None:
            run = msgspec.structs.replace(run, sprints=run.sprints + 1)
            return Sprint(run=run, steps=steps, then=ahead, entered=tuple(entered))
        run, name = _next(node, run, company, now)
    return Sprint(run=run, steps=(), then=FlowFailed(f"{MOST_STEPS} nodes without a wait"), entered=tuple(entered))


def _steps(node: Node, run: Run, company: Company) -> tuple[Step, ...]:
    if isinstance(node, nodes.Play):
        return tuple(Play(sound=node.play, language=language) for language in languages_for(run, company))
    texts = nodes.texts_of(node)
    return () if texts is None else spoken({Language(k): v for k, v in texts.items()}, run, company)


def spoken(texts: Texts, run: Run, company: Company) -> tuple[Step, ...]:
    """The text in the caller's language, or in every language as long as none is chosen."""
    if Language("") in texts:
        return (Say(text=texts[Language("")], language=languages_for(run, company)[0]),)
    wanted = [language for language in languages_for(run, company) if language in texts]
    wanted = wanted or [next(iter(texts))]
    return tuple(Say(text=texts[language], language=language) for language in wanted)


def languages_for(run: Run, company: Company) -> tuple[Language, ...]:
    return (run.language,) if run.language else company.languages


def _ahead(node: Node) -> Ahead | None:
    """What to wait for at this node; None for one that only passes on."""
    match node:
        case nodes.Menu():
            return Collect(first_within=node.wait, finish="")  # one key; # may be a choice like any other
        case nodes.Queue():
            return ToQueue(node)
        case nodes.Voicemail():
            return Record(most=node.most)
        case nodes.Transfer():
            return ToOutside(node)
        case nodes.Hangup():
            return Leave()
        case nodes.Say() | nodes.Play() | nodes.Set() | nodes.Hours() | nodes.Province():
            return None


def _next(node: Node, run: Run, company: Company, now: datetime) -> tuple[Run, str]:
    match node:
        case nodes.Set():
            return msgspec.structs.replace(run, language=Language(node.set["language"])), node.then
        case nodes.Hours():
            return run, node.open if is_open(company.hours[node.hours], now) else node.closed
        case nodes.Province():
            return run, node.province.get(run.province or "", node.otherwise)
        case nodes.Say() | nodes.Play():
            return run, node.then
        case _:
            raise AssertionError(node)
