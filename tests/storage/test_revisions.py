"""What was published stays: the same words keep their number, other words get the next one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from callcenter.config import load
from callcenter.flows import published_house
from callcenter.lined_yaml import Mistakes
from callcenter.model.ids import FlowName, TenantId
from callcenter.storage.database import Database
from callcenter.storage.revisions import Revisions
from callcenter.storage.tables import metadata
from callcenter.storage.tables import revisions as table

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
COMPANY = load(Path(__file__).parents[2] / "config.yaml").company
HOTLINE, OTHER = FlowName("hotline"), FlowName("other")


def flow(text: str) -> str:
    return f"start: a\nnodes:\n  a: {{ hangup: {{ zh-CN: {text}, en: {text} }} }}\n"


@pytest.fixture
async def database(tmp_path: Path):
    database = Database(f"sqlite:///{tmp_path / 'callcenter.db'}")
    await database.transact(metadata.create_all)
    yield database
    await database.close()


@pytest.fixture
def revisions(database: Database) -> Revisions:
    return Revisions(database, TenantId("haihe"))


async def test_the_same_words_keep_their_number_and_other_words_get_the_next(revisions: Revisions):
    assert await revisions.publish("flow", "hotline", "one", NOW) == 1
    assert await revisions.publish("flow", "hotline", "one", NOW) == 1
    assert await revisions.publish("flow", "hotline", "two", NOW) == 2
    assert await revisions.publish("flow", "hotline", "one", NOW) == 3  # back to the old words is a new decision
    assert await revisions.newest("flow") == {"hotline": 3}
    assert await revisions.all_of("flow") == {("hotline", 1): "one", ("hotline", 2): "two", ("hotline", 3): "one"}


async def test_names_kinds_and_companies_count_apart(revisions: Revisions, database: Database):
    other = Revisions(database, TenantId("other"))
    assert await revisions.publish("flow", "hotline", "a", NOW) == 1
    assert await revisions.publish("flow", "other", "b", NOW) == 1
    assert await revisions.publish("company", "hotline", "c", NOW) == 1
    assert await other.publish("flow", "hotline", "d", NOW) == 1
    assert await revisions.newest("flow") == {"hotline": 1, "other": 1}
    assert await other.all_of("flow") == {("hotline", 1): "d"}


async def test_a_house_knows_every_revision_and_which_one_is_current(revisions: Revisions):
    await published_house(COMPANY, {HOTLINE: flow("one"), OTHER: flow("x")}, revisions, NOW)
    house = await published_house(COMPANY, {HOTLINE: flow("two")}, revisions, NOW)
    assert house.current == {"hotline": 2}
    assert set(house.flows) == {("hotline", 1), ("hotline", 2), ("other", 1)}
    assert house.newest(HOTLINE).revision == 2
    assert house.flows[HOTLINE, 1].nodes["a"].hangup == {"zh-CN": "one", "en": "one"}  # type: ignore[union-attr]


async def test_an_old_revision_that_fits_the_company_no_longer_can_still_be_run(revisions: Revisions):
    old = "start: a\nnodes:\n  a: { queue: closed_down }\n"
    await revisions.publish("flow", "hotline", old, NOW)
    house = await published_house(COMPANY, {HOTLINE: flow("new")}, revisions, NOW)
    assert house.flows[HOTLINE, 1].nodes["a"].queue == "closed_down"  # type: ignore[union-attr]


async def test_an_old_revision_that_cannot_be_read_is_left_out_and_a_present_one_refused(
    revisions: Revisions, database: Database, caplog: pytest.LogCaptureFixture
):
    await revisions.publish("flow", "hotline", flow("old"), NOW)
    await database.transact(lambda connection: connection.execute(update(table).values(body="start: a")))
    house = await published_house(COMPANY, {HOTLINE: flow("new")}, revisions, NOW)
    assert set(house.flows) == {("hotline", 2)}
    assert "revision 1 of the flow hotline" in caplog.text
    with pytest.raises(Mistakes):
        await published_house(COMPANY, {HOTLINE: "start: a"}, revisions, NOW)
