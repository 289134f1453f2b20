"""Rooms: made when the first leg joins, destroyed when the last one has left."""

from __future__ import annotations

import asyncio

from callcenter.telephony.asterisk.ari import Answer, path
from callcenter.telephony.asterisk.sending import Send


class Rooms:
    def __init__(self, send: Send) -> None:
        self._send = send
        self._inside: dict[str, set[str]] = {}

    def join(self, room: str, leg: str, *, muted: bool) -> asyncio.Future[Answer]:
        self.remember(room, leg)
        # Making a room that is there already changes nothing.
        self._send("POST", path("bridges", room), type="mixing,dtmf_events", name=room)
        mute = {"mute": "true"} if muted else {}
        return self._send("POST", path("bridges", room, "addChannel"), channel=leg, **mute)

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

    def __contains__(self, room: str) -> bool:
        return room in self._inside

    def forget_all(self) -> None:
        self._inside.clear()
