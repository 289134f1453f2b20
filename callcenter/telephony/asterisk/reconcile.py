"""After an outage of ours or of the connection: what we believe is compared with what is.

Legs that ended meanwhile are told with the time Asterisk noted, legs whose turn does not run get it again, people who
talk are left alone, and channels that belong to nobody are hung up.
"""

from __future__ import annotations

import csv
import json
import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from callcenter.calls.network import KnownLeg
from callcenter.calls.turns import Join, Linger, PlaceCall, Turn
from callcenter.model.interaction import EndReason
from callcenter.telephony.asterisk.ari import Ari, path
from callcenter.telephony.asterisk.dialplan import ARRIVED
from callcenter.telephony.asterisk.events import Channel, StasisStart, why_ended
from callcenter.telephony.asterisk.legs import Leg
from callcenter.telephony.asterisk.perform import Desk

log = logging.getLogger(__name__)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Bridge(msgspec.Struct, frozen=True):
    id: str
    channels: list[str]


class Ended(msgspec.Struct, frozen=True):
    at: datetime
    cause: int


class Found(msgspec.Struct, frozen=True):
    """What is in Asterisk now."""

    channels: dict[str, Channel]
    rooms: dict[str, str]  #: room by channel
    empty: frozenset[str]  #: rooms nobody is in


async def look(ari: Ari) -> Found:
    channels = msgspec.json.decode((await ari.ask("GET", "channels")).body, type=list[Channel])
    bridges = msgspec.json.decode((await ari.ask("GET", "bridges")).body, type=list[Bridge])
    return Found(
        channels={channel.id: channel for channel in channels},
        rooms={channel: bridge.id for bridge in bridges for channel in bridge.channels},
        empty=frozenset(bridge.id for bridge in bridges if not bridge.channels),
    )


class Reconciling:
    """One comparison. `restarted`: Asterisk is not the one that held these legs."""

    def __init__(self, ari: Ari, desk: Desk, app: str, ends: dict[str, Ended], *, restarted: bool) -> None:
        self._ari, self._desk, self._app, self._ends, self._restarted = ari, desk, app, ends, restarted

    def carry_out(self, known: Iterable[KnownLeg], found: Found) -> None:
        believed = {leg.leg: leg for leg in known}
        for leg in believed.values():
            channel = found.channels.get(leg.ref or leg.leg) or found.channels.get(leg.leg)
            if channel is None:
                self._ended_meanwhile(leg)
            else:
                self._take_up(leg, channel, found)
        tracks = {track.track for leg in believed.values() for track in leg.tracks}
        for channel in found.channels.values():
            if channel.id not in self._desk.legs and channel.id not in tracks:
                self._stranger(channel)
        for room in found.empty:
            if room not in self._desk.rooms:
                self._ari.send("DELETE", path("bridges", room))

    # ---------------------------------------------------------------- legs that are gone

    def _ended_meanwhile(self, known: KnownLeg) -> None:
        leg = self._desk.legs.get(known.leg)
        if leg is None:
            leg = self._desk.legs[known.leg] = Leg(known.leg, placed=_placed(known))
        noted = self._ends.get(known.ref or known.leg) or self._ends.get(known.leg)
        if noted is not None:
            reached = known.up or leg.inbound
            self._desk.leg_over(leg, leg.ending or why_ended(noted.cause, 0, reached=reached), noted.at)
        elif leg.placed is not None and not known.up and not self._restarted and leg.ending is None:
            # Saved, but not performed before we went away. Placing it under the same id cannot ring twice.
            del self._desk.legs[leg.id]
            self._desk.perform(leg.placed)
        else:
            self._desk.leg_over(leg, leg.ending or EndReason.NETWORK_LOST, observed_late=True)

    # ---------------------------------------------------------------- legs that are there

    def _take_up(self, known: KnownLeg, channel: Channel, found: Found) -> None:
        leg = self._desk.legs.get(known.leg)
        if leg is None:
            leg = self._desk.legs[known.leg] = Leg(known.leg, placed=_placed(known))
            leg.turn = known.turn
            leg.last_turn = known.turn.id if known.turn is not None else None
            leg.tracks = {track.track: track for track in known.tracks}
        leg.rang = True
        leg.in_app = channel.id in self._desk.strangers or _in_app(channel, self._app)
        self._desk.strangers.pop(channel.id, None)
        if leg.ending is not None:
            self._desk.end(leg.id, leg.ending)
            return
        leg.up = known.up or (leg.inbound and channel.up)
        if not leg.in_app:
            return  # it rings, or is in the dialplan's care and comes back by itself
        self._desk.answered(leg)
        self._desk.tracks.begin_all(leg, frozenset(found.channels) & leg.tracks.keys())
        self._go_on(leg, leg.turn, found.rooms.get(channel.id))

    def _go_on(self, leg: Leg, turn: Turn | None, room: str | None) -> None:
        if room is not None:
            leg.room = room
            self._desk.rooms.remember(room, leg.id)
            if turn is not None and isinstance(turn.then, Join) and turn.then.room == room:
                return  # they talk
            self._desk.turns.clear_away(leg)
        if turn is None:
            return  # between two turns
        if isinstance(turn.then, Linger) and leg.music is None:
            leg.music = ""  # some music may play; which, nobody knows
        self._desk.start(leg, again=True)

    # ---------------------------------------------------------------- channels of nobody

    def _stranger(self, channel: Channel) -> None:
        start = self._desk.strangers.pop(channel.id, None)
        in_app = _in_app(channel, self._app)
        if not (in_app or channel.ours or start is not None):
            return  # Asterisk's own helpers, and what others do there
        if channel.state == "Ring" and in_app:
            # It arrived, and we went away before anybody wrote that down.
            words = channel.dialplan.app_data.split(",")
            if words[1:2] == [ARRIVED] and len(words) >= 5:
                event = start or StasisStart(timestamp=channel.creationtime, channel=channel, args=words[1:])
                self._desk.arrive(event, words[2], words[3], words[4], music=False)
                return
        log.warning("a leg nobody knows is ended", extra={"leg": channel.id})
        self._ari.send("DELETE", path("channels", channel.id))


def _placed(known: KnownLeg) -> PlaceCall | None:
    return known.placed if isinstance(known.placed, PlaceCall) else None


def _in_app(channel: Channel, app: str) -> bool:
    place = channel.dialplan
    return place.app_name == "Stasis" and place.app_data.split(",")[0] == app


def read_ends(*files: Path) -> dict[str, Ended]:
    """When and why each leg ended, as Asterisk noted it."""
    ends: dict[str, Ended] = {}
    for file in files:
        try:
            with file.open(encoding="utf-8", newline="") as lines:
                for row in csv.reader(lines):
                    if len(row) == 3:
                        ends[row[0]] = Ended(at=EPOCH + timedelta(seconds=float(row[1])), cause=_cause(row[2]))
        except (OSError, ValueError, csv.Error):
            continue
    return ends


def _cause(extra: str) -> int:
    try:
        return int(json.loads(extra)["hangupcause"])
    except (ValueError, KeyError, TypeError):
        return 0
