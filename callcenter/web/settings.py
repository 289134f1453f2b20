"""How this door to the browsers is set up on this machine."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    static: Path  #: the built scripts, styles and pictures
    public_url: str | None = None  #: as browsers know us, e.g. https://calls.example; None = as they ask
    proxies: frozenset[str] = frozenset()  #: addresses whose X-Forwarded-For is believed
    plain_http: bool = False  #: let people sign in without TLS from other machines (passwords in the clear)
    guest_page: bool = False  #: the open "call us" page and its way to the telephone network
    idle_for: timedelta = timedelta(hours=12)  #: a session unused for so long is over
    lasts: timedelta = timedelta(hours=24)  #: a session is over after this in any case
