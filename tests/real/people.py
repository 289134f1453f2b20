"""Everybody around one running program: two agents at desk phones, callers, and what became of their calls.

async with House(folder) as house:
    caller = await house.call(EMMA)
    ana = await house.works("ana")
    work = await ana.until(lambda desk: desk.stage("offered"))
    await house.phones["ana"].answer()
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import aiohttp
import numpy as np
import yaml
from real.desk import Desk
from real.phones.ports import free_ports
from real.phones.sip import SipPhone
from real.program import ROOT, Program

from callcenter import wav
from callcenter.clock import SystemClock
from callcenter.secrets import Derived
from callcenter.telephony.asterisk.settings import USER

HOTLINE, ENGLISH_LINE = "+8653288880000", "+8653288880001"
ANA, BOB = "ana", "bob"  # at desk phones
SMITH = "smith"  # of the demo: speaks English, has a softphone
PASSWORD = "ana-and-bob"
RING_FOR = 6.0
WITHIN = 1.0  # seconds by which the journal may differ from the test's own clock
AUDIBLE = 0.01  # loudness


def now() -> datetime:
    return SystemClock().now()


async def until(there: Callable[[], Any], within: float = 20.0, what: str = "") -> Any:
    """Look at a phone or the database until it is so."""
    try:
        async with asyncio.timeout(within):
            while not (found := there()):  # noqa: ASYNC110 - a phone or a database tells nobody
                await asyncio.sleep(0.05)
            return found
    except TimeoutError:
        raise AssertionError(f"waited in vain for {what or 'it'}") from None


class TellingPhone(SipPhone):
    """Its INVITE tells more than others."""

    heads = ""

    def _send(self, head: str, body: str, to: tuple[str, int] | None = None) -> None:
        super()._send(head + self.heads if head.startswith("INVITE") else head, body, to)


class House:
    """A program with the demo's company, and ana and bob besides, who speak English and sit at desk phones."""

    def __init__(self, folder: Path, registering: Sequence[str] = ()) -> None:
        """`registering`: more agents like them, whose desk phones register; the test brings the phones."""
        ports = free_ports(2)
        agents = {
            name: {
                "name": name.title(),
                "number": str(2001 + place),
                "skills": {"english": 9, "repairs": 9},
                "language": "en",
                "phone": {"kind": "desk_phone"}
                | ({"contact": f"sip:{name}@127.0.0.1:{ports[place]}"} if place < len(ports) else {}),
            }
            for place, name in enumerate((ANA, BOB, *registering))
        }
        told = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
        told["queues"]["english"] |= {"ring_for": f"{RING_FOR}s", "announce": False}
        self.program = Program(folder, {"agents": agents, "queues": told["queues"]})
        self.phones: dict[str, SipPhone] = {}
        self.desks: dict[str, Desk] = {}
        self._ports = dict(zip((ANA, BOB), ports, strict=True))
        self._have_passwords = tuple(agents)
        self._pitches = cycle(range(500, 3000, 170))
        self._callers: list[SipPhone] = []

    # ---------------------------------------------------------------- life

    async def __aenter__(self) -> House:
        for name, port in self._ports.items():
            self.phones[name] = await self._phone(name, port)
        first, *others = self._have_passwords  # the first one makes the database
        await asyncio.to_thread(self.give_password, first, PASSWORD)
        await asyncio.gather(*(asyncio.to_thread(self.give_password, name, PASSWORD) for name in others))
        await self.program.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        for phone in self.phones.values():
            await phone.close()
        await self.program.__aexit__()

    async def everybody_goes(self) -> None:
        """The end of one test: calls are hung up, desks cleared and left."""
        for caller in self._callers:
            await caller.hang_up()
            await caller.close()
        self._callers.clear()
        for name, desk in self.desks.items():
            await leave(desk)
            phone = self.phones.get(name)
            if phone is not None:
                phone.busy = False
                await until(lambda phone=phone: not phone.ringing and not phone.talking, what=f"{name}'s phone")
        self.desks.clear()

    def give_password(self, login: str, password: str) -> None:
        self.callcenter("password", login, told=f"{password}\n")

    def callcenter(self, *arguments: str, told: str = "") -> str:
        """What this command of the program's own prints."""
        command = [sys.executable, "-m", "callcenter", *arguments]
        where = ["--config", str(self.program.config), "--data", str(self.program.data)]
        done = subprocess.run([*command, *where], input=told, text=True, cwd=ROOT, check=True, capture_output=True)
        return done.stdout

    # ---------------------------------------------------------------- people

    async def works(self, name: str, *feeds: str) -> Desk:
        """Somebody sits down, signs in and takes work."""
        password = PASSWORD if name in self._have_passwords else ""
        desk = self.desks[name] = Desk(self.program, name, ("desk", *feeds), password=password)
        await desk.__aenter__()
        await desk.works()
        await desk.until(lambda desk: desk.me.get("reachable"))
        return desk

    async def looks(self, name: str, *feeds: str) -> Desk:
        """Somebody opens a page and does not work."""
        password = PASSWORD if name in self._have_passwords else ""
        desk = self.desks[name] = Desk(self.program, name, feeds, password=password)
        await desk.__aenter__()
        return desk

    async def call(self, caller: str, dialled: str = HOTLINE, name: str = "", heads: str = "") -> SipPhone:
        """`caller` "" = withheld; `heads`: more lines of the INVITE. Returns when the call is answered by the flow."""
        phone = await self._phone("customer", free_ports(1)[0], heads)
        self._callers.append(phone)
        await phone.call(dialled, asterisk=("127.0.0.1", self.program.sip_port), caller=caller, name=name)
        await until(lambda: phone.answered or phone.over, what="the flow's answer")
        return phone

    async def call_into_queue(self, caller: str) -> SipPhone:
        """For English, two; for repairs, one."""
        phone = await self.call(caller)
        interaction = await self.interaction_from(caller)
        await phone.press("2")
        await self.noted(interaction, "LanguageChosen")
        await phone.press("1")
        await self.noted(interaction, "QueueEntered")
        return phone

    async def _phone(self, name: str, port: int, heads: str = "") -> SipPhone:
        media, _ = free_ports(2)  # the other one is for its reports
        phone = TellingPhone(name, port=port, media_port=media, pitch=float(next(self._pitches)))
        phone.heads = heads
        await phone.open()
        return phone

    # ---------------------------------------------------------------- what became of it

    async def interaction_from(self, caller: str) -> str:
        """The newest call from this number."""
        question = (
            "SELECT id FROM interactions WHERE caller = ? AND NOT demo AND medium = 'voice' ORDER BY began_at DESC"
        )
        rows = await until(lambda: self.program.rows(question, caller), what=f"a call from {caller}")
        return rows[0]["id"]

    async def noted(self, interaction: str, kind: str, times: int = 1, within: float = 20.0) -> dict[str, Any]:
        """The journal line of this type, once it is there for so many times."""

        def found() -> list[dict[str, Any]]:
            lines = [body for at_type, body in self.program.journal(interaction) if at_type == kind]
            return lines[times - 1 : times]

        return (await until(found, within, f"{kind} of {interaction}"))[0]

    def kinds(self, interaction: str) -> list[str]:
        return [kind for kind, _ in self.program.journal(interaction)]

    def when(self, interaction: str, kind: str, time: int = 1) -> datetime:
        """When it happened, as the journal has it."""
        rows = self.program.rows("SELECT at FROM journal WHERE stream = ? AND type = ? ORDER BY n", interaction, kind)
        return datetime.fromisoformat(rows[time - 1]["at"]).replace(tzinfo=UTC)

    def row(self, interaction: str) -> dict[str, Any]:
        return dict(self.program.rows("SELECT * FROM interactions WHERE id = ?", interaction)[0])

    def tracks(self, interaction: str) -> dict[str, Path]:
        """The recordings of an interaction by whose voice it is: `customer`, or the agent."""
        rows = self.program.rows("SELECT * FROM recordings WHERE interaction = ? ORDER BY began_at", interaction)
        folder = self.program.data / "recordings"
        return {row["agent"] or row["party"]: folder / f"{row['track']}.wav" for row in rows}

    async def sound_of(self, caller: str) -> dict[str, Any]:
        """What Asterisk counted on the caller's leg: `rxcount` packets from the caller, `txcount` to the caller."""
        secret = Derived(self.program.data / "secret").of("ari")
        ari = f"http://127.0.0.1:{self.program.told['telephony']['ports']['http']}/ari/channels"
        async with aiohttp.ClientSession(headers={"Authorization": aiohttp.encode_basic_auth(USER, secret)}) as client:
            async with client.get(ari) as answer:
                channels = await answer.json()
            (ours,) = [
                one
                for one in channels
                if one["caller"]["number"].lstrip("+") == caller.lstrip("+") and one["name"].startswith("PJSIP/carrier")
            ]
            async with client.get(f"{ari}/{ours['id']}/rtp_statistics") as answer:
                return await answer.json()

    def customer(self, language: str, *, place: int = 0) -> dict[str, Any]:
        """A demo customer who alone has a number, and it."""
        question = (
            "SELECT c.id, c.name, a.value AS number FROM customers c JOIN customer_addresses a ON a.customer = c.id "
            "WHERE a.kind = 'phone' AND c.language = ? AND a.value LIKE '+86%' AND "
            "(SELECT count(*) FROM customer_addresses b WHERE b.value = a.value) = 1 ORDER BY a.value"
        )
        return dict(self.program.rows(question, language)[place])


