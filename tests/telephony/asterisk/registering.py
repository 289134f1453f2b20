"""A desk phone that registers, answers OPTIONS and hears NOTIFY.

async with DeskPhone("eve-desk", "secret", asterisk_port) as phone:
    assert await phone.register() == 200
    await phone.register(expires=0)          # goes
"""

from __future__ import annotations

import asyncio
from secrets import token_hex

from real.phones.digest import authorization
from real.phones.ports import free_ports
from real.phones.sip import Message


class DeskPhone(asyncio.DatagramProtocol):
    def __init__(self, name: str, secret: str, asterisk_port: int, *, host: str = "127.0.0.1") -> None:
        self.name, self.secret, self.asterisk = name, secret, ("127.0.0.1", asterisk_port)
        self.host = host  #: its own address
        self.port = free_ports(1)[0]
        self.notified: list[str] = []  #: the Event header of each NOTIFY
        self._call_id, self._sequence = token_hex(8), 0
        self._answer: asyncio.Future[Message] | None = None
        self._transport: asyncio.DatagramTransport | None = None

    async def __aenter__(self) -> DeskPhone:
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(self.host, self.port))
        return self

    async def __aexit__(self, *_: object) -> None:
        """Power off, without a word."""
        assert self._transport is not None
        self._transport.close()

    async def register(self, *, expires: int = 60) -> int:
        """The SIP status it ends with."""
        answer = await self._ask(expires, "")
        if answer.status == 401:
            answer = await self._ask(expires, self._proof(answer["www-authenticate"]))
        return answer.status

    async def _ask(self, expires: int, proof: str) -> Message:
        self._sequence += 1
        self._answer = asyncio.get_running_loop().create_future()
        me = f"<sip:{self.name}@127.0.0.1>"
        self._send(
            f"REGISTER {self._uri} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {self.host}:{self.port};branch=z9hG4bK{token_hex(8)};rport\r\n"
            f"From: {me};tag={token_hex(4)}\r\nTo: {me}\r\nCall-ID: {self._call_id}\r\n"
            f"CSeq: {self._sequence} REGISTER\r\nMax-Forwards: 70\r\n"
            f"Contact: <sip:{self.name}@{self.host}:{self.port}>\r\nExpires: {expires}\r\n"
            f"{proof}Content-Length: 0\r\n\r\n"
        )
        async with asyncio.timeout(5):
            return await self._answer

    @property
    def _uri(self) -> str:
        return f"sip:127.0.0.1:{self.asterisk[1]}"

    def _proof(self, challenge: str) -> str:
        return authorization(challenge, method="REGISTER", uri=self._uri, user=self.name, secret=self.secret)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        message = Message(data.decode(errors="replace"))
        if message.status:
            if message.status >= 200 and self._answer is not None and not self._answer.done():
                self._answer.set_result(message)
            return
        if message.method == "NOTIFY":
            self.notified.append(message["event"])
        vias = "".join(f"Via: {via}\r\n" for via in message.headers["via"])
        self._send(
            f"SIP/2.0 200 OK\r\n{vias}From: {message['from']}\r\nTo: {message['to']};tag={self.port}\r\n"
            f"Call-ID: {message['call-id']}\r\nCSeq: {message['cseq']}\r\nContent-Length: 0\r\n\r\n"
        )

    def _send(self, text: str) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.sendto(text.encode(), self.asterisk)
