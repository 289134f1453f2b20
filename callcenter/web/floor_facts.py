"""What a supervisor's floor needs to know of the set-up: what does not change while one looks.

floor_facts(company)["queues"]      # [{"name": "repairs", "title": {…}, "needs": {"repairs": 3}}, …]
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from callcenter.model.company import Company
from callcenter.numbers.identity import shown
from callcenter.numbers.places import provinces


def floor_facts(company: Company) -> Mapping[str, Any]:
    skills = {skill for queue in company.queues.values() for skill in queue.needs}
    skills |= {skill for agent in company.agents.values() for skill in agent.skills}
    return {
        "aux_codes": [{"code": code.code, "title": dict(code.title)} for code in company.aux_codes.values()],
        "queues": [
            {"name": queue.name, "title": dict(queue.title), "needs": dict(queue.needs)}
            for queue in company.queues.values()
        ],
        "skills": sorted(skills),
        "numbers": [{"number": number, "shown": shown(number)} for number in company.numbers],
        "provinces": [{"code": code, "title": dict(title)} for code, title in provinces(company.country).items()],
        "languages": list(company.languages),
    }
