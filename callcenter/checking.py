"""What `callcenter check` looks at: the configuration, and every flow and script against it.

mistakes = check(Path("config.yaml"))       # [] = all is well; str(mistake) is `file:line: what`
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from callcenter.config import load
from callcenter.config.read import flows_beside
from callcenter.demo.staffing import with_demo_agents
from callcenter.flows import load_flows
from callcenter.lined_yaml import Mistake, Mistakes
from callcenter.scripts import load_scripts


def check(config_path: Path) -> list[Mistake]:
    """Everything that is wrong. When the configuration is, flows are only read, not held against it."""
    try:
        config = load(config_path)
    except Mistakes as found:
        return [*found.mistakes, *_mistakes_of(lambda: load_flows(flows_beside(config_path), None))]
    company = with_demo_agents(config.company) if config.demo else config.company
    flows = _mistakes_of(lambda: load_flows(config.flows, company))
    return flows + _mistakes_of(lambda: load_scripts(config.scripts, company))


def _mistakes_of(look: Callable[[], object]) -> list[Mistake]:
    try:
        look()
    except Mistakes as found:
        return list(found.mistakes)
    return []
