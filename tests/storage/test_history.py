"""What was, as far as the one who asks may see it: filters, pages, waiting times, tracks, the journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert

from callcenter.history.records import PAGE, Address, Answered, Found, InHand, Search
from callcenter.journal import encode
from callcenter.model.facts import Announced, Fact, QueueLeft
from callcenter.model.ids import AgentId, CustomerId, InteractionId, QueueName, TenantId
from callcenter.model.interaction import Direction, LeftQueue, Medium, Outcome, Party
from callcenter.storage.database import Database
from callcenter.storage.history import History
from callcenter.storage.tables import (
    actions,
    addresses,
    customers,
    interactions,
    journal,
    recordings,
    script_answers,
)
from callcenter.viewer import Role, Viewer

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOTHING = InHand()
MOBILE, LAND_LINE, HOTLINE = "+8613800138000", "+8653288881234", "+8653288880000"


def viewer(*roles: Role, agent: str | None = None, sites: Sequence[str] | None = None, tenant: str = "haihe") -> Viewer:
    return Viewer(
        tenant=TenantId(tenant),
        login=agent or "somebody",
        agent=AgentId(agent) if agent else None,
        roles=frozenset(roles),
        sites=None if sites is None else frozenset(sites),
    )


SUPERVISOR = viewer(Role.SUPERVISOR)
WANG = viewer(Role.AGENT, agent="wang")


def row(id: str, minutes: float = 0, **changed: Any) -> dict[str, Any]:
    """A call that reached an agent, unless it says otherwise."""
    values: dict[str, Any] = {
        "id": id,
        "tenant": "haihe",
        "site": "main",
        "medium": Medium.VOICE,
        "direction": Direction.INBOUND,
        "began_at": NINE + timedelta(minutes=minutes),
        "ended_at": NINE + timedelta(minutes=minutes + 3),
        "outcome": Outcome.SERVED,
        "queue": "repairs",
        "agent": "li",
        "customer": None,
        "caller": MOBILE,
        "caller_name": "",
        "dialled": HOTLINE,
        "disposition": None,
        "note": "",
        "talked": 61.5,
        "related": None,
        "demo": False,
    }
    return values | changed


async def keep(database: Database, *rows: dict[str, Any]) -> None:
    await database.transact(lambda connection: connection.execute(insert(interactions), list(rows)))


async def keep_track(database: Database, track: str, interaction: str, after: float = 0, **changed: Any) -> None:
    values: dict[str, Any] = {"track": track, "tenant": "haihe", "interaction": interaction, "party": Party.CUSTOMER}
    values |= {"began_at": NINE + timedelta(seconds=after), "ended_at": None, "agent": None} | changed
    await database.transact(lambda connection: connection.execute(insert(recordings), values))


async def keep_lines(database: Database, stream: str, *facts: Fact, tenant: str = "haihe") -> None:
    def write(connection: Connection) -> None:
        for n, fact in enumerate(facts, start=1):
            kind, version, body = encode(fact)
            line = {"tenant": tenant, "stream": stream, "n": n, "at": NINE + timedelta(seconds=n)}
            connection.execute(insert(journal).values(**line, type=kind, version=version, body=body))

    await database.transact(write)


async def keep_customer(database: Database, id: str, tenant: str = "haihe") -> None:
    who = {"id": id, "tenant": tenant, "site": "main", "name": "王芳", "language": "zh-CN", "since": NINE}
    where = [{"tenant": tenant, "customer": id, "kind": "phone", "value": number} for number in (MOBILE, LAND_LINE)]

    def write(connection: Connection) -> None:
        connection.execute(insert(customers).values(**who))
        connection.execute(insert(addresses), where)

    await database.transact(write)


@pytest.fixture
def history(database: Database) -> History:
    return History(database)


async def found(history: History, who: Viewer, search: Search | None = None, hand: InHand = NOTHING) -> list[str]:
    return [one.id for one in (await history.search(who, search or Search(), hand)).rows]


def left(how: LeftQueue, waited: float, visit: int = 1) -> QueueLeft:
    return QueueLeft(queue=QueueName("repairs"), visit=visit, how=how, waited=waited)


# ---------------------------------------------------------------------- one line of the list


async def test_an_interaction_is_shown_with_all_that_is_known_of_it(history: History, database: Database):
    await keep_customer(database, "k1")
    await keep(
        database, row("i1", customer="k1", disposition="solved", note="电话很长", caller_name="Wang", related="i0")
    )
    await keep_track(database, "t1", "i1")
    await keep_lines(
        database, "i1", left(LeftQueue.OVERFLOWED, 20.0), Announced(position=1), left(LeftQueue.ANSWERED, 12.5, visit=2)
    )
    listed = await history.search(SUPERVISOR, Search(), NOTHING)
    assert listed.total == 1
    assert listed.rows == (
        Found(
            id=InteractionId("i1"),
            site="main",
            medium=Medium.VOICE,
            direction=Direction.INBOUND,
            began_at=NINE,
            ended_at=NINE + timedelta(minutes=3),
            outcome=Outcome.SERVED,
            queue=QueueName("repairs"),
            agent=AgentId("li"),
            customer=CustomerId("k1"),
            customer_name="王芳",
            caller=MOBILE,
            caller_name="Wang",
            dialled=HOTLINE,
            disposition="solved",
            note="电话很长",
            talked=61.5,
            related=InteractionId("i0"),
            waited=32.5,
            recorded=True,
            demo=False,
        ),
    )


async def test_what_is_still_going_on_or_never_queued_says_so(history: History, database: Database):
    await keep(database, row("i1", ended_at=None, outcome=None, queue=None, agent=None, talked=0.0))
    one = await history.interaction(SUPERVISOR, InteractionId("i1"), NOTHING)
    assert one is not None
    assert (one.ended_at, one.outcome, one.queue, one.agent, one.customer_name) == (None, None, None, None, None)
    assert (one.waited, one.recorded) == (None, False)


# ---------------------------------------------------------------------- filters and pages


@pytest.mark.parametrize(
    ("search", "ids"),
    [
        (Search(), ["c", "b", "a"]),
        (Search(since=NINE + timedelta(minutes=10)), ["c", "b"]),
        (Search(until=NINE + timedelta(minutes=10)), ["a"]),
        (Search(since=NINE, until=NINE + timedelta(minutes=20)), ["b", "a"]),
        (Search(queue=QueueName("sales")), ["b"]),
        (Search(agent=AgentId("zhao")), ["c", "a"]),  # zhao handed "a" on to li
        (Search(agent=AgentId("li")), ["a"]),
        (Search(outcome=Outcome.ABANDONED), ["b"]),
        (Search(queue=QueueName("sales"), agent=AgentId("zhao")), []),
        (Search(number=MOBILE), ["c", "a"]),
        (Search(number="+86 138-0013 8000"), ["c", "a"]),
        (Search(number="8000"), ["c", "a"]),
        (Search(number="8888 1234"), ["b"]),
        (Search(number=MOBILE, whole_number=True), ["c", "a"]),
        (Search(number="8000", whole_number=True), []),
        (Search(number="000"), []),  # too short an ending
        (Search(number="95"), []),
        (Search(number=HOTLINE), ["c", "b", "a"]),
        (Search(number="%8000"), []),
        (Search(number="____"), []),
        (Search(number="  "), ["c", "b", "a"]),
        (Search(queue=QueueName("' OR 1=1 --")), []),
        (Search(since=datetime(2026, 3, 2, 17, 10, tzinfo=UTC) - timedelta(hours=8)), ["c", "b"]),
    ],
)
async def test_every_condition_must_hold(search: Search, ids: list[str], history: History, database: Database):
    await keep(
        database,
        row("a", 0),
        row("b", 10, queue="sales", outcome=Outcome.ABANDONED, caller=LAND_LINE, agent=None),
        row("c", 20, agent="zhao"),
    )
    await keep_track(database, "t1", "a", party=Party.AGENT, agent="zhao")
    assert await found(history, SUPERVISOR, search) == ids


async def test_pages_are_newest_first_without_a_gap_or_a_repetition(history: History, database: Database):
    rows = [row(f"i{n:03}", n // 3) for n in range(2 * PAGE + 7)]  # three in the same minute
    await keep(database, *rows)
    pages = [await history.search(SUPERVISOR, Search(page=n), NOTHING) for n in (1, 2, 3, 4)]
    assert [len(page.rows) for page in pages] == [PAGE, PAGE, 7, 0]
    assert {page.total for page in pages} == {2 * PAGE + 7}
    assert [one.id for page in pages for one in page.rows] == [each["id"] for each in reversed(rows)]
    assert await found(history, SUPERVISOR, Search(page=-3)) == [one.id for one in pages[0].rows]


# ---------------------------------------------------------------------- who may see what


async def test_an_agent_sees_what_they_handled_what_is_before_them_and_their_customer(
    history: History, database: Database
):
    await keep(
        database,
        row("last", 1, agent="wang"),
        row("earlier", 2, agent="li"),  # wang spoke first, then it was transferred
        row("before", 3, agent=None, outcome=None),
        row("same-customer", 4, customer="k1"),
        row("strange", 5, customer="k2"),
        row("nobodys", 6, agent=None),
    )
    await keep_track(database, "t1", "earlier", party=Party.AGENT, agent="wang")
    await keep_track(database, "t2", "strange", party=Party.AGENT, agent="li")
    assert await found(history, WANG) == ["earlier", "last"]
    hand = InHand(frozenset({InteractionId("before")}), frozenset({CustomerId("k1")}))
    assert await found(history, WANG, hand=hand) == ["same-customer", "before", "earlier", "last"]
    assert await history.interaction(WANG, InteractionId("strange"), hand) is None
    assert await history.interaction(WANG, InteractionId("same-customer"), hand) is not None
    assert (await history.search(WANG, Search(agent=AgentId("li")), NOTHING)).total == 1  # "earlier"


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ANALYST, Role.ADMIN])
async def test_others_see_everyone_at_their_sites(role: Role, history: History, database: Database):
    await keep(database, row("north", 1, site="north"), row("south", 2, site="south"))
    assert await found(history, viewer(role)) == ["south", "north"]
    assert await found(history, viewer(role, sites=["north"])) == ["north"]
    assert await found(history, viewer(role, sites=[])) == []
    # An agent who is also a supervisor is no less.
    assert await found(history, viewer(role, Role.AGENT, agent="wang", sites=["south"])) == ["south"]


async def test_who_has_no_role_sees_nothing(history: History, database: Database):
    await keep(database, row("i1", agent="wang"))
    hand = InHand(frozenset({InteractionId("i1")}))
    assert await found(history, viewer(agent="wang"), hand=hand) == []
    assert await history.interaction(viewer(agent="wang"), InteractionId("i1"), hand) is None


async def test_an_agent_without_a_place_at_a_desk_sees_only_what_is_before_them(history: History, database: Database):
    await keep(database, row("i1", agent=None), row("i2", 1))
    assert await found(history, viewer(Role.AGENT)) == []
    assert await found(history, viewer(Role.AGENT), hand=InHand(frozenset({InteractionId("i2")}))) == ["i2"]


async def test_nobody_sees_another_company(history: History, database: Database):
    await keep_customer(database, "k1", tenant="other")
    await keep(
        database, row("i1", tenant="other", agent="wang", customer="k1"), row("i2", 1, customer="k1", agent="wang")
    )
    await keep_track(database, "t1", "i1", tenant="other")
    await keep_lines(database, "i1", Announced(position=1), tenant="other")
    one, hand = InteractionId("i1"), InHand(frozenset({InteractionId("i1")}), frozenset({CustomerId("k1")}))
    for who in (WANG, SUPERVISOR, viewer(Role.ADMIN)):
        assert await found(history, who, hand=hand) == ["i2"]
        assert await history.interaction(who, one, hand) is None
        assert await history.tracks(who, one) == []
        assert await history.journal(who, one) == []
        mine = await history.interaction(who, InteractionId("i2"), hand)
        assert mine is not None
        assert mine.customer_name is None
        assert await history.customer(who, mine) is None
    assert await history.lines(SUPERVISOR, NINE - timedelta(days=1), NINE + timedelta(days=1)) == []
    assert await found(history, viewer(Role.ADMIN, tenant="other")) == ["i1"]


# ---------------------------------------------------------------------- one interaction


async def test_what_led_to_it_and_what_came_of_it_is_found_as_far_as_it_may_be_seen(
    history: History, database: Database
):
    await keep(
        database,
        row("call", 0, agent="wang"),
        row("callback", 5, related="call", medium=Medium.CALLBACK, agent="wang"),
        row("second", 9, related="callback", agent="li"),
        row("other", 10),
    )
    one = await history.interaction(SUPERVISOR, InteractionId("callback"), NOTHING)
    assert one is not None
    assert [each.id for each in await history.related(SUPERVISOR, one, NOTHING)] == ["call", "second"]
    assert [each.id for each in await history.related(WANG, one, NOTHING)] == ["call"]
    alone = await history.interaction(SUPERVISOR, InteractionId("other"), NOTHING)
    assert alone is not None
    assert await history.related(SUPERVISOR, alone, NOTHING) == ()


async def test_its_journal_and_its_tracks_are_in_order(history: History, database: Database):
    await keep(database, row("i1"), row("i2"))
    await keep_lines(database, "i1", Announced(position=2), Announced(position=1), left(LeftQueue.ANSWERED, 9.0))
    await keep_lines(database, "i2", Announced(position=7))
    await keep_track(
        database, "late", "i1", after=9, party=Party.AGENT, agent="li", ended_at=NINE + timedelta(seconds=20)
    )
    await keep_track(database, "early", "i1")
    await keep_track(database, "another", "i2")
    lines = await history.journal(SUPERVISOR, InteractionId("i1"))
    assert [line.fact for line in lines] == [
        Announced(position=2),
        Announced(position=1),
        left(LeftQueue.ANSWERED, 9.0),
    ]
    assert [line.at for line in lines] == [NINE + timedelta(seconds=n) for n in (1, 2, 3)]
    early, late = await history.tracks(SUPERVISOR, InteractionId("i1"))
    assert (early.track, early.party, early.agent, early.ended_at) == ("early", Party.CUSTOMER, None, None)
    assert (late.track, late.party, late.agent, late.ended_at) == (
        "late",
        Party.AGENT,
        AgentId("li"),
        NINE + timedelta(seconds=20),
    )


async def test_its_customer_is_shown_with_every_address(history: History, database: Database):
    await keep_customer(database, "k1")
    await keep(database, row("i1", customer="k1"), row("i2", 1))
    known = await history.interaction(SUPERVISOR, InteractionId("i1"), NOTHING)
    unknown = await history.interaction(SUPERVISOR, InteractionId("i2"), NOTHING)
    assert known is not None
    assert unknown is not None
    customer = await history.customer(SUPERVISOR, known)
    assert customer is not None
    assert (customer.name, customer.language, customer.since) == ("王芳", "zh-CN", NINE)
    assert customer.addresses == (Address("phone", MOBILE), Address("phone", LAND_LINE))
    assert await history.customer(SUPERVISOR, unknown) is None


async def test_the_lines_of_a_stretch_of_time_come_in_the_order_they_were_written(history: History, database: Database):
    await keep_lines(database, "i1", *(Announced(position=n) for n in (1, 2, 3)))
    await keep_lines(database, "i2", Announced(position=9))
    second = timedelta(seconds=1)
    lines = await history.lines(SUPERVISOR, NINE + second, NINE + 3 * second)
    assert [(line.stream, line.fact) for line in lines] == [
        ("i1", Announced(position=1)),
        ("i1", Announced(position=2)),
        ("i2", Announced(position=9)),
    ]


async def test_what_supervisors_did_about_it_in_order_and_of_no_other_company(database: Database):
    did = {"by": "zhou", "do": "coach", "agent": "li", "queue": None, "site": None, "reason": "first day"}

    def act(id: str, minutes: float, interaction: str, tenant: str = "haihe") -> dict[str, Any]:
        return did | {
            "id": id,
            "tenant": tenant,
            "at": NINE + timedelta(minutes=minutes),
            "interaction": interaction,
        }

    rows = [act("d1", 2, "i1"), act("d2", 1, "i1"), act("d3", 1, "i2"), act("d4", 1, "i1", "other")]
    await database.transact(lambda connection: connection.execute(insert(actions), rows))
    found = await History(database).actions(SUPERVISOR, InteractionId("i1"))
    assert [(one.id, one.by, one.do, one.agent, one.reason) for one in found] == [
        ("d2", "zhou", "coach", "li", "first day"),
        ("d1", "zhou", "coach", "li", "first day"),
    ]


async def test_of_each_script_what_was_filled_in_last(database: Database):
    def filled(script: str, revision: int, minutes: float, tenant: str = "haihe", **answers: Any) -> dict[str, Any]:
        return {
            "tenant": tenant,
            "interaction": "i1" if tenant == "haihe" else "i9",
            "script": script,
            "revision": revision,
            "agent": "li",
            "at": NINE + timedelta(minutes=minutes),
            "answers": answers,
        }

    rows = [filled("fault", 2, 5, model="B"), filled("fault", 1, 1, model="A"), filled("survey", 1, 6, happy=True)]
    await database.transact(
        lambda connection: connection.execute(insert(script_answers), [*rows, filled("fault", 1, 1, "other", x="y")])
    )
    assert await History(database).answers(SUPERVISOR, InteractionId("i1")) == [
        Answered("fault", 2, AgentId("li"), NINE + timedelta(minutes=5), {"model": "B"}),
        Answered("survey", 1, AgentId("li"), NINE + timedelta(minutes=6), {"happy": True}),
    ]
    assert await History(database).answers(SUPERVISOR, InteractionId("i9")) == []
