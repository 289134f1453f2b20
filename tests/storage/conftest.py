"""Every store is held to the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from real.postgres import postgres, postgres_url  # noqa: F401 - fixtures

from callcenter.storage.database import Database
from callcenter.storage.migrating import migrate

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.real)]


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'some' / 'folder.db'}"
    return request.getfixturevalue("postgres_url")


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """With all tables."""
    migrate(url)
    database = Database(url)
    yield database
    await database.close()
