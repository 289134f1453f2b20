"""YAML that remembers on which line everything stood, so that every complaint can name one.

document = read(text, "config.yaml")
value = document.parse(Model)           # raises Mistakes with file, line and what to do
"""

from __future__ import annotations

import pathlib
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

import msgspec
import yaml
from pydantic import BaseModel, ValidationError

Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


class Mistake(msgspec.Struct, frozen=True):
    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class Mistakes(Exception):
    """What is wrong with a file, one `Mistake` each."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(m) for m in self.mistakes))


class Document(msgspec.Struct, frozen=True):
    file: str
    data: Any
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """The line of this path, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def mistake(self, path: Path, what: str) -> Mistake:
        return Mistake(self.file, self.line(path), what)

    def parse(self, model: type[Model], data: object | None = None, at: Path = ()) -> Model:
        """The document (or a part of it that stood at `at`) as a model. Raises Mistakes."""
        try:
            return model.model_validate(self.data if data is None else data)
        except ValidationError as error:
            raise Mistakes(self._mistake(problem, model, at) for problem in error.errors()) from None

    def _mistake(self, problem: Any, model: type[BaseModel], at: Path) -> Mistake:
        path: Path = (*at, *problem["loc"])
        name = ".".join(str(part) for part in path)
        if problem["type"] == "extra_forbidden":
            return self.mistake(path, f"unknown key {name!r}{_meant(path, _keys_near(model, problem['loc']))}")
        if problem["type"] == "missing":
            return self.mistake(path, f"{name!r} is missing")
        what = problem["msg"].removeprefix("Value error, ")
        return self.mistake(path, f"{name!r}: {what} (found {problem['input']!r})")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`"; did you mean 'queue'?"` or nothing."""
    close = get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _meant(path: Path, known: Iterable[str]) -> str:
    return did_you_mean(str(path[-1]), known)


def _keys_near(model: type[BaseModel], loc: Path) -> list[str]:
    """The keys allowed where an unknown one was found, as far as the models tell."""
    here = model
    for part in loc[:-1]:
        field = here.model_fields.get(str(part))
        here = _model_in(field.annotation) or here if field else here  # else a key in a mapping of models
    return [field.alias or name for name, field in here.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model in `dict[str, Model]`, `Model | None` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def read_text(path: pathlib.Path) -> str:
    """The file's text. Raises Mistakes when there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise Mistakes([Mistake(str(path), 1, f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError:
        raise Mistakes([Mistake(str(path), 1, "is not text in UTF-8; save it as such")]) from None


def read(text: str, file: str) -> Document:
    """Parse YAML. Raises Mistakes for bad syntax, duplicate keys and anything but plain values."""
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        lines: dict[Path, int] = {(): 1}
        data: Any = {} if node is None else _walk(node, (), lines, loader, file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Mistakes([Mistake(file, mark.line + 1 if mark else 1, f"not valid YAML: {error.problem}")]) from None
    except yaml.YAMLError as error:
        raise Mistakes([Mistake(file, 1, f"not valid YAML: {error}")]) from None
    except (ValueError, RecursionError) as error:  # a date that is none; an alias within itself
        raise Mistakes([Mistake(file, 1, f"not plain values: {error}")]) from None
    finally:
        loader.dispose()
    return Document(file, data, lines)


def _walk(node: yaml.Node, path: Path, lines: dict[Path, int], loader: yaml.SafeLoader, file: str) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = loader.construct_object(key_node)
            line = key_node.start_mark.line + 1
            if not isinstance(key, str | int):
                raise Mistakes([Mistake(file, line, f"a key must be text or a number, not {key!r}")])
            if key in found:
                raise Mistakes([Mistake(file, line, f"{key!r} is there twice")])
            lines[*path, key] = line
            found[key] = _walk(value_node, (*path, key), lines, loader, file)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_walk(item, (*path, n), lines, loader, file) for n, item in enumerate(node.value)]
    return loader.construct_object(node)
