"""Recording: one track per leg, of what comes in on it.

A track is a listening channel of Asterisk's, named by us, that writes `recordings/<track>.wav`. A pause mutes it:
the file goes on in silence, so that both tracks of a talk stay side by side.

Asterisk 22 takes every "mute" for a change: one that is said twice is none. So it is said once, and not before the
recording has started; where nobody knows any more whether it was said, the file stands still while we make sure.
What is said last in a pause is still under way inside Asterisk when the pause ends: so the file goes on a moment later.
"""

from __future__ import annotations

import asyncio

from callcenter.calls.turns import RecordLeg, Tracking
from callcenter.telephony.asterisk.ari import path
from callcenter.telephony.asterisk.legs import Leg
from callcenter.telephony.asterisk.sending import Send

STILL_UNDER_WAY = 0.6
"""Seconds. Without it, up to 40 ms of the pause were found in a track; with half of it, a busy machine let 30 ms in."""
TRACK = "track"
"""How a track's channel announces itself to the program."""


class Tracks:
    def __init__(self, send: Send, app: str) -> None:
        self._send = send
        self._app = app
        self._writing: dict[str, RecordLeg] = {}  #: as Asterisk was told last
        self._going_on: dict[str, asyncio.TimerHandle] = {}

    def record(self, leg: Leg, wanted: RecordLeg) -> None:
        """Start, pause, go on or stop."""
        before = leg.tracks.get(wanted.track)
        leg.tracks[wanted.track] = wanted
        if not leg.in_app:
            return  # `begin_all` makes up for it
        if wanted.state is Tracking.OFF:
            if before is not None and before.state is not Tracking.OFF:
                self._drop(wanted.track)
                self._send("DELETE", path("channels", wanted.track))
        elif wanted.track in self._writing:
            self._tell(wanted)
        else:
            self._begin(leg, wanted)

    def begin_all(self, leg: Leg, running: frozenset[str] = frozenset()) -> None:
        """What was asked for before the leg could be recorded, or what an outage ended."""
        for wanted in leg.wanted_tracks:
            if wanted.track in running:
                self._make_sure(wanted)
            else:
                self._begin(leg, wanted)

    def ready(self, legs: dict[str, Leg], track: str) -> bool:
        """The track's channel is there: write. False when nobody wants it any more, or not now."""
        wanted = _wanted(legs, track)
        if wanted is None or wanted.state is not Tracking.ON:
            return False
        # Should an outage have ended the track before, the file goes on.
        self._send("POST", path("channels", track, "record"), name=track, format="wav", ifExists="append")
        return True

    def started(self, legs: dict[str, Leg], track: str) -> None:
        """The file is being written; only from now on can it be paused."""
        wanted = _wanted(legs, track)
        if wanted is not None:
            self._writing[track] = RecordLeg(leg=wanted.leg, track=track, state=Tracking.ON)
            self._tell(wanted)

    def forget(self, leg: Leg) -> None:
        for track in leg.tracks:
            self._drop(track)

    def _drop(self, track: str) -> None:
        self._stay_silent(track)
        self._writing.pop(track, None)

    def _begin(self, leg: Leg, wanted: RecordLeg) -> None:
        """In a pause nothing begins: its first moment would be heard."""
        if wanted.state is Tracking.ON:
            uri = path("channels", leg.id, "snoop", wanted.track)
            self._send("POST", uri, spy="in", app=self._app, appArgs=TRACK)

    def _tell(self, wanted: RecordLeg) -> None:
        self._stay_silent(wanted.track)
        if wanted.state is self._writing[wanted.track].state:
            return
        if wanted.state is Tracking.PAUSED:
            self._writing[wanted.track] = wanted
            self._mute(wanted.track, True)
        else:
            loop = asyncio.get_running_loop()
            self._going_on[wanted.track] = loop.call_later(STILL_UNDER_WAY, self._go_on, wanted)

    def _go_on(self, wanted: RecordLeg) -> None:
        self._writing[wanted.track] = wanted
        self._mute(wanted.track, False)

    def _stay_silent(self, track: str) -> None:
        timer = self._going_on.pop(track, None)
        if timer is not None:
            timer.cancel()

    def _make_sure(self, wanted: RecordLeg) -> None:
        """Whatever was said before we were cut off."""
        self._stay_silent(wanted.track)
        self._writing[wanted.track] = wanted
        if wanted.state is Tracking.PAUSED:
            standing = path("recordings", "live", wanted.track, "pause")
            self._send("POST", standing)
            self._mute(wanted.track, False)
            self._mute(wanted.track, True)
            self._send("DELETE", standing)
        else:
            self._mute(wanted.track, False)

    def _mute(self, track: str, silent: bool) -> None:
        self._send("POST" if silent else "DELETE", path("recordings", "live", track, "mute"))


def _wanted(legs: dict[str, Leg], track: str) -> RecordLeg | None:
    return next((leg.tracks[track] for leg in legs.values() if track in leg.tracks), None)
