"""An agent's day, folded from lines of the journal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from callcenter.journal import Line
from callcenter.model import facts
from callcenter.model.ids import AgentId, OfferId, QueueName, TenantId
from callcenter.model.interaction import Direction, Medium, Party
from callcenter.reporting.day import Days, State, Stretch, as_bar, today

ANA, REPAIRS = AgentId("ana"), QueueName("repairs")
MIDNIGHT = datetime(2026, 3, 3, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return MIDNIGHT + timedelta(minutes=minutes)


def line(minutes: float, fact: facts.Fact, stream: str = "ana") -> Line:
    return Line(tenant=TenantId("haihe"), stream=stream, at=at(minutes), fact=fact)


def chose(minutes: float, presence: str, code: str | None = None, next_code: str | None = None) -> Line:
    return line(minutes, facts.PresenceChanged(agent=ANA, presence=presence, code=code, next_code=next_code))


def accepted(minutes: float, stream: str) -> Line:
    ended = facts.OfferEnded(offer=OfferId("o"), agent=ANA, queue=REPAIRS, how=facts.OfferEnd.ACCEPTED)
    return line(minutes, ended, stream)


def left(minutes: float, stream: str, *, talked: float, wrap_up: float = 60.0) -> Line:
    gone = facts.AgentLeft(agent=ANA, who=Party.CUSTOMER, wrap_up=wrap_up, queue=REPAIRS, talked=talked)
    return line(minutes, gone, stream)


def began(minutes: float, stream: str, direction: Direction) -> Line:
    return line(minutes, facts.Began(medium=Medium.VOICE, direction=direction, site="main"), stream)


def folded(*lines: Line) -> Days:
    days = Days(MIDNIGHT)
    days.note_all(lines)
    return days


def test_the_bar_shows_one_state_after_the_other():
    days = folded(
        line(0, facts.SignedIn(agent=ANA)),
        chose(1, "available"),
        accepted(10, "i1"),
        left(15, "i1", talked=300),
        line(16, facts.WrapUpEnded(agent=ANA, disposition=None, by_itself=True), "i1"),
        chose(20, "aux", "meal"),
        chose(50, "aux", "break"),
        chose(60, "available"),
        line(70, facts.NotResponding(agent=ANA)),
        chose(75, "available"),
        line(80, facts.SignedOut(agent=ANA)),
    )
    assert days.agent(ANA).bar == [
        Stretch(at(0), State.AUX),
        Stretch(at(1), State.AVAILABLE),
        Stretch(at(10), State.TALKING),
        Stretch(at(15), State.WRAP_UP),
        Stretch(at(16), State.AVAILABLE),
        Stretch(at(20), State.AUX, "meal"),
        Stretch(at(50), State.AUX, "break"),
        Stretch(at(60), State.AVAILABLE),
        Stretch(at(70), State.NOT_RESPONDING),
        Stretch(at(75), State.AVAILABLE),
        Stretch(at(80), State.SIGNED_OUT),
    ]
    assert days.agent(ANA).occupancy(at(90)) == 360 / (360 + 60 * (9 + 4 + 10 + 5))


def test_a_break_that_must_wait_does_not_end_not_responding():
    days = folded(
        chose(0, "available"),
        line(1, facts.NotResponding(agent=ANA)),
        chose(2, "available", next_code="break"),
    )
    assert days.agent(ANA).bar[-1] == Stretch(at(1), State.NOT_RESPONDING)


def test_hold_is_counted_until_the_customer_is_heard_again_or_the_conversation_is_over():
    days = folded(
        began(0, "i1", Direction.INBOUND),
        line(0, facts.Connected(agent=ANA, queue=REPAIRS), "i1"),
        accepted(0, "i1"),
        line(1, facts.HoldBegan(agent=ANA), "i1"),
        line(2, facts.HoldEnded(agent=ANA), "i1"),
        line(3, facts.HoldBegan(agent=ANA), "i1"),
        left(5, "i1", talked=300, wrap_up=0),
    )
    assert (days.agent(ANA).hold, days.agent(ANA).talk) == (180.0, 300.0)
    assert days.agent(ANA).bar == [Stretch(at(0), State.TALKING), Stretch(at(5), State.SIGNED_OUT)]


def test_calls_are_counted_by_their_direction_and_a_colleague_called_by_another_has_one_too():
    days = folded(
        chose(0, "available"),
        began(0, "i1", Direction.INBOUND),
        left(1, "i1", talked=60, wrap_up=0),
        began(2, "i2", Direction.OUTBOUND),
        left(3, "i2", talked=30, wrap_up=0),
        began(4, "i3", Direction.INTERNAL),
        line(5, facts.PartyJoined(agent=ANA), "i3"),
        line(6, facts.PartyLeft(agent=ANA, talked=60.0), "i3"),
        began(7, "i4", Direction.INBOUND),
        line(8, facts.ConsultAnswered(by=AgentId("bob"), agent=ANA), "i4"),
        line(9, facts.PartyLeft(agent=ANA, talked=60.0), "i4"),
    )
    assert days.agent(ANA).by_direction() == {"inbound": 1, "outbound": 1, "internal": 1}
    assert days.agent(ANA).bar[-2] == Stretch(at(8), State.TALKING), "who is asked talks, and has handled nothing"


def test_midnight_begins_a_new_day_in_which_what_lasts_goes_on():
    yesterday = folded(chose(0, "available"), accepted(100, "i1"))
    tomorrow = yesterday.next_day(at(24 * 60))
    assert tomorrow.agent(ANA).bar == [Stretch(at(24 * 60), State.TALKING)]
    tomorrow.note(left(24 * 60 + 2, "i1", talked=300))
    assert tomorrow.agent(ANA).talk == 300.0
    assert tomorrow.agent(ANA).first_sign_in is None


def test_lines_from_before_the_day_only_tell_what_goes_on():
    days = Days(at(60))
    days.know(ANA, State.AVAILABLE, None, at(1))
    days.note_all([accepted(30, "i1"), line(40, facts.HoldBegan(agent=ANA), "i1"), left(50, "i1", talked=900)])
    assert days.agent(ANA).bar == [Stretch(at(60), State.WRAP_UP)]
    assert today(days.agent(ANA), at(61))["handled"] == 0


def test_a_day_on_which_nothing_happened_has_no_averages():
    shown = today(Days(MIDNIGHT).agent(ANA), at(1))
    assert (shown["average"], shown["occupancy"], shown["states"], shown["state"]) == (None, None, [], "signed_out")
    assert as_bar(Days(MIDNIGHT).agent(ANA)) == {"bar": [], "interactions": []}


def test_a_talk_with_a_colleague_is_not_handled_and_a_voicemail_is_no_talk():
    voicemail = facts.Began(medium=Medium.VOICEMAIL, direction=Direction.INBOUND, site="main")
    days = folded(
        line(0, facts.SignedIn(agent=ANA)),
        began(1, "i1", Direction.INBOUND),
        accepted(1, "i1"),
        left(3, "i1", talked=120),
        line(4, facts.WrapUpEnded(agent=ANA, disposition=None, by_itself=True), "i1"),
        began(5, "i2", Direction.INTERNAL),
        line(5, facts.Connected(agent=ANA, queue=None), "i2"),
        left(10, "i2", talked=300, wrap_up=0),
        line(10, voicemail, "i3"),
        accepted(10, "i3"),
        left(11, "i3", talked=60, wrap_up=0),
    )
    figures = today(days.agent(ANA), at(12))
    assert (figures["handled"], figures["talk"], figures["calls"]["internal"]) == (2, 120.0, 1)
    assert figures["average"] == {"talk": 120.0, "hold": 0.0, "wrap_up": 30.0, "handle": 120.0}
