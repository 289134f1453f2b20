"""A real Asterisk keeps what every telephone network promises."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from callcenter.telephony.asterisk.settings import Settings
from telephony.asterisk.laboratory import Laboratory, end_asterisk, settings_for
from telephony.contract.phones import Heard
from telephony.contract.suite import NetworkContract

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    settings = settings_for(Path(tmp_path_factory.mktemp("asterisk")))
    yield settings
    end_asterisk(settings)


class TestAsterisk(NetworkContract):
    @pytest.fixture
    async def phones(self, heard: Heard, settings: Settings) -> AsyncIterator[Laboratory]:
        async with Laboratory(settings, heard.tell) as laboratory:
            yield laboratory
