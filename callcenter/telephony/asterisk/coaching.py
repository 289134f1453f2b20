"""Coaching: a leg that hears a room and is heard by one in it.

A coach stands aside, in a small room of its own, with a channel that listens to the coached leg and whispers into it.
That works as long as the coached leg is in the room; while it is not (it consults somebody, or has ended), the coach
is in the room as a listener: never does it hear what belongs to another room.
"""

from __future__ import annotations

from collections.abc import Mapping

from callcenter.calls.turns import Join
from callcenter.telephony.asterisk.ari import path
from callcenter.telephony.asterisk.legs import Leg
from callcenter.telephony.asterisk.rooms import Rooms
from callcenter.telephony.asterisk.sending import Send

EAR = "ear"
"""How the channel at the coached leg's ear announces itself to the program."""


def aside(leg: str) -> str:
    """The small room of this coach."""
    return f"{leg}.aside"


class _Coach:
    def __init__(self, leg: Leg, of: str) -> None:
        self.leg, self.of = leg, of
        self.ear: str | None = None  #: the channel at the coached leg's ear, asked for or there
        self.stands_aside = False


class Coaching:
    def __init__(self, send: Send, app: str, rooms: Rooms) -> None:
        self._send, self._app, self._rooms = send, app, rooms
        self._coaches: dict[str, _Coach] = {}
        self._ears = 0

    # ---------------------------------------------------------------- who coaches whom

    def begin(self, leg: Leg, join: Join) -> None:
        """The leg is in the room as a listener; from now on it coaches as well."""
        before = self._coaches.get(leg.id)
        if before is not None and before.of != join.of:
            self.stop(leg)
        if join.of is not None and leg.id not in self._coaches:
            self._coaches[leg.id] = _Coach(leg, join.of)
        self.look()

    def stop(self, leg: Leg) -> None:
        """It coaches no more, and is in its room as a listener."""
        coach = self._coaches.pop(leg.id, None)
        if coach is not None:
            self._come_back(coach)

    def over(self, leg: Leg) -> None:
        """It has left its room, or ended."""
        coach = self._coaches.pop(leg.id, None)
        if coach is not None:
            self._clear(coach)

    def look(self) -> None:
        """Somebody entered a room, or left one: who is coached is or is not beside the coach any more."""
        for coach in self._coaches.values():
            room = coach.leg.room
            together = room is not None and self._rooms.holds(room, coach.of)
            if together and coach.ear is None:
                self._ask_for_ear(coach)
            elif not together and coach.ear is not None:
                self._come_back(coach)

    def forget_all(self) -> None:
        self._coaches.clear()

    # ---------------------------------------------------------------- how it is done

    def _ask_for_ear(self, coach: _Coach) -> None:
        self._ears += 1
        coach.ear = f"{coach.leg.last_turn}.{EAR}{self._ears}"
        uri = path("channels", coach.of, "snoop", coach.ear)
        self._send("POST", uri, spy="both", whisper="out", app=self._app, appArgs=EAR)

    def ready(self, ear: str) -> bool:
        """The channel is there: stand aside with it. False when nobody wants it any more."""
        coach = next((coach for coach in self._coaches.values() if coach.ear == ear), None)
        if coach is None:
            return False
        room = aside(coach.leg.id)
        self._send("POST", path("bridges", room), type="mixing", name=room)
        self._send("POST", path("bridges", room, "addChannel"), channel=ear)
        self._send("POST", path("bridges", room, "addChannel"), channel=coach.leg.id)
        self._rooms.unmute(coach.leg)  # not before: the room would hear it
        coach.stands_aside = True
        return True

    def _come_back(self, coach: _Coach) -> None:
        if coach.stands_aside and coach.leg.room is not None:
            self._rooms.mute(coach.leg)
            self._rooms.join(coach.leg.room, coach.leg.id)
        self._clear(coach)

    def _clear(self, coach: _Coach) -> None:
        if coach.ear is not None:
            self._send("DELETE", path("channels", coach.ear))
        if coach.stands_aside:
            self._send("DELETE", path("bridges", aside(coach.leg.id)))
        coach.ear, coach.stands_aside = None, False

    # ---------------------------------------------------------------- after an outage

    def adopt(self, leg: Leg, join: Join, beside: Mapping[str, str]) -> None:
        """It was found standing aside; `beside` is in which room every channel is."""
        coach = self._coaches[leg.id] = _Coach(leg, join.of or "")
        coach.stands_aside = True
        others = (name for name, room in beside.items() if room == aside(leg.id) and name != leg.id)
        coach.ear = next((name for name in others if name.startswith(f"{leg.last_turn}.")), None)
        if coach.ear is None:
            self._come_back(coach)  # the coached leg has ended, or it is another one by now

    def stands_aside(self, leg: Leg) -> bool:
        return leg.id in self._coaches and self._coaches[leg.id].stands_aside

    @property
    def ears(self) -> frozenset[str]:
        return frozenset(coach.ear for coach in self._coaches.values() if coach.ear is not None)
