"""A script [话术]: what an agent says, asks and writes down, step by step; and the answers that fit it.

script.accept({"in_warranty": True})        # the values as they are kept, or None when one does not fit
script.path(answers)                        # the steps these answers lead through
script.missing(answers)                     # the first field that must be filled in and is not
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import msgspec

from callcenter.model.company import Texts

Value = str | bool | int | float
LONGEST = 2000
"""Letters of one answer."""


class FieldKind(StrEnum):
    TEXT = "text"
    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"


class Field(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    title: Texts
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    options: Mapping[str, Texts] = {}  #: of a choice

    def accepts(self, value: Value) -> bool:
        match self.kind:
            case FieldKind.TEXT:
                return isinstance(value, str) and len(value) <= LONGEST and "\0" not in value
            case FieldKind.CHOICE:
                return isinstance(value, str) and value in self.options
            case FieldKind.NUMBER:
                return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
            case FieldKind.DATE:
                return isinstance(value, str) and _is_date(value)
            case FieldKind.YES_NO:
                return isinstance(value, bool)


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """Where to go by the value of a field: an option, or yes and no."""

    field: str
    to: Mapping[str, str]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    say: Texts
    fields: tuple[Field, ...] = ()
    branch: Branch | None = None
    then: str | None = None  #: where it goes on if no branch says so; None = the end

    def follows(self, answers: Mapping[str, Value]) -> str | None:
        if self.branch is not None and (value := answers.get(self.branch.field)) is not None:
            return self.branch.to.get(spelled(value), self.then)
        return self.then


class Script(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    revision: int
    title: Texts
    start: str
    steps: Mapping[str, Step]

    @property
    def fields(self) -> dict[str, Field]:
        return {field.name: field for step in self.steps.values() for field in step.fields}

    def accept(self, values: Mapping[str, Value | None]) -> dict[str, Value | None] | None:
        """None as a value takes an answer back."""
        fields = self.fields
        for name, value in values.items():
            if name not in fields or (value is not None and not fields[name].accepts(value)):
                return None
        return {name: None if value == "" else value for name, value in values.items()}

    def fitting(self, answers: Mapping[str, Value]) -> dict[str, Value]:
        """Of the answers to another revision, those that fit this one."""
        fields = self.fields
        return {name: value for name, value in answers.items() if name in fields and fields[name].accepts(value)}

    def path(self, answers: Mapping[str, Value]) -> list[Step]:
        steps: list[Step] = []
        at: str | None = self.start
        while at is not None and self.steps[at] not in steps:
            steps.append(self.steps[at])
            at = self.steps[at].follows(answers)
        return steps

    def missing(self, answers: Mapping[str, Value]) -> Field | None:
        """The first question on the way that must be answered and is not; what comes behind it was not reached."""
        asked = (field for step in self.path(answers) for field in step.fields)
        return next((field for field in asked if field.required and answers.get(field.name) is None), None)


def spelled(value: Value) -> str:
    """As a branch names it."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
