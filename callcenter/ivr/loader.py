"""YAML → Flow, with the line of every mistake."""

from __future__ import annotations

from typing import Any, cast

from callcenter.ivr.flow import KINDS, Flow, Node
from callcenter.lined_yaml import Document, Mistake, Mistakes, did_you_mean, read


def load_flow(text: str, name: str, *, file: str | None = None, revision: int = 0) -> Flow:
    """Parse a flow. Raises Mistakes, each with its line."""
    document = read(text, file or f"{name}.yaml")
    data = _mapping(document.data)
    written = _mapping(data.get("nodes"))
    if not written or "start" not in data:
        raise Mistakes([document.mistake((), "a flow has `start: <node>` and `nodes:`")])
    mistakes: list[Mistake] = [
        document.mistake((key,), f"unknown key {key!r}{did_you_mean(str(key), ('start', 'nodes'))}")
        for key in data
        if key not in ("start", "nodes")
    ]
    nodes: dict[str, Node] = {}
    for key, value in written.items():
        try:
            nodes[str(key)] = _node(document, key, value)
        except Mistakes as found:
            mistakes += found.mistakes
    if mistakes:
        raise Mistakes(mistakes)
    return document.parse(Flow, {"name": name, "revision": revision, "start": data["start"], "nodes": nodes})


def _mapping(value: object) -> dict[Any, Any]:
    return cast(dict[Any, Any], value) if isinstance(value, dict) else {}


def _node(document: Document, key: Any, value: object) -> Node:
    at = ("nodes", key)
    if not _mapping(value):
        raise Mistakes([document.mistake(at, f"node {key!r} is empty; write for instance {{ say: …, then: … }}")])
    words = [str(word) for word in _mapping(value)]
    kinds = [word for word in words if word in KINDS]
    # `hours`, `queue` and `voicemail` are also the names of fields of other kinds: the first word decides.
    if words[0] not in KINDS:
        guess = did_you_mean(words[0], KINDS) or f"; the kinds are {', '.join(KINDS)}"
        hint = f"; put {kinds[0]!r} first" if kinds else guess
        raise Mistakes([document.mistake((*at, words[0]), f"node {key!r} has the unknown kind {words[0]!r}{hint}")])
    return document.parse(KINDS[words[0]], value, at)
