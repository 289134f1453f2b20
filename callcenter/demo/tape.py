"""One invented call, told to the story that tells real ones; what it noted is kept with its time.

    tape = Tape.of_call(house, "01J…", at, caller, dialled)
    tape.wait(8); tape.press("1"); tape.ring(agent, "longest_idle", …); tape.wait(4); tape.answer()

Routing's own lines (offers, wrap-up) are noted here as the dispatcher and the desk would.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from callcenter.calls import callback, letters, turns
from callcenter.calls.letters import NewInteraction
from callcenter.calls.state import Call, Phase
from callcenter.calls.story import tell
from callcenter.calls.telling import House, Telling
from callcenter.model import facts
from callcenter.model.ids import AgentId, CustomerId, InteractionId, LegId, OfferId, QueueName
from callcenter.model.interaction import Direction, EndReason, Medium

TRUNK = "carrier"


class Tape:
    def __init__(self, house: House, call: Call, at: datetime) -> None:
        self.call, self.now = call, at
        self.lines: list[tuple[datetime, facts.Fact]] = []
        self.new: list[tuple[datetime, NewInteraction]] = []
        self.disposition: str | None = None
        self.note = ""
        self.talked = 0.0
        self._house = house
        self._offers = 0
        self._ringing = AgentId("")
        self.offer = OfferId("")

    @classmethod
    def of_call(cls, house: House, id: str, at: datetime, caller: str, dialled: str, site: str) -> Tape:
        call = _call(house, id, at, Medium.VOICE, caller=caller, dialled=dialled, site=site)
        tape = cls(house, call, at)
        arrived = turns.CallArrived(leg=LegId(f"{id}-c0"), ref="", at=at, caller=caller, dialled=dialled, trunk=TRUNK)
        tape._tell(arrived)
        return tape

    @classmethod
    def of_message(cls, house: House, parent: Tape, place: int) -> Tape:
        """A voicemail that came out of a call."""
        told, (at, new) = parent.call, parent.new[place]
        call = _call(house, new.id, at, new.medium, caller=told.caller, dialled=told.dialled, site=told.site)
        call.customer, call.related = told.customer, told.id
        tape = cls(house, call, at)
        telling = Telling(call, at, house)
        callback.begin(telling, new.queue, new.since, front=new.front)
        tape._keep(telling.wishes)
        return tape

    # ---------------------------------------------------------------- what happens

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=round(seconds, 3))

    def matched(self, customer: CustomerId | None, matches: int) -> None:
        self._tell(letters.Matched(customer=customer, matches=matches))

    def press(self, keys: str) -> None:
        self._turn_ended(turns.Keys(keys=keys))

    def record(self, seconds: float) -> None:
        self.wait(seconds)
        self._turn_ended(turns.Recorded(seconds=seconds))

    def position(self, place: int) -> None:
        self._tell(letters.Position(position=place))

    def ring(self, agent: AgentId, idle_for: float, qualified: int, free: int, ring_for: float) -> None:
        self._offers += 1
        queue, waited = self.queue, self.waited
        self.offer = offer = OfferId(f"{self.call.id}-{self._offers}")
        self._ringing = agent
        made = facts.OfferMade(
            offer=offer,
            agent=agent,
            queue=queue,
            chosen_by="longest_idle" if waited < 1 else "first_in_line",
            waited=waited,
            idle_for=idle_for,
            qualified=qualified,
            free=free,
        )
        self._note(made)
        self._tell(letters.Offered(offer=offer, agent=agent, expires_at=self.now + timedelta(seconds=ring_for)))

    def answer(self) -> None:
        """The agent picks up (or opens the message)."""
        offer, agent = self.offer, self._ringing
        if self.call.medium is Medium.VOICE:
            self._tell(turns.LegAnswered(leg=LegId(offer), at=self.now))
        self._offer_ended(facts.OfferEnd.ACCEPTED)
        self._tell(letters.Agreed(offer=offer, agent=agent))

    def miss(self, how: facts.OfferEnd = facts.OfferEnd.MISSED) -> None:
        self._offer_ended(how)
        self._tell(letters.OfferOver(offer=self.offer, how=how))

    def rescind(self) -> None:
        self._offer_ended(facts.OfferEnd.RESCINDED)

    def hold(self, seconds: float) -> None:
        agent = self.agent
        self._tell(letters.Hold(agent=agent))
        self.wait(seconds)
        self._tell(letters.Unhold(agent=agent))

    def transfer_to_queue(self, queue: QueueName) -> None:
        self._tell(letters.TransferToQueue(agent=self.agent, to=queue))

    def transfer_to_agent(self, agent: AgentId) -> None:
        self._tell(letters.TransferToAgent(agent=self.agent, to=agent))

    def agent_hangs_up(self) -> None:
        self._tell(letters.HangUp(agent=self.agent))

    def customer_leaves(self, why: EndReason = EndReason.HUNG_UP) -> None:
        assert self.call.customer_leg is not None
        self._tell(turns.LegEnded(leg=self.call.customer_leg, at=self.now, why=why))

    def wrap_up(self, agent: AgentId, ended: datetime, disposition: str | None, by_itself: bool) -> None:
        self.lines.append((ended, facts.WrapUpEnded(agent=agent, disposition=disposition, by_itself=by_itself)))

    # ---------------------------------------------------------------- what came of it

    @property
    def agent(self) -> AgentId:
        assert self.call.agent is not None
        return self.call.agent

    @property
    def queue(self) -> QueueName:
        assert self.call.visit is not None
        return self.call.visit.queue

    @property
    def waited(self) -> float:
        assert self.call.visit is not None
        return (self.now - self.call.visit.since).total_seconds()

    @property
    def is_over(self) -> bool:
        return self.call.phase is Phase.ENDED

    @property
    def settled(self) -> datetime:
        """When the last of it happened, wrap-ups included."""
        return max(at for at, _ in self.lines)

    def in_order(self) -> list[tuple[datetime, facts.Fact]]:
        return sorted(self.lines, key=lambda line: line[0])

    # ---------------------------------------------------------------- telling

    def _turn_ended(self, result: turns.Result) -> None:
        leg = self.call.legs[LegId(str(self.call.customer_leg))]
        assert leg.turn is not None
        self._tell(turns.TurnEnded(leg=leg.id, turn=leg.turn.id, at=self.now, result=result))

    def _tell(self, event: letters.Event) -> None:
        self._keep(tell(self.call, event, self.now, self._house))

    def _keep(self, wishes: letters.Wishes) -> None:
        for fact in wishes.facts:
            self._note(fact)
        self.new += [(self.now, other) for other in wishes.others if isinstance(other, NewInteraction)]

    def _note(self, fact: facts.Fact) -> None:
        self.lines.append((self.now, fact))
        if isinstance(fact, facts.AgentLeft):
            self.talked += fact.talked

    def _offer_ended(self, how: facts.OfferEnd) -> None:
        self._note(facts.OfferEnded(offer=self.offer, agent=self._ringing, queue=self.queue, how=how))


def _call(house: House, id: str, at: datetime, medium: Medium, **who: Any) -> Call:
    return Call(
        id=InteractionId(id),
        tenant=house.company.tenant,
        medium=medium,
        direction=Direction.INBOUND,
        trunk=TRUNK,
        caller_name="",
        began=at,
        legs={},
        **who,
    )
