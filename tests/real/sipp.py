"""A caller played by SIPp, keys by RFC 4733: `native.find("sipp")` with a scenario made here.

async with Sipp(folder, program.sip_port, caller=EMMA, dials=HOTLINE, presses="21", stays=12.0) as caller:
    …                                # the test does its part
    assert await caller.ended() == 0 # the status SIPp ends with: every message came as the scenario has it
"""

from __future__ import annotations

import asyncio
import os
import struct
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from real.phones.ports import free_ports

from callcenter import native

BETWEEN_KEYS = 1500  # ms
TALKS_FOR, MOST_TALKS = 4000, 12  # ms at a time, and how often, when keys are pressed in between
PCAP_HEAD, PACKET_HEAD, TO_RTP = 24, 16, 14 + 20 + 8  # bytes; Ethernet, IP and UDP before RTP
KEY_TAKES = 16_000  # RTP clock ticks between two keys
MOST = 90.0  # seconds a call may last

_HEADS = """Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: "{name}" <sip:{caller}@[local_ip]:[local_port]>;tag=[pid]S[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>{tag}
Call-ID: [call_id]
CSeq: {number} {method}
Contact: <sip:{caller}@[local_ip]:[local_port]>
Max-Forwards: 70
{more}"""

_SDP = """
v=0
o=- 1 1 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
a=sendrecv
"""


def may_play_sound() -> bool:
    """SIPp plays captured packets through a raw socket, which the kernel lets only some people open (CAP_NET_RAW)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("CapEff:"):
            return bool(int(line.split()[1], 16) & 1 << 13)
    return os.geteuid() == 0


class Captures:
    """SIPp's captured sound. Each of its captured keys begins at a fixed time of its RTP stream, and a key that is not
    later than the one before is no key: they are moved on, one after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._from = native.sipp_pcap_directory(_sipp())
        self._keys = 0

    @property
    def talk(self) -> Path:
        return self._from / "g711a.pcap"

    def key(self, key: str) -> Path:
        """The capture of the next key that is pressed."""
        self._keys += 1
        name = {"*": "star", "#": "pound"}.get(key, key)
        captured = bytearray((self._from / f"dtmf_2833_{name}.pcap").read_bytes())
        at, packet = PCAP_HEAD, 0
        while at < len(captured):
            (length,) = struct.unpack_from("<I", captured, at + 8)
            rtp = at + PACKET_HEAD + TO_RTP
            struct.pack_into("!HI", captured, rtp + 2, self._keys * 100 + packet, self._keys * KEY_TAKES)
            at, packet = at + PACKET_HEAD + length, packet + 1
        file = self._folder / f"key-{self._keys}.pcap"
        file.write_bytes(captured)
        return file


class Sipp:
    def __init__(
        self,
        folder: Path,
        sip_port: int,
        *,
        caller: str,
        dials: str,
        presses: str = "",
        stays: float = 1.0,
        name: str = "",
        keeps_pressing: str = "",
        at: str = "127.0.0.1",
        comes_from: str = "",
        heads: str = "",
    ) -> None:
        """Talks for `stays` seconds after its keys, then hangs up unless the other side has; before that it may
        `keeps_pressing` a key from time to time, for a minute at most. `at`: the program's
        address, and its own unless it `comes_from` another; `heads`: more lines of its INVITE."""
        self.folder, self.sip_port, self.dials, self.at = folder, sip_port, dials, at
        self.comes_from = comes_from or at
        self.port = free_ports(1)[0]
        self.media_port = free_ports(1, step=2)[0]
        self._captures = Captures(folder)
        self._told = (caller, name, presses, stays, keeps_pressing, heads)
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Sipp:
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / "caller.xml"
        file.write_text(_scenario(self._captures, *self._told), encoding="utf-8")
        sipp = _sipp()
        command = sipp.command(
            *("-sf", str(file), "-s", self.dials, "-i", self.comes_from, "-p", str(self.port)),
            *("-mi", self.comes_from, "-mp", str(self.media_port), "-m", "1", "-nostdin", "-trace_err"),
            *("-timeout", f"{MOST:.0f}s", f"{self.at}:{self.sip_port}"),
        )
        self._process = await asyncio.create_subprocess_exec(
            *command,
            cwd=self.folder,
            env={**os.environ, **sipp.environment},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def ended(self) -> int:
        assert self._process is not None
        async with asyncio.timeout(MOST + 10):
            return await self._process.wait()

    @property
    def errors(self) -> str:
        """What SIPp did not expect."""
        return "".join(file.read_text(errors="replace") for file in self.folder.glob("*_errors.log"))


def _scenario(
    captures: Captures, caller: str, name: str, presses: str, stays: float, keeps_pressing: str, more_heads: str
) -> str:
    def heads(method: str, number: int, tag: str = "[peer_tag_param]", more: str = "Content-Length: 0\n") -> str:
        return _HEADS.format(name=escape(name), caller=escape(caller), method=method, number=number, tag=tag, more=more)

    def send(method: str, number: int, body: str = "", **known: str) -> str:
        more = "Content-Type: application/sdp\nContent-Length: [len]\n" if body else "Content-Length: 0\n"
        more = f"{more_heads}{more}" if method == "INVITE" else more
        first = f"{method} sip:[service]@[remote_ip]:[remote_port] SIP/2.0\n"
        return f"<![CDATA[\n{first}{heads(method, number, more=more, **known)}{body}\n]]>"

    def play(capture: Path) -> str:
        return f"<nop><action><exec play_pcap_audio={quoteattr(str(capture))}/></action></nop>"

    def unless_hung_up(milliseconds: float, label: str) -> str:
        return f'<recv request="BYE" timeout="{milliseconds:.0f}" ontimeout="{label}" next="bye"/><label id="{label}"/>'

    keys = "".join(f'<pause milliseconds="{BETWEEN_KEYS}"/>{play(captures.key(key))}' for key in presses)
    talks = f'<pause milliseconds="{BETWEEN_KEYS}"/>{play(captures.talk)}'
    for time in range(MOST_TALKS if keeps_pressing else 0):
        talks += unless_hung_up(TALKS_FOR, f"talked_{time}") + play(captures.key(keeps_pressing))
        talks += unless_hung_up(BETWEEN_KEYS, f"pressed_{time}") + play(captures.talk)
    talks += unless_hung_up(stays * 1000, "stayed")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<scenario name="a caller">
<send retrans="500">{send("INVITE", 1, _SDP, tag="")}</send>
<recv response="100" optional="true"/>
<recv response="180" optional="true"/>
<recv response="183" optional="true"/>
<recv response="200" rtd="true"/>
<send>{send("ACK", 1)}</send>
{play(captures.talk)}{keys}{talks}
<send retrans="500">{send("BYE", 2)}</send>
<recv response="200" next="end"/>
<label id="bye"/>
<send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
<label id="end"/>
<nop/>
</scenario>
"""


def _sipp() -> native.Program:
    sipp = native.find("sipp")
    assert sipp is not None, "python -m callcenter.native fetch gets it"
    return sipp
