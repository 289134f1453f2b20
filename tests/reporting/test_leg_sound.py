"""How the sound of legs is folded: what a desk is warned of, what is kept, and what counts as poor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from callcenter.calls.network import Quality
from callcenter.model.facts import LegQuality
from callcenter.model.ids import AgentId, InteractionId, LegId
from callcenter.model.interaction import Party
from callcenter.reporting.sound import Shown, Sound, Whose, was_poor

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CALL, ANA = InteractionId("i1"), AgentId("ana")
OF_CUSTOMER, OF_ANA = Whose(CALL, Party.CUSTOMER, None), Whose(CALL, Party.AGENT, ANA)
C, A = LegId("i1-c1"), LegId("i1-a1")


def told(leg: LegId, seconds: float, loss: float, jitter: float, round_trip: float | None = 0.04) -> Quality:
    return Quality(leg=leg, at=NOW + timedelta(seconds=seconds), loss=loss, jitter=jitter, round_trip=round_trip)


def test_a_leg_is_kept_with_its_average_and_its_worst():
    sound = Sound()
    for seconds, loss, jitter in ((0, 0.0, 0.01), (5, 0.06, 0.04), (10, 0.0, 0.01)):
        sound.note(told(A, seconds, loss, jitter), OF_ANA)
    assert sound.over(A) == (
        CALL,
        LegQuality(
            party=Party.AGENT,
            agent=ANA,
            loss=0.02,
            worst_loss=0.06,
            jitter=0.02,
            worst_jitter=0.04,
            round_trip=0.04,
            seconds=10.0,
            reports=3,
        ),
    )


def test_what_was_told_once_is_not_told_again():
    sound = Sound()
    sound.note(told(A, 0, 0.0, 0.0), OF_ANA)
    sound.over(A)
    assert sound.over(A) is None
    assert sound.shown(CALL) is None


def test_the_round_trip_is_of_the_reports_that_measured_it():
    sound = Sound()
    for seconds, round_trip in ((0, None), (5, 0.1), (10, 0.3)):
        sound.note(told(A, seconds, 0.0, 0.0, round_trip), OF_ANA)
    ended = sound.over(A)
    assert ended is not None
    assert ended[1].round_trip == 0.2
    sound.note(told(C, 0, 0.0, 0.0, None), OF_CUSTOMER)
    ended = sound.over(C)
    assert ended is not None
    assert ended[1].round_trip is None


def test_a_desk_sees_the_worst_of_its_call():
    sound = Sound()
    sound.note(told(A, 0, 0.0, 0.004), OF_ANA)
    sound.note(told(C, 0, 0.05, 0.02), OF_CUSTOMER)
    assert sound.shown(CALL) == Shown(loss=0.05, jitter=0.02, round_trip=0.0, poor=True, party=Party.CUSTOMER)
    sound.over(C)
    assert sound.shown(CALL) == Shown(loss=0.0, jitter=0.0, round_trip=0.0, poor=False, party=Party.AGENT)


def test_a_desk_is_told_of_changes_and_not_of_noise():
    sound = Sound()
    assert sound.note(told(A, 0, 0.001, 0.004), OF_ANA)
    assert not sound.note(told(A, 5, 0.002, 0.003), OF_ANA)
    assert sound.note(told(A, 10, 0.06, 0.003), OF_ANA)


def test_one_short_stretch_is_not_yet_a_poor_line():
    sound = Sound()
    for seconds, loss in ((0, 0.0), (5, 0.03)):
        sound.note(told(A, seconds, loss, 0.0), OF_ANA)
    shown = sound.shown(CALL)
    assert shown is not None
    assert not shown.poor
    sound.note(told(A, 10, 0.03, 0.0), OF_ANA)
    shown = sound.shown(CALL)
    assert shown is not None
    assert shown.poor


def test_legs_nobody_heard_the_end_of_are_told_with_the_call():
    sound = Sound()
    sound.note(told(A, 0, 0.0, 0.0), OF_ANA)
    sound.note(told(C, 0, 0.0, 0.0), OF_CUSTOMER)
    assert [fact.party for fact in sound.all_over(CALL)] == [Party.AGENT, Party.CUSTOMER]
    assert sound.all_over(CALL) == []


@pytest.mark.parametrize(
    ("changed", "poor"),
    [
        ({}, False),
        ({"loss": 0.02, "jitter": 0.03, "round_trip": 0.3}, False),
        ({"loss": 0.021}, True),
        ({"jitter": 0.031}, True),
        ({"round_trip": 0.31}, True),
        ({"round_trip": None}, False),
        ({"worst_loss": 0.1}, False),
        ({"worst_loss": 0.11}, True),
        ({"worst_jitter": 0.16}, True),
    ],
)
def test_poor_is_what_is_over_a_limit_all_the_time_or_far_over_it_for_a_stretch(
    changed: dict[str, float | None], poor: bool
):
    usual: dict[str, float | None] = {
        "loss": 0.001,
        "worst_loss": 0.01,
        "jitter": 0.004,
        "worst_jitter": 0.01,
        "round_trip": 0.05,
    }
    fact = LegQuality(party=Party.AGENT, agent=ANA, seconds=60.0, reports=12, **usual | changed)  # type: ignore[arg-type]
    assert was_poor(fact) is poor
