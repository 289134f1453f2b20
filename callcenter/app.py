"""The composition root: the only file that knows every concrete class. Puts the house together and lets it live.

app = App(config, data, say=print)
await app.start()           # everything is ready when it returns
await app.stop()
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import logging
import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from aiohttp import web

from callcenter import native
from callcenter.agents.breaks import serves
from callcenter.calls.network import Quality
from callcenter.calls.turns import NetworkEvent
from callcenter.center import Center
from callcenter.certificate import Shown, Tls
from callcenter.clock import Clock, SystemClock
from callcenter.config import Config, External, storage_url
from callcenter.demo import demo_users, has_demo, load_demo
from callcenter.demo.callers import demo_callers
from callcenter.demo.staffing import with_demo_agents
from callcenter.demo.traffic import Traffic
from callcenter.flows import flow_texts, load_flows, published_house, texts_of
from callcenter.guests import Guests
from callcenter.ice import Ways
from callcenter.ids import new_id, new_secret
from callcenter.jobs import Handler, Working
from callcenter.live import Feed
from callcenter.model.company import Company, Texts, text_in
from callcenter.model.ids import AgentId, InteractionId, Language, TenantId
from callcenter.model.lines import TrunkNow
from callcenter.model.phones import AgentPhone, Softphone
from callcenter.model.script import Script
from callcenter.numbers.places import learn, place_of, provinces
from callcenter.recordings import Recordings
from callcenter.reporting.board import queues_now
from callcenter.reporting.day import as_bar
from callcenter.reporting.sound import JITTER, LOSS, ROUND_TRIP
from callcenter.retention import expire
from callcenter.scripts import load_scripts, publish_scripts, script_texts
from callcenter.secrets import Derived
from callcenter.speech import Speech
from callcenter.speech.uploaded import Uploaded
from callcenter.storage.accounts import Accounts
from callcenter.storage.customers import Customers
from callcenter.storage.database import Database
from callcenter.storage.history import History
from callcenter.storage.jobs import Job, Jobs
from callcenter.storage.keeping import Keeping
from callcenter.storage.migrating import migrate
from callcenter.storage.revisions import Revisions
from callcenter.storage.tidying import tidy
from callcenter.supervision.orders import Asked
from callcenter.telephones import NOTICES, OnSimulator, Say, Telephones, choose, softphone_secret
from callcenter.telephony.asterisk.settings import WEB, WEB_GUEST
from callcenter.telephony.simulator import SimulatedNetwork
from callcenter.viewer import Viewer, the_house
from callcenter.web import pages, server
from callcenter.web.listening import in_hand
from callcenter.web.ports import Health
from callcenter.web.settings import Settings as WebSettings

log = logging.getLogger(__name__)

STATIC = Path(__file__).resolve().parent.parent / "agent_console" / "static"
SIP_DOMAIN = "callcenter.invalid"
"""Softphones speak to us over their page's own socket; the name is never looked up."""

UNUSED_FOR = timedelta(hours=12)
"""Since a sound was uploaded that no notice plays: whoever meant to begin one has done so."""

ANNOUNCED = 10
"""Positions in line that are spoken ahead."""


class AlreadyRunning(Exception):
    """Another program works in this data folder."""


