"""Who may come in: passwords, sessions, and the log of who listened to what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Connection, select

from callcenter.model.ids import Language, TenantId
from callcenter.storage.accounts import HASHER, Accounts, NewUser, User
from callcenter.storage.database import Database
from callcenter.storage.tables import access_log, users

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
HAIHE, OTHER = TenantId("haihe"), TenantId("other")
CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture
def accounts(database: Database) -> Iterator[Accounts]:
    accounts = Accounts(database, HAIHE, CHEAP)
    yield accounts
    accounts.close()


@pytest.fixture
def others(database: Database) -> Iterator[Accounts]:
    others = Accounts(database, OTHER, CHEAP)
    yield others
    others.close()


def wang(password: str = "plum rain", language: str | None = None) -> NewUser:
    return NewUser(login="wang", password=password, language=Language(language) if language else None)


async def begin(accounts: Accounts, token: str, login: str = "wang", now: datetime = NOW) -> None:
    await accounts.begin(token, login, now, now + 12 * HOUR, now - HOUR)


# ---------------------------------------------------------------------- passwords


async def test_who_knows_the_password_is_let_in_and_nobody_else(accounts: Accounts):
    await accounts.add(wang(language="en"), NewUser(login="li", password="丝绸 é"), now=NOW)
    assert await accounts.verify("wang", "plum rain") == User(login="wang", language=Language("en"))
    assert await accounts.verify("li", "丝绸 é") == User(login="li", language=None)
    assert await accounts.verify("wang", "Plum rain") is None
    assert await accounts.verify("wang", "") is None
    assert await accounts.verify("li", "plum rain") is None
    assert await accounts.verify("nobody", "a password nobody has") is None
    assert await accounts.logins() == ["li", "wang"]


async def test_logins_are_of_one_company(accounts: Accounts, others: Accounts):
    await accounts.add(wang(), now=NOW)
    await others.add(wang("another"), now=NOW)
    assert await accounts.verify("wang", "another") is None
    assert await others.verify("wang", "another") is not None
    await others.remove("wang")
    assert await accounts.knows("wang")
    assert not await others.knows("wang")


async def test_a_login_is_no_pattern_and_no_sql(accounts: Accounts):
    await accounts.add(wang(), now=NOW)
    for login in ("%", "wan_", "WANG", " wang", "wang' OR '1'='1", "*"):
        assert not await accounts.knows(login)


async def test_the_password_itself_is_nowhere(accounts: Accounts, database: Database):
    await accounts.add(wang(), now=NOW)
    row = await database.read(lambda connection: connection.execute(select(users)).one())
    assert row.password.startswith("$argon2id$")
    assert "plum rain" not in str(row)
    assert row.made_at == NOW


async def test_a_new_password_ends_the_sessions_of_the_old(accounts: Accounts):
    await accounts.add(wang(), NewUser(login="li", password="x"), now=NOW)
    await begin(accounts, "t1")
    await begin(accounts, "t2", "li")
    await accounts.add(wang("new"), now=NOW)
    assert await accounts.verify("wang", "plum rain") is None
    assert await accounts.verify("wang", "new") is not None
    assert await accounts.session("t1") is None
    assert await accounts.session("t2") is not None


async def test_a_weaker_hash_is_replaced_when_its_owner_comes_in(accounts: Accounts, database: Database):
    await accounts.add(wang(), now=NOW)

    def kept(connection: Connection) -> str:
        return connection.execute(select(users.c.password)).scalar_one()

    weak = await database.read(kept)
    today = Accounts(database, HAIHE, HASHER)
    assert await today.verify("wang", "wrong") is None
    assert await database.read(kept) == weak
    assert await today.verify("wang", "plum rain") is not None
    assert "m=19456,t=2,p=1" in await database.read(kept)
    assert await today.verify("wang", "plum rain") is not None
    today.close()


async def test_a_damaged_hash_lets_nobody_in(accounts: Accounts, database: Database):
    await accounts.add(wang(), now=NOW)
    await database.transact(lambda connection: connection.execute(users.update().values(password="plum rain")))
    assert await accounts.verify("wang", "plum rain") is None


# ---------------------------------------------------------------------- sessions


async def test_a_session_is_remembered_until_it_is_ended(accounts: Accounts):
    await accounts.add(wang(), now=NOW)
    await begin(accounts, "t1")
    await accounts.choose_language("wang", Language("en"))
    await accounts.seen("t1", NOW + HOUR)
    session = await accounts.session("t1")
    assert session is not None
    assert (session.login, session.language) == ("wang", "en")
    assert (session.began_at, session.seen_at, session.ends_at) == (NOW, NOW + HOUR, NOW + 12 * HOUR)
    await accounts.end("t1")
    assert await accounts.session("t1") is None
    assert await accounts.session("t2") is None


async def test_a_session_is_of_one_company(accounts: Accounts, others: Accounts):
    await accounts.add(wang(), now=NOW)
    await others.add(wang(), now=NOW)
    await begin(accounts, "t1")
    assert await others.session("t1") is None
    await others.end("t1")
    assert await accounts.session("t1") is not None


async def test_sessions_that_are_over_or_long_unseen_are_forgotten_when_another_begins(accounts: Accounts):
    await accounts.add(wang(), now=NOW)
    await accounts.begin("over", "wang", NOW, NOW + HOUR, NOW - HOUR)
    await accounts.begin("unseen", "wang", NOW, NOW + 12 * HOUR, NOW - HOUR)
    await accounts.begin("seen", "wang", NOW, NOW + 12 * HOUR, NOW - HOUR)
    await accounts.seen("over", NOW + HOUR)
    await accounts.seen("seen", NOW + HOUR)
    await begin(accounts, "new", now=NOW + 1.5 * HOUR)
    left = [token for token in ("over", "unseen", "seen", "new") if await accounts.session(token)]
    assert left == ["seen", "new"]


async def test_a_login_that_is_removed_takes_its_sessions_along(accounts: Accounts):
    await accounts.add(wang(), now=NOW)
    await begin(accounts, "t1")
    await accounts.remove("wang")
    assert await accounts.session("t1") is None
    assert await accounts.verify("wang", "plum rain") is None


# ---------------------------------------------------------------------- the access log


async def test_who_did_what_is_written_down_in_order(accounts: Accounts, database: Database):
    await accounts.log(NOW, "wang", "signed in")
    await accounts.log(NOW + HOUR, "wang", "listened", "t-1", interaction="i-1", page="/history/i-1")
    rows = await database.read(lambda connection: connection.execute(select(access_log).order_by("seq")).all())
    assert [tuple(row) for row in rows] == [
        (1, HAIHE, NOW, "wang", "signed in", "", None, ""),
        (2, HAIHE, NOW + HOUR, "wang", "listened", "t-1", "i-1", "/history/i-1"),
    ]
