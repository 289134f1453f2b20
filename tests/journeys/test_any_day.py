"""Whatever customers, agents, phones and the power do, in whatever order: nobody is lost, doubled or stuck."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callcenter.agents import commands as do
from callcenter.agents.presence import Choice
from callcenter.calls.state import Call, Phase
from callcenter.calls.turns import Role as Part
from callcenter.ids import new_id
from callcenter.model.facts import Mode
from callcenter.model.ids import InteractionId, QueueName
from callcenter.model.interaction import Medium, Outcome
from callcenter.model.phones import PhoneChoice, PhoneKind
from callcenter.supervision import orders
from callcenter.telephony.simulator import Customer
from callcenter.viewer import Role
from journeys.center import ANA, BOB, Running, running, viewer
from journeys.test_colleagues import SUE, with_supervisor
from journeys.test_recovery import killed
from journeys.test_working_day import HOME, SEAT, company

AGENTS = (ANA, BOB, SUE)
COMPANY = with_supervisor(company())
BRANCH = "+8653287654321"
FINISHED = {outcome.value for outcome in Outcome}

agents = st.sampled_from(AGENTS)
queues = st.sampled_from((QueueName("repairs"), QueueName("sales")))
busy = (  # what most of a day is made of
    st.tuples(st.just("calls_repairs"), st.integers(1, 5)),
    st.tuples(st.just("works"), agents),
    st.tuples(st.just("answers"), agents),
    st.tuples(st.just("transfers"), agents, st.sampled_from(("agent", "queue", "number"))),
    st.tuples(st.just("hangs_up"), agents),
    st.tuples(st.just("finishes"), agents),
    st.tuples(st.just("time"), st.sampled_from((1.0, 9.0, 25.0))),
)
others = st.sampled_from((ANA, BOB, SUE, BRANCH))
stepping_in = (  # colleagues and supervisors in each other's calls
    st.tuples(st.just("dials"), agents, others),
    st.tuples(st.just("consults"), agents, others),
    st.tuples(st.just("consults"), agents, others),
    st.tuples(st.just("calls_in"), agents, others),
    st.tuples(st.just("goes_on"), agents, st.sampled_from((do.Swap, do.Complete, do.Back, do.Conference, do.Help))),
    st.tuples(st.just("goes_on"), agents, st.sampled_from((do.Swap, do.Complete, do.Back, do.Conference, do.Help))),
    st.tuples(st.just("drops"), agents),
    st.tuples(st.just("supervises"), st.sampled_from(list(Mode))),
    st.tuples(st.just("takes_over")),
    st.tuples(st.just("stops_supervising")),
    st.tuples(st.just("ends_by_force")),
)
acts = st.one_of(
    *busy,
    *busy,
    st.tuples(st.just("calls"), st.integers(1, 5)),
    st.tuples(st.just("presses"), st.integers(0, 4), st.sampled_from("12#")),
    st.tuples(st.just("customer_hangs_up"), st.integers(0, 4)),
    st.tuples(st.just("speaks"), st.integers(0, 4)),
    st.tuples(st.just("aux"), agents),
    st.tuples(st.just("signs_out"), agents),
    st.tuples(st.just("declines"), agents),
    st.tuples(st.just("holds"), agents),
    st.tuples(st.just("phone_vanishes"), agents),
    st.tuples(st.just("phone_returns"), agents),
    st.tuples(st.just("outside_answers")),
    st.tuples(st.just("time"), st.sampled_from((70.0, 320.0))),
    st.tuples(st.just("extends"), agents),
    st.tuples(st.just("puts_off"), agents),
    st.tuples(st.just("takes_seat"), agents),
    st.tuples(st.just("is_at_home"), agents),
    st.tuples(st.just("moved"), st.integers(0, 4), queues),
    st.tuples(st.just("prioritised"), st.integers(0, 4), st.sampled_from((-5.0, 50.0))),
    st.tuples(st.just("handed"), st.integers(0, 4), agents),
    st.tuples(st.just("forced"), agents, st.sampled_from(Choice)),
    st.tuples(st.just("skilled"), agents, st.sampled_from(({}, {"repairs": 3}, None))),
    st.tuples(st.just("queue_closes"), queues, st.one_of(st.none(), queues), st.sampled_from(("stay", "go"))),
    st.tuples(st.just("queue_opens"), queues),
    st.tuples(st.just("crash")),
    *stepping_in,
)


def hears_somebody_or_music(call: Call) -> bool:
    rooms = {leg.id: leg.in_room for leg in call.legs.values() if leg.up and leg.role is Part.TALKER}
    mine = rooms.pop(call.customer_leg, None) if call.customer_leg is not None else None
    return mine is None or mine in rooms.values()


class Day:
    def __init__(self, folder: Path, stack: AsyncExitStack) -> None:
        self._folder, self._stack = folder, stack
        self.customers: list[Customer] = []
        self._skills_changed = False
        self.program: Running

    async def start(self) -> None:
        self.program = await self._stack.enter_async_context(running(self._folder, company=COMPANY))
        for agent in AGENTS:
            await self._works(agent)

    async def act(self, what: str, *of: Any) -> None:
        await getattr(self, f"_{what}")(*of)
        await self.program.settled()
        self.check()

    # ---------------------------------------------------------------- customers

    async def _calls(self, who: int) -> None:
        if len(self.customers) < 5:
            self.customers.append(self.program.calls_in(f"+861380000000{who}"))

    async def _calls_repairs(self, who: int) -> None:
        if len(self.customers) < 5:
            self.customers.append(await self.program.calls_repairs(f"+861380000000{who}"))

    def _customer(self, n: int) -> Customer | None:
        return self.customers[n] if n < len(self.customers) else None

    async def _presses(self, n: int, key: str) -> None:
        if customer := self._customer(n):
            customer.press(key)

    async def _speaks(self, n: int) -> None:
        if customer := self._customer(n):
            customer.speak()

    async def _customer_hangs_up(self, n: int) -> None:
        if customer := self._customer(n):
            customer.hang_up()
            self.customers.remove(customer)

    # ---------------------------------------------------------------- agents

    async def _ask(self, agent: do.AgentId, command: do.Command) -> None:
        await self.program.asks(agent, command)

    async def _works(self, agent: do.AgentId) -> None:
        self.program.phone(agent)
        await self._ask(agent, do.SignIn(key=new_id()))
        await self._ask(agent, do.Available(key=new_id()))

    async def _aux(self, agent: do.AgentId) -> None:
        await self._ask(agent, do.Aux(key=new_id(), code="break"))

    async def _signs_out(self, agent: do.AgentId) -> None:
        await self._ask(agent, do.SignOut(key=new_id()))

    async def _answers(self, agent: do.AgentId) -> None:
        phone = self.program.network.rung_at(agent)
        assert phone is not None
        phone.answer()
        for work in self.program.works_of(agent):
            if work["offer"]:
                await self._ask(agent, do.Accept(key=new_id(), offer=work["offer"]))

    async def _declines(self, agent: do.AgentId) -> None:
        for work in self.program.works_of(agent):
            if work["offer"]:
                await self._ask(agent, do.Decline(key=new_id(), offer=work["offer"]))

    async def _hangs_up(self, agent: do.AgentId) -> None:
        for work in self.program.works_of(agent):
            await self._ask(agent, do.HangUp(key=new_id(), interaction=work["interaction"]))

    async def _holds(self, agent: do.AgentId) -> None:
        for work in self.program.works_of(agent):
            command = do.Unhold if work["stage"] == "held" else do.Hold
            await self._ask(agent, command(key=new_id(), interaction=work["interaction"]))

    async def _transfers(self, agent: do.AgentId, to: str) -> None:
        targets = {"agent": BOB if agent == ANA else ANA, "queue": "sales", "number": BRANCH}
        for work in self.program.works_of(agent):
            asked = do.Transfer(key=new_id(), interaction=work["interaction"], **{to: targets[to]})
            await self._ask(agent, asked)

    async def _finishes(self, agent: do.AgentId) -> None:
        for work in self.program.works_of(agent):
            await self._ask(agent, do.Finish(key=new_id(), interaction=work["interaction"]))

        for key in self._unfinished(agent):
            await self._ask(agent, do.Finish(key=new_id(), interaction=do.InteractionId(key)))

    def _unfinished(self, agent: do.AgentId) -> list[str]:
        prefix = "unfinished/"
        return [key.removeprefix(prefix) for key in self.program.desk(agent) if key.startswith(prefix)]

    async def _extends(self, agent: do.AgentId) -> None:
        for work in self.program.works_of(agent):
            await self._ask(agent, do.Extend(key=new_id(), interaction=work["interaction"]))

    async def _puts_off(self, agent: do.AgentId) -> None:
        for work in self.program.works_of(agent):
            await self._ask(agent, do.Later(key=new_id(), interaction=work["interaction"]))

    async def _takes_seat(self, agent: do.AgentId) -> None:
        self.program.network.desk_phone("a12-seat")
        await self._ask(agent, do.SignIn(key=new_id(), phone=SEAT))

    async def _is_at_home(self, agent: do.AgentId) -> None:
        await self._ask(agent, do.SignIn(key=new_id(), phone=PhoneChoice(kind=PhoneKind.NUMBER, number=HOME)))

    async def _phone_vanishes(self, agent: do.AgentId) -> None:
        phone = self.program.network.rung_at(agent)
        assert phone is not None
        phone.vanish()

    async def _phone_returns(self, agent: do.AgentId) -> None:
        phone = self.program.network.rung_at(agent)
        assert phone is not None
        phone.reachable = True
        await self._ask(agent, do.PhoneReady(key=new_id(), calls=()))

    async def _outside_answers(self) -> None:
        self.program.network.number(BRANCH).answer()
        for n in range(1, 6):
            self.program.network.number(f"+861380000000{n}").answer()

    # ---------------------------------------------------------------- supervisors

    def _waiting(self, n: int) -> InteractionId:
        """One who waits, if anybody does; else one who does not, and is not touched."""
        calls = self.program.center.switchboard.calls.values()
        waiting = [call.id for call in calls if call.waits] or [call.id for call in calls] or [InteractionId("nobody")]
        return waiting[n % len(waiting)]

    async def _moved(self, n: int, to: QueueName) -> None:
        await self.program.orders(orders.Move(key=new_id(), interaction=self._waiting(n), queue=to, reason="x"))

    async def _prioritised(self, n: int, points: float) -> None:
        await self.program.orders(orders.Prioritise(key=new_id(), interaction=self._waiting(n), points=points))

    async def _handed(self, n: int, to: do.AgentId) -> None:
        await self.program.orders(orders.Hand(key=new_id(), interaction=self._waiting(n), agent=to))

    async def _forced(self, agent: do.AgentId, presence: Choice) -> None:
        await self.program.orders(orders.Force(key=new_id(), agent=agent, presence=presence, reason="x"))

    async def _skilled(self, agent: do.AgentId, skills: dict[str, int] | None) -> None:
        self._skills_changed = True
        await self.program.orders(orders.ChangeSkills(key=new_id(), agent=agent, skills=skills))

    async def _queue_closes(self, queue: QueueName, to: QueueName | None, waiting: Literal["stay", "go"]) -> None:
        await self.program.orders(
            orders.CloseQueue(key=new_id(), queue=queue, divert_to=to, waiting=waiting, reason="x")
        )

    async def _queue_opens(self, queue: QueueName) -> None:
        await self.program.orders(orders.OpenQueue(key=new_id(), queue=queue))

    # ---------------------------------------------------------------- colleagues and supervisors

    def _whom(self, agent: do.AgentId, other: str) -> dict[str, Any]:
        return {"number": BRANCH} if other == BRANCH else {"agent": other if other != agent else BOB}

    async def _dials(self, agent: do.AgentId, other: str) -> None:
        await self._ask(agent, do.Dial(key=new_id(), **self._whom(agent, other)))

    async def _consults(self, agent: do.AgentId, other: str) -> None:
        for work in self.program.works_of(agent):
            asked = do.Consult(key=new_id(), interaction=work["interaction"], **self._whom(agent, other))
            await self._ask(agent, asked)

    async def _calls_in(self, agent: do.AgentId, other: str) -> None:
        for work in self.program.works_of(agent):
            asked = do.Conference(key=new_id(), interaction=work["interaction"], **self._whom(agent, other))
            await self._ask(agent, asked)

    async def _goes_on(self, agent: do.AgentId, what: Any) -> None:
        for work in self.program.works_of(agent):
            await self._ask(agent, what(key=new_id(), interaction=work["interaction"]))

    async def _drops(self, agent: do.AgentId) -> None:
        for work in self.program.works_of(agent):
            for party in work["parties"]:
                asked = do.Drop(key=new_id(), interaction=work["interaction"], leg=party["leg"])
                await self._ask(agent, asked)

    async def _orders(self, make: Callable[[InteractionId], orders.Order]) -> None:
        sue = viewer(self.program.company, SUE, Role.SUPERVISOR)
        for interaction in list(self.program.center.switchboard.calls):
            await self.program.orders(make(interaction), by=sue)

    async def _supervises(self, mode: Mode) -> None:
        await self._orders(lambda one: orders.Supervise(key=new_id(), interaction=one, mode=mode))

    async def _takes_over(self) -> None:
        await self._orders(lambda one: orders.TakeOver(key=new_id(), interaction=one, reason="x"))

    async def _stops_supervising(self) -> None:
        await self._orders(lambda one: orders.StopSupervising(key=new_id(), interaction=one))

    async def _ends_by_force(self) -> None:
        await self._orders(lambda one: orders.EndCall(key=new_id(), interaction=one, reason="x"))

    # ---------------------------------------------------------------- the world

    async def _time(self, seconds: float) -> None:
        await self.program.goes_on(seconds)

    async def _crash(self) -> None:
        before = self.program
        await killed(before)
        again = running(self._folder, company=COMPANY, clock=before.clock, network=before.network)
        self.program = await self._stack.enter_async_context(again)

    # ---------------------------------------------------------------- what must always be so

    def check(self) -> None:
        center = self.program.center
        engine = center.dispatcher.engine
        handled: Counter[str] = Counter()
        for agent in AGENTS:
            record = engine.record_of_agent(agent)
            works = record.work if record else ()
            assert len([work for work in works if work.stage != "wrap_up"]) <= 1, "nobody handles two calls"
            for work in works:
                call = center.switchboard.calls[InteractionId(work.interaction)]
                beside = call.agent != agent and work.stage == "talking"
                assert not beside or call.works_on(agent), "who is at work is in the call"
                handled[work.interaction] += work.stage != "wrap_up" and not beside
        assert all(count <= 1 for count in handled.values()), "nobody is handled by two"
        waiting: Counter[str] = Counter()
        for call in center.switchboard.calls.values():
            if call.phase is Phase.QUEUED:
                assert engine.position(call.id, self.program.clock.now().timestamp()) is not None
                assert call.visit is not None
                waiting[call.visit.queue] += 1
            if call.phase in (Phase.TALKING, Phase.AWAY) and call.agent is not None:
                assert handled[call.id], "who talks is at work"
            for leg in call.legs.values():
                record = engine.record_of_agent(leg.agent) if leg.agent and leg.colleague else None
                if record is not None:  # who signed out while somebody was about to call them is rung all the same
                    busy = [one.interaction for one in record.work if one.stage != "wrap_up"]
                    assert call.id in busy, "a colleague is at work"
                assert not leg.up or leg.turn is not None, "whoever is connected hears something"
            if call.medium is Medium.VOICE and call.phase in (Phase.TALKING, Phase.AWAY):
                assert hears_somebody_or_music(call), "no customer is alone in silence"
            if call.medium is Medium.VOICE and call.phase is not Phase.ENDED and call.by is None:
                assert call.customer_leg in call.legs, "a live call has its customer"
        presences = center.floor.presences
        on_break = [agent for agent in (ANA, BOB) if agent in presences and presences[agent].code == "break"]
        if not self._skills_changed:  # else who serves the queue now was not counted when they left for their break
            assert len(on_break) <= 1, "no more go on a break than the queue allows"
        seated = [one.agent for one in presences.values() if one.signed_in and one.phone == SEAT]
        assert len([agent for agent in seated if presences[agent].seat_taken_by is None]) <= 1, "a seat has one agent"
        for queue in ("repairs", "sales"):
            board = self.program.board(queue)
            assert board["waiting"] == waiting[queue], queue
            assert center.board.figures.queue(queue).adds_up

    async def ends(self) -> None:
        """Everybody hangs up, the agents do what is left: then nothing is left."""
        for customer in self.customers:
            customer.hang_up()
        for agent in AGENTS:
            await self._skilled(agent, None)
            self.program.phone(agent).reachable = True
            self.program.phone(agent).answers_after = 1.0
            await self._ask(agent, do.SignIn(key=new_id(), phone=PhoneChoice()))
        for n in range(1, 6):
            self.program.network.number(f"+861380000000{n}").answers_after = 1.0
        self.program.network.number(BRANCH).answers_after = 1.0
        for _ in range(25):
            for agent in AGENTS:
                await self._works(agent)
                await self._answers(agent)
            await self.program.goes_on(3)
            for agent in AGENTS:
                await self._hangs_up(agent)
            await self.program.goes_on(65)
            for agent in AGENTS:
                await self._ask(agent, do.SignIn(key=new_id(), phone=PhoneChoice()))
                await self._finishes(agent)
            await self.program.settled()
            self.check()
            if not self.program.center.switchboard.calls:
                break
        assert self.program.center.switchboard.calls == {}, "nothing is stuck"
        ended = {line.stream: line.fact for line in await self._journal() if type(line.fact).__name__ == "Ended"}
        began = [line.stream for line in await self._journal() if type(line.fact).__name__ == "Began"]
        assert sorted(began) == sorted(ended), "whatever began, has ended once"

    async def _journal(self) -> list[Any]:
        from callcenter.storage.history import History
        from callcenter.viewer import the_house

        history = History(self.program.database)
        now = self.program.clock.now()
        since = now.replace(year=now.year - 1)
        return list(await history.lines(the_house(self.program.company.tenant), since, now.replace(year=now.year + 1)))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(acts, min_size=10, max_size=50))
def test_nobody_is_lost_doubled_or_stuck_on_any_day(plan: list[tuple[Any, ...]]):
    async def live() -> None:
        with tempfile.TemporaryDirectory() as folder:
            async with AsyncExitStack() as stack:
                day = Day(Path(folder), stack)
                await day.start()
                for what, *of in plan:
                    await day.act(what, *of)
                await day.ends()

    asyncio.run(live())
