"""`python -m callcenter.native` says what is there; `python -m callcenter.native fetch [NAME...]` fetches the rest."""

from __future__ import annotations

import sys

from callcenter.native import Unavailable, fetch, find
from callcenter.native.recipes import RECIPES


def main(arguments: list[str]) -> int:
    """Do what the command line says; returns the exit code."""
    if arguments[:1] == ["fetch"]:
        try:
            fetch(arguments[1:] or tuple(RECIPES), tell=lambda line: print(line, flush=True))
        except Unavailable as problem:
            print(problem, file=sys.stderr)
            return 1
    for name in RECIPES:
        program = find(name)
        print(f"{name:10} {program.version:16} {program.executable}" if program else f"{name:10} not here")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
