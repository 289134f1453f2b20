"""Wrap-up is extended, put off, finished later; and the agent's own day tells it as board and history do."""

from __future__ import annotations

from pathlib import Path

import msgspec
from calls.haihe import EN, REPAIRS, ZH, haihe

from callcenter.agents import commands as do
from callcenter.ids import new_id
from callcenter.model.company import Company, Disposition
from callcenter.model.facts import NoteWritten, WrapUpEnded, WrapUpExtended, WrapUpPutOff
from callcenter.model.ids import InteractionId
from journeys.center import ANA, BOB, Running, running
from journeys.test_recovery import killed


def company() -> Company:
    plain = haihe(
        dispositions={"solved": Disposition(code="solved", title={ZH: "已解决", EN: "Solved"})},
        wrap_up_reasons={"forms": {ZH: "填表", EN: "Forms"}},
    )
    repairs = msgspec.structs.replace(
        plain.queues[REPAIRS], dispositions=("solved",), wrap_up_extend=40.0, wrap_up_extensions=1
    )
    return msgspec.structs.replace(plain, queues={**plain.queues, REPAIRS: repairs})


async def served(center: Running, agent: do.AgentId = ANA, *, talks: float = 60.0) -> InteractionId:
    """A caller for repairs, served by this agent, who hangs up: wrap-up begins."""
    before = set(center.center.switchboard.calls)
    customer = await center.calls_repairs()
    (call,) = set(center.center.switchboard.calls) - before
    center.phone(agent).answer()
    await center.goes_on(talks)
    customer.hang_up()
    await center.settled()
    return call


async def asks(center: Running, command: do.Command, agent: do.AgentId = ANA) -> str | None:
    refused = await center.asks(agent, command)
    await center.settled()
    return refused


