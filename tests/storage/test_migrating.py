"""The steps in migrations/ lead to exactly the tables the program knows, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import (
    Column,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    insert,
    inspect,
    select,
    text,
)

from callcenter.storage.database import open_engine
from callcenter.storage.migrating import CannotMigrate, alembic_config, known_revisions, migrate, revision
from callcenter.storage.tables import journal, metadata, routing_interactions


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    yield engine
    engine.dispose()


def tables_in(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_an_empty_database_gets_every_table_as_the_program_knows_it(engine: Engine):
    assert revision(engine) is None
    migrate(engine)
    assert revision(engine) == known_revisions()[-1]
    assert tables_in(engine) == {*metadata.tables, "alembic_version"}
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        # A difference here: `python -m migrations "what changed"` writes the missing step.
        assert compare_metadata(context, metadata) == []


def test_journal_numbers_are_never_used_twice(engine: Engine):
    migrate(engine)
    line = insert(journal).values(
        tenant="t", stream="s", n=1, at=datetime(2026, 3, 2, tzinfo=UTC), type="T", version=1, body=b""
    )
    with engine.begin() as connection:
        connection.execute(line)
        connection.execute(delete(journal))
        connection.execute(line)
        assert connection.execute(select(journal.c.seq)).scalar() == 2


def test_migrating_again_changes_nothing(engine: Engine, url: str):
    migrate(engine)
    migrate(url)
    assert revision(engine) == known_revisions()[-1]


def test_programs_that_start_together_take_turns(engine: Engine, url: str):
    with ThreadPoolExecutor(4) as together:
        for done in [together.submit(migrate, url) for _ in range(4)]:
            done.result(timeout=60)
    assert revision(engine) == known_revisions()[-1]


def test_a_database_of_a_newer_program_is_refused_and_left_alone(engine: Engine):
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CannotMigrate, match=r"at version 9999, this program knows versions up to \d{4}: it"):
        migrate(engine)
    assert revision(engine) == "9999"


def test_a_database_with_foreign_tables_of_our_names_is_refused(engine: Engine):
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE journal (entry INTEGER)"))
    with pytest.raises(CannotMigrate, match="has a table 'journal' that no callcenter made"):
        migrate(engine)
    assert tables_in(engine) == {"journal"}


@pytest.mark.parametrize("change", ["key", "column", "table"])
def test_a_database_of_a_development_version_is_refused_in_one_line(engine: Engine, change: str):
    migrate(engine)
    early = Table("presence", MetaData(), Column("tenant", String(26)), Column("agent", String(64), primary_key=True))
    if change == "key":
        early.append_column(Column("version", Integer, nullable=False))
        early.append_column(Column("body", LargeBinary, nullable=False))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE presence"))
        if change != "table":
            early.create(connection)
    with pytest.raises(CannotMigrate, match=r"^the database was made by a development version \(its table 'presence'"):
        migrate(engine)


def test_what_was_stored_before_versions_is_of_the_first(engine: Engine):
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0001")
        connection.execute(text("INSERT INTO routing_interactions (interaction, tenant, body) VALUES ('i', 't', '')"))
    migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(select(routing_interactions.c.version)).scalar_one() == 1


def test_a_step_that_fails_leaves_the_database_as_it_was(engine: Engine):
    with engine.begin() as connection:
        connection.execute(text("CREATE VIEW users AS SELECT 1 AS one"))  # the last table to be made
    with pytest.raises(CannotMigrate):
        migrate(engine)
    assert tables_in(engine) <= {"alembic_version"}
    assert revision(engine) is None


def test_every_step_can_be_taken_back(engine: Engine):
    migrate(engine)
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), "base")
    assert tables_in(engine) == {"alembic_version"}


def test_a_database_that_cannot_be_reached_is_told_in_one_line(url: str, tmp_path: Path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a database" * 100)
    away = {
        "sqlite": [f"sqlite:///{in_the_way}", f"sqlite:///{in_the_way}/call.db"],
        "postgresql": [url.replace("host=", "host=/nowhere"), url.replace("/test_", "/missing_")],
    }
    for one in away[url.partition(":")[0].partition("+")[0]]:
        with pytest.raises(CannotMigrate, match=r"^the database cannot be (opened|prepared): [^\n]+$"):
            migrate(one)


def test_a_word_that_is_no_database_url_is_told_in_one_line():
    with pytest.raises(CannotMigrate, match=r"^the database cannot be opened: [^\n]+$"):
        migrate("call.db")
