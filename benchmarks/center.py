"""One Asterisk that has our configuration and app_queue beside it, and the whole program as its users start it.

async with OneAsterisk(folder, ports, web_port, agents=20, phones_port=24000) as asterisk:
    …                                              # UNANSWERED and ANSWERED lead to app_queue
    async with Program(asterisk.config, asterisk.data, asterisk.url):
        async with at_work(asterisk.url, agent_names(20)):
            …                                      # NUMBER leads to ours
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from types import TracebackType

import aiohttp
import msgspec

from benchmarks.company import PASSWORD, QUEUE, agent_names, open_accounts, write_company
from callcenter import native
from callcenter.config import load
from callcenter.ids import new_id
from callcenter.model.ids import AgentId
from callcenter.model.phones import own_desk_phone
from callcenter.secrets import Derived
from callcenter.telephones import settings_for
from callcenter.telephony.asterisk.configuration import write_configuration
from callcenter.telephony.asterisk.settings import Ports, Settings

ROOT = Path(__file__).resolve().parents[1]
READY_WITHIN = 60.0
UNANSWERED, ANSWERED = "96000", "96001"
"""app_queue's numbers: callers stay unanswered until an agent answers, or are answered first as ours are."""

_QUEUES = """[general]
persistentmembers=no
autofill=yes
shared_lastcall=no
[{queue}]
strategy=leastrecent
ringinuse=no
wrapuptime=0
timeout=20
retry=1
joinempty=yes
leavewhenempty=no
musicclass=default
announce-frequency=0
announce-position=no
{members}"""

_NUMBERS = f"""
[arrivals](+)
exten => {UNANSWERED},1,Goto(app-queue,unanswered,1)
exten => {ANSWERED},1,Goto(app-queue,answered,1)

[app-queue]
; not Answer() alone: that waits up to half a second for sound
exten => answered,1,Answer(0,i)
 same => n,Queue({QUEUE})
 same => n,Hangup()
exten => unanswered,1,Queue({QUEUE})
 same => n,Hangup()
"""


def free_ports(count: int) -> int:
    """The first of so many ports, one after the other, that nobody uses for UDP or TCP."""
    for _ in range(200):
        first = random.randrange(12000, 32000 - count, 2)
        if all(_is_free(port) for port in range(first, first + count)):
            return first
    raise RuntimeError("no free ports")


