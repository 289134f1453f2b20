"""AMI stays alive and honest whatever the other side does."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from callcenter.telephony.asterisk.ami import USUAL, Ami, AmiEvent, Refused
from callcenter.telephony.asterisk.ami_client import AmiClient, Patience, parse
from callcenter.telephony.asterisk.ari import Disconnected
from telephony.asterisk.ami_server import SECRET, AmiServer
from telephony.contract.phones import really_until

SHORT = Patience(ping_every=0.1, silent_for=0.5)


class Listener:
    """Somebody who uses AMI."""

    def __init__(self, port: int, secret: str = SECRET, patience: Patience = USUAL) -> None:
        self.events: list[AmiEvent] = []
        self.greeted = self.lost = 0
        self.stumbles_over = ""
        self.ami = Ami(
            "127.0.0.1",
            port,
            "callcenter",
            secret,
            heard=self._heard,
            connected=self._connected,
            lost=self._lost,
            patience=patience,
        )

    def _heard(self, event: AmiEvent) -> None:
        self.events.append(event)
        if event.name == self.stumbles_over:
            raise RuntimeError("this listener stumbles")

    async def _connected(self) -> None:
        self.greeted += 1

    def _lost(self) -> None:
        self.lost += 1

    def names(self) -> list[str]:
        return [event.name for event in self.events]


@pytest.fixture
async def server() -> AsyncIterator[AmiServer]:
    async with AmiServer() as server:
        yield server


@contextlib.asynccontextmanager
async def listening(port: int, secret: str = SECRET, patience: Patience = USUAL) -> AsyncIterator[Listener]:
    listener = Listener(port, secret, patience)
    task = asyncio.create_task(listener.ami.run())
    try:
        yield listener
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def listener(server: AmiServer) -> AsyncIterator[Listener]:
    async with listening(server.port) as listener:
        assert await really_until(lambda: listener.greeted == 1, 5)
        yield listener


# -------------------------------------------------------------------- asking


async def test_an_answer_comes_back_to_the_one_who_asked(server: AmiServer, listener: Listener) -> None:
    server.answers["Reload"] = [b"Response: Success\r\nMessage: Module Reloaded\r\n"]
    answer, other = await asyncio.gather(listener.ami.ask("Reload", Module="res_pjsip.so"), listener.ami.ask("Ping"))
    assert (answer.ok, answer.message) == (True, "Module Reloaded")
    assert other.message == "done"
    assert server.named("Reload")[0]["Module"] == "res_pjsip.so"


async def test_a_refusal_is_an_answer_too(server: AmiServer, listener: Listener) -> None:
    server.answers["PJSIPQualify"] = [b"Response: Error\r\nMessage: Unable to retrieve endpoint\r\n"]
    answer = await listener.ami.ask("PJSIPQualify", Endpoint="nobody")
    assert (answer.ok, answer.message) == (False, "Unable to retrieve endpoint")


async def test_variables_are_sent_one_a_line(server: AmiServer, listener: Listener) -> None:
    await listener.ami.ask("PJSIPNotify", {"Event": "check-sync"}, Endpoint="ana-desk")
    assert server.named("PJSIPNotify")[0]["Variable"] == "Event=check-sync"


async def test_a_list_is_handed_over_whole_and_is_no_news(server: AmiServer, listener: Listener) -> None:
    server.answers["PJSIPShowContacts"] = [
        b"Response: Success\r\nEventList: start\r\n",
        b"Event: ContactList\r\nEndpoint: ana\r\n",
        b"Event: ContactList\r\nEndpoint: bob\r\n",
        b"Event: ContactListComplete\r\nEventList: Complete\r\nListItems: 2\r\n",
    ]
    found = await listener.ami.ask_list("PJSIPShowContacts")
    assert [event.fields["Endpoint"] for event in found] == ["ana", "bob"]
    assert listener.events == []


async def test_a_list_that_is_refused_says_why(server: AmiServer, listener: Listener) -> None:
    server.answers["PJSIPShowContacts"] = [b"Response: Error\r\nMessage: No Contacts found\r\n"]
    with pytest.raises(Refused, match="No Contacts found"):
        await listener.ami.ask_list("PJSIPShowContacts")


@pytest.mark.parametrize("evil", ["ana\r\n\r\nAction: Command", "ana\nModule: x", "ana\rx", "ana\0"])
async def test_nobody_can_smuggle_in_a_second_action(server: AmiServer, listener: Listener, evil: str) -> None:
    with pytest.raises(ValueError, match="line break"):
        await listener.ami.ask("PJSIPQualify", Endpoint=evil)
    with pytest.raises(ValueError, match="line break"):
        await listener.ami.ask("PJSIPNotify", {"Event": evil}, Endpoint="ana")
    await listener.ami.ask("Ping")
    assert {action["Action"] for action in server.actions} == {"Login", "Ping"}


async def test_many_who_ask_at_once_do_not_cut_each_other_short(server: AmiServer, listener: Listener) -> None:
    long = "x" * 20_000
    await asyncio.gather(*(listener.ami.ask("PJSIPQualify", Endpoint=f"{number}{long}") for number in range(30)))
    assert {sent["Endpoint"] for sent in server.named("PJSIPQualify")} == {f"{number}{long}" for number in range(30)}


async def test_who_asks_while_nothing_is_connected_is_told_so() -> None:
    with pytest.raises(Disconnected):
        await Listener(1).ami.ask("Ping")


# -------------------------------------------------------------------- the connection


async def test_a_quiet_asterisk_stays_connected() -> None:
    """Longer than the reader waits: our own pings keep the line warm."""
    async with AmiServer() as server, listening(server.port, patience=SHORT) as listener:
        assert await really_until(lambda: len(server.named("Ping")) >= 12, 5)
        assert (server.connections, listener.lost, listener.ami.up) == (1, 0, True)


async def test_a_frozen_asterisk_is_given_up_and_found_again() -> None:
    async with AmiServer() as server, listening(server.port, patience=SHORT) as listener:
        assert await really_until(lambda: listener.greeted == 1, 5)
        server.frozen = True
        with pytest.raises(Disconnected):
            await listener.ami.ask("Reload", Module="res_pjsip.so")
        server.frozen = False
        assert await really_until(lambda: listener.greeted == 2, 5)
        assert listener.lost == 1
        assert server.named("Reload") == []  # nobody sends it again


async def test_a_cut_fails_what_is_unanswered_at_once_and_nothing_is_sent_again(
    server: AmiServer, listener: Listener
) -> None:
    server.silent_about.add("PJSIPNotify")
    asking = asyncio.create_task(listener.ami.ask("PJSIPNotify", {"Event": "check-sync"}, Endpoint="ana"))
    assert await really_until(lambda: len(server.named("PJSIPNotify")) == 1, 5)
    await server.cut()
    with pytest.raises(Disconnected, match="lost"):
        async with asyncio.timeout(2):
            await asking
    assert await really_until(lambda: listener.greeted == 2, 5)
    assert len(server.named("PJSIPNotify")) == 1
    assert listener.lost == 1


async def test_a_server_that_hangs_up_before_its_banner_is_tried_again(server: AmiServer) -> None:
    server.banner = b""
    async with listening(server.port) as listener:
        assert await really_until(lambda: server.connections >= 2, 5)
        server.banner = b"Asterisk Call Manager/11.0.0\r\n"
        assert await really_until(lambda: listener.greeted == 1, 5)
        assert listener.lost == 0


async def test_what_is_not_asterisk_is_not_spoken_to(server: AmiServer) -> None:
    server.banner = b"220 mail.example ESMTP\r\n"
    async with listening(server.port) as listener:
        assert await really_until(lambda: server.connections >= 2, 5)
        assert (listener.greeted, listener.ami.up) == (0, False)


async def test_a_wrong_password_is_not_tried_over_and_over(server: AmiServer, caplog: pytest.LogCaptureFixture) -> None:
    async with listening(server.port, secret="wrong") as listener:
        assert await really_until(lambda: "refuses our password" in caplog.text, 5)
        assert (server.connections, listener.ami.up) == (1, False)


async def test_a_greeting_that_fails_makes_a_new_connection(
    server: AmiServer, caplog: pytest.LogCaptureFixture
) -> None:
    calls: list[int] = []

    async def greet() -> None:
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("the first time fails")

    ami = Ami("127.0.0.1", server.port, "callcenter", SECRET, heard=print, connected=greet, lost=lambda: None)
    task = asyncio.create_task(ami.run())
    assert await really_until(lambda: len(calls) == 2 and ami.up, 5)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert "could not be used" in caplog.text


# -------------------------------------------------------------------- events


async def test_a_listener_that_stumbles_hears_the_next_event(
    server: AmiServer, listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    listener.stumbles_over = "First"
    await server.say(b"Event: First\r\n\r\nEvent: Second\r\n\r\n")
    assert await really_until(lambda: listener.names() == ["First", "Second"], 5)
    assert (await listener.ami.ask("Ping")).ok
    assert "broke something" in caplog.text


async def test_chinese_text_survives_being_cut_in_the_middle_of_a_letter(server: AmiServer, listener: Listener) -> None:
    text = "Event: Name\r\nName: 王小明,海河电器\r\n\r\n".encode()
    for number in range(len(text)):
        await server.say(text[number : number + 1])
        await asyncio.sleep(0)
    assert await really_until(lambda: len(listener.events) == 1, 5)
    assert listener.events[0].fields["Name"] == "王小明,海河电器"


async def test_a_flood_reaches_the_loop_whole_and_in_order(server: AmiServer, listener: Listener) -> None:
    flood = b"".join(b"Event: Flood\r\nNumber: %d\r\n\r\n" % number for number in range(5000))
    await server.say(flood)
    assert await really_until(lambda: len(listener.events) == 5000, 10)
    assert [int(event.fields["Number"]) for event in listener.events] == list(range(5000))


async def test_what_came_together_wakes_the_loop_once() -> None:
    batches: list[int] = []
    client = AmiClient("127.0.0.1", 9, Patience(), handed=lambda batch: batches.append(len(batch)))
    for _ in range(100):
        client.fire_recv_pack("Event: E")
    await asyncio.sleep(0)
    client.fire_recv_pack("Event: E")
    assert await really_until(lambda: len(batches) == 2, 5)
    assert batches == [100, 1]


async def test_a_program_that_does_not_keep_up_starts_over(caplog: pytest.LogCaptureFixture) -> None:
    few = Patience(most_unread=5)
    async with AmiServer() as server, listening(server.port, patience=few) as listener:
        assert await really_until(lambda: listener.greeted == 1, 5)
        await server.say(b"Event: Flood\r\n\r\n" * 5000)
        assert await really_until(lambda: listener.greeted == 2, 5)
        assert listener.lost == 1
        assert "does not keep up" in caplog.text


def test_repeated_headers_are_kept_and_empty_ones_too() -> None:
    pack = "Event: E\r\nVariable: a=1\r\nVariable: b=2\r\nEmpty:\r\nTime: 10:30"
    assert parse(pack) == {"Event": "E", "Variable": "a=1\nb=2", "Empty": "", "Time": "10:30"}


@pytest.mark.parametrize("odd", ["\u2028", "\x85", "\v", "\x1c", "\n", "\r"])
def test_no_letter_of_a_callers_name_can_begin_a_header(odd: str) -> None:
    assert parse(f"Event: E\r\nName: x{odd}Secret: y") == {"Event": "E", "Name": "x Secret: y"}
