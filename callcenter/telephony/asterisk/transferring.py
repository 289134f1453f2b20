"""A desk phone's own transfer: put to the program, and the phone told what came of it.

The phone is told that its transfer is done when the program ends its leg, and that it is refused when the program
gives the leg something else to do, or nothing in time. Told that it is done, a phone lets go of the call by itself.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from callcenter.calls.turns import Ask, LegAsked
from callcenter.telephony.asterisk.ari import path
from callcenter.telephony.asterisk.events import ChannelTransfer
from callcenter.telephony.asterisk.legs import Leg
from callcenter.telephony.asterisk.sending import Send

DECIDED_WITHIN = 10.0
DONE, REFUSED, IMPOSSIBLE = "channel_answered", "channel_declined", "channel_unavailable"
NOT_DIALLED = re.compile(r"[^0-9+*#]")


class Transfers:
    def __init__(self, send: Send, tell: Callable[[LegAsked], None]) -> None:
        self._send, self._tell = send, tell
        self._undecided: dict[str, asyncio.TimerHandle] = {}

    def asked(self, legs: Mapping[str, Leg], event: ChannelTransfer) -> None:
        """What we tell the phone comes back as an event, too: one is decided at a time."""
        leg = legs.get(event.referred_by.source_channel.id)
        if leg is None or leg.id in self._undecided or leg.ending is not None or event.answered:
            return
        wanted, other = event.refer_to.requested_destination, event.refer_to.destination_channel
        to = NOT_DIALLED.sub("", unquote(wanted.destination))
        onto = legs.get(other.id) if other is not None else None
        if wanted.protocol_id and onto is not None and onto is not leg:
            asked = LegAsked(leg=leg.id, at=event.at, what=Ask.TRANSFER, onto=onto.id)
        elif to and not wanted.protocol_id:
            asked = LegAsked(leg=leg.id, at=event.at, what=Ask.TRANSFER, to=to)
        else:
            self._say(leg.id, IMPOSSIBLE)
            return
        loop = asyncio.get_running_loop()
        self._undecided[leg.id] = loop.call_later(DECIDED_WITHIN, self.refused, leg.id)
        self._tell(asked)

    def done(self, leg: str) -> None:
        self._decided(leg, DONE)

    def refused(self, leg: str) -> None:
        self._decided(leg, REFUSED)

    def forget(self, leg: str) -> None:
        """It has ended, or we are away."""
        timer = self._undecided.pop(leg, None)
        if timer is not None:
            timer.cancel()

    def _decided(self, leg: str, how: str) -> None:
        if leg in self._undecided:
            self.forget(leg)
            self._say(leg, how)

    def _say(self, leg: str, how: str) -> None:
        self._send("POST", path("channels", leg, "transfer_progress"), states=how)
