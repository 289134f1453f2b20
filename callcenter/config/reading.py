"""A `config.yaml` while it is being read: where everything stood, and the mistakes found so far."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from callcenter.config.storage import read_secret
from callcenter.lined_yaml import Document, Mistake, did_you_mean
from callcenter.lined_yaml import Path as At
from callcenter.model.company import Texts
from callcenter.model.ids import Language


class Reading:
    def __init__(self, document: Document, folder: Path, languages: tuple[Language, ...]) -> None:
        self.document = document
        self.folder = folder  #: of the file; paths in it are meant from here
        self.languages = languages
        self.mistakes: list[Mistake] = []

    def wrong(self, at: At, what: str) -> None:
        self.mistakes.append(self.document.mistake(at, f"{'.'.join(map(str, at))!r}: {what}"))

    def known(self, at: At, what: str, name: str, names: Collection[str]) -> None:
        """`name` must be one of `names`."""
        if name not in names:
            there = f"; there are {', '.join(sorted(names))}" if names else ""
            self.wrong(at, f"there is no {what} {name!r}{did_you_mean(name, names) or there}")

    def texts(self, at: At, written: Mapping[str, str]) -> Texts:
        """In the order of the company's languages, so that the first is what is shown when a language is missing."""
        if "" in written:
            return dict.fromkeys(self.languages, written[""])
        for language in written:
            if language not in self.languages:
                self.wrong((*at, language), "not one of company.languages")
        missing = [language for language in self.languages if language not in written]
        if missing:
            self.wrong(at, f"no text in {', '.join(missing)}; write one, or a single text for all languages")
        return {language: written[language] for language in self.languages if language in written}

    def path(self, written: str) -> Path:
        return self.folder / written

    def file(self, at: At, written: str | None) -> Path | None:
        if written is None:
            return None
        path = self.path(written)
        if not path.is_file():
            self.wrong(at, f"there is no file {path}")
        return path

    def folder_at(self, at: At, written: str) -> Path:
        path = self.path(written)
        if not path.is_dir():
            self.wrong(at, f"there is no folder {path}")
        return path

    def secret_file(self, at: At, written: str) -> Path:
        path = self.path(written)
        try:
            read_secret(path)
        except ValueError as error:
            self.wrong(at, str(error))
        return path
