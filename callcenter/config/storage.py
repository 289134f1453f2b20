"""Where the data is, and the secrets that stand in files of their own."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from callcenter.config.values import Config

POSTGRESQL = "postgresql+psycopg"
MEMORY = (None, "", ":memory:")
_HOW_TO = "write sqlite:///data/callcenter.db or postgresql://user@host/database"


def storage_url(config: Config, data: Path) -> str:
    """The database's URL. `sqlite:///data/…` lies in the folder `data`, wherever that is (`--data DIR`)."""
    url = parse_storage(config.storage)
    if url.get_backend_name() == "sqlite":
        if url.database in MEMORY:
            return str(url)
        assert url.database is not None
        written = PurePosixPath(url.database)
        in_data = written.parts[:1] == ("data",)
        place = data.joinpath(*written.parts[1:]) if in_data else config.file.parent / written
        return url.set(database=str(place)).render_as_string(hide_password=False)
    if config.storage_secret_file is not None:
        url = url.set(password=read_secret(config.storage_secret_file))
    return url.set(drivername=POSTGRESQL).render_as_string(hide_password=False)


def parse_storage(written: str) -> URL:
    """Raises ValueError with what to do; never repeats what was written, which may hold a password."""
    try:
        url = make_url(written)
    except ArgumentError:
        raise ValueError(f"this is not the address of a database; {_HOW_TO}") from None
    if url.drivername not in ("sqlite", "postgresql", "postgresql+asyncpg", POSTGRESQL):
        raise ValueError(f"no database of the kind {url.drivername!r} is known here; {_HOW_TO}")
    if url.password is not None:
        raise ValueError("a password does not belong here; write `storage: { url: …, secret_file: … }`")
    return url


def read_secret(file: Path) -> str:
    """The password that stands alone in a file.

    Raises:
        ValueError: with what is wrong with the file, but not what it holds.
    """
    try:
        secret = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"{file} cannot be read; put the password, and nothing else, into that file") from None
    if not secret or any(ord(letter) <= 32 for letter in secret):
        raise ValueError(f"{file} must hold one password without blanks, and nothing else")
    return secret
