"""A desk phone played by SIPp: rings, answers by itself, speaks captured sound, hangs up only when the other side has.

async with SippPhone(folder, port, answers_after=0.5) as phone:
    …
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
from pathlib import Path
from xml.sax.saxutils import quoteattr

from real.phones.ports import free_ports

from callcenter import native

_REPLY = """<![CDATA[
SIP/2.0 {status}
[last_Via:]
[last_From:]
[last_To:]{tag}
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:phone@[local_ip]:[local_port]>
{body}
]]>"""
_TAG = ";tag=[pid]P[call_number]"
_NO_BODY = "Content-Length: 0\n"
_SDP = """Content-Type: application/sdp
Content-Length: [len]

v=0
o=- 1 1 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 8
a=rtpmap:8 PCMA/8000
a=sendrecv
"""


class SippPhone:
    def __init__(self, folder: Path, port: int, *, answers_after: float | None) -> None:
        """`answers_after` seconds of ringing; None = it lets it ring."""
        self.folder, self.port, self._answers_after = folder, port, answers_after
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> SippPhone:
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / "phone.xml"
        sipp = native.find("sipp")
        assert sipp is not None, "python -m callcenter.native fetch gets it"
        talk = native.sipp_pcap_directory(sipp) / "g711a.pcap"
        file.write_text(_scenario(talk, self._answers_after), encoding="utf-8")
        (media,) = free_ports(1, step=2)
        command = sipp.command(
            *("-sf", str(file), "-i", "127.0.0.1", "-p", str(self.port), "-mi", "127.0.0.1", "-mp", str(media)),
            *("-nostdin", "-trace_err", "-timeout", "180s", "-trace_msg", "-message_file", "messages.log"),
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

    # ---------------------------------------------------------------- as a carrier

    def falls_silent(self) -> None:
        """It stops answering, and says nobody why."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def replaced(self) -> SippPhone:
        """Another one at the same place."""
        assert self._process is not None
        self._process.kill()
        return SippPhone(self.folder / "again", self.port, answers_after=self._answers_after)

    @property
    def dialled(self) -> list[str]:
        """What was dialled, call by call."""
        told = self.folder / "messages.log"
        text = told.read_text(errors="replace") if told.exists() else ""
        calls = re.findall(r"^INVITE sip:([^@;]+)@.*?^Call-ID: *(\S+)", text, re.MULTILINE | re.DOTALL)
        return list({call: number for number, call in calls}.values())

    @property
    def errors(self) -> str:
        """What SIPp did not expect."""
        return "".join(file.read_text(errors="replace") for file in self.folder.glob("*_errors.log"))


def _scenario(talk: Path, answers_after: float | None) -> str:
    def reply(status: str, tag: str = _TAG, body: str = _NO_BODY) -> str:
        return f"<send>{_REPLY.format(status=status, tag=tag, body=body)}</send>\n"

    ringing = reply("180 Ringing")
    if answers_after is None:
        cancelled = '<recv request="CANCEL"/>' + reply("200 OK") + reply("487 Request Terminated", tag="")
        rest = ringing + cancelled + '<recv request="ACK" next="end"/>'
    else:
        # Asterisk may put the other side's sound elsewhere by a re-INVITE; nothing else is expected in a call.
        rest = (
            f'{ringing}<pause milliseconds="{answers_after * 1000:.0f}"/>{reply("200 OK", body=_SDP)}'
            f'<recv request="ACK"/><nop><action><exec play_pcap_audio={quoteattr(str(talk))}/></action></nop>'
            f'<recv request="BYE"/>{reply("200 OK", tag="")}<nop next="end"/>'
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="a desk phone">\n'
        # Asterisk looks from time to time whether the phone is there.
        '<recv request="OPTIONS" optional="true" next="looked_at"/>\n'
        f'<recv request="INVITE" rrs="true"/>\n{rest}\n'
        f'<label id="looked_at"/>{reply("200 OK")}<label id="end"/>\n<nop/>\n</scenario>\n'
    )
