"""The catalogue: every text in both languages, every text used, and no text missing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from callcenter.lined_yaml import Mistakes
from callcenter.model.facts import ConsultEnd, Mode, OfferEnd, TransferTo
from callcenter.model.ids import Language
from callcenter.model.interaction import Direction, EndReason, LeftQueue, Medium, Outcome, Party
from callcenter.web.pages import ERRORS, MENU, LoginProblem, SegmentKind
from callcenter.web.rendering import FOR_SCRIPTS
from callcenter.web.texts import CONSOLE, FOLDER, LANGUAGES, our_texts, read_texts

ZH, EN = LANGUAGES

WHOLE = re.compile(r"""["'`]([a-z_]+(?:\.[A-Za-z0-9_-]+)+)["'`]""")
"""A key, written out."""

FAMILY = re.compile(r"""["'`]([a-z_]+(?:\.[a-z0-9_]+)*\.)(?:["'`]|\$?\{)""")
"""The beginning of keys whose end is known when the program runs."""

ASKED = re.compile(r"""\b(?:t|t_or|known|_?say|say_if_known)\(\s*["']([a-z_]+(?:\.[A-Za-z0-9_-]+)+)["']""")
"""A key that somebody asks for by name."""


def sources() -> Iterable[str]:
    for folder, kind in (
        (CONSOLE / "templates", "*.html"),
        (CONSOLE / "front" / "src", "*.ts"),
        (CONSOLE.parent / "callcenter", "*.py"),
    ):
        for path in sorted(folder.rglob(kind)):
            yield path.read_text(encoding="utf-8")


def test_every_text_that_is_asked_for_is_in_the_catalogue():
    asked = {key for source in sources() for key in ASKED.findall(source)}

    assert asked
    assert asked - our_texts().keys == set()


def test_every_text_in_the_catalogue_is_used():
    whole, families = set[str](), set[str]()
    for source in sources():
        whole.update(WHOLE.findall(source))
        families.update(FAMILY.findall(source))
    families -= set(FOR_SCRIPTS)  # named where they are picked out, which is no use of them
    unused = {key for key in our_texts().keys - whole if not key.startswith(tuple(families))}

    assert unused == set()


@pytest.mark.parametrize(
    ("beginning", "values"),
    [
        ("medium.", Medium),
        ("direction.", Direction),
        ("party.", Party),
        ("outcome.", Outcome),
        ("segment.", SegmentKind),
        ("ending.", LeftQueue),
        ("ending.", OfferEnd),
        ("ending.", Party),
        ("ending.", ConsultEnd),
        ("ending.", Mode),
        ("why.", EndReason),
        ("language.", LANGUAGES),
        ("login.", LoginProblem),
        ("story.began.voice.", Direction),
        ("story.queue_left.", LeftQueue),
        ("story.offer_ended.", OfferEnd),
        ("story.dialled.", Party),
        ("story.transferred.", TransferTo),
        ("story.agent_left.", Party),
        ("story.track_began.", Party),
        ("story.ended.", Party),
        ("error.", [f"{status}.{part}" for status in (*sorted(ERRORS), "4xx", "5xx") for part in ("title", "text")]),
        ("", [key for _, _, key in MENU]),
    ],
)
def test_every_value_that_can_be_shown_has_words(beginning: str, values: Iterable[str]):
    assert [value for value in values if f"{beginning}{value}" not in our_texts()] == []


def refusals() -> Iterable[str]:
    """What is returned, in one word, by what carries out commands."""
    folder = CONSOLE.parent / "callcenter"
    carrying = [*(folder / "agents").glob("*.py"), *(folder / "supervision").glob("*.py"), folder / "center.py"]
    for path in sorted(carrying):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and function.name not in NO_REFUSALS:
                returns = ast.unparse(function.returns) if function.returns else ""
                if (returns.endswith("| None") and returns.startswith("str")) or returns.endswith("| str"):
                    yield from words_of(function)
    yield from ("forbidden", "bad_message")  # of the socket itself


def words_of(function: ast.AST) -> Iterable[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and node.value is not None:
            constants = [one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant)]
            yield from (one for one in constants if isinstance(one, str) and re.fullmatch("[a-z_]+", one))


NO_REFUSALS = {"_why_not"}
"""Says why an agent gets no call."""


def test_every_refusal_of_a_command_has_words_and_stands_in_the_protocol():
    given = set(refusals())
    protocol = (CONSOLE.parent / "docs" / "desk-protocol.md").read_text(encoding="utf-8")
    listed = set(re.findall("`([a-z_]+)`", protocol.partition("Reasons for a refusal:")[2].partition("\n\n")[0]))
    assert {"busy", "queue_closed", "no_supervisor", "reason_missing"} <= given
    assert given - listed == set()
    assert [why for why in sorted(listed) if f"desk.refused.{why}" not in our_texts()] == []


def test_scripts_get_their_texts_and_no_others():
    for language in LANGUAGES:
        given = our_texts().starting_with(FOR_SCRIPTS, language)
        assert all(key.startswith(FOR_SCRIPTS) for key in given)
        assert set(given) == {key for key in our_texts().keys if key.startswith(FOR_SCRIPTS)}


def test_chinese_texts_use_chinese_punctuation():
    half_width = re.compile(r"[\u4e00-\u9fff}][,;:()!?]|[,;:()!?][\u4e00-\u9fff{]")

    wrong = {key for key in our_texts().keys if half_width.search(our_texts().say(key, ZH))}

    assert wrong == set()


# -------------------------------------------------------------------- reading


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_files_of_the_folder_become_one_catalogue(tmp_path: Path):
    texts = read_texts(
        written(tmp_path, a='x.one: { zh-CN: "{n} 个", en: "{n} things" }', b='x.two: { zh-CN: "二", en: "two" }')
    )

    assert texts.keys == {"x.one", "x.two"}
    assert texts.say("x.one", ZH, n=3) == "3 个"
    assert texts.say("x.two", Language("fr")) == "two"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('x.one: { zh-CN: "一" }', "a.yaml:1: 'x.one' needs a text for each of zh-CN, en, and nothing else"),
        ('x.one: { zh-CN: "一", en: "one", fr: "un" }', "a.yaml:1: 'x.one' needs a text for each"),
        ('x.one: { zh-CN: "一", en: " " }', "a.yaml:1: 'x.one': every text must be written out"),
        ('x.one: { zh-CN: "一", en: yes }', "a.yaml:1: 'x.one': every text must be written out"),
        ('x.one: { zh-CN: "{n} 个", en: "{m} things" }', "a.yaml:1: 'x.one' does not use the same {fields}"),
        ('x.one: { zh-CN: "{", en: "{" }', "a.yaml:1: 'x.one': "),
        ('x.one: { zh-CN: "一", en: "one" }\nx.one: { zh-CN: "一", en: "one" }', "a.yaml:2: 'x.one' is there twice"),
        ("- x", "a.yaml:1: a file of texts is a list of"),
    ],
)
def test_a_mistake_names_file_line_and_what_to_do(tmp_path: Path, text: str, complaint: str):
    with pytest.raises(Mistakes) as caught:
        read_texts(written(tmp_path, a=text))

    assert str(caught.value).startswith(complaint)


def test_a_key_in_two_files_is_a_mistake(tmp_path: Path):
    one = 'x.one: { zh-CN: "一", en: "one" }'
    with pytest.raises(Mistakes, match=r"b\.yaml:1: 'x\.one' is in another file too"):
        read_texts(written(tmp_path, a=one, b=one))


def test_the_catalogue_lies_where_the_console_is():
    assert {"pages.yaml", "facts.yaml"} <= {path.name for path in FOLDER.glob("*.yaml")}


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(-1, "0 s"), (0.4, "0 s"), (59.6, "1 min"), (60, "1 min"), (61, "1 min 1 s"), (3599.9, "1 h 0 min")],
)
def test_durations_are_said_in_words(seconds: float, shown: str):
    assert our_texts().lasting(seconds, EN).replace("\u00a0", " ") == shown
