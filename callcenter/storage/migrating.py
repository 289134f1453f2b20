"""Brings a database to the shape this program knows; called once at start, before anything else touches it.

    migrate("sqlite:///data/callcenter.db")       # or an engine; raises CannotMigrate with one clear line
    revision(engine)                              # "0001", or None: nothing of ours is there

Programs that start together take turns: an advisory lock on PostgreSQL, an exclusive transaction on SQLite. All steps
are one transaction: a failure leaves the database as it was.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, UniqueConstraint, inspect, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

import migrations
from callcenter.storage.database import open_engine
from callcenter.storage.tables import metadata

LOCK = 0x63616C6C
"""The advisory lock's number: "call"."""

OTHERS_TAKE_AT_MOST = 60
"""Seconds we wait for another program that is at it."""

PREPARED_WITHIN = 5
"""Seconds in which another program makes a new SQLite file its own."""


class CannotMigrate(Exception):
    """Why this program cannot use the database, in one line."""


def migrate(database: str | Engine) -> None:
    if isinstance(database, Engine):
        _migrate(database)
        return
    try:
        engine = open_engine(database)
    except (OSError, ArgumentError) as error:
        raise CannotMigrate(f"the database cannot be opened: {error}") from error
    try:
        _migrate(engine)
    finally:
        engine.dispose()


def revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return _revision(connection)


def known_revisions() -> list[str]:
    """Oldest first."""
    scripts = ScriptDirectory.from_config(alembic_config())
    return [script.revision for script in reversed(list(scripts.walk_revisions()))]


def alembic_config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    folder = str(Path(migrations.__file__).parent)
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def _migrate(engine: Engine) -> None:
    known = known_revisions()
    try:
        with _alone(engine) as connection:
            present = _revision(connection)
            if present is not None and present not in known:
                raise CannotMigrate(
                    f"the database is at version {present}, this program knows versions up to {known[-1]}: "
                    "it was used by a newer callcenter; start that one, or restore a backup"
                )
            if present is None and (ours := sorted(set(inspect(connection).get_table_names()) & set(metadata.tables))):
                raise CannotMigrate(
                    f"the database has a table {ours[0]!r} that no callcenter made: name an empty database"
                )
            if present != known[-1]:
                command.upgrade(alembic_config(connection), "head")
            _compare(connection)
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split())
        raise CannotMigrate(f"the database cannot be prepared: {reason or type(error.orig).__name__}") from error


def _compare(connection: Connection) -> None:
    """While a step was under development it changed; who ran it early has its number, but other tables."""
    live = inspect(connection)
    ours = list(metadata.tables)
    columns = {
        name: {one["name"] for one in found} for (_, name), found in live.get_multi_columns(filter_names=ours).items()
    }
    primary = {
        name: set(found["constrained_columns"])
        for (_, name), found in live.get_multi_pk_constraint(filter_names=ours).items()
    }
    unique = {
        name: {frozenset(one["column_names"]) for one in found}
        for (_, name), found in live.get_multi_unique_constraints(filter_names=ours).items()
    }
    for name, table in metadata.tables.items():
        keys = {frozenset(one.columns.keys()) for one in table.constraints if isinstance(one, UniqueConstraint)}
        wanted = (set(table.columns.keys()), set(table.primary_key.columns.keys()), keys)
        if (columns.get(name), primary.get(name), unique.get(name)) != wanted:
            raise CannotMigrate(
                f"the database was made by a development version (its table {name!r} differs): "
                "move data/ away, or name an empty database, and start anew"
            )


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction beside which nobody else migrates."""
    if engine.dialect.name == "sqlite":
        with _alone_on_sqlite(engine) as connection:
            yield connection
        return
    with engine.begin() as connection:
        connection.execute(text(f"SET LOCAL lock_timeout = '{OTHERS_TAKE_AT_MOST}s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection


@contextmanager
def _alone_on_sqlite(engine: Engine) -> Iterator[Connection]:
    """Python's sqlite3 would end the transaction's protection at the first CREATE TABLE; so we begin it ourselves."""
    with _connected(engine) as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        before, raw.isolation_level = raw.isolation_level, None
        try:
            connection.exec_driver_sql("BEGIN EXCLUSIVE")
            yield connection
            connection.commit()
        finally:
            connection.rollback()
            raw.isolation_level = before


def _connected(engine: Engine) -> Connection:
    """SQLite waits for every lock but one: that of a new file which another program is just preparing."""
    for _ in range(PREPARED_WITHIN * 20):
        try:
            return engine.connect()
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(1 / 20)
    return engine.connect()
