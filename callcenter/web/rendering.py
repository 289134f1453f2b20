"""Templates filled in: everything is escaped, texts come from the catalogue, times are in the reader's zone.

    rendering = Rendering(static_folder)
    html = rendering.fill("error.html", reader, page=page)

What a template can call: `t(key, **fields)`, `t_or(key, otherwise)`, `when(at)`, `clock_time(at)`, `lasted(seconds)`,
`agent(id)`, `queue(name)`, `disposition(code)`, and `asset(path)` for what lies under /static.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
import msgspec
from markupsafe import Markup

from callcenter.model.company import Company, text_in
from callcenter.model.ids import AgentId, Language, QueueName
from callcenter.web.texts import CONSOLE, Texts, our_texts

FOR_SCRIPTS = ("player.", "desk.", "floor.", "board.", "call.", "live.", "sound.")
"""Texts that go to the islands."""

_NEVER_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


class Reader(msgspec.Struct, frozen=True):
    """In whose words a page is written."""

    company: Company
    language: Language
    zone: str


class Rendering:
    def __init__(self, static: Path) -> None:
        self.version = version_of(static)
        self.texts: Texts = our_texts()
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(CONSOLE / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def fill(self, template: str, reader: Reader, **values: Any) -> str:
        words = _Words(reader, self.texts)
        return self._templates.get_template(template).render(
            values,
            t=words.say,
            t_or=words.say_if_known,
            when=words.when,
            clock_time=words.clock_time,
            lasted=lasted,
            agent=words.agent,
            queue=words.queue,
            disposition=words.disposition,
            asset=self._asset,
            language=reader.language,
            house=text_in(reader.company.name, reader.language),
        )

    def boot(self, reader: Reader, name: str, login: str, families: tuple[str, ...]) -> Markup:
        """What a live page's script starts from, as JSON that cannot end its <script> element.

        `families`: those of `FOR_SCRIPTS` it needs.
        """
        start = {
            "language": reader.language,
            "zone": reader.zone,
            "name": name,
            "login": login,
            "company": text_in(reader.company.name, reader.language),
            "texts": self.texts.starting_with(families, reader.language),
        }
        return Markup(json.dumps(start, ensure_ascii=False).translate(_NEVER_HTML))  # noqa: S704 - escaped just now

    def _asset(self, path: str) -> str:
        return f"/static/{path}?v={self.version}"


class _Words:
    def __init__(self, reader: Reader, texts: Texts) -> None:
        self._company = reader.company
        self._language = reader.language
        self._zone = ZoneInfo(reader.zone)
        self._texts = texts

    def say(self, key: str, /, **fields: object) -> str:
        return self._texts.say(key, self._language, **fields)

    def say_if_known(self, key: str, otherwise: str) -> str:
        return self._texts.say_if_known(key, self._language, otherwise)

    def when(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%Y-%m-%d %H:%M:%S}"

    def clock_time(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%H:%M:%S}"

    def agent(self, agent: AgentId) -> str:
        known = self._company.agents.get(agent)
        return known.name if known else agent

    def queue(self, queue: QueueName) -> str:
        return self._company.queue_title(queue, self._language) if queue in self._company.queues else queue

    def disposition(self, code: str) -> str:
        known = self._company.dispositions.get(code)
        return text_in(known.title, self._language) if known else code


def lasted(seconds: float) -> str:
    """`125.4` → "2:05"; over an hour "1:02:05"."""
    whole = max(0, round(seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def version_of(folder: Path) -> str:
    """Changes with whatever lies in the folder, so that no browser shows yesterday's script."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(folder)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
