"""What a browser needs to find a way for its sound (ICE): servers that tell it its address, and relays.

ways = Ways(config.telephony.ice)       # reads the secrets; raises ValueError
ways.for_agent("wang", now)             # RTCPeerConnection's iceServers, as JSON

A relay (TURN) with a `user` has one password for everybody who may know it. Without one, its secret is shared with the
relay and passwords are made for each page, good for a time (coturn's `use-auth-secret`). An open page gets only those.
"""

from __future__ import annotations

import base64
import hmac
from datetime import datetime, timedelta
from typing import Any

from callcenter.config.storage import read_secret
from callcenter.config.values import Ice, TurnServer

AGENT_LASTS = timedelta(hours=25)
"""Longer than any session: a page asks once."""
GUEST_LASTS = timedelta(hours=2)


class Ways:
    def __init__(self, ice: Ice) -> None:
        self._stun: list[dict[str, Any]] = [{"urls": f"stun:{server}"} for server in ice.stun]
        self._turn = [(server, read_secret(server.secret_file)) for server in ice.turn]

    def for_agent(self, login: str, now: datetime) -> list[dict[str, Any]]:
        return [*self._stun, *(_relay(server, secret, login, now + AGENT_LASTS) for server, secret in self._turn)]

    def for_guest(self, now: datetime) -> list[dict[str, Any]]:
        """Whoever opens the page reads this: no password that stays."""
        until = now + GUEST_LASTS
        passing = (_relay(server, secret, "guest", until) for server, secret in self._turn if not server.user)
        return [*self._stun, *passing]


def _relay(server: TurnServer, secret: str, login: str, until: datetime) -> dict[str, Any]:
    if server.user:
        return {"urls": server.url, "username": server.user, "credential": secret}
    user = f"{int(until.timestamp())}:{login}"
    return {"urls": server.url, "username": user, "credential": _password(secret, user)}


def _password(secret: str, user: str) -> str:
    """As relays compute it themselves: base64 of HMAC-SHA1 over the user, which begins with the time it ends."""
    return base64.b64encode(hmac.digest(secret.encode(), user.encode(), "sha1")).decode()
