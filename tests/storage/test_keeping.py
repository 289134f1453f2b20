"""How long recordings stay: by queue, never for less than the least time, and for as long as somebody holds them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from calls.haihe import REPAIRS, SALES, haihe
from sqlalchemy import insert, select

from callcenter.history.records import Expired, InHand, Search
from callcenter.model.ids import InteractionId, TenantId
from callcenter.model.recording import DAY, RecordingRules
from callcenter.recordings import Recordings
from callcenter.retention import expire
from callcenter.storage.accounts import Accounts
from callcenter.storage.database import Database
from callcenter.storage.history import History
from callcenter.storage.keeping import Keeping
from callcenter.storage.tables import access_log, interactions, recordings
from callcenter.viewer import Role, Viewer

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TENANT = TenantId("haihe")
OLD, NEW, WARM, SOLD = (InteractionId(name) for name in ("old", "new", "warm", "sold"))
RULES = RecordingRules(keep=90 * DAY, keep_at_least=30 * DAY)


def company(rules: RecordingRules = RULES, sales: float | None = None):
    told = haihe(recording=rules)
    queues = {**told.queues, SALES: msgspec.structs.replace(told.queues[SALES], keep_recordings=sales)}
    return msgspec.structs.replace(told, queues=queues)


async def keep(database: Database, interaction: str, days: float | None, queue: str | None = REPAIRS) -> None:
    """A recorded interaction that ended so many days ago; None = it goes on."""
    ended = None if days is None else NOW - timedelta(days=days)
    row = {"id": interaction, "tenant": TENANT, "site": "main", "medium": "voice", "direction": "inbound"}
    row |= {"began_at": NOW - timedelta(days=400), "ended_at": ended, "queue": queue}
    track = {"track": f"{interaction}-k1", "tenant": TENANT, "interaction": interaction, "party": "customer"}

    def write(connection):
        connection.execute(insert(interactions).values(row))
        connection.execute(insert(recordings).values(track | {"began_at": NOW - timedelta(days=400)}))

    await database.transact(write)


async def names(keeping: Keeping, told) -> set[str]:
    return {one.interaction for one in await keeping.expire(told, NOW)}


@pytest.fixture
def keeping(database: Database) -> Keeping:
    return Keeping(database, TENANT)


async def test_what_was_kept_for_long_enough_expires_and_what_goes_on_does_not(database: Database, keeping: Keeping):
    await keep(database, OLD, 91)
    await keep(database, NEW, 89)
    await keep(database, WARM, None)
    assert await keeping.expire(company(), NOW) == [Expired("old-k1", OLD)]


async def test_a_queue_may_keep_its_recordings_for_longer(database: Database, keeping: Keeping):
    await keep(database, OLD, 91, queue=None)
    await keep(database, SOLD, 91, queue=SALES)
    told = company(sales=1000 * DAY)
    assert await names(keeping, told) == {OLD}


@pytest.mark.parametrize("days", [0, 1, 29])
async def test_nothing_younger_than_the_least_time_expires_whatever_is_written(
    database: Database, keeping: Keeping, days: float
):
    await keep(database, NEW, 29.9)
    await keep(database, SOLD, 29.9, queue=SALES)
    short = RecordingRules(keep=days * DAY, keep_at_least=30 * DAY)
    assert await names(keeping, company(short, sales=days * DAY)) == set()


async def test_what_is_held_stays_until_it_is_let_go(database: Database, keeping: Keeping):
    await keep(database, OLD, 91)
    assert await keeping.hold(OLD, "li", "a complaint", NOW)
    assert await keeping.hold(OLD, "yang", "another one", NOW), "the first reason stays"
    assert await names(keeping, company()) == set()
    hold = await keeping.hold_of(OLD)
    assert hold is not None
    assert (hold.login, hold.reason) == ("li", "a complaint")
    await keeping.let_go(OLD, "li", NOW)
    await keeping.let_go(OLD, "li", NOW)
    assert await keeping.hold_of(OLD) is None
    assert await names(keeping, company()) == {OLD}
    assert not await keeping.hold(OLD, "li", "too late", NOW)
    rows = await database.read(lambda connection: connection.execute(select(access_log.c.what)).scalars().all())
    assert rows == ["held", "let_go"]


async def test_a_program_that_dies_between_file_and_row_deletes_again(
    database: Database, keeping: Keeping, tmp_path: Path
):
    await keep(database, OLD, 91)
    assert await names(keeping, company()) == {OLD}
    assert await names(keeping, company()) == {OLD}, "not gone yet"
    folder, cache = tmp_path / "recordings", tmp_path / "heard"
    for file in (folder / "old-k1.wav", folder / "new-k1.wav", cache / "old-0123.wav", cache / "old-0123.heights"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"sound")
    again = await expire(keeping, Recordings(folder, cache), company(), NOW)
    assert again == NOW + timedelta(hours=12)
    assert sorted(file.name for file in (*folder.iterdir(), *cache.iterdir())) == ["new-k1.wav"]
    assert await names(keeping, company()) == set()
    rows = await database.read(lambda connection: connection.execute(select(access_log)).all())
    assert [(row.login, row.what, row.of) for row in rows] == [("program", "recordings_expired", "1")]


async def test_a_file_that_cannot_be_deleted_is_tried_again(database: Database, keeping: Keeping, tmp_path: Path):
    await keep(database, OLD, 91)
    (tmp_path / "recordings" / "old-k1.wav" / "in the way").mkdir(parents=True)
    await expire(keeping, Recordings(tmp_path / "recordings", tmp_path / "heard"), company(), NOW)
    assert await names(keeping, company()) == {OLD}


async def test_what_has_expired_is_no_longer_found_as_recorded(database: Database, keeping: Keeping):
    await keep(database, OLD, 91)
    await keep(database, NEW, 1)
    await keeping.expire(company(), NOW)
    history = History(database)
    viewer = Viewer(tenant=TENANT, login="li", agent=None, roles=frozenset({Role.SUPERVISOR}))
    for recorded, found in ((True, [NEW]), (False, [OLD])):
        listed = await history.search(viewer, Search(recorded=recorded), InHand())
        assert [one.id for one in listed.rows] == found
    (track,) = await history.tracks(viewer, OLD)
    assert track.expired_at == NOW


async def test_it_is_known_who_listened_to_an_interaction_and_where(database: Database):
    accounts = Accounts(database, TENANT)
    try:
        await accounts.log(NOW, "li", "sign_in")
        await accounts.log(NOW, "li", "listened", "old-k1", interaction=OLD, page="/history/old")
        await accounts.log(NOW, "yang", "downloaded", OLD, interaction=OLD)
        await accounts.log(NOW, "yang", "listened", NEW, interaction=NEW)
        heard = await accounts.heard(OLD)
    finally:
        accounts.close()
    assert [(one.login, one.what, one.of, one.page) for one in heard] == [
        ("yang", "downloaded", "old", ""),
        ("li", "listened", "old-k1", "/history/old"),
    ]
