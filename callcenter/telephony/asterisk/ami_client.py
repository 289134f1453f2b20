"""The package asterisk-ami with its faults cured: one connection to AMI, read in a thread, handed over in batches.

    client = AmiClient(host, port, Patience(), handed=on_batch)     # on_batch(list of messages as header -> value)
    await asyncio.to_thread(client.connect)
    await asyncio.to_thread(client.send, Action("Ping"))     # blocks while the other side does not read
    await client.over.wait()                                 # never connects again: make a new one

Cured here: a reader that dies of an odd message or of a raising callback, interleaved and cut sends, an end that nobody
is told of, events woken one by one, unbounded memory, headers lost or forged. Silence is cured by `ami.Ami`'s pings.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import socket
import threading
from collections import deque
from collections.abc import Callable, Mapping

import msgspec
from asterisk.ami import Action, AMIClient  # type: ignore[attr-defined]

log = logging.getLogger(__name__)

READ_AT_ONCE = 65_536
# Whatever Python takes for an end of line, but Asterisk does not: else a caller's name could pose as a header.
ODD_BREAK = re.compile("\r(?!\n)|(?<!\r)\n|[\v\f\x1c-\x1e\x85\u2028\u2029]")


class Patience(msgspec.Struct, frozen=True, kw_only=True):
    """When a connection is given up; times in seconds."""

    ping_every: float = 1.0
    silent_for: float = 3.5  #: without a word, pings notwithstanding: Asterisk is taken for frozen
    most_unread: int = 20_000  #: messages; a program so far behind starts over rather than miss some


class AmiClient(AMIClient):
    def __init__(
        self, host: str, port: int, patience: Patience, *, handed: Callable[[list[Mapping[str, str]]], None]
    ) -> None:
        super().__init__(host, port, buffer_size=READ_AT_ONCE)
        self.finished = threading.Event()
        self.over = asyncio.Event()
        self._patience = patience
        self._loop = asyncio.get_running_loop()
        self._handed = handed
        self._unread: deque[Mapping[str, str]] = deque()
        self._woken = self._ended = False
        self._sending = threading.Lock()

    def connect(self) -> None:
        """Blocks; the thread it starts ends with the connection."""
        self._socket = socket.create_connection((self._address, self._port), self._patience.silent_for)
        if self.finished.is_set():  # nobody wants it any more
            self._socket.close()
            return
        self._thread = threading.Thread(target=self.listen, name="ami", daemon=True)
        self._thread.start()

    def listen(self) -> None:
        """The thread's work: read until the connection ends, in whatever way."""
        try:
            super().listen()
        except Exception as problem:
            log.debug("an AMI connection ended before it stood", extra={"why": repr(problem)})
        finally:
            self.close()
            with self._sending:
                self._socket.close()
            self._ended = True
            self._wake()

    def fire_recv_pack(self, pack: str) -> None:
        if len(self._unread) >= self._patience.most_unread:
            log.error("the program does not keep up with Asterisk's events; it starts over")
            raise BufferError
        self._unread.append(parse(pack))
        self._wake()

    def _wake(self) -> None:
        if not self._woken:
            self._woken = True
            with contextlib.suppress(RuntimeError):  # the loop has been closed
                self._loop.call_soon_threadsafe(self._take)

    def _take(self) -> None:
        """In the loop."""
        self._woken = False  # before taking: what arrives from here on wakes the loop again
        ended = self._ended
        self._handed([self._unread.popleft() for _ in range(len(self._unread))])
        if ended:
            self.over.set()

    def send(self, pack: Action) -> None:
        """Raises OSError when the connection is gone, TimeoutError when the other side does not read."""
        with self._sending:
            self._socket.sendall(f"{pack}\r\n".encode(self.encoding))

    def close(self) -> None:
        """The thread notices at once."""
        self.finished.set()
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def parse(pack: str) -> dict[str, str]:
    """Headers by name; a repeated one has its values on lines of their own."""
    fields: dict[str, str] = {}
    for line in ODD_BREAK.sub(" ", pack).split("\r\n"):
        name, colon, value = line.partition(":")
        if colon:
            value = value.strip()
            fields[name] = f"{fields[name]}\n{value}" if name in fields else value
    return fields
