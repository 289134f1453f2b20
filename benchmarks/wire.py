"""What went over the wire: when each caller's INVITE came, when each agent's INVITE and BYE.

    async with captured(folder, callers=24100, agents=24000) as wire: …      # tcpdump, kernel time
    seen = Seen(wire.packets())
    seen.to_agent()                     # seconds from each caller's INVITE to the first agent's INVITE for them
    seen.gaps()                         # seconds from an agent's BYE to their next INVITE, while somebody waited

Where tcpdump may not capture, times come from SIPp's own message traces (`captured` says so): its clock, in
microseconds, but when SIPp got round to the message and not when it arrived.
"""

from __future__ import annotations

import asyncio
import bisect
import contextlib
import os
import re
import signal
import struct
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from callcenter import native


class Packet:
    def __init__(self, at: float, to_agent: bool, to_asterisk: bool, text: str) -> None:
        self.at = at
        self.to_agent = to_agent  #: from Asterisk to an agent's phone
        self.to_asterisk = to_asterisk  #: from a caller or an agent to Asterisk
        self.text = text


class Wire:
    """A capture; its packets can be read when it is over."""

    def __init__(self, folder: Path, callers: int, agents: int, tcpdump: bool) -> None:
        self._folder, self._callers, self._agents = folder, callers, agents
        self._began = datetime.now(UTC).timestamp()  # the traces of phones go further back
        self.tcpdump = tcpdump

    @property
    def by(self) -> str:
        return "tcpdump on lo, kernel time" if self.tcpdump else "SIPp's message traces"

    def packets(self) -> list[Packet]:
        if self.tcpdump:
            found = _captured(self._folder / "wire.pcap", self._callers, self._agents)
        else:
            found = [
                packet
                for name in ("callers", "agents")
                for packet in _traced(self._folder / f"{name}.messages", agents=name == "agents")
            ]
        return sorted((one for one in found if one.at >= self._began), key=lambda packet: packet.at)


async def may_capture() -> bool:
    """Whether tcpdump is there and may listen on the loopback."""
    program = native.find("tcpdump")
    if program is None:
        return False
    process = await asyncio.create_subprocess_exec(
        *program.command("-i", "lo", "-d", "-n"),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    return await process.wait() == 0 and os.geteuid() == 0


@contextlib.asynccontextmanager
async def captured(folder: Path, *, callers: int, agents: int, tcpdump: bool) -> AsyncIterator[Wire]:
    wire = Wire(folder, callers, agents, tcpdump)
    if not tcpdump:
        yield wire
        return
    program = native.find("tcpdump")
    assert program is not None
    wanted = ["-i", "lo", "-n", "-s", "1500", "-B", "65536", "--time-stamp-precision=nano", "--immediate-mode"]
    wanted += ["-Z", "root", "-w", str(folder / "wire.pcap"), f"udp port {callers} or udp port {agents}"]
    process = await asyncio.create_subprocess_exec(*program.command(*wanted), stderr=asyncio.subprocess.PIPE)
    assert process.stderr is not None
    try:
        async with asyncio.timeout(10):
            while b"listening on" not in (line := await process.stderr.readline()):
                if not line:
                    raise RuntimeError("tcpdump does not capture")
        yield wire
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGINT)
        await process.communicate()


def _captured(file: Path, callers: int, agents: int) -> Iterator[Packet]:
    """The UDP packets of a capture with nanoseconds on an Ethernet-like link."""
    raw = file.read_bytes()
    (magic,) = struct.unpack_from("<I", raw)
    assert magic == 0xA1B23C4D, "not a capture with nanoseconds"
    at = 24
    while at + 16 <= len(raw):
        seconds, nanoseconds, length, _ = struct.unpack_from("<IIII", raw, at)
        packet = raw[at + 16 + 14 : at + 16 + length]  # without the Ethernet header
        at += 16 + length
        head = (packet[0] & 15) * 4
        source, target = struct.unpack_from(">HH", packet, head)
        text = packet[head + 8 :].decode("utf-8", errors="replace")
        yield Packet(seconds + nanoseconds / 1e9, target == agents, source in (callers, agents), text)


_TRACED = re.compile(
    r"^-+ (\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\.\d{6})[^\n]*\nUDP message (sent|received)[^\n]*:\n\n", re.MULTILINE
)


def _traced(file: Path, *, agents: bool) -> Iterator[Packet]:
    raw = file.read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n")
    heads = list(_TRACED.finditer(raw))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        text = raw[head.end() : following.start() if following else None].replace("\n", "\r\n")
        sent = head[2] == "sent"
        yield Packet(datetime.fromisoformat(head[1]).timestamp(), agents and not sent, sent, text)


