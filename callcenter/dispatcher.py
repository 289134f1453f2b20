"""The dispatcher: the one inbox of routing. Feeds the pure engine, turns its decisions into letters and journal lines.

dispatcher.receive(event, round)
dispatcher.next_deadline(); dispatcher.tick(round)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from callcenter.calls import letters
from callcenter.model.facts import NotResponding, OfferEnd, OfferEnded, OfferMade, WrapUpEnded
from callcenter.model.ids import AgentId, InteractionId, OfferId, QueueName
from callcenter.rounds import Round
from routing import Engine
from routing import decisions as decided
from routing.events import Event
from routing.explain import Explanation
from routing.records import AgentRecord, InteractionRecord, Touched


class Dispatcher:
    def __init__(self) -> None:
        self.engine = Engine()
        self._queue_of: dict[str, QueueName] = {}  #: of every interaction on offer
        self._at_work: dict[str, dict[str, None]] = {}  #: interaction → agents who have work with it
        self._works_of: dict[str, frozenset[str]] = {}  #: the same by agent
        self.why: dict[InteractionId, Explanation] = {}  #: of the last offer made for it

    def receive(self, event: Event, round: Round) -> None:
        self._carry(self.engine.receive(event, round.now.timestamp()), round)

    def tick(self, round: Round) -> None:
        """Let what is due happen."""
        self._carry(self.engine.tick(round.now.timestamp()), round)

    def next_deadline(self) -> datetime | None:
        at = self.engine.next_deadline()
        return None if at is None else datetime.fromtimestamp(at, UTC)

    def position(self, interaction: InteractionId, now: datetime) -> int | None:
        return self.engine.position(interaction, now.timestamp())

    # ---------------------------------------------------------------- decisions

    def _carry(self, decisions: Iterable[decided.Decision], round: Round) -> None:
        for decision in decisions:
            self._decided(decision, round)

    def _decided(self, decision: decided.Decision, round: Round) -> None:
        match decision:
            case decided.MakeOffer():
                self._offer(decision, round)
            case decided.RescindOffer():
                self._offer_over(decision, OfferEnd.RESCINDED, round, decision.why)
            case decided.OfferMissed():
                self._offer_over(decision, OfferEnd.MISSED, round)
                round.note(AgentId(decision.agent), NotResponding(agent=AgentId(decision.agent)))
            case decided.OfferTurnedDown():
                self._offer_over(decision, OfferEnd.DECLINED, round)
            case decided.Connect():
                self._note_end(decision, OfferEnd.ACCEPTED, round)
                agreed = letters.Agreed(offer=OfferId(decision.offer), agent=AgentId(decision.agent))
                round.to_call(InteractionId(decision.interaction), agreed)
            case decided.TooLate(offer=offer):
                round.to_call(interaction_of(OfferId(offer)), letters.TooLate(offer=OfferId(offer)))
            case decided.Overflow(interaction=interaction):
                round.to_call(InteractionId(interaction), letters.PatienceOver())
            case decided.WrapUpOver(agent=agent, interaction=interaction):
                ended = WrapUpEnded(agent=AgentId(agent), disposition=None, by_itself=True)
                round.note(InteractionId(interaction), ended)
                round.calls[InteractionId(interaction)] = None

    def _offer(self, made: decided.MakeOffer, round: Round) -> None:
        interaction, agent = InteractionId(made.interaction), AgentId(made.agent)
        record = self.engine.record_of_interaction(made.interaction)
        queue = self._queue_of[made.offer] = QueueName(record.queue if record else "")
        self.why[interaction] = made.why
        fact = OfferMade(
            offer=OfferId(made.offer),
            agent=agent,
            queue=queue,
            chosen_by=made.why.chosen_by,
            waited=made.why.waited,
            idle_for=made.why.idle_for,
            qualified=made.why.qualified,
            free=made.why.free,
        )
        round.note(interaction, fact)
        expires_at = datetime.fromtimestamp(made.expires_at, UTC)
        round.to_call(interaction, letters.Offered(offer=OfferId(made.offer), agent=agent, expires_at=expires_at))

    def _offer_over(
        self,
        over: decided.RescindOffer | decided.OfferMissed | decided.OfferTurnedDown,
        how: OfferEnd,
        round: Round,
        why: str = "",
    ) -> None:
        self._note_end(over, how, round, why)
        round.to_call(InteractionId(over.interaction), letters.OfferOver(offer=OfferId(over.offer), how=how))

    def _note_end(
        self,
        over: decided.RescindOffer | decided.OfferMissed | decided.OfferTurnedDown | decided.Connect,
        how: OfferEnd,
        round: Round,
        why: str = "",
    ) -> None:
        queue = self._queue_of.pop(over.offer, QueueName(""))
        offer, agent = OfferId(over.offer), AgentId(over.agent)
        round.note(InteractionId(over.interaction), OfferEnded(offer=offer, agent=agent, queue=queue, how=how, why=why))

    # ---------------------------------------------------------------- who works on what

    def touched(self) -> Touched:
        """What must be stored again; also brings the index of who works on what up to date."""
        touched = self.engine.touched()
        for agent in touched.agents:
            self._index(agent)
        return touched

    def _index(self, agent: str) -> None:
        record = self.engine.record_of_agent(agent)
        works = frozenset(work.interaction for work in record.work) if record else frozenset[str]()
        for gone in self._works_of.get(agent, frozenset()) - works:
            agents = self._at_work.get(gone, {})
            agents.pop(agent, None)
            if not agents:
                self._at_work.pop(gone, None)
        for work in works:
            self._at_work.setdefault(work, {})[agent] = None
        if works:
            self._works_of[agent] = works
        else:
            self._works_of.pop(agent, None)

    def agents_with(self, interaction: InteractionId) -> list[AgentId]:
        return [AgentId(agent) for agent in self._at_work.get(interaction, ())]

    def forget(self, interaction: InteractionId) -> None:
        self.why.pop(interaction, None)

    def restore(self, agents: Iterable[AgentRecord], interactions: Iterable[InteractionRecord], round: Round) -> None:
        """Go on from stored records; what fell due meanwhile happens now."""
        waiting = list(interactions)
        for record in waiting:
            if record.offer is not None:
                self._queue_of[record.offer.id] = QueueName(record.queue)
        known = list(agents)
        decisions = self.engine.restore(known, waiting, round.now.timestamp())
        for agent in known:
            self._index(agent.id)
        self._carry(decisions, round)


def interaction_of(offer: OfferId) -> InteractionId:
    """An offer is named after its interaction: `<interaction>-<wait>.<number>`."""
    return InteractionId(offer.rpartition("-")[0])
