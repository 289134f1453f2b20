"""A password proved without being sent (RFC 2617)."""

from __future__ import annotations

import hashlib
import re


def authorization(challenge: str, *, method: str, uri: str, user: str, secret: str) -> str:
    """The header line that answers a 401's `WWW-Authenticate`."""
    said = dict(re.findall(r'(\w+)="([^"]*)"', challenge))
    one = _md5(f"{user}:{said['realm']}:{secret}")
    two = _md5(f"{method}:{uri}")
    middle = ":00000001:once:auth:" if "qop" in said else ":"
    proof = _md5(f"{one}:{said['nonce']}{middle}{two}")
    more = ', qop=auth, nc=00000001, cnonce="once"' if "qop" in said else ""
    opaque = f', opaque="{said["opaque"]}"' if "opaque" in said else ""
    return (
        f'Authorization: Digest username="{user}", realm="{said["realm"]}", nonce="{said["nonce"]}", '
        f'uri="{uri}", response="{proof}", algorithm=MD5{more}{opaque}\r\n'
    )


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()
