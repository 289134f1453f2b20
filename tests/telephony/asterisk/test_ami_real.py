"""What a real Asterisk tells by AMI: phones that come and go, wrong passwords; and what it learns while it runs."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import msgspec
import pytest

from callcenter import native
from callcenter.clock import SystemClock
from callcenter.model.ids import AgentId
from callcenter.model.phones import DeskPhone as OnTheTable
from callcenter.model.phones import own_desk_phone
from callcenter.telephony.asterisk.network import AsteriskNetwork
from callcenter.telephony.asterisk.settings import Phones, Settings, Trunk
from telephony.asterisk.laboratory import Laboratory, end_asterisk, settings_for
from telephony.asterisk.registering import DeskPhone
from telephony.contract.phones import ANA, BOB, EVE, Heard, really_until

pytestmark = pytest.mark.real

ZOE = AgentId("zoe")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    settings = settings_for(Path(tmp_path_factory.mktemp("ami")))
    settings = msgspec.structs.replace(settings, qualify_every=1)
    yield settings
    end_asterisk(settings)


class Watched(Laboratory):
    """A laboratory that also notes alarms."""

    def __init__(self, settings: Settings) -> None:
        self.alarms: list[int] = []
        super().__init__(settings, Heard().tell)

    def _new_network(self) -> AsteriskNetwork:
        return AsteriskNetwork(
            self.settings,
            program=native.find("asterisk"),
            tell=Heard().tell,
            sound_for=self._sound_for,
            prompts=self._sounds,
            phone_of=lambda agent: OnTheTable(name=own_desk_phone(agent)),
            clock=SystemClock(),
            phone_reachable=lambda agent, there: self.reachable.append((agent, there)),
            network_state=self.states.append,
            security_alarm=self.alarms.append,
        )


@pytest.fixture
async def lab(settings: Settings) -> AsyncIterator[Watched]:
    lab = Watched(settings)
    async with lab:
        assert await really_until(lambda: lab.network.ami_connected, 5)
        yield lab
        await lab.network.reload(settings)


def eves(lab: Watched) -> list[bool]:
    """What was told of Eve's phone."""
    return [there for agent, there in lab.reachable if agent == EVE]


def eves_phone(settings: Settings, secret: str = "y") -> DeskPhone:
    return DeskPhone("eve-desk", secret, settings.ports.sip)


async def test_a_desk_phone_is_reachable_from_its_registration_until_it_says_goodbye(lab: Watched) -> None:
    async with eves_phone(lab.settings) as phone:
        assert not lab.network.is_reachable(EVE)
        assert await phone.register() == 200
        assert await really_until(lambda: (EVE, True) in lab.reachable, 5)
        assert lab.network.is_reachable(EVE)
        assert await phone.register(expires=0) == 200
        assert await really_until(lambda: eves(lab)[-2:] == [True, False], 5)


async def test_a_desk_phone_that_loses_its_power_is_unreachable_soon(lab: Watched) -> None:
    async with eves_phone(lab.settings) as phone:
        assert await phone.register() == 200
        assert await really_until(lambda: lab.network.is_reachable(EVE) is True, 5)
    assert await really_until(lambda: not lab.network.is_reachable(EVE), 10)
    async with eves_phone(lab.settings) as phone:
        await phone.register(expires=0)


async def test_a_program_that_comes_later_knows_who_is_reachable(lab: Watched) -> None:
    async with eves_phone(lab.settings) as phone:
        assert await phone.register() == 200
        assert await really_until(lambda: lab.network.is_reachable(EVE) is True, 5)
        await lab.program_stops()
        lab.reachable.clear()
        await lab.program_starts([])
        there = {(ANA, True), (BOB, True), (EVE, True)}
        assert await really_until(lambda: {one for one in lab.reachable if one[1]} == there, 5)
        await phone.register(expires=0)


async def test_a_phone_can_be_told_to_fetch_its_settings_and_be_looked_at(lab: Watched) -> None:
    async with eves_phone(lab.settings) as phone:
        assert await phone.register() == 200
        assert await lab.network.notify("eve-desk")
        assert await really_until(lambda: phone.notified == ["check-sync"], 5)
        assert await lab.network.qualify("eve-desk")
        assert not await lab.network.qualify("nobody")
        await phone.register(expires=0)


async def test_a_wrong_password_is_counted_and_many_raise_an_alarm(
    lab: Watched, caplog: pytest.LogCaptureFixture
) -> None:
    def refused() -> int:
        return sum(lab.network.refusals.values())

    async with eves_phone(lab.settings, secret="guess") as phone:
        assert await phone.register() == 401
        assert await really_until(lambda: refused() == 1, 5)
        assert lab.alarms == []
        for _ in range(9):
            await phone.register()
        assert await really_until(lambda: lab.alarms == [10], 5)
    first = next(record for record in caplog.records if record.message == "Asterisk refused somebody")
    assert vars(first)["service"] == "PJSIP"
    assert vars(first)["account"] == "eve-desk"
    assert "127.0.0.1" not in str(vars(first))


