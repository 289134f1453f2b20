"""What a failed statement means, and how the log may name it: without a value of anybody's row.

if is_away(error): …              # wait and try again; otherwise the statement itself is refused
log.error("…: %s", named(error))  # "IntegrityError 23505 INSERT INTO interactions"
event.listen(engine, "handle_error", take_values_out)
"""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError, TimeoutError

REFUSED_BY_POSTGRESQL = ("21", "22", "23", "42", "54")
"""Classes of SQLSTATE in which the statement or its values are at fault: no waiting heals that."""

NOT_ALLOWED = "42501"
"""Somebody has to give us the rights back; the statement is fine."""


def is_away(error: BaseException) -> bool:
    """Whatever is not clearly the fault of the statement: gone, full, read-only, damaged, busy."""
    if isinstance(error, TimeoutError | MemoryError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return state == NOT_ALLOWED or not state.startswith(REFUSED_BY_POSTGRESQL)
    if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
        return False  # it does not understand the statement, but calls that operational
    return not isinstance(error, DataError | IntegrityError | ProgrammingError)


def named(error: BaseException) -> str:
    if not isinstance(error, DBAPIError):
        return type(error).__name__
    words = [type(error).__name__, _code(error.orig), *(error.statement or "").split()[:3]]
    return " ".join(word for word in words if word)


def take_values_out(context: ExceptionContext) -> None:
    """PostgreSQL puts values into its messages: "Key (caller)=(…) already exists"."""
    original, shown = context.original_exception, context.sqlalchemy_exception
    state = getattr(original, "sqlstate", None) or ""
    if state.startswith(("22", "23")):
        constraint = getattr(getattr(original, "diag", None), "constraint_name", None)
        original.args = (" ".join(word for word in (state, type(original).__name__, constraint) if word),)
        if shown is not None:
            shown.args = (f"({type(original).__name__}) {original}",)


def _code(original: Any) -> str | None:
    return getattr(original, "sqlstate", None) or getattr(original, "sqlite_errorname", None)
