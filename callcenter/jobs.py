"""Does what has fallen due, from the one `jobs` table; sleeps until the next is.

    working = Working(jobs, clock, {"tidy": tidy})
    task = asyncio.create_task(working.run())
    await working.put(Job(id="tidy", kind="tidy", due_at=…))

A handler says when the job is due again, or None when it is done with. One that fails is tried again, later each time.
While the database is away, it waits and looks again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta

import msgspec

from callcenter.clock import Clock
from callcenter.storage.jobs import Job, Jobs

log = logging.getLogger(__name__)

Handler = Callable[[bytes, datetime], Awaitable[datetime | None]]

FIRST_AGAIN = timedelta(minutes=1)
LAST_AGAIN = timedelta(hours=6)
LOOK_AT_LEAST_EVERY = 300.0
"""Seconds; another process may have put one."""
FIRST_PAUSE, LAST_PAUSE = 5.0, 60.0
"""Seconds between two looks at jobs that cannot be read."""


class Working:
    def __init__(self, jobs: Jobs, clock: Clock, handlers: Mapping[str, Handler]) -> None:
        self._jobs, self._clock, self._handlers = jobs, clock, handlers
        self._new = asyncio.Event()

    async def put(self, job: Job) -> None:
        await self._jobs.put(job)
        self._new.set()

    async def run(self) -> None:
        """Until it is cancelled."""
        pause = FIRST_PAUSE
        while True:
            self._new.clear()
            try:
                await self.do_what_is_due()
                due = await self._jobs.next_due()
            except Exception:
                log.exception("the jobs cannot be read or kept now; they are looked at again")
                await asyncio.sleep(pause)
                pause = min(2 * pause, LAST_PAUSE)
                continue
            pause = FIRST_PAUSE
            wait = LOOK_AT_LEAST_EVERY
            if due is not None:
                wait = min(wait, max(0.0, (due - self._clock.now()).total_seconds()))
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._new.wait()

    async def do_what_is_due(self) -> None:
        for job in await self._jobs.due(self._clock.now()):
            await self._do(job)

    async def _do(self, job: Job) -> None:
        now = self._clock.now()
        try:
            again = await self._handlers[job.kind](job.body, now)
        except Exception as error:
            log.exception("a job failed and is tried again", extra={"kind": job.kind, "tries": job.tries + 1})
            later = min(LAST_AGAIN, FIRST_AGAIN * 2 ** min(job.tries, 20))
            failed = type(error).__name__
            await self._jobs.put(msgspec.structs.replace(job, due_at=now + later, tries=job.tries + 1, failed=failed))
            return
        if again is None:
            await self._jobs.drop(job.id)
        else:
            await self._jobs.put(msgspec.structs.replace(job, due_at=again, tries=0, failed=None))
