"""Which telephone network this program has: its own Asterisk, somebody else's, or the simulator; and why.

telephones = await choose(config, …)          # fetches what is missing, says what happens in single lines
await telephones.start(); await telephones.reconcile(known)
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

import msgspec

from callcenter import native
from callcenter.calls.network import Capabilities, KnownLeg, Quality, Tell
from callcenter.calls.turns import Command
from callcenter.clock import Clock
from callcenter.config import Config, Embedded, External, read_secret
from callcenter.config.values import Ice, Off
from callcenter.model.company import Company
from callcenter.model.ids import AgentId
from callcenter.model.lines import TrunkNow
from callcenter.model.phones import PhoneOf
from callcenter.secrets import Derived
from callcenter.telephony.asterisk import probe
from callcenter.telephony.asterisk.network import AsteriskNetwork
from callcenter.telephony.asterisk.settings import External as ExternalSettings
from callcenter.telephony.asterisk.settings import Phones, Relay, Seat, Secrets, Settings, Trunk
from callcenter.telephony.asterisk.turn import SoundFor
from callcenter.telephony.simulator import Runner, SimulatedNetwork

Say = Callable[[str], None]


NOTICES = "notices"
"""The folder of sounds that supervisors uploaded, beside the other data."""


class Telephones(Protocol):
    """A telephone network, and its life."""

    capabilities: Capabilities
    name: str  #: for people: "Asterisk 22.10.1", "simulator"

    async def start(self) -> None: ...

    def perform(self, command: Command) -> None: ...

    async def reconcile(self, known: Iterable[KnownLeg]) -> None: ...

    def phone_chosen(self, agent: AgentId) -> None:
        """The agent is rung elsewhere from now on."""

    async def end(self, calls_go_on: bool) -> None:
        """The program ends; calls in progress go on without it, or end too."""

    def sip_socket(self) -> str | None:
        """Where browsers' SIP goes, while the network is there."""


class OnAsterisk:
    def __init__(self, network: AsteriskNetwork, settings: Settings, name: str) -> None:
        self.network, self._settings, self.name = network, settings, name
        self.capabilities = network.capabilities

    async def start(self) -> None:
        await self.network.start()

    def perform(self, command: Command) -> None:
        self.network.perform(command)

    async def reconcile(self, known: Iterable[KnownLeg]) -> None:
        await self.network.reconcile(known)

    def phone_chosen(self, agent: AgentId) -> None:
        self.network.phone_chosen(agent)

    async def end(self, calls_go_on: bool) -> None:
        await (self.network.leave() if calls_go_on else self.network.stop())

    def sip_socket(self) -> str | None:
        return self._settings.ari_url.replace("http", "ws", 1) + "/ws"


class OnSimulator:
    name = "simulator"
    ANSWERS_AFTER = 3.0
    """Seconds after which a simulated agent picks up: nobody holds that phone."""

    def __init__(
        self,
        tell: Tell,
        clock: Clock,
        company: Company,
        phone_of: PhoneOf,
        phone_reachable: Callable[[AgentId, bool], None],
        quality: Callable[[Quality], None],
        network_state: Callable[[str], None],
        trunk_changed: Callable[[TrunkNow], None],
    ) -> None:
        self.network = SimulatedNetwork(tell, clock)
        self.network.phone_of = phone_of
        self.network.reachable, self.network.trunk_changed = phone_reachable, trunk_changed
        self.network.quality = quality
        self.capabilities = self.network.capabilities
        self._clock, self._company, self._state = clock, company, network_state
        self._runner: Runner | None = None

    async def start(self) -> None:
        self._runner = Runner(self.network, self._clock, asyncio.get_running_loop().call_later)
        for agent in self._company.agents:
            self.network.phone(agent).answers_after = self.ANSWERS_AFTER
        self._state("ready")
        for trunk in self._company.trunks:
            self.network.trunk_returns(trunk)

    def perform(self, command: Command) -> None:
        self.network.perform(command)

    async def reconcile(self, known: Iterable[KnownLeg]) -> None:
        await self.network.reconcile(known)

    def phone_chosen(self, agent: AgentId) -> None:
        self.network.phone_chosen(agent)

    async def end(self, calls_go_on: bool) -> None:
        if self._runner is not None:
            self._runner.stop()

    def sip_socket(self) -> str | None:
        return None


