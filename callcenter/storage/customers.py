"""Customers: who has this number, one by id, a new one.

    cards = await customers.cards(viewer, "+8613800138000")      # a household shares a number: several

A viewer sees the customers of their sites. However many customers share a number, the answer costs four statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    false,
    func,
    insert,
    select,
    true,
    union_all,
)

from callcenter.customers.cards import (
    MOST_CARDS,
    MOST_LINES,
    PROVINCE,
    Card,
    CardAddress,
    CardInteraction,
    CardOrder,
    NewCustomer,
)
from callcenter.model.ids import CustomerId
from callcenter.model.interaction import Medium, Outcome
from callcenter.numbers.identity import shown
from callcenter.storage.database import Database
from callcenter.storage.tables import addresses, customers, interactions, orders
from callcenter.viewer import Scope, Viewer

T = TypeVar("T")


class Customers:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def cards(self, viewer: Viewer, number: str) -> tuple[Card, ...]:
        """All who have this number, those last in contact first; at most twenty."""
        if not number or not viewer.may(Scope.CUSTOMERS):
            return ()
        has_number = and_(addresses.c.tenant == viewer.tenant, addresses.c.kind == "phone", addresses.c.value == number)
        last_contact = (
            select(func.max(interactions.c.began_at))
            .where(interactions.c.customer == customers.c.id, interactions.c.tenant == viewer.tenant)
            .scalar_subquery()
        )
        who = (
            select(customers)
            .join(addresses, addresses.c.customer == customers.c.id)
            .where(has_number, _seen_by(viewer))
            .order_by(func.coalesce(last_contact, customers.c.since).desc(), customers.c.id)
            .limit(MOST_CARDS)
        )
        return await self._database.read(lambda connection: _cards(connection, viewer, who))

    async def card(self, viewer: Viewer, customer: CustomerId) -> Card | None:
        who = select(customers).where(customers.c.id == customer, _seen_by(viewer))
        found = await self._database.read(lambda connection: _cards(connection, viewer, who))
        return found[0] if found else None

    async def add(self, viewer: Viewer, new: NewCustomer) -> CustomerId | None:
        """Add them; once, however often it is asked. None: this viewer may not."""
        if not viewer.may(Scope.CUSTOMERS) or not (viewer.sites is None or new.site in viewer.sites):
            return None

        def write(connection: Connection) -> CustomerId:
            known = select(customers.c.id).where(customers.c.tenant == viewer.tenant, customers.c.id == new.id)
            if connection.execute(known).one_or_none() is None:
                _put(connection, viewer, new)
            return new.id

        return await self._database.transact(write)


def _seen_by(viewer: Viewer) -> ColumnElement[bool]:
    if not viewer.may(Scope.CUSTOMERS):
        return false()
    return and_(customers.c.tenant == viewer.tenant, _at_sites(viewer, customers.c.site))


def _at_sites(viewer: Viewer, site: ColumnElement[str]) -> ColumnElement[bool]:
    return true() if viewer.sites is None else site.in_(sorted(viewer.sites))


def _put(connection: Connection, viewer: Viewer, new: NewCustomer) -> None:
    row = {
        "id": new.id,
        "tenant": viewer.tenant,
        "site": new.site,
        "name": new.name,
        "language": new.language,
        "company": new.company,
        "note": new.note,
        "since": new.now,
        "demo": False,
    }
    connection.execute(insert(customers).values(row))
    if new.phone:
        phone = {"tenant": viewer.tenant, "customer": new.id, "kind": "phone", "value": new.phone}
        connection.execute(insert(addresses).values(phone))
    if new.province:
        home = {"tenant": viewer.tenant, "customer": new.id, "kind": PROVINCE, "value": new.province}
        connection.execute(insert(addresses).values(home))


def _cards(connection: Connection, viewer: Viewer, who: Select[Any]) -> tuple[Card, ...]:
    """The customers, and what hangs on all of them in three more statements."""
    found = connection.execute(who).all()
    if not found:
        return ()
    ids = [row.id for row in found]
    reached = _by_customer(
        connection.execute(
            select(addresses)
            .where(addresses.c.tenant == viewer.tenant, addresses.c.customer.in_(ids))
            .order_by(addresses.c.customer, addresses.c.kind, addresses.c.value)  # as its index has them
        )
    )
    bought = _newest(connection, ids, orders, orders.c.placed_at, orders.c.tenant == viewer.tenant)
    allowed = and_(interactions.c.tenant == viewer.tenant, _at_sites(viewer, interactions.c.site))
    spoke = _newest(connection, ids, interactions, interactions.c.began_at, allowed)
    return tuple(
        Card(
            id=row.id,
            name=row.name,
            language=row.language,
            company=row.company,
            note=row.note,
            since=row.since,
            demo=row.demo,
            addresses=tuple(map(_as_address, reached[row.id])),
            orders=tuple(map(_as_order, bought[row.id])),
            history=tuple(map(_as_interaction, spoke[row.id])),
        )
        for row in found
    )


def _newest(
    connection: Connection,
    ids: Sequence[str],
    table: FromClause,
    at: ColumnElement[Any],
    allowed: ColumnElement[bool],
) -> dict[str, list[Row[Any]]]:
    """The newest few of each customer. One small question each, sent as one: no customer's long past is read whole."""
    each = [
        select(
            select(table)
            .where(table.c.customer == customer, allowed)
            .order_by(at.desc(), table.c.id.desc())
            .limit(MOST_LINES)
            .subquery()
        )
        for customer in ids
    ]
    return _by_customer(connection.execute(union_all(*each) if len(each) > 1 else each[0]))


def _by_customer(rows: Iterable[Row[Any]]) -> dict[str, list[Row[Any]]]:
    gathered: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        gathered[row.customer].append(row)
    return gathered


def _as_address(row: Row[Any]) -> CardAddress:
    return CardAddress(kind=row.kind, value=row.value, shown=shown(row.value))


def _as_order(row: Row[Any]) -> CardOrder:
    return CardOrder(
        id=row.id,
        placed_at=row.placed_at,
        title=row.title,
        status=row.status,
        amount=row.amount,
        currency=row.currency,
    )


def _as_interaction(row: Row[Any]) -> CardInteraction:
    return CardInteraction(
        interaction=row.id,
        at=row.began_at,
        medium=Medium(row.medium),
        queue=row.queue,
        agent=row.agent,
        outcome=Outcome(row.outcome) if row.outcome else None,
        disposition=row.disposition,
        note=row.note,
        seconds=row.talked,
    )
