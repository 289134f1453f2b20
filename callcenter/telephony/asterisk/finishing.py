"""Playbacks and recordings whose end somebody waits for, by name."""

from __future__ import annotations

import asyncio

import msgspec


class Finishing:
    def __init__(self) -> None:
        self._expected: dict[str, asyncio.Future[msgspec.Struct]] = {}

    def expect(self, name: str) -> asyncio.Future[msgspec.Struct]:
        """A future that is done when the thing of that name has ended."""
        future = self._expected.get(name)
        if future is None or future.done():
            future = self._expected[name] = asyncio.get_running_loop().create_future()
        return future

    def ended(self, name: str, event: msgspec.Struct) -> None:
        future = self._expected.pop(name, None)
        if future is not None and not future.done():
            future.set_result(event)

    async def settled(self, name: str, within: float) -> None:
        """Wait, but not for ever, until it has ended; at once when nothing of that name is expected."""
        future = self._expected.get(name)
        if future is not None:
            await asyncio.wait({future}, timeout=within)
            self._expected.pop(name, None)

    def expects(self, name: str) -> bool:
        return name in self._expected

    def forget(self, name: str) -> None:
        self._expected.pop(name, None)

    def forget_all(self) -> None:
        self._expected.clear()
