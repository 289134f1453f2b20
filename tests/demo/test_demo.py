"""The invented company: the same each time, loaded once, told like real calls, and gone without a trace."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from shutil import copy
from typing import Any

import msgspec
import phonenumbers
import pytest
from sqlalchemy import Connection, Table, insert, select

from callcenter.config.read import load
from callcenter.demo import Loaded, demo_agents, demo_users, has_demo, load_demo, remove_demo
from callcenter.history.records import InHand, Search
from callcenter.history.segments import SegmentKind, segments
from callcenter.ivr.opening import is_open
from callcenter.journal import Line
from callcenter.model import facts
from callcenter.model.company import Company, Hours
from callcenter.model.ids import CustomerId, TenantId
from callcenter.model.interaction import LeftQueue, Medium, Outcome
from callcenter.numbers.identity import identity
from callcenter.reporting.figures import Figures
from callcenter.storage import tables as t
from callcenter.storage.accounts import Accounts
from callcenter.storage.customers import Customers
from callcenter.storage.database import Database
from callcenter.storage.history import History
from callcenter.storage.migrating import migrate
from callcenter.viewer import the_house

HAIHE = TenantId("haihe")
NOW = datetime(2026, 3, 31, 6, 0, tzinfo=UTC)  # a Tuesday afternoon in China
HOUSE = the_house(HAIHE)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def company() -> Company:
    return load(Path(__file__).parents[2] / "config.yaml").company


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'demo.db'}")
    await database.transact(lambda connection: t.metadata.create_all(connection))
    yield database
    await database.close()


@pytest.fixture(scope="module")
def filled(company: Company, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the demo in it."""
    path = tmp_path_factory.mktemp("demo") / "filled.db"

    async def fill() -> None:
        database = Database(f"sqlite:///{path}")
        await database.transact(lambda connection: t.metadata.create_all(connection))
        await load_demo(database, HAIHE, company, NOW)
        await database.close()

    asyncio.run(fill())
    return path


