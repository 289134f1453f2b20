"""What a `config.yaml` says, as plain values with every default filled in and every path found."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from callcenter.model.company import Company
from callcenter.telephony.asterisk.settings import Away, Ports, Tls


class Web(msgspec.Struct, frozen=True, kw_only=True):
    """The door to the browsers."""

    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str | None = None  #: as browsers know us; None = as they ask
    certificate: Path | None = None
    key: Path | None = None
    generated: bool = False  #: the certificate is made by ourselves
    names: tuple[str, ...] = ()  #: it is made out to these; the machine's own if empty
    plain_http: bool = False  #: other machines may sign in without TLS
    proxies: frozenset[str] = frozenset()  #: addresses whose X-Forwarded-For is believed
    guest_page: bool = False  #: the open "call us" page

    @property
    def tls(self) -> bool:
        """We speak it ourselves."""
        return self.generated or self.certificate is not None


class Embedded(msgspec.Struct, frozen=True):
    """An Asterisk that the program itself fetches, configures, starts and watches."""


class ExternalAmi(msgspec.Struct, frozen=True, kw_only=True):
    host: str = "127.0.0.1"
    port: int = 5038
    user: str = "callcenter"
    secret_file: Path


class External(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody else's Asterisk."""

    url: str  #: of ARI, e.g. http://127.0.0.1:8088
    user: str
    secret_file: Path
    ami: ExternalAmi | None = None
    recordings: Path | None = None  #: where it puts recordings, as this machine sees the folder


class Off(msgspec.Struct, frozen=True):
    """No Asterisk: the simulator."""


class TrunkSeed(msgspec.Struct, frozen=True, kw_only=True):
    """A way in and out, its password still in a file."""

    name: str
    match: tuple[str, ...] = ()
    anonymous: bool = False
    host: str | None = None
    user: str = ""
    secret_file: Path | None = None
    registers: bool = False
    limit: int | None = None
    transport: str = "udp"
    srtp: bool = False
    codecs: tuple[str, ...] = ("alaw", "ulaw")
    dtmf: str = "auto"
    caller_from: str = "pai"
    dialled_from: str = "to"
    checked: bool = True


class TurnServer(msgspec.Struct, frozen=True, kw_only=True):
    """A relay for sound that finds no way of its own."""

    url: str  #: turn:host:port?transport=udp, or turns:…
    user: str = ""  #: "" = the secret is shared with the relay, and passwords last for a time
    secret_file: Path


class Ice(msgspec.Struct, frozen=True, kw_only=True):
    """How browsers' sound finds its way."""

    stun: tuple[str, ...] = ()  #: host:port
    turn: tuple[TurnServer, ...] = ()


class Telephony(msgspec.Struct, frozen=True, kw_only=True):
    asterisk: Embedded | External | Off = Embedded()
    bind: str = "127.0.0.1"  #: address of SIP and sound
    external_address: str | None = None  #: by which those outside our networks reach `bind`
    local_networks: tuple[str, ...] = ()  #: whose machines reach `bind` itself
    ice: Ice = Ice()
    ports: Ports = Ports()
    tls: Tls = Tls()
    desk_phone_transfers: bool = True  #: by the phones' own keys
    trunks: tuple[TrunkSeed, ...] = ()
    music: Mapping[str, Path] = {}  #: folders of sound files by the name queues call them
    away: Away = Away()


class Config(msgspec.Struct, frozen=True, kw_only=True):
    company: Company
    storage: str  #: as written; `storage_url` says where that is
    storage_secret_file: Path | None = None
    web: Web = Web()
    telephony: Telephony = Telephony()
    flows: Path
    scripts: Path  #: a folder, which need not be there
    demo: bool = False  #: fill an empty database with the demo company's people and history
    file: Path
