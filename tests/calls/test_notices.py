"""Emergency notices: who hears them, when, and how often."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
from calls.haihe import ANA, EN, HOTLINE, OPEN, REPAIRS, SALES, ZH, Told

from callcenter.calls import letters as our
from callcenter.calls.turns import Play
from callcenter.model.facts import NoticeHeard
from callcenter.model.measures import Closing, Notice


def notice(name: str = "n1", **changed: Any) -> Notice:
    told = Notice(id=name, text={ZH: "今天停水。", EN: "No water today."}, recording=None, begins=OPEN, by="boss")
    return msgspec.structs.replace(told, **changed)


def with_notices(*notices: Notice, call: Told | None = None) -> Told:
    call = call or Told()
    call.house = msgspec.structs.replace(call.house, notices={one.id: one for one in notices})
    return call


def test_everybody_hears_it_before_the_flows_first_words_in_all_languages_and_once():
    call = with_notices(notice()).arrives()
    assert call.words[:3] == ["今天停水。", "No water today.", "您好。"]
    assert call.facts_of(NoticeHeard) == [NoticeHeard(notice="n1")]
    call.presses("2").presses("1")
    assert "No water today." not in call.words
    assert len(call.facts_of(NoticeHeard)) == 1


def test_one_that_is_for_a_number_a_province_or_another_time_is_heard_by_nobody_else():
    others = (
        notice("n1", numbers=("+865320000000",)),
        notice("n2", provinces=("Beijing",)),
        notice("n3", begins=OPEN + timedelta(minutes=1)),
        notice("n4", ends=OPEN),
        notice("n5", queues=(SALES,)),
    )
    assert with_notices(*others).arrives().words[0] == "您好。"
    assert with_notices(notice(numbers=(HOTLINE,))).arrives().words[0] == "今天停水。"
    call = Told()
    call.call.province = "Beijing"
    assert with_notices(notice(provinces=("Beijing",)), call=call).arrives().words[0] == "今天停水。"


def test_one_of_a_queue_is_heard_on_the_way_into_it_in_the_callers_language():
    call = with_notices(notice(queues=(REPAIRS,))).in_queue()
    assert call.words[0] == "No water today."
    assert call.after(8).tell(our.Position(position=1)).words == ["Number 1."]


def test_who_waits_already_hears_a_new_one_with_the_next_announcement():
    call = Told().in_queue().after(8)
    with_notices(notice(queues=(REPAIRS,), begins=call.now), call=call)
    assert call.tell(our.Position(position=1)).words == ["No water today.", "Number 1."]
    assert call.after(30).tell(our.Position(position=1)).words == ["Number 1."]


def test_who_waits_hears_a_new_one_at_once_unless_a_phone_rings_already():
    call = with_notices(notice(queues=(REPAIRS,)), call=Told().in_queue())
    assert call.tell(our.NoticeUp()).words == ["No water today."]
    assert call.facts_of(NoticeHeard) == [NoticeHeard(notice="n1")]
    call.house = msgspec.structs.replace(call.house, notices={"n2": notice("n2", queues=(REPAIRS,))})
    call.offered("o1", ANA)
    call.tell(our.NoticeUp())
    assert len(call.facts_of(NoticeHeard)) == 1
    call.missed("o1")
    assert [fact.notice for fact in call.facts_of(NoticeHeard)] == ["n1", "n2"], "nobody answered, and the wait goes on"


def test_one_written_in_one_language_is_said_once_in_that():
    assert with_notices(notice(text={EN: "No water today."})).arrives().words[:2] == ["No water today.", "您好。"]


def test_an_uploaded_sound_is_played():
    call = with_notices(notice(text=None, recording="abc")).arrives()
    assert call.turn.steps[0] == Play(sound="abc", language=None)


def test_a_caller_of_a_closed_queue_hears_so_in_their_language():
    call = Told()
    closing = Closing(queue=REPAIRS, divert_to=None, reason="", by="boss", since=OPEN)
    call.house = msgspec.structs.replace(call.house, closed={REPAIRS: closing})
    assert call.in_queue().words == [
        "We are sorry, this service is closed at the moment.",
        "Please leave a message.",
    ]
