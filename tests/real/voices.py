"""Who hears whom: a house with a supervisor, a carrier and a phone that dials; every party speaks a tone of its own.

async with VoicesHouse(folder) as house:
    talk = await house.talk("+8613800050001")           # ana and a customer
    await heard(customer=talk.customer, ana=house.phones[ANA], are=EACH_OTHER)
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import msgspec
from real.desk import Desk
from real.page_voice import PageVoice
from real.people import ANA, House, until
from real.phones import sound
from real.phones.media import LOUDNESS
from real.phones.ports import free_ports
from real.phones.registered import RegisteredPhone
from real.phones.sip import SipPhone

from callcenter import wav
from callcenter.model.ids import AgentId
from callcenter.model.phones import own_desk_phone
from callcenter.secrets import Derived
from callcenter.telephones import desk_phone_secret

VIC = "vic"  # a supervisor at a desk phone
OUTSIDE = "+8613900139000"
SPEAKS_FOR = 1.2  # seconds
SPEAKS_TO_PAGES_FOR = 1.6
CHANGES_WITHIN = 0.3  # seconds of sound that is still on its way when something has changed
TRIES = 4
FULL = 32768

Hearing = dict[str, set[str]]
"""Whom each of them hears."""


class Talk(msgspec.Struct):
    interaction: str
    customer: SipPhone


class VoicesHouse(House):
    """Ana's phone has registered and dials by itself; whatever number is dialled outside rings `outside`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        told, (vics, self._carrier) = self.program.told, free_ports(2)
        told["agents"][ANA]["phone"] = {"kind": "desk_phone"}
        told["agents"][VIC] = {
            "name": "Vic",
            "number": "2009",
            "language": "en",
            "roles": ["agent", "supervisor"],
            "phone": {"kind": "desk_phone", "contact": f"sip:{VIC}@127.0.0.1:{vics}"},
        }
        told["telephony"]["trunks"] = {"carrier": {"match": ["127.0.0.1"], "host": f"127.0.0.1:{self._carrier}"}}
        self.program.write_config()
        self._ports[VIC] = vics
        self._have_passwords += (VIC,)
        self._secret = desk_phone_secret(Derived(self.program.data / "secret"), AgentId(ANA))

    async def __aenter__(self) -> VoicesHouse:
        self.outside = await self._phone("outside", self._carrier)
        await super().__aenter__()
        line = self.phones[ANA]
        assert isinstance(line, RegisteredPhone)
        await line.register(("127.0.0.1", self.program.sip_port))
        await until(lambda: line.registered, what="the registration of Ana's phone")
        return self

    async def __aexit__(self, *gone: object) -> None:
        await self.outside.close()
        await super().__aexit__(*gone)

    async def everybody_goes(self) -> None:
        await self.outside.hang_up()
        await super().everybody_goes()

    async def _phone(self, name: str, port: int, heads: str = "") -> SipPhone:
        return await (self._anas(port) if name == ANA else super()._phone(name, port, heads))

    async def _anas(self, port: int) -> RegisteredPhone:
        pitch = float(next(self._pitches))
        name, media = own_desk_phone(AgentId(ANA)), free_ports(2)[0]
        line = RegisteredPhone(name, port=port, media_port=media, pitch=pitch, secret=self._secret)
        await line.open()
        return line

    # ---------------------------------------------------------------- people

    async def second_line(self, dials: str) -> SipPhone:
        """Of Ana's phone."""
        line = await self._anas(free_ports(1)[0])
        self._callers.append(line)
        await line.call(dials, asterisk=("127.0.0.1", self.program.sip_port), caller=line.name)
        return line

    async def there(self, name: str, *feeds: str) -> Desk:
        """Somebody is signed in and takes no work of the queues."""
        desk = await self.looks(name, "desk", *feeds)
        assert await desk.do("sign_in") is None
        await desk.until(lambda desk: desk.me.get("reachable"))
        return desk

    async def talk(self, caller: str) -> Talk:
        """Ana talks with a customer."""
        customer = await self.call_into_queue(caller)
        await self.answers(ANA)
        return Talk(await self.interaction_from(caller), customer)

    async def answers(self, name: str) -> None:
        """What rings at this agent's phone."""
        phone, desk = self.phones[name], self.desks[name]
        await until(lambda: phone.ringing, what=f"a ring at {name}'s phone")
        await phone.answer()
        await desk.until(lambda desk: desk.stage("talking"))

    async def outside_answers(self) -> None:
        await until(lambda: self.outside.ringing, what="a ring outside")
        await self.outside.answer()


async def clear(desk: Desk) -> None:
    """The wrap-up is done."""
    work = await desk.until(lambda desk: desk.stage("wrap_up"))
    assert await desk.do("finish", interaction=work["interaction"], disposition="no_result") is None
    await desk.until(lambda desk: not desk.works_in_hand)


# ---------------------------------------------------------------------- sound


Voice = SipPhone | PageVoice


async def heard(phones: Mapping[str, Voice], *, tries: int = TRIES, **hear: Collection[str]) -> None:
    """All speak at once, and each hears just those; `music`: something, and none of the others."""
    wanted = {name: set(whom) for name, whom in hear.items()}
    found: Hearing = {}
    for _ in range(tries):
        found = await who_hears_whom({name: phones[name] for name in wanted})
        if found == wanted:
            return
    assert found == wanted, found


async def who_hears_whom(phones: Mapping[str, Voice]) -> Hearing:
    await asyncio.sleep(CHANGES_WITHIN)
    pages = any(isinstance(phone, PageVoice) for phone in phones.values())
    heard = [_hears(name, phones, SPEAKS_TO_PAGES_FOR if pages else SPEAKS_FOR) for name in phones]
    return dict(zip(phones, await asyncio.gather(*heard), strict=True))


async def _hears(name: str, phones: Mapping[str, Voice], seconds: float) -> set[str]:
    """It speaks meanwhile."""
    one, pitches = phones[name], {other: voice_pitch(phone) for other, phone in phones.items() if other != name}
    if isinstance(one, PageVoice):
        return await one.hears(pitches)
    one.media.listen()
    await one.speak(seconds)
    found = {other for other, pitch in pitches.items() if one.media.hears_among_others(pitch)}
    return found or (set() if one.media.is_quiet() else {"music"})


def voice_pitch(voice: Voice) -> float:
    return voice.pitch if isinstance(voice, PageVoice) else voice.media.pitch


def tones_in(file: Path, phones: Mapping[str, SipPhone]) -> set[str]:
    """Whose tones are anywhere in a recording."""
    samples, half = wav.examine(file).read()[:, 0] * FULL, sound.RATE // 2  # it may still be written
    windows = [samples[start : start + half] for start in range(0, len(samples) - half + 1, half)]
    return {
        name
        for name, phone in phones.items()
        if any(sound.loudness_of(window, phone.media.pitch) > LOUDNESS / 4 for window in windows)
    }


def everybody(*names: str) -> dict[str, Any]:
    """Each hears all others."""
    return {name: set(names) - {name} for name in names}
