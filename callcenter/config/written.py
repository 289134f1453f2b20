"""`config.yaml` as it is written: which keys there are.

What can only be seen in the whole (an unknown queue, two agents with one login) is said in `machine.py`, `company.py`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from callcenter.config.spelling import (
    Address,
    BaseUrl,
    Clock,
    Country,
    Days,
    HolidayCountry,
    HostName,
    Language,
    Level,
    Name,
    Network,
    PersonName,
    Points,
    Port,
    Promise,
    QuotedNumber,
    RecordedCalls,
    Share,
    SipAddress,
    SipHost,
    SipUser,
    Tenant,
    Texts,
    TurnUrl,
    Word,
    Zone,
)
from callcenter.durations import Keeping, Seconds
from callcenter.model import recording
from callcenter.model.lines import Mobiles, Writes
from callcenter.model.phones import PhoneKind
from callcenter.viewer import Role

DialKind = Literal["fixed", "mobile", "toll_free", "shared_cost", "service", "premium", "international", "emergency"]
FLOWS = "ivr_flows"
"""The folder of flows beside the configuration, unless another one is named."""
SCRIPTS = "agent_console/scripts"


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Company(_Written):
    id: Tenant = "main"
    name: Texts
    languages: list[Language] = Field(min_length=1)
    country: Country
    time_zone: Zone


class Storage(_Written):
    url: str
    secret_file: str | None = None


class Web(_Written):
    host: Word = "127.0.0.1"
    port: Port = 8080
    public_url: BaseUrl | None = None
    certificate: str | None = None
    key: str | None = None
    names: list[HostName] = []
    plain_http: bool = False
    proxies: list[Address] = []
    guest_page: bool = False


class Ami(_Written):
    host: Word = "127.0.0.1"
    port: Port = 5038
    user: Word = "callcenter"
    secret_file: str


class External(_Written):
    url: BaseUrl
    user: Word = "callcenter"
    secret_file: str
    ami: Ami | None = None
    recordings: str | None = None


class Plan(_Written):
    """How a trunk writes numbers."""

    area: Annotated[QuotedNumber, Field(pattern=r"^([1-9][0-9]{0,4})?$")] = ""
    strips: list[Annotated[QuotedNumber, Field(pattern=r"^[0-9]{1,8}$")]] = []
    extension: Annotated[int, Field(ge=0, le=6)] = 0
    writes: Writes = Writes.E164
    mobiles: Mobiles = Mobiles.PLAIN
    abroad: Annotated[QuotedNumber, Field(pattern=r"^(\+|[0-9]{1,5})$")] = "+"
    prefix: Annotated[QuotedNumber, Field(pattern=r"^[0-9]{0,5}$")] = ""
    shows: Writes = Writes.E164


def _shows(value: object) -> object:
    return value if isinstance(value, dict) else {"otherwise": value}


class Trunk(_Written):
    match: list[Network] = []
    anonymous: bool = False
    host: SipHost | None = None
    user: SipUser | None = None
    secret_file: str | None = None
    registers: bool = False
    order: Annotated[int, Field(ge=0, le=1000)] = 100
    limit: Annotated[int, Field(ge=1, le=10_000)] | None = None
    transport: Literal["udp", "tcp", "tls"] = "udp"
    srtp: bool = False
    codecs: list[Literal["alaw", "ulaw", "opus"]] = Field(default=["alaw", "ulaw"], min_length=1)
    dtmf: Literal["auto", "rfc4733", "info", "inband"] = "auto"
    caller_from: Literal["from", "pai", "diversion"] = "pai"
    dialled_from: Literal["to", "diversion"] = "to"
    checked: bool = True
    shows: Annotated[dict[str, QuotedNumber], BeforeValidator(_shows)] = {"otherwise": "dialled"}
    plan: Plan = Plan()


class Tls(_Written):
    """Certificates of SIP over TLS."""

    certificate: str | None = None
    key: str | None = None
    authorities: str | None = None
    verify: bool = True


class Ports(_Written):
    sip: Port = 15060
    sips: Port = 15061
    http: Port = 18088
    ami: Port = 15038
    rtp_first: Port = 20000
    rtp_last: Port = 20999


class Away(_Written):
    notice_after: Seconds = 8.0
    apologise_every: Seconds = 20.0
    give_up_after: Seconds = 180.0
    apology: str | None = None
    number: QuotedNumber | None = None
    trunk: Name | None = None


class TurnServer(_Written):
    url: TurnUrl
    user: Word | None = None
    secret_file: str


class Ice(_Written):
    stun: list[SipHost] = []
    turn: list[TurnServer] = []


class Telephony(_Written):
    mode: Literal["embedded", "external", "none"] = "embedded"
    bind: Address = "127.0.0.1"
    external_address: Address | None = None
    local_networks: list[Network] = []
    ice: Ice = Ice()
    ports: Ports = Ports()
    desk_phone_transfers: bool = True
    external: External | None = None
    tls: Tls = Tls()
    trunks: dict[Name, Trunk] = {}
    music: dict[Name, str] = {}
    away: Away = Away()


class Number(_Written):
    flow: Name
    trunk: Name | None = None
    site: Name = "main"
    notice: bool = True


class Announce(_Written):
    first_after: Seconds = 8.0
    every: Annotated[Seconds, Field(ge=5)] = 30.0
    position: Texts


class Alerts(_Written):
    """Each: from where on it is a warning, and from where on an alarm."""

    waiting: tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]] | None = None
    longest: tuple[Seconds, Seconds] | None = None
    service_level: tuple[Share, Share] | None = None


def _no_is_none(value: object) -> object:
    return None if value is False else value


class Queue(_Written):
    title: Texts
    needs: dict[Name, Level] = {}
    priority: Points = 0.0
    ageing: Annotated[Points, Field(ge=0)] = 0.0
    serve: Promise = (0.8, 20.0)
    short_abandon: Seconds = 6.0
    ring_for: Annotated[Seconds, Field(ge=3)] = 20.0
    wrap_up: Seconds = 60.0
    wrap_up_extend: Seconds = 60.0
    wrap_up_extensions: Annotated[int, Field(ge=0, le=20)] = 2
    breaks: Annotated[int | None, Field(ge=0)] = None
    script: Name | None = None
    say_agent: Texts | None = None
    say_queue: bool = False
    music: Name = "default"
    announce: Annotated[Announce | None, BeforeValidator(_no_is_none)] = None  #: absent: the company's; `no`: none
    recording: RecordedCalls | None = None  #: absent: the company's
    keep_recordings: Keeping | None = None
    dispositions: list[Name] | None = None
    closed: Texts | None = None
    alerts: Alerts = Alerts()
    site: Name = "main"
    languages: list[Language] = []


class Recording(_Written):
    calls: RecordedCalls = recording.RecordedCalls.YES
    notice: Annotated[Texts | None, BeforeValidator(_no_is_none)] = None  #: absent: ours; `no`: none
    paused_at_most: Annotated[Seconds, Field(ge=30)] = 600.0
    keep: Keeping = 180 * recording.DAY
    keep_at_least: Keeping = 30 * recording.DAY


class Hours(_Written):
    days: Days
    opens: Clock = Field(alias="from")
    closes: Clock = Field(alias="to")
    holidays: HolidayCountry | None = None
    time_zone: Zone | None = None


class Phone(_Written):
    kind: PhoneKind = PhoneKind.SOFTPHONE
    contact: SipAddress | None = None
    seat: Name | None = None


class Seat(_Written):
    contact: SipAddress | None = None


def _nothing_is_empty(value: object) -> object:
    return {} if value is None else value


class AuxCode(_Written):
    title: Texts
    limit: Annotated[Seconds, Field(ge=1)] | None = None
    limit_ends: Literal["available"] | None = None
    is_break: bool = Field(default=False, alias="break")


def _titled(value: object) -> object:
    """A plain text is its title."""
    return value if isinstance(value, dict) and "title" in value else {"title": value}


class Team(_Written):
    auto_answer: bool = False


def _phone(value: object) -> object:
    return {"kind": value} if isinstance(value, str) else value


class Agent(_Written):
    name: PersonName
    number: Annotated[QuotedNumber, Field(pattern=r"^[0-9A-Za-z-]{1,16}$")]
    login: Word | None = None
    skills: dict[Name, Level] = {}
    roles: list[Role] = Field(default=[Role.AGENT], min_length=1)
    language: Language | None = None
    phone: Annotated[Phone, BeforeValidator(_phone)] = Phone()
    home_number: QuotedNumber | None = None
    any_number: bool = False
    auto_answer: bool | None = None  #: absent: as the team
    team: Name = "main"
    site: Name = "main"


def _storage(value: object) -> object:
    return {"url": value} if isinstance(value, str) else value


class Config(_Written):
    company: Company
    storage: Annotated[Storage, BeforeValidator(_storage)] = Storage(url="sqlite:///data/callcenter.db")
    web: Web = Web()
    telephony: Telephony = Telephony()
    numbers: dict[QuotedNumber, Number] = {}
    queues: dict[Name, Queue] = Field(min_length=1)
    announce: Announce | None = None
    recording: Recording = Recording()
    hours: dict[Name, Hours] = {}
    dispositions: dict[Name, Texts] = {}
    aux_codes: dict[Name, Annotated[AuxCode, BeforeValidator(_titled)]] = {}
    wrap_up_reasons: dict[Name, Texts] = {}
    seats: dict[Name, Annotated[Seat, BeforeValidator(_nothing_is_empty)]] = {}
    teams: dict[Name, Team] = {}
    dial: list[DialKind] = []
    mask_numbers: list[Role] = []
    callback_queue: Name | None = None
    not_routed: Texts
    closed: Texts | None = None
    alerts: Alerts = Alerts()
    agents: dict[Name, Agent] = {}
    flows: str = FLOWS
    scripts: str = SCRIPTS
    demo: bool = False
