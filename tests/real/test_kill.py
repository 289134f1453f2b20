"""kill -9 of the program and of Asterisk, with calls in the menu, in the queue and talking."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from real.desk import Desk
from real.phones.ports import free_ports
from real.phones.sip import SipPhone
from real.program import ROOT, Program

pytestmark = pytest.mark.real

HOTLINE = "+8653288880000"
PASSWORD = "ana-and-bob"
SKILLS = dict.fromkeys(("english", "mandarin", "repairs", "installation", "sales", "complaints"), 9)


class Floor:
    """A program with two agents at desk phones, and callers."""

    def __init__(self, folder: Path) -> None:
        ports = free_ports(2)
        agents = {
            name: {
                "name": name.title(),
                "number": str(2001 + n),
                "skills": SKILLS,
                "phone": {"kind": "desk_phone", "contact": f"sip:{name}@127.0.0.1:{ports[n]}"},
            }
            for n, name in enumerate(("ana", "bob"))
        }
        self._ports = dict(zip(agents, ports, strict=True))
        self.program = Program(folder, {"agents": agents, "demo": False})
        self.phones: dict[str, SipPhone] = {}
        self.desks: dict[str, Desk] = {}
        self._people: list[SipPhone] = []
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Floor:
        self._stack.push_async_callback(self._phones_off)
        for name, port in self._ports.items():
            self.phones[name] = await self._phone(name, port)
            give = [sys.executable, "-m", "callcenter", "password", name, "--config", str(self.program.config)]
            subprocess.run(
                [*give, "--data", str(self.program.data)], input=f"{PASSWORD}\n", text=True, cwd=ROOT, check=True
            )
        await self._stack.enter_async_context(self.program)
        return self

    async def __aexit__(self, *_: object) -> None:
        for desk in self.desks.values():
            await desk.__aexit__()
        await self._stack.aclose()

    async def _phones_off(self) -> None:
        for phone in self._people:
            await phone.close()

    async def _phone(self, name: str, port: int) -> SipPhone:
        (media,) = free_ports(1, step=2)
        phone = SipPhone(name, port=port, media_port=media, pitch=700.0 + 230 * len(self._people))
        await phone.open()
        self._people.append(phone)
        return phone

    async def works(self, agent: str) -> Desk:
        desk = self.desks[agent] = Desk(self.program, agent, ("desk", "board"), password=PASSWORD)
        await desk.__aenter__()
        await desk.works()
        await desk.until(lambda desk: desk.me.get("reachable"), within=35.0)
        return desk

    async def desks_come_back(self) -> None:
        for desk in self.desks.values():
            await desk.disconnect()
            await desk.connect()

    async def call(self, caller: str) -> SipPhone:
        phone = await self._phone(caller, free_ports(1)[0])
        await phone.call(HOTLINE, asterisk=("127.0.0.1", self.program.sip_port), caller=caller)
        await until(lambda: phone.talking)
        return phone

    async def call_into_queue(self, caller: str) -> SipPhone:
        queued = len(self.program.facts("QueueEntered"))
        phone = await self.call(caller)
        await phone.press("2")
        await until(lambda: len(self.passed("choose_en")) > queued)
        await phone.press("1")
        await until(lambda: len(self.program.facts("QueueEntered")) > queued)
        return phone

    def passed(self, node: str) -> list[str]:
        return [fact["stream"] for fact in self.program.facts("NodesPassed") if node in fact["nodes"]]


@pytest.fixture
async def floor(tmp_path: Path) -> AsyncIterator[Floor]:
    async with Floor(tmp_path) as floor:
        yield floor


async def until(there: Callable[[], object], within: float = 20.0) -> None:
    """A phone or the database is looked at until it is so; the network under test tells nobody else."""
    async with asyncio.timeout(within):
        while not there():
            await asyncio.sleep(0.05)


async def hears(one: SipPhone, other: SipPhone) -> bool:
    one.media.listen()
    speaking = asyncio.create_task(other.speak(3.0))
    try:
        await until(lambda: speaking.done() or one.media.hears(other.media.pitch), 4.0)
        return one.media.hears(other.media.pitch)
    finally:
        speaking.cancel()
        other.media.fall_silent()
        await asyncio.gather(speaking, return_exceptions=True)


async def test_kill_9_of_the_program(floor: Floor):
    program = floor.program
    ana = await floor.works("ana")
    talking = await floor.call_into_queue("+8613800000001")
    await until(lambda: floor.phones["ana"].ringing)
    await floor.phones["ana"].answer()
    await ana.until(lambda desk: desk.stage("talking"))
    leaving = await floor.call_into_queue("+8613800000002")
    waiting = await floor.call_into_queue("+8613800000003")
    in_menu = await floor.call("+8613800000004")
    asterisk = program.asterisk_pid

    await program.killed()
    assert await hears(talking, floor.phones["ana"])
    assert await hears(floor.phones["ana"], talking)
    await leaving.hang_up()
    assert waiting.talking
    await program.start()
    await floor.desks_come_back()

    assert program.asterisk_pid == asterisk, "the running Asterisk was adopted"
    assert await hears(talking, floor.phones["ana"]), "those who talk go on talking"
    assert ana.stage("talking")
    board = await ana.until(lambda desk: desk.queue("english"))
    assert (board["waiting"], board["abandoned"], board["answered"]) == (1, 1, 1)
    ended = {fact["stream"]: fact for fact in program.facts("Ended")}
    assert [fact["observed_late"] for fact in ended.values()] == [False], "Asterisk's own records say when it ended"

    await floor.works("bob")
    await until(lambda: floor.phones["bob"].ringing)
    await floor.phones["bob"].answer()
    assert await hears(waiting, floor.phones["bob"]), "who waited kept the place"
    await in_menu.press("2")
    await until(lambda: len(floor.passed("choose_en")) == 4)
    assert floor.phones["ana"].rang == floor.phones["bob"].rang == 1
    offers = [fact["stream"] for fact in program.facts("OfferMade")]
    assert len(offers) == len(set(offers)) == 2, "nothing was offered twice"


async def test_kill_9_of_asterisk(floor: Floor):
    program = floor.program
    ana = await floor.works("ana")
    await floor.call_into_queue("+8613800000001")
    await until(lambda: floor.phones["ana"].ringing)
    await floor.phones["ana"].answer()
    talking = await ana.until(lambda desk: desk.stage("talking"))
    await floor.call_into_queue("+8613800000002")
    before = program.asterisk_pid

    program.kill_asterisk()
    await ana.until(lambda desk: desk.stage("wrap_up"))
    await program.ready()

    assert program.asterisk_pid != before
    assert {fact["outcome"] for fact in program.facts("Ended")} == {"lost"}
    assert len(program.facts("CallbackPromised")) == 2
    board = await ana.until(lambda desk: desk.queue("english").get("waiting") == 2 and desk.queue("english"))
    assert (board["callback"], board["answered"]) == (1, 1)
    assert await ana.do("finish", interaction=talking["interaction"], disposition="resolved") is None
    await ana.until(lambda desk: desk.me["reachable"], within=35.0)
    callback = await ana.until(lambda desk: desk.stage("offered"))
    assert (callback["medium"], callback["pop"]["caller"]) == ("callback", "+8613800000001")
    new = await floor.call("+8613800000003")
    assert new.talking, "new calls are taken at once"