def lock(data: Path) -> int:
    """Nobody else works in this folder until the file this returns is closed. Raises AlreadyRunning or OSError."""
    data.mkdir(parents=True, exist_ok=True)
    file = os.open(data / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        raise AlreadyRunning(f"a callcenter runs in {data}; stop it, or give another --data") from None
    return file


class App:
    """One running program. Also what the web asks (`callcenter/web/ports.py`, House)."""

    def __init__(self, config: Config, data: Path, *, say: Say, clock: Clock | None = None) -> None:
        self._config, self._data, self._say = config, data, say
        self._clock = clock or SystemClock()
        self._secrets = Derived(data / "secret")
        self._guests = Guests(self._secrets)
        self._ways = Ways(config.telephony.ice)
        self._parts: dict[str, str] = {}
        self._trunks: dict[str, TrunkNow] = {}
        self._ready = False
        self._recovered = False
        self._unheard: list[NetworkEvent] | None = []  #: what the network says before we know our calls again
        self._lock: int | None = None
        self._runner: web.AppRunner | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._traffic: Traffic | None = None
        self._tls: Tls | None = None
        self.demo_password: str | None = None  #: of the demo logins, if they are there

    # ---------------------------------------------------------------- start

    async def start(self) -> None:
        """Raises AlreadyRunning, CannotMigrate, Mistakes, NotReady or OSError, each with a line for the operator."""
        self._lock = lock(self._data)
        url = storage_url(self._config, self._data)
        await asyncio.to_thread(migrate, url)
        self._database = Database(url)
        tenant = self._config.company.tenant
        self._accounts = Accounts(self._database, tenant)
        self._customers = Customers(self._database)
        self._history = History(self._database)
        self._keeping = Keeping(self._database, tenant)
        company = await self._staffed(self._config.company)
        flows = load_flows(self._config.flows, company)
        texts = flow_texts(self._config.flows)
        load_scripts(self._config.scripts, company)
        house = await published_house(company, texts, Revisions(self._database, tenant), self._clock.now())
        written, revisions = script_texts(self._config.scripts), Revisions(self._database, tenant)
        self._scripts = await publish_scripts(written, revisions, self._clock.now())
        self._speech = await self._voice()
        self._uploaded = Uploaded(self._data / NOTICES)
        self._telephones = await self._network(company)
        self._center = Center(
            phone_chosen=self._telephones.phone_chosen,
            scripts=self._scripts.current,
            house=house,
            database=self._database,
            clock=self._clock,
            perform=self._telephones.perform,
            customers=self._customers,
            place_of=lambda number: place_of(number, company.country),
            program=the_house(tenant),
            mint=new_id,
            speak=self._speech.prepare,
            is_recording=self._uploaded.has,
            call_later=asyncio.get_running_loop().call_later,
            caller_of=self._caller_of,
            dials_out=not self.has_telephones or any(trunk.host for trunk in self._config.telephony.trunks),
        )
        self._state("starting")
        await self._open_door()
        self._say("speaking the prompts …")
        spoken = [(text, language) for language, text in texts_of(company, flows)]
        await self._speech.prepare([*spoken, *_positions(company), *_words_at_connecting(company)])
        await self._telephones.start()
        known = await self._center.recover()
        self._recovered = True
        await self._telephones.reconcile(known)
        heard, self._unheard = self._unheard or [], None
        for event in heard:
            self._center.hear(self._guests.recognise(event))
        self._start(asyncio.to_thread(learn, company.country))  # reads the area codes
        await self._let_customers_call()
        await self._begin_jobs()
        self._ready = True

    async def _begin_jobs(self) -> None:
        tenant, now = self.company().tenant, self._clock.now()
        jobs = Jobs(self._database, tenant)
        for kind in ("tidy", "expire"):
            await jobs.put_if_new(Job(id=kind, kind=kind, due_at=now))
        await jobs.put(Job(id="certificate", kind="certificate", due_at=now))
        handlers: dict[str, Handler] = {
            "tidy": lambda body, at: self._tidy(tenant, at),
            "expire": lambda body, at: expire(self._keeping, self._recordings, self.company(), at),
            "certificate": lambda body, at: self._certificate(at),
        }
        working = Working(jobs, self._clock, handlers)
        self._start(working.run())

    async def _certificate(self, now: datetime) -> datetime | None:
        """When it must be looked at again."""
        return None if self._tls is None else await asyncio.to_thread(self._tls.look_again, now)

    async def _let_customers_call(self) -> None:
        """On the simulator nobody else would."""
        if isinstance(self._telephones, OnSimulator) and self.demo_password is not None:
            callers = [one.number for one in await demo_callers(self._database, self.company().tenant)]
            numbers = [number for number in self.company().numbers if number != WEB]
            if callers and numbers:
                self._traffic = Traffic(
                    self._telephones.network, callers, numbers, asyncio.get_running_loop().call_later
                )
                self._traffic.start()

    async def _staffed(self, company: Company) -> Company:
        """The company with the demo's people, while they are wanted and there."""
        tenant = company.tenant
        if self._config.demo and not demo_removed(self._data).exists():
            password_file = self._data / "demo-password"
            if not await has_demo(self._database, tenant) or not password_file.exists():
                self._say("making the demo company: agents, customers, orders, a month of history …")
                password = new_secret()[:10]
                _keep_secret(password_file, password)
                own = {agent.login for agent in company.agents.values()}
                users = [user for user in demo_users(password) if user.login not in own]
                await self._accounts.add(*users, now=self._clock.now())
            company = with_demo_agents(company)
            await load_demo(self._database, tenant, company, self._clock.now())
            self.demo_password = password_file.read_text(encoding="utf-8")
        return company

    async def _voice(self) -> Speech:
        program = None
        with contextlib.suppress(native.Unavailable):
            found = await asyncio.to_thread(native.fetch, ("espeak-ng",), lambda line: self._say(f"  {line}"))
            program = found["espeak-ng"]
        if program is None:
            self._say("speech: espeak-ng cannot be had here; callers hear recorded prompts only")
        prompts = self._config.flows / "prompts"
        return Speech(program, cache=(self._data / "speech").absolute(), prompts=prompts.absolute())

    async def _network(self, company: Company) -> Telephones:
        return await choose(
            self._config,
            company,
            data=self._data,
            secrets=self._secrets,
            tell=self._heard,
            sound_for=self._speech.sound_for,
            clock=self._clock,
            phone_of=self._phone_of,
            phone_reachable=self._phone_changed,
            quality=self._sound_measured,
            network_state=self._state,
            trunk_changed=self._trunk_changed,
            security_alarm=self._refused_many,
            say=self._say,
        )

    async def _open_door(self) -> None:
        told = self._config.web
        self._tls = await asyncio.to_thread(Tls, told, self._data, self._clock.now()) if told.tls else None
        settings = WebSettings(
            static=STATIC,
            public_url=told.public_url,
            proxies=told.proxies,
            plain_http=told.plain_http,
            guest_page=told.guest_page and self._telephones.capabilities.real_media,
        )
        asterisk = self._config.telephony.asterisk
        shared = asterisk.recordings if isinstance(asterisk, External) else None
        self._recordings = Recordings(shared or self._data / "recordings", cache=self._data / "heard")
        application = server.application(
            house=self,
            accounts=self._accounts,
            history=self._history,
            recordings=self._recordings,
            keeping=self._keeping,
            pages=pages.Pages(STATIC),
            clock=self._clock,
            settings=settings,
        )
        try:
            self._runner = await server.listen(application, told.host, told.port, self._tls and self._tls.context)
        except OSError as error:
            raise OSError(f"the web cannot open port {told.port} on {told.host}: {_why(error)}; try --port") from error

    # ---------------------------------------------------------------- what happens

    def _heard(self, event: NetworkEvent) -> None:
        if self._unheard is not None:
            self._unheard.append(event)
        else:
            self._center.hear(self._guests.recognise(event))

    def _phone_changed(self, agent: AgentId, there: bool) -> None:
        self._center.phone_changed(agent, there)

    def _phone_of(self, agent: AgentId) -> AgentPhone:
        center: Center | None = getattr(self, "_center", None)
        return center.house.phone_of(agent) if center is not None else Softphone()

    def _sound_measured(self, report: Quality) -> None:
        self._center.quality(report)

    def _state(self, state: str) -> None:
        self._parts["telephony"] = state
        center = getattr(self, "_center", None)
        if center is not None:
            center.telephony(state, self._telephones.name)

    def _trunk_changed(self, now: TrunkNow) -> None:
        self._trunks[now.name] = now
        center = getattr(self, "_center", None)
        if center is not None:
            center.trunk_changed(now)

    def _refused_many(self, refusals: int) -> None:
        center = getattr(self, "_center", None)
        if center is not None:
            center.security_alarm(refusals)

    def _start(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(_quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tidy(self, tenant: TenantId, at: datetime) -> datetime:
        notices = self._center.standing.notices.values()
        await self._uploaded.forget(all_but={one.recording for one in notices if one.recording}, before=at - UNUSED_FOR)
        return await tidy(self._database, tenant, at)

    async def _caller_of(self, viewer: Viewer, interaction: InteractionId) -> str | None:
        found = await self._history.interaction(viewer, interaction, in_hand(self, viewer))
        return found.caller if found is not None else None

    # ---------------------------------------------------------------- the web's House

    def company(self) -> Company:
        return self._center.house.company

    def desk_feed(self, agent: AgentId) -> Feed:
        return self._center.desk_feed(agent)

    def directory_feed(self, tenant: TenantId) -> Feed:
        return self._center.directory_feed()

    def board_feed(self, tenant: TenantId) -> Feed:
        return self._center.board.feed

    def floor_feed(self, viewer: Viewer) -> Feed:
        return self._center.floor_feed(viewer)

    async def keep_notice(self, sound: bytes) -> tuple[str, float]:
        return await self._uploaded.keep(sound)

    async def speak(self, text: str, language: Language) -> Path:
        return await self._speech.sound_for(text, language)

    async def command(self, viewer: Viewer, command: Asked) -> str | None:
        return await self._center.command(viewer, command) if self._ready else "not_now"

    async def set_recording(self, viewer: Viewer, interaction: InteractionId, *, paused: bool) -> str | None:
        return await self._center.set_recording(viewer, interaction, paused=paused) if self._ready else "not_now"

    def desk_facts(self, viewer: Viewer) -> Mapping[str, Any]:
        company = self.company()
        return {
            "agent": viewer.agent,
            "languages": company.languages,
            "queues": [
                {
                    "name": queue.name,
                    "title": dict(queue.title),
                    "dispositions": queue.dispositions,
                    "script": queue.script,
                }
                for queue in company.queues.values()
            ],
            "dispositions": [msgspec.to_builtins(one) for one in company.dispositions.values()],
            "scripts": {name: msgspec.to_builtins(script) for name, script in self._scripts.current.items()},
            "wrap_up_reasons": [{"code": code, "title": title} for code, title in company.wrap_up_reasons.items()],
            "seats": sorted(company.seats),
            "aux_codes": [msgspec.to_builtins(one) for one in company.aux_codes.values()],
            "zone": viewer.zone,
            "provinces": [{"code": code, "title": dict(title)} for code, title in provinces(company.country).items()],
        }

    def script(self, name: str, revision: int) -> Script | None:
        return self._scripts.all.get((name, revision))

    def own_day(self, viewer: Viewer) -> Mapping[str, Any]:
        return as_bar(self._center.day_of(viewer.agent)) if viewer.agent else {}

    def queues_now(self) -> Mapping[str, Any]:
        return queues_now(self._center.board.feed)

    def softphone(self, viewer: Viewer) -> Mapping[str, Any] | None:
        agent = self.company().agents.get(viewer.agent) if viewer.agent else None
        in_page = agent is not None and isinstance(self._phone_of(agent.id), Softphone)
        if agent is None or not in_page or self._telephones.sip_socket() is None:
            return None
        return {
            "uri": f"sip:{agent.id}@{SIP_DOMAIN}",
            "login": agent.id,
            "password": softphone_secret(self._secrets, agent.id),
            "socket": "/sip",
            "name": agent.name,
            "ice_servers": self._ways.for_agent(agent.login, self._clock.now()),
            "poor_line": {"loss": LOSS, "jitter": JITTER, "round_trip": ROUND_TRIP},
        }

    async def guest(self) -> Mapping[str, Any] | None:
        if self._telephones.sip_socket() is None:
            return None
        callers = await demo_callers(self._database, self.company().tenant)
        return {
            "uri": f"sip:{WEB_GUEST}@{SIP_DOMAIN}",
            "login": WEB_GUEST,
            "password": self._secrets.of("web-guest"),
            "socket": "/sip",
            "name": "",
            "ice_servers": self._ways.for_guest(self._clock.now()),
            "target": self._target(""),
            "allowed_from": [
                {"number": one.number, "name": one.name, "target": self._target(one.number)} for one in callers
            ],
        }

    def _target(self, number: str) -> str:
        return f"sip:{self._guests.target(number)}@{SIP_DOMAIN}"

    def health(self) -> Health:
        telephony = self._parts.get("telephony", "starting")
        up = self._ready and telephony == "ready" and not self._database.broken
        return Health(
            ready=up,
            parts={
                "storage": self._database.troubles or "ready",
                "telephony": f"{self._telephones.name}: {telephony}",
                **{f"trunk {name}": now.state.value for name, now in self._trunks.items()},
                "routing": "ready" if self._ready else "starting",
                "speech": self._speech.state,
            },
        )

    def sip_upstream(self) -> str | None:
        return self._telephones.sip_socket() if self._parts.get("telephony") == "ready" else None

    # ---------------------------------------------------------------- what the start prints

    @property
    def telephony(self) -> str:
        return self._telephones.name

    @property
    def has_telephones(self) -> bool:
        """Real ones: people can be called, and can call."""
        return self._telephones.capabilities.real_media

    @property
    def simulated(self) -> SimulatedNetwork | None:
        """Whoever tries the program without telephones lets the people in it call, answer and hang up."""
        return self._telephones.network if isinstance(self._telephones, OnSimulator) else None

    @property
    def certificate(self) -> Shown | None:
        return self._tls and self._tls.shown

    @property
    def calls_up(self) -> int:
        return sum(any(leg.up for leg in call.legs.values()) for call in self._center.switchboard.calls.values())

    async def stop(self, *, calls_go_on: bool | None = None) -> None:
        """End in order. None: calls in progress decide whether the telephone network goes on."""
        self._ready = False
        if self._traffic is not None:
            self._traffic.stop()
        if self._runner is not None:
            await self._runner.cleanup()
        center, telephones = getattr(self, "_center", None), getattr(self, "_telephones", None)
        if center is not None:
            # Before we know our calls again, nobody may end them.
            goes_on = calls_go_on if calls_go_on is not None else not self._recovered or self.calls_up > 0
            await center.close()
            if telephones is not None:
                await telephones.end(goes_on)
        for task in list(self._tasks):
            task.cancel()
        if hasattr(self, "_accounts"):
            self._accounts.close()
            await self._database.close()
        if self._lock is not None:
            os.close(self._lock)


def _why(error: OSError) -> str:
    return os.strerror(error.errno).lower() if error.errno else str(error)


def demo_removed(data: Path) -> Path:
    """There once the demo was taken out: it does not come back by itself."""
    return data / "demo-removed"


def _positions(company: Company) -> list[tuple[str, Language]]:
    """Every announcement of the first places in line."""
    texts: list[Texts] = [queue.announce.position for queue in company.queues.values() if queue.announce]
    return [
        (text_in(announced, language).replace("{position}", str(place)), language)
        for announced in texts
        for language in company.languages
        for place in range(1, ANNOUNCED + 1)
    ]


def _words_at_connecting(company: Company) -> list[tuple[str, Language]]:
    """What a caller hears of the agent, and the agent of the queue."""
    agents, queues = company.agents.values(), company.queues.values()
    numbers = [
        (text_in(queue.say_agent, language).replace("{number}", agent.spoken_number), language)
        for queue in queues
        if queue.say_agent is not None
        for agent in agents
        if serves(agent, queue)
        for language in company.languages
    ]
    titles = [
        (text_in(one.title, language), language) for one in queues if one.say_queue for language in company.languages
    ]
    confirms = [(text_in(company.confirm, language), language) for language in company.languages]
    return numbers + titles + confirms


def _keep_secret(file: Path, secret: str) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(secret)


async def _quietly(work: Any) -> None:
    """Beside the calls: what fails here is logged and must not end them."""
    try:
        await work
    except Exception:
        log.exception("what was begun beside the calls failed")