async def leave(desk: Desk) -> None:
    """Nothing stays in hand, the agent signs out, the page is closed."""
    if desk.bye is None and desk.connected:
        async with asyncio.timeout(20):
            while desk.works_in_hand:
                for work in desk.works_in_hand:
                    await _clear(desk, work)
                await asyncio.sleep(0.05)
        await desk.do("sign_out")
    await desk.__aexit__()


async def _clear(desk: Desk, work: dict[str, Any]) -> None:
    match work["stage"]:
        case "offered":
            await desk.do("decline", offer=work["offer"])
        case "wrap_up":
            await desk.do("finish", interaction=work["interaction"], disposition="no_result")
        case _ if work["medium"] == "voicemail":
            await desk.do("finish", interaction=work["interaction"], disposition="no_result")
        case _:
            await desk.do("hang_up", interaction=work["interaction"])


# ---------------------------------------------------------------- sound and time


async def hears(one: SipPhone, other: SipPhone) -> bool:
    """Whether what the other says comes out of the one's phone, within three seconds."""
    one.media.listen()
    voice = asyncio.create_task(other.speak(3.0))
    try:
        with suppress(AssertionError):
            await until(lambda: one.media.hears(other.media.pitch), 3.5)
        return one.media.hears(other.media.pitch)
    finally:
        voice.cancel()
        other.media.fall_silent()
        await asyncio.gather(voice, return_exceptions=True)


