"""What is kept of the sound. A part of `NetworkContract`."""

from __future__ import annotations

import asyncio

import pytest

from callcenter.calls.turns import (
    Record,
    Recorded,
    Tracking,
    TurnEnded,
)
from callcenter.model.interaction import EndReason
from telephony.contract.story import WELCOME, Story


class Tracks:
    def there_is_a_file(self, story: Story, name: str) -> None:
        if story.phones.network.capabilities.real_media:
            file = story.phones.recording(name)
            assert file is not None
            assert file.stat().st_size > 44  # more than a header

    async def test_a_message_ends_with_the_finish_key(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, WELCOME, then=Record(most=60.0, silence=30.0))
        await story.passes(5.0)
        await caller.speak(3.0)
        await caller.press("#")
        result = await story.result(turn)
        assert isinstance(result, Recorded)
        assert 2.0 < result.seconds < 10.0
        self.there_is_a_file(story, turn.id)

    async def test_a_message_ends_when_the_caller_falls_silent(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, then=Record(most=60.0, silence=3.0))
        await story.passes(1.0)
        await caller.speak(3.0)
        assert isinstance(await story.result(turn, 20.0), Recorded)

    async def test_a_message_ends_at_its_longest(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, then=Record(most=4.0, silence=30.0))
        await story.passes(1.0)
        await caller.speak(5.0)
        result = await story.result(turn)
        assert isinstance(result, Recorded)
        assert result.seconds < 6.0

    async def test_a_message_is_kept_when_its_speaker_hangs_up(self, story: Story):
        caller, leg = await story.caller()
        turn = story.run(leg, then=Record(most=60.0, silence=30.0))
        await story.passes(1.0)
        await caller.speak(3.0)
        await caller.hang_up()
        await story.ended(leg, EndReason.HUNG_UP)
        result = await story.result(turn, 0.0)  # told before the end of the leg
        assert isinstance(result, Recorded)
        assert result.seconds > 2.0
        self.there_is_a_file(story, turn.id)

    async def test_a_leg_is_recorded_paused_and_recorded_again(self, story: Story):
        caller, customer_leg, _, agent_leg = await story.talk()
        customer_track, agent_track = story.name("k"), story.name("k")
        story.track(customer_leg, customer_track, Tracking.ON)
        story.track(agent_leg, agent_track, Tracking.ON)
        await caller.speak(2.0)
        for state in (Tracking.PAUSED, Tracking.ON, Tracking.ON, Tracking.OFF):
            story.track(customer_leg, customer_track, state)
            await story.passes(1.0)
        await caller.hang_up()
        await story.ended(customer_leg, EndReason.HUNG_UP)
        story.end(agent_leg)
        await story.ended(agent_leg, EndReason.ENDED)
        assert story.all(TurnEnded) == []
        await story.passes(1.0)
        self.there_is_a_file(story, customer_track)
        self.there_is_a_file(story, agent_track)

    async def test_nothing_of_a_pause_is_in_any_track_and_the_tracks_stay_side_by_side(self, story: Story):
        caller, customer_leg, phone, agent_leg = await story.talk()
        tracks = {customer_leg: story.name("k"), agent_leg: story.name("k")}

        def tracking(state: Tracking) -> None:
            for leg, track in tracks.items():
                story.track(leg, track, state)

        async def both_speak() -> None:
            await asyncio.gather(caller.speak(1.0), phone.speak(1.0))

        tracking(Tracking.ON)
        await story.passes(1.0)
        await both_speak()
        await story.passes(0.5)
        tracking(Tracking.PAUSED)
        await both_speak()  # from the first moment to the last
        tracking(Tracking.ON)
        await story.passes(1.0)
        await both_speak()
        await story.passes(0.5)
        tracking(Tracking.OFF)
        await story.passes(0.5)
        if not story.phones.network.capabilities.real_media:
            return
        theirs, ours = story.phones.spans(tracks[customer_leg], caller), story.phones.spans(tracks[agent_leg], phone)
        assert len(theirs) == 2, theirs
        assert len(ours) == 2, ours
        for one, other in zip(theirs, ours, strict=True):
            assert one == pytest.approx(other, abs=0.3)
        assert story.phones.spans(tracks[customer_leg], phone) == []
        assert story.phones.spans(tracks[agent_leg], caller) == []
