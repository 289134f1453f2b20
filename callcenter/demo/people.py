"""Some 120 invented customers with numbers, e-mail addresses, companies and orders, as rows.

Numbers abroad are from ranges kept for fiction (555-01xx, 020 7946 0xxx). China has none: mobiles whose
middle digits are all zero stand in.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

import msgspec
from ulid import ULID

from callcenter.demo import words
from callcenter.model.ids import CustomerId, Language, TenantId

CUSTOMERS = 120
CHINESE_SHARE = 0.7
AT_A_COMPANY = 4  #: people of each company who call
HOUSEHOLDS = 5  #: pairs who share one number

_MOBILES = ("135", "136", "138", "139", "150", "158", "159", "186", "187", "188")
_AMERICAN = ("206", "312", "415", "617", "202")
_STATUSES = {"delivered": 45, "installed": 40, "cancelled": 8, "returned": 7}
_NEW_STATUSES = ("placed", "paid", "shipped")


class Someone(msgspec.Struct, kw_only=True):
    """One invented customer; `numbers[0]` is the one they call from most."""

    id: CustomerId
    name: str
    language: Language
    company: str = ""
    note: str = ""
    since: datetime
    numbers: list[str]
    email: str = ""


def demo_id(chance: random.Random, at: datetime) -> str:
    """A ULID that the seed decides."""
    return str(ULID.from_bytes(int(at.timestamp() * 1000).to_bytes(6, "big") + chance.randbytes(10)))


def invent_people(chance: random.Random, now: datetime) -> list[Someone]:
    chinese = round(CUSTOMERS * CHINESE_SHARE)
    people = [_someone(chance, now, place, place < chinese) for place in range(CUSTOMERS)]
    _give_companies(people[:chinese], words.CHINESE_COMPANIES, "+8653288881{:03}")
    _give_companies(people[chinese:], words.ENGLISH_COMPANIES, "+8653288882{:03}")
    at_home = [someone for someone in people[:chinese] if not someone.company]
    for one, other in zip(at_home[:HOUSEHOLDS], at_home[HOUSEHOLDS : 2 * HOUSEHOLDS], strict=True):
        other.numbers.insert(0, one.numbers[0])
        other.name = one.name[0] + other.name[1:]  # of the same family
    return people


def _someone(chance: random.Random, now: datetime, place: int, chinese: bool) -> Someone:
    since = now - timedelta(days=chance.randint(40, 1500), seconds=chance.randint(0, 86_000))
    since = since.replace(microsecond=0)
    if chinese:
        name = chance.choice(words.CHINESE_FAMILY_NAMES) + chance.choice(words.CHINESE_GIVEN_NAMES.split())
        number = f"+86{chance.choice(_MOBILES)}0000{place:04}"
        note = chance.choice(words.CHINESE_NOTES)
    else:
        given, family = (
            chance.choice(each.split()) for each in (words.ENGLISH_GIVEN_NAMES, words.ENGLISH_FAMILY_NAMES)
        )
        name, number = f"{given} {family}", _abroad(chance, place)
        note = chance.choice(words.ENGLISH_NOTES)
    return Someone(
        id=CustomerId(demo_id(chance, since)),
        name=name,
        language=Language("zh-CN" if chinese else "en"),
        note=note if chance.random() < 0.3 else "",
        since=since,
        numbers=[number],
        email=f"customer{place + 1}@example.com" if chance.random() < 0.5 else "",
    )


def _abroad(chance: random.Random, place: int) -> str:
    """Most English-speaking customers live here and have a mobile of this country."""
    kind = chance.random()
    if kind < 0.4:
        return f"+86{chance.choice(_MOBILES)}0000{place:04}"
    if kind < 0.7:
        return f"+1{chance.choice(_AMERICAN)}55501{place % 100:02}"
    return f"+44207946{place:04}"


def _give_companies(people: list[Someone], companies: tuple[str, ...], main_line: str) -> None:
    """The last of these people work there and call over its main line, most also from a phone of their own."""
    for place, company in enumerate(companies):
        end = len(people) - place * AT_A_COMPANY
        for someone in people[end - AT_A_COMPANY : end]:
            someone.company = company
            someone.numbers.insert(0, main_line.format(place + 1))


# ---------------------------------------------------------------------- as rows


def customer_rows(people: list[Someone], tenant: TenantId, site: str) -> list[dict[str, Any]]:
    return [
        {
            "id": someone.id,
            "tenant": tenant,
            "site": site,
            "name": someone.name,
            "language": someone.language,
            "company": someone.company,
            "note": someone.note,
            "since": someone.since,
            "demo": True,
        }
        for someone in people
    ]


def address_rows(people: list[Someone], tenant: TenantId) -> list[dict[str, Any]]:
    reached = [(someone.id, "phone", number) for someone in people for number in someone.numbers]
    reached += [(someone.id, "email", someone.email) for someone in people if someone.email]
    return [{"tenant": tenant, "customer": who, "kind": kind, "value": value} for who, kind, value in reached]


def order_rows(chance: random.Random, people: list[Someone], tenant: TenantId, now: datetime) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for someone in people:
        for _ in range(chance.choice((0, 1, 1, 2, 2, 3, 4))):
            row = _order(chance, someone, tenant, now)
            rows[row["id"]] = row
    return list(rows.values())


def _order(chance: random.Random, someone: Someone, tenant: TenantId, now: datetime) -> dict[str, Any]:
    chinese, english, amount = chance.choice(words.PRODUCTS)
    age = (now - someone.since) * chance.random()
    placed_at = (now - age).replace(microsecond=0)
    recent = age < timedelta(days=7)
    return {
        "id": f"HH{placed_at:%y%m%d}-{chance.randrange(10**8):08}",
        "tenant": tenant,
        "customer": someone.id,
        "placed_at": placed_at,
        "title": {"zh-CN": chinese, "en": english},
        "status": chance.choice(_NEW_STATUSES)
        if recent
        else chance.choices(list(_STATUSES), list(_STATUSES.values()))[0],
        "amount": amount,
        "currency": "CNY",
    }
