"""The voice menu the invented calls went through, made to fit the queues the company has."""

from __future__ import annotations

from typing import Any

from callcenter.demo.agents import demo_agents
from callcenter.ivr.flow import KINDS, Flow, Node
from callcenter.model.company import Company
from callcenter.model.ids import FlowName, Language, QueueName

PATIENCE = 300.0
LANGUAGES = {Language("zh-CN"): ("chinese", "choose", "mandarin"), Language("en"): ("english", "choose_en", "english")}
"""language → the node that sets it, its menu, and the skill an agent needs for it."""

_WORDS = {"zh-CN": "请按键选择。", "en": "Please press a key."}


def demo_flow(company: Company, name: FlowName) -> Flow:
    """Language, subject, queue with a way to leave a message, survey, goodbye."""
    written: dict[str, dict[str, Any]] = {
        "welcome": {"say": _WORDS, "then": "language"},
        "language": {"menu": _WORDS, "keys": {"1": "chinese", "2": "english"}, "otherwise": "chinese"},
        "survey": {"menu": _WORDS, "keys": {"1": "thanks", "2": "thanks", "3": "sorry"}, "otherwise": "bye"},
        "thanks": {"say": _WORDS, "then": "bye"},
        "sorry": {"say": _WORDS, "then": "bye"},
        "bye": {"hangup": _WORDS},
    }
    for language, (chosen, menu, skill) in LANGUAGES.items():
        suffix = menu.removeprefix("choose")
        keys = subjects(company, language)
        written[chosen] = {"set": {"language": language}, "then": menu}
        written[menu] = {
            "menu": _WORDS,
            "keys": {key: f"{subject}{suffix}" for key, (subject, _) in keys.items()},
            "otherwise": next(iter(keys.values()))[0] + suffix,
        }
        for subject, queue in keys.values():
            message = f"message_{queue}"
            written[message] = {"voicemail": _WORDS, "queue": queue, "then": "bye"}
            written[f"{subject}{suffix}"] = {
                "queue": queue,
                "needs": {skill: 3},
                "overflow": {"after": PATIENCE, "to": message},
                "keys": {"*": message},
                "then": "survey",
            }
    nodes = {node: _node(words) for node, words in written.items()}
    return Flow(name=name, revision=1, start="welcome", nodes=nodes)


def subjects(company: Company, language: Language) -> dict[str, tuple[str, QueueName]]:
    """Key → (subject, queue) of the menu in that language; the queue for English serves most English callers."""
    english = QueueName("english")
    staffed = [queue for queue in company.queues if queue != english and _is_staffed(company, queue)]
    staffed = (staffed or list(company.queues))[:8]
    own = language == "en" and english in company.queues
    served = {queue: english if own and queue != "complaints" else queue for queue in staffed}
    return {str(place + 1): (queue, served[queue]) for place, queue in enumerate(staffed)}


def _is_staffed(company: Company, queue: QueueName) -> bool:
    needs = company.queues[queue].needs.items()
    return any(all(agent.skills.get(skill, 0) >= level for skill, level in needs) for agent in demo_agents())


def _node(words: dict[str, Any]) -> Node:
    return KINDS[next(iter(words))].model_validate(words)
