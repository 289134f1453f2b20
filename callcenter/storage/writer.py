"""One thread writes, and one commit carries whatever queued up during the last one (group commit).

A save is all or nothing and in order. While the database is away (gone, full, read-only, damaged) the writer tries
again until it is back: what was accepted is dropped only when the program ends before that, and the log says how many.
A save that the database refuses for its content is counted, logged and let go, so that the others go on; its follow-up
runs all the same, because the callers on the line must not wait for ever, but not before `refused` is told.

A commit whose answer was lost is not made twice: PostgreSQL is asked what became of it.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from queue import SimpleQueue
from typing import Any

from sqlalchemy import Connection, Engine, Executable, text
from sqlalchemy.exc import DataError

from callcenter.storage.failures import is_away, named

log = logging.getLogger(__name__)

Statement = tuple[Executable, Mapping[str, Any]]
Tell = Callable[[Sequence[Callable[[], None]], bool], None]

MOST_TOGETHER = 500
"""Saves in one commit."""

TRY_AGAIN_AFTER = 0.5
"""Seconds."""

THIS_COMMIT = text("SELECT CAST(pg_current_xact_id_if_assigned() AS text)")
WHAT_BECAME_OF_IT = text("SELECT pg_xact_status(CAST(CAST(:it AS text) AS xid8))")


class _InDoubt(Exception):
    """PostgreSQL is still at the commit whose answer we missed."""


class _Save:
    def __init__(self, statements: Sequence[Statement], then: Callable[[], None], refused: Callable[[], None]) -> None:
        self.statements = statements
        self._then = then
        self._refused = refused
        self._failed = False

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
        # No traceback: its last line is the database's, who knows with whose values.
        log.error("the database refused a save: %s", named(error))
        self._failed = True

    def then(self) -> None:
        if self._failed:
            self._refused()
        self._then()


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
        self._accepted = 0
        self._dealt_with = 0
        self.refused = 0  #: saves, since the start
        self.away = False  #: what was accepted waits
        self.refusing = False  #: the last save was refused
        self._in_doubt: str | None = None  #: a commit of PostgreSQL's whose answer is not there
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    def save(self, statements: Sequence[Statement], then: Callable[[], None], refused: Callable[[], None]) -> None:
        self._accepted += 1
        self._inbox.put(_Save(statements, then, refused))

    def transact(self, change: Callable[[Connection], Any], answer: asyncio.Future[Any]) -> None:
        self._inbox.put(_Change(change, answer))

    def stop(self, within: float) -> int:
        """Returns when all that was accepted is written, or after so many seconds; how many saves were not written."""
        self._inbox.put(None)
        self._thread.join(timeout=within)
        self._stopping.set()
        self._thread.join(timeout=1)
        return self._accepted - self._dealt_with

    def _work(self) -> None:
        while not self._stopping.is_set():
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
        reported = ""
        while True:
            try:
                self._commit(batch)
            except Exception as error:
                if is_away(error) or isinstance(error, _InDoubt):
                    if named(error) != reported:
                        reported = named(error)
                        log.error("the database is away (%s); what was accepted waits for it", reported)
                    self.away = True
                    if self._engine.dialect.name == "postgresql":
                        self._engine.dispose()  # after a failover, old connections lead to the server that was
                    self._tell([], True)
                    if self._stopping.wait(TRY_AGAIN_AFTER):
                        return
                    continue
                self._write_singly(batch, error)
            else:
                self._written(batch)
            return

    def _written(self, batch: Sequence[_Save | _Change]) -> None:
        saves = sum(isinstance(item, _Save) for item in batch)
        self._dealt_with += saves
        self.away = False
        self.refusing = self.refusing and saves == 0
        self._tell([item.then for item in batch], self.refusing)

    def _write_singly(self, batch: Sequence[_Save | _Change], error: Exception) -> None:
        """One of them is bad: find it, so that the others are written."""
        if len(batch) > 1:
            for item in batch:
                if self._stopping.is_set():
                    return  # a later one must not be written without those before it
                self._write([item])
            return
        (item,) = batch
        self.away = False
        item.failed(error)
        if isinstance(item, _Save):
            self._dealt_with += 1
            self.refused += 1
            self.refusing = True
        self._tell([item.then], self.refusing)

    def _commit(self, batch: Sequence[_Save | _Change]) -> None:
        if self._in_doubt is not None and self._is_committed(self._in_doubt):
            self._in_doubt = None
            return
        self._in_doubt = None
        with self._engine.begin() as connection:
            for item in batch:
                item.write(connection)
            if self._engine.dialect.name == "postgresql":
                self._in_doubt = connection.scalar(THIS_COMMIT)
        self._in_doubt = None

    def _is_committed(self, transaction: str) -> bool:
        with self._engine.connect() as connection:
            try:
                status = connection.scalar(WHAT_BECAME_OF_IT, {"it": transaction})
            except DataError:
                return False  # "in the future": the server that came back never saw it
        if status == "in progress":
            raise _InDoubt
        return status == "committed"
