"""Logins with their passwords (argon2id), sessions, and the log of who came in and who listened to what.

accounts = Accounts(database, tenant)
await accounts.add(NewUser(login="wang", password="…"), now=clock.now())
user = await accounts.verify("wang", "…")       # None: no such login, or not their password
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import TypeVar

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Executable, and_, delete, insert, or_, select, update

from callcenter.history.records import Heard
from callcenter.model.ids import Language, TenantId
from callcenter.storage.database import Database
from callcenter.storage.tables import access_log, sessions, users

T = TypeVar("T")

HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""What OWASP asks of argon2id at least: 19 MiB, two passes."""

VERIFY_TOGETHER = 2
"""Passwords checked at the same time; more wait, so that a flood costs no memory."""

MOST_SHOWN = 50
"""Listenings of one interaction that a page tells."""

NOBODY = "a password nobody has"  # its hash stands in for that of a login that does not exist


class NewUser(msgspec.Struct, frozen=True, kw_only=True):
    login: str
    password: str
    language: Language | None = None
    demo: bool = False


class User(msgspec.Struct, frozen=True, kw_only=True):
    login: str
    language: Language | None


class Session(msgspec.Struct, frozen=True, kw_only=True):
    token: str  #: sha256 of what the browser holds
    login: str
    language: Language | None
    began_at: datetime
    seen_at: datetime
    ends_at: datetime


class Accounts:
    def __init__(self, database: Database, tenant: TenantId, hasher: PasswordHasher = HASHER) -> None:
        self._database = database
        self._tenant = tenant
        self._hasher = hasher
        self._threads = ThreadPoolExecutor(VERIFY_TOGETHER, thread_name_prefix="password")
        self._nobody = ""

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    # ---------------------------------------------------------------- passwords

    async def add(self, *new: NewUser, now: datetime) -> None:
        """New logins; one that exists gets the new password and language, and its sessions end."""
        hashes = await asyncio.gather(*(self._thread(partial(self._hasher.hash, user.password)) for user in new))

        def write(connection: Connection) -> None:
            for user, password in zip(new, hashes, strict=True):
                _put_user(connection, self._tenant, user, password, now)

        await self._database.transact(write)

    async def remove(self, login: str) -> None:
        """The login and its sessions are gone."""

        def write(connection: Connection) -> None:
            connection.execute(delete(sessions).where(sessions.c.tenant == self._tenant, sessions.c.login == login))
            connection.execute(delete(users).where(users.c.tenant == self._tenant, users.c.login == login))

        await self._database.transact(write)

    async def logins(self) -> Sequence[str]:
        question = select(users.c.login).where(users.c.tenant == self._tenant).order_by(users.c.login)
        return await self._database.read(lambda connection: list(connection.execute(question).scalars()))

    async def knows(self, login: str) -> bool:
        return await self._row(login) is not None

    async def verify(self, login: str, password: str) -> User | None:
        """The user, if the password is theirs. Takes as long for a login that does not exist."""
        nobodys = await self._thread(self._nobodys_hash)
        row = await self._row(login)
        right = await self._thread(lambda: self._matches(row[0] if row else nobodys, password))
        if row is None or not right:
            return None
        if self._hasher.check_needs_rehash(row[0]):
            await self._rehash(login, password)
        return User(login=login, language=row[1])

    async def _rehash(self, login: str, password: str) -> None:
        better = await self._thread(lambda: self._hasher.hash(password))
        await self._update_user(login, {"password": better})

    async def _row(self, login: str) -> tuple[str, Language | None] | None:
        question = select(users.c.password, users.c.language).where(
            users.c.tenant == self._tenant, users.c.login == login
        )
        row = await self._database.read(lambda connection: connection.execute(question).one_or_none())
        return None if row is None else (row.password, row.language)

    async def _update_user(self, login: str, values: dict[str, str]) -> None:
        change = update(users).where(users.c.tenant == self._tenant, users.c.login == login).values(values)
        await self._write(change)

    async def _write(self, change: Executable) -> None:
        def write(connection: Connection) -> None:
            connection.execute(change)

        await self._database.transact(write)

    async def _thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def _nobodys_hash(self) -> str:
        if not self._nobody:
            self._nobody = self._hasher.hash(NOBODY)
        return self._nobody

    def _matches(self, known: str, password: str) -> bool:
        try:
            return self._hasher.verify(known, password)
        except (VerificationError, InvalidHashError):
            return False

    # ---------------------------------------------------------------- sessions

    async def begin(self, token: str, login: str, now: datetime, ends_at: datetime, idle_since: datetime) -> None:
        """A new session; sessions that are over (or unseen since `idle_since`) are forgotten."""
        over = delete(sessions).where(
            sessions.c.tenant == self._tenant, or_(sessions.c.ends_at <= now, sessions.c.seen_at <= idle_since)
        )
        new = insert(sessions).values(
            token=token, tenant=self._tenant, login=login, began_at=now, seen_at=now, ends_at=ends_at
        )

        def write(connection: Connection) -> None:
            connection.execute(over)
            connection.execute(new)

        await self._database.transact(write)

    async def session(self, token: str) -> Session | None:
        its_user = and_(users.c.tenant == sessions.c.tenant, users.c.login == sessions.c.login)
        question = (
            select(sessions, users.c.language)
            .join(users, its_user)
            .where(sessions.c.tenant == self._tenant, sessions.c.token == token)
        )
        row = await self._database.read(lambda connection: connection.execute(question).one_or_none())
        if row is None:
            return None
        return Session(
            token=row.token,
            login=row.login,
            language=row.language,
            began_at=row.began_at,
            seen_at=row.seen_at,
            ends_at=row.ends_at,
        )

    async def seen(self, token: str, now: datetime) -> None:
        change = update(sessions).where(sessions.c.tenant == self._tenant, sessions.c.token == token)
        await self._write(change.values(seen_at=now))

    async def end(self, token: str) -> None:
        change = delete(sessions).where(sessions.c.tenant == self._tenant, sessions.c.token == token)
        await self._write(change)

    async def choose_language(self, login: str, language: Language) -> None:
        await self._update_user(login, {"language": language})

    # ---------------------------------------------------------------- the access log

    async def log(
        self, now: datetime, login: str, what: str, of: str = "", *, interaction: str | None = None, page: str = ""
    ) -> None:
        row = {"at": now, "login": login, "what": what, "of": of, "interaction": interaction, "page": page[:200]}
        await self._write(insert(access_log).values(tenant=self._tenant, **row))

    async def heard(self, interaction: str) -> Sequence[Heard]:
        """Who listened to its recordings, the newest first."""
        question = (
            select(access_log)
            .where(
                access_log.c.tenant == self._tenant,
                access_log.c.interaction == interaction,
                access_log.c.what.in_(("listened", "downloaded")),
            )
            .order_by(access_log.c.seq.desc())
            .limit(MOST_SHOWN)
        )
        rows = await self._database.read(lambda connection: connection.execute(question).all())
        return [Heard(at=row.at, login=row.login, what=row.what, of=row.of, page=row.page or "") for row in rows]


def _put_user(connection: Connection, tenant: TenantId, user: NewUser, password: str, now: datetime) -> None:
    mine = and_(users.c.tenant == tenant, users.c.login == user.login)
    values = {"password": password, "language": user.language, "demo": user.demo}
    if connection.execute(update(users).where(mine).values(values)).rowcount == 0:
        connection.execute(insert(users).values(tenant=tenant, login=user.login, made_at=now, **values))
    connection.execute(delete(sessions).where(sessions.c.tenant == tenant, sessions.c.login == user.login))
