"""Adds a line to `written/journal.jsonl` for every kind of fact (or new version of one) that has none yet."""

from __future__ import annotations

import json
import types
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from callcenter.journal import KINDS, VERSIONS

JOURNAL = Path(__file__).parent / "written" / "journal.jsonl"


def example(kind: Any) -> Any:
    """Some value of this type, the same every time."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return example(next(one for one in get_args(kind) if one is not type(None)))
    if origin is tuple:
        return [example(get_args(kind)[0])]
    kind = getattr(kind, "__supertype__", kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind)).value
    return {str: "01M8809F6E61DNEETJX0PDG90B", int: 2, float: 12.5, bool: True}[kind]


def main() -> None:
    JOURNAL.touch()
    lines = [json.loads(line) for line in JOURNAL.read_text(encoding="utf-8").splitlines()]
    there = {(line["type"], line["version"]) for line in lines}
    with JOURNAL.open("a", encoding="utf-8") as out:
        for name, kind in KINDS.items():
            version = VERSIONS.get(name, 1)
            if (name, version) not in there:
                body = {"type": name} | {field: example(hint) for field, hint in get_type_hints(kind).items()}
                out.write(json.dumps({"type": name, "version": version, "body": body}) + "\n")


if __name__ == "__main__":
    main()
