"""What Asterisk is told of a track: a mute is said once, and where nobody knows, nothing is written meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from callcenter.calls.turns import RecordLeg, Tracking
from callcenter.model.ids import LegId
from callcenter.telephony.asterisk.ari import Answer
from callcenter.telephony.asterisk.legs import Leg
from callcenter.telephony.asterisk.tracks import Tracks
from telephony.contract.phones import really_until

LEG = LegId("c1")
SNOOP, RECORD = "POST channels/c1/snoop/k1", "POST channels/k1/record"
MUTE, UNMUTE = "POST recordings/live/k1/mute", "DELETE recordings/live/k1/mute"
STAND_STILL, GO_ON = "POST recordings/live/k1/pause", "DELETE recordings/live/k1/pause"


class Told:
    """One leg and everything Asterisk was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.leg = Leg(LEG)
        self.leg.in_app = True
        self.tracks = Tracks(self._send, "app")

    def _send(
        self, method: str, uri: str, body: Mapping[str, Any] | None = None, /, **query: str
    ) -> asyncio.Future[Answer]:
        self.asked.append(f"{method} {uri}")
        return asyncio.get_running_loop().create_future()

    def wants(self, state: Tracking) -> list[str]:
        return self.new(lambda: self.tracks.record(self.leg, RecordLeg(leg=LEG, track="k1", state=state)))

    def started(self) -> list[str]:
        return self.new(lambda: self.tracks.started({LEG: self.leg}, "k1"))

    async def goes_on(self) -> list[str]:
        """What is asked for a moment after the end of a pause."""
        before = len(self.asked)
        assert await really_until(lambda: len(self.asked) > before, 5)
        return self.asked[before:]

    def new(self, happens: Any) -> list[str]:
        before = len(self.asked)
        happens()
        return self.asked[before:]


@pytest.fixture
async def told() -> Told:
    return Told()


async def test_a_track_is_begun_muted_once_and_heard_again(told: Told):
    assert told.wants(Tracking.ON) == [SNOOP]
    assert told.new(lambda: told.tracks.ready({LEG: told.leg}, "k1")) == [RECORD]
    assert told.started() == []
    assert told.wants(Tracking.PAUSED) == [MUTE]
    assert told.wants(Tracking.PAUSED) == []
    assert told.wants(Tracking.ON) == []
    assert await told.goes_on() == [UNMUTE]
    assert told.wants(Tracking.PAUSED) == [MUTE]
    assert told.wants(Tracking.OFF) == ["DELETE channels/k1"]


async def test_a_pause_right_after_a_pause_is_one_pause(told: Told):
    told.wants(Tracking.ON)
    told.tracks.ready({LEG: told.leg}, "k1")
    told.started()
    assert told.wants(Tracking.PAUSED) == [MUTE]
    assert told.wants(Tracking.ON) == []
    assert told.wants(Tracking.PAUSED) == []
    before = list(told.asked)
    await asyncio.sleep(0.5)
    assert told.asked == before


async def test_a_pause_before_the_file_is_written_waits_for_that_moment(told: Told):
    told.wants(Tracking.ON)
    told.tracks.ready({LEG: told.leg}, "k1")
    assert told.wants(Tracking.PAUSED) == []
    assert told.started() == [MUTE]


async def test_a_pause_before_the_track_is_there_keeps_it_from_beginning(told: Told):
    told.wants(Tracking.ON)
    told.wants(Tracking.PAUSED)
    assert not told.tracks.ready({LEG: told.leg}, "k1")
    assert told.wants(Tracking.ON) == [SNOOP]


async def test_a_track_that_is_paused_from_the_start_begins_when_the_pause_is_over(told: Told):
    assert told.wants(Tracking.PAUSED) == []
    assert told.wants(Tracking.ON) == [SNOOP]


@pytest.mark.parametrize(
    ("state", "asked"),
    [(Tracking.PAUSED, [STAND_STILL, UNMUTE, MUTE, GO_ON]), (Tracking.ON, [UNMUTE])],
)
async def test_after_an_outage_it_is_made_sure_and_nothing_is_written_meanwhile(
    told: Told, state: Tracking, asked: list[str]
):
    told.leg.tracks = {"k1": RecordLeg(leg=LEG, track="k1", state=state)}
    assert told.new(lambda: told.tracks.begin_all(told.leg, frozenset({"k1"}))) == asked
    assert told.wants(state) == []
    other = Tracking.ON if state is Tracking.PAUSED else Tracking.PAUSED
    if other is Tracking.PAUSED:
        assert told.wants(other) == [MUTE]
    else:
        assert told.wants(other) == []
        assert await told.goes_on() == [UNMUTE]


async def test_a_paused_track_that_ended_in_the_outage_is_not_begun(told: Told):
    told.leg.tracks = {"k1": RecordLeg(leg=LEG, track="k1", state=Tracking.PAUSED)}
    assert told.new(lambda: told.tracks.begin_all(told.leg)) == []
