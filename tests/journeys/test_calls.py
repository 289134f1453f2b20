"""Calls from the first ring to the end of wrap-up, through the whole house on the simulated network."""

from __future__ import annotations

from pathlib import Path

from callcenter.agents import commands as do
from callcenter.history.segments import SegmentKind, segments
from callcenter.ids import new_id
from callcenter.model.facts import Ended, OfferEnded, OfferMade, WrapUpEnded
from callcenter.model.interaction import Outcome
from journeys.center import ANA, BOB, running


async def test_a_caller_reaches_an_agent_and_the_pop_is_there_before_the_answer(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        caller = await center.calls_repairs()
        (work,) = center.works_of(ANA)
        assert (work["stage"], work["queue"]) == ("offered", "repairs")
        assert work["pop"]["caller_shown"] == "+86 138 0013 8000"
        assert work["pop"]["choices"] == [
            {"node": "language", "key": "2", "to": "english"},
            {"node": "main", "key": "1", "to": "repairs"},
        ]
        assert work["pop"]["why"]["chosen_by"] == "longest_idle"
        assert center.phone(ANA).ringing
        center.phone(ANA).answer()
        await center.goes_on(30)
        assert caller.hears_from(center.phone(ANA))
        assert center.works_of(ANA)[0]["stage"] == "talking"
        call = center.only_call
        caller.hang_up()
        await center.goes_on(5)
        assert center.works_of(ANA)[0]["stage"] == "wrap_up"
        refused = await center.asks(ANA, do.Finish(key=new_id(), interaction=call, text="Compressor is loud"))
        assert refused is None
        await center.settled()
        assert center.works_of(ANA) == []
        found = await center.found(call)
        assert (found.outcome, found.note, round(found.talked)) == (Outcome.SERVED, "Compressor is loud", 30)
        kinds = [segment.kind for segment in segments(await center.story(call))]
        assert kinds == [
            SegmentKind.IVR,
            SegmentKind.QUEUE,
            SegmentKind.OFFER,
            SegmentKind.TALK,
            SegmentKind.WRAP_UP,
        ]
        assert center.center.switchboard.calls == {}


async def test_a_missed_offer_goes_to_another_agent_and_the_caller_keeps_the_place(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        await center.goes_on(5)
        await center.works(BOB)
        caller = await center.calls_repairs()
        assert center.phone(ANA).ringing
        await center.goes_on(21)
        assert center.desk(ANA)["me"]["not_responding"]
        assert not center.phone(ANA).ringing
        assert center.phone(BOB).ringing
        center.phone(BOB).answer()
        await center.goes_on(1)
        assert caller.hears_from(center.phone(BOB))
        offers = await center.facts(center.only_call, OfferMade)
        assert [offer.agent for offer in offers if isinstance(offer, OfferMade)] == [ANA, BOB]
        assert await center.asks(ANA, do.Available(key=new_id())) is None
        await center.settled()
        assert not center.desk(ANA)["me"]["not_responding"]


async def test_a_caller_who_gives_up_is_counted_as_abandoned(tmp_path: Path):
    async with running(tmp_path) as center:
        caller = await center.calls_repairs()
        await center.goes_on(20)
        assert center.board("repairs")["waiting"] == 1
        call = center.only_call
        caller.hang_up()
        await center.goes_on(1)
        board = center.board("repairs")
        assert (board["waiting"], board["offered"], board["abandoned"], board["short_abandoned"]) == (0, 1, 1, 0)
        (ended,) = await center.facts(call, Ended)
        assert isinstance(ended, Ended)
        assert ended.outcome is Outcome.ABANDONED


async def test_a_voicemail_waits_in_line_and_is_heard_at_a_desk(tmp_path: Path):
    async with running(tmp_path) as center:
        caller = await center.calls_repairs()
        caller.press("1")
        await center.goes_on(1)
        caller.speak()
        await center.goes_on(8)
        caller.hang_up()
        await center.goes_on(1)
        voicemail = center.only_call
        await center.works(ANA)
        (work,) = center.works_of(ANA)
        assert (work["medium"], work["stage"]) == ("voicemail", "offered")
        assert not center.phone(ANA).ringing
        assert await center.asks(ANA, do.Accept(key=new_id(), offer=work["offer"])) is None
        await center.settled()
        (work,) = center.works_of(ANA)
        assert (work["stage"], work["voicemail"]) == ("talking", f"/recordings/{voicemail}/{voicemail}.wav")
        assert await center.asks(ANA, do.Finish(key=new_id(), interaction=voicemail)) is None
        await center.settled()
        assert center.works_of(ANA) == []
        assert (await center.found(voicemail)).outcome is Outcome.SERVED
        (ended,) = await center.facts(voicemail, WrapUpEnded)
        assert isinstance(ended, WrapUpEnded)
        assert not ended.by_itself


async def test_a_command_with_the_same_key_is_carried_out_once(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA, BOB)
        await center.calls_repairs()
        center.phone(ANA).answer()
        await center.goes_on(5)
        transfer = do.Transfer(key="once", interaction=center.only_call, agent=BOB)
        assert await center.asks(ANA, transfer) is None
        assert await center.asks(ANA, transfer) is None
        await center.goes_on(1)
        assert center.phone(BOB).rang == 1
        center.phone(BOB).answer()
        await center.goes_on(1)
        assert center.works_of(BOB)[0]["pop"]["transferred_by"] == "Ana"
        assert center.works_of(ANA)[0]["stage"] == "wrap_up"


async def test_aux_chosen_in_a_call_takes_effect_after_it(tmp_path: Path):
    from calls.haihe import EN, ZH, haihe

    from callcenter.model.company import AuxCode

    company = haihe(aux_codes={"break": AuxCode(code="break", title={ZH: "小休", EN: "Break"})})
    async with running(tmp_path, company=company) as center:
        await center.works(ANA)
        await center.calls_repairs()
        center.phone(ANA).answer()
        await center.goes_on(5)
        call = center.only_call
        assert await center.asks(ANA, do.Aux(key=new_id(), code="break")) is None
        await center.settled()
        me = center.desk(ANA)["me"]
        assert (me["presence"], me["next"]) == ("available", {"presence": "aux", "code": "break"})
        assert await center.asks(ANA, do.HangUp(key=new_id(), interaction=call)) is None
        await center.goes_on(1)
        assert await center.asks(ANA, do.Finish(key=new_id(), interaction=call)) is None
        await center.settled()
        me = center.desk(ANA)["me"]
        assert (me["presence"], me["code"], me["next"]) == ("aux", "break", None)


async def test_an_offer_whose_agent_goes_on_a_break_is_taken_back(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        await center.calls_repairs()
        call = center.only_call
        center.phone(ANA).reachable = False
        await center.goes_on(1)
        (over,) = await center.facts(call, OfferEnded)
        assert isinstance(over, OfferEnded)
        assert (over.how, over.why) == ("rescinded", "phone_unreachable")
        center.phone(ANA).reachable = True
        await center.goes_on(1)
        assert center.phone(ANA).ringing


async def test_nobodys_note_is_lost_when_two_agents_write(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        await center.calls_repairs()
        center.phone(ANA).answer()
        await center.goes_on(5)
        call = center.only_call
        assert await center.asks(ANA, do.Note(key=new_id(), interaction=call, text="Compressor is loud")) is None
        await center.works(BOB)
        assert await center.asks(ANA, do.Transfer(key=new_id(), interaction=call, agent=BOB)) is None
        center.phone(BOB).answer()
        await center.goes_on(1)
        (work,) = center.works_of(BOB)
        assert work["pop"]["note"] == "Compressor is loud"
        more = do.Note(key=new_id(), interaction=call, text="Compressor is loud\nVisit on Monday")
        assert await center.asks(BOB, more) is None
        assert await center.asks(ANA, do.Finish(key=new_id(), interaction=call, text="Compressor is loud")) is None
        await center.settled()
        assert (await center.found(call)).note == "Compressor is loud\nVisit on Monday"
        assert await center.asks(BOB, do.HangUp(key=new_id(), interaction=call)) is None
        await center.settled()
        assert await center.asks(BOB, do.Finish(key=new_id(), interaction=call)) is None
        await center.settled()
        assert (await center.found(call)).note == "Compressor is loud\nVisit on Monday"