@pytest.fixture
async def loaded(filled: Path, tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{copy(filled, tmp_path / 'loaded.db')}")
    yield database
    await database.close()


async def rows(database: Database, table: Table) -> list[dict[str, Any]]:
    question = select(table)
    return await database.read(lambda connection: [dict(row) for row in connection.execute(question).mappings()])


async def everything(database: Database) -> dict[str, list[dict[str, Any]]]:
    return {table.name: found for table in t.metadata.sorted_tables if (found := await rows(database, table))}


async def add(database: Database, table: Table, **values: Any) -> None:
    def write(connection: Connection) -> None:
        connection.execute(insert(table).values(values))

    await database.transact(write)


async def journal(database: Database) -> Sequence[Line]:
    return await History(database).lines(HOUSE, LONG_AGO, NOW)


async def told(database: Database) -> dict[str, list[Line]]:
    """Lines by interaction."""
    streams: dict[str, list[Line]] = defaultdict(list)
    for line in await journal(database):
        streams[line.stream].append(line)
    return streams


# ---------------------------------------------------------------------- agents


def test_ten_agents_staff_every_queue_and_the_needs_of_both_languages(company: Company):
    agents = demo_agents()
    assert [agent.number for agent in agents] == [str(number) for number in range(1001, 1011)]
    for queue in company.queues.values():
        able = [a for a in agents if all(a.skills.get(skill, 0) >= level for skill, level in queue.needs.items())]
        assert len(able) >= 3, queue.name
    assert {agent.language for agent in agents} == {"zh-CN", "en"}
    assert Counter(role for agent in agents for role in agent.roles) == {
        "agent": 10,
        "supervisor": 1,
        "analyst": 1,
        "admin": 1,
    }
    assert [agent.login for agent in agents if agent.phone.kind == "desk_phone"] == ["liu"]


async def test_the_demo_is_there_once_its_users_can_sign_in(empty: Database):
    assert not await has_demo(empty, HAIHE)
    accounts = Accounts(empty, HAIHE)
    await accounts.add(*demo_users("a good password"), now=NOW)
    assert await has_demo(empty, HAIHE)
    assert not await has_demo(empty, TenantId("other"))
    assert await accounts.verify("wang", "a good password") is not None
    assert await remove_demo(empty, HAIHE)
    assert not await has_demo(empty, HAIHE)
    accounts.close()


# ---------------------------------------------------------------------- loading


async def test_the_same_company_comes_out_each_time(loaded: Database, company: Company, tmp_path: Path):
    second = Database(f"sqlite:///{tmp_path / 'second.db'}")
    await second.transact(lambda connection: t.metadata.create_all(connection))
    await load_demo(second, HAIHE, company, NOW)
    assert await everything(second) == await everything(loaded)
    await second.close()


async def test_loading_again_adds_nothing_and_two_companies_can_share_a_database(empty: Database, company: Company):
    first = await load_demo(empty, HAIHE, company, NOW)
    assert (first.customers, first.orders > 120, first.interactions > 380) == (120, True, True)
    before = await everything(empty)
    assert await load_demo(empty, HAIHE, company, NOW + timedelta(days=3)) == Loaded(0, 0, 0)
    assert await everything(empty) == before
    assert (await load_demo(empty, TenantId("other"), company, NOW)).customers == 120


async def test_all_rows_that_can_be_marked_are(loaded: Database):
    for table in (t.customers, t.interactions):
        assert {row["demo"] for row in await rows(loaded, table)} == {True}


async def test_customers_can_be_reached_and_a_main_line_leads_to_several(loaded: Database):
    people = await rows(loaded, t.customers)
    assert Counter(row["language"] for row in people) == {"zh-CN": 84, "en": 36}
    numbers = [row["value"] for row in await rows(loaded, t.addresses) if row["kind"] == "phone"]
    assert all(identity(number, "CN") == number for number in numbers)
    assert all(phonenumbers.is_possible_number(phonenumbers.parse(number)) for number in numbers)
    cards = await Customers(loaded).cards(HOUSE, "+8653288881001")
    assert len(cards) == 4
    assert len({card.company for card in cards}) == 1
    assert max(Counter(numbers).values()) == 4
    assert [count for count in Counter(numbers).values()].count(2) >= 5  # households


async def test_orders_are_told_in_both_languages(loaded: Database):
    for row in await rows(loaded, t.orders):
        assert set(row["title"]) == {"zh-CN", "en"}
        assert row["placed_at"] <= NOW


# ---------------------------------------------------------------------- the past


async def test_every_call_lies_in_office_hours_of_the_last_month_and_is_over(loaded: Database, company: Company):
    for row in await rows(loaded, t.interactions):
        assert NOW - timedelta(days=30) <= row["began_at"] < row["ended_at"] <= NOW
        assert is_open(company.hours["office"], row["began_at"])
    assert max(line.at for line in await journal(loaded)) < NOW


async def test_all_kinds_of_endings_occur(loaded: Database):
    past = await rows(loaded, t.interactions)
    outcomes = Counter((row["medium"], row["outcome"]) for row in past)
    for medium, outcome in (
        (Medium.VOICE, Outcome.SERVED),
        (Medium.VOICE, Outcome.ABANDONED),
        (Medium.VOICE, Outcome.VOICEMAIL),
        (Medium.VOICE, Outcome.LEFT_IN_FLOW),
        (Medium.VOICEMAIL, Outcome.SERVED),
    ):
        assert outcomes[medium, outcome] > 5, (medium, outcome)
    kinds = Counter(type(line.fact) for line in await journal(loaded))
    assert kinds[facts.Transferred] > 3
    ends = Counter(line.fact.how for line in await journal(loaded) if isinstance(line.fact, facts.OfferEnded))
    assert ends[facts.OfferEnd.MISSED] > 3
    assert ends[facts.OfferEnd.RESCINDED] > 0
    assert len([row for row in past if row["caller"] == ""]) > 3


async def test_the_journal_is_in_order_and_numbered_as_one_writer_would(loaded: Database):
    lines = await rows(loaded, t.journal)
    assert [row["at"] for row in lines] == sorted(row["at"] for row in lines)
    numbers: dict[str, list[int]] = defaultdict(list)
    for row in lines:
        numbers[row["stream"]].append(row["n"])
    assert all(ns == list(range(1, len(ns) + 1)) for ns in numbers.values())
    assert set(numbers) == {row["id"] for row in await rows(loaded, t.interactions)}


async def test_the_segments_of_every_interaction_are_whole(loaded: Database):
    lived = (SegmentKind.IVR, SegmentKind.QUEUE, SegmentKind.TALK, SegmentKind.HOLD)
    for stream, lines in (await told(loaded)).items():
        told_segments = segments(lines)
        assert told_segments, stream
        assert all(segment.ended is not None and segment.began <= segment.ended for segment in told_segments), stream
        through = [segment for segment in told_segments if segment.kind in lived]
        for one, following in pairwise(through):
            assert one.ended is not None
            assert one.ended <= following.began, stream


async def test_nobody_is_in_two_conversations(loaded: Database):
    busy: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for lines in (await told(loaded)).values():
        for segment in segments(lines):
            if segment.agent is not None and segment.kind in (SegmentKind.TALK, SegmentKind.HOLD, SegmentKind.WRAP_UP):
                assert segment.ended is not None
                busy[segment.agent].append((segment.began, segment.ended))
    assert set(busy) == {agent.id for agent in demo_agents()}
    for agent, stretches in busy.items():
        stretches.sort()
        for (_, ended), (began, _) in pairwise(stretches):
            assert ended <= began, agent


async def test_what_was_offered_is_accounted_for(loaded: Database, company: Company):
    figures = Figures(company)
    figures.note_all(await journal(loaded))
    assert set(figures.queues) == set(company.queues)
    for name, queue in figures.queues.items():
        assert queue.adds_up, name
        assert queue.waiting == 0, name
        assert queue.service_level is not None
        assert 0.5 < queue.service_level < 1, name


async def test_rows_and_journal_say_the_same(loaded: Database):
    streams = await told(loaded)
    for row in await rows(loaded, t.interactions):
        about = [line.fact for line in streams[row["id"]]]
        ended = [fact for fact in about if isinstance(fact, facts.Ended)]
        assert [fact.outcome for fact in ended] == [row["outcome"]]
        assert row["talked"] == pytest.approx(sum(f.talked for f in about if isinstance(f, facts.AgentLeft)))
        left = [fact.how for fact in about if isinstance(fact, facts.QueueLeft)]
        assert (row["agent"] is not None) == (LeftQueue.ANSWERED in left)
        verdicts = [f.disposition for f in about if isinstance(f, facts.WrapUpEnded) and f.disposition]
        assert row["disposition"] == (verdicts[-1] if verdicts else None)


async def test_history_finds_them(loaded: Database):
    listed = await History(loaded).search(HOUSE, Search(outcome=Outcome.SERVED), InHand())
    assert listed.total > 200
    assert all(found.agent and found.demo for found in listed.rows)
    message = next(row for row in await rows(loaded, t.interactions) if row["medium"] == Medium.VOICEMAIL)
    found = await History(loaded).interaction(HOUSE, message["related"], InHand())
    assert found is not None
    assert found.outcome is Outcome.VOICEMAIL


async def test_a_company_with_other_queues_or_none_gets_a_demo_too(empty: Database, company: Company):
    only = {name: queue for name, queue in company.queues.items() if name == "repairs"}
    always = Hours(
        days=frozenset(range(7)), opens=company.hours["office"].opens, closes=company.hours["office"].closes, zone="UTC"
    )
    small = msgspec.structs.replace(company, queues=only, numbers={}, hours={"office": always}, dispositions={})
    assert (await load_demo(empty, HAIHE, small, NOW)).interactions > 380
    none = msgspec.structs.replace(company, queues={})
    assert (await load_demo(empty, TenantId("other"), none, NOW)).interactions == 0


# ---------------------------------------------------------------------- removing


async def test_removal_leaves_nothing(loaded: Database):
    accounts = Accounts(loaded, HAIHE)
    await accounts.add(*demo_users("a good password"), now=NOW)
    await accounts.begin("token", "wang", NOW, NOW + timedelta(hours=8), LONG_AGO)
    await add(loaded, t.presence, agent="wang", tenant=HAIHE, body=b"{}")
    removed = await remove_demo(loaded, HAIHE)
    assert (removed.customers, removed.users, removed.interactions > 380, removed.orders > 120) == (120, 10, True, True)
    assert await everything(loaded) == {}
    accounts.close()


async def test_removal_keeps_what_is_real(loaded: Database, company: Company):
    invented = (await rows(loaded, t.customers))[0]["id"]
    who = {"site": "main", "name": "王芳", "language": "zh-CN", "since": NOW}
    await add(loaded, t.customers, id="real", tenant=HAIHE, **who)
    await add(loaded, t.addresses, tenant=HAIHE, customer="real", kind="phone", value="+8613900139000")
    call = {"site": "main", "medium": "voice", "direction": "inbound", "began_at": NOW}
    await add(loaded, t.interactions, id="i1", tenant=HAIHE, customer=invented, **call)
    await add(loaded, t.interactions, id="i2", tenant=HAIHE, customer="real", **call)
    await add(loaded, t.journal, tenant=HAIHE, stream="i1", n=1, at=NOW, type="SignedIn", version=1, body=b"{}")
    await load_demo(loaded, TenantId("other"), company, NOW)
    accounts = Accounts(loaded, HAIHE)
    await accounts.add(*demo_users("a good password"), now=NOW)
    await accounts.verify("wang", "a good password")
    others_before = [row for row in await rows(loaded, t.interactions) if row["tenant"] == "other"]
    await remove_demo(loaded, HAIHE)
    mine = {row["id"]: row["customer"] for row in await rows(loaded, t.interactions) if row["tenant"] == HAIHE}
    assert mine == {"i1": None, "i2": "real"}
    assert [row["stream"] for row in await rows(loaded, t.journal) if row["tenant"] == HAIHE] == ["i1"]
    assert await Customers(loaded).card(HOUSE, CustomerId("real")) is not None
    assert [row for row in await rows(loaded, t.interactions) if row["tenant"] == "other"] == others_before
    accounts.close()


async def test_the_demo_can_come_back_after_it_was_removed(loaded: Database, company: Company):
    await remove_demo(loaded, HAIHE)
    assert (await load_demo(loaded, HAIHE, company, NOW)).customers == 120


@pytest.mark.real
async def test_postgresql_takes_it_in_and_lets_it_go_as_well(postgres_url: str, company: Company):
    migrate(postgres_url)
    database = Database(postgres_url)
    assert (await load_demo(database, HAIHE, company, NOW)).customers == 120
    assert len(await Customers(database).cards(HOUSE, "+8653288881001")) == 4
    assert (await remove_demo(database, HAIHE)).customers == 120
    assert set(await everything(database)) <= {"alembic_version"}
    await database.close()