# ---------------------------------------------------------------- what it means

_CALL_ID = re.compile(r"\r\nCall-ID: *([^\r]+)", re.IGNORECASE)
_CALLER = re.compile(r"\r\nFrom:[^\r]*?sip:\+?\d*?(\d{8})@", re.IGNORECASE)
_AGENT = re.compile(r"^INVITE sip:([^@]+)@")


class Offer:
    """An agent's phone was rung."""

    def __init__(self, at: float, agent: str, caller: str) -> None:
        self.at, self.agent, self.caller = at, agent, caller
        self.hung_up: float | None = None  #: by the agent
        self.taken_back: float | None = None  #: CANCEL or BYE from Asterisk


class Seen:
    def __init__(self, packets: Iterable[Packet]) -> None:
        self.arrived: dict[str, float] = {}  #: caller → their first INVITE
        self.offers: list[Offer] = []
        by_call: dict[str, Offer] = {}
        for packet in packets:
            call = _CALL_ID.search(packet.text)
            if call is not None:
                self._see(packet, call[1], by_call)
        self.first_offer: dict[str, float] = {}
        for offer in self.offers:
            self.first_offer.setdefault(offer.caller, offer.at)

    def _see(self, packet: Packet, call: str, by_call: dict[str, Offer]) -> None:
        method = packet.text.partition(" ")[0]
        caller = _CALLER.search(packet.text)
        if method == "INVITE" and caller is not None:
            if packet.to_asterisk:
                self.arrived.setdefault(caller[1], packet.at)
            elif packet.to_agent and call not in by_call and (agent := _AGENT.match(packet.text)):
                offer = by_call[call] = Offer(packet.at, agent[1], caller[1])
                self.offers.append(offer)
        elif method in ("BYE", "CANCEL") and call in by_call:
            offer = by_call[call]
            if packet.to_agent:
                offer.taken_back = offer.taken_back or packet.at
            elif packet.to_asterisk and method == "BYE":
                offer.hung_up = offer.hung_up or packet.at

    def to_agent(self) -> list[float]:
        return [at - self.arrived[caller] for caller, at in self.first_offer.items() if caller in self.arrived]

    def gaps(self) -> list[float]:
        """From an agent's hang-up to the next ring of that phone, where somebody waited all the time."""
        changes = [*((at, 1) for at in self.arrived.values()), *((at, -1) for at in self.first_offer.values())]
        times: list[float] = []
        waiting: list[int] = []
        for at, change in sorted(changes):
            times.append(at)
            waiting.append((waiting[-1] if waiting else 0) + change)
        nobody = [at for at, count in zip(times, waiting, strict=True) if count <= 0]
        free_since: dict[str, float] = {}
        found: list[float] = []
        ends = [(offer.hung_up, offer.agent, False) for offer in self.offers if offer.hung_up is not None]
        for at, agent, rung in sorted([*ends, *((offer.at, offer.agent, True) for offer in self.offers)]):
            if not rung:
                known = bisect.bisect_right(times, at)
                if known and waiting[known - 1] > 0:
                    free_since[agent] = at
            elif (since := free_since.pop(agent, None)) is not None:
                empty = bisect.bisect_left(nobody, at) > bisect.bisect_left(nobody, since)
                found += [] if empty else [at - since]
        return found

    def overtaken(self) -> list[float]:
        """Callers who were offered to an agent after somebody who came later: by how much later, in seconds."""
        latest, since, found = 0.0, 0.0, list[float]()
        for caller, at in self.first_offer.items():
            came = self.arrived.get(caller)
            if came is None:
                continue
            if came < latest:
                found.append(at - since)
            else:
                latest, since = came, at
        return found

    def rung_twice(self) -> int:
        """Offers of a caller who was on offer or in talk elsewhere, or to an agent who had one in hand."""
        count = 0
        busy: dict[str, Offer] = {}
        for offer in self.offers:
            for who in (f"agent {offer.agent}", f"caller {offer.caller}"):
                before = busy.get(who)
                ends = [at for at in (before.hung_up, before.taken_back) if at is not None] if before else []
                count += before is not None and (not ends or min(ends) > offer.at)
                busy[who] = offer
        return count

    def served(self) -> int:
        """Callers with whom an agent spoke, until the agent hung up."""
        return len({offer.caller for offer in self.offers if offer.hung_up is not None})


def share(values: list[float], part: float) -> float:
    """The value below which this part of them lies, in milliseconds; NaN of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000 if ordered else float("nan")
