"""The folder of flows: all of them loaded and checked, every text in them, and their published revisions.

flows = load_flows(config.flows, company)           # raises Mistakes: those of all files
house = await published_house(company, flow_texts(config.flows), revisions, clock.now())
for language, text in texts_of(company, flows): …   # everything a caller can hear, to be spoken ahead
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from callcenter.calls.telling import House
from callcenter.ivr import flow as nodes
from callcenter.ivr.check import check
from callcenter.ivr.flow import Flow
from callcenter.ivr.interpreter import NO_KEY, WRONG_KEY
from callcenter.ivr.loader import load_flow
from callcenter.lined_yaml import Document, Mistake, Mistakes, read, read_text
from callcenter.model.company import Company, Texts, text_in
from callcenter.model.ids import FlowName, Language
from callcenter.storage.revisions import Revisions

log = logging.getLogger(__name__)

FLOW = "flow"
"""The kind of revision."""

PROMPTS = "prompts"
"""The folder beside the flows with recorded prompts, one folder a language."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


def flow_texts(folder: Path) -> dict[FlowName, str]:
    """The YAML of each flow in the folder. Raises Mistakes."""
    texts: dict[FlowName, str] = {}
    mistakes: list[Mistake] = []
    for file in sorted(folder.glob("*.yaml")):
        try:
            texts[FlowName(file.stem)] = read_text(file)
        except Mistakes as found:
            mistakes += found.mistakes
        if not _NAME.fullmatch(file.stem):
            mistakes.append(Mistake(str(file), 1, "a flow's name is made of letters, digits, _ and -; rename the file"))
    if mistakes:
        raise Mistakes(mistakes)
    return texts


def load_flows(folder: Path, company: Company | None) -> Mapping[FlowName, Flow]:
    """Every flow of the folder, checked against the company (None: only that they can be read at all).

    Raises:
        Mistakes: those of all files at once.
    """
    flows: dict[FlowName, Flow] = {}
    mistakes: list[Mistake] = []
    for name, text in flow_texts(folder).items():
        file = str(folder / f"{name}.yaml")
        try:
            flows[name] = flow = load_flow(text, name, file=file)
        except Mistakes as found:
            mistakes += found.mistakes
            continue
        if company is not None:
            document = read(text, file)
            mistakes += check(flow, company, document) + _missing_recordings(flow, company, folder, document)
    if mistakes:
        raise Mistakes(mistakes)
    return flows


def _missing_recordings(flow: Flow, company: Company, folder: Path, document: Document) -> list[Mistake]:
    """A `play` node has no text to fall back on, so its file must be there in every language."""
    return [
        document.mistake(("nodes", name), f"node {name!r}: there is no file {file}")
        for name, node in flow.nodes.items()
        if isinstance(node, nodes.Play)
        for language in company.languages
        if not (file := folder / PROMPTS / language / f"{node.play}.wav").is_file()
    ]


# ---------------------------------------------------------------------- what callers can hear


def texts_of(company: Company, flows: Mapping[FlowName, Flow]) -> tuple[tuple[Language, str], ...]:
    """Every text a caller can hear, once each; not those with a `{position}` to fill in."""
    found: list[tuple[Language, str]] = []
    for flow in flows.values():
        for node in flow.nodes.values():
            found += _texts_of_node(nodes.texts_of(node) or {}, company)
    found += [(language, sorry[language]) for sorry in (WRONG_KEY, NO_KEY) for language in sorry]
    found += _in_all_languages(company.not_routed, company) + _in_all_languages(company.closed, company)
    found += _in_all_languages(company.recording.notice, company) if company.recording.notice else ()
    for queue in company.queues.values():
        found += _in_all_languages(queue.closed, company) if queue.closed else []
        announced = _in_all_languages(queue.announce.position, company) if queue.announce else []
        found += [(language, text) for language, text in announced if "{position}" not in text]
    return tuple(dict.fromkeys((language, text) for language, text in found if language in company.languages))


def _texts_of_node(texts: Mapping[str, str], company: Company) -> Iterable[tuple[Language, str]]:
    if "" in texts:
        return [(language, texts[""]) for language in company.languages]
    return [(Language(language), text) for language, text in texts.items()]


def _in_all_languages(texts: Texts, company: Company) -> list[tuple[Language, str]]:
    return [(language, text_in(texts, language)) for language in company.languages]


# ---------------------------------------------------------------------- published


async def published_house(
    company: Company, texts: Mapping[FlowName, str], revisions: Revisions, now: datetime
) -> House:
    """Publish the present flows and load every revision there ever was, so that a run can go on in the one it began.

    Present flows must load: check them before. An old one that no longer does is left out, and that is logged.
    """
    current = {name: await revisions.publish(FLOW, name, text, now) for name, text in texts.items()}
    flows: dict[tuple[FlowName, int], Flow] = {}
    for (name, revision), body in (await revisions.all_of(FLOW)).items():
        flow = FlowName(name)
        try:
            flows[flow, revision] = load_flow(body, name, revision=revision)
        except Mistakes:
            if current.get(flow) == revision:
                raise
            log.error("revision %d of the flow %s can no longer be read; calls in it cannot go on", revision, name)
    return House(company=company, flows=flows, current=current)
