"""Callers and agents' phones by SIPp: callers wait until they are served, agents talk a random time and hang up.

async with agents(folder, port=24000, asterisk=15060) as phones:
    done = await call(folder, port=24001, asterisk=15060, number="95001", rate=10, calls=600, first=0, …)
    done.failed, await phones.failed()
"""

from __future__ import annotations

import asyncio
import contextlib
import csv
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from callcenter import native

RINGS_FOR = 100
"""Milliseconds until an agent picks up."""
TALKS = (500, 2500)
"""Milliseconds, evenly distributed."""
BUFFER = 4_000_000
RTP_PORTS = 400
"""That callers who speak need: four each, with those for reports and for pictures."""

_ANSWERING = """[last_Via:]
[last_From:]
[last_To:]{tag}
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:phone@[local_ip]:[local_port]>
"""
_SDP = """Content-Type: application/sdp
Content-Length: [len]

v=0
o=u 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
a=sendrecv
"""
_NO_BODY = "Content-Length: 0\n"


def _send(text: str, attributes: str = "") -> str:
    return f"<send{attributes}><![CDATA[\n{text}\n]]></send>\n"


def _reply(status: str, tag: str = ";tag=[pid]x[call_number]", body: str = _NO_BODY) -> str:
    return f"SIP/2.0 {status}\n{_ANSWERING.format(tag=tag)}{body}"


_CALLER = (
    '<?xml version="1.0"?>\n<scenario name="caller">\n'
    + _send(
        """INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[field0]@[local_ip]:[local_port]>;tag=[pid]t[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:caller@[local_ip]:[local_port]>
Max-Forwards: 70
"""
        + _SDP,
        ' retrans="500"',
    )
    + "".join(f'<recv response="{status}" optional="true"/>\n' for status in (100, 180, 183))
    + '<recv response="200" rrs="true"/>\n'
    + _send("""ACK [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[field0]@[local_ip]:[local_port]>;tag=[pid]t[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0
""")
    + "{speaks}"
    + '<recv request="BYE"/>\n'
    + _send(_reply("200 OK", tag=""))
    + "</scenario>\n"
)


def caller(sound: Path | None) -> str:
    """The scenario of one caller. `sound`: A-law samples that are sent, again and again, once the call is answered."""
    if sound is None:
        return _CALLER.replace("{speaks}", "")
    plays = f"<nop><action><exec rtp_stream={quoteattr(f'{sound},-1,8,PCMA/8000')}/></action></nop>\n"
    return _CALLER.replace("{speaks}", plays).replace("[media_port]", "[rtpstream_audio_port]")


AGENT = (
    '<?xml version="1.0"?>\n<scenario name="agent">\n'
    # Asterisk looks from time to time whether the phone is there.
    '<recv request="OPTIONS" optional="true" next="looked_at"/>\n'
    '<recv request="INVITE" rrs="true"><action>\n'
    '<ereg regexp=".*" search_in="hdr" header="From:" assign_to="caller"/>\n'
    '<ereg regexp=".*" search_in="hdr" header="To:" assign_to="phone"/>\n'
    "</action></recv>\n"
    + _send(_reply("180 Ringing"))
    + f'<pause milliseconds="{RINGS_FOR}"/>\n'
    + _send(_reply("200 OK", body=_SDP), ' retrans="500"')
    + '<recv request="ACK"/>\n'
    + f'<pause distribution="uniform" min="{TALKS[0]}" max="{TALKS[1]}"/>\n'
    + _send(
        """BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From:[$phone];tag=[pid]x[call_number]
To:[$caller]
Call-ID: [call_id]
CSeq: 1 BYE
Max-Forwards: 70
Content-Length: 0
""",
        ' retrans="500"',
    )
    + '<recv response="200" next="over"/>\n'
    + '<label id="looked_at"/>\n'
    + _send(_reply("200 OK"))
    + '<label id="over"/>\n'
    + "</scenario>\n"
)


