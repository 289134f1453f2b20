"""Who has this number? Fast, bounded, and only what the viewer may see."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, event, insert

from callcenter.customers.cards import Card, NewCustomer
from callcenter.model.ids import AgentId, CustomerId, Language, TenantId
from callcenter.storage.customers import Customers
from callcenter.storage.database import Database
from callcenter.storage.tables import addresses, customers, interactions, orders
from callcenter.viewer import Role, Viewer, the_house

HAIHE = TenantId("haihe")
NOW = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
MOBILE, MAIN_LINE = "+8613800138000", "+8653288880000"
HOUSE = the_house(HAIHE)


def viewer(*roles: Role, tenant: str = "haihe", sites: frozenset[str] | None = None) -> Viewer:
    return Viewer(tenant=TenantId(tenant), login="ana", agent=AgentId("ana"), roles=frozenset(roles), sites=sites)


def new(id: str = "c1", phone: str = MOBILE, site: str = "main", **changed: Any) -> NewCustomer:
    values = {"name": "王芳", "language": Language("zh-CN"), "note": "急", "now": NOW, **changed}
    return NewCustomer(id=CustomerId(id), phone=phone, site=site, **values)


def called(id: str, customer: str, ago: float, **changed: Any) -> dict[str, Any]:
    row = {
        "id": id,
        "tenant": "haihe",
        "site": "main",
        "medium": "voice",
        "direction": "inbound",
        "began_at": NOW - timedelta(hours=ago),
        "outcome": "served",
        "queue": "repairs",
        "agent": "ana",
        "customer": customer,
        "disposition": "solved",
        "note": "ok",
        "talked": 61.5,
    }
    return {**row, **changed}


def ordered(id: str, customer: str, ago: float) -> dict[str, Any]:
    return {
        "id": id,
        "tenant": "haihe",
        "customer": customer,
        "placed_at": NOW - timedelta(days=ago),
        "title": {"zh-CN": "冰箱", "en": "Refrigerator"},
        "status": "delivered",
        "amount": 1299.0,
        "currency": "CNY",
    }


class Shop:
    """A database with customers in it, and the statements it was asked."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.customers = Customers(database)
        self.asked: list[str] = []
        event.listen(database.engine, "before_cursor_execute", self._note)

    def _note(self, connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        self.asked.append(statement)

    async def has(self, *values: NewCustomer) -> None:
        for value in values:
            assert await self.customers.add(HOUSE, value) == value.id

    async def rows(self, table: Any, *rows: dict[str, Any]) -> None:
        def write(connection: Connection) -> None:
            connection.execute(insert(table), list(rows))

        await self.database.transact(write)

    async def names(self, who: Viewer, number: str = MOBILE) -> list[str]:
        return [card.id for card in await self.customers.cards(who, number)]


@pytest.fixture
def shop(database: Database) -> Shop:
    return Shop(database)


async def test_a_card_is_the_protocols_customer_card(shop: Shop):
    await shop.has(new(company="海信里小区", province="CN-SD"))
    await shop.rows(orders, ordered("o1", "c1", ago=9))
    await shop.rows(interactions, called("i1", "c1", ago=24))
    cards = await shop.customers.cards(HOUSE, MOBILE)
    assert msgspec.json.decode(msgspec.json.encode(cards)) == [
        {
            "id": "c1",
            "name": "王芳",
            "language": "zh-CN",
            "company": "海信里小区",
            "note": "急",
            "since": "2026-03-03T02:00:00Z",
            "demo": False,
            "addresses": [
                {"kind": "phone", "value": "+8613800138000", "shown": "+86 138 0013 8000"},
                {"kind": "province", "value": "CN-SD", "shown": "CN-SD"},
            ],
            "orders": [
                {
                    "id": "o1",
                    "placed_at": "2026-02-22T02:00:00Z",
                    "title": {"zh-CN": "冰箱", "en": "Refrigerator"},
                    "status": "delivered",
                    "amount": 1299.0,
                    "currency": "CNY",
                }
            ],
            "history": [
                {
                    "interaction": "i1",
                    "at": "2026-03-02T02:00:00Z",
                    "medium": "voice",
                    "queue": "repairs",
                    "agent": "ana",
                    "outcome": "served",
                    "disposition": "solved",
                    "note": "ok",
                    "seconds": 61.5,
                }
            ],
        }
    ]
    assert await shop.customers.card(HOUSE, CustomerId("c1")) == cards[0]


async def test_who_shares_a_number_comes_by_the_newest_contact_first(shop: Shop):
    await shop.has(new("old", MAIN_LINE), new("lately", MAIN_LINE), new("today", MAIN_LINE), new("other"))
    await shop.rows(
        interactions,
        called("i1", "old", ago=700),
        called("i2", "today", ago=900),
        called("i3", "today", ago=2),
        called("i4", "lately", ago=30),
    )
    assert await shop.names(HOUSE, MAIN_LINE) == ["today", "lately", "old"]


async def test_at_most_twenty_cards_with_ten_lines_each_in_four_statements(shop: Shop):
    await shop.has(*(new(f"c{n:02}", MAIN_LINE) for n in range(25)))
    await shop.rows(interactions, *(called(f"i{n}-{m}", f"c{n:02}", ago=n + m) for n in range(25) for m in range(12)))
    await shop.rows(orders, *(ordered(f"o{n}-{m}", f"c{n:02}", ago=n + m) for n in range(25) for m in range(12)))
    shop.asked.clear()
    cards = await shop.customers.cards(HOUSE, MAIN_LINE)
    assert len(shop.asked) == 4
    assert [card.id for card in cards] == [f"c{n:02}" for n in range(20)]
    assert [line.interaction for line in cards[3].history] == [f"i3-{m}" for m in range(10)]
    assert [order.id for order in cards[3].orders] == [f"o3-{m}" for m in range(10)]


async def test_nobody_has_a_withheld_number(shop: Shop):
    await shop.has(new("c1", phone=""))
    assert await shop.names(HOUSE, "") == []
    card = await shop.customers.card(HOUSE, CustomerId("c1"))
    assert card is not None
    assert card.addresses == ()


async def test_a_number_is_not_found_by_a_part_of_it(shop: Shop):
    await shop.has(new())
    assert await shop.names(HOUSE, "+861380013800%") == []
    assert await shop.names(HOUSE, "13800138000") == []


async def test_a_viewer_sees_the_customers_of_their_sites(shop: Shop):
    await shop.has(new("here", site="qingdao"), new("there", site="jinan"))
    await shop.rows(interactions, called("i1", "here", 1, site="qingdao"), called("i2", "here", 2, site="jinan"))
    of_qingdao = viewer(Role.AGENT, sites=frozenset({"qingdao"}))
    assert await shop.names(of_qingdao) == ["here"]
    here = await shop.customers.card(of_qingdao, CustomerId("here"))
    assert here is not None
    assert [line.interaction for line in here.history] == ["i1"]
    assert await shop.customers.card(of_qingdao, CustomerId("there")) is None
    assert await shop.names(viewer(Role.AGENT, sites=frozenset())) == []
    assert await shop.customers.add(of_qingdao, new("c3", site="jinan")) is None


async def test_another_company_and_people_without_the_scope_see_nothing(shop: Shop):
    await shop.has(new())
    for stranger in (viewer(Role.ADMIN, tenant="other"), viewer()):
        assert await shop.names(stranger) == []
        assert await shop.customers.card(stranger, CustomerId("c1")) is None
    assert await shop.customers.add(viewer(), new("c2")) is None
    assert await shop.customers.card(HOUSE, CustomerId("c2")) is None


async def test_a_customer_is_added_once_however_often_it_is_asked(shop: Shop):
    await shop.has(new(), new(name="twice"))
    card = await shop.customers.card(HOUSE, CustomerId("c1"))
    assert isinstance(card, Card)
    assert (card.name, len(card.addresses)) == ("王芳", 1)


async def test_rows_of_another_company_do_not_reach_a_card(shop: Shop):
    await shop.has(new())
    await shop.rows(interactions, called("i1", "c1", ago=1, tenant="other"))
    await shop.rows(addresses, {"tenant": "other", "customer": "c1", "kind": "phone", "value": "+8613900139000"})
    card = await shop.customers.card(HOUSE, CustomerId("c1"))
    assert card is not None
    assert (len(card.addresses), card.history) == (1, ())
    await shop.rows(customers, {**_row("x"), "tenant": "other"})
    assert await shop.names(HOUSE, "+8613900139000") == []


def _row(id: str) -> dict[str, Any]:
    return {"id": id, "site": "main", "name": "x", "language": "en", "since": NOW}
