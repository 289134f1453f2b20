"""AMI, Asterisk's manager interface: actions and their answers, lists, and events, in the event loop.

    ami = Ami(host, port, user, secret, heard=on_event, connected=on_connect, lost=on_loss)
    task = asyncio.create_task(ami.run())
    answer = await ami.ask("PJSIPQualify", Endpoint="ana-desk")
    contacts = await ami.ask_list("PJSIPShowContacts")

`heard` gets each event that belongs to no list; `connected` runs for as long as the connection lasts. A connection that
is lost, or silent in spite of our pings, fails what is unanswered with `Disconnected` and is made again until `run` is
cancelled. Nothing is ever sent twice.

The package asterisk-ami holds the socket, its thread and the framing. What it lacks is added in `ami_client`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any

import msgspec
from asterisk.ami import Action  # type: ignore[attr-defined]

from callcenter.telephony.asterisk.ami_client import AmiClient, Patience
from callcenter.telephony.asterisk.ari import Disconnected

log = logging.getLogger(__name__)

ANSWER_WITHIN = 10.0
RECONNECT_AFTER = (0.1, 0.2, 0.5, 1.0, 2.0)
REFUSED_AGAIN_AFTER = 10.0
USUAL = Patience()


class Refused(Exception):
    """Asterisk said no; the message is its reason."""


class AmiEvent(msgspec.Struct, frozen=True):
    name: str
    fields: Mapping[str, str]


class AmiAnswer(msgspec.Struct, frozen=True):
    ok: bool
    message: str
    fields: Mapping[str, str]


class _Waiting:
    """Somebody waits for an answer, and for the events of a list where it is one."""

    def __init__(self, *, a_list: bool) -> None:
        self.answer: asyncio.Future[AmiAnswer] = asyncio.get_running_loop().create_future()
        self.answer.add_done_callback(_looked_at)
        self.events: list[AmiEvent] | None = [] if a_list else None


class Ami:
    def __init__(
        self,
        host: str,
        port: int,
        user: str,
        secret: str,
        *,
        heard: Callable[[AmiEvent], None],
        connected: Callable[[], Coroutine[Any, Any, None]],
        lost: Callable[[], None],
        patience: Patience = USUAL,
    ) -> None:
        self._patience = patience
        self._place = (host, port)
        self._login = {"Username": user, "Secret": secret}
        self._heard, self._connected, self._lost = heard, connected, lost
        self._client: AmiClient | None = None
        self._waiting: dict[str, _Waiting] = {}
        self._asked = 0
        self.up = False  #: logged in

    # ---------------------------------------------------------------- asking

    async def ask(self, action: str, variables: Mapping[str, str] | None = None, /, **fields: str) -> AmiAnswer:
        """Ask and wait; a refusal is an answer too.

        Raises:
            Disconnected: when no answer came; it may have been carried out.
            ValueError: when a value holds a line break.
        """
        answer, _ = await self._ask(action, fields, variables or {})
        return answer

    async def ask_list(self, action: str, /, **fields: str) -> tuple[AmiEvent, ...]:
        """Ask for a list and wait until it is complete.

        Raises:
            Refused: when Asterisk does not give it.
            Disconnected: when it did not come, or not whole.
            ValueError: when a value holds a line break.
        """
        answer, events = await self._ask(action, fields, {}, a_list=True)
        if not answer.ok:
            raise Refused(answer.message)
        return tuple(events)

    async def _ask(
        self, name: str, fields: Mapping[str, str], variables: Mapping[str, str], *, a_list: bool = False
    ) -> tuple[AmiAnswer, list[AmiEvent]]:
        for text in (name, *fields, *fields.values(), *variables, *variables.values()):
            if any(letter in text for letter in "\r\n\0"):
                raise ValueError("a line break in what is sent to Asterisk")
        client = self._client
        if client is None or client.over.is_set():
            raise Disconnected("Asterisk's manager interface is not reachable")
        self._asked += 1
        number = f"cc-{self._asked}"
        waiting = self._waiting[number] = _Waiting(a_list=a_list)
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                action = Action(name, {**fields, "ActionID": number}, dict(variables))
                await asyncio.to_thread(client.send, action)
                return await waiting.answer, waiting.events or []
        except (TimeoutError, OSError) as late:
            raise Disconnected("Asterisk's manager interface did not answer") from late
        finally:
            self._waiting.pop(number, None)

    # ---------------------------------------------------------------- the connection

    async def run(self) -> None:
        """Keep the connection until cancelled."""
        tries = 0
        while True:
            again_after = RECONNECT_AFTER[min(tries, len(RECONNECT_AFTER) - 1)]
            tries += 1
            try:
                await self._live()
                tries = 0
            except Refused:
                log.error("Asterisk's manager interface refuses our password")
                again_after = REFUSED_AGAIN_AFTER
            except (Disconnected, OSError) as problem:
                log.debug("Asterisk's manager interface cannot be reached", extra={"why": repr(problem)})
            await asyncio.sleep(again_after)

    async def _live(self) -> None:
        """One connection, from its beginning to its end. Returns if it ever stood.

        Raises:
            OSError, Disconnected, Refused: when it never did.
        """
        client = AmiClient(*self._place, self._patience, handed=self._take)
        watching: asyncio.Task[None] | None = None
        try:
            await asyncio.to_thread(client.connect)
            self._client = client
            watching = asyncio.create_task(self._watch(client))
            if not (answer := await self.ask("Login", **self._login)).ok:
                raise Refused(answer.message)
            self.up = True
            tasks = [asyncio.create_task(work) for work in (self._ping(client), self._greet(client))]
            try:
                await client.over.wait()
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
        finally:
            client.close()
            if watching is not None:
                await watching
            if self.up:
                self.up = False
                self._lost()

    async def _watch(self, client: AmiClient) -> None:
        """Until the end; then nobody waits in vain."""
        await client.over.wait()
        self._client = None
        waiting, self._waiting = self._waiting, {}
        for one in waiting.values():
            if not one.answer.done():
                one.answer.set_exception(Disconnected("the connection to Asterisk's manager interface was lost"))

    async def _ping(self, client: AmiClient) -> None:
        """Its answers keep the reader from taking a quiet Asterisk for a frozen one."""
        with contextlib.suppress(OSError):  # the reader notices as well
            while True:
                await asyncio.to_thread(client.send, Action("Ping"))
                await asyncio.sleep(self._patience.ping_every)

    async def _greet(self, client: AmiClient) -> None:
        try:
            await self._connected()
        except Exception:
            log.exception("a connection to Asterisk's manager interface could not be used")
            client.close()

    # ---------------------------------------------------------------- reading

    def _take(self, batch: Iterable[Mapping[str, str]]) -> None:
        for fields in batch:
            try:
                self._read(fields)
            except Exception:
                log.exception("an event of Asterisk's manager interface broke something")

    def _read(self, fields: Mapping[str, str]) -> None:
        waiting = self._waiting.get(fields.get("ActionID", ""))
        if "Response" in fields and waiting is not None:
            ok = fields["Response"].lower() not in ("error", "goodbye")
            answer = AmiAnswer(ok, fields.get("Message", ""), fields)
            more_comes = ok and waiting.events is not None and "EventList" in fields
            if not more_comes and not waiting.answer.done():
                waiting.answer.set_result(answer)
        elif "Event" in fields:
            event = AmiEvent(fields["Event"], fields)
            if waiting is None or waiting.events is None:
                self._heard(event)
            elif fields.get("EventList", "").lower() not in ("complete", "cancelled"):
                waiting.events.append(event)
            elif not waiting.answer.done():
                waiting.answer.set_result(AmiAnswer(True, "", fields))


def _looked_at(future: asyncio.Future[AmiAnswer]) -> None:
    if not future.cancelled():
        future.exception()
