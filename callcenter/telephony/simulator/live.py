"""Lets a simulated network live in real time.

runner = Runner(network, clock, asyncio.get_running_loop().call_later)
…
runner.stop()
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from callcenter.clock import Clock
from callcenter.telephony.simulator.network import SimulatedNetwork


class Handle(Protocol):
    def cancel(self) -> None: ...


CallLater = Callable[[float, Callable[[], None]], Handle]
"""`asyncio`'s `loop.call_later`, or what takes its place."""


class Runner:
    """Ticks the network whenever something is due, and sleeps in between."""

    def __init__(self, network: SimulatedNetwork, clock: Clock, call_later: CallLater) -> None:
        self._network, self._clock, self._call_later = network, clock, call_later
        self._set_for: datetime | None = None
        self._handle: Handle | None = None
        self._stopped = False
        network.watch(self._set)
        self._set()

    def stop(self) -> None:
        self._stopped = True
        if self._handle is not None:
            self._handle.cancel()

    def _set(self) -> None:
        """Be woken for the next deadline, if it is another one than before."""
        due = self._network.next_deadline()
        if self._stopped or due == self._set_for:
            return
        if self._handle is not None:
            self._handle.cancel()
        self._set_for, self._handle = due, None
        if due is not None:
            wait = max(0.0, (due - self._clock.now()).total_seconds())
            self._handle = self._call_later(wait, self._tick)

    def _tick(self) -> None:
        self._set_for = self._handle = None
        self._network.tick(self._clock.now())
        self._set()
