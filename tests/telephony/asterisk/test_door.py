"""The browsers' passwords open nothing from outside: their calls come through the program's own socket, on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import msgspec
import pytest

from callcenter.telephony.asterisk.configuration import own_addresses
from callcenter.telephony.asterisk.lines import lines_conf
from callcenter.telephony.asterisk.settings import External, Settings
from telephony.asterisk.laboratory import Laboratory, end_asterisk, settings_for
from telephony.asterisk.registering import DeskPhone
from telephony.contract.phones import ANA, EVE, Heard, really_until

DOOR = "deny=0.0.0.0/0.0.0.0\npermit=127.0.0.0/255.0.0.0\n"


def section(text: str, head: str) -> str:
    return next(part for part in text.split(f"[{head}]\n")[1:] if part.startswith("type=endpoint"))


def test_browsers_are_let_in_on_loopback_only_and_desk_phones_from_anywhere(tmp_path: Path) -> None:
    text = lines_conf(settings_for(tmp_path))
    assert [DOOR in section(text, name).split("\n[")[0] for name in ("web-guest", "ana", "ana-desk", "eve-desk")] == [
        True,
        True,
        False,
        False,
    ]


def test_an_external_asterisk_does_not_know_where_the_program_is(tmp_path: Path) -> None:
    external = External(url="http://pbx.example:8088")
    assert "deny=" not in lines_conf(msgspec.structs.replace(settings_for(tmp_path), external=external))


@pytest.fixture
async def lab(tmp_path: Path) -> AsyncIterator[Laboratory]:
    settings = settings_for(tmp_path)
    async with Laboratory(settings, Heard().tell) as lab:
        yield lab
    end_asterisk(settings)


@pytest.fixture
def settings(lab: Laboratory) -> Settings:
    return lab.settings


@pytest.mark.real
async def test_a_softphones_password_registers_nothing_from_another_address(settings: Settings) -> None:
    elsewhere = own_addresses()
    if not elsewhere:
        pytest.skip("this machine has no address but loopback")
    [ana] = [phones for phones in settings.phones if phones.agent == ANA]
    [eve] = [phones for phones in settings.phones if phones.agent == EVE]
    port = settings.ports.sip
    async with DeskPhone(ana.agent, ana.softphone_secret, port, host=elsewhere[0]) as outside:
        assert await outside.register() == 401  # asked for its password once more, for ever
    async with DeskPhone(ana.agent, ana.softphone_secret, port) as inside:
        assert await inside.register() == 200
    async with DeskPhone(f"{eve.agent}-desk", eve.desk_secret, port, host=elsewhere[0]) as desk_phone:
        assert await desk_phone.register() == 200


@pytest.mark.real
async def test_who_dials_echo_from_a_browser_hears_itself(lab: Laboratory) -> None:
    phone = lab.agent(ANA)
    call = {"endpoint": "PJSIP/ana-desk", "context": "softphones", "extension": "echo", "priority": "1"}
    settings = lab.settings
    proof = {"Authorization": aiohttp.encode_basic_auth(settings.ari_user, settings.secrets.ari)}
    async with aiohttp.ClientSession(headers=proof) as ari:
        await ari.post(f"{settings.ari_url}/ari/channels", params=call)
    assert await really_until(lambda: phone.ringing, 5)
    await phone.answer()
    assert await lab.hears(phone, phone)
    await phone.hang_up()
