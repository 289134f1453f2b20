"""The sound of an emergency notice is sent as a file, or made of a text and heard before it is put up."""

from __future__ import annotations

import pytest
from fakes import Site

from callcenter.web.notices import LARGEST

PATH, PREVIEW = "/api/notices/recording", "/api/notices/preview"


async def test_a_sound_gets_a_name_to_begin_the_notice_with(site: Site):
    li = await site.signed_in("li")
    answer = await li.upload(PATH, b"RIFF" + bytes(300_000), "audio/wav")
    assert (answer.status, await answer.json()) == (200, {"recording": "sound-1", "seconds": 2.5})


async def test_what_is_no_sound_is_refused_with_a_reason(site: Site):
    li = await site.signed_in("li")
    answer = await li.upload(PATH, b"MP3", "audio/wav")
    assert (answer.status, await answer.json()) == (400, {"error": "bad_sound", "why": "it is not a wav file"})
    assert (await li.upload(PATH, b"RIFF", "audio/mpeg")).status == 415


async def test_a_sound_without_end_is_not_taken(site: Site):
    li = await site.signed_in("li")
    assert (await li.upload(PATH, bytes(LARGEST + 1), "audio/wav")).status == 413


async def test_a_text_is_heard_as_callers_will_hear_it(site: Site):
    li = await site.signed_in("li")
    answer = await li.send(PREVIEW, {"language": "en", "text": "No power today"})
    assert (answer.status, answer.content_type) == (200, "audio/wav")
    assert await answer.read() == b"RIFF en No power today"


@pytest.mark.parametrize("told", [{"language": "fr", "text": "x"}, {"language": "en", "text": " "}, {"language": "en"}])
async def test_what_nobody_could_hear_is_not_spoken(site: Site, told: dict[str, str]):
    li = await site.signed_in("li")
    assert (await li.send(PREVIEW, told)).status == 400


async def test_who_has_no_floor_has_nothing_spoken(site: Site):
    wang = await site.signed_in("wang")
    assert (await wang.send(PREVIEW, {"language": "en", "text": "x"})).status == 403


async def test_speaking_without_end_is_slowed_down(site: Site):
    li = await site.signed_in("li")
    answers = [(await li.send(PREVIEW, {"language": "en", "text": f"x {n}"})).status for n in range(31)]
    assert (set(answers[:30]), answers[30]) == ({200}, 429)
