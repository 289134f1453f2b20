"""Who can be rung and who was refused, as told by AMI's events."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from callcenter.model.ids import AgentId
from callcenter.model.phones import AgentPhone, DeskPhone, OutsideNumber, Softphone
from callcenter.telephony.asterisk.ami import AmiEvent
from callcenter.telephony.asterisk.settings import External, Phones, Ports, Seat, Secrets, Settings
from callcenter.telephony.asterisk.trunks import Trunks
from callcenter.telephony.asterisk.watching import Reachability, Refusals, Watching
from telephony.asterisk.ami_server import SECRET, AmiServer
from telephony.contract.phones import ANA, BOB, really_until

SETTINGS = Settings(
    data=Path("data"),
    secrets=Secrets(ari="x", ami=SECRET, web_guest="x"),
    phones=(Phones(agent=ANA, softphone_secret="x", desk_secret="y"), Phones(agent=BOB, softphone_secret="x")),
    seats=(Seat(name="7", secret="z"),),
)


ACCEPTED = b"Response: Success\r\nMessage: Authentication accepted\r\n"
BOOTED = b"Event: FullyBooted\r\nStatus: Fully Booted\r\n"


def contact(endpoint: str, status: str, uri: str = "sip:a@192.0.2.1") -> AmiEvent:
    return AmiEvent("ContactStatus", {"EndpointName": endpoint, "URI": uri, "ContactStatus": status})


def listed(endpoint: str, state: str, uri: str = "sip:a@192.0.2.1") -> AmiEvent:
    fields = {"ObjectName": endpoint, "DeviceState": state, "Contacts": f"{endpoint}/{uri}," if uri else ""}
    return AmiEvent("EndpointList", fields)


class Told:
    def __init__(self) -> None:
        self.all: list[tuple[AgentId, bool]] = []
        self.phones: dict[AgentId, AgentPhone] = {}
        self.reachability = Reachability(self._phone_of, lambda agent, there: self.all.append((agent, there)))
        self.reachability.know(SETTINGS)

    def _phone_of(self, agent: AgentId) -> AgentPhone:
        return self.phones.get(agent, Softphone())


@pytest.fixture
def told() -> Told:
    return Told()


def test_only_a_change_of_the_chosen_phone_is_told(told: Told) -> None:
    for event in (contact("ana-desk", "Created"), contact("ana", "Created"), contact("ana", "Reachable")):
        told.reachability.heard(event)
    assert told.all == [(ANA, True)]
    told.phones[ANA] = DeskPhone(name="ana-desk")
    told.reachability.phone_chosen(ANA)
    assert told.reachability.chosen(ANA)
    told.reachability.heard(contact("ana-desk", "Removed"))
    assert told.all == [(ANA, True), (ANA, False)]


def test_an_agent_who_sits_down_at_a_seat_is_rung_there(told: Told) -> None:
    told.reachability.listed([listed("7-seat", "Not in use")])
    assert told.all == [(ANA, False), (BOB, False)]
    told.phones[ANA] = DeskPhone(name="7-seat")
    told.reachability.phone_chosen(ANA)
    assert told.all[2:] == [(ANA, True)]
    told.reachability.heard(contact("7-seat", "Unreachable"))
    told.phones[ANA] = Softphone()
    told.reachability.phone_chosen(ANA)
    told.reachability.heard(contact("7-seat", "Reachable"))
    assert told.all[3:] == [(ANA, False)]


def test_the_list_asks_again_where_agents_want_to_be_rung(told: Told) -> None:
    """What was chosen another time is known only after the network was made."""
    told.phones[ANA] = DeskPhone(name="7-seat")
    told.reachability.listed([listed("7-seat", "Not in use")])
    assert told.all == [(ANA, True), (BOB, False)]


def test_a_number_outside_can_be_rung_as_long_as_asterisk_is_there(told: Told) -> None:
    told.phones[ANA] = OutsideNumber(number="13900139000")
    told.reachability.phone_chosen(ANA)
    assert told.all == []
    told.reachability.listed([])
    assert told.all == [(ANA, True), (BOB, False)]
    told.reachability.nobody()
    told.reachability.listed([])
    assert told.all[2:] == [(ANA, False), (ANA, True)]


def test_a_page_that_was_reloaded_has_not_gone(told: Told) -> None:
    """The new registration comes before the old one's end."""
    told.reachability.heard(contact("ana", "Created", "sip:old@192.0.2.1"))
    told.reachability.heard(contact("ana", "Created", "sip:new@192.0.2.1"))
    told.reachability.heard(contact("ana", "Removed", "sip:old@192.0.2.1"))
    assert told.all == [(ANA, True)]


def test_a_phone_that_does_not_answer_is_gone_until_it_does(told: Told) -> None:
    for status in ("Created", "Unreachable", "Unreachable", "Unknown", "Reachable"):
        told.reachability.heard(contact("ana", status))
    assert told.all == [(ANA, True), (ANA, False), (ANA, True)]


def test_who_is_not_in_the_list_is_not_there(told: Told) -> None:
    told.reachability.heard(contact("ana", "Created"))
    told.reachability.listed([listed("bob", "Not in use"), listed("ana", "Unavailable"), listed("carrier", "In use")])
    assert told.all == [(ANA, True), (ANA, False), (BOB, True)]
    told.reachability.listed([])
    assert told.all[3:] == [(BOB, False)]


def test_trunks_and_strangers_are_nobodys_phone(told: Told) -> None:
    told.reachability.heard(contact("carrier", "Reachable"))
    assert told.all == []


def test_an_agent_who_is_no_more_cannot_be_rung(told: Told) -> None:
    told.reachability.heard(contact("bob", "Created"))
    told.reachability.know(msgspec.structs.replace(SETTINGS, phones=SETTINGS.phones[:1]))
    assert not told.reachability.chosen(BOB)


