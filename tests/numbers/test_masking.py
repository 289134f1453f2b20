"""Numbers are masked by role, through one function, and nowhere does a masked one slip through whole."""

from __future__ import annotations

import pytest
from calls.haihe import ANA, CUSTOMER, HOTLINE, Told, haihe
from hypothesis import given
from hypothesis import strategies as st

from callcenter.numbers.masking import masked, shown_to, words_meant, words_shown_to

MASKING = haihe(mask_numbers=frozenset({"agent"}))
AGENT, SUPERVISOR = ("agent",), ("agent", "supervisor")


@pytest.mark.parametrize(
    ("number", "seen"),
    [
        (CUSTOMER, "138****8000"),
        ("+8653287654321", "532****4321"),
        ("+12065550100", "206****00"),
        ("4008123123", "400****23"),
        ("10086", "10086"),  # nobody's own
        ("95588", "95588"),
        ("", ""),
        ("alice@example.org", "al****"),
    ],
)
def test_the_middle_of_a_number_is_hidden(number: str, seen: str):
    assert shown_to(AGENT, MASKING, number) == seen


def test_who_has_one_more_role_sees_it_whole_and_so_does_everybody_unless_it_is_set():
    assert shown_to(SUPERVISOR, MASKING, CUSTOMER) == "+86 138 0013 8000"
    assert shown_to(AGENT, haihe(), CUSTOMER) == "+86 138 0013 8000"


def test_the_companys_own_numbers_are_no_secret():
    assert shown_to(AGENT, MASKING, HOTLINE) == "+86 532 8888 0000"


def test_a_number_where_a_name_belongs_is_masked_too():
    assert words_shown_to(AGENT, MASKING, "13800138000") == "138****8000"
    assert words_shown_to(AGENT, MASKING, "Mr Li +86 138-0013-8000") == "Mr Li 138****8000"
    assert words_shown_to(AGENT, MASKING, "张伟 2") == "张伟 2"


@pytest.mark.parametrize("spelled", ["１３８００１３８０００", "138/0013/8000", "138·0013·8000", "138–0013–8000"])
def test_however_a_number_is_written_it_is_hidden(spelled: str):
    assert words_shown_to(AGENT, MASKING, f"call {spelled}!") == "call 138****8000!"


def test_dates_and_the_companys_own_numbers_stay_in_what_people_write():
    said = "2026-03-02 10:00 回电13800138000，热线 0532-8888 0000；日期 2026-13-40"
    assert words_shown_to(AGENT, MASKING, said) == (
        "2026-03-02 10:00 回电138****8000，热线 0532-8888 0000；日期 202****40"
    )
    assert words_shown_to(SUPERVISOR, MASKING, said) == said


@given(st.from_regex(r"\+?[0-9]{7,15}", fullmatch=True))
def test_four_digits_at_least_are_hidden_of_whatever_could_be_a_persons(number: str):
    seen = masked(number)
    assert "****" in seen
    assert sum(letter.isdigit() for letter in seen) <= 7


def test_the_agents_phone_does_not_show_it_either():
    told = Told(company=MASKING)
    told.call.caller_name = "13800138000"
    (placed,) = told.in_queue().offered("o1", ANA).placed
    assert (placed.shown, placed.shown_name) == ("138****8000", "138****8000")


def test_without_masking_the_agents_phone_shows_the_whole_number():
    (placed,) = Told().in_queue().offered("o1", ANA).placed
    assert placed.shown == CUSTOMER


@pytest.mark.parametrize(
    ("roles", "written", "kept", "meant"),
    [
        (AGENT, "138****8000, after six", "13800138000", "13800138000, after six"),
        (AGENT, "139****9000", "13800138000", "139****9000"),
        (AGENT, "nobody", "13800138000", "nobody"),
        (("supervisor",), "138****8000", "13800138000", "138****8000"),
    ],
)
def test_a_number_left_as_it_was_seen_stays_the_number_it_is(
    roles: tuple[str, ...], written: str, kept: str, meant: str
):
    assert words_meant(roles, MASKING, written, kept) == meant
