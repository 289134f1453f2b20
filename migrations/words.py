"""How our own column types are written in a migration: plainly, so that old steps do not change with the program."""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import BigInteger

from callcenter.storage.tables import UtcTime


def render(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """For Alembic's `render_item`; False = as usual."""
    if kind == "type" and isinstance(item, UtcTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, BigInteger):
        return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
    return False