async def test_an_alarm_comes_with_the_tenth_refusal_of_a_minute_and_the_log_stays_short(
    caplog: pytest.LogCaptureFixture,
) -> None:
    alarms: list[int] = []
    refusals = Refusals(alarms.append)
    refusals.know(SETTINGS)
    for account in ("ana", "zhang-san"):
        for _ in range(6):
            refusals.heard(
                AmiEvent("InvalidPassword", {"Service": "PJSIP", "AccountID": account, "RemoteAddress": "203.0.113.9"})
            )
    refusals.forget()
    assert alarms == [10]
    assert refusals.counted == {"InvalidPassword": 12}
    assert [record.message for record in caplog.records].count("Asterisk refused somebody") == 2
    everything = "".join(str(vars(record)) for record in caplog.records)
    assert "zhang-san" not in everything
    assert "203.0.113.9" not in everything


# -------------------------------------------------------------------- with a server


@pytest.fixture
async def server() -> AsyncIterator[AmiServer]:
    async with AmiServer() as server:
        server.answers["Login"] = (ACCEPTED, BOOTED)
        yield server


@pytest.fixture
async def watching(server: AmiServer, told: Told) -> AsyncIterator[Watching]:
    external = External(url="http://127.0.0.1:9", ami_port=server.port)
    settings = msgspec.structs.replace(SETTINGS, external=external)
    watching = Watching(
        settings,
        phone_of=lambda agent: Softphone(),
        phone_reachable=lambda agent, there: told.all.append((agent, there)),
        alarm=lambda refusals: None,
        trunks=Trunks(settings, tell=lambda now: None),
    )
    yield watching
    await watching.stop()


async def test_files_that_changed_while_ami_was_away_are_read_when_it_is_back(
    server: AmiServer, watching: Watching
) -> None:
    assert not await watching.reload()
    watching.start()
    assert await really_until(lambda: len(server.named("PJSIPShowEndpoints")) == 1, 5)
    assert [sent["Module"] for sent in server.named("Reload")] == [
        "res_pjsip.so",
        "pbx_config.so",
        "res_musiconhold.so",
    ]
    assert await watching.reload()
    assert len(server.named("Reload")) == 6


async def test_a_reload_that_asterisk_minds_is_asked_for_again_with_the_next_connection(
    server: AmiServer, watching: Watching, caplog: pytest.LogCaptureFixture
) -> None:
    watching.start()
    assert await really_until(lambda: len(server.named("PJSIPShowEndpoints")) == 1, 5)
    server.answers["Reload"] = (b"Response: Error\r\nMessage: A reload is in progress\r\n",)
    assert not await watching.reload()
    assert "did not read a file anew" in caplog.text
    del server.answers["Reload"]
    await server.cut()
    assert await really_until(lambda: len(server.named("PJSIPShowEndpoints")) == 3, 5)
    assert len(server.named("Reload")) == 6


async def test_an_asterisk_that_still_boots_is_not_asked_for_its_phones(server: AmiServer, watching: Watching) -> None:
    server.answers["Login"] = (ACCEPTED,)
    watching.start()
    assert await really_until(lambda: len(server.named("Ping")) >= 2, 5)
    assert not await watching.reload()
    assert server.named("PJSIPShowEndpoints") == []
    await server.say(BOOTED + b"\r\n")
    assert await really_until(lambda: len(server.named("PJSIPShowEndpoints")) == 1, 5)
    assert len(server.named("Reload")) == 3


async def test_what_is_heard_while_the_list_comes_is_newer_than_the_list(
    server: AmiServer, watching: Watching, told: Told
) -> None:
    server.answers["PJSIPShowEndpoints"] = [
        b"Response: Success\r\nEventList: start\r\n",
        b"Event: EndpointList\r\nObjectName: ana\r\nDeviceState: Not in use\r\nContacts: ana/sip:a,\r\n",
        b"Event: ContactStatus\r\nEndpointName: ana\r\nURI: sip:a\r\nContactStatus: Removed\r\nActionID: x\r\n\r\n"
        b"Event: EndpointListComplete\r\nEventList: Complete\r\n",
    ]
    watching.start()
    assert await really_until(lambda: (ANA, False) in told.all, 5)
    assert told.all == [(ANA, True), (BOB, False), (ANA, False)]


async def test_without_ami_a_phone_cannot_be_looked_at_and_that_is_no_error(watching: Watching) -> None:
    assert not await watching.qualify("ana")
    assert not await watching.notify("ana", "check-sync", {})


async def test_a_line_break_cannot_get_into_a_notify(server: AmiServer, watching: Watching) -> None:
    watching.start()
    assert await really_until(lambda: watching.up, 5)
    with pytest.raises(ValueError, match="line break"):
        await watching.notify("ana", "check-sync\r\nEndpoint: bob", {})


def test_an_external_asterisk_is_spoken_to_at_its_own_address() -> None:
    external = External(url="https://pbx.example:8089/", user="cc", ami_user="boss")
    settings = msgspec.structs.replace(SETTINGS, external=external)
    assert (settings.ari_url, settings.ari_user) == ("https://pbx.example:8089", "cc")
    assert (settings.ami_address, settings.ami_user) == (("pbx.example", 5038), "boss")
    own = msgspec.structs.replace(SETTINGS, ports=Ports(http=18001, ami=18002))
    assert (own.ari_url, own.ami_address) == ("http://127.0.0.1:18001", ("127.0.0.1", 18002))


@pytest.mark.parametrize("url", ["pbx.example:8088", "ftp://pbx.example", "http://", "http://a:b@pbx.example"])
def test_an_address_that_cannot_be_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="looks like"):
        External(url=url)
