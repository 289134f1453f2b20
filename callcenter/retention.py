"""Deletes recordings that were kept for long enough; a job of every night.

again_at = await expire(keeping, recordings, company, now)
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from callcenter.history.records import Expired
from callcenter.model.company import Company
from callcenter.recordings import Recordings
from callcenter.storage.keeping import Keeping

log = logging.getLogger(__name__)

EVERY = timedelta(hours=12)


async def expire(keeping: Keeping, recordings: Recordings, company: Company, now: datetime) -> datetime:
    """Returns when to look again."""
    expired = await keeping.expire(company, now)
    deleted = await asyncio.to_thread(_delete, recordings, expired)
    await keeping.gone(deleted, now)
    if len(deleted) < len(expired):
        log.error("%d expired recordings cannot be deleted; they are tried again", len(expired) - len(deleted))
    return now + EVERY


def _delete(recordings: Recordings, expired: Sequence[Expired]) -> list[Expired]:
    """Those whose files are gone now."""
    deleted: list[Expired] = []
    for one in expired:
        try:
            recordings.delete(one.interaction, one.track)
        except OSError:
            continue  # the folder is another machine's, say; `expire` counts them
        deleted.append(one)
    return deleted
