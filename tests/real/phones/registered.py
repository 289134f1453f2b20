"""A desk phone that registers, and dials by the same password.

phone = RegisteredPhone("ana-desk", port=15800, media_port=15900, pitch=700, secret="…")
await phone.open()
await phone.register(("127.0.0.1", 15060))
"""

from __future__ import annotations

from secrets import token_hex

from real.phones.digest import authorization
from real.phones.sip import BRANCH, Message, SipPhone


class RegisteredPhone(SipPhone):
    registered = False

    async def register(self, registrar: tuple[str, int]) -> None:
        """Returns when it is on its way."""
        self._registrar, self._registration = registrar, token_hex(8)
        self._register(1, "")

    def _register(self, number: int, proof: str) -> None:
        address = f"sip:{self.name}@{self._registrar[0]}"
        self._send(
            f"REGISTER {self._registrar_uri} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP 127.0.0.1:{self.port};branch={BRANCH}{self._registration}{number};rport\r\n"
            f"From: <{address}>;tag={self._registration}\r\nTo: <{address}>\r\nCall-ID: {self._registration}\r\n"
            f"CSeq: {number} REGISTER\r\nMax-Forwards: 70\r\nExpires: 600\r\n"
            f"Contact: <sip:{self.name}@127.0.0.1:{self.port}>\r\n{proof}",
            "",
            self._registrar,
        )

    @property
    def _registrar_uri(self) -> str:
        return f"sip:{self._registrar[0]}:{self._registrar[1]}"

    def _answered_with(self, message: Message) -> None:
        if message.method != "REGISTER":
            super()._answered_with(message)
        elif message.status == 200:
            self.registered = True
        elif message.status == 401:
            challenge = message["www-authenticate"]
            how = {"method": "REGISTER", "uri": self._registrar_uri, "user": self.name, "secret": self._secret}
            self._register(2, authorization(challenge, **how))
