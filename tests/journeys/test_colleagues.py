"""Consults, conferences, calls between colleagues and supervisors, through the whole center."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from calls.haihe import DESK, OPEN, haihe
from msgspec.structs import replace

from callcenter.agents import commands as do
from callcenter.calls.turns import Command, LegEnded, Refuse
from callcenter.clock import ManualClock
from callcenter.history.segments import segments
from callcenter.ids import new_id
from callcenter.model.company import Company, Phone
from callcenter.model.facts import AgentLeft, Began, Connected, ConsultEnded, EndedByForce, Mode, SupervisorJoined
from callcenter.model.ids import AgentId, InteractionId, LegId
from callcenter.model.interaction import EndReason
from callcenter.supervision import orders
from callcenter.telephony.simulator import Customer, SimulatedNetwork
from callcenter.viewer import Role, Viewer
from journeys.center import ANA, BOB, CUSTOMER, Running, running, viewer

BRANCH = "+8653287654321"
SUE = DESK


def with_supervisor(company: Company | None = None) -> Company:
    company = company or haihe()
    sue = replace(company.agents[SUE], roles=("supervisor",), phone=Phone(), skills={})
    return replace(company, agents={**company.agents, SUE: sue})


async def talking(center: Running) -> tuple[InteractionId, Customer]:
    """Ana talks with a customer; Bob is there and takes a break."""
    await center.works(ANA)
    center.phone(BOB)
    assert await center.asks(BOB, do.SignIn(key=new_id())) is None
    customer = await center.calls_repairs()
    center.phone(ANA).answer()
    await center.goes_on(10)
    return center.only_call, customer


def work(center: Running, agent: AgentId) -> dict[str, Any]:
    (only,) = center.works_of(agent)
    return only


def states(work: dict[str, Any]) -> list[tuple[str, str]]:
    return [(party["kind"], party["state"]) for party in work["parties"]]


async def test_a_colleague_is_asked_and_gets_the_customer(tmp_path: Path):
    async with running(tmp_path) as center:
        call, customer = await talking(center)
        assert await center.asks(ANA, do.Consult(key="k1", interaction=call, agent=BOB)) is None
        await center.goes_on(1)
        assert center.phone(BOB).ringing
        assert (work(center, BOB)["stage"], work(center, BOB)["part"]) == ("ringing", "guest")
        assert work(center, BOB)["pop"]["caller"] == CUSTOMER
        assert states(work(center, ANA)) == [("customer", "held"), ("agent", "consulting"), ("agent", "ringing")]

        center.phone(BOB).answer()
        await center.goes_on(5)
        assert work(center, ANA)["consult"]["state"] == "talking"
        assert (work(center, ANA)["stage"], work(center, BOB)["stage"]) == ("consulting", "talking")
        assert center.phone(ANA).hears_from(center.phone(BOB))
        assert not customer.hears_from(center.phone(BOB))

        assert await center.asks(ANA, do.Complete(key="k2", interaction=call)) is None
        await center.goes_on(10)
        assert work(center, ANA)["stage"] == "wrap_up"
        assert (work(center, BOB)["stage"], work(center, BOB)["part"]) == ("talking", "handler")
        assert customer.hears_from(center.phone(BOB))
        assert [fact.agent for fact in await center.facts(call, Connected)] == [ANA, BOB]  # type: ignore[attr-defined]
        kinds = [segment.kind for segment in segments(await center.story(call))]
        assert kinds == ["ivr", "queue", "offer", "talk", "consult", "wrapup", "talk"]


async def held(center: Running, call: InteractionId) -> float:
    """Seconds, as the history has it; the agent's own day says the same."""
    found = [segment for segment in segments(await center.story(call)) if segment.kind == "hold"]
    seconds = sum(segment.seconds(center.clock.now()) for segment in found)
    assert {segment.agent for segment in found} == {ANA}
    assert center.center.day_of(ANA).hold == pytest.approx(seconds)
    return seconds


