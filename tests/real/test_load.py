"""Twenty agents, ten calls a second, callers who wait until they are served; the figures add up when it is over.

Twenty seconds of it; LOAD_SECONDS=60 makes it the full minute.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from real.phones.ports import free_ports
from real.program import Program

from benchmarks import sipp
from benchmarks.center import at_work
from benchmarks.company import NUMBER, QUEUE, agent_names, company, open_accounts, write_flow
from callcenter.config import load

pytestmark = pytest.mark.real

AGENTS, RATE = 20, 10
SECONDS = int(os.environ.get("LOAD_SECONDS", "20"))
CALLS = RATE * SECONDS


class Over:
    """What is left when the last caller has been served."""

    def __init__(self, program: Program, called: sipp.Called, failed_at_phones: int, board: dict[str, Any]) -> None:
        self.called, self.failed_at_phones, self.board = called, failed_at_phones, board
        self.lines = [
            (row["type"], row["stream"]) for row in program.rows("SELECT type, stream FROM journal ORDER BY seq")
        ]
        self.program = program

    def count(self, question: str) -> int:
        return self.program.rows(question)[0][0]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def over(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Over]:
    folder = tmp_path_factory.mktemp("load")
    ports = free_ports(200)
    told = company(agents=AGENTS, phones_port=ports[0], recorded=True) | {"callback_queue": None}
    program = Program(folder, told)
    write_flow(folder)
    await open_accounts(load(program.config), program.data)
    async with (
        sipp.agents(folder, port=ports[0], media=ports[10], asterisk=program.sip_port) as phones,
        program,
        at_work(program.url, agent_names(AGENTS), first_sees=["board"]) as desks,
    ):
        called = await sipp.call(
            folder,
            port=ports[1],
            media=ports[20],
            asterisk=program.sip_port,
            number=NUMBER,
            rate=RATE,
            calls=CALLS,
            first=0,
            within=SECONDS + 60,
        )
        async with asyncio.timeout(10):  # all agents are idle at the end
            await asyncio.gather(*(desk.until_idle() for desk in desks))
        yield Over(program, called, await phones.failed(), desks[0].queues[QUEUE])


async def test_no_call_fails(over: Over):
    assert (over.called.successful, over.called.failed) == (CALLS, 0)
    assert over.failed_at_phones == 0


async def test_no_caller_is_offered_to_two_agents_and_no_agent_two_callers_at_once(over: Over):
    on_offer: dict[str, str] = {}
    busy: dict[str, str] = {}
    rows = over.program.rows("SELECT type, stream, json_extract(body, '$.agent') AS agent FROM journal ORDER BY seq")
    for row in rows:
        match row["type"]:
            case "OfferMade":
                assert row["stream"] not in on_offer
                assert row["agent"] not in busy
                on_offer[row["stream"]] = busy[row["agent"]] = row["agent"]
            case "OfferEnded":
                assert on_offer.pop(row["stream"]) == row["agent"]
            case "AgentLeft":
                del busy[row["agent"]]
            case _:
                pass
    assert not on_offer
    assert not busy


async def test_nobody_is_overtaken(over: Over):
    came = [stream for kind, stream in over.lines if kind == "QueueEntered"]
    offered = [stream for kind, stream in over.lines if kind == "OfferMade"]
    assert len(came) == CALLS
    assert list(dict.fromkeys(offered)) == came


async def test_the_figures_add_up(over: Over):
    happened = Counter(kind for kind, _ in over.lines)
    once_a_call = ("Began", "FlowEntered", "QueueEntered", "QueueLeft", "OfferMade", "OfferEnded")
    for kind in (*once_a_call, "Connected", "AgentLeft", "Ended"):
        assert happened[kind] == CALLS, kind
    assert {kind: over.board[kind] for kind in ("offered", "answered", "waiting")} == {
        "offered": CALLS,
        "answered": CALLS,
        "waiting": 0,
    }
    assert not any(over.board[kind] for kind in ("abandoned", "overflowed", "voicemail", "callback", "lost"))
    served = "SELECT count(*) FROM interactions WHERE outcome = 'served' AND ended_at IS NOT NULL AND agent IS NOT NULL"
    assert over.count(served) == CALLS
    assert over.count("SELECT count(*) FROM recordings WHERE ended_at IS NOT NULL") == 2 * CALLS


async def test_nothing_is_left(over: Over):
    assert over.count("SELECT count(*) FROM calls") == 0
    assert over.count("SELECT count(*) FROM routing_interactions") == 0
    assert over.count("SELECT count(*) FROM routing_agents WHERE json_extract(body, '$.work[0]') IS NOT NULL") == 0
    assert "Traceback" not in over.program.printed()
    assert "ERROR" not in over.program.printed()
