"""What must hold after every event of every day, whatever agents, callers and a restart do."""

from __future__ import annotations

import json
from dataclasses import asdict

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from routing import Engine
from routing import events as ev
from routing.agents import Capacity
from routing.decisions import Decision, MakeOffer
from routing.needs import Needs
from routing.records import AgentRecord, InteractionRecord, restored_agent

AGENTS = ("ana", "bob", "eve", "joe")
SKILLS = ("repairs", "sales")
MEDIA = ("voice", "callback", "voicemail")

skill_sets = st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 3))
capacities = st.sampled_from(
    [
        Capacity(),
        Capacity({"voice": 1, "voicemail": 2}, frozenset({frozenset({"voice", "voicemail"})})),
        Capacity({"voicemail": 2}),
    ]
)
agents = st.sampled_from(AGENTS)


class Days(RuleBasedStateMachine):
    @initialize()
    def morning(self) -> None:
        self.engine = Engine()
        self.now = 1_000_000.0
        self.told: list[tuple[ev.Event | None, float, list[Decision]]] = []
        self.queued: list[str] = []
        self.offers: list[str] = []
        self.restarted = False
        self.interactions: dict[str, InteractionRecord] = {}
        self.agents: dict[str, AgentRecord] = {}

    # ---------------------------------------------------------------- what happens

    def tell(self, event: ev.Event | None) -> None:
        decisions = self.engine.tick(self.now) if event is None else self.engine.receive(event, self.now)
        self.told.append((event, self.now, decisions))
        self._remember(decisions)

    def _remember(self, decisions: list[Decision]) -> None:
        touched = self.engine.touched()
        for name in touched.agents:
            self._keep(self.agents, name, self.engine.record_of_agent(name))
        for name in touched.interactions:
            self._keep(self.interactions, name, self.engine.record_of_interaction(name))
        self.offers += [d.offer for d in decisions if isinstance(d, MakeOffer)]
        for made in (d for d in decisions if isinstance(d, MakeOffer)):
            self._nobody_eligible_was_overtaken(made, decisions)

    @staticmethod
    def _keep(records: dict, name: str, record: object) -> None:
        if record is None:
            records.pop(name, None)
        else:
            records[name] = record

    @rule(seconds=st.sampled_from([0, 0.5, 3, 10, 40, 200]))
    def time_passes(self, seconds: float) -> None:
        end = self.now + seconds
        while (due := self.engine.next_deadline()) is not None and due <= end:
            self.now = max(self.now, due)
            self.tell(None)
        self.now = end

    @rule(seconds=st.sampled_from([20, 100]))
    def the_timer_is_late(self, seconds: float) -> None:
        self.now += seconds
        self.tell(None)

    @rule(agent=agents, skills=skill_sets, capacity=capacities, available=st.booleans())
    def an_agent_signs_in_or_is_changed(self, agent: str, skills: dict, capacity: Capacity, available: bool) -> None:
        self.tell(ev.AgentSignedIn(agent=agent, skills=skills, capacity=capacity))
        if available:
            self.tell(ev.AgentAvailable(agent=agent))

    @rule(agent=agents, kind=st.sampled_from([ev.AgentAvailable, ev.AgentUnavailable, ev.AgentSignedOut]))
    def presence_changes(self, agent: str, kind: type) -> None:
        self.tell(kind(agent=agent))

    @rule(agent=agents, reachable=st.booleans())
    def a_phone_comes_or_goes(self, agent: str, reachable: bool) -> None:
        self.tell(ev.PhoneReachable(agent=agent, reachable=reachable))

    @rule(
        medium=st.sampled_from(MEDIA),
        needs=st.one_of(skill_sets.map(lambda s: Needs.of(**s)), agents.map(lambda a: Needs(agent=a))),
        priority=st.integers(0, 2),
        ageing=st.sampled_from([0.0, 0.05]),
        patience=st.sampled_from([None, 5.0, 60.0]),
        since_ago=st.sampled_from([None, 0.0, 30.0]),
        queue=st.sampled_from(["q1", "q2"]),
    )
    def someone_is_queued(self, medium, needs, priority, ageing, patience, since_ago, queue) -> None:
        name = f"i{len(self.queued)}"
        self.queued.append(name)
        since = None if since_ago is None else self.now - since_ago
        self.tell(
            ev.Queued(
                interaction=name,
                queue=queue,
                medium=medium,
                needs=needs,
                priority=priority,
                ageing=ageing,
                patience=patience,
                since=since,
            )
        )

    @rule(pick=st.integers(0, 9))
    def someone_leaves(self, pick: int) -> None:
        if self.queued:
            self.tell(ev.Withdrawn(interaction=self.queued[-1 - pick % len(self.queued)]))

    @rule(pick=st.integers(0, 9), priority=st.integers(-2, 4))
    def someone_goes_before_or_behind_others(self, pick: int, priority: int) -> None:
        if self.queued:
            name = self.queued[-1 - pick % len(self.queued)]
            self.tell(ev.Reprioritised(interaction=name, priority=priority))

    @rule(pick=st.integers(0, 9), agent=agents, seconds=st.sampled_from([1.0, 30.0, 90.0]))
    def someone_is_handed_to_an_agent(self, pick: int, agent: str, seconds: float) -> None:
        if self.queued:
            name = self.queued[-1 - pick % len(self.queued)]
            self.tell(ev.HandedTo(interaction=name, agent=agent, until=self.now + seconds))

    @rule(pick=st.integers(0, 9))
    def someone_is_anybodys_again(self, pick: int) -> None:
        if self.queued:
            self.tell(ev.HandedBack(interaction=self.queued[-1 - pick % len(self.queued)]))

    @rule(pick=st.integers(0, 5), kind=st.sampled_from([ev.OfferAccepted, ev.OfferDeclined, ev.OfferFailed]))
    def an_offer_is_answered_perhaps_late_or_twice(self, pick: int, kind: type) -> None:
        if self.offers:
            self.tell(kind(offer=self.offers[-1 - pick % len(self.offers)]))

    @rule(agent=agents, wrap_up=st.sampled_from([0.0, 20.0]))
    def a_conversation_ends(self, agent: str, wrap_up: float) -> None:
        for work in self.agents[agent].work if agent in self.agents else ():
            self.tell(ev.WorkEnded(agent=agent, interaction=work.interaction, wrap_up=wrap_up))

    @rule(agent=agents)
    def wrap_up_is_finished(self, agent: str) -> None:
        for work in self.agents[agent].work if agent in self.agents else ():
            self.tell(ev.WrapUpEnded(agent=agent, interaction=work.interaction))

    @rule(agent=agents, medium=st.sampled_from(MEDIA))
    def an_agent_takes_work_by_themselves(self, agent: str, medium: str) -> None:
        self.tell(ev.WorkTaken(agent=agent, interaction=f"own-{agent}", medium=medium))

    @rule()
    def the_program_restarts(self) -> None:
        self.engine = Engine()
        self.restarted = True
        decisions = self.engine.restore(self.agents.values(), self.interactions.values(), self.now)
        self._remember(decisions)

    # ---------------------------------------------------------------- what holds

    @invariant()
    def nobody_is_with_two_agents(self) -> None:
        busy = [work.interaction for agent in self.agents.values() for work in agent.work]
        assert len(busy) == len(set(busy))

    @invariant()
    def no_offer_beyond_capacity(self) -> None:
        for name, record in self.agents.items():
            for work in (w for w in record.work if w.stage == "offered"):
                others = restored_agent(record)
                del others.work[work.interaction]
                assert others.free_for(work.medium) or self._was_reduced(name), (name, work)

    def _was_reduced(self, agent: str) -> bool:
        """Skills and capacity may shrink under a pending offer; the offer stands until it ends by itself."""
        changes = [e for e, _, _ in self.told if isinstance(e, ev.AgentSignedIn) and e.agent == agent]
        return len(changes) > 1

    @invariant()
    def nobody_waits_while_someone_who_could_take_them_is_free(self) -> None:
        for waiting in self.interactions.values():
            if waiting.offer is None:
                able = [a.id for a in self.agents.values() if eligible(a, waiting)]
                assert not able, f"{waiting.id} waits although {able} could take it"

    @invariant()
    def everyone_who_was_refused_is_asked_again(self) -> None:
        for waiting in self.interactions.values():
            for _, until in waiting.refused:
                due = self.engine.next_deadline()
                assert due is not None
                assert due <= until

    @invariant()
    def nobody_is_kept_for_one_agent_longer_than_was_said(self) -> None:
        for waiting in self.interactions.values():
            assert (waiting.needs_else is None) == (waiting.handed_until is None)
            if waiting.offer is None and waiting.handed_until is not None:
                due = self.engine.next_deadline()
                assert due is not None
                assert due <= waiting.handed_until

    def _nobody_eligible_was_overtaken(self, made: MakeOffer, decisions: list[Decision]) -> None:
        taken = self.interactions.get(made.interaction)
        agent = self.agents.get(made.agent)
        later = decisions[decisions.index(made) + 1 :]
        if taken is None or agent is None or any(getattr(d, "agent", None) == made.agent for d in later):
            return
        before = restored_agent(agent)
        before.work.pop(made.interaction, None)
        for waiting in self.interactions.values():
            if waiting.offer is None and before.free_for(waiting.medium) and meets(agent, waiting):
                assert order(taken, self.now) <= order(waiting, self.now), f"{waiting.id} overtaken by {taken.id}"

    def teardown(self) -> None:
        if not self.restarted:
            again = Engine()
            for event, now, decisions in self.told:
                assert decisions == (again.tick(now) if event is None else again.receive(event, now))
        json.dumps([asdict(r) for r in self.interactions.values()])  # records are plain values


def meets(agent: AgentRecord, waiting: InteractionRecord) -> bool:
    if agent.id in dict(waiting.refused):
        return False
    if waiting.needs_agent is not None:
        return waiting.needs_agent == agent.id
    return all(dict(agent.skills).get(skill, 0) >= level for skill, level in waiting.needs)


def eligible(agent: AgentRecord, waiting: InteractionRecord) -> bool:
    return meets(agent, waiting) and restored_agent(agent).free_for(waiting.medium)


def order(w: InteractionRecord, now: float) -> tuple[float, float, int]:
    return (-(w.priority + w.ageing * (now - w.since)), w.since, w.sequence)


TestDays = Days.TestCase
TestDays.settings = settings(max_examples=200, stateful_step_count=40, deadline=None)
