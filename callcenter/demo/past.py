"""A month of invented calls in office hours: served, abandoned, missed, transferred, left as a message."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from callcenter.calls.telling import House
from callcenter.demo import words
from callcenter.demo.floor import BEGINS, Floor
from callcenter.demo.flow import LANGUAGES, demo_flow, subjects
from callcenter.demo.people import Someone, demo_id
from callcenter.demo.tape import Tape
from callcenter.ivr.opening import is_open
from callcenter.model import facts
from callcenter.model.company import Company, Hours, Number, Queue
from callcenter.model.ids import AgentId, FlowName, QueueName
from callcenter.model.interaction import EndReason, Medium
from callcenter.model.recording import RecordedCalls, RecordingRules

CALLS = 400
DAYS = 30
STRANGERS = 0.06  #: share of calls from numbers nobody knows
WITHHELD = 0.03
SETTLED_BEFORE = timedelta(minutes=5)
"""Nothing invented reaches into the present."""

_BUSY_HOURS = (4, 9, 12, 11, 6, 7, 11, 12, 9, 7, 5, 4)  # calls by the hour from eight on
_OFFICE = Hours(days=frozenset(range(5)), opens=time(8), closes=time(20), zone="UTC")


class Past:
    def __init__(self, chance: random.Random, people: Sequence[Someone], company: Company, now: datetime) -> None:
        # The past ends with yesterday: today's board belongs to those who try it.
        midnight = now.astimezone(ZoneInfo(company.zone)).replace(hour=0, minute=0, second=0, microsecond=0)
        self._chance, self._people, self._now = chance, people, midnight.astimezone(now.tzinfo)
        self._numbers: dict[str, list[Someone]] = {}
        for someone in people:
            for number in someone.numbers:
                self._numbers.setdefault(number, []).append(someone)
        self._floor = Floor(company)
        known = [number for number in company.numbers.values() if number.number[-1:].isdigit()]
        number = known[0] if known else Number(number="95001", flow=FlowName("hotline"))
        self._dialled, self._site = number.number, number.site
        flow = demo_flow(company, number.flow)
        queues = {name: msgspec.structs.replace(queue, recording=None) for name, queue in company.queues.items()}
        unheard = RecordingRules(calls=RecordedCalls.NO)
        self._company = msgspec.structs.replace(
            company, recording=unheard, queues=queues, agents=self._floor.agents, numbers={number.number: number}
        )
        name = number.flow
        self._house = House(company=self._company, flows={(name, flow.revision): flow}, current={name: flow.revision})

    def calls(self) -> Iterator[Tape]:
        """Finished ones, in the order they began."""
        for at in self._arrivals():
            tape = self._call(at)
            family = [tape, *(self._message(tape, place) for place in range(len(tape.new)))]
            if all(one.is_over and one.settled <= self._now - SETTLED_BEFORE for one in family):
                yield from family

    def _arrivals(self) -> list[datetime]:
        hours = self._company.hours.get("office") or msgspec.structs.replace(_OFFICE, zone=self._company.zone)
        zone = ZoneInfo(hours.zone)
        today = self._now.astimezone(zone).replace(minute=0, second=0, microsecond=0)
        found: list[datetime] = []
        for _ in range(CALLS * 4):
            day = today - timedelta(days=self._chance.randint(0, DAYS))
            hour = BEGINS + self._chance.choices(range(len(_BUSY_HOURS)), _BUSY_HOURS)[0]
            at = day.replace(hour=hour) + timedelta(seconds=round(self._chance.uniform(0, 3599), 3))
            at = at.astimezone(self._now.tzinfo)
            is_past = self._now - timedelta(days=DAYS) <= at <= self._now - timedelta(minutes=30)
            if is_past and is_open(hours, at) and is_open(hours, at + timedelta(minutes=15)):
                found.append(at)
            if len(found) == CALLS:
                break
        return sorted(found)

    # ---------------------------------------------------------------- one call

    def _call(self, at: datetime) -> Tape:
        chance = self._chance
        someone, caller = self._caller()
        tape = Tape.of_call(self._house, demo_id(chance, at), at, caller, self._dialled, self._site)
        matches = self._numbers.get(caller, [])
        tape.matched(matches[0].id if len(matches) == 1 else None, len(matches))
        language = someone.language if someone else next(iter(LANGUAGES))
        tape.wait(chance.uniform(7, 15))
        if chance.random() < 0.03:
            tape.customer_leaves()
            return tape
        tape.press(str(list(LANGUAGES).index(language) + 1))
        tape.wait(chance.uniform(4, 12))
        if chance.random() < 0.03:
            tape.customer_leaves()
            return tape
        keys = list(subjects(self._company, language))
        tape.press(chance.choices(keys, [5, 3, 3, 2, *([1] * len(keys))][: len(keys)])[0])
        self._in_queue(tape)
        if someone is not None and tape.talked:
            tape.call.customer = someone.id  # with several matches the agent settled who it was
        return tape

    def _caller(self) -> tuple[Someone | None, str]:
        kind = self._chance.random()
        if kind < WITHHELD:
            return None, ""
        if kind < WITHHELD + STRANGERS:
            return None, f"+861330000{self._chance.randrange(10_000):04}"
        someone = self._chance.choice(self._people)
        return someone, someone.numbers[0] if self._chance.random() < 0.8 else someone.numbers[-1]

    def _in_queue(self, tape: Tape) -> None:
        chance = self._chance
        tape.wait(0.02)
        kind = chance.random()
        if kind < 0.06:
            self._abandoned(tape)
        elif kind < 0.12 and self._can_leave_a_message(tape):
            self._hear_music(tape, chance.uniform(25, 110))
            tape.press("*")
            tape.wait(chance.uniform(4, 7))
            tape.record(round(chance.uniform(8, 45), 1))
            tape.wait(3)
            tape.customer_leaves(EndReason.ENDED)
        else:
            if kind < 0.3:  # all were busy for a while
                self._hear_music(tape, chance.uniform(10, 90))
            agent = self._served_by(tape)
            if agent is not None:
                self._talk(tape)

    def _can_leave_a_message(self, tape: Tape) -> bool:
        return tape.call.visit is not None and "*" in tape.call.visit.keys

    def _abandoned(self, tape: Tape) -> None:
        chance = self._chance
        agents = self._floor.free(self._qualified(tape), tape.now)
        if agents and chance.random() < 0.3:  # while the phone was ringing
            self._ring(tape, agents[0])
            tape.wait(chance.uniform(1, 8))
            tape.customer_leaves()
            tape.rescind()
        else:
            self._hear_music(tape, chance.choice((chance.uniform(2, 6), chance.uniform(15, 140))))
            tape.customer_leaves()

    def _hear_music(self, tape: Tape, seconds: float) -> None:
        """Wait, and be told the position now and then."""
        until = tape.now + timedelta(seconds=seconds)
        announce = self._queue(tape).announce
        if announce is not None:
            at, place = tape.now + timedelta(seconds=announce.first_after), self._chance.randint(1, 3)
            while at < until:
                tape.wait((at - tape.now).total_seconds())
                tape.position(place)
                at, place = at + timedelta(seconds=announce.every), max(1, place - self._chance.randint(0, 1))
        tape.wait((until - tape.now).total_seconds())

    def _served_by(self, tape: Tape) -> AgentId | None:
        """Ring agents until one answers; None when nobody was there in time."""
        chance = self._chance
        for _ in range(4):
            qualified = self._qualified(tape)
            if not qualified:
                break
            ready = self._floor.next_free(qualified, tape.now)
            if ready > tape.now:
                if (ready - tape.now).total_seconds() + tape.waited > 200:
                    break
                self._hear_music(tape, (ready - tape.now).total_seconds())
            agent = self._floor.free(qualified, tape.now)[0]
            self._ring(tape, agent)
            fate = 1.0 if self._is_named(tape) else chance.random()
            if fate < 0.05:
                tape.wait(self._queue(tape).ring_for)
                tape.miss()
                self._floor.busy(agent, tape.now + timedelta(minutes=4))
            elif fate < 0.07 and tape.call.medium is Medium.VOICE:
                tape.wait(chance.uniform(1, 4))
                tape.miss(facts.OfferEnd.DECLINED)
                self._floor.busy(agent, tape.now + timedelta(minutes=1))
            else:
                tape.wait(min(chance.uniform(1.5, 9), self._queue(tape).ring_for - 1))
                tape.answer()
                return agent
        if tape.call.medium is Medium.VOICE:
            tape.customer_leaves()
        return None

    @staticmethod
    def _is_named(tape: Tape) -> bool:
        """A colleague asked before the transfer is there."""
        return tape.call.visit is not None and tape.call.visit.agent is not None

    def _ring(self, tape: Tape, agent: AgentId) -> None:
        qualified = self._qualified(tape)
        free = len(self._floor.free(qualified, tape.now))
        idle_for = (tape.now - self._floor.idle_since(agent, tape.now)).total_seconds()
        tape.ring(agent, idle_for, len(qualified), free, self._queue(tape).ring_for)

    def _talk(self, tape: Tape) -> None:
        chance, agent, queue = self._chance, tape.agent, self._queue(tape)
        tape.wait(min(900.0, chance.lognormvariate(4.9, 0.6)))
        if chance.random() < 0.15:
            tape.hold(chance.uniform(15, 70))
            tape.wait(chance.uniform(10, 60))
        fate = chance.random()
        if fate < 0.08 and tape.call.visits == 1:
            left = tape.now
            self._transfer(tape, agent)
            self._wrap_up(tape, agent, queue, left)
            if self._served_by(tape) is not None:
                self._talk(tape)
        elif fate < 0.5:
            tape.customer_leaves()
            self._wrap_up(tape, agent, queue, tape.now)
        else:
            tape.agent_hangs_up()
            self._wrap_up(tape, agent, queue, tape.now)
            self._survey(tape)

    def _survey(self, tape: Tape) -> None:
        tape.wait(self._chance.uniform(3, 8))
        if tape.is_over:
            return
        if self._chance.random() < 0.4:
            tape.customer_leaves()
            return
        tape.press(self._chance.choice("1112223"))
        tape.wait(4)
        tape.customer_leaves(EndReason.ENDED)

    def _transfer(self, tape: Tape, agent: AgentId) -> None:
        others = [queue for queue in self._company.queues if queue != tape.queue and self._served(queue)]
        colleagues = [one for one in self._floor.free(self._qualified(tape), tape.now) if one != agent]
        if others and (not colleagues or self._chance.random() < 0.6):
            tape.transfer_to_queue(self._chance.choice(others))
        elif colleagues:
            tape.transfer_to_agent(colleagues[0])
        else:
            tape.transfer_to_queue(tape.queue)
        tape.wait(0.02)

    def _served(self, queue: QueueName) -> bool:
        return bool(self._floor.qualified(self._company.queues[queue].needs))

    def _wrap_up(self, tape: Tape, agent: AgentId, queue: Queue, left: datetime) -> None:
        """From the end of the agent's part on; the customer may be elsewhere by then."""
        ended = left
        if queue.wrap_up > 0:
            by_itself = self._chance.random() < 0.07
            took = queue.wrap_up if by_itself else self._chance.uniform(min(5.0, queue.wrap_up / 2), queue.wrap_up)
            ended += timedelta(seconds=round(took, 3))
            disposition = None if by_itself else self._disposition(queue)
            tape.wrap_up(agent, ended, disposition, by_itself)
            tape.disposition = disposition or tape.disposition
            if disposition is not None and self._chance.random() < 0.6:
                tape.note = self._note(tape, queue)
        self._floor.busy(agent, ended)

    def _disposition(self, queue: Queue) -> str | None:
        codes = queue.dispositions or tuple(self._company.dispositions)
        weights = [len(codes) - place for place in range(len(codes))]
        return self._chance.choices(codes, weights)[0] if codes else None

    def _note(self, tape: Tape, queue: Queue) -> str:
        subject = next((skill for skill in queue.needs if skill in words.CALL_NOTES), "repairs")
        chinese, english = self._chance.choice(words.CALL_NOTES[subject])
        return english if tape.call.language == "en" else chinese

    # ---------------------------------------------------------------- what came out of it

    def _message(self, parent: Tape, place: int) -> Tape:
        """The message somebody left is heard by an agent soon after."""
        tape = Tape.of_message(self._house, parent, place)
        tape.wait(self._chance.uniform(20, 240))
        if self._served_by(tape) is not None:
            agent, queue = tape.agent, self._queue(tape)
            tape.wait(self._chance.uniform(30, 120))
            tape.agent_hangs_up()
            self._wrap_up(tape, agent, queue, tape.now)
        return tape

    def _queue(self, tape: Tape) -> Queue:
        return self._company.queues[tape.queue]

    def _qualified(self, tape: Tape) -> list[AgentId]:
        visit = tape.call.visit
        assert visit is not None
        return [visit.agent] if visit.agent else self._floor.qualified(visit.needs)
