"""The matching engine. Feed it events and the time; it answers with decisions.

Match only what changed: a freed agent against the line, then a newcomer against the idle agents. The invariant that
makes this right is short: after every event, nobody waits while someone who could take them is free.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush

from routing import events as ev
from routing.agents import Agent, IdlePools, Stage, Work
from routing.decisions import (
    Connect,
    Decision,
    MakeOffer,
    OfferMissed,
    OfferTurnedDown,
    Overflow,
    RescindOffer,
    TooLate,
    WrapUpOver,
)
from routing.explain import Explanation
from routing.line import Line, Waiting
from routing.needs import Needs, Profile, profile_of
from routing.offers import Offer
from routing.records import (
    AgentRecord,
    InteractionRecord,
    Touched,
    record_agent,
    record_interaction,
    restored_agent,
    restored_interaction,
)

REFUSAL_MEMORY = 60.0
"""Seconds for which an agent who declined or missed an interaction is not offered the same one again."""


class Engine:
    def __init__(self) -> None:
        self._agents: dict[str, Agent] = {}
        self._waiting: dict[str, Waiting] = {}  #: in line or on offer
        self._offers: dict[str, Offer] = {}
        self._offer_for: dict[str, Offer] = {}  #: by interaction
        self._pools = IdlePools()
        self._line = Line()
        self._staff: dict[Profile, int] = {}  #: how many signed-in agents have a profile
        self._deadlines: list[tuple[float, str, str]] = []  #: (at, kind, id); stale entries are skipped
        self._sequence = 0
        self._freed: dict[str, None] = {}
        self._newcomers: dict[str, None] = {}
        self._touched_agents: dict[str, None] = {}
        self._touched_interactions: dict[str, None] = {}

    # ------------------------------------------------------------------ what it is told

    def receive(self, event: ev.Event, now: float) -> list[Decision]:
        """Something happened at `now`. Events that no longer apply (late, repeated) change nothing."""
        decisions = self._expire(now)
        decisions += self._apply(event, now)
        return decisions + self._match(now)

    def tick(self, now: float) -> list[Decision]:
        """Let every deadline up to `now` take effect."""
        return self._expire(now) + self._match(now)

    def next_deadline(self) -> float | None:
        """When `tick` has something to do next, or None."""
        while self._deadlines and not self._still_due(self._deadlines[0]):
            heappop(self._deadlines)
        return self._deadlines[0][0] if self._deadlines else None

    def position(self, interaction: str, now: float) -> int | None:
        """1 for the first in its queue; None for one that does not wait. One on offer counts as first."""
        waiting = self._waiting.get(interaction)
        if waiting is None:
            return None
        if interaction in self._offer_for:
            return 1
        return self._line.position(waiting, self._waiting, now)

    def _apply(self, event: ev.Event, now: float) -> list[Decision]:
        match event:
            case ev.Queued():
                self._queue(event, now)
            case ev.Withdrawn(interaction=interaction):
                return self._withdraw(interaction)
            case ev.Reprioritised(interaction=interaction) if interaction in self._waiting:
                self._reprioritise(self._waiting[interaction], event.priority)
            case ev.HandedTo(interaction=interaction) if interaction in self._waiting and event.agent in self._agents:
                return self._hand(self._waiting[interaction], event)
            case ev.HandedBack(interaction=interaction) if interaction in self._waiting:
                return self._hand_back(self._waiting[interaction], now)
            case ev.Reprioritised() | ev.HandedTo() | ev.HandedBack():
                pass
            case ev.OfferAccepted(offer=offer):
                return self._accept(offer, now)
            case ev.OfferDeclined(offer=offer) if offer in self._offers:
                return [self._decline(self._offers[offer], now)]
            case ev.OfferFailed(offer=offer) if offer in self._offers:
                return self._miss(self._offers[offer])
            case ev.OfferDeclined() | ev.OfferFailed():
                pass
            case ev.AgentSignedIn():
                self._sign_in(event, now)
            case _:
                return self._apply_to_agent(event, now)
        return []

    def _apply_to_agent(
        self,
        event: ev.AgentSignedOut
        | ev.AgentAvailable
        | ev.AgentUnavailable
        | ev.PhoneReachable
        | ev.WorkTaken
        | ev.WorkEnded
        | ev.WrapUpExtended
        | ev.WrapUpEnded,
        now: float,
    ) -> list[Decision]:
        agent = self._agents.get(event.agent)
        if agent is None:
            return []
        decisions: list[Decision] = []
        match event:
            case ev.AgentSignedOut():
                decisions = self._take_back_offers(agent, "signed_out")
                self._forget_agent(agent)
                return decisions
            case ev.AgentAvailable():
                if not agent.routable:
                    agent.idle_since = now
                agent.available, agent.not_responding = True, False
            case ev.AgentUnavailable():
                agent.available = False
                decisions = self._take_back_offers(agent, "agent_unavailable")
            case ev.PhoneReachable(reachable=reachable):
                agent.reachable = reachable
                if not reachable:
                    decisions = self._take_back_offers(agent, "phone_unreachable")
            case ev.WorkTaken(interaction=interaction, medium=medium):
                decisions = self._take_work(agent, interaction, medium, now)
            case ev.WorkEnded(interaction=interaction, wrap_up=wrap_up):
                self._end_work(agent, interaction, wrap_up, now)
            case ev.WrapUpExtended(interaction=interaction, by=by):
                self._extend_wrap_up(agent, interaction, by)
            case ev.WrapUpEnded(interaction=interaction):
                if interaction in agent.work and agent.work[interaction].stage is Stage.WRAP_UP:
                    self._release(agent, interaction, now)
        self._changed(agent)
        return decisions

    # ------------------------------------------------------------------ agents

    def _sign_in(self, event: ev.AgentSignedIn, now: float) -> None:
        profile = profile_of(event.skills)
        self._line.learn(profile)
        agent = self._agents.get(event.agent)
        if agent is None:
            agent = self._agents[event.agent] = Agent(event.agent, profile, event.capacity, now)
        else:
            self._staff[agent.profile] -= 1
            agent.profile, agent.capacity = profile, event.capacity
        self._staff[profile] = self._staff.get(profile, 0) + 1
        self._changed(agent)

    def _forget_agent(self, agent: Agent) -> None:
        self._pools.remove(agent.id)
        self._staff[agent.profile] -= 1
        self._freed.pop(agent.id, None)
        del self._agents[agent.id]
        self._touched_agents[agent.id] = None

    def _changed(self, agent: Agent) -> None:
        """Whatever changed about the agent: put them in the right pools and let them be matched."""
        self._pools.place(agent)
        self._freed[agent.id] = None
        self._touched_agents[agent.id] = None

    def _take_work(self, agent: Agent, interaction: str, medium: str, now: float) -> list[Decision]:
        """Outside the line: a call of their own, or one they are asked into, also while they still wrap it up."""
        work = agent.work.get(interaction)
        if work is not None and work.stage is not Stage.WRAP_UP:
            return []
        left = 0.0 if work is None or work.ends_at is None else work.ends_at - now
        agent.work[interaction] = Work(medium, Stage.TALKING, now, left=left, extended=work.extended if work else 0)
        return self._take_back_offers(agent, "agent_unavailable")

    def _end_work(self, agent: Agent, interaction: str, wrap_up: float, now: float) -> None:
        work = agent.work.get(interaction)
        if work is None or work.stage is not Stage.TALKING:
            return
        wrap_up, work.left = max(wrap_up, work.left), 0.0
        if wrap_up <= 0:
            self._release(agent, interaction, now)
            return
        work.stage, work.since, work.ends_at = Stage.WRAP_UP, now, now + wrap_up
        heappush(self._deadlines, (work.ends_at, "wrap_up", agent.id))

    def _extend_wrap_up(self, agent: Agent, interaction: str, by: float) -> None:
        work = agent.work.get(interaction)
        if work is not None and work.ends_at is not None:
            work.ends_at, work.extended = work.ends_at + by, work.extended + 1
            heappush(self._deadlines, (work.ends_at, "wrap_up", agent.id))

    def _release(self, agent: Agent, interaction: str, now: float) -> None:
        del agent.work[interaction]
        agent.idle_since = now

    # ------------------------------------------------------------------ the line

    def _queue(self, event: ev.Queued, now: float) -> None:
        if event.interaction in self._waiting:
            return
        since = now if event.since is None else event.since
        self._sequence += 1
        waiting = Waiting(
            event.interaction,
            event.queue,
            event.medium,
            event.needs,
            event.priority,
            event.ageing,
            since,
            self._sequence,
            None if event.patience is None else since + event.patience,
            event.ring_for,
            event.offers_named or f"{event.interaction}-",
        )
        self._waiting[waiting.id] = waiting
        self._put_in_line(waiting)

    def _put_in_line(self, waiting: Waiting) -> None:
        self._line.add(waiting)
        if waiting.gives_up_at is not None:
            heappush(self._deadlines, (waiting.gives_up_at, "patience", waiting.id))
        self._newcomers[waiting.id] = None
        self._touched_interactions[waiting.id] = None

    def _reprioritise(self, waiting: Waiting, priority: float) -> None:
        in_line = waiting.id not in self._offer_for
        if in_line:
            self._line.remove(waiting)
        waiting.priority = priority
        if in_line:
            self._line.add(waiting)
        self._touched_interactions[waiting.id] = None

    def _hand(self, waiting: Waiting, event: ev.HandedTo) -> list[Decision]:
        offer = self._offer_for.get(waiting.id)
        decisions: list[Decision] = []
        if offer is not None and offer.agent == event.agent:
            return decisions
        if offer is not None:
            self._close(offer)
            decisions.append(RescindOffer(offer=offer.id, interaction=waiting.id, agent=offer.agent, why="handed_on"))
        else:
            self._line.remove(waiting)
        waiting.needs_else = waiting.needs if waiting.needs_else is None else waiting.needs_else
        waiting.needs, waiting.handed_until = Needs(agent=event.agent), event.until
        waiting.refused.pop(event.agent, None)
        heappush(self._deadlines, (event.until, "handed", waiting.id))
        self._put_in_line(waiting)
        return decisions

    def _hand_back(self, waiting: Waiting, now: float) -> list[Decision]:
        """Also from a phone that rings already; then it goes to another one who is free, if there is one."""
        offer = self._offer_for.get(waiting.id)
        if waiting.needs_else is None:
            return []
        if offer is None:
            self._line.remove(waiting)
            self._back_in_line(waiting)
            return []
        self._close(offer)
        self._back_in_line(waiting)
        back = RescindOffer(offer=offer.id, interaction=waiting.id, agent=offer.agent, why="handed_back")
        agent = self._longest_idle_for(waiting)
        if agent is None or agent.id == offer.agent:
            return [back]
        return [back, self._offer(waiting, agent, "longest_idle", now)]

    def _to_anyone_again(self, waiting: Waiting) -> None:
        """It was handed to an agent who did not take it."""
        if waiting.needs_else is not None:
            waiting.needs, waiting.needs_else, waiting.handed_until = waiting.needs_else, None, None

    def _back_in_line(self, waiting: Waiting) -> None:
        """An offer of it ended without a connection."""
        self._to_anyone_again(waiting)
        self._put_in_line(waiting)

    def _leave(self, waiting: Waiting) -> None:
        """Out of the engine for good."""
        if waiting.id not in self._offer_for:
            self._line.remove(waiting)
        del self._waiting[waiting.id]
        self._newcomers.pop(waiting.id, None)
        self._touched_interactions[waiting.id] = None

    def _withdraw(self, interaction: str) -> list[Decision]:
        waiting = self._waiting.get(interaction)
        if waiting is None:
            return []
        offer = self._offer_for.get(interaction)
        if offer is None:
            self._leave(waiting)
            return []
        self._close(offer)
        del self._waiting[interaction]
        return [RescindOffer(offer=offer.id, interaction=interaction, agent=offer.agent, why="customer_left")]

    # ------------------------------------------------------------------ offers

    def _accept(self, number: str, now: float) -> list[Decision]:
        offer = self._offers.get(number)
        if offer is None:
            return [TooLate(offer=number)]
        agent, interaction = self._agents[offer.agent], offer.waiting.id
        self._leave(offer.waiting)
        del self._offers[number], self._offer_for[interaction]
        work = agent.work[interaction]
        work.stage, work.since = Stage.TALKING, now
        self._changed(agent)
        return [Connect(offer=number, interaction=interaction, agent=agent.id)]

    def _close(self, offer: Offer) -> None:
        """The offer is over without a connection: the agent is as before, and keeps their idle time."""
        del self._offers[offer.id], self._offer_for[offer.waiting.id]
        agent = self._agents[offer.agent]
        del agent.work[offer.waiting.id]
        self._changed(agent)
        self._touched_interactions[offer.waiting.id] = None

    def _decline(self, offer: Offer, now: float) -> OfferTurnedDown:
        """Back to its place in line, and not to this agent for a while."""
        until = now + REFUSAL_MEMORY
        offer.waiting.refused[offer.agent] = until
        heappush(self._deadlines, (until, "refusal", offer.waiting.id))
        self._close(offer)
        self._back_in_line(offer.waiting)
        return OfferTurnedDown(offer=offer.id, interaction=offer.waiting.id, agent=offer.agent)

    def _miss(self, offer: Offer) -> list[Decision]:
        """Back to its place in line, with whatever else rings there; the agent takes no more until they are back."""
        agent = self._agents[offer.agent]
        agent.not_responding = True
        self._close(offer)
        self._back_in_line(offer.waiting)
        missed = OfferMissed(offer=offer.id, interaction=offer.waiting.id, agent=agent.id)
        return [missed, *self._take_back_offers(agent, "agent_unavailable")]

    def _take_back_offers(self, agent: Agent, why: str) -> list[Decision]:
        decisions: list[Decision] = []
        offered = [name for name, work in agent.work.items() if work.stage is Stage.OFFERED]
        for offer in [self._offer_for[name] for name in offered]:
            self._close(offer)
            self._back_in_line(offer.waiting)
            decisions.append(RescindOffer(offer=offer.id, interaction=offer.waiting.id, agent=agent.id, why=why))
        return decisions

    # ------------------------------------------------------------------ deadlines

    def _still_due(self, deadline: tuple[float, str, str]) -> bool:
        at, kind, key = deadline
        match kind:
            case "offer":
                return key in self._offers
            case "patience":
                return key in self._waiting and key not in self._offer_for and self._waiting[key].gives_up_at == at
            case "handed":
                return key in self._waiting and key not in self._offer_for and self._waiting[key].handed_until == at
            case "refusal":
                return key in self._waiting and at in self._waiting[key].refused.values()
            case _:
                return key in self._agents and any(w.ends_at == at for w in self._agents[key].work.values())

    def _expire(self, now: float) -> list[Decision]:
        decisions: list[Decision] = []
        while self._deadlines and self._deadlines[0][0] <= now:
            deadline = heappop(self._deadlines)
            if self._still_due(deadline):
                decisions += self._due(deadline, now)
        return decisions

    def _due(self, deadline: tuple[float, str, str], now: float) -> list[Decision]:
        at, kind, key = deadline
        match kind:
            case "offer":
                return self._miss(self._offers[key])
            case "patience":
                return self._overflow(self._waiting[key], now)
            case "handed":
                waiting = self._waiting[key]
                self._line.remove(waiting)
                self._back_in_line(waiting)
                return []
            case "refusal":
                waiting = self._waiting[key]
                waiting.refused = {agent: until for agent, until in waiting.refused.items() if until > at}
                if key not in self._offer_for:
                    self._newcomers[key] = None
                self._touched_interactions[key] = None
                return []
            case _:
                agent = self._agents[key]
                ended = [i for i, w in agent.work.items() if w.ends_at == at]
                for interaction in ended:
                    self._release(agent, interaction, now)
                self._changed(agent)
                return [WrapUpOver(agent=key, interaction=i) for i in ended]

    def _overflow(self, waiting: Waiting, now: float) -> list[Decision]:
        self._leave(waiting)
        return [Overflow(interaction=waiting.id, queue=waiting.queue, waited=now - waiting.since)]

    # ------------------------------------------------------------------ matching

    def _match(self, now: float) -> list[Decision]:
        """Freed agents first, or a newcomer could overtake someone who has waited longer for that very agent."""
        decisions = self._expire(now)  # what went back in line just now may have run out of patience
        freed = [self._agents[name] for name in self._freed if name in self._agents]
        self._freed.clear()
        for agent in sorted(freed, key=lambda a: (a.idle_since, a.id)):
            while (waiting := self._first_in_line_for(agent, now)) is not None:
                decisions.append(self._offer(waiting, agent, "first_in_line", now))
        newcomers = [self._waiting[name] for name in self._newcomers if name in self._waiting]
        self._newcomers.clear()
        for waiting in sorted(newcomers, key=lambda w: w.order(now)):
            if waiting.id not in self._offer_for and (agent := self._longest_idle_for(waiting)) is not None:
                decisions.append(self._offer(waiting, agent, "longest_idle", now))
        return decisions

    def _first_in_line_for(self, agent: Agent, now: float) -> Waiting | None:
        best: Waiting | None = None
        if not agent.routable:
            return None
        for served in self._line.classes_for(agent.id, agent.profile):
            if not served.places or not agent.free_for(served.medium):
                continue
            for place in served.places:
                waiting = self._waiting[place[3]]
                if agent.id not in waiting.refused:
                    if best is None or waiting.order(now) < best.order(now):
                        best = waiting
                    break
        return best

    def _longest_idle_for(self, waiting: Waiting) -> Agent | None:
        best: tuple[float, str] | None = None
        if waiting.needs.agent is not None:
            agent = self._agents.get(waiting.needs.agent)
            able = agent is not None and agent.free_for(waiting.medium) and agent.id not in waiting.refused
            return agent if able else None
        for profile in self._line.profiles_for(waiting):
            for entry in self._pools.longest_idle(profile, waiting.medium):
                if entry[1] not in waiting.refused:
                    if best is None or entry < best:
                        best = entry
                    break
        return None if best is None else self._agents[best[1]]

    def _offer(self, waiting: Waiting, agent: Agent, chosen_by: str, now: float) -> MakeOffer:
        if waiting.needs.agent is not None:
            chosen_by = "handed" if waiting.needs_else is not None else "by_name"
        why = self._explain(waiting, agent, chosen_by, now)
        self._line.remove(waiting)
        waiting.offers += 1
        offer = Offer(f"{waiting.offers_named}{waiting.offers}", waiting, agent.id, now + waiting.ring_for)
        self._offers[offer.id] = self._offer_for[waiting.id] = offer
        heappush(self._deadlines, (offer.expires_at, "offer", offer.id))
        agent.work[waiting.id] = Work(waiting.medium, Stage.OFFERED, now)
        self._pools.place(agent)
        self._touched_agents[agent.id] = None
        self._touched_interactions[waiting.id] = None
        return MakeOffer(offer=offer.id, interaction=waiting.id, agent=agent.id, expires_at=offer.expires_at, why=why)

    def _explain(self, waiting: Waiting, agent: Agent, chosen_by: str, now: float) -> Explanation:
        qualified = free = 1  # a wait for one agent by name
        if waiting.needs.agent is None:
            profiles = self._line.profiles_for(waiting)
            qualified = sum(self._staff[profile] for profile in profiles)
            free = sum(len(self._pools.longest_idle(profile, waiting.medium)) for profile in profiles)
        return Explanation(
            chosen_by=chosen_by,
            waited=now - waiting.since,
            idle_for=now - agent.idle_since,
            qualified=qualified,
            free=free,
            refused_by=tuple(waiting.refused)[:10],
        )

    # ------------------------------------------------------------------ memory

    def touched(self) -> Touched:
        """What changed since this was last asked."""
        touched = Touched(tuple(self._touched_agents), tuple(self._touched_interactions))
        self._touched_agents.clear()
        self._touched_interactions.clear()
        return touched

    def record_of_agent(self, agent: str) -> AgentRecord | None:
        known = self._agents.get(agent)
        return None if known is None else record_agent(known)

    def record_of_interaction(self, interaction: str) -> InteractionRecord | None:
        waiting = self._waiting.get(interaction)
        return None if waiting is None else record_interaction(waiting, self._offer_for.get(interaction))

    def records(self) -> tuple[tuple[AgentRecord, ...], tuple[InteractionRecord, ...]]:
        """Everything there is, for one who checks belief against belief."""
        agents = tuple(record_agent(agent) for agent in self._agents.values())
        waiting = (record_interaction(one, self._offer_for.get(one.id)) for one in self._waiting.values())
        return agents, tuple(waiting)

    def restore(
        self, agents: Iterable[AgentRecord], interactions: Iterable[InteractionRecord], now: float
    ) -> list[Decision]:
        """Go on from stored records, into an engine that was told nothing yet. Pending offers stay pending."""
        for record in agents:
            agent = self._agents[record.id] = restored_agent(record)
            self._line.learn(agent.profile)
            self._staff[agent.profile] = self._staff.get(agent.profile, 0) + 1
            for work in agent.work.values():
                if work.ends_at is not None:
                    heappush(self._deadlines, (work.ends_at, "wrap_up", agent.id))
            self._changed(agent)
        for record in sorted(interactions, key=lambda r: r.sequence):
            self._restore_interaction(record)
        return self.tick(now)

    def _restore_interaction(self, record: InteractionRecord) -> None:
        waiting = self._waiting[record.id] = restored_interaction(record)
        self._sequence = max(self._sequence, record.sequence)
        for until in waiting.refused.values():
            heappush(self._deadlines, (until, "refusal", waiting.id))
        if waiting.handed_until is not None:
            heappush(self._deadlines, (waiting.handed_until, "handed", waiting.id))
        self._put_in_line(waiting)
        offer = record.offer
        if offer is not None and offer.agent in self._agents and waiting.id in self._agents[offer.agent].work:
            self._line.remove(waiting)
            pending = Offer(offer.id, waiting, offer.agent, offer.expires_at)
            self._offers[offer.id] = self._offer_for[waiting.id] = pending
            heappush(self._deadlines, (offer.expires_at, "offer", offer.id))