async def test_more_time_is_given_once_and_for_a_reason(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        await center.works(ANA)
        call = await served(center)
        assert [work["extensions_left"] for work in center.works_of(ANA)] == [1]
        assert await asks(center, do.Extend(key=new_id(), interaction=call)) == "reason_missing"
        assert await asks(center, do.Extend(key=new_id(), interaction=call, reason="tea")) == "unknown_code"
        assert await asks(center, do.Extend(key=new_id(), interaction=call, reason="forms")) is None
        assert await asks(center, do.Extend(key=new_id(), interaction=call, reason="forms")) == "too_many"
        assert await center.facts(call, WrapUpExtended) == [WrapUpExtended(agent=ANA, seconds=40.0, reason="forms")]
        await center.goes_on(69)
        assert [work["stage"] for work in center.works_of(ANA)] == ["wrap_up"]
        await center.goes_on(2)
        assert center.works_of(ANA) == []


async def test_nobody_gets_more_time_for_what_is_no_wrap_up_of_theirs(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        await center.works(ANA)
        call = await served(center)
        assert await asks(center, do.Extend(key=new_id(), interaction=call, reason="forms"), BOB) == "not_now"
        assert await asks(center, do.Later(key=new_id(), interaction=call), BOB) == "not_now"


async def test_a_wrap_up_put_off_frees_the_agent_and_stays_until_it_is_finished(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        await center.works(ANA)
        call = await served(center)
        await center.goes_on(10)
        assert await asks(center, do.Later(key=new_id(), interaction=call)) is None
        assert center.works_of(ANA) == []
        unfinished = center.desk(ANA)[f"unfinished/{call}"]
        assert (unfinished["queue"], unfinished["caller_shown"]) == ("repairs", "+86 138 0013 8000")
        second = await served(center)
        assert await asks(center, do.Note(key=new_id(), interaction=call, text="Belt ordered")) is None
        assert center.desk(ANA)[f"unfinished/{call}"]["note"] == "Belt ordered"
        assert await asks(center, do.Finish(key=new_id(), interaction=call)) == "disposition_missing"
        await asks(center, do.Finish(key=new_id(), interaction=second, disposition="solved"))
        assert await asks(center, do.Finish(key=new_id(), interaction=call, disposition="solved")) is None
        assert f"unfinished/{call}" not in center.desk(ANA)
        found = await center.found(call)
        assert (found.disposition, found.note) == ("solved", "Belt ordered")
        assert await center.facts(call, WrapUpPutOff) == [WrapUpPutOff(agent=ANA)]
        assert await center.facts(call, WrapUpEnded) == [WrapUpEnded(agent=ANA, disposition="solved", by_itself=False)]
        assert center.center.switchboard.calls == {}, "nothing is kept any longer than needed"


async def test_a_wrap_up_put_off_survives_signing_out_and_a_crash(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        await center.works(ANA)
        call = await served(center)
        await asks(center, do.Note(key=new_id(), interaction=call, text="Belt ordered"))
        await asks(center, do.Later(key=new_id(), interaction=call))
        await asks(center, do.SignOut(key=new_id()))
        await killed(center)
        async with running(tmp_path, company=company(), clock=center.clock, network=center.network) as again:
            assert again.desk(ANA)[f"unfinished/{call}"]["note"] == "Belt ordered"
            assert await asks(again, do.Finish(key=new_id(), interaction=call, disposition="solved")) is None
            assert (await again.found(call)).disposition == "solved"


async def test_when_a_note_is_begun_is_told_and_what_is_typed_on_is_no_new_one(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        await center.works(ANA)
        await center.calls_repairs()
        call = center.only_call
        center.phone(ANA).answer()
        await center.goes_on(1)

        async def writes(text: str) -> None:
            assert await asks(center, do.Note(key=new_id(), interaction=call, text=text)) is None

        answered = center.clock.now()
        await writes("Belt")
        await center.goes_on(5)
        await writes("Belt broken")
        await center.goes_on(30)
        await writes("Belt broken")  # a page that was loaded anew says it again
        await writes("Belt broken, door 2")
        told = [
            (line.at - answered).total_seconds()
            for line in await center.story(call)
            if line.fact == NoteWritten(agent=ANA)
        ]
        assert told == [0.0, 35.0]
        assert "Belt" not in repr(await center.story(call))


async def test_the_own_day_agrees_with_the_board_and_the_history(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        await center.works(ANA)
        await center.goes_on(100)
        first = await served(center, talks=60)
        await center.goes_on(10)
        await asks(center, do.Later(key=new_id(), interaction=first))
        second = await served(center, talks=30)
        await center.goes_on(20)
        await asks(center, do.Finish(key=new_id(), interaction=second, disposition="solved"))
        today = center.desk(ANA)["today"]
        talked = [(await center.found(call)).talked for call in (first, second)]
        assert today["talk"] == round(sum(talked), 1)
        assert today["handled"] == center.board("repairs")["answered"] == 2
        assert (today["calls"], today["queues"]) == ({"inbound": 2, "outbound": 0, "internal": 0}, {"repairs": 2})
        assert today["wrap_up"] == 30.0, "what was put off counts as far as it was spent"
        assert today["average"]["handle"] == round((sum(talked) + 30.0) / 2, 1)
        own = center.center.day_of(ANA)
        assert [one.interaction for one in own.handled] == [first, second]
        lasted = {(one["state"], one["code"]): one["seconds"] for one in today["states"]}
        whole = (center.clock.now() - own.bar[0].began).total_seconds()
        assert round(sum(lasted.values())) == round(whole), "the states add up to the time one was there"
        assert today["state"] == center.center.board.feed.get("agent/ana")["presence"] == "available"
        busy = lasted["talking", None] + lasted["wrap_up", None]
        assert today["occupancy"] == round(busy / (busy + lasted["available", None]), 4)
        await killed(center)
        async with running(tmp_path, company=company(), clock=center.clock, network=center.network) as again:
            assert again.desk(ANA)["today"] == today
            assert again.center.day_of(ANA) == own


async def test_who_signs_out_in_wrap_up_finds_it_put_off_and_it_is_not_ended_with_nothing(tmp_path: Path):
    async with running(tmp_path, company=company()) as center:
        await center.works(ANA)
        call = await served(center, talks=20)
        assert center.works_of(ANA)[0]["stage"] == "wrap_up"
        assert await asks(center, do.SignOut(key=new_id())) is None
        assert center.desk(ANA)["me"]["presence"] == "signed_out"
        assert [one for one in center.desk(ANA) if one.startswith("unfinished/")] == [f"unfinished/{call}"]
        assert await center.facts(call, WrapUpEnded) == []
        assert await center.facts(call, WrapUpPutOff) == [WrapUpPutOff(agent=ANA)]
        await center.works(ANA)
        assert await asks(center, do.Finish(key=new_id(), interaction=call, disposition="solved")) is None
        assert (await center.found(call)).disposition == "solved"
