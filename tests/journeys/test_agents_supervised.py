"""Supervisors see the floor, and step in with agents: presence."""

from __future__ import annotations

from pathlib import Path

import msgspec
from calls.haihe import EN, ZH, haihe

from callcenter.agents import commands as do
from callcenter.agents.presence import Choice
from callcenter.ids import new_id
from callcenter.model.company import AuxCode
from callcenter.model.facts import Forced, PresenceChanged, SignedOut
from callcenter.supervision import orders
from callcenter.viewer import Role
from journeys.center import ANA, BOB, running, viewer

COMPANY = haihe(aux_codes={"break": AuxCode(code="break", title={ZH: "小休", EN: "Break"})})


async def test_a_supervisor_sees_who_does_what_and_why_others_do_nothing(tmp_path: Path):
    async with running(tmp_path, company=COMPANY) as center:
        assert center.floor(f"agent/{ANA}")["why_not"] == "signed_out"
        await center.works(ANA)
        assert center.floor(f"agent/{ANA}")["why_not"] is None
        await center.calls_repairs()
        (work,) = center.floor(f"agent/{ANA}")["work"]
        assert (work["stage"], work["queue"], work["caller_shown"]) == ("offered", "repairs", "+86 138 0013 8000")
        center.phone(ANA).answer()
        await center.goes_on(3)
        ana = center.floor(f"agent/{ANA}")
        assert (ana["why_not"], ana["work"][0]["stage"], ana["skills"]) == ("busy", "talking", {"repairs": 5})
        assert await center.asks(ANA, do.HangUp(key=new_id(), interaction=center.only_call)) is None
        await center.goes_on(1)
        assert center.floor(f"agent/{ANA}")["why_not"] == "wrap_up"
        assert await center.asks(ANA, do.Aux(key=new_id(), code="break")) is None
        await center.goes_on(31)
        ana = center.floor(f"agent/{ANA}")
        assert (ana["why_not"], ana["code"], ana["work"]) == ("aux", "break", [])
        await center.works(BOB)
        center.phone(BOB).reachable = False
        await center.goes_on(1)
        assert center.floor(f"agent/{BOB}")["why_not"] == "phone_unreachable"
        center.center.telephony("away", "simulator")
        await center.settled()
        assert center.floor(f"agent/{BOB}")["why_not"] == "no_telephony"
        assert center.floor("center")["state"] == "no_telephony"


async def test_a_supervisor_sees_who_waits_and_for_whose_phone_it_rings(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.calls_repairs()
        (waiting,) = center.waiting()
        assert (waiting["queue"], waiting["language"], waiting["offered_to"]) == ("repairs", "en", None)
        assert (waiting["priority"], waiting["ageing"], waiting["caller_shown"]) == (0.0, 0.0, "+86 138 0013 8000")
        await center.works(ANA)
        assert center.waiting()[0]["offered_to"] == ANA
        assert center.floor("queue/repairs")["waiting"] == 1
        center.phone(ANA).answer()
        await center.goes_on(1)
        assert center.waiting() == []


async def test_what_is_at_other_sites_is_neither_seen_nor_touched(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        elsewhere = msgspec.structs.replace(viewer(center.company, None, Role.SUPERVISOR), sites=frozenset({"qingdao"}))
        assert center.floor(f"agent/{ANA}", elsewhere) is None
        assert center.floor("queue/repairs", elsewhere) is None
        assert center.floor(f"agent/{ANA}")["agent"] == ANA
        force = orders.Force(key=new_id(), agent=ANA, presence=Choice.SIGNED_OUT, reason="Ill")
        assert await center.orders(force, elsewhere) == "forbidden"
        assert center.desk(ANA)["me"]["presence"] == "available"


async def test_who_is_no_supervisor_gives_no_orders(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        force = orders.Force(key=new_id(), agent=ANA, presence=Choice.SIGNED_OUT, reason="Ill")
        assert await center.orders(force, viewer(center.company, BOB, Role.AGENT)) == "forbidden"
        assert center.desk(ANA)["me"]["presence"] == "available"


async def test_an_agent_is_set_to_aux_and_sees_by_whom(tmp_path: Path):
    async with running(tmp_path, company=COMPANY) as center:
        await center.works(ANA)
        force = orders.Force(key="once", agent=ANA, presence=Choice.AUX, code="break", reason="Late")
        assert await center.orders(force) is None
        me = center.desk(ANA)["me"]
        assert (me["presence"], me["code"], me["forced_by"]) == ("aux", "break", "someone")
        assert await center.facts(ANA, Forced) == [Forced(by="someone", agent=ANA, presence="aux", code="break")]
        assert await center.asks(ANA, do.Available(key=new_id())) is None
        await center.settled()
        assert center.desk(ANA)["me"]["forced_by"] is None
        assert await center.orders(force) is None, "the same key is carried out once"
        assert center.desk(ANA)["me"]["presence"] == "available"


async def test_a_forced_presence_waits_for_the_end_of_the_call(tmp_path: Path):
    async with running(tmp_path, company=COMPANY) as center:
        await center.works(ANA)
        await center.calls_repairs()
        center.phone(ANA).answer()
        await center.goes_on(5)
        assert (
            await center.orders(orders.Force(key=new_id(), agent=ANA, presence=Choice.SIGNED_OUT, reason="Ill")) is None
        )
        me = center.desk(ANA)["me"]
        assert (me["presence"], me["next"]) == ("available", {"presence": "signed_out", "code": None})
        assert me["forced_by"] == "someone"
        assert await center.asks(ANA, do.HangUp(key=new_id(), interaction=center.only_call)) is None
        await center.goes_on(1)
        assert center.desk(ANA)["me"]["presence"] == "available", "wrap-up is work too"
        await center.goes_on(30)
        me = center.desk(ANA)["me"]
        assert (me["presence"], me["next"], me["forced_by"]) == ("signed_out", None, "someone")
        assert center.floor(f"agent/{ANA}")["why_not"] == "signed_out"
        assert await center.facts(ANA, SignedOut) == [SignedOut(agent=ANA)]
        assert center.center.dispatcher.engine.record_of_agent(ANA) is None


async def test_an_offer_is_taken_back_from_an_agent_who_is_signed_out(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        await center.calls_repairs()
        assert center.phone(ANA).ringing
        assert (
            await center.orders(orders.Force(key=new_id(), agent=ANA, presence=Choice.SIGNED_OUT, reason="Ill")) is None
        )
        assert not center.phone(ANA).ringing
        assert center.waiting()[0]["offered_to"] is None


async def test_what_cannot_be_forced_is_refused(tmp_path: Path):
    async with running(tmp_path, company=COMPANY) as center:
        asked = orders.Force(key="1", agent=ANA, presence=Choice.AVAILABLE)
        assert await center.orders(asked) == "not_now", "who is not there cannot be made to work"
        await center.works(ANA)
        assert (
            await center.orders(orders.Force(key="2", agent=ANA, presence=Choice.AUX, code="tea", reason="Late"))
            == "unknown_code"
        )
        nobody = orders.Force(key="3", agent=do.AgentId("nobody"), presence=Choice.AVAILABLE)
        assert await center.orders(nobody) == "unknown_target"
        assert [fact.presence for fact in await center.facts(ANA, PresenceChanged)] == ["available"]