@asynccontextmanager
async def speaking(phone: SipPhone) -> AsyncIterator[None]:
    """Within it somebody speaks without pause."""
    task = asyncio.create_task(phone.speak(120.0))
    yield
    task.cancel()
    phone.media.fall_silent()
    await asyncio.gather(task, return_exceptions=True)


async def hear_each_other(one: SipPhone, other: SipPhone) -> None:
    assert await hears(one, other)
    assert await hears(other, one)


def loudness(file: Path) -> float:
    """Of a recording, also of one that is still being written: 0 = silent, 1 = as loud as can be."""
    try:
        samples = wav.examine(file).read()
    except (wav.BadSound, FileNotFoundError):
        return 0.0
    return float(np.sqrt(np.mean(samples**2))) if len(samples) else 0.0


async def recorded(tracks: dict[str, Path]) -> set[str]:
    """Whose voices can be heard in the recordings; the last of the sound takes a moment to be written."""
    with suppress(AssertionError):
        await until(lambda: all(loudness(file) > AUDIBLE for file in tracks.values()), 5.0)
    return {who for who, file in tracks.items() if loudness(file) > AUDIBLE}


def about(noted: datetime, seen: datetime) -> bool:
    """The journal's time and the test's own agree."""
    return abs(noted - seen) <= timedelta(seconds=WITHIN)


@contextmanager
def no_new_work(house: House) -> Iterator[None]:
    """Within it nobody's phone rings again."""
    rang = {name: phone.rang for name, phone in house.phones.items()}
    yield
    assert rang == {name: phone.rang for name, phone in house.phones.items()}
