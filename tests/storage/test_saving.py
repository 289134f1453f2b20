"""A round's rows: what comes twice is kept once, and costs nobody the rest of the round."""

from __future__ import annotations

from sqlalchemy import func, select

from callcenter.clock import ManualClock
from callcenter.model import facts
from callcenter.model.ids import AgentId, InteractionId, TenantId
from callcenter.model.interaction import Party
from callcenter.rounds import Commanded, Round
from callcenter.storage.database import Database
from callcenter.storage.saving import Saving
from callcenter.storage.tables import desk_commands, journal, recordings
from routing.records import Touched

NOBODY = Touched((), ())
ANA = AgentId("ana")


def saving_to(database: Database) -> Saving:
    return Saving(
        database.engine.dialect.name,
        call=lambda _: None,
        presence=lambda _: None,
        record_of_agent=lambda _: None,
        record_of_interaction=lambda _: None,
    )


async def test_a_command_or_a_track_that_comes_twice_does_not_cost_the_round(database: Database):
    saving, told = saving_to(database), []
    for refused in (None, "not_now"):
        round = Round(ManualClock().now(), TenantId("haihe"))
        round.note(InteractionId("i1"), facts.TrackBegan(track="k1", party=Party.AGENT, agent=ANA))
        round.commanded.append(Commanded(by=ANA, key="one", refused=refused))
        database.save(saving.statements(round, NOBODY, ()), lambda: told.append("saved"))
    await database.saved()
    assert database.troubles == ""
    assert told == ["saved", "saved"]
    assert await database.read(lambda connection: connection.scalars(select(desk_commands.c.refused)).all()) == [None]
    for table, rows in ((recordings, 1), (journal, 2)):
        count = select(func.count()).select_from(table)
        assert await database.read(lambda connection, count=count: connection.scalar(count)) == rows
