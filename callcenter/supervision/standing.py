"""What supervisors have set in force, laid over the company's published set-up.

standing.put(OtherSkills(…), round)            # in force at once; on disk with the round
house = standing.house                         # what the stories look up
standing.drop(OtherSkills, agent, round)
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

import msgspec

from callcenter.calls.telling import House
from callcenter.model.ids import AgentId, QueueName
from callcenter.model.measures import ACTIONS_SHOWN, Action, Closing, Measure, Message, Notice, OtherSkills
from callcenter.rounds import Round


class Standing:
    def __init__(self, published: House) -> None:
        self.house = published
        self.skills: dict[AgentId, OtherSkills] = {}
        self.notices: dict[str, Notice] = {}
        self.closings: dict[QueueName, Closing] = {}
        self.actions: deque[Action] = deque(maxlen=ACTIONS_SHOWN)
        self._published = published

    def put(self, measure: OtherSkills | Notice | Closing, round: Round) -> None:
        self._take(measure)
        round.keep(measure)
        self._lay_over()

    def drop(self, measure: OtherSkills | Notice | Closing, round: Round) -> None:
        match measure:
            case OtherSkills(agent=agent):
                self.skills.pop(agent, None)
            case Notice(id=notice):
                self.notices.pop(notice, None)
            case Closing(queue=queue):
                self.closings.pop(queue, None)
        round.drop(measure)
        self._lay_over()

    def published_skills(self, agent: AgentId) -> Mapping[str, int]:
        """As the company's set-up has them."""
        return self._published.company.agents[agent].skills

    def acted(self, action: Action, round: Round) -> None:
        self.actions.append(action)
        round.actions.append(action)

    def restore(self, measures: Iterable[Measure], actions: Iterable[Action]) -> None:
        for measure in measures:
            if not isinstance(measure, Message):
                self._take(measure)
        self.actions.extend(actions)
        self._lay_over()

    def _take(self, measure: OtherSkills | Notice | Closing) -> None:
        match measure:
            case OtherSkills(agent=agent):
                self.skills[agent] = measure
            case Notice(id=notice):
                self.notices[notice] = measure
            case Closing(queue=queue):
                self.closings[queue] = measure

    def _lay_over(self) -> None:
        published = self._published
        agents = dict(published.company.agents)
        for agent, other in self.skills.items():
            if agent in agents:
                agents[agent] = msgspec.structs.replace(agents[agent], skills=other.skills)
        company = msgspec.structs.replace(published.company, agents=agents)
        self.house = msgspec.structs.replace(
            published, company=company, notices=dict(self.notices), closed=dict(self.closings)
        )
