"""The database: any number of readers in threads, and one writer that commits whatever has queued up.

    rows = await database.read(lambda connection: connection.execute(...).all())
    done = await database.transact(lambda connection: connection.execute(...))
    database.save(statements, then)           # `then` runs in the event loop after the commit, in order

Works on SQLite (WAL, synchronous=FULL) and PostgreSQL.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from callcenter.storage.failures import take_values_out
from callcenter.storage.writer import Statement, Writer

log = logging.getLogger(__name__)
T = TypeVar("T")

READERS = 4

CLOSE_WITHIN = 10.0
"""Seconds; a database that is away must not keep the program from ending."""


class Database:
    """Made inside a running event loop; `close()` waits for what was accepted, but not for ever."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._loop = asyncio.get_running_loop()
        self._writer = Writer(self.engine, self._tell)
        self.broken = False  #: what was accepted waits for the database, or the last save was refused

    def save(
        self,
        statements: Sequence[Statement],
        then: Callable[[], None],
        refused: Callable[[], None] = lambda: None,
    ) -> None:
        """All of it or nothing, in the order of the calls; never blocks. `refused`: first, when it was nothing."""
        self._writer.save(statements, then, refused)

    async def read(self, question: Callable[[Connection], T]) -> T:
        """Ask something in a thread of its own."""
        return await self._loop.run_in_executor(self._readers, self._ask, question)

    async def transact(self, change: Callable[[Connection], T]) -> T:
        """Change something through the one writer. Raises what `change` raises, nothing changed then."""
        done: asyncio.Future[T] = self._loop.create_future()
        self._writer.transact(change, done)
        return await done

    async def saved(self) -> None:
        """Returns when everything accepted so far is on disk."""
        await self.transact(lambda _: None)

    @property
    def troubles(self) -> str:
        """For the operator: nothing, or that the database is away, or how many saves it refused since the start."""
        if self._writer.away:
            return "away"
        return f"refused {self._writer.refused}" if self._writer.refused else ""

    async def close(self) -> None:
        end = self._loop.time() + CLOSE_WITHIN
        with suppress(TimeoutError):
            async with asyncio.timeout_at(end):
                await self.saved()
        unwritten = await asyncio.to_thread(self._writer.stop, max(0.0, end - self._loop.time()))
        if unwritten:
            log.error("the database stayed away; %d accepted saves were not written", unwritten)
        await asyncio.to_thread(self._readers.shutdown, wait=not self._writer.away, cancel_futures=True)
        self.engine.dispose()

    def _ask(self, question: Callable[[Connection], T]) -> T:
        with self.engine.connect() as connection:
            return question(connection)

    def _tell(self, calls: Sequence[Callable[[], None]], broken: bool) -> None:
        """From the writer's thread into the event loop, one wake-up a commit."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._told, calls, broken)

    def _told(self, calls: Sequence[Callable[[], None]], broken: bool) -> None:
        self.broken = broken
        for call in calls:
            try:
                call()
            except Exception:  # one bad follow-up must not swallow those of the others
                log.exception("what follows a save failed")


def open_engine(url: str) -> Engine:
    """An engine for `sqlite:///…` or `postgresql+psycopg://…`."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(
            parsed,
            pool_size=READERS + 1,
            max_overflow=2,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"connect_timeout": 10},
        )
        event.listen(engine, "handle_error", take_values_out)
        return engine
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": 30, "check_same_thread": False}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")
