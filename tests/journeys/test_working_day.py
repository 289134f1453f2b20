"""An agent's working day: at which phone, on which break, for how long."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from calls.haihe import EN, REPAIRS, ZH, haihe

from callcenter.agents import commands as do
from callcenter.agents.presence import Choice
from callcenter.center import DESKS_AT_ONCE
from callcenter.clock import iso
from callcenter.ids import new_id
from callcenter.live import Delta
from callcenter.model.company import AuxCode, Company, Seat
from callcenter.model.ids import AgentId
from callcenter.model.phones import OutsideNumber, PhoneChoice, PhoneKind
from callcenter.supervision import orders
from journeys.center import ANA, BOB, Running, running
from journeys.test_recovery import killed

SEAT = PhoneChoice(kind=PhoneKind.SEAT, seat="a12")
HOME = "+8613900139000"


def aux(code: str, **more: Any) -> AuxCode:
    return AuxCode(code=code, title={ZH: code, EN: code}, **more)


def company(*, breaks: int | None = 1) -> Company:
    plain = haihe()
    ana, bob = plain.agents[ANA], plain.agents[BOB]
    return haihe(
        seats={"a12": Seat(name="a12")},
        agents={**plain.agents, ANA: msgspec.structs.replace(ana, home_number=HOME), BOB: bob},
        queues={**plain.queues, REPAIRS: msgspec.structs.replace(plain.queues[REPAIRS], breaks=breaks)},
        aux_codes={
            "break": aux("break", is_break=True),
            "meal": aux("meal", limit=1800.0),
            "tea": aux("tea", limit=600.0, limit_ends=True),
        },
    )


async def signs_in(center: Running, agent: do.AgentId, phone: PhoneChoice | None = None) -> str | None:
    refused = await center.asks(agent, do.SignIn(key=new_id(), phone=phone))
    await center.asks(agent, do.Available(key=new_id()))
    await center.settled()
    return refused


async def goes(center: Running, agent: do.AgentId, code: str) -> str | None:
    refused = await center.asks(agent, do.Aux(key=new_id(), code=code))
    await center.settled()
    return refused


def me(center: Running, agent: do.AgentId, *keys: str) -> list[Any]:
    return [center.desk(agent)["me"][key] for key in keys]


# ---------------------------------------------------------------------- colleagues


async def test_one_agents_change_is_one_change_of_the_directory_however_many_desks_are_open(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        await center.works(ANA, BOB)
        directory, told = center.center.directory_feed(), list[Delta]()
        desks = [center.center.desk_feed(agent) for agent in center.company.agents]
        directory.watch(told.append)
        await goes(center, BOB, "meal")
        assert [(delta.key, delta.value["presence"], delta.value["code"]) for delta in told] == [
            ("colleague/bob", "aux", "meal")
        ]
        assert set(directory.keys()) == {f"colleague/{agent}" for agent in center.company.agents}
        assert not [key for desk in desks for key in desk.keys() if key.startswith("colleague/")]  # noqa: SIM118


async def test_a_directory_that_is_opened_later_shows_what_is(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        await center.works(BOB)
        assert center.center.directory_feed().get("colleague/bob") == {
            "agent": "bob",
            "name": "Bob",
            "number": center.company.agents[BOB].number,
            "presence": "available",
            "code": None,
            "busy": False,
            "team": center.company.agents[BOB].team,
            "supervisor": False,
            "reachable": True,
        }


async def test_at_midnight_the_day_begins_anew_on_every_desk_a_few_at_a_time(tmp_path: Path):
    like = haihe().agents[ANA]
    many = {
        (one := AgentId(f"a{n}")): msgspec.structs.replace(like, id=one, login=one, number=str(2000 + n))
        for n in range(2 * DESKS_AT_ONCE + 1)
    }
    async with running(tmp_path, company=haihe(agents={**haihe().agents, **many})) as center:
        told = list[AgentId]()
        for agent in many:
            center.center.desk_feed(agent).watch(lambda _, agent=agent: told.append(agent))
        center.clock.set(center.center.next_midnight() + timedelta(seconds=1))
        center.center.tick()
        assert told == []
        await asyncio.sleep(0)
        assert told == list(many)[:DESKS_AT_ONCE]
        await center.settled()
        assert told == list(many)
        assert {center.desk(agent)["today"]["at"] for agent in many} == {iso(center.clock.now())}


# ---------------------------------------------------------------------- phones


async def test_a_call_rings_at_the_seat_where_the_agent_signed_in(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        seat = center.network.desk_phone("a12-seat")
        center.phone(ANA)
        assert await signs_in(center, ANA, SEAT) is None
        assert me(center, ANA, "phone", "seat", "phone_shown", "reachable") == ["seat", "a12", "a12", True]
        caller = await center.calls_repairs()
        assert not center.phone(ANA).ringing
        seat.answer()
        await center.goes_on(1)
        assert caller.hears_from(seat)


async def test_who_signs_in_later_has_the_seat_and_the_earlier_one_is_told_and_not_rung(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        seat = center.network.desk_phone("a12-seat")
        center.phone(ANA)
        center.phone(BOB)
        await signs_in(center, ANA, SEAT)
        await signs_in(center, BOB, SEAT)
        assert me(center, ANA, "seat_taken_by", "reachable") == ["Bob", False]
        assert me(center, BOB, "seat_taken_by", "reachable") == [None, True]
        await center.calls_repairs()
        assert [work["stage"] for work in center.works_of(BOB)] == ["offered"]
        seat.answer()
        await center.goes_on(1)
        assert await signs_in(center, ANA, SEAT) == "busy", "nobody's conversation is taken from them"
        assert await center.asks(ANA, do.SignIn(key=new_id(), phone=PhoneChoice())) is None
        await center.settled()
        assert me(center, ANA, "phone", "seat_taken_by", "reachable") == ["softphone", None, True]


async def test_a_seat_whose_phone_is_unplugged_is_not_rung_until_it_is_back(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        seat = center.network.desk_phone("a12-seat")
        center.phone(ANA)
        await signs_in(center, ANA, SEAT)
        seat.reachable = False
        await center.goes_on(1)
        assert me(center, ANA, "reachable") == [False]
        assert center.center.board.feed.get("agent/ana")["reachable"] is False
        await center.calls_repairs()
        assert center.works_of(ANA) == []
        seat.reachable = True
        await center.goes_on(1)
        assert seat.ringing


async def test_an_agent_at_home_is_rung_there_and_the_stories_know_that_it_is_outside(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        center.phone(ANA)
        assert await signs_in(center, ANA, PhoneChoice(kind=PhoneKind.NUMBER, number="139 0013 9000")) is None
        assert me(center, ANA, "phone", "phone_shown", "reachable") == ["number", "+86 139 0013 9000", True]
        assert me(center, ANA, "phones", "home") == [["softphone", "desk_phone", "seat", "number"], "+86 139 0013 9000"]
        assert me(center, BOB, "phones", "home") == [["softphone", "desk_phone", "seat"], ""]
        assert center.center.house.phone_of(ANA) == OutsideNumber(number=HOME)
        await center.calls_repairs()
        assert center.network.number(HOME).ringing


@pytest.mark.parametrize(
    ("agent", "wish", "why"),
    [
        (ANA, PhoneChoice(kind=PhoneKind.NUMBER, number="+8613800000000"), "number_not_allowed"),
        (BOB, PhoneChoice(kind=PhoneKind.NUMBER, number=HOME), "number_not_allowed"),
        (ANA, PhoneChoice(kind=PhoneKind.NUMBER, number=""), "number_not_allowed"),
        (ANA, PhoneChoice(kind=PhoneKind.SEAT, seat="b1"), "unknown_seat"),
    ],
)
async def test_a_phone_that_is_not_theirs_to_choose_is_refused(
    tmp_path: Path, agent: do.AgentId, wish: PhoneChoice, why: str
):
    async with running(tmp_path, company=company()) as center:
        assert await center.asks(agent, do.SignIn(key=new_id(), phone=wish)) == why
        assert me(center, agent, "presence") == ["signed_out"]


async def test_the_phone_is_the_same_next_time_and_after_a_crash(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        center.network.desk_phone("a12-seat")
        center.phone(ANA)
        await signs_in(center, ANA, SEAT)
        await center.asks(ANA, do.SignOut(key=new_id()))
        await signs_in(center, ANA)
        assert me(center, ANA, "phone", "reachable") == ["seat", True]
        await killed(center)
        async with running(tmp_path, company=company(), clock=center.clock, network=center.network) as again:
            assert me(again, ANA, "phone", "seat", "reachable") == ["seat", "a12", True]
            await again.calls_repairs()
            assert again.network.desk_phone("a12-seat").ringing


async def test_the_phone_cannot_be_changed_while_one_talks(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        await center.works(ANA)
        await center.calls_repairs()
        center.phone(ANA).answer()
        await center.goes_on(1)
        assert await center.asks(ANA, do.SignIn(key=new_id(), phone=SEAT)) == "not_now"


# ---------------------------------------------------------------------- breaks and limits


async def test_a_break_over_the_quota_waits_for_its_turn_while_work_goes_on(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        await center.works(ANA, BOB)
        assert await goes(center, ANA, "break") is None
        assert me(center, ANA, "presence", "code") == ["aux", "break"]
        assert await goes(center, BOB, "break") is None
        assert me(center, BOB, "presence", "next", "place") == ["available", {"presence": "aux", "code": "break"}, 1]
        await center.calls_repairs()
        center.phone(BOB).answer()
        await center.goes_on(1)
        await center.asks(ANA, do.Available(key=new_id()))
        await center.settled()
        assert me(center, BOB, "presence", "next", "place") == ["available", {"presence": "aux", "code": "break"}, None]
        call = center.only_call
        await center.asks(BOB, do.HangUp(key=new_id(), interaction=call))
        await center.asks(BOB, do.Finish(key=new_id(), interaction=call))
        await center.settled()
        assert me(center, BOB, "presence", "code", "next") == ["aux", "break", None]
        await goes(center, ANA, "break")
        assert me(center, ANA, "presence", "place") == ["available", 1]


async def test_a_place_in_line_for_a_break_survives_a_crash_and_can_be_given_up(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        await center.works(ANA, BOB)
        await goes(center, ANA, "break")
        await goes(center, BOB, "break")
        await killed(center)
        async with running(tmp_path, company=company(), clock=center.clock, network=center.network) as again:
            assert me(again, BOB, "presence", "place") == ["available", 1]
            await again.asks(BOB, do.Available(key=new_id()))
            await again.asks(ANA, do.SignOut(key=new_id()))
            await again.settled()
            assert me(again, BOB, "presence", "next", "place") == ["available", None, None]


async def test_who_signs_out_makes_room_for_the_next_in_line(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        await center.works(ANA, BOB)
        await goes(center, ANA, "break")
        await goes(center, BOB, "break")
        await center.asks(ANA, do.SignOut(key=new_id()))
        await center.settled()
        assert me(center, BOB, "presence", "code") == ["aux", "break"]


async def test_where_a_queue_allows_no_breaks_they_are_refused_and_a_supervisor_can_still_give_one(tmp_path: Path):
    async with running(tmp_path, company=company(breaks=0)) as center:
        await center.works(ANA)
        assert await goes(center, ANA, "break") == "break_full"
        assert (
            await center.orders(orders.Force(key=new_id(), agent=ANA, presence=Choice.AUX, code="break", reason="Late"))
            is None
        )
        await center.settled()
        assert me(center, ANA, "presence", "code") == ["aux", "break"]


async def test_an_aux_code_with_a_limit_tells_when_it_is_over_and_ends_only_where_that_is_wanted(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        await center.works(ANA, BOB)
        await goes(center, ANA, "meal")
        await goes(center, BOB, "tea")
        assert me(center, ANA, "aux_ends_at") == ["2026-03-03T02:30:00Z"]
        assert center.center.board.feed.get("agent/bob")["aux_ends_at"] == "2026-03-03T02:10:00Z"
        await center.goes_on(1900)
        assert me(center, ANA, "presence", "code", "aux_ends_at") == ["aux", "meal", "2026-03-03T02:30:00Z"]
        assert me(center, BOB, "presence", "code", "aux_ends_at") == ["available", None, None]
