"""After an outage of ours or of the connection: what we believe is compared with what is.

Legs that ended meanwhile are told with the time Asterisk noted, legs whose turn does not run get it again, people who
talk are left alone, and channels that belong to nobody are hung up.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

import msgspec

from callcenter.calls.network import KnownLeg
from callcenter.calls.turns import Join, Linger, PlaceCall, Role, Turn
from callcenter.model.interaction import EndReason
from callcenter.telephony.asterisk.ari import Ari, path
from callcenter.telephony.asterisk.coaching import aside
from callcenter.telephony.asterisk.ends import Ended
from callcenter.telephony.asterisk.events import Channel, StasisStart, why_ended
from callcenter.telephony.asterisk.legs import Leg
from callcenter.telephony.asterisk.perform import Desk

log = logging.getLogger(__name__)


class Bridge(msgspec.Struct, frozen=True):
    id: str
    channels: list[str]


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
    """One comparison. `restarted`: Asterisk is not, or may not be, the one that held these legs."""

    def __init__(self, ari: Ari, desk: Desk, app: str, ends: dict[str, Ended], *, restarted: bool) -> None:
        self._ari, self._desk, self._app, self._ends, self._restarted = ari, desk, app, ends, restarted

    def carry_out(self, known: Iterable[KnownLeg], found: Found) -> None:
        believed = {leg.leg: leg for leg in known}
        for leg in believed.values():
            channel = found.channels.get(leg.ref or leg.leg) or found.channels.get(leg.leg)
            if channel is None or channel.id in self._desk.destroyed:
                self._ended_meanwhile(leg)
            else:
                self._take_up(leg, channel, found)
        self._desk.coaching.look()
        ours = self._desk.coaching.ears | {track.track for leg in believed.values() for track in leg.tracks}
        for channel in found.channels.values():
            if channel.id not in self._desk.legs and channel.id not in ours:
                self._stranger(channel)
        for room in found.empty:
            if room not in self._desk.rooms:
                self._ari.send("DELETE", path("bridges", room))
        self._desk.all_known()

    # ---------------------------------------------------------------- legs that are gone

    def _ended_meanwhile(self, known: KnownLeg) -> None:
        leg = self._desk.legs.get(known.leg)
        if leg is None:
            leg = self._desk.legs[known.leg] = Leg(known.leg, placed=_placed(known))
        reached = known.up or leg.inbound
        noted = self._ends.get(known.ref or known.leg) or self._ends.get(known.leg)
        heard = self._desk.destroyed.get(known.ref or known.leg) or self._desk.destroyed.get(known.leg)
        if heard is not None:
            why = leg.ending or why_ended(heard.cause, heard.tech_cause, reached=reached)
            self._desk.leg_over(leg, why, heard.at)
        elif noted is not None:
            self._desk.leg_over(leg, leg.ending or why_ended(noted.cause, 0, reached=reached), noted.at)
        elif leg.placed is not None and not known.up and not self._restarted and leg.ending is None:
            # Saved, but not performed before we went away. Placing it under the same id cannot ring twice.
            del self._desk.legs[leg.id]
            self._desk.perform(leg.placed)
        else:
            # The Asterisk that held it is still there: then it only ended, and nobody noted how.
            why = EndReason.NETWORK_LOST if self._restarted else EndReason.HUNG_UP
            self._desk.leg_over(leg, leg.ending or why, observed_late=True)

    # ---------------------------------------------------------------- legs that are there

    def _take_up(self, known: KnownLeg, channel: Channel, found: Found) -> None:
        leg = self._desk.legs.get(known.leg)
        if leg is None:
            leg = self._desk.legs[known.leg] = Leg(known.leg, placed=_placed(known))
            leg.turn = known.turn
            leg.last_turn = known.turn.id if known.turn is not None else None
            leg.tracks = {track.track: track for track in known.tracks}
        leg.rang = True
        leg.trunk = leg.trunk or self._desk.trunk_of(channel)
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
        self._go_on(leg, leg.turn, found.rooms.get(channel.id), found)

    def _go_on(self, leg: Leg, turn: Turn | None, room: str | None, found: Found) -> None:
        if turn is not None and isinstance(turn.then, Join) and room in (turn.then.room, aside(leg.id)):
            self._has_joined(leg, turn.then, found, stands_aside=room == aside(leg.id))
            return
        if room == aside(leg.id):
            self._ari.send("DELETE", path("bridges", aside(leg.id)))
        elif room is not None:
            leg.room = room
            self._desk.rooms.remember(room, leg.id)
            self._desk.turns.clear_away(leg, turn)
        if turn is None:
            return  # between two turns
        if isinstance(turn.then, Linger) and leg.music is None:
            leg.music = ""  # some music may play; which, nobody knows
        self._desk.start(leg, again=True)

    def _has_joined(self, leg: Leg, join: Join, found: Found, *, stands_aside: bool) -> None:
        """They talk. Only its part may have been saved and not performed."""
        leg.room = join.room
        self._desk.rooms.remember(join.room, leg.id)
        coaching = self._desk.coaching
        if stands_aside:
            coaching.adopt(leg, join, found.rooms)
        if join.role is not Role.COACH:
            coaching.stop(leg)
        elif coaching.stands_aside(leg):
            return
        leg.muted = join.role is Role.TALKER  # nobody knows; so that it is said
        self._desk.turns.play(leg, join)
        if join.role is Role.COACH:
            coaching.begin(leg, join)

    # ---------------------------------------------------------------- channels of nobody

    def _stranger(self, channel: Channel) -> None:
        start = self._desk.strangers.pop(channel.id, None)
        in_app = _in_app(channel, self._app)
        if channel.id in self._desk.destroyed or not (in_app or channel.ours or start is not None):
            return  # Asterisk's own helpers, and what others do there; one in the dialplan's care comes by itself
        args = channel.dialplan.app_data.split(",")[1:] if in_app else []
        self._desk.nobodys(start or StasisStart(timestamp=channel.creationtime, channel=channel, args=args))


def _placed(known: KnownLeg) -> PlaceCall | None:
    return known.placed if isinstance(known.placed, PlaceCall) else None


def _in_app(channel: Channel, app: str) -> bool:
    place = channel.dialplan
    return place.app_name == "Stasis" and place.app_data.split(",")[0] == app
