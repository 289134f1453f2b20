"""What stands on the screens, in every language they are written in: one catalogue for pages and scripts.

    texts = read_texts(folder)                        # every *.yaml of it; raises Mistakes, file and line named
    texts.say("history.count", language, total=12)    # "{total}" in the text becomes 12
    texts.starting_with(("desk.", "live."), language) # what a page's script needs

A file holds lines like `history.title: { zh-CN: 服务记录, en: History }`. Texts are plain text, never HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from string import Formatter

from callcenter.lined_yaml import Document, Mistake, Mistakes, read
from callcenter.model.ids import Language

LANGUAGES = (Language("zh-CN"), Language("en"))
"""What the screens are written in."""

CONSOLE = Path(__file__).resolve().parents[2] / "agent_console"
FOLDER = CONSOLE / "texts"


class Texts:
    def __init__(self, entries: Mapping[str, Mapping[Language, str]]) -> None:
        self._entries = entries

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(self._entries)

    def say(self, key: str, language: Language, /, **fields: object) -> str:
        """Raises KeyError for a key or a field nobody wrote."""
        written = self._entries[key]
        text = written.get(language) or written[LANGUAGES[-1]]
        return text.format_map(fields) if fields else text

    def say_if_known(self, key: str, language: Language, otherwise: str) -> str:
        """For words that come from elsewhere, such as a reason a newer program wrote."""
        return self.say(key, language) if key in self._entries else otherwise

    def lasting(self, seconds: float, language: Language) -> str:
        """`125` → "2 min 5 s"."""
        whole = max(0, round(seconds))
        hours, minutes = divmod(whole // 60, 60)
        if hours:
            return self.say("time.hours", language, hours=hours, minutes=minutes)
        if minutes and whole % 60 == 0:
            return self.say("time.whole_minutes", language, minutes=minutes)
        if minutes:
            return self.say("time.minutes", language, minutes=minutes, seconds=whole % 60)
        return self.say("time.seconds", language, seconds=whole)

    def starting_with(self, beginnings: tuple[str, ...], language: Language) -> dict[str, str]:
        return {key: self.say(key, language) for key in sorted(self._entries) if key.startswith(beginnings)}


def read_texts(folder: Path) -> Texts:
    """Raises Mistakes: a key that is there twice, lacks a language, or has other {fields} in one than in the other."""
    entries: dict[str, Mapping[Language, str]] = {}
    mistakes: list[Mistake] = []
    for path in sorted(folder.glob("*.yaml")):
        document = read(path.read_text(encoding="utf-8"), path.name)
        if not isinstance(document.data, dict):
            raise Mistakes([document.mistake((), "a file of texts is a list of `key: { zh-CN: …, en: … }`")])
        for key, written in document.data.items():
            mistakes += _wrong(document, str(key), written)
            if key in entries:
                mistakes.append(document.mistake((key,), f"{key!r} is in another file too"))
            entries[str(key)] = written
    if mistakes:
        raise Mistakes(mistakes)
    return Texts(entries)


@cache
def our_texts() -> Texts:
    """The program's own catalogue."""
    return read_texts(FOLDER)


def _wrong(document: Document, key: str, written: object) -> Iterable[Mistake]:
    if not isinstance(written, dict) or set(written) != set(LANGUAGES):
        yield document.mistake((key,), f"{key!r} needs a text for each of {', '.join(LANGUAGES)}, and nothing else")
        return
    if not all(isinstance(text, str) and text.strip() for text in written.values()):
        yield document.mistake((key,), f"{key!r}: every text must be written out (quote numbers and yes/no)")
        return
    try:
        fields = [{name for _, name, _, _ in Formatter().parse(text) if name is not None} for text in written.values()]
    except ValueError as error:
        yield document.mistake((key,), f"{key!r}: {error}")
        return
    if any(other != fields[0] for other in fields):
        yield document.mistake((key,), f"{key!r} does not use the same {{fields}} in every language")