async def test_a_consult_ends_a_hold_in_the_agents_day_as_in_the_history(tmp_path: Path):
    async with running(tmp_path) as center:
        call, customer = await talking(center)
        assert await center.asks(ANA, do.Hold(key=new_id(), interaction=call)) is None
        await center.goes_on(10)
        assert await center.asks(ANA, do.Consult(key=new_id(), interaction=call, agent=BOB)) is None
        await center.goes_on(1)
        center.phone(BOB).answer()
        await center.goes_on(20)
        assert await center.asks(ANA, do.Back(key=new_id(), interaction=call)) is None
        await center.goes_on(100)
        assert customer.hears_from(center.phone(ANA))
        assert await center.asks(ANA, do.HangUp(key=new_id(), interaction=call)) is None
        await center.goes_on(1)
        assert await held(center, call) == pytest.approx(10, abs=0.1)


async def test_music_for_an_agent_whose_page_was_lost_is_hold_in_their_day_as_in_the_history(tmp_path: Path):
    async with running(tmp_path) as center:
        call, _ = await talking(center)
        assert await center.asks(ANA, do.Hold(key=new_id(), interaction=call)) is None
        await center.goes_on(10)
        leg = center.center.switchboard.calls[call].agent_leg
        assert leg is not None
        center.center.hear(LegEnded(leg=leg, at=center.clock.now(), why=EndReason.MEDIA_LOST))
        await center.goes_on(25)
        assert await held(center, call) == pytest.approx(30, abs=0.1), "ten, and the twenty she may be away"


async def test_who_is_called_in_does_not_end_a_hold(tmp_path: Path):
    async with running(tmp_path) as center:
        call, _ = await talking(center)
        assert await center.asks(ANA, do.Conference(key=new_id(), interaction=call, agent=BOB)) is None
        assert await center.asks(ANA, do.Hold(key=new_id(), interaction=call)) is None
        await center.goes_on(5)
        center.phone(BOB).answer()
        await center.goes_on(5)
        assert await center.asks(ANA, do.Unhold(key=new_id(), interaction=call)) is None
        await center.goes_on(5)
        assert await held(center, call) == pytest.approx(10, abs=0.1)


async def test_who_is_on_the_phone_or_not_there_cannot_be_asked(tmp_path: Path):
    async with running(tmp_path) as center:
        call, _ = await talking(center)
        ask = do.Consult(key="k1", interaction=call, agent=DESK)
        assert await center.asks(ANA, ask) == "not_there"
        assert await center.asks(ANA, do.Consult(key="k2", interaction=call, agent=ANA)) == "unknown_target"
        assert await center.asks(ANA, do.Consult(key="k3", interaction=call, number="+1 415 555 0100")) == (
            "number_not_allowed"
        )
        assert await center.asks(BOB, do.Consult(key="k4", interaction=call, agent=ANA)) == "not_your_call"
        assert await center.asks(ANA, do.Dial(key="k5", agent=BOB)) == "busy"


