"""What is believed is compared with what is, whatever happens meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from callcenter.calls.network import KnownLeg
from callcenter.calls.turns import CallArrived, LegEnded, NetworkEvent
from callcenter.clock import SystemClock
from callcenter.model.ids import LegId
from callcenter.model.interaction import EndReason
from callcenter.model.phones import DeskPhone, own_desk_phone
from callcenter.telephony.asterisk import ends
from callcenter.telephony.asterisk.network import AsteriskNetwork
from callcenter.telephony.asterisk.settings import Settings
from telephony.asterisk.ari_server import AriServer, channel, comes, goes
from telephony.asterisk.laboratory import settings_for
from telephony.contract.phones import Heard, really_until

ARRIVED = "cc-test,arrived,carrier,allowed_not_screened,88880000,"
TALKS = KnownLeg(leg=LegId("leg-1"), ref="leg-1", up=True, turn=None, placed=None)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for(tmp_path)


@pytest.fixture
async def asterisk(settings: Settings) -> AsyncIterator[AriServer]:
    async with AriServer(settings.ports.http) as asterisk:
        yield asterisk


async def no_sound(text: str, language: str) -> Path:
    raise FileNotFoundError


@asynccontextmanager
async def program(settings: Settings, tell: Callable[[NetworkEvent], None]) -> AsyncIterator[AsteriskNetwork]:
    network = AsteriskNetwork(
        settings,
        program=None,
        tell=tell,
        sound_for=no_sound,
        prompts=settings.data,
        phone_of=lambda agent: DeskPhone(name=own_desk_phone(agent)),
        clock=SystemClock(),
    )
    await network.start()
    try:
        yield network
    finally:
        await network.leave()


async def ended(heard: Heard) -> LegEnded:
    assert await really_until(lambda: bool(heard.events), 5)
    [event] = heard.events
    assert isinstance(event, LegEnded)
    return event


async def arrived(heard: Heard) -> str:
    assert await really_until(lambda: bool(heard.events), 5)
    [event] = heard.events
    assert isinstance(event, CallArrived)
    return f"{event.leg} {event.trunk} {event.dialled}"


@pytest.fixture
def heard() -> Heard:
    return Heard()


async def test_a_connection_that_breaks_meanwhile_is_followed_by_another_comparison(
    settings: Settings, asterisk: AriServer, heard: Heard
) -> None:
    async with program(settings, heard.tell) as network:
        asterisk.breaks_at = "bridges"
        await network.reconcile([TALKS])
        assert (await ended(heard)).leg == "leg-1"


async def test_a_leg_that_is_gone_from_the_same_asterisk_has_ended(
    settings: Settings, asterisk: AriServer, heard: Heard
) -> None:
    async with program(settings, Heard().tell) as before:
        await before.reconcile([])
    async with program(settings, heard.tell) as network:
        await network.reconcile([TALKS])
        event = await ended(heard)
    assert (event.why, event.observed_late) == (EndReason.HUNG_UP, True)


async def test_a_leg_that_is_gone_with_its_asterisk_is_lost(
    settings: Settings, asterisk: AriServer, heard: Heard
) -> None:
    async with program(settings, Heard().tell) as before:
        await before.reconcile([])
    asterisk.born = "2026-11-25T01:30:00.000+0000"
    async with program(settings, heard.tell) as network:
        await network.reconcile([TALKS])
        event = await ended(heard)
    assert (event.why, event.observed_late) == (EndReason.NETWORK_LOST, True)


async def test_a_leg_that_ends_while_it_is_compared_has_ended(
    settings: Settings, asterisk: AriServer, heard: Heard
) -> None:
    async with program(settings, heard.tell) as network:
        asterisk.channels = [channel("leg-1", "Up", ARRIVED)]
        asterisk.before["bridges"] = [goes("leg-1", 16)]
        await network.reconcile([TALKS])
        event = await ended(heard)
    assert (event.why, event.observed_late) == (EndReason.HUNG_UP, False)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("Ring", ARRIVED),  # nobody wrote its arrival down
        ("Up", f"{ARRIVED}yes"),  # nor that of one who had come out of the music
        ("Up", f"{ARRIVED}yes".replace("arrived", "unanswered")),  # or was taken back before
    ],
)
async def test_a_caller_whose_arrival_was_not_written_down_arrives(
    settings: Settings, asterisk: AriServer, heard: Heard, state: str, told: str
) -> None:
    asterisk.channels = [channel("leg-9", state, told)]
    async with program(settings, heard.tell) as network:
        await network.reconcile([])
        assert await arrived(heard) == "leg-9 carrier 88880000"


async def test_a_caller_who_comes_out_of_the_music_after_the_comparison_arrives(
    settings: Settings, asterisk: AriServer, heard: Heard
) -> None:
    asterisk.channels = [channel("leg-9", "Up")]
    async with program(settings, heard.tell) as network:
        await network.reconcile([])
        await asterisk.says(comes("leg-9", "unanswered", "carrier", "allowed_not_screened", "88880000", "yes"))
        assert await arrived(heard) == "leg-9 carrier 88880000"


@pytest.mark.parametrize("told", [ARRIVED, f"{ARRIVED}yes".replace("arrived", "returned")])
async def test_one_whom_the_program_had_answered_and_does_not_know_any_more_is_ended(
    settings: Settings, asterisk: AriServer, heard: Heard, told: str
) -> None:
    asterisk.channels = [channel("leg-9", "Up", told)]
    async with program(settings, heard.tell) as network:
        await network.reconcile([])
        assert await really_until(lambda: "DELETE channels/leg-9" in asterisk.asked, 5)
        await asterisk.says(comes("leg-8", "returned", "carrier", "", "88880000", "yes"))
        assert await really_until(lambda: "DELETE channels/leg-8" in asterisk.asked, 5)
    assert heard.events == []


# ---------------------------------------------------------------------- what Asterisk noted


def line(name: str, second: int, cause: int) -> str:
    return f'"{name}","{second}.5","{{""hangupcause"":{cause},""hangupsource"":""""}}"\n'


def test_only_the_end_of_a_long_file_is_read_and_only_those_that_are_wanted(tmp_path: Path) -> None:
    file = tmp_path / "ends.csv"
    lines = [line(f"leg-{number}", number, 16) for number in range(1000)]
    file.write_text("".join(lines))
    wanted = {"leg-1", "leg-990", "leg-999"}
    longest = sum(map(len, lines[990:])) + 5  # and a piece of one more
    assert ends.read(file, wanted, longest) == {
        "leg-990": ends.Ended(at=datetime(1970, 1, 1, 0, 16, 30, 500000, tzinfo=UTC), cause=16),
        "leg-999": ends.Ended(at=datetime(1970, 1, 1, 0, 16, 39, 500000, tzinfo=UTC), cause=16),
    }


def test_a_file_that_has_become_too_long_is_set_aside_and_still_read(tmp_path: Path) -> None:
    file = tmp_path / "ends.csv"
    ends.trim(file)
    file.write_text(line("leg-1", 5, 16))
    ends.trim(file, longest=1000)
    assert file.exists()
    ends.trim(file, longest=10)
    assert not file.exists()
    file.write_text(line("leg-2", 6, 17))
    assert {name: end.cause for name, end in ends.read(file, {"leg-1", "leg-2"}).items()} == {"leg-1": 16, "leg-2": 17}
