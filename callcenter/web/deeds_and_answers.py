"""What the page of an interaction says of supervisors who stepped in, and of what was filled in along scripts.

rows = deed_rows(actions, viewer, company)
scripts = answered_scripts(answered, house.script, viewer, company)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from callcenter.history.records import Answered
from callcenter.model.company import Company, text_in
from callcenter.model.measures import Action
from callcenter.model.script import Field, FieldKind, Script, Value
from callcenter.numbers.masking import words_shown_to
from callcenter.viewer import Viewer
from callcenter.web.pages import AnsweredScript, AnswerRow, DeedRow


def deed_rows(actions: Iterable[Action], viewer: Viewer, company: Company) -> tuple[DeedRow, ...]:
    return tuple(
        DeedRow(
            at=one.at,
            by=company.name_of(one.by),
            do=one.do,
            agent=one.agent,
            queue=one.queue,
            reason=words_shown_to(viewer.roles, company, one.reason),
        )
        for one in actions
    )


def answered_scripts(
    answered: Iterable[Answered], script_of: Callable[[str, int], Script | None], viewer: Viewer, company: Company
) -> tuple[AnsweredScript, ...]:
    """A script that can no longer be read leaves the bare names."""
    return tuple(_answered(one, script_of(one.script, one.revision), viewer, company) for one in answered if one.values)


def _answered(one: Answered, script: Script | None, viewer: Viewer, company: Company) -> AnsweredScript:
    fields = script.fields if script is not None else {}
    in_order = [name for name in fields if name in one.values]
    in_order += [name for name in one.values if name not in fields]
    return AnsweredScript(
        title=text_in(script.title, viewer.language) if script is not None else one.script,
        agent=one.agent,
        at=one.at,
        answers=tuple(_row(name, one.values[name], fields.get(name), viewer, company) for name in in_order),
    )


def _row(name: str, value: Value, field: Field | None, viewer: Viewer, company: Company) -> AnswerRow:
    """A telephone number may have been dictated into any field."""
    title = text_in(field.title, viewer.language) if field is not None else name
    if isinstance(value, bool):
        return AnswerRow(title=title, value=value)
    if field is not None and field.kind is FieldKind.CHOICE and value in field.options:
        return AnswerRow(title=title, value=text_in(field.options[str(value)], viewer.language))
    return AnswerRow(title=title, value=words_shown_to(viewer.roles, company, str(value)))
