"""Browsers that call us: the way in, and for the demo the customers they may be.

A guest dials `web`. One who plays a demo customer dials `web.<number>.<signature>`, which only the program can have
given: the caller's number of a browser is otherwise worth nothing, since the page could claim any.
"""

from __future__ import annotations

import msgspec

from callcenter.calls.turns import CallArrived, NetworkEvent
from callcenter.secrets import Derived
from callcenter.telephony.asterisk.settings import WEB

SIGNED = 12
"""Letters of the signature; it guards a demo."""


class Guests:
    def __init__(self, secrets: Derived) -> None:
        self._secrets = secrets

    def target(self, number: str = "") -> str:
        """What to dial as this customer; "" = as nobody in particular."""
        digits = number.lstrip("+")
        return f"{WEB}.{digits}.{self._sign(digits)}" if digits else WEB

    def recognise(self, event: NetworkEvent) -> NetworkEvent:
        """A call from the page, as from whom it is; every other event as it was."""
        if not isinstance(event, CallArrived) or event.trunk != WEB:
            return event
        way, _, rest = event.dialled.partition(".")
        digits, _, signature = rest.partition(".")
        known = bool(digits) and signature == self._sign(digits)
        caller = f"+{digits}" if known else ""
        return msgspec.structs.replace(event, caller=caller, caller_name="", dialled=way)

    def _sign(self, digits: str) -> str:
        return "".join(letter for letter in self._secrets.of("guest", digits) if letter.isalnum())[:SIGNED]
