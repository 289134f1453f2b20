"""`/history/<interaction>/hold` and `/let_go`: a supervisor's word that recordings are not deleted by age."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web
from msgspec import Meta

from callcenter.clock import Clock
from callcenter.history.records import Found
from callcenter.model.ids import InteractionId
from callcenter.viewer import Scope
from callcenter.web.listening import in_hand
from callcenter.web.ports import History, House, Keeping
from callcenter.web.routes import Asked, route


class HoldForm(msgspec.Struct, frozen=True):
    reason: Annotated[str, Meta(min_length=1, max_length=500, pattern=r"^[^\x00]*\S[^\x00]*$")]


class Holding:
    def __init__(self, house: House, history: History, keeping: Keeping, clock: Clock) -> None:
        self._house, self._history, self._keeping, self._clock = house, history, keeping, clock

    @route("POST", "/history/{interaction}/hold", scope=Scope.RECORDINGS, takes=HoldForm)
    async def hold(self, asked: Asked[HoldForm]) -> web.StreamResponse:
        found = await self._seen(asked)
        reason, login = asked.sent.reason.strip(), asked.viewer.login
        if not await self._keeping.hold(found.id, login, reason, self._clock.now()):
            raise web.HTTPConflict
        raise web.HTTPSeeOther(f"/history/{found.id}#recordings")

    @route("POST", "/history/{interaction}/let_go", scope=Scope.RECORDINGS)
    async def let_go(self, asked: Asked[None]) -> web.StreamResponse:
        found = await self._seen(asked)
        await self._keeping.let_go(found.id, asked.viewer.login, self._clock.now())
        raise web.HTTPSeeOther(f"/history/{found.id}#recordings")

    async def _seen(self, asked: Asked[HoldForm] | Asked[None]) -> Found:
        viewer = asked.viewer
        found = await self._history.interaction(
            viewer, InteractionId(asked.word("interaction")), in_hand(self._house, viewer)
        )
        if found is None:
            raise web.HTTPNotFound
        return found
