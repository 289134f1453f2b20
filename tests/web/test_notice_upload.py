"""The sound of an emergency notice is sent as a file, and refused with a reason."""

from __future__ import annotations

from fakes import Site

from callcenter.web.notices import LARGEST

PATH = "/api/notices/recording"


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
