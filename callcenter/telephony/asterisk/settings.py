"""What an Asterisk is told about its place: folders, ports, lines, phones, secrets.

    settings = Settings(data=Path("data"), secrets=Secrets(ari=..., ami=..., web_guest=...), phones=(...))

All values are checked here, because they end up in Asterisk's configuration files.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from callcenter.model.ids import AgentId
from callcenter.model.phones import own_desk_phone, seat_phone

EPHEMERAL = 32768
"""From here on the kernel hands out ports by itself, and may take ours."""

LONGEST_SOCKET_PATH = 100
"""A unix socket's path may have 107 bytes; Asterisk silently cuts a longer one."""

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
DIALLING = "desk-phones"
"""The context of phones that may dial."""
WEB_GUEST = "web-guest"
"""The endpoint of browsers that call in; their calls arrive from the trunk `web`."""
WEB = "web"
USER = "callcenter"
"""Our name towards ARI and AMI, where nobody gave us another."""


class Ports(msgspec.Struct, frozen=True, kw_only=True):
    sip: int = 15060
    sips: int = 15061  #: SIP over TLS, open only with a trunk that uses it
    http: int = 18088  #: ARI and the browsers' websocket, on loopback only
    ami: int = 15038
    rtp_first: int = 20000
    rtp_last: int = 20999

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            if not 1 <= getattr(self, name) < EPHEMERAL:
                raise ValueError(f"the {name} port must be below {EPHEMERAL}")
        if self.rtp_last - self.rtp_first < 3:
            raise ValueError("a call needs two RTP ports; give a wider range")


class Secrets(msgspec.Struct, frozen=True, kw_only=True):
    """Passwords, derived outside."""

    ari: str
    ami: str
    web_guest: str


class Trunk(msgspec.Struct, frozen=True, kw_only=True):
    """A way in, and out where it has a host."""

    name: str
    match: tuple[str, ...] = ()  #: addresses whose calls come from it, as 203.0.113.7 or 203.0.113.0/24
    anonymous: bool = False  #: any caller nobody else knows; only for a bind on loopback or a closed network
    host: str | None = None  #: where calls go out to, host or host:port
    user: str = ""
    secret: str = ""
    registers: bool = False
    limit: int | None = None  #: calls at once, in and out
    transport: str = "udp"  #: udp | tcp | tls
    srtp: bool = False
    codecs: tuple[str, ...] = ("alaw", "ulaw")
    dtmf: str = "auto"  #: auto | rfc4733 | info | inband
    caller_from: str = "pai"  #: from | pai | diversion: which of SIP's headers tells the caller
    dialled_from: str = "to"  #: to | diversion
    checked: bool = True  #: it answers OPTIONS, so that we can tell whether it is there
    silent_for: int = 60  #: seconds without sound after which a call is given up; 0 = never


class Tls(msgspec.Struct, frozen=True, kw_only=True):
    """Certificates of SIP over TLS."""

    certificate: Path | None = None
    key: Path | None = None
    authorities: Path | None = None  #: who may have signed a carrier's certificate; None = those the machine trusts
    verify: bool = True


class Phones(msgspec.Struct, frozen=True, kw_only=True):
    """One agent's two phones: `<agent>` in the browser and `<agent>-desk` on the table."""

    agent: AgentId
    softphone_secret: str
    desk_secret: str = ""  #: the desk phone registers with it
    desk_contact: str | None = None  #: or it is at a fixed SIP address


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """A desk phone that stands at a seat, `<name>-seat`, and rings for whoever works there."""

    name: str
    secret: str = ""  #: it registers with it
    contact: str | None = None  #: or it is at a fixed SIP address


class Away(msgspec.Struct, frozen=True, kw_only=True):
    """What callers get while the program is away: music, at times the apology, at last a number or the end."""

    notice_after: int = 8  #: seconds without a sign of life
    apology: Path | None = None  #: a wav file; Asterisk's own words if None
    apologise_every: int = 20  #: seconds
    give_up_after: int = 180  #: seconds
    number: str = ""  #: where callers are sent then …
    trunk: str = ""  #: … and by which trunk


class Relay(msgspec.Struct, frozen=True, kw_only=True):
    """A TURN server that Asterisk itself uses, where its own ports cannot be reached."""

    address: str  #: host:port
    user: str
    secret: str


