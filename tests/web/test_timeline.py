"""Where segments lie on the bar: shares of the whole, and nothing over anything else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callcenter.web.timeline import Stretch, draw

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return BEGAN + timedelta(seconds=seconds)


def test_bars_are_shares_of_the_whole():
    timeline = draw([Stretch("ivr", at(0), at(20)), Stretch("queue", at(20), at(80))], None)

    assert timeline is not None
    assert [(bar.kind, bar.lane, bar.left, bar.width) for bar in timeline.bars] == [
        ("ivr", 0, 0, 25),
        ("queue", 0, 25, 75),
    ]
    assert timeline.lanes == 1
    assert [mark.seconds for mark in timeline.marks] == [0, 10, 20, 30, 40, 50, 60, 70, 80]


def test_offers_lie_below_what_the_customer_lives_through():
    timeline = draw(
        [Stretch("queue", at(0), at(60)), Stretch("offer", at(5), at(25)), Stretch("offer", at(25), at(60))], None
    )

    assert timeline is not None
    assert [bar.lane for bar in timeline.bars] == [0, 1, 1]


def test_two_agents_at_once_get_lanes_of_their_own():
    timeline = draw([Stretch("wrapup", at(0), at(60)), Stretch("offer", at(5), at(25))], None)

    assert timeline is not None
    assert [bar.lane for bar in timeline.bars] == [1, 2]
    assert timeline.lanes == 3


def test_what_is_still_going_on_lasts_until_now():
    timeline = draw([Stretch("queue", at(0), None)], at(30))

    assert timeline is not None
    assert (timeline.bars[0].seconds, timeline.bars[0].width, timeline.bars[0].open) == (30, 100, True)


def test_a_finished_interaction_does_not_reach_until_now():
    timeline = draw([Stretch("queue", at(0), at(10))], at(3000))

    assert timeline is not None
    assert timeline.ended == at(10)


@pytest.mark.parametrize("stretches", [[], [Stretch("queue", at(0), at(0))], [Stretch("queue", at(0), None)]])
def test_nothing_that_takes_time_is_no_timeline(stretches: list[Stretch]):
    assert draw(stretches, None) is None


@given(st.lists(st.tuples(st.sampled_from(["offer", "wrapup", "monitor"]), st.integers(0, 5000), st.integers(0, 5000))))
def test_no_bar_leaves_the_picture_and_none_begins_before_the_one_left_of_it_ended(spans: list[tuple[str, int, int]]):
    stretches = [
        Stretch(kind, at(begins), at(begins + lasts)) for kind, begins, lasts in sorted(spans, key=lambda s: s[1])
    ]
    timeline = draw(stretches, None)
    if timeline is None:
        return
    free_from: dict[int, datetime] = {}
    for bar in timeline.bars:
        stretch = stretches[bar.index]
        assert bar.left >= 0
        assert bar.left + bar.width <= 100.01
        assert stretch.began >= free_from.get(bar.lane, BEGAN)
        assert stretch.ended is not None
        free_from[bar.lane] = stretch.ended
    assert len(timeline.marks) <= 9
