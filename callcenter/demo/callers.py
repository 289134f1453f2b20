"""Demo customers whom the "call us" page may play, so that one person sees a real record pop up."""

from __future__ import annotations

import msgspec
from sqlalchemy import func, select

from callcenter.model.ids import TenantId
from callcenter.storage.database import Database
from callcenter.storage.tables import addresses, customers, orders

MOST = 6


class DemoCaller(msgspec.Struct, frozen=True):
    number: str
    name: str


async def demo_callers(database: Database, tenant: TenantId) -> tuple[DemoCaller, ...]:
    """Those with the most orders, of each language some, by a number that is theirs alone."""
    other = addresses.alias()
    shared = select(other.c.value).where(other.c.tenant == tenant).group_by(other.c.value).having(func.count() > 1)
    bought = select(func.count()).where(orders.c.customer == customers.c.id).scalar_subquery()
    question = (
        select(addresses.c.value, customers.c.name, customers.c.language)
        .join(customers, customers.c.id == addresses.c.customer)
        .where(customers.c.tenant == tenant, customers.c.demo, addresses.c.kind == "phone")
        .where(addresses.c.value.startswith("+"), addresses.c.value.not_in(shared))
        .order_by(bought.desc(), customers.c.id)
    )
    rows = await database.read(lambda connection: connection.execute(question).all())
    by_language: dict[str, list[DemoCaller]] = {}
    for row in rows:
        some = by_language.setdefault(row.language, [])
        if len(some) < MOST // 2:
            some.append(DemoCaller(row.value, row.name))
    return tuple(caller for some in by_language.values() for caller in some)
