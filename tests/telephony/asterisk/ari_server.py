"""The half of Asterisk that ARI shows, as far as reconciling looks at it.

async with AriServer(settings.ports.http) as asterisk:
    asterisk.channels = [channel("c1", "Up")]
    asterisk.breaks_at = "bridges"               # the next question for them breaks the connection
    asterisk.before["bridges"] = [stasis_end]    # events that are sent just before that answer
    await asterisk.says(event)
"""

from __future__ import annotations

from typing import Any

import msgspec
from aiohttp import WSMsgType, web

Words = dict[str, Any]
AT = "2026-11-25T01:00:00.000+0000"


def channel(name: str, state: str, app_data: str = "") -> Words:
    place = {"context": "reception", "app_name": "Stasis" if app_data else "Wait", "app_data": app_data}
    caller = {"name": "", "number": "13800138000"}
    return {
        "id": name,
        "name": f"PJSIP/{name}",
        "state": state,
        "creationtime": AT,
        "caller": caller,
        "dialplan": place,
    }


def comes(name: str, *args: str, state: str = "Up") -> Words:
    return {"type": "StasisStart", "timestamp": AT, "args": args, "channel": channel(name, state, "cc-test")}


def goes(name: str, cause: int) -> Words:
    return {"type": "ChannelDestroyed", "timestamp": AT, "cause": cause, "channel": channel(name, "Up")}


class AriServer:
    def __init__(self, port: int) -> None:
        self.port = port
        self.born = AT
        self.channels: list[Words] = []
        self.breaks_at = ""
        self.before: dict[str, list[Words]] = {}
        self.asked: list[str] = []
        self._sockets: list[web.WebSocketResponse] = []

    async def __aenter__(self) -> AriServer:
        app = web.Application()
        app.router.add_get("/ari/asterisk/info", self._info)
        app.router.add_get("/ari/events", self._events)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        for socket in self._sockets:
            await socket.close()
        await self._runner.cleanup()

    async def says(self, event: Words) -> None:
        await self._sockets[-1].send_json(event)

    async def _info(self, _: web.Request) -> web.Response:
        return web.json_response({})

    async def _events(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(timeout=0.1)
        await socket.prepare(request)
        self._sockets.append(socket)
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            asked = msgspec.json.decode(message.data)
            uri = asked["uri"]
            self.asked.append(f"{asked['method']} {uri}")
            if uri == self.breaks_at:
                self.breaks_at = ""
                break
            for event in self.before.pop(uri, []):
                await socket.send_json(event)
            answer = {
                "asterisk/info": {"status": {"startup_time": self.born}},
                "channels": self.channels,
                "bridges": [],
            }.get(uri, {})
            body = msgspec.json.encode(answer).decode()
            words = {"type": "RESTResponse", "request_id": asked["request_id"], "status_code": 200}
            await socket.send_json(words | {"message_body": body})
        return socket
