"""One writer, many savers: in order, all or nothing, and never dropped."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
from real.postgres import Postgres
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, event, insert, select, update
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from callcenter.storage import database as storage
from callcenter.storage import writer
from callcenter.storage.database import Database
from callcenter.storage.failures import is_away

numbers = Table("numbers", MetaData(), Column("n", Integer, primary_key=True), Column("word", String(8), default=""))
ADD = insert(numbers)


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    database = await with_numbers(url)
    yield database
    await database.close()


async def with_numbers(url: str) -> Database:
    database = Database(url)
    await database.transact(lambda connection: numbers.metadata.create_all(connection))
    return database


def all_numbers(connection: Connection) -> list[int]:
    return list(connection.execute(select(numbers.c.n).order_by(numbers.c.n)).scalars())


async def test_what_follows_a_save_runs_after_it_is_on_disk_and_in_order(database: Database):
    told: list[int] = []
    for n in range(1000):
        database.save([(ADD, {"n": n})], lambda n=n: told.append(n))
    await database.saved()
    assert told == list(range(1000))
    assert await database.read(all_numbers) == list(range(1000))


async def test_whatever_queued_up_during_a_commit_goes_into_the_next(database: Database):
    commits: list[Connection] = []
    event.listen(database.engine, "commit", commits.append)
    for n in range(1000):
        database.save([(ADD, {"n": n})], lambda: None)
    await database.saved()
    assert len(commits) < 100
    assert len(await database.read(all_numbers)) == 1000


async def test_a_save_is_all_or_nothing_and_a_bad_one_does_not_stop_the_others(database: Database):
    told: list[str] = []
    database.save([(ADD, {"n": 1})], lambda: told.append("first"))
    database.save([(ADD, {"n": 2}), (ADD, {"n": 1})], lambda: told.append("goes on"), lambda: told.append("refused"))
    database.save([(ADD, {"n": 3})], lambda: told.append("last"), lambda: told.append("refused too"))
    await database.saved()
    assert await database.read(all_numbers) == [1, 3]
    assert told == ["first", "refused", "goes on", "last"]  # the caller on the line does not wait for ever


@pytest.mark.parametrize("url", [pytest.param("postgresql", marks=pytest.mark.real)], indirect=True)
@pytest.mark.parametrize("word", ["too long a word", "nul\0"])
async def test_what_only_postgresql_refuses_does_not_stop_the_others_either(word: str, database: Database):
    told: list[str] = []
    database.save([(ADD, {"n": 1, "word": "good"})], lambda: told.append("first"))
    database.save([(ADD, {"n": 2, "word": word})], lambda: told.append("refused"))
    database.save([(ADD, {"n": 3, "word": "good"})], lambda: told.append("last"))
    await database.saved()
    assert await database.read(all_numbers) == [1, 3]
    assert told == ["first", "refused", "last"]


async def test_a_save_that_makes_no_sense_to_the_database_is_let_go(database: Database):
    told: list[str] = []
    nowhere = Table("nowhere", MetaData(), Column("n", Integer))
    database.save([(insert(nowhere), {"n": 1})], lambda: told.append("refused"))
    database.save([(ADD, {"n": 1})], lambda: told.append("last"))
    await database.saved()
    assert told == ["refused", "last"]
    assert await database.read(all_numbers) == [1]


async def test_a_change_that_fails_tells_its_own_caller(database: Database):
    await database.transact(lambda connection: connection.execute(ADD, {"n": 7}))
    with pytest.raises(IntegrityError):
        await database.transact(lambda connection: connection.execute(ADD, {"n": 7}))
    assert await database.read(all_numbers) == [7]


async def test_a_failing_follow_up_does_not_swallow_those_of_the_others(database: Database):
    told: list[int] = []

    def fails() -> None:
        raise RuntimeError("a bug")

    database.save([(ADD, {"n": 1})], fails)
    database.save([(ADD, {"n": 2})], lambda: told.append(2))
    await database.saved()
    assert told == [2]


async def test_while_the_database_is_away_what_was_accepted_waits(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(writer, "TRY_AGAIN_AFTER", 0.01)
    loop, tried_again = asyncio.get_running_loop(), asyncio.Event()
    away, tries = [True], [0]

    def begin(_: Connection) -> None:
        tries[0] += 1
        if tries[0] > 1:
            loop.call_soon_threadsafe(tried_again.set)
        if away[0]:
            raise OperationalError("BEGIN", {}, Exception("the server closed the connection"))

    event.listen(database.engine, "begin", begin)
    told: list[int] = []
    for n in range(3):
        database.save([(ADD, {"n": n})], lambda n=n: told.append(n))
    await tried_again.wait()
    assert database.broken
    assert told == []
    away[0] = False
    await database.saved()
    assert told == [0, 1, 2]
    assert not database.broken
    assert await database.read(all_numbers) == [0, 1, 2]
    assert caplog.record_tuples[0][:2] == ("callcenter.storage.writer", logging.ERROR)


async def test_a_database_that_became_read_only_is_away_and_what_was_accepted_waits(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    """As a full disk on SQLite, or a PostgreSQL whose place another has taken."""
    monkeypatch.setattr(writer, "TRY_AGAIN_AFTER", 0.01)
    loop, tried_again = asyncio.get_running_loop(), asyncio.Event()
    away, tries = [True], [0]
    servers: list[int | None] = []
    sqlite = database.engine.dialect.name == "sqlite"

    def begin(connection: Connection) -> None:
        if away[0]:
            tries[0] += 1
            if tries[0] > 2:
                loop.call_soon_threadsafe(tried_again.set)
        if sqlite:
            connection.exec_driver_sql(f"PRAGMA query_only = {int(away[0])}")
        elif away[0]:
            servers.append(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar())
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")

    event.listen(database.engine, "begin", begin)
    told: list[str] = []
    database.save([(ADD, {"n": 1})], lambda: told.append("saved"))
    await tried_again.wait()
    assert told == []
    assert (database.broken, database.troubles) == (True, "away")
    assert sqlite or len(set(servers)) > 1  # the next try is a connection of its own
    assert ("SQLITE_READONLY" if sqlite else "25006") in caplog.text
    away[0] = False
    await database.saved()
    assert told == ["saved"]
    assert (database.broken, database.troubles) == (False, "")
    assert await database.read(all_numbers) == [1]


@pytest.mark.parametrize(
    ("error", "away"),
    [
        (sqlite3.DatabaseError("database disk image is malformed"), True),
        (sqlite3.OperationalError("disk I/O error"), True),
        (psycopg.errors.ReadOnlySqlTransaction(), True),
        (psycopg.errors.DiskFull(), True),
        (psycopg.errors.InsufficientPrivilege(), True),
        (psycopg.errors.AdminShutdown(), True),
        (psycopg.errors.DeadlockDetected(), True),
        (psycopg.OperationalError("the connection is lost"), True),
        (sqlite3.IntegrityError("UNIQUE constraint failed"), False),
        (sqlite3.DataError("string or blob too big"), False),
        (sqlite3.ProgrammingError("Error binding parameter 1"), False),
        (psycopg.errors.UniqueViolation(), False),
        (psycopg.errors.StringDataRightTruncation(), False),
        (psycopg.errors.UndefinedTable(), False),
        (psycopg.errors.ProgramLimitExceeded(), False),
        (psycopg.DataError("cannot contain NUL"), False),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
def test_only_what_is_the_statements_own_fault_is_refused(error: Exception, away: bool):
    library = sqlite3 if isinstance(error, sqlite3.Error) else psycopg
    known = DBAPIError.instance("INSERT", {}, error, library.Error, dialect=DefaultDialect())
    assert is_away(known) is away


async def test_a_refused_save_is_there_to_be_seen_and_the_log_tells_nobodys_values(
    database: Database, caplog: pytest.LogCaptureFixture
):
    row = {"n": 424242, "word": "王芳"}
    database.save([(ADD, row)], lambda: None)
    database.save([(ADD, row)], lambda: None)
    await database.saved()
    assert (database.broken, database.troubles) == (True, "refused 1")  # the last save is not on disk
    database.save([(ADD, {"n": 2})], lambda: None)
    await database.saved()
    assert (database.broken, database.troubles) == (False, "refused 1")
    try:
        await database.transact(lambda connection: connection.execute(ADD, row))
    except IntegrityError:
        logging.getLogger("callcenter").exception("as a caller would log it")
    assert "the database refused a save: IntegrityError" in caplog.text
    assert "INSERT INTO numbers" in caplog.text
    for value in ("424242", "王芳"):
        assert value not in caplog.text


async def test_closing_does_not_wait_for_ever_and_says_what_was_not_written(
    url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(storage, "CLOSE_WITHIN", 0.2)
    database = await with_numbers(url)

    def begin(_: Connection) -> None:
        raise OperationalError("BEGIN", {}, Exception("the server closed the connection"))

    event.listen(database.engine, "begin", begin)
    for n in range(3):
        database.save([(ADD, {"n": n})], lambda: None)
    async with asyncio.timeout(5):
        await database.close()
    assert "the database stayed away; 3 accepted saves were not written" in caplog.text


@pytest.mark.parametrize("url", [pytest.param("postgresql", marks=pytest.mark.real)], indirect=True)
@pytest.mark.parametrize("arrived", [True, False])
async def test_a_commit_whose_answer_is_lost_is_made_once(
    database: Database, monkeypatch: pytest.MonkeyPatch, arrived: bool
):
    monkeypatch.setattr(writer, "TRY_AGAIN_AFTER", 0.01)
    await database.transact(lambda connection: connection.execute(ADD, {"n": 1}))
    commit, lost = database.engine.dialect.do_commit, []

    def loses_the_first_answer(connection: Any) -> None:
        if arrived or lost:
            commit(connection)
        if not lost:
            lost.append(True)
            connection.driver_connection.close()
            raise psycopg.OperationalError("the connection is lost")

    monkeypatch.setattr(database.engine.dialect, "do_commit", loses_the_first_answer)
    told: list[str] = []
    database.save([(update(numbers).values(n=numbers.c.n + 1), {})], lambda: told.append("saved"))
    await database.saved()
    assert (lost, told) == ([True], ["saved"])
    assert await database.read(all_numbers) == [2]
    assert database.troubles == ""


@pytest.fixture
def mortal() -> Iterator[Postgres]:
    """A PostgreSQL for one test only."""
    with TemporaryDirectory(prefix="pg-") as folder, Postgres(Path(folder)) as postgres:
        yield postgres


@pytest.mark.real
async def test_nothing_accepted_is_lost_or_doubled_when_postgresql_is_killed(mortal: Postgres):
    database = await with_numbers(mortal.url)
    told: list[int] = []
    accepted = 0
    some, stop = asyncio.Event(), asyncio.Event()

    def follow(n: int) -> None:
        told.append(n)
        if len(told) % 200 == 0:
            some.set()

    async def go_on_saving() -> None:
        nonlocal accepted
        while not stop.is_set():
            database.save([(ADD, {"n": accepted})], lambda n=accepted: follow(n))
            accepted += 1
            await asyncio.sleep(0.0005)  # calls arrive one after the other

    saving = asyncio.create_task(go_on_saving())
    for _ in range(3):
        some.clear()
        await some.wait()
        before = accepted
        await asyncio.to_thread(mortal.kill)
        await asyncio.to_thread(mortal.start)
        assert accepted > before  # nobody waited for the database
    some.clear()
    await some.wait()
    stop.set()
    await saving
    await database.saved()
    assert told == list(range(accepted))
    assert await database.read(all_numbers) == told
    assert not database.broken
    await database.close()
