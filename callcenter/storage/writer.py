"""One thread writes, and one commit carries whatever queued up during the last one (group commit).

A save is all or nothing and in order. When the database is away the writer tries again until it is back: what was
accepted is never dropped. A save that the database refuses for its content is logged and let go, so that the others
go on; its follow-up runs all the same, because the callers on the line must not wait for ever.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from queue import SimpleQueue
from typing import Any

from sqlalchemy import Connection, Engine, Executable
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

log = logging.getLogger(__name__)

Statement = tuple[Executable, Mapping[str, Any]]
Tell = Callable[[Sequence[Callable[[], None]], bool], None]

MOST_TOGETHER = 500
"""Saves in one commit."""

TRY_AGAIN_AFTER = 0.5
"""Seconds."""


class _Save:
    def __init__(self, statements: Sequence[Statement], then: Callable[[], None]) -> None:
        self.statements = statements
        self.then = then

    def write(self, connection: Connection) -> None:
        """Runs of the same statement go as one."""
        at = 0
        while at < len(self.statements):
            statement = self.statements[at][0]
            values = [self.statements[at][1]]
            while at + len(values) < len(self.statements) and self.statements[at + len(values)][0] is statement:
                values.append(self.statements[at + len(values)][1])
            connection.execute(statement, values if len(values) > 1 else values[0])
            at += len(values)

    def failed(self, error: Exception) -> None:
        log.error("the database refused a save: %s", type(error).__name__, exc_info=error)


class _Change:
    """A change with an answer; its own failure is its caller's."""

    def __init__(self, change: Callable[[Connection], Any], answer: asyncio.Future[Any]) -> None:
        self._change = change
        self._answer = answer
        self._result: Any = None
        self._error: Exception | None = None

    def write(self, connection: Connection) -> None:
        self._error = None
        self._result = self._change(connection)

    def failed(self, error: Exception) -> None:
        self._error = error

    def then(self) -> None:
        if self._answer.done():
            return
        if self._error is not None:
            self._answer.set_exception(self._error)
        else:
            self._answer.set_result(self._result)


class Writer:
    def __init__(self, engine: Engine, tell: Tell) -> None:
        self._engine = engine
        self._tell = tell
        self._inbox: SimpleQueue[_Save | _Change | None] = SimpleQueue()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    def save(self, statements: Sequence[Statement], then: Callable[[], None]) -> None:
        self._inbox.put(_Save(statements, then))

    def transact(self, change: Callable[[Connection], Any], answer: asyncio.Future[Any]) -> None:
        self._inbox.put(_Change(change, answer))

    def stop(self) -> None:
        """Returns when all that was accepted is written, or the database stays away for ten seconds."""
        self._inbox.put(None)
        self._thread.join(timeout=10)
        self._stopping.set()
        self._thread.join(timeout=1)

    def _work(self) -> None:
        while True:
            batch: list[_Save | _Change] = []
            item = self._inbox.get()
            while item is not None:
                batch.append(item)
                if len(batch) == MOST_TOGETHER or self._inbox.empty():
                    break
                item = self._inbox.get()
            if batch:
                self._write(batch)
            if item is None:
                return

    def _write(self, batch: Sequence[_Save | _Change]) -> None:
        while True:
            try:
                self._commit(batch)
            except Exception as error:
                if self._is_away(error):
                    log.error("the database is away; %d accepted saves wait for it", len(batch))
                    self._tell([], True)
                    if self._stopping.wait(TRY_AGAIN_AFTER):
                        return
                    continue
                self._write_singly(batch, error)
            else:
                self._tell([item.then for item in batch], False)
            return

    def _write_singly(self, batch: Sequence[_Save | _Change], error: Exception) -> None:
        """One of them is bad: find it, so that the others are written."""
        if len(batch) > 1:
            for item in batch:
                self._write([item])
        else:
            batch[0].failed(error)
            self._tell([batch[0].then], False)

    def _commit(self, batch: Sequence[_Save | _Change]) -> None:
        with self._engine.begin() as connection:
            for item in batch:
                item.write(connection)

    @staticmethod
    def _is_away(error: Exception) -> bool:
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            return True
        if not isinstance(error, OperationalError | InterfaceError):
            return False
        # Both also say so of a statement they do not understand or cannot hold: that will not heal by waiting.
        senseless = getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
        too_big = (getattr(error.orig, "sqlstate", None) or "").startswith("54")
        return not (senseless or too_big)
