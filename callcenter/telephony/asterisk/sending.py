"""The one way to Asterisk that the performing half needs, so that tests can stand in for it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol

from callcenter.telephony.asterisk.ari import Answer


class Send(Protocol):
    def __call__(
        self, method: str, uri: str, body: Mapping[str, Any] | None = None, /, **query: str
    ) -> asyncio.Future[Answer]:
        """Ask in order, without waiting. The future may be dropped; it fails with `Disconnected`."""
        ...
