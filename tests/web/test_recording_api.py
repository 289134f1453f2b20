"""`POST /api/interactions/<id>/recording`: a program pauses the recording of a live call."""

from __future__ import annotations

import pytest
from fakes import Site

PATH = "/api/interactions/i1/recording"


async def test_a_recording_is_paused_and_goes_on(site: Site):
    wang = await site.signed_in("wang")
    for state in ("paused", "paused", "on"):
        answer = await wang.send(PATH, {"state": state})
        assert (answer.status, await answer.json()) == (200, {"state": state})
    assert site.house.recordings_set == [("wang", "i1", True), ("wang", "i1", True), ("wang", "i1", False)]


@pytest.mark.parametrize(
    ("why", "status"),
    [
        ("unknown_target", 404),
        ("not_your_call", 403),
        ("not_recorded", 409),
        ("not_now", 503),
        ("not_saved", 503),
    ],
)
async def test_a_refusal_says_why(site: Site, why: str, status: int):
    site.house.refuses_recording = why
    answer = await (await site.signed_in("li")).send(PATH, {"state": "paused"})
    assert (answer.status, await answer.json()) == (status, {"error": why})


@pytest.mark.parametrize("sent", [{}, {"state": "off"}, {"state": "on", "more": 1}, [], "on"])
async def test_what_is_not_understood_is_refused(site: Site, sent: object):
    answer = await (await site.signed_in("li")).send(PATH, sent)
    assert answer.status == 400
    assert site.house.recordings_set == []


async def test_who_neither_has_a_desk_nor_may_listen_sets_nothing_and_nobody_does_without_a_session(site: Site):
    analyst = await site.signed_in("sun")
    assert (await analyst.send(PATH, {"state": "paused"})).status == 403
    assert (await site.browser().send(PATH, {"state": "paused"})).status == 401
    assert site.house.recordings_set == []
