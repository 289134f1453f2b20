"""Recording: one track per leg, of what comes in on it.

A track is a listening channel of Asterisk's, named by us, that writes `recordings/<track>.wav`. A pause mutes it:
the file goes on in silence, so that both tracks of a talk stay side by side.
"""

from __future__ import annotations

from callcenter.calls.turns import RecordLeg, Tracking
from callcenter.telephony.asterisk.ari import path
from callcenter.telephony.asterisk.legs import Leg
from callcenter.telephony.asterisk.sending import Send

TRACK = "track"
"""How a track's channel announces itself to the program."""


class Tracks:
    def __init__(self, send: Send, app: str) -> None:
        self._send = send
        self._app = app
        self._writing: dict[str, RecordLeg] = {}

    def record(self, leg: Leg, wanted: RecordLeg) -> None:
        """Start, pause, go on or stop."""
        before = leg.tracks.get(wanted.track)
        leg.tracks[wanted.track] = wanted
        if not leg.in_app:
            return  # `begin_all` makes up for it
        if before is None or before.state is Tracking.OFF:
            if wanted.state is not Tracking.OFF:
                self._begin(leg, wanted)
        elif wanted.state is Tracking.OFF:
            self._writing.pop(wanted.track, None)
            self._send("DELETE", path("channels", wanted.track))
        elif wanted.track in self._writing and wanted.state is not before.state:
            self._set_pause(wanted)

    def begin_all(self, leg: Leg, running: frozenset[str] = frozenset()) -> None:
        """What was asked for before the leg could be recorded, or what an outage ended."""
        for wanted in leg.wanted_tracks:
            if wanted.track in running:
                self._writing[wanted.track] = wanted
                self._set_pause(wanted)
            else:
                self._begin(leg, wanted)

    def ready(self, legs: dict[str, Leg], track: str) -> bool:
        """The track's channel is there: write. False when nobody wants it any more."""
        wanted = next((leg.tracks[track] for leg in legs.values() if track in leg.tracks), None)
        if wanted is None or wanted.state is Tracking.OFF:
            return False
        self._writing[track] = wanted
        # Should an outage have ended the track before, the file goes on.
        self._send("POST", path("channels", track, "record"), name=track, format="wav", ifExists="append")
        if wanted.state is Tracking.PAUSED:
            self._set_pause(wanted)
        return True

    def forget(self, leg: Leg) -> None:
        for track in leg.tracks:
            self._writing.pop(track, None)

    def _begin(self, leg: Leg, wanted: RecordLeg) -> None:
        uri = path("channels", leg.id, "snoop", wanted.track)
        self._send("POST", uri, spy="in", app=self._app, appArgs=TRACK)

    def _set_pause(self, wanted: RecordLeg) -> None:
        method = "POST" if wanted.state is Tracking.PAUSED else "DELETE"
        self._send(method, path("recordings", "live", wanted.track, "mute"))
        self._writing[wanted.track] = wanted
