"""Customers who call by themselves on the simulator, so that desks and boards can be tried without telephones.

traffic = Traffic(network, ("+8613800000001", …), "95001", loop.call_later)
traffic.start(); traffic.stop()
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Protocol

from callcenter.telephony.simulator import Customer, SimulatedNetwork

EVERY = (8.0, 25.0)
"""Seconds between two calls."""

PATIENCE = (40.0, 180.0)
TALK = (15.0, 60.0)
LOOK_EVERY = 1.0
"""Seconds between two looks at what a caller hears; people take that long too."""

SEED = 20


class Handle(Protocol):
    def cancel(self) -> None: ...


CallLater = Callable[[float, Callable[[], None]], Handle]


class Traffic:
    def __init__(
        self, network: SimulatedNetwork, callers: Sequence[str], numbers: Sequence[str], call_later: CallLater
    ) -> None:
        self._network, self._callers, self._numbers = network, callers, numbers
        self._call_later = call_later
        self._chance = random.Random(SEED)  # noqa: S311 - a demo, no secret
        self._next: Handle | None = None

    def start(self) -> None:
        self._next = self._call_later(self._chance.uniform(*EVERY), self._someone_calls)

    def stop(self) -> None:
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _someone_calls(self) -> None:
        number = self._chance.choice(self._numbers)
        customer = self._network.call(self._chance.choice(self._callers), number)
        keys = [self._chance.choice("12"), self._chance.choice("1340")]
        self._later(3.0, lambda: self._listens(customer, keys, self._chance.uniform(*PATIENCE)))
        self.start()

    def _listens(self, customer: Customer, keys: list[str], patience: float) -> None:
        """Presses keys at the menus, then waits for somebody until patience ends."""
        if customer.over is not None:
            return
        if customer.in_room_with():
            self._later(self._chance.uniform(*TALK), customer.hang_up)
        elif patience <= 0:
            customer.hang_up()
        else:
            if keys and not customer.is_lingering:
                customer.press(keys.pop(0))
                patience += 4.0
            self._later(4.0 if keys else LOOK_EVERY, lambda: self._listens(customer, keys, patience - LOOK_EVERY))

    def _later(self, seconds: float, what: Callable[[], None]) -> None:
        self._call_later(seconds, what)
