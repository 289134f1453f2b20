"""A flow: what a caller of a number meets, node by node.

Each node is named in the YAML by its kind, which is the first word of the node: `{ say: …, then: … }`.
Texts are given per language; a caller who has not chosen one hears them all in turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from callcenter.durations import Seconds


def _text_in_any_language(value: object) -> object:
    return {"": value} if isinstance(value, str) else value


Texts = Annotated[dict[str, str], BeforeValidator(_text_in_any_language), Field(min_length=1)]
"""language → text. A plain text (key "") is spoken in whatever language the caller chose."""

Key = Annotated[str, BeforeValidator(str), Field(pattern=r"^[0-9*#]$")]
ProvinceCode = Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]
"""ISO 3166-2, such as CN-SD."""

Name = Annotated[str, BeforeValidator(str), Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]


class _Node(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Say(_Node):
    """Speak, then go on."""

    say: Texts
    then: Name


class Play(_Node):
    """Play a recorded prompt (`ivr_flows/prompts/<language>/<name>.wav`), then go on."""

    play: Name
    then: Name


class Menu(_Node):
    """Speak, wait for one key. Wrong or no key: say so, ask again `retries` times, then go to `otherwise`."""

    menu: Texts
    keys: dict[Key, Name] = Field(min_length=1)
    retries: int = Field(default=2, ge=0, le=9)
    otherwise: Name
    wait: Seconds = 5.0
    save: Name | None = None  #: keep the key under this name (a survey's answer)
    secure: bool = False  #: no recording meanwhile, and the key is kept nowhere


class Set(_Node):
    """Remember something about the caller; today the language."""

    set: dict[Literal["language"], str]
    then: Name


class Hours(_Node):
    """Branch on opening hours."""

    hours: Name
    open: Name
    closed: Name


class Province(_Node):
    """Branch on the province the caller's number is from [归属地]; `otherwise` also when that cannot be said."""

    province: dict[ProvinceCode, Name] = Field(min_length=1)
    otherwise: Name


class Overflow(_Node):
    after: Seconds
    to: Name


class Queue(_Node):
    """Wait for an agent. `then` is where the caller goes on after the agent hung up."""

    queue: Name
    needs: dict[Name, Annotated[int, Field(ge=1, le=10)]] = {}
    priority: float = 0.0
    overflow: Overflow | None = None
    keys: dict[Key, Name] = {}  #: what a key pressed while waiting leads to
    unanswered: bool = False  #: the caller hears music but is not answered, and not charged, before an agent answers
    then: Name | None = None


class Voicemail(_Node):
    """Speak, record a message for a queue."""

    voicemail: Texts
    queue: Name
    most: Seconds = 120.0
    then: Name | None = None


class Transfer(_Node):
    """Connect the caller to an outside number."""

    transfer: str
    otherwise: Name | None = None


class Hangup(_Node):
    """Say goodbye, end the call."""

    hangup: Texts | None = None


Node = Say | Play | Menu | Set | Hours | Province | Queue | Voicemail | Transfer | Hangup

KINDS: dict[str, type[Node]] = {
    "say": Say,
    "play": Play,
    "menu": Menu,
    "set": Set,
    "hours": Hours,
    "province": Province,
    "queue": Queue,
    "voicemail": Voicemail,
    "transfer": Transfer,
    "hangup": Hangup,
}


class Flow(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    revision: int = 0
    start: Name
    nodes: Mapping[str, Node]


def ways_on(node: Node) -> list[tuple[str, str]]:
    """(what leads there, node) for every node this one can go on to."""
    match node:
        case Say(then=then) | Play(then=then) | Set(then=then):
            return [("then", then)]
        case Menu():
            return [*((f"key {key}", to) for key, to in node.keys.items()), ("otherwise", node.otherwise)]
        case Hours():
            return [("open", node.open), ("closed", node.closed)]
        case Province():
            return [*((f"province {code}", to) for code, to in node.province.items()), ("otherwise", node.otherwise)]
        case Queue():
            ways = [(f"key {key}", to) for key, to in node.keys.items()]
            ways += [("overflow", node.overflow.to)] if node.overflow else []
            return ways + ([("then", node.then)] if node.then else [])
        case Voicemail(then=then):
            return [("then", then)] if then else []
        case Transfer(otherwise=otherwise):
            return [("otherwise", otherwise)] if otherwise else []
        case Hangup():
            return []


def texts_of(node: Node) -> Mapping[str, str] | None:
    """What the node says, if it speaks."""
    match node:
        case Say(say=texts) | Menu(menu=texts) | Voicemail(voicemail=texts) | Hangup(hangup=texts):
            return texts
        case _:
            return None
