"""A real Asterisk keeps what every telephone network promises."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from callcenter.calls.turns import RINGBACK, Linger
from callcenter.telephony.asterisk.settings import Settings
from telephony.asterisk.laboratory import Laboratory, end_asterisk, settings_for
from telephony.contract.phones import ANA, Heard
from telephony.contract.story import Story
from telephony.contract.suite import NetworkContract

CHINAS_TONE = 450.0
"""Hertz."""

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

    async def test_who_waits_for_another_to_answer_hears_the_countrys_ring_tone_and_no_music(
        self, story: Story, phones: Laboratory
    ):
        _, leg = await story.answered(ANA)
        story.run(leg, then=Linger(music=RINGBACK))
        media = phones.agent(ANA).media
        await story.passes(0.5)
        media.listen()
        await story.passes(5.0)
        assert 0.3 < media.seconds_of(CHINAS_TONE) < 2.5, "one second in five"
        story.run(leg, then=Linger())
        await story.passes(0.5)
        media.listen()
        await story.passes(5.0)
        assert media.seconds_of(CHINAS_TONE) < 0.3
