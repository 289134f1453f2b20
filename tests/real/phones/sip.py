"""A SIP phone in hand: rings, answers, declines, holds, presses keys, speaks a tone of its own, hears others'.

    phone = SipPhone("ana", port=15800, media_port=15900, pitch=700)
    await phone.open()
    await phone.call("+8653288880000", asterisk=("127.0.0.1", 15060), caller="+8613800138000")
    await phone.press("2#")
    await phone.hang_up()
    await phone.close()

One call at a time, UDP on loopback, µ-law; no retransmissions, since nothing is lost there.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from secrets import token_hex
from urllib.parse import quote

from real.phones.digest import authorization
from real.phones.media import Media

BRANCH = "z9hG4bK"


class Message:
    def __init__(self, text: str) -> None:
        head, _, self.body = text.partition("\r\n\r\n")
        self.first, *lines = head.split("\r\n")
        self.headers: dict[str, list[str]] = {}
        for line in lines:
            name, _, value = line.partition(":")
            self.headers.setdefault(_full(name.strip().lower()), []).append(value.strip())

    def __getitem__(self, name: str) -> str:
        return self.headers.get(name, [""])[0]

    @property
    def status(self) -> int:
        return int(self.first.split()[1]) if self.first.startswith("SIP/2.0") else 0

    @property
    def method(self) -> str:
        return self["cseq"].split()[-1] if self.status else self.first.split()[0]


def _full(name: str) -> str:
    return {"v": "via", "f": "from", "t": "to", "i": "call-id", "m": "contact", "l": "content-length"}.get(name, name)


class SipPhone(asyncio.DatagramProtocol):
    def __init__(self, name: str, *, port: int, media_port: int, pitch: float, secret: str = "") -> None:
        self.name, self.port = name, port
        self._secret = secret  #: proved when the phone dials
        self.refer_status = 0  #: the SIP answer to its asking for a transfer
        self.transfer_answers: list[int] = []  #: what it was told of the transfer it asked for, but for 100
        self.media = Media(media_port, pitch)
        self.busy = False
        self.refuses_with = 0  #: the SIP answer to whoever calls
        self.ringing = self.answered = self.over = False
        self.rang = 0
        self.shown = self.shown_name = ""
        self.headers: Mapping[str, list[str]] = {}
        self.refused_with = 0
        self._transport: asyncio.DatagramTransport | None = None
        self._invite: Message | None = None  # the one that called us, or what answered ours
        self._peer: tuple[str, int] = ("127.0.0.1", 0)
        self._dialled = ("", "")
        self._call_id = self._from = self._to = self._target = ""
        self._sequence = 1
        self._mark = token_hex(8)  # a branch used twice within 32 s would be taken for a repetition
        self._calls = 0
        self._sdp_version = 0

    @property
    def talking(self) -> bool:
        return self.answered and not self.over

    @property
    def transferred(self) -> bool | None:
        """Whether the transfer it asked for was done; None: it was told nothing yet."""
        return self.transfer_answers[-1] < 300 if self.transfer_answers else None

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=("127.0.0.1", self.port))
        await self.media.open()

    async def close(self) -> None:
        """Power off, without a word."""
        await self.media.close()
        if self._transport is not None:
            self._transport.close()
            self._transport = None

    vanish = close

    # ---------------------------------------------------------------- what one does with it

    async def call(self, number: str, *, asterisk: tuple[str, int], caller: str, name: str = "") -> None:
        """Dial; returns when the call is on its way. `caller` "" = withheld."""
        self._begin(asterisk)
        shown = f'"{name}" <sip:{caller}@127.0.0.1>' if caller else '"Anonymous" <sip:anonymous@anonymous.invalid>'
        self._call_id = f"{self.port}-{self._calls}-{id(self)}@127.0.0.1"
        self._from = f"{shown};tag={self.port}x{self._calls}"
        self._target = f"sip:{number}@{asterisk[0]}:{asterisk[1]}"
        self._to = f"<{self._target}>"
        self._dialled = (self._target, self._to)
        self._request("INVITE", self._sdp("sendrecv"))

    async def answer(self) -> None:
        assert self._invite is not None
        self.ringing, self.answered = False, True
        self._reply(self._invite, 200, "OK", self._sdp("sendrecv"))

    async def be_busy(self) -> None:
        self.busy = True

    async def decline(self, status: int = 603) -> None:
        assert self._invite is not None
        self.ringing, self.over = False, True
        self._reply(self._invite, status, "Declined")

    async def hang_up(self) -> None:
        if self.over:
            return
        if self.ringing:
            await self.decline()
        elif self.answered:
            self.over = True
            self._request("BYE")
            self.media.to = None
        else:
            self._target, self._to = self._dialled  # a CANCEL looks like the INVITE it takes back
            self._request("CANCEL")

    async def hold(self) -> None:
        self._request("INVITE", self._sdp("sendonly"))

    async def unhold(self) -> None:
        self._request("INVITE", self._sdp("sendrecv"))

    async def transfer(self, to: str) -> None:
        """The phone's own transfer key, then a number."""
        self._request("REFER", headers=f"Refer-To: <sip:{to}@127.0.0.1>\r\n")

    async def transfer_onto(self, other: SipPhone) -> None:
        """The phone's own transfer key between two of its calls: this one's party gets the other one's."""
        mine, theirs = (re.sub(".*;tag=", "", one) for one in (other._from, other._to))
        replaces = quote(f"{other._call_id};to-tag={theirs};from-tag={mine}", safe="")
        self._request("REFER", headers=f"Refer-To: <{other._target}?Replaces={replaces}>\r\n")

    async def press(self, keys: str) -> None:
        await self.media.press(keys)

    def press_by_info(self, key: str) -> None:
        """Say it in words of its own, as some carriers do."""
        self._request("INFO", f"Signal={key}\r\nDuration=160\r\n")

    async def speak(self, seconds: float) -> None:
        await self.media.speak(seconds)

    # ---------------------------------------------------------------- what others do

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        message = Message(data.decode(errors="replace"))
        if message.status:
            self._answered_with(message)
        else:
            self._asked(message, addr)

    def _asked(self, message: Message, addr: tuple[str, int]) -> None:
        ours = message["call-id"] == self._call_id
        match message.method:
            case "OPTIONS":
                self._reply(message, 200, "OK", to=addr)
            case "INVITE" if ours and not self.over:
                self._heed_sdp(message)
                self._reply(message, 200, "OK", self._sdp("sendrecv"))  # a re-INVITE
            case "INVITE" if self.busy or self.talking or self.ringing:
                self._reply(message, 486, "Busy Here", to=addr)
            case "INVITE" if self.refuses_with:
                self._reply(message, self.refuses_with, "Not Now", to=addr)
            case "INVITE":
                self._rung(message, addr)
            case "CANCEL" if ours and self._invite is not None:
                self.ringing, self.over = False, True
                self._reply(message, 200, "OK")
                self._reply(self._invite, 487, "Request Terminated")
            case "BYE" if ours:
                self.over = True
                self.media.to = None
                self._reply(message, 200, "OK")
            case "ACK":
                pass
            case "NOTIFY" if ours:
                self._reply(message, 200, "OK", to=addr)
                self._told_of_transfer(Message(message.body).status)
            case _:
                self._reply(message, 481, "Call/Transaction Does Not Exist", to=addr)

    def _told_of_transfer(self, status: int) -> None:
        if status >= 200:
            self.transfer_answers.append(status)
        if 200 <= status < 300 and self.answered and not self.over:
            self.over = True  # a phone whose transfer is done lets go
            self._request("BYE")

    def _rung(self, message: Message, addr: tuple[str, int]) -> None:
        self._begin(addr)
        self._invite, self._call_id = message, message["call-id"]
        self._from = message["to"] + f";tag={self.port}y{self._calls}"
        self._to = message["from"]
        self._target = _uri(message["contact"])
        self.headers = message.headers
        number = re.search(r"sip:([^@>]*)@", message["from"])
        self.shown = "" if number is None or number[1] == "anonymous" else number[1]
        self.shown_name = message["from"].partition("<")[0].strip(' "')
        self._heed_sdp(message)
        self.rang += 1
        self.ringing = True
        self._reply(message, 180, "Ringing")
        if message["x-callcenter-answer"] == "auto":
            self.ringing, self.answered = False, True
            self._reply(message, 200, "OK", self._sdp("sendrecv"))

    def _answered_with(self, message: Message) -> None:
        if message["call-id"] == self._call_id and message.method == "REFER":
            self.refer_status = message.status
        if message["call-id"] != self._call_id or message.method != "INVITE" or message.status == 100:
            return
        if ";tag=" in message["to"]:
            self._to = message["to"]
        if message["contact"]:
            self._target = _uri(message["contact"])
        self._heed_sdp(message)
        if message.status >= 200:
            self._ack(message)
        if message.status == 401 and self._secret and not self._proved:
            self._proved = True
            self._to = self._dialled[1]
            self._request("INVITE", self._sdp("sendrecv"), self._proof(message["www-authenticate"]))
        elif message.status >= 300:
            self.refused_with, self.over = message.status, True
        elif message.status >= 200:
            self.answered = True

    # ---------------------------------------------------------------- the wire

    def _begin(self, peer: tuple[str, int]) -> None:
        self._peer = peer
        self._calls += 1
        self._sequence = 1
        self.ringing = self.answered = self.over = False
        self.refused_with = 0
        self.transfer_answers.clear()
        self._proved = False
        self._invite = None
        self.media.to = None
        self.media.listen()

    def _proof(self, challenge: str) -> str:
        return authorization(challenge, method="INVITE", uri=self._target, user=self.name, secret=self._secret)

    def _request(self, method: str, body: str = "", headers: str = "") -> None:
        if method not in ("ACK", "CANCEL"):
            self._sequence += 1
        self._send_request(method, f"{BRANCH}{self._mark}-{self._calls}-{self._sequence}", body, headers)

    def _ack(self, message: Message) -> None:
        same = message.status >= 300  # the ACK of a refusal belongs to the INVITE's own transaction
        branch = f"{BRANCH}{self._mark}-{self._calls}-{self._sequence}" + ("" if same else "-ack")
        self._send_request("ACK", branch)

    def _send_request(self, method: str, branch: str, body: str = "", headers: str = "") -> None:
        # A phone that was called speaks as the one in `To` of its INVITE.
        self._send(
            f"{method} {self._target} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP 127.0.0.1:{self.port};branch={branch};rport\r\n"
            f"From: {self._from}\r\nTo: {self._to}\r\nCall-ID: {self._call_id}\r\n"
            f"CSeq: {self._sequence} {method}\r\nMax-Forwards: 70\r\n"
            f"Contact: <sip:{self.name}@127.0.0.1:{self.port}>\r\n{headers}",
            body,
        )

    def _reply(self, asked: Message, status: int, why: str, body: str = "", to: tuple[str, int] | None = None) -> None:
        local = asked["to"] if ";tag=" in asked["to"] else asked["to"] + f";tag={self.port}y{self._calls}"
        vias = "".join(f"Via: {via}\r\n" for via in asked.headers["via"])
        self._send(
            f"SIP/2.0 {status} {why}\r\n{vias}From: {asked['from']}\r\nTo: {local}\r\n"
            f"Call-ID: {asked['call-id']}\r\nCSeq: {asked['cseq']}\r\n"
            f"Contact: <sip:{self.name}@127.0.0.1:{self.port}>\r\n",
            body,
            to,
        )

    def _send(self, head: str, body: str, to: tuple[str, int] | None = None) -> None:
        told = "application/dtmf-relay" if body.startswith("Signal=") else "application/sdp"
        kind = f"Content-Type: {told}\r\n" if body else ""
        if self._transport is not None:
            text = f"{head}{kind}Content-Length: {len(body)}\r\n\r\n{body}"
            self._transport.sendto(text.encode(), to or self._peer)

    def _sdp(self, direction: str) -> str:
        self._sdp_version += 1
        return (
            f"v=0\r\no=- 1 {self._sdp_version} IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            f"m=audio {self.media.port} RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\n"
            f"a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na={direction}\r\n"
        )

    def _heed_sdp(self, message: Message) -> None:
        address = re.search(r"^c=IN IP4 (\S+)", message.body, re.MULTILINE)
        port = re.search(r"^m=audio (\d+)", message.body, re.MULTILINE)
        if address and port:
            self.media.to = (address[1], int(port[1]))


def _uri(contact: str) -> str:
    found = re.search(r"<([^>]+)>", contact)
    return found[1] if found else contact
