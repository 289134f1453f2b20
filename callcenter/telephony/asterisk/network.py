"""The telephone network that is an Asterisk, our own or somebody else's.

network = AsteriskNetwork(
    settings,                                   # settings.Settings: data folder, ports, secrets, trunks, phones
    program=native.find("asterisk"),            # None: an Asterisk that runs already, at settings' ports
    tell=switchboard.tell,                      # gets every event, in order, in the event loop
    sound_for=speech.sound_for,                 # async (text, language) -> path of a wav, 8 kHz mono 16 bit
    prompts=Path("ivr_flows/prompts"),          # for Play: <prompts>/<language>/<sound>.wav
    notices=Path("data/notices"),               # for Play without a language: <notices>/<sound>.wav
    phone_of=lambda agent: Softphone(),         # where the agent wants to be rung now
    clock=SystemClock(),
    phone_reachable=lambda agent, there: …,     # an agent's chosen phone came or went
    network_state=lambda state: …,              # "starting" | "ready" | "away" | "replaced"
    security_alarm=lambda refusals: …,          # so many were refused within a minute
    quality=lambda quality: …,                  # how the sound of a leg fared, every few seconds
    trunk_changed=lambda now: …,                # a trunk came, went, or carries more calls or fewer
)
await network.start()                           # starts or adopts Asterisk; returns when it is ready
await network.reconcile(known_legs)             # once, before anything else; later it reconciles by itself
network.perform(command)
network.phone_chosen(agent)                     # `phone_of` says something else for this agent from now on
await network.reload(settings)                  # other phones, trunks, passwords, while calls go on
await network.leave()                           # our program ends, calls go on
await network.stop()                            # Asterisk ends too
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec

from callcenter import native
from callcenter.calls.network import Capabilities, KnownLeg, Quality, Tell
from callcenter.calls.turns import Command
from callcenter.clock import Clock
from callcenter.model.ids import AgentId
from callcenter.model.interaction import EndReason
from callcenter.model.lines import TrunkNow
from callcenter.model.phones import PhoneOf
from callcenter.telephony.asterisk import dialplan, ends, events
from callcenter.telephony.asterisk.ami import AmiEvent
from callcenter.telephony.asterisk.ari import Ari, Disconnected, Replaced, path
from callcenter.telephony.asterisk.perform import Desk
from callcenter.telephony.asterisk.probe import probe
from callcenter.telephony.asterisk.process import AsteriskProcess
from callcenter.telephony.asterisk.reconcile import Reconciling, look
from callcenter.telephony.asterisk.settings import Settings
from callcenter.telephony.asterisk.trunks import Trunks
from callcenter.telephony.asterisk.turn import SoundFor
from callcenter.telephony.asterisk.watching import Watching

log = logging.getLogger(__name__)

READY_WITHIN = 20.0
SIGN_OF_LIFE_EVERY = 1.0


class _Status(msgspec.Struct, frozen=True):
    startup_time: str


class _Info(msgspec.Struct, frozen=True):
    status: _Status


class NotReady(Exception):
    """Asterisk did not come up; the message is one line for the operator."""


class AsteriskNetwork:
    capabilities = Capabilities(real_media=True, keys_in_room=True, recording=True)

    def __init__(
        self,
        settings: Settings,
        *,
        program: native.Program | None,
        tell: Tell,
        sound_for: SoundFor,
        prompts: Path,
        notices: Path | None = None,
        phone_of: PhoneOf,
        clock: Clock,
        phone_reachable: Callable[[AgentId, bool], None] = lambda agent, there: None,
        network_state: Callable[[str], None] = lambda state: None,
        security_alarm: Callable[[int], None] = lambda refusals: None,
        quality: Callable[[Quality], None] = lambda quality: None,
        trunk_changed: Callable[[TrunkNow], None] = lambda now: None,
    ) -> None:
        if settings.external is not None and program is not None:
            raise ValueError("an external Asterisk is somebody else's to start")
        self._settings = settings
        self._state = network_state
        self._quality, self._clock = quality, clock
        self._trunks = Trunks(settings, tell=trunk_changed)
        self._watching = Watching(
            settings,
            phone_of=phone_of,
            phone_reachable=phone_reachable,
            alarm=security_alarm,
            sound_reported=self._sound_reported,
            trunks=self._trunks,
        )
        self._ari = Ari(
            settings.ari_url,
            settings.ari_user,
            settings.secrets.ari,
            settings.app,
            heard=self._heard,
            connected=self._connected,
            lost=self._lost,
        )
        self._desk = Desk(
            send=self._ari.send,
            tell=tell,
            clock=clock,
            app=settings.app,
            sound_for=sound_for,
            prompts=prompts,
            notices=notices or prompts,
            recordings=settings.recordings,
            phone_of=phone_of,
            default_trunk=settings.default_trunk,
            trunks=self._trunks,
        )
        self._process = AsteriskProcess(settings, program, died=self._died) if program is not None else None
        self._connection: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self._born = ""  #: when the Asterisk we speak to was started
        self._comparing = asyncio.Lock()
        self._unreconciled: list[KnownLeg] | None = None
        self._reconciled = False

    # ---------------------------------------------------------------- life

    async def start(self) -> None:
        """Bring Asterisk up, or find it up, and connect.

        Raises:
            NotReady: when that takes too long, or an external Asterisk lacks something.
        """
        self._state("starting")
        if self._settings.external is not None:
            probed = await probe(self._settings.ari_url, self._settings.ari_user, self._settings.secrets.ari)
            if not probed.fit:
                raise NotReady(probed.describe())
        adopted = await self._process.start() if self._process is not None else False
        # One that was adopted may have been started with other phones and trunks.
        self._watching.start(reload=adopted)
        self._connection = asyncio.create_task(self._stay_connected())
        try:
            async with asyncio.timeout(READY_WITHIN):
                await self._ready.wait()
        except TimeoutError as late:
            log_folder = self._settings.ari_url if self._settings.external else self._settings.home / "log"
            raise NotReady(f"Asterisk is not ready; see {log_folder}") from late

    async def leave(self) -> None:
        """Our program ends. Asterisk, its calls and its recordings go on, and are adopted by the next one."""
        await self._disconnect()
        if self._process is not None:
            await self._process.leave()

    async def stop(self) -> None:
        """End everything: our part, Asterisk and its calls."""
        await self._disconnect()
        if self._process is not None:
            await self._process.stop()

    async def _disconnect(self) -> None:
        await self._watching.stop()
        if self._connection is not None:
            self._connection.cancel()
            await asyncio.gather(self._connection, return_exceptions=True)
            self._connection = None
        self._desk.pause()

    @property
    def pid(self) -> int | None:
        """Of the embedded Asterisk, while it runs."""
        return self._process.pid if self._process is not None else None

    # ---------------------------------------------------------------- phones and files

    @property
    def ami_connected(self) -> bool:
        """Whether phones are watched. Calls do not need it."""
        return self._watching.up

    @property
    def refusals(self) -> Mapping[str, int]:
        """How often Asterisk refused somebody, by kind, since the program began."""
        return self._watching.refusals.counted

    def is_reachable(self, agent: AgentId) -> bool | None:
        """Whether the phone this agent has chosen can be rung, as last heard; None: nobody knows yet."""
        reachability = self._watching.reachability
        return reachability.chosen(agent) if reachability.known else None

    def phone_chosen(self, agent: AgentId) -> None:
        """The agent wants to be rung somewhere else from now on; `phone_reachable` hears whether that can be."""
        self._watching.reachability.phone_chosen(agent)

    async def qualify(self, endpoint: str) -> bool:
        """Have a phone looked at now; `phone_reachable` hears what is found. Whether Asterisk does."""
        return await self._watching.qualify(endpoint)

    async def notify(self, endpoint: str, event: str = "check-sync", headers: Mapping[str, str] | None = None) -> bool:
        """Send a desk phone a NOTIFY; the usual one makes it fetch its settings. Whether Asterisk sends it.

        Raises:
            ValueError: when a value holds a line break.
        """
        return await self._watching.notify(endpoint, event, dict(headers or {}))

    async def reload(self, settings: Settings) -> bool:
        """Let Asterisk learn other phones, trunks, passwords, music and words, while calls go on.

        The files of an external Asterisk are its administrator's: it is only told to read them.
        True: it has learnt them. False: not yet; it is told again when AMI is back, and the log says what it minds.

        Raises:
            ValueError: when a value cannot be, or cannot be changed while Asterisk runs.
        """
        if self._process is not None:
            self._process.rewrite(settings)
        self._settings = settings
        self._desk.default_trunk = settings.default_trunk
        self._trunks.know(settings)
        self._watching.know(settings)
        return await self._watching.reload()

    # ---------------------------------------------------------------- the port

    def perform(self, command: Command) -> None:
        """Carry out a command; what goes wrong comes back as an event."""
        self._desk.perform(command)

    async def reconcile(self, known: Iterable[KnownLeg]) -> None:
        """Compare what the program believes with what is. While Asterisk is away it is kept for its return."""
        self._unreconciled = list(known)
        if self._ready.is_set():
            with contextlib.suppress(Disconnected):  # then it is done at the next connection
                await self._compare()

    # ---------------------------------------------------------------- the connection

    async def _stay_connected(self) -> None:
        try:
            await self._ari.run()
        except Replaced:
            log.critical("another program took over our calls at this Asterisk; this one stops")
            self._state("replaced")

    async def _connected(self) -> None:
        """What a new connection begins with; then our sign of life, as long as it lasts."""
        # Answers to our requests are events to Asterisk too, and would be kept from us.
        wanted = sorted({*events.NAMES, "RESTResponse", "ApplicationReplaced"})
        allowed = {"allowed": [{"type": name} for name in wanted]}
        await self._ari.ask("PUT", path("applications", self._settings.app, "eventFilter"), allowed)
        info = await self._ari.ask("GET", "asterisk/info", only="status")
        self._born = msgspec.json.decode(info.body, type=_Info).status.startup_time
        self._sign_of_life()
        await self._start_watchdog()
        if self._reconciled or self._unreconciled is not None:
            await self._compare()
        self._desk.connected = True
        self._ready.set()
        self._state("ready")
        while True:
            await asyncio.sleep(SIGN_OF_LIFE_EVERY)
            self._sign_of_life()
            ends.trim(self._settings.ends)

    def _sign_of_life(self) -> None:
        self._ari.send("POST", "asterisk/variable", variable=dialplan.SIGN_OF_LIFE, value="1")

    async def _start_watchdog(self) -> None:
        """It has a fixed name: one that runs already is left alone."""
        if (await self._ari.ask("GET", path("channels", dialplan.WATCHDOG))).ok:
            return
        call = {
            "endpoint": "Local/watch@watchdog/n",
            "context": "watchdog",
            "extension": "idle",
            "priority": 1,
            "otherChannelId": f"{dialplan.WATCHDOG}-2",
        }
        await self._ari.ask("POST", path("channels", dialplan.WATCHDOG), call)

    async def _compare(self) -> None:
        async with self._comparing:
            told = self._unreconciled
            known = self._desk.known() if told is None else told
            wanted = frozenset(name for leg in known for name in (leg.leg, leg.ref))
            noted = await asyncio.to_thread(ends.read, self._settings.ends, wanted)
            found = await look(self._ari)
            if told is None:
                known = [leg for leg in known if leg.leg in self._desk.legs]  # the others' end was heard just now
            restarted = self._born != self._held_by()
            Reconciling(self._ari, self._desk, self._settings.app, noted, restarted=restarted).carry_out(known, found)
            if self._unreconciled is told:
                self._unreconciled = None
            self._reconciled = True
            self._hold(self._born)

    def _held_by(self) -> str:
        """When the Asterisk was started that held the legs we know, by us or by a program before us; "" = unknown."""
        try:
            return self._holder.read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""

    def _hold(self, born: str) -> None:
        try:
            self._holder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._holder.write_text(born, encoding="utf-8")
        except OSError:
            log.warning("it cannot be noted which Asterisk holds the calls; they may be told to be lost")

    @property
    def _holder(self) -> Path:
        return self._settings.home / "held-by"

    def _heard(self, text: str) -> None:
        try:
            event = events.parse(text)
        except msgspec.MsgspecError:
            log.warning("an event of Asterisk's could not be read")
            return
        if event is not None:
            try:
                self._desk.heard(event)
            except Exception:
                log.exception("an event of Asterisk's broke something")

    def _sound_reported(self, event: AmiEvent) -> None:
        leg = self._desk.legs.get(event.fields.get("Uniqueid", ""))
        if leg is None:
            return
        now, every = self._clock.now(), self._settings.sound_measured_every * 0.9
        measured = leg.sound.heard(event.name, event.fields, now, every)
        if measured is not None:
            told = Quality(leg=leg.id, at=now, **msgspec.structs.asdict(measured))
            self._quality(told)

    def _lost(self) -> None:
        self._ready.clear()
        self._desk.connected = False
        self._desk.pause()
        self._state("away")

    def _died(self) -> None:
        # First of all nobody must be rung: what follows from lost calls is offered to agents.
        self._state("away")
        self._watching.reachability.nobody()
        self._desk.all_over(EndReason.NETWORK_LOST)