class External(msgspec.Struct, frozen=True, kw_only=True):
    """An Asterisk that somebody else runs; docs/external-asterisk.md says what it must be told."""

    url: str  #: of its HTTP server, as http://pbx.example:8088
    user: str = USER  #: ARI's; the passwords are in `Secrets`
    ami_host: str = ""  #: the same host if empty
    ami_port: int = 5038
    ami_user: str = USER
    recordings: Path | None = None  #: where it puts recordings, as this machine sees the folder

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.username:
            raise ValueError("the address of an external Asterisk looks like http://pbx.example:8088")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    data: Path
    secrets: Secrets
    node: str = "main"
    ports: Ports = Ports()
    bind: str = "127.0.0.1"  #: address of SIP and sound; 0.0.0.0 = all
    external_address: str = ""  #: by which those outside `local_networks` reach `bind`; "" = nothing is in between
    local_networks: tuple[str, ...] = ()
    stun: str = ""  #: host:port, where Asterisk asks by which address it is seen
    relay: Relay | None = None
    tls: Tls = Tls()
    trunks: tuple[Trunk, ...] = ()
    phones: tuple[Phones, ...] = ()
    seats: tuple[Seat, ...] = ()
    music: Mapping[str, Path] = {}  #: further music classes by name; `default` is Asterisk's own
    away: Away = Away()
    softphone_silent_for: int = 6  #: seconds without sound after which a browser is taken for dead
    desk_phone_silent_for: int = 30
    desk_phone_transfers: bool = True  #: whether a desk phone may ask for one by its own key (REFER)
    qualify_every: int = 30  #: seconds between two looks at a phone; 0 = never
    sound_measured_every: float = 5.0  #: seconds between two reports of how the sound of a leg fares
    country: str = "cn"  #: of the tones
    external: External | None = None  #: None = an Asterisk of our own, at `ports` on loopback

    def __post_init__(self) -> None:
        names = [self.node, *(trunk.name for trunk in self.trunks), *(phones.agent for phones in self.phones)]
        for name in [*names, *(seat.name for seat in self.seats), *self.music]:
            if not NAME.fullmatch(name):
                raise ValueError(f"{name!r} cannot be a name: letters, digits, _ . - only")
        endpoints = [WEB_GUEST, *self.endpoints()]
        if len(set(endpoints)) < len(endpoints):
            raise ValueError("two phones or trunks bear the same name")

    def endpoints(self) -> list[str]:
        return [trunk.name for trunk in self.trunks] + self.phone_names()

    def phone_names(self) -> list[str]:
        """Of every phone of ours."""
        agents = [name for phones in self.phones for name in (str(phones.agent), own_desk_phone(phones.agent))]
        return agents + [seat_phone(seat.name) for seat in self.seats]

    @property
    def default_trunk(self) -> str | None:
        """The way out where none is named."""
        return next((trunk.name for trunk in self.trunks if trunk.host), None)

    @property
    def speaks_tls(self) -> bool:
        return self.tls.certificate is not None and any(trunk.transport == "tls" for trunk in self.trunks)

    @property
    def app(self) -> str:
        """The name under which this program, and no other, gets the calls."""
        return f"cc-{self.node}"

    @property
    def ari_url(self) -> str:
        return f"http://127.0.0.1:{self.ports.http}" if self.external is None else self.external.url.rstrip("/")

    @property
    def ari_user(self) -> str:
        return USER if self.external is None else self.external.user

    @property
    def ami_address(self) -> tuple[str, int]:
        if self.external is None:
            return "127.0.0.1", self.ports.ami
        return self.external.ami_host or urlsplit(self.external.url).hostname or "", self.external.ami_port

    @property
    def ami_user(self) -> str:
        return USER if self.external is None else self.external.ami_user

    @property
    def home(self) -> Path:
        return self.data / "asterisk"

    @property
    def recordings(self) -> Path:
        shared = self.external.recordings if self.external is not None else None
        return shared or self.data / "recordings"

    @property
    def run(self) -> Path:
        """Where Asterisk's control socket is."""
        folder = self.home / "run"
        if len(os.fsencode(folder.absolute())) + len("/asterisk.ctl") <= LONGEST_SOCKET_PATH:
            return folder
        short = hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"callcenter-{os.getuid()}-{short}"

    @property
    def ends(self) -> Path:
        """The file in which Asterisk notes when each call ended, also while we are away."""
        return self.home / "log" / "cel-custom" / "ends.csv"