async def choose(
    config: Config,
    company: Company,
    *,
    data: Path,
    secrets: Derived,
    tell: Tell,
    sound_for: SoundFor,
    clock: Clock,
    phone_of: PhoneOf,
    phone_reachable: Callable[[AgentId, bool], None],
    quality: Callable[[Quality], None],
    network_state: Callable[[str], None],
    trunk_changed: Callable[[TrunkNow], None],
    security_alarm: Callable[[int], None],
    say: Say,
) -> Telephones:
    """The network the configuration asks for, or the simulator and one line that says why."""

    def simulator(why: str) -> Telephones:
        say(f"telephony: simulator, no real calls ({why})")
        return OnSimulator(tell, clock, company, phone_of, phone_reachable, quality, network_state, trunk_changed)

    wanted = config.telephony.asterisk
    if isinstance(wanted, Off):
        return simulator("asked for")
    try:
        settings = settings_for(config, company, data, secrets)
    except (OSError, ValueError) as error:
        return simulator(str(error))
    program = None
    match wanted:
        case Embedded():
            try:
                program = await asyncio.to_thread(probe.fetch_asterisk, lambda line: say(f"  {line}"))
            except native.Unavailable as problem:
                return simulator(str(problem))
            name = f"Asterisk {program.version}"
        case External():
            probed = await probe.probe(
                settings.ari_url, settings.ari_user, settings.secrets.ari, f"{settings.app}-probe"
            )
            if probed.missing:
                return simulator(probed.describe())
            name = f"Asterisk {probed.version} at {settings.ari_url}"
    network = AsteriskNetwork(
        settings,
        program=program,
        tell=tell,
        sound_for=sound_for,
        prompts=config.flows / "prompts",
        notices=(data / NOTICES).absolute(),
        phone_of=phone_of,
        clock=clock,
        phone_reachable=phone_reachable,
        quality=quality,
        network_state=network_state,
        trunk_changed=trunk_changed,
        security_alarm=security_alarm,
    )
    return OnAsterisk(network, settings, name)


def settings_for(config: Config, company: Company, data: Path, secrets: Derived) -> Settings:
    """What Asterisk is told. Raises OSError or ValueError for a secret that cannot be read or used."""
    told = config.telephony
    external = told.asterisk if isinstance(told.asterisk, External) else None
    return Settings(
        data=data,
        node=company.tenant,
        secrets=Secrets(
            ari=read_secret(external.secret_file) if external else secrets.of("ari"),
            ami=read_secret(external.ami.secret_file) if external and external.ami else secrets.of("ami"),
            web_guest=secrets.of("web-guest"),
        ),
        ports=told.ports,
        tls=told.tls,
        bind=told.bind,
        external_address=told.external_address or "",
        local_networks=told.local_networks,
        stun=told.ice.stun[0] if told.ice.stun else "",
        relay=_relay(told.ice),
        trunks=tuple(
            Trunk(
                name=trunk.name,
                match=trunk.match,
                anonymous=trunk.anonymous,
                host=trunk.host,
                user=trunk.user,
                secret=read_secret(trunk.secret_file) if trunk.secret_file else "",
                registers=trunk.registers,
                limit=trunk.limit,
                transport=trunk.transport,
                srtp=trunk.srtp,
                codecs=trunk.codecs,
                dtmf=trunk.dtmf,
                caller_from=trunk.caller_from,
                dialled_from=trunk.dialled_from,
                checked=trunk.checked,
            )
            for trunk in told.trunks
        ),
        phones=tuple(
            Phones(
                agent=agent.id,
                softphone_secret=softphone_secret(secrets, agent.id),
                desk_secret=desk_phone_secret(secrets, agent.id),
                desk_contact=agent.phone.contact,
            )
            for agent in company.agents.values()
        ),
        seats=tuple(
            Seat(name=seat.name, secret=seat_secret(secrets, seat.name), contact=seat.contact)
            for seat in company.seats.values()
        ),
        desk_phone_transfers=told.desk_phone_transfers,
        music=told.music,
        away=told.away,
        country=company.country.lower(),
        external=_external(external) if external else None,
    )


def _relay(ice: Ice) -> Relay | None:
    """The first one that Asterisk can use: it knows neither TLS nor passwords that end."""
    for server in ice.turn:
        scheme, _, address = server.url.partition("?")[0].partition(":")
        if scheme == "turn" and server.user:
            return Relay(address=address, user=server.user, secret=read_secret(server.secret_file))
    return None


def _external(told: External) -> ExternalSettings:
    plain = ExternalSettings(url=told.url, user=told.user, recordings=told.recordings)
    if told.ami is None:
        return plain
    ami = told.ami
    return msgspec.structs.replace(plain, ami_host=ami.host, ami_port=ami.port, ami_user=ami.user)


def softphone_secret(secrets: Derived, agent: AgentId) -> str:
    return secrets.of("softphone", agent)


def desk_phone_secret(secrets: Derived, agent: AgentId) -> str:
    """What a desk phone registers with, as user `<agent>-desk`."""
    return secrets.of("desk-phone", agent)


def seat_secret(secrets: Derived, seat: str) -> str:
    """What the phone of a seat registers with, as user `<seat>-seat`."""
    return secrets.of("seat-phone", seat)
