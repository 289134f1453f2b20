"""Whatever is sent, it is answered in words: never an error of ours, never a socket closed without one."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from fakes import RIGHT, opened
from hypothesis import given, settings
from hypothesis import strategies as st

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
DOES = ("sign_in", "available", "aux", "phone_ready", "accept", "hold", "transfer", "customer", "note", "finish")
FIELDS = ("key", "code", "calls", "offer", "interaction", "agent", "queue", "number", "new", "text", "epoch", "n")
NEAR = st.builds(
    lambda first, more: first | more,
    st.fixed_dictionaries({"do": st.sampled_from(DOES)}) | st.fixed_dictionaries({"watch": st.just("board")}),
    st.dictionaries(st.sampled_from(FIELDS), PLAIN, max_size=5),
)
MESSAGES = st.lists(st.text(max_size=60) | PLAIN.map(json.dumps) | NEAR.map(json.dumps), min_size=1, max_size=12)
FORMS = st.lists(
    st.tuples(
        st.sampled_from(("/login", "/language", "/logout", "/api/guest")),
        st.sampled_from(
            (
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded; charset=utf-16",
                "application/x-www-form-urlencoded; charset=nonsense",
                "application/x-www-form-urlencoded; charset=unicode_escape",
                "application/json",
                "multipart/form-data; boundary=x",
                "text/plain",
            )
        ),
        st.binary(max_size=80)
        | PLAIN.map(lambda value: json.dumps(value).encode())
        | st.sampled_from((b"login=%ff%00&password=%00", b"login=\\ud800&password=x", b"[" * 60_000, b"language=%0a")),
    ),
    min_size=1,
    max_size=12,
)
QUERIES = st.dictionaries(
    st.sampled_from(("from", "to", "queue", "agent", "number", "outcome", "page")), st.text(max_size=20), max_size=7
)
SOME = settings(max_examples=40, deadline=None)


@SOME
@given(texts=MESSAGES)
async def test_every_message_of_a_page_is_answered_and_the_page_stays_open(texts: list[str]):
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder)) as site:
            socket = await (await site.signed_in("wang")).live()
            for text in texts:
                await socket.socket.send_str(text)
            await socket.say(do="sign_out", key="the last one")
            heard: list[dict[str, Any]] = []
            while not heard or heard[-1] != {"done": "the last one"}:
                heard.append(await socket.hear())
            answers = [one for one in heard if "feed" not in one]
            watched = sum('"watch": "board"' in text for text in texts)
            assert len(texts) + 1 - watched <= len(answers) <= len(texts) + 1


@SOME
@given(forms=FORMS, query=QUERIES)
async def test_no_form_and_no_query_makes_an_error_of_ours(forms: list[tuple[str, str, bytes]], query: dict[str, str]):
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder), guest_page=True) as site:
            browser = await site.signed_in("wang")
            for path, kind, body in forms:
                headers = {"Origin": site.url, "Content-Type": kind}
                answer = await browser.client.post(site.url + path, data=body, headers=headers, allow_redirects=False)
                assert answer.status in (200, 303, 400, 401, 415, 429), (path, kind, body)
            await browser.client.post(
                site.url + "/login", data={"login": "li", "password": RIGHT}, headers={"Origin": site.url}
            )
            answer = await browser.client.get(site.url + "/history", params=query)
            assert answer.status == 200
