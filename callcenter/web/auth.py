"""Who comes in: sign-in, sessions, and which viewer a session makes.

doors = Doors(accounts, house.company, clock, settings)
result = await doors.sign_in("wang", "…", address)          # SignedIn or Refused
known = await doors.known(token)                            # None: not signed in, or not any more
leave = doors.on_end(known, close_the_socket)               # told at once when that session ends
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec

from callcenter.clock import Clock
from callcenter.ids import new_secret
from callcenter.model.company import Agent, Company
from callcenter.model.ids import Language
from callcenter.viewer import Role, Scope, Viewer
from callcenter.web.ports import Accounts
from callcenter.web.settings import Settings
from callcenter.web.throttle import Throttle

log = logging.getLogger(__name__)

TOUCH_EVERY = timedelta(minutes=1)
"""A session's last use is written down this often, not at every request."""

WITH_A_DESK = frozenset({Role.AGENT, Role.SUPERVISOR})
"""Supervisors have a phone too, with which they step in."""

LONGEST_LOGIN, LONGEST_PASSWORD = 64, 256


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who is signed in."""

    session: str  #: the hash of what the browser holds
    seen_at: datetime
    ends_at: datetime
    idle_for: timedelta
    viewer: Viewer
    name: str

    @property
    def over_at(self) -> datetime:
        """When the session is over, unless it is used before."""
        return min(self.ends_at, self.seen_at + self.idle_for)


class SignedIn(msgspec.Struct, frozen=True):
    token: str  #: for the browser; only its hash is kept
    viewer: Viewer


class Refused(msgspec.Struct, frozen=True):
    wait: float = 0.0  #: seconds until the next attempt is heard; 0 = login or password are wrong
    nothing_open: bool = False  #: they are who they say, but no role of theirs opens anything


def hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()


class Doors:
    def __init__(self, accounts: Accounts, company: Callable[[], Company], clock: Clock, settings: Settings) -> None:
        self._accounts = accounts
        self._company = company
        self._clock = clock
        self._settings = settings
        self._by_login = Throttle(free=5)
        self._by_address = Throttle(free=50)  # a whole center may stand behind one address
        self._people: tuple[Company, dict[str, Agent]] | None = None
        self._ends: dict[str, dict[Callable[[], None], None]] = {}

    # ---------------------------------------------------------------- coming in

    async def sign_in(
        self, login: str, password: str, address: str, old_token: str | None = None
    ) -> SignedIn | Refused:
        now, login = self._clock.now(), self._login_of(login)
        fits = 0 < len(login) <= LONGEST_LOGIN and len(password) <= LONGEST_PASSWORD and "\0" not in login
        counted = login if fits else ""  # what is no login is not remembered
        wait = max(self._by_login.wait(counted, now), self._by_address.wait(address, now))
        if wait > 0:
            return Refused(wait=wait)
        self._by_login.attempt(counted, now)  # before the slow part, so that a thousand at once count as a thousand
        self._by_address.attempt(address, now)
        user = await self._accounts.verify(login, password) if fits else None
        if user is None:
            # What is no login may be a password typed into the wrong field: it is not written down.
            known = fits and await self._accounts.knows(login)
            await self._accounts.log(now, login if known else "", "sign_in_refused")
            return Refused()
        self._by_login.forgive(login)
        self._by_address.take_back(address, now)
        viewer = self.viewer(login, user.language)
        if viewer is None:
            await self._accounts.log(now, login, "sign_in_refused")
            return Refused(nothing_open=True)
        token = new_secret()
        if old_token:
            await self._end(hashed(old_token))
        settings = self._settings
        await self._accounts.begin(hashed(token), login, now, now + settings.lasts, now - settings.idle_for)
        await self._accounts.log(now, login, "sign_in")
        return SignedIn(token, viewer)

    async def sign_out(self, token: str) -> None:
        known = await self.known(token)
        if known is not None:
            await self._accounts.log(self._clock.now(), known.viewer.login, "sign_out")
        await self._end(hashed(token))

    async def _end(self, session: str) -> None:
        await self._accounts.end(session)
        for tell in list(self._ends.pop(session, {})):
            tell()

    # ---------------------------------------------------------------- who is there

    async def known(self, token: str | None) -> Known | None:
        if not token or len(token) > 100:
            return None
        return await self.still_known(hashed(token))

    async def still_known(self, session: str) -> Known | None:
        """The same question by the session's hash; does not count as use."""
        found = await self._accounts.session(session)
        if found is None:
            return None
        viewer = self.viewer(found.login, found.language)
        if viewer is None:
            return None
        known = Known(
            session=session,
            seen_at=found.seen_at,
            ends_at=found.ends_at,
            idle_for=self._settings.idle_for,
            viewer=viewer,
            name=self._agents()[found.login].name,
        )
        return known if self._clock.now() < known.over_at else None

    async def look_again(self, known: Known, after: float) -> Known | None:
        """Wait until the session may be over, or for `after` seconds, and ask. A store that cannot answer ends nothing
        before its time: those who talk to a customer go on."""
        left = (known.over_at - self._clock.now()).total_seconds()
        await asyncio.sleep(max(0.0, min(left, after)))
        try:
            return await self.still_known(known.session)
        except Exception:
            log.exception("whether a session still holds could not be asked")
            return known if self._clock.now() < known.over_at else None

    async def used(self, known: Known) -> Known:
        """The person did something: the session's idle time begins anew."""
        now = self._clock.now()
        if now - known.seen_at < TOUCH_EVERY:
            return known
        await self._accounts.seen(known.session, now)
        return msgspec.structs.replace(known, seen_at=now)

    async def choose_language(self, known: Known, language: Language) -> None:
        await self._accounts.choose_language(known.viewer.login, language)

    def on_end(self, known: Known, tell: Callable[[], None]) -> Callable[[], None]:
        """`tell` is called when the session is ended here; returns how to stop listening."""
        self._ends.setdefault(known.session, {})[tell] = None

        def leave() -> None:
            listeners = self._ends.get(known.session)
            if listeners is not None:
                listeners.pop(tell, None)
                if not listeners:
                    del self._ends[known.session]

        return leave

    # ---------------------------------------------------------------- who is who

    def viewer(self, login: str, chosen: Language | None) -> Viewer | None:
        """What the company lets this login be; None when it knows no such person or opens nothing to them."""
        company, person = self._company(), self._agents().get(login)
        if person is None:
            return None
        roles = frozenset(Role(role) for role in person.roles)
        viewer = Viewer(
            tenant=company.tenant,
            login=login,
            agent=person.id if WITH_A_DESK & roles else None,
            roles=roles,
            language=chosen or person.language,
            zone=company.zone,
        )
        return viewer if any(viewer.may(scope) for scope in Scope) else None

    def _login_of(self, written: str) -> str:
        """An agent's number [工号] stands for their login; somebody's login comes first."""
        company = self._company()
        if written in self._agents():
            return written
        return next((agent.login for agent in company.agents.values() if agent.number == written), written)

    def _agents(self) -> dict[str, Agent]:
        company = self._company()
        if self._people is None or self._people[0] is not company:
            self._people = company, {agent.login: agent for agent in company.agents.values()}
        return self._people[1]
