"""One writer, many savers: in order, all or nothing, and never dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import IntegrityError

from callcenter.storage.database import Database

numbers = Table("numbers", MetaData(), Column("n", Integer, primary_key=True))
ADD = insert(numbers)


@pytest.fixture
async def database(tmp_path: Path):
    database = Database(f"sqlite:///{tmp_path / 'some' / 'folder.db'}")
    await database.transact(lambda connection: numbers.metadata.create_all(connection))
    yield database
    await database.close()


def all_numbers(connection: Connection) -> list[int]:
    return list(connection.execute(select(numbers.c.n).order_by(numbers.c.n)).scalars())


async def test_what_follows_a_save_runs_after_it_is_on_disk_and_in_order(database: Database):
    told: list[int] = []
    for n in range(1000):
        database.save([(ADD, {"n": n})], lambda n=n: told.append(n))
    await database.saved()
    assert told == list(range(1000))
    assert await database.read(all_numbers) == list(range(1000))


async def test_a_save_is_all_or_nothing_and_a_bad_one_does_not_stop_the_others(database: Database):
    told: list[str] = []
    database.save([(ADD, {"n": 1})], lambda: told.append("first"))
    database.save([(ADD, {"n": 2}), (ADD, {"n": 1})], lambda: told.append("refused"))
    database.save([(ADD, {"n": 3})], lambda: told.append("last"))
    await database.saved()
    assert await database.read(all_numbers) == [1, 3]
    assert told == ["first", "refused", "last"]  # the caller on the line does not wait for ever


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
