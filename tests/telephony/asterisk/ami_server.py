"""A small AMI server on loopback that can fall silent, cut lines, freeze and say what it likes.

async with AmiServer() as server:
    ami = Ami("127.0.0.1", server.port, "callcenter", SECRET, …)
    server.answers["PJSIPShowContacts"] = [b"Response: Success\\r\\nEventList: start\\r\\n", …]   # ActionID is added
    await server.say(b"Event: FullyBooted\\r\\n\\r\\n")
    server.actions                       # every action received, as header -> value
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

SECRET = "ami-secret"
BANNER = b"Asterisk Call Manager/11.0.0\r\n"


class AmiServer:
    def __init__(self) -> None:
        self.port = 0
        self.actions: list[dict[str, str]] = []
        self.answers: dict[str, Sequence[bytes]] = {}
        self.silent_about: set[str] = set()
        self.connections = 0
        self.frozen = False
        self.banner = BANNER
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> AmiServer:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        await self.cut()

    def named(self, action: str) -> list[dict[str, str]]:
        return [sent for sent in self.actions if sent.get("Action") == action]

    async def say(self, text: bytes) -> None:
        """To everybody who is connected, as it is."""
        for writer in self._writers:
            writer.write(text)
            await writer.drain()

    async def cut(self) -> None:
        for writer in list(self._writers):
            writer.transport.abort()
        self._writers.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        writer.write(self.banner)
        if not self.banner:
            writer.close()
            return
        self._writers.add(writer)
        try:
            while True:
                pack = (await reader.readuntil(b"\r\n\r\n")).decode()
                if not self.frozen:
                    self._answer(pack, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            self._writers.discard(writer)
        finally:
            writer.close()

    def _answer(self, pack: str, writer: asyncio.StreamWriter) -> None:
        action = dict(line.split(": ", 1) for line in pack.split("\r\n") if ": " in line)
        self.actions.append(action)
        name = action["Action"]
        if name in self.silent_about:
            return
        plain = b"Response: Success\r\nMessage: done\r\n"
        if name == "Login" and action.get("Secret") != SECRET:
            plain = b"Response: Error\r\nMessage: Authentication failed\r\n"
        for answer in self.answers.get(name, (plain,)):
            number = f"ActionID: {action['ActionID']}\r\n".encode() if "ActionID" in action else b""
            writer.write(answer + number + b"\r\n")
