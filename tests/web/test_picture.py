"""What is drawn over a recording: what the customer lived through, pauses, and what a listener may go to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
from samples import EN, HAIHE, REPAIRS, WANG

from callcenter.journal import Line
from callcenter.model import facts as f
from callcenter.model.ids import TenantId
from callcenter.model.interaction import EndReason, LeftQueue, Medium, Outcome, Party
from callcenter.viewer import Role, Viewer
from callcenter.web.picture import Mark, Stretch, marks, stretches

BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  #: of the recording; the caller waited for ten seconds before
API = f.PauseReason.API


def line(after: float, fact: f.Fact) -> Line:
    return Line(tenant=TenantId("haihe"), stream="i1", at=BEGAN + timedelta(seconds=after), fact=fact)


LINES = [
    line(-10, f.QueueEntered(queue=REPAIRS, visit=1, medium=Medium.VOICE)),
    line(0, f.QueueLeft(queue=REPAIRS, visit=1, how=LeftQueue.ANSWERED, waited=10)),
    line(0, f.Connected(agent=WANG, queue=REPAIRS)),
    line(20, f.HoldBegan(agent=WANG)),
    line(30, f.HoldEnded(agent=WANG)),
    line(40, f.RecordingPaused(why=f.PauseReason.AGENT, by=WANG)),
    line(50, f.RecordingResumed(why=API)),
    line(58, f.RecordingPaused(why=API)),
    line(61, f.Ended(outcome=Outcome.SERVED, who=Party.CUSTOMER, why=EndReason.HUNG_UP)),
]


def test_stretches_lie_inside_the_recording():
    assert stretches(LINES, BEGAN, 60.0) == [
        Stretch("talk", 0, 20),
        Stretch("hold", 20, 30),
        Stretch("talk", 30, 60),
        Stretch("paused", 40, 50),
        Stretch("paused", 58, 60),
    ]


def viewer(*roles: Role) -> Viewer:
    return Viewer(
        tenant=HAIHE.tenant, login="li", agent=None, roles=frozenset(roles), language=EN, zone="Asia/Shanghai"
    )


def test_marks_are_sentences_at_their_place():
    assert marks(LINES, BEGAN, 60.0, HAIHE, viewer(Role.SUPERVISOR), "") == [
        Mark(0, "王芳 and the customer were connected (queue “Repairs”)."),
        Mark(40, "王芳 paused the recording; nothing of this stretch is kept."),
        Mark(50, "The recording goes on, told through the interface."),
        Mark(58, "The recording was paused through the interface; nothing of this stretch is kept."),
    ]


def test_a_note_that_was_written_during_the_call_is_a_mark_with_its_text():
    written = [line(12.5, f.NoteWritten(agent=WANG)), line(75, f.NoteWritten(agent=WANG))]  # the last one afterwards
    assert marks(written, BEGAN, 60.0, HAIHE, viewer(Role.SUPERVISOR), "Call 13800138000") == [
        Mark(12.5, "王芳 wrote a note.", "Call 13800138000")
    ]


def test_a_number_in_the_note_of_a_mark_is_masked_for_those_who_see_numbers_masked():
    masking = msgspec.structs.replace(HAIHE, mask_numbers=frozenset({"agent"}))
    written = [line(12.5, f.NoteWritten(agent=WANG))]
    assert marks(written, BEGAN, 60.0, masking, viewer(Role.AGENT), "Call 13800138000") == [
        Mark(12.5, "王芳 wrote a note.", "Call 138****8000")
    ]
