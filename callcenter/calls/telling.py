"""One event being told to one call: the call, the time, the company's set-up, and the wishes as they come up.

The stories (`inbound`, `waiting`, `talking`, `transfer`, `ending`) are written in these words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from callcenter.calls import recording
from callcenter.calls.letters import Wishes
from callcenter.calls.state import Call, Leg
from callcenter.calls.turns import EndLeg, Join, Linger, PlaceCall, Role, RunTurn, Say, Step, Turn, Wait
from callcenter.ivr.flow import Flow
from callcenter.ivr.interpreter import Run, languages_for
from callcenter.model.company import Company, Queue, Texts, text_in
from callcenter.model.facts import Fact, HelpEnded, PartyLeft, TrackEnded
from callcenter.model.ids import AgentId, FlowName, LegId, NodeName, QueueName, TurnId
from callcenter.model.measures import Closing, Notice
from callcenter.model.phones import AgentPhone, Softphone
from callcenter.numbers.masking import masked, sees_masked, words_shown_to
from routing import events as routing


class House(msgspec.Struct, frozen=True):
    """What a story may look up: the published set-up and the flows by (name, revision)."""

    company: Company
    flows: Mapping[tuple[FlowName, int], Flow]
    current: Mapping[FlowName, int]
    phones: Mapping[AgentId, AgentPhone] = {}  #: where agents are rung now; changes as they choose
    notices: Mapping[str, Notice] = {}  #: emergency notices, by id
    closed: Mapping[QueueName, Closing] = {}

    def phone_of(self, agent: AgentId) -> AgentPhone:
        """An outside number confirms with key 1 before the customer is joined: a mailbox may have answered."""
        return self.phones.get(agent, Softphone())

    def newest(self, flow: FlowName) -> Flow:
        return self.flows[flow, self.current[flow]]


class Telling:
    def __init__(self, call: Call, now: datetime, house: House) -> None:
        self.call = call
        self.now = now
        self.house = house
        self.company = house.company
        self.wishes = Wishes()
        self.turned_away: set[QueueName] = set()  #: by closed queues, in this telling

    # ---------------------------------------------------------------- noting

    def note(self, fact: Fact) -> None:
        self.wishes.facts.append(fact)

    def mint(self, kind: str) -> str:
        """A name no other thing of this call has; URL-safe."""
        self.call.minted += 1
        return f"{self.call.id}-{kind}{self.call.minted}"

    def wake_in(self, seconds: float | None) -> None:
        self.call.wake_at = None if seconds is None else self.now + timedelta(seconds=seconds)

    # ---------------------------------------------------------------- looking up

    @property
    def queue(self) -> Queue | None:
        """The queue of the present or last visit, or what a call we made is made for."""
        name = self.call.for_queue
        return self.company.queues.get(name) if name else None

    def say(self, texts: Texts, **values: object) -> tuple[Step, ...]:
        """The text in the caller's language, or in all of them."""
        run = self.call.run or Run(flow=FlowName(""), revision=0, node=NodeName(""))
        languages = languages_for(run, self.company)
        return tuple(Say(text=_filled(text_in(texts, language), values), language=language) for language in languages)

    def say_as_written(self, texts: Texts) -> tuple[Step, ...]:
        """In the languages of the caller in which there is a text; in none of them, the text that there is."""
        run = self.call.run or Run(flow=FlowName(""), revision=0, node=NodeName(""))
        languages = [language for language in languages_for(run, self.company) if language in texts]
        return tuple(Say(text=texts[language], language=language) for language in languages or list(texts)[:1])

    def number_for(self, agent: AgentId) -> str:
        """The customer's number as the phone of this agent may show it."""
        return self.call.caller if self._sees_all(agent) else masked(self.call.caller)

    def name_for(self, agent: AgentId) -> str:
        known = self.company.agents.get(agent)
        return words_shown_to(known.roles if known else (), self.company, self.call.caller_name)

    def _sees_all(self, agent: AgentId) -> bool:
        known = self.company.agents.get(agent)
        return known is None or not sees_masked(known.roles, self.company)

    def leg_of(self, agent: AgentId) -> Leg | None:
        """The leg of the agent who handles the call now."""
        if self.call.agent != agent or self.call.agent_leg is None:
            return None
        return self.call.legs.get(self.call.agent_leg)

    @property
    def customer(self) -> Leg | None:
        return self.call.legs.get(self.call.customer_leg) if self.call.customer_leg else None

    # ---------------------------------------------------------------- asking the network

    def run(self, leg: Leg, *steps: Step, then: Wait, flush: bool = False, early: bool = False) -> None:
        leg.turn = Turn(id=TurnId(self.mint("t")), leg=leg.id, steps=steps, then=then, flush=flush)
        self.wishes.commands.append(RunTurn(turn=leg.turn, early=early))

    def linger(self, leg: Leg, *steps: Step, keys: str = "") -> None:
        visit = self.call.visit
        music = self.queue.music if self.queue else "default"
        self.run(leg, *steps, then=Linger(music=music, keys=keys), early=visit is not None and visit.unanswered)

    def join(self, *legs: Leg, first: Mapping[LegId, tuple[Step, ...]] | None = None) -> str:
        """Bring them together in a new room, after what each of them is to hear first. Returns the room."""
        room = self.mint("r")
        for leg in legs:
            self.enter(leg, room, *(first or {}).get(leg.id, ()))
        return room

    def enter(self, leg: Leg, room: str, *steps: Step) -> None:
        """Into a room that others are in, or come into. Supervisors who are with this agent come along."""
        told = recording.notice(self) if leg is self.customer else ()
        self.run(leg, *told, *steps, then=Join(room=room))
        leg.joined = leg.joined or self.now
        recording.track(self, leg)
        for other in self.call.legs.values():
            if leg.agent is not None and other.watches == leg.agent and other.up:
                self.watch(other, room, leg)

    def watch(self, supervisor: Leg, room: str, agent: Leg) -> None:
        """A supervisor's leg into the room where the agent is."""
        supervisor.joined = supervisor.joined or self.now
        of = agent.id if supervisor.role is Role.COACH else None
        self.run(supervisor, then=Join(room=room, role=supervisor.role, of=of))
        recording.track(self, *([supervisor] if supervisor.role is Role.TALKER else []))

    def is_over(self, leg: Leg) -> None:
        """A leg has ended: so has its track, and a colleague's work on this call."""
        if leg.track is not None:
            self.note(TrackEnded(track=leg.track))
        if leg.colleague and leg.agent is not None:
            self.wishes.routing.append(routing.WorkEnded(agent=leg.agent, interaction=self.call.id))
            self.agent_is_out(leg.agent)
        if leg.joined is not None and (leg.colleague or leg.guest):
            talked = (self.now - leg.joined).total_seconds()
            self.note(PartyLeft(agent=leg.agent, talked=talked, watched=leg.watches is not None))

    def agent_is_out(self, agent: AgentId) -> None:
        """Nobody is left to be watched or helped. Who barged in talks with the others, and stays as a guest."""
        for leg in list(self.call.legs.values()):
            if leg.watches != agent or leg.takes_over:
                continue
            if leg.role is Role.TALKER and leg.up:
                leg.watches, leg.guest = None, True
            else:
                self.end(leg.id)
        self.help_over(agent)

    def help_over(self, agent: AgentId) -> None:
        if self.call.help is not None and self.call.help.agent == agent:
            self.note(HelpEnded(agent=agent))
            self.call.help = None

    def place(self, leg: Leg, call: PlaceCall) -> None:
        leg.placed = call
        self.call.legs[leg.id] = leg
        self.wishes.commands.append(call)

    def hang_up(self, leg: Leg) -> None:
        """Ask the network to; the story is yet to be told that the leg has ended."""
        self.wishes.commands.append(EndLeg(leg=leg.id))

    def end(self, leg: LegId | None) -> None:
        """End a leg and forget it: what its network still says of it no longer matters."""
        ended = self.call.legs.pop(leg, None) if leg is not None else None
        if ended is not None:
            self.is_over(ended)
            self.wishes.commands.append(EndLeg(leg=ended.id))


def _filled(text: str, values: Mapping[str, object]) -> str:
    """The text with `{name}` replaced; other braces are the company's own business."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
