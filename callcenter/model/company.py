"""What the company has set up: numbers, queues, hours, agents. One `Company` value is one published revision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

import msgspec

from callcenter.model.ids import AgentId, FlowName, Language, QueueName, TenantId
from callcenter.model.lines import Trunk
from callcenter.model.phones import PhoneKind
from callcenter.model.recording import RecordedCalls, RecordingRules

Texts = Mapping[Language, str]
"""One text in several languages."""


class Hours(msgspec.Struct, frozen=True, kw_only=True):
    """Opening hours in the company's zone (or its own), closed on the country's public holidays if one is named."""

    days: frozenset[int]  #: 0 = Monday
    opens: time
    closes: time
    holidays: str | None = None  #: country code, ISO 3166
    zone: str


class Announce(msgspec.Struct, frozen=True, kw_only=True):
    """What a waiting caller is told, and when (seconds)."""

    first_after: float = 8.0
    every: float = 30.0
    position: Texts


CLOSED: Texts = {
    Language("zh-CN"): "抱歉，该服务暂时关闭。",
    Language("en"): "We are sorry, this service is closed at the moment.",
}
"""What a caller of a closed queue hears, unless the company has words of its own."""


class Alerts(msgspec.Struct, frozen=True, kw_only=True):
    """From where on a figure of a queue is a warning, and from where on an alarm; None = never."""

    waiting: tuple[int, int] | None = None
    longest: tuple[float, float] | None = None  #: seconds the first one has waited
    service_level: tuple[float, float] | None = None  #: a share, and the lower one is the alarm


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    name: QueueName
    title: Texts
    needs: Mapping[str, int] = {}
    priority: float = 0.0
    ageing: float = 0.0  #: points of priority per second of waiting
    serve_share: float = 0.8  #: promise: this share …
    serve_within: float = 20.0  #: … within so many seconds
    short_abandon: float = 6.0  #: seconds; leaving sooner is a short abandon
    ring_for: float = 20.0  #: seconds one agent is rung
    wrap_up: float = 60.0  #: seconds, the ceiling
    wrap_up_extend: float = 60.0  #: seconds one "more time" adds to it
    wrap_up_extensions: int = 2  #: how often an agent may ask for that
    breaks: int | None = None  #: how many of its agents may be in a break at once; None = as many as like
    script: str | None = None  #: what agents are led through [话术]
    say_agent: Texts | None = None  #: what the caller hears when an agent takes the call, with {number} [工号播报]
    say_queue: bool = False  #: the agent hears the queue's name before the caller
    music: str = "default"
    announce: Announce | None = None
    recording: RecordedCalls | None = None  #: which of its calls are recorded; None = as the company says
    keep_recordings: float | None = None  #: seconds; None = as the company says
    dispositions: tuple[str, ...] = ()
    closed: Texts | None = None  #: what callers hear while it is closed; None = the company's words
    alerts: Alerts = Alerts()
    site: str = "main"
    languages: tuple[Language, ...] = ()


class Disposition(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    title: Texts


class AuxCode(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    title: Texts
    limit: float | None = None  #: seconds it should last at most
    limit_ends: bool = False  #: at the limit the agent is available again; else it is only shown
    is_break: bool = False  #: counts for `Queue.breaks` [小休]


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """A number customers can dial, or the name of a way in such as `web`."""

    number: str
    flow: FlowName
    trunk: str | None = None
    site: str = "main"
    notice: bool = True  #: its callers are told of the recording; False: the flow says it itself


class Phone(msgspec.Struct, frozen=True, kw_only=True):
    """How an agent is rung unless they choose otherwise when they sign in."""

    kind: PhoneKind = PhoneKind.SOFTPHONE
    contact: str | None = None  #: a desk phone at a fixed SIP address; None = it registers
    seat: str = ""  #: with `seat`: which


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """A place with a desk phone of its own, for whoever sits there."""

    name: str
    contact: str | None = None  #: its phone is at a fixed SIP address; None = it registers


class Agent(msgspec.Struct, frozen=True, kw_only=True):
    id: AgentId
    login: str
    name: str
    number: str  #: the number agents are known by [工号]
    skills: Mapping[str, int] = {}
    roles: tuple[str, ...] = ("agent",)
    language: Language = Language("zh-CN")
    phone: Phone = Phone()
    home_number: str = ""  #: the outside number they may be rung at; "" = none
    any_number: bool = False  #: they may name any outside number that may be dialled
    auto_answer: bool = False  #: their phone takes calls by itself, after a tone
    team: str = "main"
    site: str = "main"

    @property
    def spoken_number(self) -> str:
        """Digit by digit, as `Queue.say_agent` says it."""
        return " ".join(self.number)


CONFIRM: Texts = {
    Language("zh-CN"): "您有一个来电，接听请按一。",
    Language("en"): "You have a call. To take it, press one.",
}


class Company(msgspec.Struct, frozen=True, kw_only=True):
    tenant: TenantId
    name: Texts
    country: str
    zone: str
    languages: tuple[Language, ...]
    numbers: Mapping[str, Number]
    queues: Mapping[QueueName, Queue]
    hours: Mapping[str, Hours]
    agents: Mapping[AgentId, Agent]
    dispositions: Mapping[str, Disposition]
    aux_codes: Mapping[str, AuxCode]
    dial_allowed: frozenset[str]  #: kinds of number that may be dialled: fixed, mobile, service, international …
    seats: Mapping[str, Seat] = {}
    wrap_up_reasons: Mapping[str, Texts] = {}  #: why an agent needs more time; none = no reason is asked for
    callback_queue: QueueName | None = None  #: where calls lost outside any queue are called back from
    closed: Texts = msgspec.field(default_factory=lambda: CLOSED)  #: what callers of a closed queue hear
    not_routed: Texts  #: what a caller of a number without a flow hears
    trunks: Mapping[str, Trunk] = {}
    mask_numbers: frozenset[str] = frozenset()  #: roles that see a customer's number with its middle hidden
    recording: RecordingRules = RecordingRules()
    confirm: Texts = msgspec.field(
        default_factory=lambda: CONFIRM
    )  #: what an agent at an outside number hears before a call

    def name_of(self, login: str) -> str:
        """How people call who has this login."""
        return next((agent.name for agent in self.agents.values() if agent.login == login), login)

    def agent_with(self, number: str) -> AgentId | None:
        """Who is known by this number [工号]."""
        return next((agent.id for agent in self.agents.values() if agent.number == number), None)

    def queue_title(self, queue: QueueName, language: Language) -> str:
        return text_in(self.queues[queue].title, language)


def text_in(texts: Texts, language: Language) -> str:
    """The text in that language, else in the first one there is."""
    return texts.get(language) or next(iter(texts.values()))
