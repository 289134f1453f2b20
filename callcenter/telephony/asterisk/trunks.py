"""Which trunk is there and how full it is; a call is placed only by one that can carry it.

trunks = Trunks(settings, tell=…, look=…)
trunks.heard(event)                  # of AMI's, as they come
trunks.can_carry("carrier", legs)    # whether one more call fits
trunks.placed(leg)                   # should nothing be heard of it soon, the carrier is looked at
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterable

from callcenter.model.lines import TrunkNow, TrunkState
from callcenter.telephony.asterisk.ami import AmiEvent
from callcenter.telephony.asterisk.legs import Leg
from callcenter.telephony.asterisk.settings import Settings, Trunk
from callcenter.telephony.asterisk.trunk_conf import client_uri

log = logging.getLogger(__name__)

NOTHING_HEARD_FOR = 1.5
"""Seconds an INVITE may stay without any sign before the carrier is looked at: silence then ends the call's attempt."""
COUNTED_EVERY = 0.5
"""Seconds between two counts of the calls on each trunk, for boards."""


class Trunks:
    def __init__(self, settings: Settings, *, tell: Callable[[TrunkNow], None]) -> None:
        self.lost: Callable[[str], None] = lambda trunk: None
        """Called when a trunk has gone: what is being placed by it can not succeed."""
        self.look: Callable[[str], None] = lambda trunk: None
        """Have this trunk looked at now."""
        self.legs: Callable[[], Iterable[Leg]] = tuple
        self._tell = tell
        self._silent: set[str] = set()
        self._registered: dict[str, bool] = {}  #: of those that register
        self._told: dict[str, TrunkNow] = {}
        self._counting: asyncio.TimerHandle | None = None
        self._trunks: dict[str, Trunk] = {}
        self._by_client: dict[str, str] = {}
        self.know(settings)

    def know(self, settings: Settings) -> None:
        """These are the trunks from now on."""
        self._trunks = {trunk.name: trunk for trunk in settings.trunks}
        self._by_client = {client_uri(trunk): trunk.name for trunk in settings.trunks if trunk.registers}
        self._silent &= self._trunks.keys()
        self._registered = {name: self._registered.get(name, True) for name in self._by_client.values()}

    # ---------------------------------------------------------------- what AMI says

    @property
    def looked_at(self) -> list[str]:
        """Those that say by OPTIONS whether they are there."""
        return [trunk.name for trunk in self._trunks.values() if trunk.host is not None and trunk.checked]

    @property
    def register(self) -> bool:
        return bool(self._by_client)

    def listed(self, contacts: Iterable[AmiEvent], registrations: Iterable[AmiEvent]) -> None:
        """All there is, after a connection or a reload."""
        states = {event.fields.get("EndpointName", ""): event.fields.get("Status", "") for event in contacts}
        self._silent = {name for name in self.looked_at if states.get(name) == "Unreachable"}
        for event in registrations:
            self._hear_registration(event.fields.get("ClientUri", ""), event.fields.get("Status", ""))
        self.tell()

    def heard(self, event: AmiEvent) -> None:
        fields = event.fields
        if event.name == "ContactStatus" and fields.get("EndpointName") in self._trunks:
            self._hear_contact(fields["EndpointName"], fields.get("ContactStatus", ""))
        elif event.name == "Registry":
            self._hear_registration(fields.get("Username", ""), fields.get("Status", ""))
        else:
            return
        self.tell()

    def _hear_contact(self, trunk: str, status: str) -> None:
        if status == "Unreachable" and trunk not in self._silent:
            self._silent.add(trunk)
            self.lost(trunk)
        elif status == "Reachable":
            self._silent.discard(trunk)

    def _hear_registration(self, client: str, status: str) -> None:
        trunk = self._by_client.get(client)
        if trunk is not None and status:
            self._registered[trunk] = status == "Registered"

    # ---------------------------------------------------------------- how it is

    def named(self, endpoint: str) -> str | None:
        """The trunk that has this name in Asterisk; callers nobody knows come by one of its own."""
        if endpoint == "anonymous":
            return next((trunk.name for trunk in self._trunks.values() if trunk.anonymous), None)
        return endpoint if endpoint in self._trunks else None

    def state(self, trunk: str) -> TrunkState:
        if trunk in self._silent:
            return TrunkState.DOWN
        return TrunkState.UP if self._registered.get(trunk, True) else TrunkState.UNREGISTERED

    @property
    def a_line_out(self) -> bool:
        """Whether any trunk that calls can be placed by is there."""
        return any(trunk.host is not None and trunk.name not in self._silent for trunk in self._trunks.values())

    def can_carry(self, trunk: str) -> bool:
        """Whether one more call can be placed by it."""
        told = self._trunks.get(trunk)
        if told is None or trunk in self._silent:
            return False
        return told.limit is None or self._in_use()[trunk] < told.limit

    def placed(self, leg: Leg) -> None:
        """A call is being placed by a trunk: it is to be heard of soon."""
        if leg.trunk in self.looked_at:
            asyncio.get_running_loop().call_later(NOTHING_HEARD_FOR, self._look_unless_heard_of, leg)

    def _look_unless_heard_of(self, leg: Leg) -> None:
        if leg.trunk is not None and not (leg.rang or leg.up) and any(one is leg for one in self.legs()):
            self.look(leg.trunk)

    # ---------------------------------------------------------------- telling

    def changed(self) -> None:
        """A call came or went; it is counted soon, many at once."""
        if self._counting is None:
            self._counting = asyncio.get_running_loop().call_later(COUNTED_EVERY, self._count)

    def _count(self) -> None:
        self._counting = None
        self.tell()

    def tell(self) -> None:
        in_use = self._in_use()
        for name in self._trunks:
            now = TrunkNow(name=name, state=self.state(name), in_use=in_use[name])
            before = self._told.get(name)
            if now != before:
                self._told[name] = now
                if before is None or before.state is not now.state:
                    _log(now, first=before is None)
                self._tell(now)

    def _in_use(self) -> Counter[str]:
        return Counter(leg.trunk for leg in self.legs() if leg.trunk is not None)

    def stop(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None


def _log(now: TrunkNow, *, first: bool) -> None:
    fields = {"trunk": now.name, "state": now.state.value}
    if now.state is not TrunkState.UP:
        log.error("a trunk is not there; calls go by the others", extra=fields)
    elif not first:
        log.warning("a trunk is there again", extra=fields)
