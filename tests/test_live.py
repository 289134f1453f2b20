"""A live view tells changes once, and catches up those who were away; messages are made once for all pages."""

from __future__ import annotations

import json

from callcenter.live import REMEMBERED, Delta, Feed
from callcenter.web.frames import Frames, View


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


# -------------------------------------------------------------------- messages


def test_a_change_is_made_into_json_once_for_all_who_are_sent_it():
    feed = Feed("e")
    feed.put("colleague/li", {"presence": "aux"})
    made = feed.json("colleague/li")
    assert bytes(made) == b'{"presence":"aux"}'
    assert feed.json("colleague/li") is made
    feed.put("colleague/li", {"presence": "aux"})
    assert feed.json("colleague/li") is made
    feed.put("colleague/li", {"presence": "available"})
    assert bytes(feed.json("colleague/li")) == b'{"presence":"available"}'


def test_pages_at_the_same_number_are_sent_the_very_same_message():
    feed = Feed("e")
    frames = Frames("directory", feed)
    views = [View(frames, 1.0, lambda: None) for _ in range(3)]
    for view in views:
        view.begin("", -1)
    whole = [view.message(0.0) for view in views]
    feed.put("colleague/li", {"presence": "aux"})
    news = [view.message(1.0) for view in views]
    assert all(one is whole[0] for one in whole)
    assert all(one is news[0] for one in news)
    assert json.loads(whole[0]) == {"feed": "directory", "epoch": "e", "n": 0, "all": {}}
    assert json.loads(news[0]) == {
        "feed": "directory",
        "epoch": "e",
        "n": 1,
        "put": {"colleague/li": {"presence": "aux"}},
        "drop": [],
    }


def test_who_was_away_is_sent_the_newest_values_and_what_is_gone():
    feed = Feed("e")
    frames = Frames("directory", feed)
    for presence in ("signed_out", "aux", "available"):
        feed.put("colleague/li", {"presence": presence})
    feed.put("colleague/wang", {"presence": "aux"})
    feed.drop("colleague/wang")
    missed = json.loads(frames.news(2))
    assert (missed["put"], missed["drop"]) == ({"colleague/li": {"presence": "available"}}, ["colleague/wang"])
    assert json.loads(frames.news(5)) == {"feed": "directory", "epoch": "e", "n": 5, "put": {}, "drop": []}
    assert json.loads(frames.news(None))["all"] == {"colleague/li": {"presence": "available"}}


def test_a_page_is_woken_once_and_told_everything_when_its_time_has_come():
    feed, woken = Feed("e"), list[int]()
    view = View(Frames("directory", feed), 1.0, lambda: woken.append(feed.n))
    view.begin("", -1)
    view.message(10.0)
    for busy in (True, False, True):
        feed.put("colleague/li", {"busy": busy})
    assert woken == [1]
    assert not view.is_due(10.9)
    assert view.is_due(11.0)
    assert json.loads(view.message(11.0))["put"] == {"colleague/li": {"busy": True}}
    assert not view.is_due(12.0)
    view.end()
    feed.put("colleague/li", {"busy": False})
    assert not view.has_news
