"""Ours against Asterisk's own app_queue: the same Asterisk, the same callers, the same agents' phones.

    python -m benchmarks.calls [--quick]

idle: agents are free; from a caller's INVITE to the agent's INVITE. overload: more calls than agents can take, all
callers wait; from an agent's hang-up to the next INVITE at that phone, and who was served before their turn.
benchmarks/README.md has the method and what was seen.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from benchmarks import sipp, wire
from benchmarks.center import ANSWERED, UNANSWERED, OneAsterisk, Program, at_work, cpu_seconds, free_ports
from benchmarks.company import NUMBER
from benchmarks.wire import Seen, share
from callcenter.telephony.asterisk.settings import Ports

AGENTS = 20
IDLE_RATE = 5.0
"""Calls a second while agents shall be free: eight of twenty are busy on the average."""
OVERLOAD = 1.3
SETTLES = 2.0
"""Seconds after its start in which the program still reads its area codes."""
BUSY_FOR = (sipp.RINGS_FOR + sum(sipp.TALKS) / 2) / 1000
"""Seconds of an agent's time that a call costs, on the average."""


class Lengths(msgspec.Struct, frozen=True):
    idle: float
    overload: float
    drains_within: float = 150.0


FULL, QUICK = Lengths(idle=30, overload=30), Lengths(idle=3, overload=5)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One run of calls."""

    who: str
    load: str
    seen: Seen
    calls: int
    failed: int
    asterisk_cpu: float  #: seconds a call
    program_cpu: float


class Bench:
    def __init__(
        self,
        folder: Path,
        asterisk: OneAsterisk,
        phones: sipp.Phones,
        phones_port: int,
        lengths: Lengths,
        tcpdump: bool,
    ) -> None:
        self._folder, self._asterisk, self._phones = folder, asterisk, phones
        self._phones_port, self._callers_port = phones_port, phones_port + 1
        self._lengths, self._tcpdump = lengths, tcpdump
        self._called = 0
        self._wrong = 0  #: calls that went wrong at the agents' phones, so far
        self.rows: list[Row] = []
        self.measured_by = ""

    async def idle(self, who: str, number: str, program: Program | None = None) -> None:
        await self._run(who, "idle", number, IDLE_RATE, self._lengths.idle, program)

    async def overload(self, who: str, number: str, program: Program | None = None) -> None:
        await self._run(who, "overload", number, OVERLOAD * AGENTS / BUSY_FOR, self._lengths.overload, program)

    async def _run(
        self, who: str, load: str, number: str, rate: float, seconds: float, program: Program | None
    ) -> None:
        asterisk, calls = self._asterisk.ports.sip, round(rate * seconds)
        before = self._cpu(program)
        async with wire.captured(
            self._folder, callers=self._callers_port, agents=self._phones_port, tcpdump=self._tcpdump
        ) as seen:
            called = await sipp.call(
                self._folder,
                port=self._callers_port,
                media=self._phones_port + 20,
                asterisk=asterisk,
                number=number,
                rate=rate,
                calls=calls,
                first=self._called,
                within=seconds + self._lengths.drains_within,
                traced=not self._tcpdump,
            )
            wrong, self._wrong = self._wrong, await self._phones.failed()
        self._called += calls
        after = self._cpu(program)
        self.measured_by = seen.by
        looked = Seen(seen.packets())
        row = Row(
            who=who,
            load=load,
            seen=looked,
            calls=calls,
            # To SIPp a caller whom nobody served and Asterisk hung up on is a success.
            failed=max(called.failed, calls - looked.served()) + self._wrong - wrong,
            asterisk_cpu=(after[0] - before[0]) / calls,
            program_cpu=(after[1] - before[1]) / calls,
        )
        self.rows.append(row)
        print(_line(row), flush=True)

    def _cpu(self, program: Program | None) -> tuple[float, float]:
        return cpu_seconds(self._asterisk.pid), cpu_seconds(program.process.pid) if program else 0.0


HEAD = (
    f"{'':26}{'calls':>6}{'p50':>9}{'p95':>9}{'p99':>9}{'max':>9}{'n':>6}"
    f"{'overtaken':>11}{'by':>9}{'rung twice':>12}{'failed':>8}{'Asterisk':>10}{'program':>9}\n"
    f"{'':26}{'':>6}{'ms':>9}{'ms':>9}{'ms':>9}{'ms':>9}{'':>6}"
    f"{'callers':>11}{'ms':>9}{'offers':>12}{'calls':>8}{'CPU ms':>10}{'CPU ms':>9}"
)


def _line(row: Row) -> str:
    late = row.seen.overtaken()
    values = row.seen.to_agent() if row.load == "idle" else row.seen.gaps()
    shares = "".join(f"{share(values, part):9.1f}" for part in (0.5, 0.95, 0.99, 1.0))
    return (
        f"{row.load:9} {row.who:16}{row.calls:6}{shares}{len(values):6}"
        f"{len(late):11}{max(late, default=0.0) * 1000:9.1f}"
        f"{row.seen.rung_twice():12}{row.failed:8}{row.asterisk_cpu * 1000:10.1f}{row.program_cpu * 1000:9.1f}"
    )


def figures(rows: list[Row]) -> dict[str, float]:
    """The last line. Raises RuntimeError when there was nothing to measure."""

    def one(who: str, load: str, of: Callable[[Seen], list[float]], part: float) -> float:
        values = of(next(row.seen for row in rows if (row.who, row.load) == (who, load)))
        if not values:
            raise RuntimeError(f"{who} under {load}: no agent was rung")
        return share(values, part)

    def ratio(part: float) -> float:
        return one("app_queue", "overload", Seen.gaps, part) / one("ours", "overload", Seen.gaps, part)

    ours = [row for row in rows if row.who == "ours"]
    return {
        "idle_p50_ms_ours": round(one("ours", "idle", Seen.to_agent, 0.5), 2),
        "idle_p50_ms_app_queue": round(one("app_queue", "idle", Seen.to_agent, 0.5), 2),
        "gap_p50_ratio": round(ratio(0.5), 1),
        "gap_p99_ratio": round(ratio(0.99), 1),
        "order_violations": sum(len(row.seen.overtaken()) for row in ours if row.load == "overload"),
        "failed_calls": sum(row.failed for row in ours),
    }


async def run(folder: Path, lengths: Lengths, *, traces: bool = False) -> dict[str, float]:
    first = free_ports(1000)
    phones_port, web_port = first + 900, first + 899
    ports = Ports(sip=first, http=first + 1, ami=first + 2, rtp_first=first + 10, rtp_last=first + 809)
    tcpdump = not traces and await wire.may_capture()
    print(
        f"{AGENTS} agents at desk phones, talk {sipp.TALKS[0]}-{sipp.TALKS[1]} ms at random, no wrap-up, no sound sent"
    )
    print(f"other load on the machine: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores\n\n{HEAD}", flush=True)
    asterisk = OneAsterisk(folder, ports, web_port, agents=AGENTS, phones_port=phones_port)
    async with (
        sipp.agents(folder, port=phones_port, media=phones_port + 10, asterisk=ports.sip, traced=not tcpdump) as phones,
        asterisk,
    ):
        bench = Bench(folder, asterisk, phones, phones_port, lengths, tcpdump)
        await bench.idle("app_queue", UNANSWERED)
        await bench.idle("app_queue, ans.", ANSWERED)
        await bench.overload("app_queue", UNANSWERED)
        if lengths is FULL:
            await bench.overload("app_queue, ans.", ANSWERED)
        async with (
            Program(asterisk.config, asterisk.data, asterisk.url) as program,
            at_work(asterisk.url, asterisk.agents) as desks,
        ):
            await asyncio.sleep(SETTLES)
            await bench.idle("ours", NUMBER, program)
            await bench.overload("ours", NUMBER, program)
            async with asyncio.timeout(10):
                await asyncio.gather(*(desk.until_idle() for desk in desks))
    print(f"\nmeasured by {bench.measured_by}; other load now: {os.getloadavg()[0]:.2f}")
    return figures(bench.rows)


def main() -> None:
    reading = argparse.ArgumentParser(prog="python -m benchmarks.calls", description=__doc__)
    reading.add_argument("--quick", action="store_true", help="short runs: done within a minute")
    reading.add_argument("--traces", action="store_true", help="take the times from SIPp's traces, not from tcpdump")
    reading.add_argument("--keep", type=Path, help="work in this folder and leave everything there")
    told = reading.parse_args()
    lengths = QUICK if told.quick else FULL
    with tempfile.TemporaryDirectory(prefix="callcenter-bench-") as temporary:
        folder = told.keep.absolute() if told.keep else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print(json.dumps(asyncio.run(run(folder, lengths, traces=told.traces))))


if __name__ == "__main__":
    main()
