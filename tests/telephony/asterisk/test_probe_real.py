"""The probe of real Asterisks: a whole one, one without a module; and one of somebody else's carries our calls."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import msgspec
import pytest

from callcenter import native
from callcenter.calls.turns import CallArrived, LegAnswered, PlaceCall, ToAgent
from callcenter.clock import SystemClock
from callcenter.model.ids import LegId
from callcenter.model.phones import DeskPhone, own_desk_phone
from callcenter.telephony.asterisk.configuration import external_files, write_configuration
from callcenter.telephony.asterisk.network import AsteriskNetwork, NotReady
from callcenter.telephony.asterisk.probe import probe
from callcenter.telephony.asterisk.process import AsteriskProcess
from callcenter.telephony.asterisk.settings import External, Settings
from telephony.asterisk.laboratory import Laboratory, end_asterisk, settings_for
from telephony.contract.phones import ANA, CUSTOMER, DIALLED, Heard, really_until

pytestmark = pytest.mark.real


@pytest.fixture
async def settings(tmp_path: Path) -> AsyncIterator[Settings]:
    settings = settings_for(tmp_path)
    yield settings
    end_asterisk(settings)


class Outside(Laboratory):
    """Our program at an Asterisk that somebody else has started."""

    def _new_network(self) -> AsteriskNetwork:
        return AsteriskNetwork(
            self.settings,
            program=None,
            tell=self._tell,
            sound_for=self._sound_for,
            prompts=self._sounds,
            phone_of=lambda agent: DeskPhone(name=own_desk_phone(agent)),
            clock=SystemClock(),
            phone_reachable=lambda agent, there: self.reachable.append((agent, there)),
            network_state=self.states.append,
        )


async def started(settings: Settings) -> AsteriskProcess:
    program = native.find("asterisk")
    assert program is not None
    process = AsteriskProcess(settings, program, died=lambda: None)
    await process.start()
    return process


async def until_it_answers(settings: Settings) -> None:
    for _ in range(50):
        probed = await probe(settings.ari_url, settings.ari_user, settings.secrets.ari)
        if probed.version:
            return
        assert not await really_until(lambda: False, 0.1)


def external(settings: Settings) -> Settings:
    """The same Asterisk, as one who did not start it sees it."""
    ports = settings.ports
    return msgspec.structs.replace(
        settings, external=External(url=f"http://127.0.0.1:{ports.http}", ami_port=ports.ami), qualify_every=1
    )


async def test_nothing_is_missing_in_ours_and_it_can_be_used_from_outside(settings: Settings) -> None:
    process = await started(settings)
    await until_it_answers(settings)
    probed = await probe(settings.ari_url, settings.ari_user, settings.secrets.ari)
    assert probed.missing == ()
    assert probed.version.startswith("22.")
    heard = Heard()
    async with Outside(external(settings), heard.tell) as lab:
        assert await really_until(lambda: (ANA, True) in lab.reachable, 5)
        await lab.call_in(CUSTOMER, DIALLED)
        assert await really_until(lambda: any(isinstance(event, CallArrived) for event in heard.events), 5)
    await process.stop()


ADMINISTRATORS = {
    "extensions.conf": "[general]\nstatic=yes\n[from-elsewhere]\nexten => 100,1,Hangup()\n",
    "pjsip.conf": """[global]
type=global
endpoint_identifier_order=username,ip,anonymous
[udp]
type=transport
protocol=udp
bind=127.0.0.1:{sip}
[ws]
type=transport
protocol=ws
bind=127.0.0.1
""",
    "ari.conf": "[general]\nenabled=yes\nchannelvars=CC_KIND\n[theirs]\ntype=user\npassword=theirs\n",
    "manager.conf": "[general]\nenabled=yes\nwebenabled=no\nbindaddr=127.0.0.1\nport={ami}\n[theirs]\nsecret=theirs\n",
}
"""What an administrator has, and what docs/external-asterisk.md asks for."""


async def test_an_asterisk_with_its_administrators_files_and_our_includes_carries_calls(settings: Settings) -> None:
    program = native.find("asterisk")
    assert program is not None
    main = write_configuration(settings, native.asterisk_directories(program))
    own, ours = main.parent, external(settings)
    for name, text in external_files(ours).items():
        (own / name).write_text(text)
    for name, text in ADMINISTRATORS.items():
        places = {"{sip}": str(settings.ports.sip), "{ami}": str(settings.ports.ami)}
        for place, port in places.items():
            text = text.replace(place, port)
        (own / name).write_text(f"{text}#include callcenter_{name}\n")
    process = await asyncio.create_subprocess_exec(
        *program.command("-C", str(main), "-f", "-n"), stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await until_it_answers(ours)
        heard = Heard()
        async with Outside(ours, heard.tell) as lab:
            assert await really_until(lambda: (ANA, True) in lab.reachable, 5)
            caller = await lab.call_in(CUSTOMER, DIALLED)
            assert await really_until(lambda: any(isinstance(event, CallArrived) for event in heard.events), 5)
            assert await lab.network.reload(ours)
            lab.network.perform(PlaceCall(leg=LegId("to-ana"), to=ToAgent(agent=ANA), shown=CUSTOMER, ring_for=20))
            ana = lab.agent(ANA)
            assert await really_until(lambda: ana.ringing, 5)
            await ana.answer()
            assert await really_until(lambda: any(isinstance(event, LegAnswered) for event in heard.events), 5)
            assert not caller.over
    finally:
        process.terminate()
        await process.wait()


async def test_a_wrong_password_is_told_from_a_missing_asterisk(settings: Settings) -> None:
    process = await started(settings)
    await until_it_answers(settings)
    probed = await probe(settings.ari_url, settings.ari_user, "wrong")
    assert probed.missing == ("our ARI user with our password",)
    await process.stop()


async def test_an_asterisk_without_a_module_says_which_and_is_not_used(settings: Settings) -> None:
    process = await started(settings)
    await until_it_answers(settings)
    authorization = aiohttp.encode_basic_auth(settings.ari_user, settings.secrets.ari)
    async with aiohttp.ClientSession(headers={"Authorization": authorization}) as session:
        address = f"{settings.ari_url}/ari/asterisk/modules/app_channelredirect.so"
        async with session.delete(address) as answer:
            assert answer.status == 204
    probed = await probe(settings.ari_url, settings.ari_user, settings.secrets.ari)
    assert probed.missing == ("app_channelredirect.so",)
    network = Outside(external(settings), Heard().tell).network
    with pytest.raises(NotReady, match=r"cannot be used; it lacks app_channelredirect\.so"):
        await network.start()
    await process.stop()
