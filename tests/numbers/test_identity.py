"""However a network writes it, one caller is one identity; and nothing a network gives can raise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callcenter.numbers.identity import identity, shown


@pytest.mark.parametrize(
    ("given_by_the_network", "who"),
    [
        # a mobile, in all the ways trunks write it
        ("13800138000", "+8613800138000"),
        ("013800138000", "+8613800138000"),
        ("8613800138000", "+8613800138000"),
        ("008613800138000", "+8613800138000"),
        ("+8613800138000", "+8613800138000"),
        ("+86013800138000", "+8613800138000"),
        ("+86 138-0013-8000", "+8613800138000"),
        ("＋８６13800138000", "+8613800138000"),
        ("sip:+8613800138000@carrier.example;user=phone", "+8613800138000"),
        ('"张伟" <sip:13800138000@carrier.example>', "+8613800138000"),
        ("tel:+86-138-0013-8000;ext=4", "+8613800138000"),
        # a line with its area code
        ("053288880000", "+8653288880000"),
        ("(0532) 8888 0000", "+8653288880000"),
        ("86053288880000", "+8653288880000"),
        # abroad
        ("0012065550100", "+12065550100"),
        ("12065550100", "+12065550100"),
        ("+447700900123", "+447700900123"),
        # short and service numbers, and extensions
        ("10086", "10086"),
        ("+8610086", "10086"),
        ("95001", "95001"),
        ("12345", "12345"),
        ("4008001234", "4008001234"),
        ("+864008001234", "4008001234"),
        ("800-810-0000", "8008100000"),
        ("053296111", "+8653296111"),  # a short number of one city
        ("1001", "1001"),
        ("88880000", "88880000"),
        # withheld
        ("", ""),
        ("   ", ""),
        ("anonymous", ""),
        ("Anonymous", ""),
        ("sip:anonymous@anonymous.invalid", ""),
        ("unknown", ""),
        ("Restricted", ""),
        ("0000", ""),
        ("+", ""),
        # people of the internet, and garbage
        ("alice", "alice"),
        ("sip:alice.w@example.org", "alice.w@example.org"),
        ("guest-01HZX", "guest-01HZX"),
        ("'; DROP TABLE customers; --", "DROPTABLEcustomers--"),
        ("<script>alert(1)</script>", "script"),
        ("a\x00b\r\nc", "abc"),
        ("x" * 5000, "x" * 64),
        ("9" * 5000, "9" * 64),
        ("☎☎☎", ""),
        ("---", ""),
    ],
)
def test_a_caller_is_one_identity(given_by_the_network: str, who: str):
    assert identity(given_by_the_network, "CN") == who


def test_the_companys_country_decides_what_a_national_number_means():
    assert identity("(206) 555-0100", "US") == "+12065550100"
    assert identity("020 7946 0123", "GB") == "+442079460123"


@given(st.text(max_size=80), st.sampled_from(["CN", "US", "GB"]))
def test_nothing_raises_and_an_identity_stays_what_it_is(raw: str, country: str):
    who = identity(raw, country)
    assert len(who) <= 64
    assert all(character.isprintable() for character in who)
    assert identity(who, country) == who


def test_a_number_is_shown_as_people_read_it():
    assert shown("+8613800138000") == "+86 138 0013 8000"
    assert shown("10086") == "10086"
    assert shown("+1") == "+1"
    assert shown("alice") == "alice"