STATISTICS_EVERY = 1.0
"""Seconds."""


class Phones:
    """The agents' phones, while they are on."""

    def __init__(self, statistics: Path) -> None:
        self._statistics = statistics

    async def failed(self) -> int:
        """Calls that went wrong at a phone, so far."""
        await asyncio.sleep(STATISTICS_EVERY * 1.2)
        return _counted(self._statistics).failed


class Called:
    """How a run of calls ended."""

    def __init__(self, successful: int, failed: int) -> None:
        self.successful, self.failed = successful, failed


@contextlib.asynccontextmanager
async def agents(folder: Path, *, port: int, media: int, asterisk: int, traced: bool = False) -> AsyncIterator[Phones]:
    """All agents' phones behind one port; they are told apart by the name that is called."""
    process = await _start(folder, "agents", AGENT, port, media, asterisk, traced, ())
    try:
        yield Phones(folder / "agents.stat")
    finally:
        await _end(process)


async def call(
    folder: Path,
    *,
    port: int,
    media: int,
    asterisk: int,
    number: str,
    rate: float,
    calls: int,
    first: int,
    within: float,
    traced: bool = False,
    sound: Path | None = None,
) -> Called:
    """So many calls a second to that number; callers are numbered from `first`. Returns when all are over.

    `sound`: what callers speak; then each has a port of its own from `media` on."""
    numbers = "".join(f"139{first + at:08}\n" for at in range(calls))
    (folder / "callers.csv").write_text(f"SEQUENTIAL\n{numbers}", encoding="utf-8")
    every = 10_000  # milliseconds: SIPp counts calls a period, in whole numbers
    more = ("-s", number, "-inf", str(folder / "callers.csv"), "-m", str(calls), "-l", "20000")
    more += ("-r", str(round(rate * every / 1000)), "-rp", str(every))
    if sound is not None:
        more += ("-min_rtp_port", str(media), "-max_rtp_port", str(media + RTP_PORTS - 1))
    process = await _start(folder, "callers", caller(sound), port, media, asterisk, traced, more)
    try:
        async with asyncio.timeout(within):
            await process.wait()
    except TimeoutError:
        await _end(process)
    counted = _counted(folder / "callers.stat")
    return Called(counted.successful, calls - counted.successful)


async def _start(
    folder: Path,
    name: str,
    scenario: str,
    port: int,
    media: int,
    asterisk: int,
    traced: bool,
    more: tuple[str, ...],
) -> asyncio.subprocess.Process:
    program = native.find("sipp")
    if program is None:
        raise native.Unavailable("SIPp is missing; `python -m callcenter.native fetch sipp` gets it")
    for ending in ("stat", "messages"):
        (folder / f"{name}.{ending}").unlink(missing_ok=True)
    file = folder / f"{name}.xml"
    file.write_text(scenario, encoding="utf-8")
    wanted = ["-sf", str(file), "-i", "127.0.0.1", "-p", str(port), "-mp", str(media), "-nostdin", *more]
    wanted += [
        "-buff_size",
        str(BUFFER),
        "-trace_stat",
        "-stf",
        str(folder / f"{name}.stat"),
        "-fd",
        str(round(STATISTICS_EVERY)),
    ]
    if traced:
        wanted += ["-trace_msg", "-message_file", str(folder / f"{name}.messages")]
    with (folder / f"{name}.output").open("wb") as output:
        return await asyncio.create_subprocess_exec(
            *program.command(*wanted, f"127.0.0.1:{asterisk}"),
            cwd=folder,
            env={**os.environ, **program.environment, "TERM": "dumb"},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )


async def _end(process: asyncio.subprocess.Process) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(number)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(5):
                await process.wait()
                return


def _counted(file: Path) -> Called:
    """SIPp's own count, from the last line of its statistics."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    if not rows:
        return Called(0, 0)
    return Called(int(rows[-1]["SuccessfulCall(C)"]), int(rows[-1]["FailedCall(C)"]))
