"""Supervisors change skills at once, and write to agents; both survive a restart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from callcenter.agents import commands as do
from callcenter.agents.presence import Choice
from callcenter.ids import new_id
from callcenter.model.facts import MessageSent, SkillsChanged
from callcenter.supervision import orders
from journeys.center import ANA, BOB, Running, running
from journeys.test_recovery import killed


async def test_an_agent_who_gets_a_skill_gets_the_caller_who_waits_for_it(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(BOB)
        await center.orders(orders.ChangeSkills(key=new_id(), agent=BOB, skills={"sales": 3}))
        await center.calls_repairs()
        await center.goes_on(5)
        assert not center.phone(BOB).ringing
        assert center.board("repairs")["staff"]["available"] == 0
        assert await center.orders(orders.ChangeSkills(key=new_id(), agent=BOB, skills={"repairs": 4})) is None
        assert center.phone(BOB).ringing
        assert center.board("repairs")["staff"]["offered"] == 1
        bob = center.floor(f"agent/{BOB}")
        assert bob["skills"] == {"repairs": 4}
        assert (bob["skills_changed"]["by"], bob["skills_changed"]["was"]) == ("someone", {"repairs": 3, "sales": 3})


async def test_changed_skills_survive_a_restart_and_are_taken_back_with_one_order(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        assert await center.orders(orders.ChangeSkills(key=new_id(), agent=ANA, skills={"repairs": 0})) is None
        assert center.board("repairs")["staff"]["available"] == 0
        await killed(center)
        async with running(tmp_path, clock=center.clock, network=center.network) as again:
            assert again.floor(f"agent/{ANA}")["skills"] == {}
            assert again.board("repairs")["staff"]["available"] == 0
            await again.calls_repairs()
            assert not again.phone(ANA).ringing
            assert await again.orders(orders.ChangeSkills(key=new_id(), agent=ANA, skills=None)) is None
            assert again.phone(ANA).ringing
            ana = again.floor(f"agent/{ANA}")
            assert (ana["skills"], ana["skills_changed"]) == ({"repairs": 5}, None)
            assert await again.facts(ANA, SkillsChanged) == [
                SkillsChanged(by="someone", agent=ANA),
                SkillsChanged(by="someone", agent=ANA, reverted=True),
            ]


async def test_skills_of_who_is_not_there_change_nobodys_work_until_they_sign_in(tmp_path: Path):
    async with running(tmp_path) as center:
        assert await center.orders(orders.ChangeSkills(key=new_id(), agent=ANA, skills={"sales": 9})) is None
        assert center.center.dispatcher.engine.record_of_agent(ANA) is None
        await center.works(ANA)
        record = center.center.dispatcher.engine.record_of_agent(ANA)
        assert record is not None
        assert record.skills == (("sales", 9),)


async def test_a_skill_nobody_knows_is_refused(tmp_path: Path):
    async with running(tmp_path) as center:
        asked = orders.ChangeSkills(key=new_id(), agent=ANA, skills={"juggling": 3})
        assert await center.orders(asked) == "unknown_target"
        assert center.floor(f"agent/{ANA}")["skills"] == {"repairs": 5}


async def test_a_message_is_on_the_desk_until_it_is_read(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        send = orders.SendMessage(key=new_id(), agents=(ANA, BOB), text="Meeting at five", urgent=True)
        assert await center.orders(send) is None
        await killed(center)
        async with running(tmp_path, clock=center.clock, network=center.network) as again:
            (message,) = [value for key, value in again.desk(ANA).items() if key.startswith("message/")]
            assert (message["text"], message["urgent"], message["from"]) == ("Meeting at five", True, "someone")
            read = do.Read(key=new_id(), message=message["id"])
            assert await again.asks(BOB, read) is None, "somebody else's message is not read with it"
            assert f"message/{message['id']}" in again.desk(ANA)
            assert await again.asks(ANA, do.Read(key=new_id(), message=message["id"])) is None
            await again.settled()
            assert f"message/{message['id']}" not in again.desk(ANA)
            (sent,) = await again.facts(ANA, MessageSent)
            assert isinstance(sent, MessageSent)
            assert (sent.by, sent.message) == ("someone", message["id"])


async def test_a_message_to_a_queue_goes_to_those_of_it_who_are_there(tmp_path: Path):
    async with running(tmp_path) as center:
        to_sales = orders.SendMessage(key="1", queue=do.QueueName("repairs"), text="Be quick")
        assert await center.orders(to_sales) == "not_there"
        await center.works(ANA)
        assert await center.orders(orders.SendMessage(key="2", queue=do.QueueName("repairs"), text="Be quick")) is None
        assert [key for key in center.desk(BOB) if key.startswith("message/")] == []
        assert len([key for key in center.desk(ANA) if key.startswith("message/")]) == 1
        unknown = orders.SendMessage(key="3", queue=do.QueueName("nowhere"), text="Be quick")
        assert await center.orders(unknown) == "unknown_target"


async def test_every_supervisor_sees_what_was_done_and_why_also_after_a_restart(tmp_path: Path):
    async with running(tmp_path) as center:
        await center.works(ANA)
        force = orders.Force(key="1", agent=ANA, presence=Choice.SIGNED_OUT, reason="Training")
        assert await center.orders(force) is None
        assert [(one["by"], one["do"], one["agent"], one["reason"]) for one in actions(center)] == [
            ("someone", "force", ANA, "Training")
        ]
        await killed(center)
        async with running(tmp_path, clock=center.clock, network=center.network) as again:
            for n in range(50):
                skills = orders.ChangeSkills(key=f"s{n}", agent=ANA, skills={"repairs": n % 10})
                assert await again.orders(skills) is None
                if n == 0:
                    assert [one["do"] for one in actions(again)] == ["force", "skills"]
            assert [one["do"] for one in actions(again)] == ["skills"] * 50, "the last fifty stay"


def actions(center: Running) -> list[dict[str, Any]]:
    everything = center.center.floor_feed(center.boss).everything()
    return [value for key, value in sorted(everything.items()) if key.startswith("action/")]
