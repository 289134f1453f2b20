"""A live view tells changes once, and catches up those who were away."""

from __future__ import annotations

from callcenter.live import REMEMBERED, Delta, Feed


def test_a_change_is_pushed_and_no_change_is_not():
    feed, told = Feed("e"), list[Delta]()
    feed.watch(told.append)
    feed.put("queue/repairs", {"waiting": 1})
    feed.put("queue/repairs", {"waiting": 1})
    feed.drop("queue/repairs")
    feed.drop("queue/repairs")
    assert told == [Delta(1, "queue/repairs", {"waiting": 1}), Delta(2, "queue/repairs", None)]


def test_who_was_away_gets_the_newest_value_of_each_key_that_changed():
    feed = Feed("e")
    feed.put("a", 1)
    feed.put("b", 1)
    feed.put("a", 2)
    assert feed.since("e", 1) == [Delta(2, "b", 1), Delta(3, "a", 2)]
    assert feed.since("e", 3) == []


def test_another_epoch_or_too_long_an_absence_needs_the_whole_view():
    feed = Feed("e")
    for n in range(REMEMBERED + 2):
        feed.put(f"k{n}", n)
    assert feed.since("another", feed.n) is None
    assert feed.since("e", 1) is None
    assert feed.since("e", feed.n + 1) is None
    assert len(feed.since("e", 2) or []) == REMEMBERED
