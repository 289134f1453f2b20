"""Rooms: made when the first leg joins, destroyed when the last one has left.

Who may not be heard is muted as a leg, not as a member: so a role changes without anybody entering or leaving.
"""

from __future__ import annotations

import asyncio

from callcenter.telephony.asterisk.ari import Answer, path
from callcenter.telephony.asterisk.legs import Leg
from callcenter.telephony.asterisk.sending import Send


class Rooms:
    def __init__(self, send: Send) -> None:
        self._send = send
        self._inside: dict[str, set[str]] = {}

    def join(self, room: str, leg: str) -> asyncio.Future[Answer]:
        """Out of another one, if it is in one."""
        self.remember(room, leg)
        # Making a room that is there already changes nothing.
        self._send("POST", path("bridges", room), type="mixing,dtmf_events", name=room)
        return self._send("POST", path("bridges", room, "addChannel"), channel=leg)

    def leave(self, room: str, leg: str) -> None:
        self._send("POST", path("bridges", room, "removeChannel"), channel=leg)
        self.gone(room, leg)

    def gone(self, room: str, leg: str) -> None:
        """The leg is out of the room, or ended."""
        inside = self._inside.get(room, set())
        inside.discard(leg)
        if not inside:
            self._inside.pop(room, None)
            self._send("DELETE", path("bridges", room))

    def remember(self, room: str, leg: str) -> None:
        """The leg is, or is about to be, in that room."""
        self._inside.setdefault(room, set()).add(leg)

    def holds(self, room: str, leg: str) -> bool:
        return leg in self._inside.get(room, ())

    def mute(self, leg: Leg) -> None:
        """From here on nobody hears the leg."""
        leg.muted = True
        self._send("POST", path("channels", leg.id, "mute"), direction="in")

    def unmute(self, leg: Leg) -> None:
        leg.muted = False
        self._send("DELETE", path("channels", leg.id, "mute"), direction="in")

    def __contains__(self, room: str) -> bool:
        return room in self._inside

    def forget_all(self) -> None:
        self._inside.clear()
