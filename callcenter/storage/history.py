"""Reads the past: interactions with filters and pages, one interaction with its journal and tracks.

    listed = await history.search(viewer, Search(queue="repairs"), InHand())

An agent who is nothing more sees what they handled, what is before them now, and what concerns the customer before
them. Everyone else sees their sites.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, false, func, or_, select, true

from callcenter.history.records import PAGE, Address, Answered, Customer, Found, InHand, Listed, Search, Track
from callcenter.journal import Line, decode
from callcenter.model.facts import QueueLeft
from callcenter.model.ids import AgentId, InteractionId
from callcenter.model.interaction import Direction, Medium, Outcome, Party
from callcenter.model.measures import Action
from callcenter.storage.database import Database
from callcenter.storage.memory import action_of
from callcenter.storage.tables import actions, addresses, customers, interactions, journal, recordings, script_answers
from callcenter.viewer import Scope, Viewer

FEWEST_DIGITS = 4
"""An ending shorter than this would find everyone."""

_BEYOND_NUMBERS = str.maketrans("", "", " -().\u00a0")


class History:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def search(self, viewer: Viewer, search: Search, in_hand: InHand) -> Listed:
        wanted = and_(visible(viewer, in_hand), *_conditions(viewer, search))
        page = (
            _found()
            .where(wanted)
            .order_by(interactions.c.began_at.desc(), interactions.c.id.desc())
            .limit(PAGE)
            .offset((max(1, search.page) - 1) * PAGE)
        )

        def ask(connection: Connection) -> Listed:
            total = connection.execute(select(func.count()).select_from(interactions).where(wanted)).scalar_one()
            return Listed(_as_found(connection, viewer, connection.execute(page).all()), total)

        return await self._database.read(ask)

    async def interaction(self, viewer: Viewer, interaction: InteractionId, in_hand: InHand) -> Found | None:
        found = await self._all(viewer, in_hand, interactions.c.id == interaction)
        return found[0] if found else None

    async def related(self, viewer: Viewer, interaction: Found, in_hand: InHand) -> Sequence[Found]:
        """Those it came from or led to, as far as the viewer may see them."""
        led_to = interactions.c.related == interaction.id
        return await self._all(viewer, in_hand, or_(led_to, interactions.c.id == (interaction.related or "")))

    async def _all(self, viewer: Viewer, in_hand: InHand, condition: ColumnElement[bool]) -> tuple[Found, ...]:
        question = _found().where(visible(viewer, in_hand), condition).order_by(interactions.c.began_at).limit(PAGE)
        return await self._database.read(
            lambda connection: _as_found(connection, viewer, connection.execute(question).all())
        )

    async def customer(self, viewer: Viewer, interaction: Found) -> Customer | None:
        """Whom it was with; the caller has seen `interaction` through this store."""
        who = select(customers).where(customers.c.tenant == viewer.tenant, customers.c.id == interaction.customer)
        where = select(addresses.c.kind, addresses.c.value).where(
            addresses.c.tenant == viewer.tenant, addresses.c.customer == interaction.customer
        )

        def ask(connection: Connection) -> Customer | None:
            row = connection.execute(who).one_or_none()
            if row is None:
                return None
            reached = connection.execute(where.order_by(addresses.c.kind, addresses.c.value)).all()
            return Customer(
                id=row.id,
                name=row.name,
                language=row.language,
                company=row.company,
                note=row.note,
                since=row.since,
                demo=row.demo,
                addresses=tuple(Address(kind, value) for kind, value in reached),
            )

        return await self._database.read(ask)

    async def journal(self, viewer: Viewer, interaction: InteractionId) -> Sequence[Line]:
        """Everything that happened to it, in order. Ask `interaction` first whether the viewer may see it."""
        question = (
            select(journal)
            .where(journal.c.tenant == viewer.tenant, journal.c.stream == interaction)
            .order_by(journal.c.n)
        )
        rows = await self._database.read(lambda connection: connection.execute(question).all())
        return [_as_line(row) for row in rows]

    async def actions(self, viewer: Viewer, interaction: InteractionId) -> Sequence[Action]:
        """What supervisors did about it, in order. Ask `interaction` first whether the viewer may see it."""
        question = (
            select(actions)
            .where(actions.c.tenant == viewer.tenant, actions.c.interaction == interaction)
            .order_by(actions.c.at, actions.c.id)
        )
        rows = await self._database.read(lambda connection: connection.execute(question).all())
        return [action_of(row) for row in rows]

    async def answers(self, viewer: Viewer, interaction: InteractionId) -> Sequence[Answered]:
        """What is filled in of each script, as it was last. Ask `interaction` first whether the viewer may see it."""
        question = (
            select(script_answers)
            .where(script_answers.c.tenant == viewer.tenant, script_answers.c.interaction == interaction)
            .order_by(script_answers.c.at, script_answers.c.revision)
        )
        rows = await self._database.read(lambda connection: connection.execute(question).all())
        newest = {row.script: row for row in rows}  # a later revision went on with what the earlier one had
        return [Answered(row.script, row.revision, AgentId(row.agent), row.at, row.answers) for row in newest.values()]

    async def tracks(self, viewer: Viewer, interaction: InteractionId) -> Sequence[Track]:
        """Its recordings, in the order they began. Ask `interaction` first whether the viewer may see it."""
        question = (
            select(recordings)
            .where(recordings.c.tenant == viewer.tenant, recordings.c.interaction == interaction)
            .order_by(recordings.c.began_at, recordings.c.track)
        )
        rows = await self._database.read(lambda connection: connection.execute(question).all())
        return [_as_track(row) for row in rows]

    async def lines(self, viewer: Viewer, since: datetime, until: datetime) -> Sequence[Line]:
        """The whole journal of a stretch of time, in order: what figures are folded from."""
        question = (
            select(journal)
            .where(journal.c.tenant == viewer.tenant, journal.c.at >= since, journal.c.at < until)
            .order_by(journal.c.seq)
        )
        rows = await self._database.read(lambda connection: connection.execute(question).all())
        return [_as_line(row) for row in rows]


def visible(viewer: Viewer, in_hand: InHand) -> ColumnElement[bool]:
    """Which interactions this viewer may see."""
    if not viewer.may(Scope.HISTORY):
        return false()
    at_their_sites = true() if viewer.sites is None else interactions.c.site.in_(sorted(viewer.sites))
    mine = interactions.c.tenant == viewer.tenant
    if viewer.sees_everyone:
        return and_(mine, at_their_sites)
    ways: list[ColumnElement[bool]] = [
        interactions.c.id.in_(sorted(in_hand.interactions)),
        interactions.c.customer.in_(sorted(in_hand.customers)),
    ]
    if viewer.agent is not None:
        ways.append(_handled_by(viewer, viewer.agent))
    return and_(mine, or_(*ways))


def _handled_by(viewer: Viewer, agent: AgentId) -> ColumnElement[bool]:
    """Also who handed it on: the row names the last one only."""
    spoke = select(recordings.c.interaction).where(recordings.c.tenant == viewer.tenant, recordings.c.agent == agent)
    return or_(interactions.c.agent == agent, interactions.c.id.in_(spoke))


_RECORDED = select(recordings.c.interaction).where(recordings.c.expired_at.is_(None))


def _conditions(viewer: Viewer, search: Search) -> list[ColumnElement[bool]]:
    table = interactions.c
    conditions: list[ColumnElement[bool]] = []
    if search.since is not None:
        conditions.append(table.began_at >= search.since)
    if search.until is not None:
        conditions.append(table.began_at < search.until)
    if search.queue is not None:
        conditions.append(table.queue == search.queue)
    if search.agent is not None:
        conditions.append(_handled_by(viewer, search.agent))
    if search.outcome is not None:
        conditions.append(table.outcome == search.outcome)
    if search.recorded is not None:
        conditions.append(table.id.in_(_RECORDED) if search.recorded else table.id.not_in(_RECORDED))
    if search.direction is not None:
        conditions.append(table.direction == search.direction)
    if search.disposition is not None:
        conditions.append(table.disposition == search.disposition)
    if search.text.strip():
        conditions.append(table.note.icontains(search.text.strip(), autoescape=True))
    if search.talked_at_least is not None:
        conditions.append(table.talked >= search.talked_at_least)
    if search.talked_at_most is not None:
        conditions.append(table.talked <= search.talked_at_most)
    if search.poor_sound:
        conditions.append(table.poor_sound)
    if search.number.strip():
        conditions.append(_has_number(search.number.strip(), whole=search.whole_number))
    return conditions


def _has_number(number: str, *, whole: bool) -> ColumnElement[bool]:
    """The number as it is kept, or how it ends."""
    bare = number.translate(_BEYOND_NUMBERS)
    ways = [column == bare for column in (interactions.c.caller, interactions.c.dialled)]
    if len(bare) >= FEWEST_DIGITS and not whole:
        ways.append(interactions.c.caller.endswith(bare, autoescape=True))
    return or_(*ways)


def _found() -> Select[Any]:
    return select(interactions, customers.c.name.label("customer_name")).outerjoin(
        customers, and_(customers.c.id == interactions.c.customer, customers.c.tenant == interactions.c.tenant)
    )


def _as_found(connection: Connection, viewer: Viewer, rows: Sequence[Row[Any]]) -> tuple[Found, ...]:
    ids = [row.id for row in rows]
    waited: dict[str, float] = {}
    left = select(journal).where(
        journal.c.tenant == viewer.tenant, journal.c.stream.in_(ids), journal.c.type == QueueLeft.__name__
    )
    for line in map(_as_line, connection.execute(left)):
        assert isinstance(line.fact, QueueLeft)
        waited[line.stream] = waited.get(line.stream, 0.0) + line.fact.waited
    tracks = select(recordings.c.interaction).where(
        recordings.c.tenant == viewer.tenant, recordings.c.interaction.in_(ids), recordings.c.expired_at.is_(None)
    )
    recorded = set(connection.execute(tracks).scalars())
    return tuple(_one_found(row, waited.get(row.id), row.id in recorded) for row in rows)


def _one_found(row: Row[Any], waited: float | None, recorded: bool) -> Found:
    return Found(
        id=row.id,
        site=row.site,
        medium=Medium(row.medium),
        direction=Direction(row.direction),
        began_at=row.began_at,
        ended_at=row.ended_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        queue=row.queue,
        agent=row.agent,
        customer=row.customer,
        customer_name=row.customer_name,
        caller=row.caller,
        caller_name=row.caller_name,
        dialled=row.dialled,
        disposition=row.disposition,
        note=row.note,
        talked=row.talked,
        related=row.related,
        waited=waited,
        recorded=recorded,
        demo=row.demo,
    )


def _as_line(row: Row[Any]) -> Line:
    return Line(tenant=row.tenant, stream=row.stream, at=row.at, fact=decode(row.type, row.version, row.body))


def _as_track(row: Row[Any]) -> Track:
    return Track(
        track=row.track,
        interaction=row.interaction,
        party=Party(row.party),
        agent=AgentId(row.agent) if row.agent else None,
        began_at=row.began_at,
        ended_at=row.ended_at,
        expired_at=row.expired_at,
    )
