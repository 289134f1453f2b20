"""Every password the program needs by itself, derived from one secret that lies in the data folder.

secrets = Derived(data / "secret")
password = secrets.of("softphone", "wang")       # the same after a restart, and nobody else's
"""

from __future__ import annotations

import base64
import hmac
import os
from pathlib import Path

from callcenter.ids import new_secret


class Derived:
    def __init__(self, file: Path) -> None:
        self._secret = _kept(file)

    def of(self, *what: str) -> str:
        """160 bits, URL-safe."""
        digest = hmac.digest(self._secret, "\0".join(what).encode(), "sha256")
        return base64.urlsafe_b64encode(digest[:20]).decode().rstrip("=")


def _kept(file: Path) -> bytes:
    """The secret, made at the first start; readable by the program's user only."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_suffix(".new")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(new_secret().encode())
            out.flush()
            os.fsync(out.fileno())
        new.replace(file)
        return file.read_bytes()
