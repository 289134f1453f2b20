"""A real Asterisk with phones around it, for tests.

    async with Laboratory(folder, heard.tell) as lab:
        caller = await lab.call_in(CUSTOMER, DIALLED)

An Asterisk that a laboratory before left running in the same folder is adopted, which takes milliseconds.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import numpy as np
from real.phones import sound
from real.phones.media import LOUDNESS
from real.phones.ports import free_ports
from real.phones.sip import SipPhone

from callcenter import native
from callcenter.calls.network import KnownLeg, Quality, Tell
from callcenter.clock import SystemClock
from callcenter.model.ids import AgentId, Language
from callcenter.model.phones import AgentPhone, DeskPhone, own_desk_phone
from callcenter.telephony.asterisk.network import AsteriskNetwork
from callcenter.telephony.asterisk.process import running
from callcenter.telephony.asterisk.settings import Away, Phones, Ports, Secrets, Settings, Trunk
from telephony.contract.phones import ANA, BOB, CARL, EVE, OUTSIDE, Party, really_until

WORDS_PITCH = 440.0
"""What is said, is said in this tone."""
SECONDS_A_LETTER = 0.06
SPOKEN = 2.0


USUAL = Away()


def settings_for(folder: Path, away: Away = USUAL) -> Settings:
    """Settings with ports of their own; phones of the agents are desk phones at fixed addresses."""
    ports = free_ports(9)
    rtp = free_ports(64)
    contacts = {ANA: ports[3], BOB: ports[4]}
    return Settings(
        data=folder,
        node="test",
        secrets=Secrets(ari="ari-secret", ami="ami-secret", web_guest="guest-secret"),
        ports=Ports(sip=ports[0], http=ports[1], ami=ports[2], rtp_first=rtp[0], rtp_last=rtp[-1]),
        trunks=(Trunk(name="carrier", match=("127.0.0.1",), host=f"127.0.0.1:{ports[5]}"),),
        phones=(
            *(
                Phones(agent=agent, softphone_secret="x", desk_contact=f"sip:{agent}@127.0.0.1:{port}")
                for agent, port in contacts.items()
            ),
            Phones(agent=CARL, softphone_secret="x", desk_secret="z"),
            Phones(agent=EVE, softphone_secret="x", desk_secret="y"),
        ),
        away=away,
        desk_phone_silent_for=3,
        qualify_every=0,
        sound_measured_every=1.0,
    )


class Laboratory:
    trunk = "carrier"
    loses_media_within: float | None = 12.0
    dies_within = 5.0

    def __init__(self, settings: Settings, tell: Tell) -> None:
        self.settings, self._tell = settings, tell
        self._sounds = settings.data / "sounds"
        self._sounds.mkdir(parents=True, exist_ok=True)
        self._people: list[SipPhone] = []
        self._agents: dict[AgentId, SipPhone] = {}
        self._outside: SipPhone | None = None
        self.reachable: list[tuple[AgentId, bool]] = []
        self.states: list[str] = []
        self.qualities: list[Quality] = []
        self._chosen: dict[AgentId, AgentPhone] = {}
        self.network = self._new_network()

    def _new_network(self) -> AsteriskNetwork:
        return AsteriskNetwork(
            self.settings,
            program=native.find("asterisk"),
            tell=self._tell,
            sound_for=self._sound_for,
            prompts=self._sounds,
            phone_of=lambda agent: self._chosen.get(agent, DeskPhone(name=own_desk_phone(agent))),
            clock=SystemClock(),
            phone_reachable=lambda agent, there: self.reachable.append((agent, there)),
            network_state=self.states.append,
            quality=self.qualities.append,
        )

    async def _sound_for(self, text: str, language: Language) -> Path:
        seconds = max(0.5, len(text) * SECONDS_A_LETTER)
        file = self._sounds / f"{round(seconds * 1000)}.wav"
        return file if file.exists() else sound.write(file, sound.tone(WORDS_PITCH, seconds))

    # ---------------------------------------------------------------- life

    async def __aenter__(self) -> Laboratory:
        await self.network.start()
        await self.network.reconcile([])
        contacts = {phones.agent: phones.desk_contact for phones in self.settings.phones if phones.desk_contact}
        for agent, contact in contacts.items():
            self._agents[agent] = await self._phone(agent, int(contact.rpartition(":")[2]))
        carrier = self.settings.trunks[0].host
        assert carrier is not None
        self._outside = await self._phone("outside", int(carrier.rpartition(":")[2]))
        return self

    async def __aexit__(self, *_: object) -> None:
        for phone in self._people:
            await phone.hang_up()
            await phone.close()
        await self.network.leave()

    async def _phone(self, name: str, port: int | None = None, secret: str = "") -> SipPhone:
        own, media = (free_ports(1)[0] if port is None else port), free_ports(2)[0]
        phone = SipPhone(name, port=own, media_port=media, pitch=700.0 + 230 * len(self._people), secret=secret)
        await phone.open()
        self._people.append(phone)
        return phone

    # ---------------------------------------------------------------- people

    async def call_in(self, caller: str, dialled: str) -> SipPhone:
        phone = await self._phone("customer")
        await phone.call(dialled, asterisk=("127.0.0.1", self.settings.ports.sip), caller=caller)
        return phone

    def agent(self, agent: AgentId) -> SipPhone:
        return self._agents[agent]

    def choose(self, agent: AgentId, phone: AgentPhone) -> None:
        self._chosen[agent] = phone
        self.network.phone_chosen(agent)

    async def dial(self, agent: AgentId, number: str) -> SipPhone:
        secret = next(phones.desk_secret for phones in self.settings.phones if phones.agent == agent)
        line = await self._phone(own_desk_phone(agent), secret=secret)
        await line.call(number, asterisk=("127.0.0.1", self.settings.ports.sip), caller=line.name)
        return line

    def outside(self, number: str) -> SipPhone:
        assert number == OUTSIDE
        assert self._outside is not None
        return self._outside

    async def until(self, there: Callable[[], bool], within: float) -> bool:
        return await really_until(there, within)

    async def hears(self, one: Party, other: Party) -> bool:
        """The other speaks its tone until the one has heard it, for three seconds at most."""
        assert isinstance(one, SipPhone)
        assert isinstance(other, SipPhone)
        one.media.listen()
        speaking = asyncio.create_task(other.speak(3.0))
        try:
            return await really_until(lambda: speaking.done() or one.media.hears(other.media.pitch), 4.0) and (
                one.media.hears(other.media.pitch)
            )
        finally:
            speaking.cancel()
            other.media.fall_silent()
            await asyncio.gather(speaking, return_exceptions=True)

    async def who_hears_whom(self, **parties: Party) -> set[str]:
        phones = {name: party for name, party in parties.items() if isinstance(party, SipPhone)}
        for phone in phones.values():
            phone.media.listen()
        await asyncio.gather(*(phone.speak(1.3) for phone in phones.values()))
        return {
            f"{one} hears {other}"
            for one, phone in phones.items()
            for other, speaker in phones.items()
            if one != other and phone.media.hears_among_others(speaker.media.pitch)
        }

    def suffers(self, party: Party, loss: float, jitter: float) -> None:
        assert isinstance(party, SipPhone)
        party.media.loses = loss, jitter

    async def unheard(self, one: Party, other: Party, meanwhile: Callable[[], Awaitable[object]]) -> float:
        assert isinstance(one, SipPhone)
        assert isinstance(other, SipPhone)
        one.media.listen()
        speaking = asyncio.create_task(other.speak(SPOKEN))
        await asyncio.sleep(0.3)
        await meanwhile()
        await speaking
        await asyncio.sleep(0.3)
        return SPOKEN - one.media.seconds_of(other.media.pitch)

    def spans(self, name: str, party: Party) -> list[tuple[float, float]]:
        assert isinstance(party, SipPhone)
        return sound.spans_of(self.recorded(name), party.media.pitch, LOUDNESS / 4)

    def recording(self, name: str) -> Path | None:
        file = self.settings.recordings / f"{name}.wav"
        return file if file.exists() else None

    def recorded(self, name: str) -> np.ndarray:
        return sound.read(self.settings.recordings / f"{name}.wav")

    # ---------------------------------------------------------------- deaths

    async def die(self, known: Sequence[KnownLeg]) -> None:
        pid = self.network.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert await really_until(lambda: self.network.pid not in (pid, None) and self.states[-1] == "ready", 10.0)

    async def program_stops(self) -> None:
        await self.network.leave()

    async def program_starts(self, known: Sequence[KnownLeg]) -> None:
        self.network = self._new_network()
        await self.network.start()
        await self.network.reconcile(known)


def end_asterisk(settings: Settings) -> None:
    """Kill what the laboratories of this folder left running."""
    found = running(settings.home / "running.json")
    if found is not None:
        os.kill(found.pid, signal.SIGKILL)
