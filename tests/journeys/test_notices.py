"""Supervisors put up emergency notices; they end when they are ended, or by themselves."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec

from callcenter.ids import new_id
from callcenter.model.facts import NoticeEnded, NoticeHeard
from callcenter.supervision import orders
from callcenter.viewer import Role
from journeys.center import HOTLINE, Running, running, viewer
from journeys.test_recovery import killed

WORDS = {"zh-CN": "今天停水。", "en": "No water today."}


def notice(**changed: object) -> orders.BeginNotice:
    return msgspec.convert({"do": "notice", "key": new_id(), "text": WORDS} | changed, orders.BeginNotice)


def notices(center: Running) -> list[dict[str, object]]:
    everything = center.center.floor_feed(center.boss).everything()
    return [value for key, value in everything.items() if key.startswith("notice/")]


async def heard(center: Running) -> int:
    return len([line for line in await center.today() if isinstance(line.fact, NoticeHeard)])


async def test_callers_hear_a_notice_until_it_is_ended_also_after_a_restart(tmp_path: Path):
    async with running(tmp_path) as center:
        assert await center.orders(notice(numbers=("0532 8888 0000",))) is None
        (shown,) = notices(center)
        assert (shown["by"], shown["numbers"], shown["recording"]) == ("someone", (HOTLINE,), False)
        center.calls_in()
        await center.goes_on(1)
        assert await heard(center) == 1
        await killed(center)
        async with running(tmp_path, clock=center.clock, network=center.network) as again:
            again.calls_in("+8613900139000")
            await again.goes_on(1)
            assert await heard(again) == 2
            end = orders.EndNotice(key=new_id(), notice=str(shown["id"]))
            assert await again.orders(end) is None
            assert notices(again) == []
            again.calls_in("+8613700137000")
            await again.goes_on(1)
            assert await heard(again) == 2
            ended = [line.fact for line in await again.today() if isinstance(line.fact, NoticeEnded)]
            assert ended == [NoticeEnded(notice=str(shown["id"]), by="someone")]


async def test_a_notice_ends_by_itself(tmp_path: Path):
    async with running(tmp_path) as center:
        ends = center.clock.now() + timedelta(minutes=30)
        assert await center.orders(notice(ends=ends)) is None
        await center.goes_on(29 * 60)
        assert len(notices(center)) == 1
        await center.goes_on(61)
        assert notices(center) == []
        (ended,) = [line.fact for line in await center.today() if isinstance(line.fact, NoticeEnded)]
        assert ended.by is None


async def test_what_cannot_be_said_is_refused(tmp_path: Path):
    async with running(tmp_path) as center:
        past = center.clock.now() - timedelta(minutes=1)
        assert await center.orders(notice(ends=past)) == "bad_message"
        assert await center.orders(notice(text={"fr": "Pas d'eau."})) == "bad_message"
        assert await center.orders(notice(text=None)) == "bad_message"
        assert await center.orders(notice(recording="0" * 32)) == "bad_message", "either a text or a recording"
        assert await center.orders(notice(text=None, recording="0" * 32)) == "unknown_target"
        assert await center.orders(notice(numbers=("10086",))) == "unknown_target"
        assert await center.orders(notice(queues=("nowhere",))) == "unknown_target"
        assert await center.orders(notice(provinces=("CN-SD", "CN-XX"))) == "unknown_target"
        elsewhere = msgspec.structs.replace(viewer(center.company, None, Role.SUPERVISOR), sites=frozenset({"qingdao"}))
        assert await center.orders(notice(), elsewhere) == "forbidden"
        assert await center.orders(notice(queues=("repairs",)), elsewhere) == "forbidden"
        assert notices(center) == []


async def test_who_waits_in_a_silent_queue_hears_one_when_its_time_comes_also_after_a_restart(tmp_path: Path):
    async with running(tmp_path) as center:
        begins = center.clock.now() + timedelta(minutes=10)
        caller = center.calls_in()
        await center.goes_on(1)
        for key in "22":
            caller.press(key)
            await center.goes_on(1)
        assert center.waiting()[0]["queue"] == "sales"
        assert await center.orders(notice(queues=("sales",), begins=begins)) is None
        await center.goes_on(60)
        assert await heard(center) == 0
        await killed(center)
        async with running(tmp_path, clock=center.clock, network=center.network) as again:
            await again.goes_on(10 * 60)
            assert await heard(again) == 1
            await again.goes_on(10 * 60)
            assert await heard(again) == 1


async def test_the_board_has_what_callers_hear_but_not_who_put_it_up(tmp_path: Path):
    async with running(tmp_path) as center:
        assert await center.orders(notice()) is None
        board = center.center.board.feed
        (key,) = [key for key in board.keys() if key.startswith("notice/")]  # noqa: SIM118 (a feed is no dict)
        shown = board.get(key)
        assert (shown["text"], shown["ends"]) == (WORDS, None)
        assert set(shown) == {"id", "text", "begins", "ends"}
        await killed(center)
        async with running(tmp_path, clock=center.clock, network=center.network) as again:
            assert again.center.board.feed.get(key) == shown
            assert await again.orders(orders.EndNotice(key=new_id(), notice=str(shown["id"]))) is None
            assert again.center.board.feed.get(key) is None
