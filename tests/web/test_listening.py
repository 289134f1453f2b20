"""Who may listen to a recording, and that every listening is written down."""

from __future__ import annotations

import asyncio

import msgspec
import pytest
from fakes import WANG, ZHOU, Site

from callcenter.model.interaction import Medium, Party

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


# ---------------------------------------------------------------------- who listened, and files taken away


async def test_it_is_written_down_whose_recording_it_was_and_on_which_page(recorded: Site):
    li = await recorded.signed_in("li")
    await li.get("/recordings/i1/t1.wav", Referer=f"{recorded.url}/history/i1?from=2026-03-01")
    await li.get("/recordings/i1.wav", Referer="not an address [")
    await li.get("/history/i1")
    page = recorded.pages.shown[-1]
    assert [(one.who, one.taken, one.party, one.page) for one in page.heard] == [
        ("李强", False, None, ""),
        ("李强", False, Party.CUSTOMER, "/history/i1"),
    ]


async def test_agents_and_analysts_are_not_shown_who_listened(recorded: Site):
    await (await recorded.signed_in("li")).get("/recordings/i1.wav")
    for login in ("wang", "sun"):
        await (await recorded.signed_in(login)).get("/history/i1")
        page = recorded.pages.shown[-1]
        assert (page.heard, page.may_hold) == ((), False)


async def test_a_file_taken_away_has_a_name_without_number_or_person_and_is_written_down_as_such(recorded: Site):
    li = await recorded.signed_in("li")
    for path, name in (
        ("/recordings/i1.wav?download", "2026-03-01_16-00_repairs_i1.wav"),
        ("/recordings/i1/t1.wav?download", "2026-03-01_16-00_repairs_i1_customer.wav"),
    ):
        answer = await li.get(path)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert [what for _, what, _ in recorded.fake_accounts.logged if what != "sign_in"] == ["downloaded"] * 2


async def test_what_has_expired_is_heard_by_nobody(recorded: Site):
    recorded.history.recorded["i1"] = [
        msgspec.structs.replace(track, expired_at=track.began_at) for track in recorded.history.recorded["i1"]
    ]
    li = await recorded.signed_in("li")
    for path in ("/recordings/i1/t1.wav", "/recordings/i1.wav", "/recordings/i1/peaks.json"):
        assert (await li.get(path)).status == 404
    await li.get("/history/i1")
    page = recorded.pages.shown[-1]
    assert (page.mixed, all(track.expired for track in page.tracks)) == ("", True)
    assert listened(recorded) == []


# ---------------------------------------------------------------------- held


async def test_a_supervisor_holds_recordings_with_a_reason_and_lets_them_go(recorded: Site):
    li = await recorded.signed_in("li")
    answer = await li.post("/history/i1/hold", {"reason": " a complaint "})
    assert (answer.status, answer.headers["Location"]) == (303, "/history/i1#recordings")
    await li.get("/history/i1")
    hold = recorded.pages.shown[-1].hold
    assert (hold.who, hold.reason) == ("李强", "a complaint")
    await li.post("/history/i1/let_go")
    await li.get("/history/i1")
    assert recorded.pages.shown[-1].hold is None


async def test_a_hold_needs_a_reason_and_an_interaction_that_is_still_there(recorded: Site):
    li = await recorded.signed_in("li")
    for reason in ("", "   ", "x" * 501):
        assert (await li.post("/history/i1/hold", {"reason": reason})).status == 400
    assert (await li.post("/history/nowhere/hold", {"reason": "a complaint"})).status == 404
    recorded.keeping.expired.add("i1")
    assert (await li.post("/history/i1/hold", {"reason": "a complaint"})).status == 409


# ---------------------------------------------------------------------- the picture


async def test_the_picture_of_a_recording_is_for_those_who_may_listen_and_is_no_listening(recorded: Site):
    (recorded.recordings.folder / "i1.wav").write_bytes(bytes(44 + 32_000 * 10))
    answer = await (await recorded.signed_in("li")).get("/recordings/i1/peaks.json")
    assert await answer.json() == {
        "began": "2026-03-01T08:00:00Z",
        "seconds": 10.0,
        "customer": [0.5, 0.0],
        "agents": [0.0, 0.25],
        "stretches": [],
        "marks": [],
    }
    assert (await (await recorded.signed_in("wang")).get("/recordings/i1/peaks.json")).status == 403
    assert listened(recorded) == []
