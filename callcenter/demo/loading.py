"""The invented company into the database, and out again; each in one transaction."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, func, insert, select, update

from callcenter.demo.agents import demo_agents
from callcenter.demo.past import Past
from callcenter.demo.people import address_rows, customer_rows, invent_people, order_rows
from callcenter.demo.tape import Tape
from callcenter.journal import encode
from callcenter.model import facts
from callcenter.model.company import Company
from callcenter.model.ids import TenantId
from callcenter.storage import tables as t
from callcenter.storage.database import Database


class Loaded(msgspec.Struct, frozen=True):
    """What was added; nothing when it was there already."""

    customers: int = 0
    orders: int = 0
    interactions: int = 0


class Removed(msgspec.Struct, frozen=True):
    customers: int
    orders: int
    interactions: int
    users: int


async def has_demo(database: Database, tenant: TenantId) -> bool:
    """Whether the invented agents can sign in."""
    users = select(func.count()).select_from(t.users).where(t.users.c.tenant == tenant, t.users.c.demo)
    return await database.read(lambda connection: connection.execute(users).scalar_one() > 0)


async def load_demo(database: Database, tenant: TenantId, company: Company, now: datetime) -> Loaded:
    """Customers, orders and the past. The logins are `demo_users`, for `Accounts.add`."""
    if await database.read(lambda connection: _is_there(connection, tenant)):
        return Loaded()
    rows = await asyncio.to_thread(_invent, tenant, company, now)

    def write(connection: Connection) -> Loaded:
        if _is_there(connection, tenant):
            return Loaded()
        for table, values in rows:
            if values:
                connection.execute(insert(table), values)
        return Loaded(*(len(values) for table, values in rows if table in (t.customers, t.orders, t.interactions)))

    return await database.transact(write)


def _is_there(connection: Connection, tenant: TenantId) -> bool:
    known = select(t.customers.c.id).where(t.customers.c.tenant == tenant, t.customers.c.demo).limit(1)
    return connection.execute(known).first() is not None


def _invent(tenant: TenantId, company: Company, now: datetime) -> list[tuple[Table, list[dict[str, Any]]]]:
    chance = random.Random(f"{tenant}/demo")  # noqa: S311 - the same company again, not a secret
    people = invent_people(chance, now)
    orders = order_rows(chance, people, tenant, now)
    calls = list(Past(chance, people, company, now).calls()) if company.queues else []
    site = next((queue.site for queue in company.queues.values()), "main")
    return [
        (t.customers, customer_rows(people, tenant, site)),
        (t.addresses, address_rows(people, tenant)),
        (t.orders, orders),
        (t.interactions, [_interaction(tape, tenant) for tape in calls]),
        (t.journal, _journal(calls, tenant)),
    ]


def _interaction(tape: Tape, tenant: TenantId) -> dict[str, Any]:
    call, lines = tape.call, tape.in_order()
    entered = [fact.queue for _, fact in lines if isinstance(fact, facts.QueueEntered)]
    spoke = [fact.agent for _, fact in lines if isinstance(fact, facts.Connected)]
    return {
        "id": call.id,
        "tenant": tenant,
        "site": call.site,
        "medium": call.medium,
        "direction": call.direction,
        "began_at": call.began,
        "ended_at": next(at for at, fact in lines if isinstance(fact, facts.Ended)),
        "outcome": call.outcome,
        "queue": entered[-1] if entered else None,
        "agent": spoke[-1] if spoke else None,
        "customer": call.customer,
        "caller": call.caller,
        "caller_name": "",
        "dialled": call.dialled,
        "disposition": tape.disposition,
        "note": tape.note,
        "talked": tape.talked,
        "related": call.related,
        "demo": True,
    }


def _journal(calls: Sequence[Tape], tenant: TenantId) -> list[dict[str, Any]]:
    """All lines in the order they happened, as one writer would have kept them."""
    rows: list[dict[str, Any]] = []
    for tape in calls:
        for n, (at, fact) in enumerate(tape.in_order(), start=1):
            kind, version, body = encode(fact)
            row = {"tenant": tenant, "stream": tape.call.id, "n": n, "at": at}
            rows.append(row | {"type": kind, "version": version, "body": body})
    return sorted(rows, key=lambda row: row["at"])


async def remove_demo(database: Database, tenant: TenantId) -> Removed:
    """Everything invented is gone. Real interactions with invented customers stay, with nobody's name on them."""
    return await database.transact(lambda connection: _remove(connection, tenant))


def _remove(connection: Connection, tenant: TenantId) -> Removed:
    people = select(t.customers.c.id).where(t.customers.c.tenant == tenant, t.customers.c.demo)
    past = select(t.interactions.c.id).where(t.interactions.c.tenant == tenant, t.interactions.c.demo)
    logins = select(t.users.c.login).where(t.users.c.tenant == tenant, t.users.c.demo)
    invented = [agent.id for agent in demo_agents()]
    there = connection.execute(logins.where(t.users.c.login.in_([agent.login for agent in demo_agents()]))).scalars()
    agents = [agent for agent in there if agent in invented]

    def gone(table: Table, *which: Any) -> int:
        return connection.execute(delete(table).where(table.c.tenant == tenant, *which)).rowcount

    gone(t.journal, t.journal.c.stream.in_(past))
    gone(t.recordings, t.recordings.c.interaction.in_(past))
    interactions = gone(t.interactions, t.interactions.c.demo)
    connection.execute(
        update(t.interactions)
        .where(t.interactions.c.tenant == tenant, t.interactions.c.customer.in_(people))
        .values(customer=None)
    )
    gone(t.addresses, t.addresses.c.customer.in_(people))
    orders = gone(t.orders, t.orders.c.customer.in_(people))
    customers = gone(t.customers, t.customers.c.demo)
    for table in (t.presence, t.routing_agents, t.desk_commands):
        gone(table, table.c.agent.in_(agents))
    gone(t.sessions, t.sessions.c.login.in_(logins))
    users = gone(t.users, t.users.c.demo)
    return Removed(customers=customers, orders=orders, interactions=interactions, users=users)
