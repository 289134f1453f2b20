"""What a carrier writes becomes one identity, and what is dialled reaches that identity again."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from callcenter.model.lines import Mobiles, NumberPlan, Writes
from callcenter.numbers.identity import identity
from callcenter.numbers.plan import heard, is_known, shown_as, written

QINGDAO = NumberPlan(
    area="532", strips=("17951",), extension=4, writes=Writes.LOCAL, mobiles=Mobiles.ZERO, abroad="00", prefix=""
)
BEHIND_A_NINE = NumberPlan(area="10", writes=Writes.NATIONAL, abroad="00", prefix="9")
PLANS = (
    NumberPlan(),
    QINGDAO,
    BEHIND_A_NINE,
    NumberPlan(writes=Writes.DIGITS),
    NumberPlan(area="21", writes=Writes.LOCAL, prefix="0", mobiles=Mobiles.PLAIN),
    NumberPlan(area="532", writes=Writes.NATIONAL, mobiles=Mobiles.ZERO, extension=6, strips=("17951", "11808")),
)


@pytest.mark.parametrize(
    ("by_the_carrier", "who"),
    [
        ("013800138000", "+8613800138000"),  # a mobile with a 0
        ("13800138000", "+8613800138000"),
        ("008613800138000", "+8613800138000"),
        ("8613800138000", "+8613800138000"),
        ("+8613800138000", "+8613800138000"),
        ("1795113800138000", "+8613800138000"),  # with an access prefix
        ("17951053288880000", "+8653288880000"),
        ("88880000", "+8653288880000"),  # from the trunk's own city, without the area code
        ("053288880000", "+8653288880000"),
        ("01088880000", "+861088880000"),
        ("0532888800001234", "+8653288880000"),  # with an extension
        ("+8653288880000801", "+8653288880000"),
        ("sip:88880000@carrier.example;user=phone", "+8653288880000"),
        ("10086", "10086"),
        ("95588", "95588"),
        ("12345", "12345"),
        ("110", "110"),
        ("4008123123", "4008123123"),
        ("8008100000", "8008100000"),
        ("001206 5550100", "+12065550100"),
        ("anonymous", ""),
        ("", ""),
        ("alice@example.org", "alice@example.org"),
        ("801", "801"),  # one of the carrier's own extensions
    ],
)
def test_what_the_carrier_writes_is_one_identity(by_the_carrier: str, who: str):
    assert heard(by_the_carrier, QINGDAO, "CN") == who


@pytest.mark.parametrize(
    ("who", "plan", "dialled"),
    [
        ("+8653288880000", NumberPlan(), "+8653288880000"),
        ("+8653288880000", NumberPlan(writes=Writes.DIGITS), "8653288880000"),
        ("+8653288880000", NumberPlan(writes=Writes.NATIONAL), "053288880000"),
        ("+8653288880000", QINGDAO, "88880000"),
        ("+861088880000", QINGDAO, "01088880000"),
        ("+8613800138000", QINGDAO, "013800138000"),
        ("+8613800138000", NumberPlan(writes=Writes.NATIONAL), "13800138000"),
        ("+12065550100", QINGDAO, "0012065550100"),
        ("+12065550100", NumberPlan(writes=Writes.NATIONAL), "+12065550100"),
        ("95588", QINGDAO, "95588"),
        ("4008123123", QINGDAO, "4008123123"),
        ("8008100000", NumberPlan(), "8008100000"),
        ("+8613800138000", BEHIND_A_NINE, "913800138000"),
        ("+861088880000", BEHIND_A_NINE, "901088880000"),
        ("+12065550100", BEHIND_A_NINE, "90012065550100"),
        ("95588", BEHIND_A_NINE, "995588"),
    ],
)
def test_a_number_is_dialled_as_the_trunk_wants_it(who: str, plan: NumberPlan, dialled: str):
    assert written(who, plan, "CN") == dialled


def test_the_number_shown_has_a_spelling_of_its_own():
    plan = NumberPlan(writes=Writes.E164, shows=Writes.NATIONAL, prefix="9")
    assert shown_as("+8653288880000", plan, "CN") == "053288880000"
    assert shown_as("95001", plan, "CN") == "95001"


def test_a_national_number_of_another_country_loses_its_zero_like_here():
    assert written("+442079460123", NumberPlan(writes=Writes.NATIONAL), "GB") == "02079460123"
    assert heard("02079460123", NumberPlan(writes=Writes.NATIONAL), "GB") == "+442079460123"


PLAN = st.builds(
    NumberPlan,
    area=st.sampled_from(["", "532", "10", "21", "471"]),
    strips=st.sampled_from([(), ("17951",), ("17951", "12593")]),
    extension=st.integers(0, 6),
    writes=st.sampled_from(Writes),
    mobiles=st.sampled_from([Mobiles.PLAIN, Mobiles.ZERO]),
    abroad=st.sampled_from(["+", "00"]),
    prefix=st.sampled_from(["", "0", "9", "17951"]),
)
NATIONAL = st.one_of(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"(10|21|532|471|755)[2-8][0-9]{6,7}", fullmatch=True),
    st.from_regex(r"[48]00[0-9]{7}", fullmatch=True),
    st.from_regex(r"95[0-9]{3}|1[0-2][0-9]{3}|1[12][0-9]|96[0-9]{3,4}|100[0-9]{2}", fullmatch=True),
)
ABROAD = st.builds(
    lambda region, tail: _example(region, tail),
    st.sampled_from(["US", "GB", "DE", "JP", "HK", "SG", "RU", "BR"]),
    st.integers(0, 999),
)


def _example(region: str, tail: int) -> str:
    example = phonenumbers.example_number(region)
    assert example is not None
    text = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    return f"{text[:-3]}{tail:03}"


@settings(deadline=None, max_examples=500)
@given(number=st.one_of(NATIONAL, ABROAD), plan=PLAN)
def test_there_and_back_every_number_there_is_stays_who_it_is(number: str, plan: NumberPlan):
    who = identity(number, "CN")
    assume(is_known(who, "CN"))
    dialled = written(who, plan, "CN")
    assert heard(dialled, plan, "CN") == who
    assert dialled.isascii()
    assert dialled.removeprefix("+").isdigit()


@settings(deadline=None)
@given(raw=st.text(max_size=80), plan=PLAN, country=st.sampled_from(["CN", "US", "GB"]))
def test_nothing_a_carrier_writes_raises(raw: str, plan: NumberPlan, country: str):
    who = heard(raw, plan, country)
    assert len(who) <= 64
    assert all(letter.isprintable() for letter in who)
    written(who, plan, country)
    shown_as(who, plan, country)


@settings(deadline=None)
@given(digits=st.text("0123456789+", max_size=24), plan=PLAN)
def test_digits_in_any_order_do_not_raise_either(digits: str, plan: NumberPlan):
    assert written(heard(digits, plan, "CN"), plan, "CN").isascii()
