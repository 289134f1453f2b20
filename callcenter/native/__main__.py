"""The native programs on the command line: `python -m callcenter.native list`, `python -m callcenter.native fetch`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from callcenter.native import Unavailable, fetch, find
from callcenter.native.recipes import RECIPES


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says; returns the exit code: 1 when a program cannot be had, 2 for a wrong command."""
    parser = argparse.ArgumentParser(
        prog="python -m callcenter.native",
        description="Programs that are not Python: taken from the PATH or the cache, else fetched without root.",
    )
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("list", help="say what is here and where (the default)")
    fetching = commands.add_parser("fetch", help="fetch what is missing")
    fetching.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(RECIPES)}; all when left out")
    chosen = parser.parse_args(arguments)
    names: Sequence[str] = tuple(RECIPES)
    try:
        if chosen.command == "fetch":
            names = chosen.names or names
            fetch(names, tell=lambda line: print(line, flush=True))
        for name in names:
            program = find(name)
            print(f"{name:10} {program.version:14} {program.executable}" if program else f"{name:10} not here")
    except Unavailable as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
