"""Supervisors and agents: presence that is forced, skills that change at once, messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from callcenter.agents.floor import Floor
from callcenter.agents.presence import Choice, Next
from callcenter.calls.telling import House
from callcenter.model.company import Agent
from callcenter.model.facts import Forced, MessageSent, SkillsChanged
from callcenter.model.ids import AgentId
from callcenter.model.measures import Message, OtherSkills
from callcenter.rounds import Round
from callcenter.supervision import orders as do
from callcenter.supervision import reach
from callcenter.supervision.standing import Standing
from callcenter.viewer import Viewer
from routing import events as routing
from routing.needs import Needs, profile_of


class OfAgents:
    def __init__(self, standing: Standing, floor: Floor, mint: Callable[[], str]) -> None:
        self._standing = standing
        self._floor = floor
        self._mint = mint

    @property
    def _house(self) -> House:
        return self._standing.house

    def carry_out(self, viewer: Viewer, order: do.Force | do.ChangeSkills | do.SendMessage, round: Round) -> str | None:
        if isinstance(order, do.SendMessage):
            return self._message(viewer, order, round)
        agent = reach.agent(viewer, self._house.company, order.agent)
        if isinstance(agent, str):
            return agent
        if isinstance(order, do.Force):
            return self._force(viewer, agent, order, round)
        return self._skills(viewer, agent, order, round)

    def _force(self, viewer: Viewer, agent: Agent, order: do.Force, round: Round) -> str | None:
        if order.presence is Choice.AUX and order.code not in self._house.company.aux_codes:
            return "unknown_code"
        code = order.code if order.presence is Choice.AUX else None
        refused = self._floor.force(agent.id, Next(order.presence, code, by=viewer.login), round)
        if refused is None:
            round.note(agent.id, Forced(by=viewer.login, agent=agent.id, presence=order.presence, code=code))
        return refused

    # ---------------------------------------------------------------- skills

    def _skills(self, viewer: Viewer, agent: Agent, order: do.ChangeSkills, round: Round) -> str | None:
        if order.skills is None:
            before = self._standing.skills.get(agent.id)
            if before is None:
                return None
            self._standing.drop(before, round)
        else:
            skills = {skill: level for skill, level in order.skills.items() if level > 0}
            if not skills.keys() <= reach.known_skills(self._house) | self._standing.published_skills(agent.id).keys():
                return "unknown_target"
            other = OtherSkills(agent=agent.id, skills=skills, by=viewer.login, since=round.now)
            self._standing.put(other, round)
        round.note(agent.id, SkillsChanged(by=viewer.login, agent=agent.id, reverted=order.skills is None))
        round.agents[agent.id] = None
        if self._floor.record(agent.id) is not None:
            now = self._house.company.agents[agent.id].skills
            round.to_routing(routing.AgentSignedIn(agent=agent.id, skills=now))
        return None

    # ---------------------------------------------------------------- messages

    def _message(self, viewer: Viewer, order: do.SendMessage, round: Round) -> str | None:
        to = self._addressed(viewer, order)
        if isinstance(to, str):
            return to
        message = self._mint()
        for n, agent in enumerate(to, start=1):
            sent = Message(
                id=f"{message}.{n}",
                agent=agent,
                text=order.text,
                urgent=order.urgent,
                at=round.now,
                by=viewer.login,
            )
            self._floor.messages.send(sent, round)
            round.note(agent, MessageSent(by=viewer.login, agent=agent, message=sent.id))
        return None

    def _addressed(self, viewer: Viewer, order: do.SendMessage) -> list[AgentId] | str:
        """Whom it goes to; those who are named get it also while they are not there."""
        company = self._house.company
        if order.agents:
            found = [reach.agent(viewer, company, name) for name in dict.fromkeys(order.agents)]
            refused = next((one for one in found if isinstance(one, str)), None)
            return refused or [one.id for one in found if isinstance(one, Agent)]
        there: Iterable[Agent] = self._signed_in(viewer)
        if order.queue is not None:
            queue = company.queues.get(order.queue)
            if queue is None:
                return "unknown_target"
            needs = Needs(profile_of(queue.needs))
            there = [agent for agent in there if needs.met_by(profile_of(agent.skills))]
        if order.team is not None:
            there = [agent for agent in there if agent.team == order.team]
        return [agent.id for agent in there] or "not_there"

    def _signed_in(self, viewer: Viewer) -> list[Agent]:
        company = self._house.company
        there = (name for name, presence in self._floor.presences.items() if presence.signed_in)
        known = [company.agents[name] for name in there if name in company.agents]
        return [agent for agent in known if reach.at_their_sites(viewer, agent.site)]
