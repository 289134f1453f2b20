"""New ids: ULIDs, so that they sort by time and read well in a URL; and secrets."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable

from ulid import ULID

Mint = Callable[[], str]
"""Gives an id nobody else has."""


def new_id() -> str:
    """26 URL-safe characters; sorts by the millisecond it was made in."""
    return str(ULID())


def derived_id(*what: str) -> str:
    """26 URL-safe characters that follow from these words: asked again, it is the same id."""
    digest = hashlib.sha256("\0".join(what).encode()).digest()
    return base64.b32hexencode(digest)[:26].decode()


def new_secret() -> str:
    """256 random bits, URL-safe."""
    return secrets.token_urlsafe(32)


class Counting:
    """Ids that can be foretold, for tests: `i-1`, `i-2`, …"""

    def __init__(self, prefix: str = "i") -> None:
        self._prefix = prefix
        self._made = 0

    def __call__(self) -> str:
        self._made += 1
        return f"{self._prefix}-{self._made}"