async def test_a_strangers_account_name_is_not_logged(lab: Watched, caplog: pytest.LogCaptureFixture) -> None:
    elsewhere = (msgspec.structs.replace(lab.settings.trunks[0], match=("203.0.113.7",)),)
    assert await lab.network.reload(msgspec.structs.replace(lab.settings, trunks=elsewhere))
    async with DeskPhone("wang-xiaoming", "guess", lab.settings.ports.sip) as phone:
        await phone.register()
        assert await really_until(lambda: sum(lab.network.refusals.values()) >= 1, 5)
    assert "wang-xiaoming" not in "".join(str(vars(record)) for record in caplog.records)


def with_zoe(settings: Settings, secret: str = "z") -> Settings:
    zoe = Phones(agent=ZOE, softphone_secret="x", desk_secret=secret)
    second = Trunk(name="second", match=("203.0.113.7",), host="127.0.0.1:9")
    return msgspec.structs.replace(settings, phones=(*settings.phones, zoe), trunks=(*settings.trunks, second))


async def test_a_running_asterisk_learns_a_new_agent_and_a_new_password(lab: Watched) -> None:
    async with DeskPhone("zoe-desk", "z", lab.settings.ports.sip) as phone:
        assert await phone.register() == 404
        assert await lab.network.reload(with_zoe(lab.settings))
        assert await phone.register() == 200
        assert await really_until(lambda: lab.network.is_reachable(ZOE) is True, 5)
        assert await lab.network.reload(with_zoe(lab.settings, "new"))
        assert await phone.register() == 401
        phone.secret = "new"
        assert await phone.register(expires=0) == 200


async def test_calls_in_progress_outlive_a_reload(lab: Watched) -> None:
    phone = await lab.call_in("+8613800138000", "+8653288880000")
    assert await lab.network.reload(with_zoe(lab.settings))
    assert not phone.over


async def test_an_asterisk_that_was_started_with_other_agents_learns_them_when_it_is_adopted(lab: Watched) -> None:
    pid = lab.network.pid
    await lab.program_stops()
    lab.settings, before = with_zoe(lab.settings), lab.settings
    await lab.program_starts([])
    assert lab.network.pid == pid
    assert await really_until(lambda: lab.network.ami_connected, 5)
    async with DeskPhone("zoe-desk", "z", lab.settings.ports.sip) as phone:
        assert await _until_registered(phone)
        await phone.register(expires=0)
    lab.settings = before


async def _until_registered(phone: DeskPhone) -> bool:
    for _ in range(20):
        if await phone.register() == 200:
            return True
    return False


async def _until_learnt(lab: Watched) -> bool:
    """AMI is there before Asterisk is."""
    for _ in range(100):
        if await lab.network.reload(lab.settings):
            return True
        await asyncio.sleep(0.05)
    return False


async def test_what_an_asterisk_cannot_learn_is_refused(lab: Watched, settings: Settings) -> None:
    with pytest.raises(ValueError, match="node"):
        await lab.network.reload(msgspec.structs.replace(settings, node="other"))


def _written_down(settings: Settings, phone: DeskPhone) -> bool:
    """Whether Asterisk has the phone's registration on disk, which it writes a moment later."""
    database = settings.home / "lib" / "astdb.sqlite3"
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as asterisk:
        found = asterisk.execute("SELECT key FROM astdb WHERE value LIKE '%127.0.0.1:' || ? || '%'", (phone.port,))
        return found.fetchone() is not None


async def test_after_asterisk_died_its_phones_are_known_again(lab: Watched) -> None:
    pid = lab.network.pid
    assert pid is not None
    async with eves_phone(lab.settings) as phone:
        assert await phone.register() == 200
        assert await really_until(lambda: lab.network.is_reachable(EVE) is True, 5)
        assert await really_until(lambda: _written_down(lab.settings, phone), 5)
        os.kill(pid, signal.SIGKILL)
        assert await really_until(lambda: not lab.network.ami_connected, 5)
        assert await really_until(lambda: lab.network.is_reachable(EVE) is False, 5)  # nobody can be rung by a dead one
        assert await really_until(lambda: lab.network.pid != pid and lab.network.ami_connected, 10)
        assert await _until_learnt(lab)
        assert await really_until(lambda: lab.network.is_reachable(EVE) is True, 10)
        await phone.register(expires=0)
