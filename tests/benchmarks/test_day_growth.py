"""How the day's benchmark judges what a page holds on to."""

from __future__ import annotations

import pytest

from benchmarks.day import Course
from benchmarks.page import Memory


def course(*heaps: int) -> Course:
    return Course(memory=[Memory(heap=heap, nodes=100, listeners=10) for heap in heaps], sockets_lost=0, errors=[])


def test_growth_is_of_the_last_quarter_over_the_first_by_the_least_that_was_held():
    assert course(110, 100, 500, 500, 500, 500, 130, 120).growth("heap") == pytest.approx(0.2)
    assert course(110, 100, 500, 500, 500, 500, 130, 120).growth("nodes") == 0.0


def test_a_peak_that_was_let_go_of_is_no_leak():
    assert course(100, 100, 900, 900, 900, 900, 900, 100).growth("heap") == 0.0
