"""Who may listen to a recording, and that every listening is written down."""

from __future__ import annotations

import asyncio

import pytest
from fakes import WANG, ZHOU, Site

from callcenter.model.interaction import Medium

SOUND = b"RIFF" + bytes(range(256)) * 4


@pytest.fixture
def recorded(site: Site) -> Site:
    """One call wang had, with the tracks t1 and t2."""
    site.history.recorded_call("i1", "t1", "t2")
    for name in ("i1", "t1", "t2"):
        (site.recordings.folder / f"{name}.wav").write_bytes(SOUND)
    return site


def listened(site: Site) -> list[tuple[str, str]]:
    return [(login, of) for login, what, of in site.fake_accounts.logged if what == "listened"]


async def test_a_supervisor_listens_to_one_party_or_to_both_and_that_is_written_down(recorded: Site):
    li = await recorded.signed_in("li")
    for path in ("/recordings/i1/t1.wav", "/recordings/i1.wav"):
        answer = await li.get(path)
        assert (answer.status, answer.content_type, await answer.read()) == (200, "audio/wav", SOUND)
        assert answer.headers["Cache-Control"] == "no-store"
    assert listened(recorded) == [("li", "t1"), ("li", "i1")]


async def test_an_agent_does_not_listen_to_calls_not_even_to_their_own(recorded: Site):
    wang = await recorded.signed_in("wang")
    recorded.house.desks[WANG].put("work/i1", {"stage": "wrap_up", "pop": {}})
    for path in ("/recordings/i1/t1.wav", "/recordings/i1.wav"):
        assert (await wang.get(path)).status == 403
    await wang.get("/history/i1")
    page = recorded.pages.shown[-1]
    assert (page.may_listen, page.tracks, page.mixed) == (False, (), "")
    assert listened(recorded) == []


async def test_who_may_not_see_an_interaction_is_not_told_whether_it_exists(recorded: Site):
    zhou = await recorded.signed_in("zhou")
    for path in ("/recordings/i1.wav", "/recordings/i1/t1.wav", "/history/i1", "/history/i2", "/recordings/i2.wav"):
        assert (await zhou.get(path)).status == 404


async def test_an_agent_hears_the_voicemail_they_have_in_hand_and_only_while_they_have_it(site: Site):
    site.history.recorded_call("v1", "v1t", medium=Medium.VOICEMAIL, agent=None)
    (site.recordings.folder / "v1t.wav").write_bytes(SOUND)
    zhou = await site.signed_in("zhou")
    assert (await zhou.get("/recordings/v1/v1t.wav")).status == 404
    site.house.desks[ZHOU].put("work/v1", {"stage": "talking", "pop": {"customer": None}})
    assert (await zhou.get("/recordings/v1/v1t.wav")).status == 200
    assert (await (await site.signed_in("wang")).get("/recordings/v1/v1t.wav")).status == 404
    site.house.desks[ZHOU].drop("work/v1")
    assert (await zhou.get("/recordings/v1/v1t.wav")).status == 404
    assert listened(site) == [("zhou", "v1t")]


async def test_a_player_that_fetches_pieces_is_one_listening_and_gets_the_pieces(recorded: Site):
    li = await recorded.signed_in("li")
    piece = await li.get("/recordings/i1/t1.wav", Range="bytes=4-7")
    assert (piece.status, await piece.read()) == (206, b"\x00\x01\x02\x03")
    assert piece.headers["Content-Range"] == f"bytes 4-7/{len(SOUND)}"
    await asyncio.gather(*(li.get("/recordings/i1/t1.wav", Range=f"bytes={n}-{n}") for n in range(8)))
    assert (await li.get("/recordings/i1/t1.wav", Range="bytes=9999-")).status == 416
    assert listened(recorded) == [("li", "t1")]


async def test_pieces_asked_for_all_at_once_are_one_listening(recorded: Site):
    li = await recorded.signed_in("li")
    await asyncio.gather(*(li.get("/recordings/i1.wav", Range=f"bytes={n}-{n}") for n in range(8)))
    assert listened(recorded) == [("li", "i1")]


async def test_later_or_signed_in_anew_it_is_another_listening(recorded: Site):
    li = await recorded.signed_in("li")
    await li.get("/recordings/i1.wav")
    recorded.clock.advance(599)
    await li.get("/recordings/i1.wav")
    recorded.clock.advance(1)
    await li.get("/recordings/i1.wav")
    await (await recorded.signed_in("li")).get("/recordings/i1.wav")
    assert listened(recorded) == [("li", "i1")] * 3


async def test_what_is_not_there_is_not_found_and_not_written_down(recorded: Site):
    recorded.history.recorded_call("i2", "lost")
    recorded.history.recorded_call("i3")
    (recorded.recordings.folder / "i3.wav").write_bytes(SOUND)
    li = await recorded.signed_in("li")
    for path in ("i1/none.wav", "i2/lost.wav", "i2/t1.wav", "i2.wav", "i3.wav", "none.wav", "none/t1.wav"):
        assert (await li.get(f"/recordings/{path}")).status == 404, path
    assert listened(recorded) == []


async def test_no_name_from_outside_ever_becomes_a_path(recorded: Site):
    (recorded.folder / "secret.wav").write_bytes(b"secret")
    li = await recorded.signed_in("li")
    for path in ("i1/..%2f..%2fsecret.wav", "i1/%2e%2e%2fsecret.wav", "..%2fsecret.wav", "i1%2f..%2f..%2fsecret.wav"):
        assert (await li.get(f"/recordings/{path}")).status == 404, path
    assert recorded.recordings.asked == []


async def test_the_page_of_an_interaction_offers_what_may_be_heard(recorded: Site):
    await (await recorded.signed_in("li")).get("/history/i1")
    page = recorded.pages.shown[-1]
    assert [track.url for track in page.tracks] == ["/recordings/i1/t1.wav", "/recordings/i1/t2.wav"]
    assert (page.may_listen, page.mixed) == (True, "/recordings/i1.wav")
