"""A web server of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import opened


@pytest.fixture
async def site(tmp_path: Path):
    async with opened(tmp_path, guest_page=True) as site:
        yield site