class Refusing(SimulatedNetwork):
    """Keeps with what reason calls are refused."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__(lambda event: None, clock, speed=1000.0)
        self.refused: list[EndReason] = []

    def perform(self, command: Command) -> None:
        if isinstance(command, Refuse):
            self.refused.append(command.why)
        super().perform(command)


async def test_a_desk_phone_rings_nobody_who_is_busy_or_not_there(tmp_path: Path):
    clock = ManualClock(OPEN)
    network = Refusing(clock)
    async with running(tmp_path, clock=clock, network=network) as center:
        await talking(center)
        desk = center.network.desk_phone("desk-desk")
        assert await center.asks(DESK, do.SignIn(key=new_id())) is None
        assert await center.asks(BOB, do.SignOut(key=new_id())) is None
        for number in ("1001", "1002", "1003", "110"):
            desk.dial(number)
            await center.goes_on(1)
        not_there = EndReason.UNREACHABLE
        assert network.refused == [EndReason.BUSY, not_there, not_there, not_there], "Bob has signed out"
        began = [line.fact for line in await center.today() if isinstance(line.fact, Began)]
        assert [one.direction for one in began] == ["inbound"], "only the customer's call"


async def test_who_is_in_a_colleagues_call_makes_no_second_one_at_the_desk_phone(tmp_path: Path):
    clock = ManualClock(OPEN)
    network = Refusing(clock)
    async with running(tmp_path, clock=clock, network=network) as center:
        call, _ = await talking(center)
        desk = center.network.desk_phone("desk-desk")
        assert await center.asks(DESK, do.SignIn(key=new_id())) is None
        assert await center.asks(ANA, do.Consult(key=new_id(), interaction=call, agent=DESK)) is None
        await center.goes_on(1)
        desk.answer()
        await center.goes_on(1)
        desk.dial("1002")
        await center.goes_on(1)
        assert network.refused == [EndReason.BUSY]
        assert work(center, DESK)["interaction"] == call
        assert not center.phone(BOB).ringing


async def test_who_has_a_message_open_calls_from_the_desk_phone_without_asking_anybody_about_it(tmp_path: Path):
    company = haihe()
    dee = replace(company.agents[DESK], skills={"repairs": 1})
    async with running(tmp_path, company=replace(company, agents={**company.agents, DESK: dee})) as center:
        center.phone(BOB)
        assert await center.asks(BOB, do.SignIn(key=new_id())) is None
        desk = center.network.desk_phone("desk-desk")
        caller = await center.calls_repairs()
        caller.press("1")
        await center.goes_on(1)
        caller.speak()
        await center.goes_on(8)
        caller.hang_up()
        await center.goes_on(1)
        message = center.only_call
        await center.works(DESK)
        assert await center.asks(DESK, do.Accept(key=new_id(), offer=work(center, DESK)["offer"])) is None
        desk.dial("1002")
        await center.goes_on(1)
        assert center.phone(BOB).ringing
        assert center.center.switchboard.calls[message].consult is None
        assert sorted(one["direction"] for one in center.works_of(DESK)) == ["inbound", "internal"]


async def test_two_colleagues_and_a_branch_talk_with_the_customer(tmp_path: Path):
    async with running(tmp_path) as center:
        call, customer = await talking(center)
        for ask in (
            do.Conference(key="k1", interaction=call, agent=BOB),
            do.Conference(key="k2", interaction=call, number=BRANCH),
        ):
            assert await center.asks(ANA, ask) is None
            await center.goes_on(1)
            (center.phone(BOB) if ask.agent else center.network.number(BRANCH)).answer()
            await center.goes_on(1)
        for leg in (center.center.switchboard.calls[call].customer_leg, "nobody's"):
            drop = do.Drop(key=new_id(), interaction=call, leg=LegId(leg or ""))
            assert await center.asks(ANA, drop) == "unknown_target", "only who was called in is dropped"
        everybody = [customer, center.phone(ANA), center.phone(BOB), center.network.number(BRANCH)]
        for one in everybody:
            assert all(one.hears_from(other) for other in everybody if other is not one)

        assert await center.asks(ANA, do.HangUp(key="k3", interaction=call)) is None
        await center.goes_on(1)
        assert work(center, BOB)["part"] == "handler"
        assert customer.hears_from(center.phone(BOB))
        customer.hang_up()
        await center.goes_on(1)
        assert [left.agent for left in await center.facts(call, AgentLeft)] == [ANA, BOB]  # type: ignore[attr-defined]
        assert center.network.number(BRANCH).line is not None
        assert center.network.number(BRANCH).line.over is not None


async def test_a_colleague_is_called_and_nothing_is_recorded(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA, BOB)
        assert await center.asks(ANA, do.Dial(key="k1", agent=BOB)) is None
        await center.goes_on(1)
        (call,) = center.center.switchboard.calls
        assert work(center, ANA)["stage"] == "dialling"
        assert center.phone(BOB).ringing
        assert (center.phone(BOB).shown, center.phone(BOB).shown_name) == ("1001", "Ana")
        center.phone(BOB).answer()
        await center.goes_on(30)
        assert center.phone(ANA).hears_from(center.phone(BOB))
        assert (work(center, BOB)["part"], work(center, BOB)["direction"]) == ("guest", "internal")
        assert work(center, BOB)["recording"] == "off"
        assert await center.asks(BOB, do.HangUp(key="k2", interaction=call)) is None
        await center.goes_on(1)
        assert center.works_of(ANA) == center.works_of(BOB) == []


async def test_nobody_is_offered_a_call_while_they_talk_with_a_colleague(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA, BOB)
        assert await center.asks(ANA, do.Dial(key="k1", agent=BOB)) is None
        await center.goes_on(1)
        center.phone(BOB).answer()
        await center.calls_repairs()
        assert center.board("repairs")["waiting"] == 1
        assert len(center.works_of(ANA)) == len(center.works_of(BOB)) == 1
        assert await center.asks(ANA, do.HangUp(key="k2", interaction=center.works_of(ANA)[0]["interaction"])) is None
        await center.goes_on(1)
        assert {one["stage"] for agent in (ANA, BOB) for one in center.works_of(agent)} == {"offered"}


async def test_a_customer_is_called_by_number_and_by_an_earlier_call(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        assert await center.asks(ANA, do.Dial(key="k1", number="0532 8765 4321")) is None
        await center.goes_on(1)
        assert center.network.number(BRANCH).ringing
        center.network.number(BRANCH).answer()
        await center.goes_on(20)
        assert work(center, ANA)["direction"] == "outbound"
        first = work(center, ANA)["interaction"]
        center.network.number(BRANCH).hang_up()
        await center.goes_on(1)
        assert work(center, ANA)["stage"] == "wrap_up"

        both = do.Dial(key="k3", number=CUSTOMER, interaction=InteractionId(first))
        assert await center.asks(ANA, both) == "unknown_target", "one of them: who is called, or whose caller is"
        assert await center.asks(ANA, do.Dial(key="k2", interaction=InteractionId(first))) is None
        await center.goes_on(1)
        assert center.network.number(BRANCH).ringing


async def test_a_customer_who_does_not_answer_frees_the_agent(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        assert await center.asks(ANA, do.Dial(key="k1", number=BRANCH)) is None
        await center.goes_on(60)
        assert center.works_of(ANA) == []
        await center.calls_repairs()
        assert center.phone(ANA).ringing


# ---------------------------------------------------------------------- supervisors


def sue(center: Running) -> Viewer:
    return viewer(center.company, SUE, Role.SUPERVISOR)


async def test_a_supervisor_listens_coaches_barges_and_takes_over(tmp_path: Path):
    async with running(tmp_path, company=with_supervisor()) as center:
        call, customer = await talking(center)
        listen = orders.Supervise(key="s1", interaction=call, agent=ANA, mode=Mode.LISTEN)
        assert await center.orders(listen, by=sue(center)) == "no_phone"
        phone = center.phone(SUE)
        assert await center.center.command(sue(center), do.SignIn(key="s0")) is None
        listen = orders.Supervise(key="s2", interaction=call, agent=ANA, mode=Mode.LISTEN)
        assert await center.orders(listen, by=sue(center)) is None
        await center.goes_on(2)
        assert phone.hears_from(customer)
        assert phone.hears_from(center.phone(ANA))
        assert not customer.hears_from(phone)
        assert not center.phone(ANA).hears_from(phone)
        assert work(center, SUE)["part"] == "listener"
        assert center.floor("agent/ana", by=sue(center))["watched_by"] == [{"agent": SUE, "mode": "listen"}]

        coach = orders.Supervise(key="s3", interaction=call, agent=ANA, mode=Mode.COACH)
        assert await center.orders(coach, by=sue(center)) is None
        await center.goes_on(2)
        assert center.phone(ANA).hears_from(phone)
        assert not customer.hears_from(phone)

        barge = orders.Supervise(key="s4", interaction=call, agent=ANA, mode=Mode.BARGE)
        assert await center.orders(barge, by=sue(center)) is None
        await center.goes_on(2)
        assert customer.hears_from(phone)
        assert work(center, SUE)["part"] == "barge"
        assert center.floor("agent/ana", by=sue(center))["watched_by"] == [{"agent": SUE, "mode": "barge"}]

        take = orders.TakeOver(key="s5", interaction=call, reason="x")
        assert await center.orders(take, by=sue(center)) is None
        await center.goes_on(2)
        assert work(center, SUE)["part"] == "handler"
        assert work(center, ANA)["stage"] == "wrap_up"
        assert customer.hears_from(phone)
        monitors = [segment for segment in segments(await center.story(call)) if segment.kind == "monitor"]
        assert [segment.how for segment in monitors] == ["listen", "coach", "barge"]
        modes = [fact.mode for fact in await center.facts(call, SupervisorJoined)]  # type: ignore[attr-defined]
        assert modes == [Mode.LISTEN, Mode.COACH, Mode.BARGE]


async def test_help_rings_the_supervisor_who_is_heard_by_the_agent_alone(tmp_path: Path):
    async with running(tmp_path, company=with_supervisor()) as center:
        call, customer = await talking(center)
        assert await center.asks(ANA, do.Help(key="h1", interaction=call)) == "no_supervisor"
        assert work(center, ANA)["help"] is not None
        assert center.floor("agent/ana")["help"]["interaction"] == call
        assert await center.asks(ANA, do.Help(key="h2", interaction=call)) is None
        assert work(center, ANA)["help"] is None

        phone = center.phone(SUE)
        assert await center.center.command(sue(center), do.SignIn(key="s0")) is None
        assert await center.asks(ANA, do.Help(key="h3", interaction=call)) is None
        await center.goes_on(1)
        assert phone.ringing
        assert center.floor(f"agent/{SUE}")["stage"] == "offered", "it rings, and nobody talks yet"
        assert center.center.board.feed.get(f"agent/{SUE}")["stage"] == "offered"
        phone.answer()
        await center.goes_on(1)
        assert center.phone(ANA).hears_from(phone)
        assert not customer.hears_from(phone)
        assert work(center, ANA)["help"] is None
        assert center.floor(f"agent/{SUE}")["stage"] == "coach"


async def test_a_supervisor_ends_a_call_and_says_why(tmp_path: Path):
    async with running(tmp_path, company=with_supervisor()) as center:
        call, customer = await talking(center)
        assert await center.orders(orders.EndCall(key="e1", interaction=call)) == "reason_missing"
        assert await center.orders(orders.EndCall(key="e2", interaction=call, reason="nuisance")) is None
        assert customer.over is not None
        assert [fact.by for fact in await center.facts(call, EndedByForce)] == ["someone"]  # type: ignore[attr-defined]


# ---------------------------------------------------------------------- pages that are loaded anew


async def test_a_consulted_colleague_whose_page_is_loaded_anew_is_rung_again_by_itself(tmp_path: Path):
    async with running(tmp_path) as center:
        call, _ = await talking(center)
        assert await center.asks(ANA, do.Consult(key="k1", interaction=call, agent=BOB)) is None
        await center.goes_on(1)
        center.phone(BOB).answer()
        await center.goes_on(3)
        assert await center.asks(BOB, do.PhoneReady(key="k2", calls=())) is None
        await center.goes_on(1)
        assert center.phone(ANA).hears_from(center.phone(BOB))
        assert work(center, ANA)["consult"]["state"] == "talking"
        assert await center.facts(call, ConsultEnded) == []


async def test_a_supervisor_whose_page_is_loaded_anew_goes_on_listening(tmp_path: Path):
    async with running(tmp_path, company=with_supervisor()) as center:
        call, customer = await talking(center)
        phone = center.phone(SUE)
        assert await center.center.command(sue(center), do.SignIn(key="s0")) is None
        listen = orders.Supervise(key="s2", interaction=call, agent=ANA, mode=Mode.LISTEN)
        assert await center.orders(listen, by=sue(center)) is None
        await center.goes_on(2)
        assert states(work(center, ANA)) == [("customer", "talking"), ("agent", "talking")], "nobody notices"
        assert await center.center.command(sue(center), do.PhoneReady(key="s3", calls=())) is None
        await center.goes_on(1)
        assert phone.hears_from(customer)
        assert not customer.hears_from(phone)


# ---------------------------------------------------------------------- who it is, and who did it


async def test_in_an_internal_call_each_desk_and_the_history_show_the_colleague(tmp_path: Path):
    async with running(tmp_path, company=with_supervisor()) as center:
        await center.works(ANA, BOB)
        assert await center.asks(ANA, do.Dial(key="d1", agent=BOB)) is None
        await center.goes_on(1)
        call = center.only_call
        for desk, colleague, number in ((ANA, "Bob", "1002"), (BOB, "Ana", "1001")):
            pop = work(center, desk)["pop"]
            assert (pop["caller_name"], pop["caller_shown"], pop["caller"]) == (colleague, number, "")
            assert center.floor(f"agent/{desk}")["work"][0]["customer_name"] == f"{colleague} {number}"
        center.phone(ANA).hang_up()
        await center.goes_on(1)
        assert (await center.found(call)).caller_name == "Bob 1002"


async def test_a_colleague_is_told_who_asks_and_for_what_and_not_why_another_was_chosen(tmp_path: Path):
    async with running(tmp_path) as center:
        call, _ = await talking(center)
        assert work(center, ANA)["pop"]["why"]["chosen_by"] == "longest_idle"
        assert await center.asks(ANA, do.Consult(key="k1", interaction=call, agent=BOB)) is None
        await center.goes_on(1)
        assert work(center, BOB)["asked_by"] == {"shown": "Ana 1001", "how": "consult"}
        assert work(center, BOB)["pop"]["why"] is None
        assert work(center, ANA)["asked_by"] is None
        assert await center.asks(ANA, do.Back(key="k2", interaction=call)) is None
        await center.goes_on(1)
        assert await center.asks(ANA, do.Conference(key="k3", interaction=call, agent=BOB)) is None
        await center.goes_on(1)
        assert work(center, BOB)["asked_by"] == {"shown": "Ana 1001", "how": "conference"}


async def test_an_agent_is_told_who_took_or_ended_the_call_and_why(tmp_path: Path):
    async with running(tmp_path, company=with_supervisor()) as center:
        call, _ = await talking(center)
        center.phone(SUE)
        assert await center.center.command(sue(center), do.SignIn(key="s0")) is None
        take = orders.TakeOver(key="t1", interaction=call, reason="The customer asked for me")
        assert await center.orders(take, by=sue(center)) is None
        await center.goes_on(2)
        told = center.desk(ANA)["me"]["stepped_in"]
        assert (told["interaction"], told["by"], told["do"]) == (call, "Dee", "take_over")
        assert told["reason"] == "The customer asked for me"
        assert center.desk(SUE)["me"]["stepped_in"] is None
        end = orders.EndCall(key="t2", interaction=call, reason="Abuse")
        assert await center.orders(end) is None
        await center.goes_on(1)
        ended = center.desk(SUE)["me"]["stepped_in"]
        assert (ended["by"], ended["do"], ended["reason"]) == ("someone", "end_call", "Abuse")
        assert center.desk(ANA)["me"]["stepped_in"]["do"] == "take_over", "she was out of it by then"
