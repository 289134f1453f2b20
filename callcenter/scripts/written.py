"""A script's YAML as it is written: which keys there are. `reading.py` sees the whole."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from callcenter.model.script import FieldKind


def _in_any_language(value: object) -> object:
    return {"": value} if isinstance(value, str) else value


def _plain_words(value: object) -> object:
    """YAML takes `yes` and `no` for true and false."""
    if not isinstance(value, dict):
        return value
    return {("yes" if key else "no") if isinstance(key, bool) else str(key): what for key, what in value.items()}


Words = Annotated[str, Field(min_length=1, max_length=4000)]
Texts = Annotated[dict[str, Words], BeforeValidator(_in_any_language), Field(min_length=1)]
Name = Annotated[str, BeforeValidator(str), Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,63}$")]
FieldName = Annotated[str, BeforeValidator(str), Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
"""Short enough to be named in a refusal."""


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Question(_Written):
    title: Texts
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    options: Annotated[dict[Name, Texts], BeforeValidator(_plain_words)] = {}


class Branch(_Written):
    by: Name
    to: Annotated[dict[Name, Name], BeforeValidator(_plain_words), Field(min_length=1)]


class Step(_Written):
    say: Texts
    fields: dict[FieldName, Question] = {}
    branch: Branch | None = None
    then: Name | None = None


class Script(_Written):
    title: Texts
    start: Name
    steps: dict[Name, Step] = Field(min_length=1)
