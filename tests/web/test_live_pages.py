"""`/live`: views down, commands up, and good-byes."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import socket as sockets
from pathlib import Path
from typing import Any

import msgspec
import pytest
from aiohttp import WSCloseCode, WSServerHandshakeError
from fakes import SOON, WANG, ZHOU, Site, Socket, opened

from callcenter.agents import commands
from callcenter.agents.presence import Choice
from callcenter.live import REMEMBERED, Feed, Push
from callcenter.model.ids import InteractionId
from callcenter.supervision import orders
from callcenter.web.live import MOST_BESIDE, SOCKETS_OF_ONE, Pace


async def desk(site: Site, login: str = "wang") -> Socket:
    """An open page that watches its desk, and has had its view."""
    socket = await (await site.signed_in(login)).live()
    await socket.say(watch="desk")
    await socket.hear()
    return socket


# -------------------------------------------------------------------- views


async def test_a_page_gets_the_whole_view_and_then_what_changes(site: Site):
    feed = site.house.desks[WANG]
    feed.put("me", {"presence": "aux"})
    socket = await (await site.signed_in("wang")).live()
    await socket.say(watch="desk")
    assert await socket.hear() == {
        "feed": "desk",
        "epoch": feed.epoch,
        "n": 1,
        "all": {"me": {"presence": "aux"}},
    }
    feed.put("work/i1", {"stage": "offered"})
    assert await socket.hear() == {
        "feed": "desk",
        "epoch": feed.epoch,
        "n": 2,
        "put": {"work/i1": {"stage": "offered"}},
        "drop": [],
    }
    feed.put("me", {"presence": "available"})
    feed.drop("work/i1")
    changed = await socket.hear()
    assert (changed["n"], changed["put"], changed["drop"]) == (4, {"me": {"presence": "available"}}, ["work/i1"])


async def test_many_changes_at_once_are_one_message_with_the_newest_values(site: Site):
    socket = await (await site.signed_in("li")).live()
    await socket.say(watch="board")
    await socket.hear()
    for n in range(100):
        site.house.board.put("queue/repairs", {"waiting": n})
    changed = await socket.hear()
    assert (changed["n"], changed["put"]) == (100, {"queue/repairs": {"waiting": 99}})


async def test_after_a_gap_a_page_gets_what_it_missed_and_only_that(site: Site):
    feed = site.house.board
    feed.put("queue/repairs", {"waiting": 1})
    feed.put("queue/sales", {"waiting": 1})
    feed.put("queue/repairs", {"waiting": 2})
    socket = await (await site.signed_in("li")).live()
    await socket.say(watch="board", epoch=feed.epoch, n=2)
    missed = await socket.hear()
    assert (missed["n"], missed["put"], missed["drop"]) == (3, {"queue/repairs": {"waiting": 2}}, [])


async def test_a_page_that_missed_nothing_is_told_so(site: Site):
    feed = site.house.board
    feed.put("queue/repairs", {"waiting": 1})
    socket = await (await site.signed_in("li")).live()
    await socket.say(watch="board", epoch=feed.epoch, n=1)
    assert await socket.hear() == {"feed": "board", "epoch": feed.epoch, "n": 1, "put": {}, "drop": []}


@pytest.mark.parametrize(("epoch", "n"), [("board", 0), ("another server's", 5), ("board", 10**30), ("board", -7)])
async def test_after_too_long_a_gap_or_a_restart_a_page_gets_the_whole_view(site: Site, epoch: str, n: int):
    feed = site.house.board
    for number in range(REMEMBERED + 2):
        feed.put(f"agent/{number}", {"busy": True})
    socket = await (await site.signed_in("li")).live()
    await socket.say(watch="board", epoch=epoch, n=n)
    assert len((await socket.hear())["all"]) == REMEMBERED + 2


async def test_a_page_far_behind_gets_the_whole_view_instead_of_ever_more_changes(site: Site):
    socket = await (await site.signed_in("li")).live()
    await socket.say(watch="board")
    await socket.hear()
    for number in range(REMEMBERED + 1):
        site.house.board.put(f"agent/{number}", 1)
    assert len((await socket.hear())["all"]) == REMEMBERED + 1
    site.house.board.drop("agent/0")
    assert (await socket.hear())["drop"] == ["agent/0"]


async def test_one_page_can_watch_desk_and_board(site: Site):
    socket = await desk(site)
    await socket.say(watch="board")
    assert (await socket.hear())["feed"] == "board"
    site.house.desks[WANG].put("me", 1)
    site.house.board.put("center", 1)
    assert {(await socket.hear())["feed"] for _ in range(2)} == {"desk", "board"}


async def test_every_desk_shows_the_same_directory(site: Site):
    site.house.directory.put("colleague/a-li", {"presence": "available"})
    wang, zhou = await desk(site), await desk(site, "zhou")
    for socket in (wang, zhou):
        await socket.say(watch="directory")
        assert (await socket.hear())["all"] == {"colleague/a-li": {"presence": "available"}}
    site.house.directory.put("colleague/a-li", {"presence": "aux"})
    first, second = await wang.hear(), await zhou.hear()
    assert (
        first
        == second
        == {
            "feed": "directory",
            "epoch": "directory",
            "n": 2,
            "put": {"colleague/a-li": {"presence": "aux"}},
            "drop": [],
        }
    )


async def test_after_a_gap_a_desk_gets_of_the_directory_what_changed_meanwhile(site: Site):
    directory = site.house.directory
    for presence in ("signed_out", "aux", "available"):
        directory.put("colleague/a-li", {"presence": presence})
    directory.put("colleague/a-zhou", {"presence": "aux"})
    socket = await (await site.signed_in("wang")).live()
    await socket.say(watch="directory", epoch=directory.epoch, n=1)
    missed = await socket.hear()
    assert (missed["n"], missed["put"]) == (
        4,
        {"colleague/a-li": {"presence": "available"}, "colleague/a-zhou": {"presence": "aux"}},
    )


async def test_the_directory_is_there_at_once_and_its_changes_wait_their_turn_and_hold_up_nothing_else(tmp_path: Path):
    async with opened(tmp_path, pace=Pace(between=0.005, directory=3600.0)) as site:
        directory, me = site.house.directory, site.house.desks[WANG]
        directory.put("colleague/a-li", 1)
        socket = await desk(site)
        await socket.say(watch="directory")
        assert (await socket.hear())["all"] == {"colleague/a-li": 1}
        directory.put("colleague/a-li", 2)
        for n in range(3):
            me.put("me", n)
            assert (await socket.hear())["put"] == {"me": n}


async def test_who_has_no_desk_has_no_directory(site: Site):
    socket = await (await site.signed_in("sun")).live()
    await socket.say(watch="directory")
    assert await socket.hear() == {"bye": "forbidden"}


async def test_a_desk_is_refused_to_who_has_none_and_the_page_is_told_to_go(site: Site):
    socket = await (await site.signed_in("sun")).live()
    await socket.say(watch="desk")
    await socket.say(watch="board")  # sent before the good-bye could be read
    await socket.say(do="available", key="k")
    assert await socket.hear() == {"bye": "forbidden"}
    assert await socket.closed() == WSCloseCode.POLICY_VIOLATION
    assert site.house.commands == []


async def test_a_page_that_is_gone_is_not_told_any_more(tmp_path: Path):
    async with opened(tmp_path) as site:
        feed = site.house.desks[WANG] = Noticing("desk")
        socket = await desk(site)
        await socket.socket.close()
        async with asyncio.timeout(SOON):
            await feed.left.wait()


# -------------------------------------------------------------------- commands


async def test_a_command_is_handed_to_the_house_and_its_answer_to_the_page(site: Site):
    socket = await desk(site)
    await socket.say(do="hold", key="k1", interaction="i1")
    assert await socket.hear() == {"done": "k1"}
    assert site.house.commands == [("wang", commands.Hold(key="k1", interaction=InteractionId("i1")))]
    site.house.decide = lambda _: "not_your_call"
    await socket.say(do="hold", key="k2", interaction="i2")
    assert await socket.hear() == {"refused": "k2", "why": "not_your_call"}


async def test_the_same_key_is_handed_over_as_often_as_it_comes_for_the_house_carries_it_out_once(site: Site):
    socket = await desk(site)
    for _ in range(2):
        await socket.say(do="available", key="k")
        assert await socket.hear() == {"done": "k"}
    assert site.house.commands == [("wang", commands.Available(key="k"))] * 2


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("no json", ""),
        ("{}", ""),
        ("[]", ""),
        ('{"do": "explode", "key": "k"}', "k"),
        ('{"do": "hold", "key": "k"}', "k"),
        ('{"do": "hold", "key": "k", "interaction": 5}', "k"),
        ('{"do": "available", "key": "k", "more": 1}', "k"),
        ('{"do": "available", "key": ""}', ""),
        ('{"do": "available", "key": "' + "k" * 65 + '"}', "k" * 64),
        ('{"watch": "everything"}', ""),
        ('{"watch": "desk", "n": "many"}', ""),
        ('{"key": "k", "deep": ' + "[" * 60_000, ""),
    ],
)
async def test_what_is_no_command_is_refused_and_the_page_goes_on(site: Site, text: str, key: str):
    socket = await desk(site)
    await socket.socket.send_str(text)
    assert await socket.hear() == {"refused": key, "why": "bad_message"}
    await socket.say(do="available", key="next")
    assert await socket.hear() == {"done": "next"}


async def test_bytes_are_no_message(site: Site):
    socket = await desk(site)
    await socket.socket.send_bytes(b'{"do": "available", "key": "k"}')
    assert await socket.hear() == {"refused": "", "why": "bad_message"}


async def test_commands_are_for_agents(site: Site):
    socket = await (await site.signed_in("sun")).live()
    await socket.say(do="available", key="k")
    assert await socket.hear() == {"refused": "k", "why": "forbidden"}
    assert site.house.commands == []


async def test_orders_are_for_supervisors(site: Site):
    order = {"do": "force", "agent": "a-zhou", "presence": "available"}
    wang = await desk(site)
    await wang.say(**order, key="k1")
    assert await wang.hear() == {"refused": "k1", "why": "forbidden"}
    await wang.say(watch="floor")
    assert await wang.hear() == {"bye": "forbidden"}
    assert site.house.commands == []
    li = await (await site.signed_in("li")).live()
    await li.say(**order, key="k2")
    assert await li.hear() == {"done": "k2"}
    assert site.house.commands == [("li", orders.Force(key="k2", agent=ZHOU, presence=Choice.AVAILABLE))]


async def test_a_supervisor_watches_the_floor(site: Site):
    site.house.floor.put("agent/a-zhou", 1)
    li = await (await site.signed_in("li")).live()
    await li.say(watch="floor")
    assert (await li.hear())["all"] == {"agent/a-zhou": 1}


async def test_a_command_that_fails_takes_neither_the_view_nor_the_next_command(
    site: Site, caplog: pytest.LogCaptureFixture
):
    def fail(_: commands.Command) -> str | None:
        raise RuntimeError("a bug")

    socket = await desk(site)
    site.house.decide = fail
    with caplog.at_level(logging.CRITICAL, logger="callcenter.web.live"):
        await socket.say(do="note", key="k", interaction="i1", text="very private")
        assert await socket.hear() == {"refused": "k", "why": "not_now"}
    site.house.decide = lambda _: None
    await socket.say(do="available", key="next")
    assert await socket.hear() == {"done": "next"}


async def test_a_notice_that_is_spoken_first_holds_up_no_other_command_and_those_keep_their_order(site: Site):
    spoken = site.house.holds_up["n"] = asyncio.Event()
    li = await (await site.signed_in("li")).live()
    await li.say(do="notice", key="n", text={"en": "Closed today."})
    await li.say(do="hold", key="k1", interaction="i1")
    await li.say(do="unhold", key="k2", interaction="i1")
    await li.say(do="hang_up", key="k3", interaction="i1")
    assert [await li.hear() for _ in range(4)] == [{"begun": "n"}, {"done": "k1"}, {"done": "k2"}, {"done": "k3"}]
    spoken.set()
    assert await li.hear() == {"done": "n"}
    interaction = InteractionId("i1")
    assert [asked for _, asked in site.house.commands if not isinstance(asked, orders.BeginNotice)] == [
        commands.Hold(key="k1", interaction=interaction),
        commands.Unhold(key="k2", interaction=interaction),
        commands.HangUp(key="k3", interaction=interaction),
    ]


async def test_a_quick_command_waits_for_the_one_before_it(site: Site):
    held = site.house.holds_up["k1"] = asyncio.Event()
    wang = await desk(site)
    await wang.say(do="hold", key="k1", interaction="i1")
    await wang.say(do="unhold", key="k2", interaction="i1")
    await wang.say(watch="board")  # not read before the command is done
    site.house.desks[WANG].put("me", 1)
    assert (await wang.hear())["put"] == {"me": 1}
    held.set()
    assert [await wang.hear() for _ in range(2)] == [{"done": "k1"}, {"done": "k2"}]


async def test_only_so_many_notices_of_one_page_are_spoken_at_once(site: Site):
    spoken = [site.house.holds_up.setdefault(f"n{n}", asyncio.Event()) for n in range(MOST_BESIDE + 1)]
    li = await (await site.signed_in("li")).live()
    for n in range(MOST_BESIDE + 1):
        await li.say(do="notice", key=f"n{n}", text={"en": "Closed today."})
    assert [await li.hear() for _ in range(MOST_BESIDE)] == [{"begun": f"n{n}"} for n in range(MOST_BESIDE)]
    spoken[1].set()
    assert {"done": "n1"} in [await li.hear() for _ in range(2)]
    for one in spoken:
        one.set()
    last = await li.hear_until(lambda said: said == {"done": f"n{MOST_BESIDE}"})
    assert last == {"done": f"n{MOST_BESIDE}"}


async def test_a_page_that_goes_while_its_notice_is_spoken_is_gone(tmp_path: Path):
    async with opened(tmp_path) as site:
        site.house.holds_up["n"] = asyncio.Event()
        feed = site.house.board = Noticing("board")
        li = await (await site.signed_in("li")).live()
        await li.say(watch="board")
        await li.hear()
        await li.say(do="notice", key="n", text={"en": "Closed today."})
        assert await li.hear() == {"begun": "n"}
        await li.socket.close()
        async with asyncio.timeout(SOON):
            await feed.left.wait()


async def test_a_message_too_long_closes_the_page_saying_so(site: Site):
    socket = await desk(site)
    await socket.socket.send_str('{"watch": "desk", "epoch": "' + "x" * 70_000 + '"}')
    assert await socket.closed() == WSCloseCode.MESSAGE_TOO_BIG


async def test_a_command_counts_as_use_of_the_session_and_watching_does_not(site: Site):
    socket = await desk(site)
    session = next(iter(site.fake_accounts.sessions.values()))
    signed_in_at = session.seen_at
    site.clock.advance(3600)
    await socket.say(watch="board")
    await socket.hear()
    assert session.seen_at == signed_in_at
    await socket.say(do="available", key="k")
    assert await socket.hear() == {"done": "k"}
    assert next(iter(site.fake_accounts.sessions.values())).seen_at == site.clock.now()


# -------------------------------------------------------------------- good-byes


async def test_a_second_desk_takes_over_from_the_first(site: Site):
    first, second = await desk(site), await desk(site)
    assert await first.hear() == {"bye": "signed_in_elsewhere"}
    assert await first.closed() == WSCloseCode.POLICY_VIOLATION
    site.house.desks[WANG].put("me", 1)
    assert (await second.hear())["put"] == {"me": 1}
    third = await desk(site)  # the first page's end has not made the desk nobody's
    assert await second.hear() == {"bye": "signed_in_elsewhere"}
    await third.say(do="available", key="k")
    assert await third.hear() == {"done": "k"}


async def test_boards_and_the_desks_of_others_are_left_alone_by_a_second_desk(site: Site):
    other = await desk(site, "zhou")
    board = await (await site.signed_in("wang")).live()
    await board.say(watch="board")
    await board.hear()
    await desk(site)
    for socket in (other, board):
        await socket.say(do="available", key="k")
        assert await socket.hear() == {"done": "k"}


async def test_watching_the_desk_again_in_the_same_page_is_no_second_desk(site: Site):
    socket = await desk(site)
    await socket.say(watch="desk")
    assert "all" in await socket.hear()
    site.house.desks[WANG].put("me", 1)
    assert (await socket.hear())["put"] == {"me": 1}


async def test_who_gets_another_role_begins_anew(site: Site):
    socket = await desk(site)
    house = site.house
    agents = {**house.its_company.agents}
    agents[WANG] = msgspec.structs.replace(agents[WANG], roles=("supervisor",))
    house.its_company = msgspec.structs.replace(house.its_company, agents=agents)
    assert await socket.hear() == {"bye": "session_over"}


async def test_while_the_database_is_away_open_pages_stay_until_their_session_would_end(
    site: Site, caplog: pytest.LogCaptureFixture
):
    socket = await desk(site)
    site.fake_accounts.broken = True
    with caplog.at_level(logging.CRITICAL, logger="callcenter.web.auth"):
        for n in range(3):
            site.fake_accounts.asked_in_vain.clear()
            async with asyncio.timeout(SOON):
                await site.fake_accounts.asked_in_vain.wait()
            await socket.say(do="available", key=f"k{n}")
            assert await socket.hear() == {"done": f"k{n}"}
        site.clock.advance(13 * 3600)
        assert await socket.hear() == {"bye": "session_over"}
    site.fake_accounts.broken = False


async def test_a_server_that_goes_down_says_that_it_comes_back(site: Site):
    pages = [await desk(site), await (await site.signed_in("li")).live()]
    codes = await asyncio.gather(*(page.closed() for page in pages), site.close())
    assert codes[:2] == [WSCloseCode.SERVICE_RESTART, WSCloseCode.SERVICE_RESTART]


async def test_one_login_has_only_so_many_pages_and_a_closed_one_makes_room(site: Site):
    wang = await site.signed_in("wang")
    pages = [await wang.live() for _ in range(SOCKETS_OF_ONE)]
    with pytest.raises(WSServerHandshakeError) as refused:
        await wang.live()
    assert refused.value.status == 429
    await (await site.signed_in("li")).live()
    await pages[0].say(watch="nothing")
    assert await pages[0].hear() == {"refused": "", "why": "bad_message"}
    await pages[0].socket.close()
    await wang.live()


# -------------------------------------------------------------------- pages that do not keep up


class Noticing(Feed):
    """Says when nobody watches it any more."""

    def __init__(self, epoch: str) -> None:
        super().__init__(epoch)
        self.left = asyncio.Event()

    def unwatch(self, push: Push) -> None:
        super().unwatch(push)
        self.left.set()


async def stuck(site: Site, login: str) -> asyncio.StreamWriter:
    """A page that watches the board and never reads."""
    browser = await site.signed_in(login)
    cookie = next(iter(browser.client.cookie_jar))
    plain = sockets.socket()
    plain.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
    plain.setblocking(False)
    await asyncio.get_running_loop().sock_connect(plain, ("127.0.0.1", site.port))
    reader, writer = await asyncio.open_connection(sock=plain, limit=4096)
    key = base64.b64encode(bytes(16)).decode()
    writer.write(
        f"GET /live HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nOrigin: {site.url}\r\n"
        f"Cookie: {cookie.key}={cookie.value}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
    )
    assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101 ")
    writer.write(frame({"watch": "board"}))
    await reader.readuntil(b'"all":{}}')
    return writer


def frame(message: dict[str, Any]) -> bytes:
    text = json.dumps(message).encode()
    return bytes([0x81, 0x80 | len(text)]) + bytes(4) + text


def too_much(feed: Feed) -> None:
    """More than the network between takes."""
    for n in range(16):
        feed.put(f"agent/{n}", "x" * 1_000_000)


async def test_a_page_that_takes_nothing_is_cut_off_and_the_others_never_wait_for_it(tmp_path: Path):
    pace = Pace(between=0.005, write_within=0.3)
    async with opened(tmp_path, pace=pace) as site:
        feed = site.house.board = Noticing("board")
        writer = await stuck(site, "sun")
        reading = await (await site.signed_in("li")).live()
        await reading.say(watch="board")
        await reading.hear()
        feed.put("center", 1)
        assert (await reading.hear())["put"] == {"center": 1}
        too_much(feed)
        async with asyncio.timeout(SOON):
            await feed.left.wait()
        writer.close()


async def test_a_page_that_takes_nothing_does_not_keep_the_server_from_going_down(tmp_path: Path):
    pace = Pace(between=0.005, write_within=0.3)
    async with opened(tmp_path, pace=pace) as site:
        writer = await stuck(site, "sun")
        too_much(site.house.board)
        async with asyncio.timeout(SOON):
            await site.close()
        writer.close()