def _is_free(port: int) -> bool:
    for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
        with socket.socket(socket.AF_INET, kind) as one:
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                return False
    return True


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class OneAsterisk:
    """Our generated configuration, and beside it app_queue with the same agents' phones."""

    def __init__(self, folder: Path, ports: Ports, web_port: int, *, agents: int, phones_port: int) -> None:
        self.ports = ports
        self.agents, self.data = agent_names(agents), folder / "data"
        self.url = f"http://127.0.0.1:{web_port}"
        self.config = write_company(folder, web_port, ports, agents=agents, phones_port=phones_port)
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def __aenter__(self) -> OneAsterisk:
        config = load(self.config)
        await open_accounts(config, self.data)
        settings = settings_for(config, config.company, self.data, Derived(self.data / "secret"))
        self._program = native.fetch(("asterisk",), print)["asterisk"]
        self._file = self._write(msgspec.structs.replace(settings, external=None))
        with (self.data / "asterisk.output").open("wb") as output:
            self._process = await asyncio.create_subprocess_exec(
                *self._program.command("-C", str(self._file), "-f", "-n"),
                env={**os.environ, **self._program.environment},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        try:
            await self._until_ready(settings)
        except BaseException:
            await self._end()
            raise
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        await self._end()

    async def _end(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    def _write(self, settings: Settings) -> Path:
        file = write_configuration(settings, native.asterisk_directories(self._program))
        members = "".join(f"member => PJSIP/{own_desk_phone(phones.agent)}\n" for phones in settings.phones)
        (file.parent / "queues.conf").write_text(_QUEUES.format(queue=QUEUE, members=members), encoding="utf-8")
        for name, more in (("modules.conf", "load=app_queue.so\n"), ("extensions.conf", _NUMBERS)):
            with (file.parent / name).open("a", encoding="utf-8") as out:
                out.write(more)
        return file

    async def _until_ready(self, settings: Settings) -> None:
        """ARI answers, and Asterisk has found every phone."""
        auth = aiohttp.BasicAuth(settings.ari_user, settings.secrets.ari)
        async with aiohttp.ClientSession(auth=auth) as client:
            await until(lambda: _says(client, f"{settings.ari_url}/ari/asterisk/info"))
        # It would look at each phone within half a minute.
        await asyncio.gather(*(self.tell(f"pjsip qualify {own_desk_phone(AgentId(agent))}") for agent in self.agents))

        async def all_there() -> bool:
            return (await self.tell("pjsip show contacts")).count(" Avail ") == len(self.agents)

        await until(all_there)

    async def tell(self, command: str) -> str:
        """A command on Asterisk's own console."""
        process = await asyncio.create_subprocess_exec(
            *self._program.command("-C", str(self._file), "-rx", command),
            env={**os.environ, **self._program.environment},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        return said.decode(errors="replace")


async def until(there: Callable[[], Awaitable[object]], every: float = 0.05) -> None:
    """Ask again and again."""
    async with asyncio.timeout(READY_WITHIN):
        while not await there():  # noqa: ASYNC110 - other programs, which ring no bell
            await asyncio.sleep(every)


async def _says(client: aiohttp.ClientSession, url: str) -> str:
    """The answer's body; "" while there is none."""
    with contextlib.suppress(aiohttp.ClientError):
        async with client.get(url) as answer:
            if answer.status == 200:
                return await answer.text()
    return ""


class Program:
    """`python -m callcenter serve`, in a process of its own."""

    def __init__(self, config: Path, data: Path, url: str) -> None:
        self._config, self._data, self._url = config, data, url
        self._process: asyncio.subprocess.Process | None = None

    @property
    def process(self) -> asyncio.subprocess.Process:
        assert self._process is not None
        return self._process

    async def __aenter__(self) -> Program:
        log = self._data / "program.output"
        with log.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "callcenter", "serve"),
                *("--config", str(self._config), "--data", str(self._data)),
                cwd=ROOT,
                stdout=output,
                stderr=output,
            )
        async with aiohttp.ClientSession() as client:

            async def ready() -> str:
                if self.process.returncode is not None:
                    raise RuntimeError(f"the program ended:\n{log.read_text(encoding='utf-8')}")
                return await _says(client, f"{self._url}/healthz")

            await until(ready)
        said = log.read_text(encoding="utf-8")
        if "simulator" in said:
            raise RuntimeError(f"the program has no telephones:\n{said}")
        return self

    async def __aexit__(self, *_: object) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(15):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


# ---------------------------------------------------------------- the agents' desks


class Desk:
    """An agent's page, as far as it must be there: signed in, available, listening to its feeds."""

    def __init__(self, url: str, login: str, feeds: Sequence[str] = ("desk", "directory")) -> None:
        self._url, self._login, self._feeds = url, login, feeds
        self.me: dict[str, object] = {}
        self.queues: dict[str, dict[str, object]] = {}  #: of the board, for one who may see it
        self.works: dict[str, dict[str, object]] = {}
        self._heard = asyncio.Event()

    async def __aenter__(self) -> Desk:
        self._client = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Origin": self._url})
        form = {"login": self._login, "password": PASSWORD}
        async with self._client.post(f"{self._url}/login", data=form, allow_redirects=False) as answer:
            if answer.status != 303:
                raise RuntimeError(f"{self._login} cannot sign in: {answer.status}")
        self._socket = await self._client.ws_connect(f"{self._url}/live")
        for feed in self._feeds:
            await self._socket.send_json({"watch": feed})
        for what in ("sign_in", "available"):
            await self.do(what)
        self._listening = asyncio.create_task(self._listen())
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()
        await asyncio.gather(self._listening, return_exceptions=True)
        await self._client.close()

    async def _listen(self) -> None:
        async for message in self._socket:
            told = msgspec.json.decode(message.data)
            put = told.get("all") or told.get("put") or {}
            self.me = put.get("me", self.me)
            self.works |= {key: put[key] for key in put if key.startswith("work/")}
            for key in told.get("drop", ()):
                self.works.pop(key, None)
            self.queues |= {key.removeprefix("queue/"): put[key] for key in put if key.startswith("queue/")}
            self._heard.set()

    async def do(self, what: str, **with_: object) -> None:
        """A command; what became of it is seen in the feed."""
        await self._socket.send_json({"do": what, "key": new_id(), **with_})

    async def hang_up(self) -> None:
        """Whatever is in hand."""
        for work in self.works.values():
            await self.do("hang_up", interaction=work["interaction"])

    async def clears(self, disposition: str) -> None:
        """Ends whatever is in hand, its wrap-up too."""
        await self.hang_up()
        await self._until(lambda: all(work["stage"] == "wrap_up" for work in self.works.values()))
        for work in self.works.values():
            await self.do("finish", interaction=work["interaction"], disposition=disposition)
        await self.until_idle()

    @property
    def idle(self) -> bool:
        """Available, the phone there, nothing in hand."""
        return self.me.get("presence") == "available" and bool(self.me.get("reachable")) and not self.works

    async def until_idle(self) -> None:
        await self._until(lambda: self.idle)

    async def until_talking(self) -> None:
        await self._until(lambda: any(work["stage"] == "talking" for work in self.works.values()))

    async def _until(self, so: Callable[[], bool]) -> None:
        while not so():
            self._heard.clear()
            await self._heard.wait()


@contextlib.asynccontextmanager
async def at_work(url: str, logins: Sequence[str], first_sees: Sequence[str] = ()) -> AsyncIterator[list[Desk]]:
    """All of them signed in and free to take calls. The first one's page may show more than the desk."""
    desks = [
        Desk(url, login, ("desk", "directory") if at else ("desk", "directory", *first_sees))
        for at, login in enumerate(logins)
    ]
    async with contextlib.AsyncExitStack() as stack:
        await asyncio.gather(*(stack.enter_async_context(desk) for desk in desks))
        async with asyncio.timeout(READY_WITHIN):
            await asyncio.gather(*(desk.until_idle() for desk in desks))
        yield desks
