"""The demo is tried on PostgreSQL too."""

from __future__ import annotations

from real.postgres import postgres, postgres_url  # noqa: F401 - fixtures
