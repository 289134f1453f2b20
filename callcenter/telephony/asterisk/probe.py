"""Whether an Asterisk that is not of our making will do: one on this machine, or one somebody else runs.

    program = asterisk_here(tell=print)            # the system's if it has all that is needed, else the one fetched
    probed = await probe(settings.ari_url, settings.ari_user, settings.secrets.ari)
    if not probed.fit: print(probed.describe())    # one line for the operator

It looks and changes nothing; the name it takes towards ARI is its own, so that nobody's calls are taken over.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TypeVar

import aiohttp
import msgspec

from callcenter import native
from callcenter.native import cache
from callcenter.native.fetching import fetch_missing
from callcenter.native.finding import find_in_cache
from callcenter.native.recipes import recipe_of
from callcenter.telephony.asterisk.configuration import HARMFUL, NEEDED

PROBE_APP = "cc-probe"
ANSWER_WITHIN = 5.0
OVER_THE_SOCKET = "requests over ARI's websocket (Asterisk 22 of mid-2025 or later)"
WRITING = "an ARI user that may change things (read_only=no)"
FILTERING = "event filters of ARI"
Tell = Callable[[str], None]
Answer = TypeVar("Answer")


class Probed(msgspec.Struct, frozen=True):
    at: str
    version: str  #: "" when it could not be asked
    missing: tuple[str, ...]
    advice: tuple[str, ...] = ()  #: it can be used, but would be better so

    @property
    def fit(self) -> bool:
        return not self.missing

    def describe(self) -> str:
        """One line for the operator."""
        name = f"Asterisk {self.version} at {self.at}" if self.version else f"the Asterisk at {self.at}"
        if self.missing:
            return f"{name} cannot be used; it lacks {', '.join(self.missing)}"
        return f"{name} can be used" + "".join(f"; better {advice}" for advice in self.advice)


# ---------------------------------------------------------------------- one that answers


class _System(msgspec.Struct, frozen=True):
    version: str


class _Info(msgspec.Struct, frozen=True):
    system: _System


class _Module(msgspec.Struct, frozen=True):
    name: str
    status: str


class _Response(msgspec.Struct, frozen=True):
    type: str
    status_code: int = 0


class _Lacking(Exception):
    """There is no use in asking on; the message is what is missing."""


async def probe(http_url: str, user: str, password: str, app: str = PROBE_APP) -> Probed:
    """Ask a running Asterisk for what we need. Never raises: what goes wrong is what is missing."""
    at, version = http_url.rstrip("/"), ""
    try:
        async with asyncio.timeout(ANSWER_WITHIN * 2), _session(user, password) as session:
            info = await _get(session, f"{at}/ari/asterisk/info?only=system", _Info)
            version = info.system.version
            modules = await _get(session, f"{at}/ari/asterisk/modules", list[_Module])
            running = {module.name for module in modules if module.status == "Running"}
            missing = [module for module in NEEDED if module not in running]
            missing += await _missing_over_the_socket(session, at, app)
    except _Lacking as what:
        return Probed(at, version, (str(what),))
    except (aiohttp.ClientError, OSError, TimeoutError):
        return Probed(at, version, ("an answer: it cannot be reached",))
    return Probed(at, version, tuple(missing), tuple(f"without {name}" for name in HARMFUL if name in running))


def _session(user: str, password: str) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(headers={"Authorization": aiohttp.encode_basic_auth(user, password)})


async def _get(session: aiohttp.ClientSession, url: str, kind: type[Answer]) -> Answer:
    async with session.get(url) as answer:
        match answer.status:
            case 200:
                pass
            case 401 | 403:
                raise _Lacking("our ARI user with our password")
            case 404:
                raise _Lacking("ARI (or it has not finished starting)")
            case status:
                raise _Lacking(f"ARI in working order (it answers {status})")
        try:
            return msgspec.json.decode(await answer.read(), type=kind)
        except msgspec.MsgspecError as odd:
            raise _Lacking("ARI (something else answers there)") from odd


async def _missing_over_the_socket(session: aiohttp.ClientSession, at: str, app: str) -> Iterable[str]:
    """Ask for something that only concerns ourselves, and yet is a change."""
    body = msgspec.json.encode({"allowed": [{"type": "RESTResponse"}]}).decode()
    uri = f"applications/{app}/eventFilter"
    request = {"type": "RESTRequest", "request_id": "probe", "method": "PUT", "uri": uri}
    request |= {"content_type": "application/json", "message_body": body}
    try:
        async with (
            asyncio.timeout(ANSWER_WITHIN),
            session.ws_connect(f"{at}/ari/events", params={"app": app}) as websocket,
        ):
            await websocket.send_json(request)
            async for frame in websocket:
                if frame.type is not aiohttp.WSMsgType.TEXT:
                    continue
                answer = msgspec.json.decode(frame.data, type=_Response)
                if answer.type == "RESTResponse":
                    return _meaning_of(answer.status_code)
    except (aiohttp.ClientError, TimeoutError, msgspec.MsgspecError):
        pass
    return (OVER_THE_SOCKET,)


def _meaning_of(status: int) -> Iterable[str]:
    if 200 <= status < 300:
        return ()
    return (WRITING,) if status in (401, 403) else (FILTERING,)


# ---------------------------------------------------------------------- one that can be started


def missing_here(program: native.Program) -> tuple[str, ...]:
    """What an installed Asterisk lacks, as far as its files tell."""
    try:
        folder = native.asterisk_directories(program).modules
    except native.Unavailable as problem:
        return (str(problem),)
    missing = tuple(module for module in NEEDED if not (folder / module).is_file())
    if "res_ari.so" not in missing and b"RESTRequest" not in (folder / "res_ari.so").read_bytes():
        missing += (OVER_THE_SOCKET,)
    return missing


def asterisk_here(tell: Tell = lambda line: None) -> native.Program | None:
    """The Asterisk to start: the system's where nothing is missing, else one fetched earlier, else None.

    `tell` hears in one line why the system's own is passed over.
    """
    program = native.find("asterisk")
    if program is None or program.source != "path":
        return program
    missing = missing_here(program)
    if not missing:
        return program
    tell(f"{Probed(str(program.executable), program.version, missing).describe()}; another one is used")
    recipe = recipe_of("asterisk")
    return next((found for folder in cache.folders() if (found := find_in_cache(recipe, folder))), None)


def fetch_asterisk(tell: Tell = lambda line: None) -> native.Program:
    """The Asterisk to start, fetched where there is none.

    Raises:
        Unavailable: when it cannot be had.
    """
    recipe = recipe_of("asterisk")
    return asterisk_here(tell) or fetch_missing([recipe], cache.folders()[0], tell)[recipe.name]
