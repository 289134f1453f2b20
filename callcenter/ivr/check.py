"""The linter of flows: what would go wrong on a call is said before one comes in."""

from __future__ import annotations

from callcenter.calls.toll import kind_of, may_dial
from callcenter.ivr import flow as nodes
from callcenter.ivr.flow import Flow, ways_on
from callcenter.lined_yaml import Document, Mistake, did_you_mean
from callcenter.model.company import Company
from callcenter.numbers.places import provinces


def check(flow: Flow, company: Company, document: Document) -> list[Mistake]:
    """Everything wrong with a flow that loaded, each with its line in `document`."""
    mistakes = _ways_that_lead_nowhere(flow, document)
    if not mistakes:
        mistakes += _unreachable(flow, document) + _loops_without_a_wait(flow, document)
    return mistakes + _unknown_names(flow, company, document) + _missing_languages(flow, company, document)


def _ways_that_lead_nowhere(flow: Flow, document: Document) -> list[Mistake]:
    mistakes: list[Mistake] = []
    if flow.start not in flow.nodes:
        guess = did_you_mean(flow.start, flow.nodes)
        mistakes.append(document.mistake(("start",), f"start: there is no node {flow.start!r}{guess}"))
    for name, node in flow.nodes.items():
        for way, to in ways_on(node):
            if to not in flow.nodes:
                what = f"node {name!r}, {way}: there is no node {to!r}{did_you_mean(to, flow.nodes)}"
                written = "keys" if way.startswith("key ") else way.partition(" ")[0]
                mistakes.append(document.mistake(("nodes", name, written), what))
    return mistakes


def _unreachable(flow: Flow, document: Document) -> list[Mistake]:
    reached, ahead = {flow.start}, [flow.start]
    while ahead:
        for _, to in ways_on(flow.nodes[ahead.pop()]):
            if to not in reached:
                reached.add(to)
                ahead.append(to)
    return [
        document.mistake(("nodes", name), f"node {name!r} cannot be reached")
        for name in flow.nodes
        if name not in reached
    ]


def _loops_without_a_wait(flow: Flow, document: Document) -> list[Mistake]:
    # A refused transfer goes on at once.
    passing = (nodes.Say, nodes.Play, nodes.Set, nodes.Hours, nodes.Province, nodes.Transfer)
    mistakes: list[Mistake] = []
    for name in flow.nodes:
        seen: set[str] = set()
        ahead = [name] if isinstance(flow.nodes[name], passing) else []
        while ahead:
            for _, to in ways_on(flow.nodes[ahead.pop()]):
                if to not in seen and isinstance(flow.nodes[to], passing):
                    seen.add(to)
                    ahead.append(to)
        if name in seen:
            what = f"node {name!r} leads back to itself without a menu or another wait between"
            mistakes.append(document.mistake(("nodes", name), what))
    return mistakes


def _unknown_names(flow: Flow, company: Company, document: Document) -> list[Mistake]:
    mistakes: list[Mistake] = []
    skills = {skill for agent in company.agents.values() for skill in agent.skills}
    for name, node in flow.nodes.items():
        at = ("nodes", name)
        if isinstance(node, nodes.Queue | nodes.Voicemail) and node.queue not in company.queues:
            guess = did_you_mean(node.queue, company.queues)
            mistakes.append(document.mistake((*at, "queue"), f"node {name!r}: there is no queue {node.queue!r}{guess}"))
        if isinstance(node, nodes.Hours) and node.hours not in company.hours:
            guess = did_you_mean(node.hours, company.hours)
            mistakes.append(
                document.mistake((*at, "hours"), f"node {name!r}: there are no hours {node.hours!r}{guess}")
            )
        if isinstance(node, nodes.Province):
            known = provinces(company.country)
            for code in node.province:
                if code not in known:
                    what = f"node {name!r}: there is no province {code!r}{did_you_mean(code, known)}"
                    mistakes.append(document.mistake((*at, "province"), what))
        if isinstance(node, nodes.Menu) and node.secure and node.save is not None:
            what = f"node {name!r} is secure and must keep nothing; take out `save` or `secure`"
            mistakes.append(document.mistake((*at, "save"), what))
        if isinstance(node, nodes.Queue):
            for skill in node.needs:
                if skills and skill not in skills:
                    what = f"node {name!r}: no agent has the skill {skill!r}{did_you_mean(skill, skills)}"
                    mistakes.append(document.mistake((*at, "needs"), what))
        if isinstance(node, nodes.Transfer) and not may_dial(node.transfer, company):
            what = f"node {name!r}: {node.transfer} may not be dialled; it is {kind_of(node.transfer, company.country)}"
            mistakes.append(document.mistake((*at, "transfer"), what))
        if isinstance(node, nodes.Set) and node.set["language"] not in company.languages:
            what = f"node {name!r}: the company does not speak {node.set['language']!r}"
            mistakes.append(document.mistake((*at, "set"), what))
    return mistakes


def _missing_languages(flow: Flow, company: Company, document: Document) -> list[Mistake]:
    mistakes: list[Mistake] = []
    for name, node in flow.nodes.items():
        texts = nodes.texts_of(node)
        if texts is None or "" in texts:
            continue
        # The language menu and what comes before it may name only some; a text in one language alone is meant.
        missing = [language for language in company.languages if language not in texts]
        if missing and len(texts) > 1:
            mistakes.append(document.mistake(("nodes", name), f"node {name!r} has no text in {', '.join(missing)}"))
        unknown = [language for language in texts if language not in company.languages]
        for language in unknown:
            mistakes.append(document.mistake(("nodes", name), f"node {name!r}: nobody speaks {language!r} here"))
    return mistakes
