"""Trunks on a real Asterisk: keys by SIP INFO and in the sound, an encrypted line, a full one and a dead one."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from real.phones.sip import SipPhone
from real.phones.sound import RATE

from callcenter.calls.turns import (
    CallArrived,
    Collect,
    Keys,
    LegAnswered,
    LegEnded,
    Linger,
    PlaceCall,
    RunTurn,
    ToNumber,
    Turn,
    TurnEnded,
)
from callcenter.certificate import generated
from callcenter.clock import SystemClock
from callcenter.model.ids import LegId, TurnId
from callcenter.model.interaction import EndReason
from callcenter.telephony.asterisk.settings import Settings, Tls
from telephony.asterisk.laboratory import Laboratory, end_asterisk, settings_for
from telephony.contract.phones import CUSTOMER, DIALLED, OUTSIDE, Heard, really_until

pytestmark = pytest.mark.real

SOON = 10.0
KEY_FIVE = (770.0, 1336.0)


def settings(folder: Path, **trunk: Any) -> Settings:
    """The laboratory's, with another carrier."""
    made = settings_for(folder)
    (carrier,) = made.trunks
    return msgspec.structs.replace(made, trunks=(msgspec.structs.replace(carrier, **trunk),))


class Story:
    """A laboratory, and what it tells."""

    def __init__(self, made: Settings) -> None:
        self.heard = Heard()
        self.lab = Laboratory(made, self.heard.tell)

    async def __aenter__(self) -> Story:
        await self.lab.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.lab.__aexit__()
        end_asterisk(self.lab.settings)

    async def tells(self, kind: type[Any], within: float = SOON) -> Any:
        assert await really_until(lambda: any(isinstance(event, kind) for event in self.heard.events), within), kind
        return next(event for event in self.heard.events if isinstance(event, kind))

    async def asked_for_a_key(self) -> SipPhone:
        """A caller who is asked for one key."""
        phone = await self.lab.call_in(CUSTOMER, DIALLED)
        arrived = await self.tells(CallArrived)
        turn = Turn(id=TurnId("t1"), leg=arrived.leg, then=Collect(most=1, first_within=8.0))
        self.lab.network.perform(RunTurn(turn=turn))
        assert await really_until(lambda: phone.answered, SOON)
        return phone

    async def pressed(self) -> str:
        result = (await self.tells(TurnEnded)).result
        assert isinstance(result, Keys)
        return result.keys

    def places(self, leg: str, trunk: str = "carrier") -> None:
        to = ToNumber(number=OUTSIDE, trunk=trunk)
        self.lab.network.perform(PlaceCall(leg=LegId(leg), to=to, shown=DIALLED, ring_for=30.0))


async def test_a_key_comes_as_sip_info(tmp_path: Path) -> None:
    async with Story(settings(tmp_path, dtmf="info")) as story:
        phone = await story.asked_for_a_key()
        phone.press_by_info("5")
        assert await story.pressed() == "5"


async def test_a_key_comes_as_two_tones_in_the_sound(tmp_path: Path) -> None:
    async with Story(settings(tmp_path, dtmf="inband")) as story:
        phone = await story.asked_for_a_key()
        moments = np.arange(RATE) / RATE
        both = sum(6000.0 * np.sin(2 * np.pi * pitch * moments) for pitch in KEY_FIVE)
        phone.media.voice_is(np.asarray(both, dtype=np.int16))
        await asyncio.sleep(0.5)
        await phone.speak(0.3)
        assert await story.pressed() == "5"


async def test_an_encrypted_line_carries_a_call(tmp_path: Path) -> None:
    """To itself: the call goes out by SIP over TLS with encrypted sound, and comes in by the same trunk."""
    own = generated(tmp_path / "tls", ("127.0.0.1",), SystemClock().now())
    made = settings(tmp_path)
    tls = Tls(certificate=own.certificate, key=own.certificate, authorities=own.authority, verify=True)
    host = f"127.0.0.1:{made.ports.sips}"
    trunk = msgspec.structs.replace(made.trunks[0], host=host, transport="tls", srtp=True, codecs=("opus", "alaw"))
    made = msgspec.structs.replace(made, trunks=(trunk,), tls=tls)
    async with Story(made) as story:
        story.places("out")
        arrived = await story.tells(CallArrived)
        assert (arrived.trunk, arrived.dialled) == ("carrier", OUTSIDE)
        story.lab.network.perform(RunTurn(turn=Turn(id=TurnId("t1"), leg=arrived.leg, then=Linger())))
        assert (await story.tells(LegAnswered)).leg == "out"


async def test_a_full_line_takes_no_more_and_says_so_at_once(tmp_path: Path) -> None:
    async with Story(settings(tmp_path, limit=1)) as story:
        story.places("first")
        assert await really_until(lambda: story.lab.outside(OUTSIDE).ringing, SOON)
        story.places("second")
        ended = await story.tells(LegEnded)
        assert (ended.leg, ended.why) == ("second", EndReason.NO_LINE)


@pytest.mark.parametrize(("answer", "why"), [(503, EndReason.NO_LINE), (404, EndReason.UNREACHABLE)])
async def test_what_the_carrier_answers_tells_a_dead_line_from_a_wrong_number(
    tmp_path: Path, answer: int, why: EndReason
) -> None:
    async with Story(settings(tmp_path)) as story:
        story.lab.outside(OUTSIDE).refuses_with = answer
        story.places("out")
        assert (await story.tells(LegEnded)).why is why
