"""YAML → a `Script`, or every mistake in it with its line and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from callcenter.lined_yaml import Document, Mistake, Mistakes, did_you_mean, read
from callcenter.lined_yaml import Path as At
from callcenter.model.company import Texts
from callcenter.model.ids import Language
from callcenter.model.script import Branch, Field, FieldKind, Script, Step
from callcenter.scripts import written

PLACEHOLDERS = ("customer_name", "agent_number", "queue")
"""What the page fills in."""

_IN_BRACES = re.compile(r"\{([^{}]*)\}")


def read_script(
    text: str, name: str, *, languages: Iterable[Language] | None, revision: int = 0, file: str = ""
) -> Script:
    """`languages`: those every text must have; None: the ones it has will do. Raises Mistakes."""
    document = read(text, file or f"{name}.yaml")
    if not isinstance(document.data, dict):
        raise Mistakes([document.mistake((), "a script begins with `title:`, `start:` and `steps:`, one key a line")])
    told = document.parse(written.Script)
    script = Script(
        name=name,
        revision=revision,
        title=_texts(told.title, languages),
        start=told.start,
        steps={step: _step(step, one, languages) for step, one in told.steps.items()},
    )
    mistakes = [*_unsaid(told, document, languages), *_Checked(script, document).mistakes()]
    if mistakes:
        raise Mistakes(sorted(mistakes, key=lambda mistake: mistake.line))
    return script


def _texts(told: Mapping[str, str], languages: Iterable[Language] | None) -> Texts:
    if "" in told:
        return dict.fromkeys(languages or [Language("zh-CN"), Language("en")], told[""])
    return {Language(language): text for language, text in told.items()}


def _step(name: str, told: written.Step, languages: Iterable[Language] | None) -> Step:
    fields = tuple(
        Field(
            name=field,
            title=_texts(one.title, languages),
            kind=one.kind,
            required=one.required,
            options={option: _texts(title, languages) for option, title in one.options.items()},
        )
        for field, one in told.fields.items()
    )
    branch = Branch(field=told.branch.by, to=told.branch.to) if told.branch is not None else None
    return Step(name=name, say=_texts(told.say, languages), fields=fields, branch=branch, then=told.then)


def _unsaid(told: written.Script, document: Document, languages: Iterable[Language] | None) -> Iterable[Mistake]:
    """Texts that a language lacks, or that name a placeholder there is not."""
    places: list[tuple[At, Mapping[str, str]]] = [(("title",), told.title)]
    for name, step in told.steps.items():
        at = ("steps", name)
        places.append(((*at, "say"), step.say))
        for field, one in step.fields.items():
            places.append(((*at, "fields", field, "title"), one.title))
            places += [((*at, "fields", field, "options", option), title) for option, title in one.options.items()]
    for at, texts in places:
        missing = [] if "" in texts else [language for language in languages or () if language not in texts]
        if missing:
            yield document.mistake(at, f"{_spelled(at)}: no text in {', '.join(missing)}")
        for placeholder in sorted({found for text in texts.values() for found in _IN_BRACES.findall(text)}):
            if placeholder not in PLACEHOLDERS:
                known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
                yield document.mistake(at, f"{_spelled(at)}: {{{placeholder}}} is not known; there are {known}")


def _spelled(at: At) -> str:
    return repr(".".join(map(str, at)))


class _Checked:
    """What can be wrong with the whole."""

    def __init__(self, script: Script, document: Document) -> None:
        self._script, self._document = script, document
        self._mistakes: list[Mistake] = []

    def mistakes(self) -> list[Mistake]:
        steps = self._script.steps
        self._leads_somewhere(("start",), self._script.start)
        asked: dict[str, str] = {}
        for name, step in steps.items():
            at = ("steps", name)
            if step.then is not None:
                self._leads_somewhere((*at, "then"), step.then)
            for field in step.fields:
                if field.name in asked:
                    self._wrong((*at, "fields", field.name), f"the step {asked[field.name]!r} asks for it already")
                asked.setdefault(field.name, name)
                self._field((*at, "fields", field.name), field)
            if step.branch is not None:
                self._branch((*at, "branch"), step, step.branch)
        if not self._mistakes:
            self._everything_is_reached()
        return self._mistakes

    def _wrong(self, at: At, what: str) -> None:
        self._mistakes.append(self._document.mistake(at, f"{_spelled(at)}: {what}"))

    def _leads_somewhere(self, at: At, step: str) -> None:
        if step not in self._script.steps:
            self._wrong(at, f"there is no step {step!r}{did_you_mean(step, self._script.steps)}")

    def _field(self, at: At, field: Field) -> None:
        if field.kind is FieldKind.CHOICE and len(field.options) < 2:
            self._wrong(at, "a choice needs at least two `options:`")
        if field.kind is not FieldKind.CHOICE and field.options:
            self._wrong(at, "only `kind: choice` has options")

    def _branch(self, at: At, step: Step, branch: Branch) -> None:
        for to in branch.to.values():
            self._leads_somewhere((*at, "to"), to)
        fields = self._script.fields
        if branch.field not in fields:
            self._wrong((*at, "by"), f"there is no field {branch.field!r}{did_you_mean(branch.field, fields)}")
            return
        field = fields[branch.field]
        values = {FieldKind.CHOICE: tuple(field.options), FieldKind.YES_NO: ("yes", "no")}.get(field.kind)
        if values is None:
            self._wrong((*at, "by"), "one branches by a choice, or by a yes_no")
            return
        for value in branch.to:
            if value not in values:
                self._wrong((*at, "to", value), f"{branch.field!r} is never {value!r}; it is {', '.join(values)}")
        missing = [value for value in values if value not in branch.to]
        if missing and step.then is None:
            self._wrong((*at, "to"), f"where to with {', '.join(missing)}? Name it, or a `then:` for the rest")

    def _everything_is_reached(self) -> None:
        reached: set[str] = set()
        ahead = [self._script.start]
        while ahead:
            step = self._script.steps[ahead.pop()]
            if step.name not in reached:
                reached.add(step.name)
                ahead += _ways(step)
        for name in self._script.steps:
            if name not in reached:
                self._wrong(("steps", name), "no step leads here")
        if not any(_may_end(self._script.steps[name]) for name in reached):
            self._wrong(("steps",), "it never ends; leave out `then:` in the last step")


def _ways(step: Step) -> list[str]:
    return [*(step.branch.to.values() if step.branch else ()), *([step.then] if step.then else ())]


def _may_end(step: Step) -> bool:
    return step.then is None and step.branch is None
