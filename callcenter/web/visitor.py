"""What a request says about who sends it: from which address, over TLS or not, from which page."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import hdrs, web

from callcenter.web.settings import Settings

SAFE_METHODS = frozenset({hdrs.METH_GET, hdrs.METH_HEAD})
_HOST = re.compile(r"^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?\Z")
_LOCAL_PATH = re.compile(r"^/(?![/\\])[^\s\\\x00-\x1f\x7f]*\Z")


def address(request: web.Request, settings: Settings) -> str:
    """The network address; a proxy we know is believed about the last hop before it."""
    remote = request.remote or ""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if remote not in settings.proxies or not forwarded:
        return remote
    last = forwarded.rsplit(",", 1)[-1].strip()
    try:
        return str(ip_address(last))
    except ValueError:
        return remote


def secure(request: web.Request, settings: Settings) -> bool:
    """Whether the browser speaks TLS, to us or to the proxy before us."""
    return request.secure or (settings.public_url or "").startswith("https://")


def host(request: web.Request) -> str:
    """The host as the browser wrote it, if it is a host at all."""
    written = request.headers.get(hdrs.HOST, "")
    return written if _HOST.match(written) else ""


def on_this_machine(request: web.Request) -> bool:
    """The browser asked for localhost: what it sends never leaves its machine."""
    try:
        name = urlsplit(f"//{host(request)}").hostname or ""
        return name == "localhost" or name.endswith(".localhost") or ip_address(name).is_loopback
    except ValueError:
        return False


def from_our_page(request: web.Request, settings: Settings) -> bool:
    """Whether one of our own pages sent this; what does not say so did not come from one."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get(hdrs.ORIGIN)
    if site is None and origin is None:
        return False
    return site in (None, "same-origin") and (origin is None or _is_ours(origin, request, settings))


def _is_ours(origin: str, request: web.Request, settings: Settings) -> bool:
    if settings.public_url is not None:
        ours = urlsplit(settings.public_url)
        return origin.lower() == f"{ours.scheme}://{ours.netloc}".lower()
    try:
        came = urlsplit(origin)
    except ValueError:
        return False
    schemes = ("https",) if request.secure else ("http", "https")
    return came.scheme in schemes and bool(host(request)) and came.netloc.lower() == host(request).lower()


def page(request: web.Request) -> str:
    """The page of ours the request came from; browsers tell it to the same origin only."""
    try:
        return local_path(urlsplit(request.headers.get(hdrs.REFERER, "")).path)
    except ValueError:
        return ""


def local_path(path: str) -> str:
    """`path` if it leads to one of our own pages, else ""."""
    return path if len(path) <= 2000 and _LOCAL_PATH.match(path) else ""


def wants_page(request: web.Request) -> bool:
    """A person looks at the answer, rather than a script."""
    return hdrs.UPGRADE not in request.headers and not request.path.startswith(("/api/", "/healthz", "/static/"))
