"""The whole center on the simulated network, with a clock that is moved by hand: a ten-minute call in milliseconds.

async with running(tmp_path) as center:
    caller = center.calls_in()
    await center.goes_on(3)
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from calls.haihe import ANA, BOB, CUSTOMER, HOTLINE, OPEN, haihe, house

from callcenter.agents import commands as do
from callcenter.calls.telling import House
from callcenter.center import Center
from callcenter.clock import ManualClock
from callcenter.history.records import InHand
from callcenter.ids import new_id
from callcenter.journal import Line
from callcenter.model.company import Company
from callcenter.model.facts import Fact
from callcenter.model.ids import AgentId, InteractionId
from callcenter.model.script import Script
from callcenter.storage.customers import Customers
from callcenter.storage.database import Database
from callcenter.storage.history import History
from callcenter.storage.migrating import migrate
from callcenter.supervision import orders
from callcenter.telephony.simulator import Customer, Phone, SimulatedNetwork
from callcenter.viewer import Role, Viewer

__all__ = ["ANA", "BOB", "CUSTOMER", "HOTLINE"]


class _Never:
    def cancel(self) -> None:
        """There was no timer."""


class Running:
    """One program that runs, its network and its people."""

    def __init__(
        self,
        house: House,
        database: Database,
        clock: ManualClock,
        network: SimulatedNetwork | None,
        scripts: Mapping[str, Script] | None = None,
    ) -> None:
        self.clock = clock
        self.network = network or SimulatedNetwork(lambda event: None, clock, speed=1000.0)
        self.database = database
        self.center = Center(
            house=house,
            database=database,
            clock=clock,
            perform=self.network.perform,
            customers=Customers(database),
            place_of=lambda number: None,
            program=viewer(house.company, None, Role.ADMIN),
            mint=new_id,
            call_later=lambda seconds, call: _Never(),
            phone_chosen=self.network.phone_chosen,
            scripts=scripts or {},
        )
        self.network.phone_of = self.center.house.phone_of
        self.network.tell = self.center.hear
        self.network.reachable, self.network.trunk_changed = self.center.phone_changed, self.center.trunk_changed

    @property
    def company(self) -> Company:
        return self.center.house.company

    # ---------------------------------------------------------------- time

    async def settled(self) -> None:
        """Until nothing more follows from what has happened."""
        for _ in range(6):
            await self.database.saved()

    async def goes_on(self, seconds: float) -> None:
        """Time passes; everything due in it happens at its time."""
        until = self.clock.now().timestamp() + seconds
        await self.settled()
        while True:
            due = [self.center.next_deadline().timestamp()]
            network = self.network.next_deadline()
            if network is not None:
                due.append(network.timestamp())
            if min(due) > until:
                break
            self.clock.set(datetime.fromtimestamp(min(due) + 0.001, UTC))
            self.network.tick(self.clock.now())
            self.center.tick()
            await self.settled()
        self.clock.set(datetime.fromtimestamp(until, UTC))
        await self.settled()

    # ---------------------------------------------------------------- people

    def calls_in(self, caller: str = CUSTOMER, dialled: str = HOTLINE) -> Customer:
        return self.network.call(caller, dialled, trunk="carrier")

    async def calls_repairs(self, caller: str = CUSTOMER) -> Customer:
        """Someone calls and chooses English and repairs."""
        customer = self.calls_in(caller)
        await self.goes_on(1)
        for key in "21":
            customer.press(key)
            await self.goes_on(1)
        return customer

    def phone(self, agent: AgentId) -> Phone:
        return self.network.phone(agent)

    async def works(self, *agents: AgentId) -> None:
        """These agents sign in, and take work."""
        for agent in agents:
            self.phone(agent)
            assert await self.asks(agent, do.SignIn(key=new_id())) is None
            assert await self.asks(agent, do.Available(key=new_id())) is None
        await self.settled()

    async def asks(self, agent: AgentId, command: do.Command) -> str | None:
        return await self.center.command(viewer(self.company, agent), command)

    async def orders(self, order: orders.Order, by: Viewer | None = None) -> str | None:
        """A supervisor steps in."""
        refused = await self.center.command(by or self.boss, order)
        await self.settled()
        return refused

    @property
    def boss(self) -> Viewer:
        """An administrator, who has no desk."""
        return viewer(self.company, None, Role.ADMIN)

    # ---------------------------------------------------------------- what is to be seen

    def desk(self, agent: AgentId) -> dict[str, Any]:
        return self.center.desk_feed(agent).everything()

    def works_of(self, agent: AgentId) -> list[dict[str, Any]]:
        return [value for key, value in self.desk(agent).items() if key.startswith("work/")]

    def floor(self, key: str, by: Viewer | None = None) -> Any:
        """What a supervisor sees under this key."""
        return self.center.floor_feed(by or self.boss).get(key)

    def waiting(self) -> list[dict[str, Any]]:
        """Who waits, as a supervisor sees it."""
        everything = self.center.floor_feed(self.boss).everything()
        return [value for key, value in everything.items() if key.startswith("waiting/")]

    def board(self, queue: str) -> dict[str, Any]:
        return self.center.board.feed.get(f"queue/{queue}")

    async def story(self, interaction: str) -> list[Line]:
        history = History(self.database)
        return list(await history.journal(viewer(self.company, None, Role.ADMIN), InteractionId(interaction)))

    async def today(self) -> list[Line]:
        """All that happened since yesterday."""
        now = self.clock.now()
        everybody = viewer(self.company, None, Role.ADMIN)
        return list(await History(self.database).lines(everybody, now - timedelta(days=1), now + timedelta(days=1)))

    async def facts(self, interaction: str, kind: type[Fact]) -> list[Fact]:
        return [line.fact for line in await self.story(interaction) if isinstance(line.fact, kind)]

    async def found(self, interaction: str) -> Any:
        return await History(self.database).interaction(
            viewer(self.company, None, Role.ADMIN), InteractionId(interaction), InHand()
        )

    @property
    def only_call(self) -> InteractionId:
        (interaction,) = self.center.switchboard.calls
        return interaction


def viewer(company: Company, agent: AgentId | None, *roles: Role) -> Viewer:
    return Viewer(
        tenant=company.tenant, login=agent or "someone", agent=agent, roles=frozenset(roles or {Role.AGENT}), zone="UTC"
    )


@asynccontextmanager
async def running(
    folder: Path,
    *,
    now: datetime = OPEN,
    company: Company | None = None,
    clock: ManualClock | None = None,
    network: SimulatedNetwork | None = None,
    url: str = "",
    scripts: Mapping[str, Script] | None = None,
) -> AsyncIterator[Running]:
    """A program that runs in this folder; run once more there, it goes on where it stopped."""
    url = url or f"sqlite:///{folder / 'center.db'}"
    migrate(url)
    database = Database(url)
    program = Running(house(company or haihe()), database, clock or ManualClock(now), network, scripts)
    known = await program.center.recover()
    await program.network.reconcile(known)
    await program.settled()
    try:
        yield program
    finally:
        await program.center.close()
        await database.close()
