"""The caller's number as one identity, however the network wrote it; and how people read it.

identity("0086 138 0013 8000", "CN")     # +8613800138000
identity("anonymous", "CN")              # "": withheld
shown("+8613800138000")                  # +86 138 0013 8000
"""

from __future__ import annotations

import re
import unicodedata

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat
from phonenumbers.shortnumberinfo import is_valid_short_number_for_region

LONGEST = 64
"""Characters of an identity that is no number."""

READ = 256
"""Characters looked at; nobody's number is longer."""

_WITHHELD = frozenset(
    {"anonymous", "unknown", "unavailable", "restricted", "private", "withheld", "asterisk", "none", "null", "s"}
)
"""What networks write instead of a number; the last ones are Asterisk's."""

_SCHEME = re.compile(r"^(sips?|tel):", re.IGNORECASE)
_NUMBER = re.compile(r"(\+?)([0-9]+)")
_BETWEEN_DIGITS = re.compile(r"[\s().\-/\u00b7]+")
_STRANGE = re.compile(r"[^\w.@+\-]")

_DIALLED_AT_HOME = {
    "CN": re.compile(r"[48]00[0-9]{7}|95[0-9]{3,8}"),
}
"""Numbers with no area code and no 0 ahead: known as they are dialled at home, and not to be dialled from abroad."""

FEWEST_WITHOUT_PLUS = 10
"""Digits a number abroad has at least, when its + was lost; what is shorter belongs to a house or a service."""


def identity(raw: str, country: str) -> str:
    """E.164 where it is such a number, short and service numbers and SIP users as themselves, "" when withheld."""
    text = _address(raw)
    user = _BETWEEN_DIGITS.sub("", text.partition("@")[0])
    number = _NUMBER.fullmatch(user)
    if number is not None:
        return _of_number(number[1], number[2], country)
    if user.lower() in _WITHHELD:
        return ""
    kept = _STRANGE.sub("", text)[:LONGEST]
    if kept != text:
        return identity(kept, country)  # a number may have stood between strange characters
    return kept if any(character.isalnum() for character in kept) else ""


def digits_of(raw: str) -> str:
    """The bare digits of a number as they were written, with the + if there is one; "" for what is no number."""
    user = _BETWEEN_DIGITS.sub("", _address(raw).partition("@")[0])
    return user if _NUMBER.fullmatch(user) else ""


def _address(raw: str) -> str:
    """What stands for the caller, without name, scheme and parameters."""
    text = unicodedata.normalize("NFKC", raw[:READ]).strip()
    if "<" in text:  # "Bob" <sip:bob@example.org>
        text = text.partition("<")[2].partition(">")[0].strip()
    return _SCHEME.sub("", text).partition(";")[0].strip() if _SCHEME.match(text) else text


def _of_number(plus: str, digits: str, country: str) -> str:
    if not digits.strip("0"):
        return ""
    written = f"{plus}{digits}"
    parsed = _parsed(written, country)
    if parsed is not None:
        short = str(parsed.national_number)
        if _is_home(parsed, country) and is_valid_short_number_for_region(parsed, country) and digits.endswith(short):
            return short
        if phonenumbers.is_valid_number(parsed):
            return _written(parsed, country)
    if not plus and len(digits) >= FEWEST_WITHOUT_PLUS:
        abroad = _parsed(f"+{digits}", country)
        if abroad is not None and phonenumbers.is_valid_number(abroad):
            return _written(abroad, country)
    if parsed is not None and (plus or digits.startswith("00")) and phonenumbers.is_possible_number(parsed):
        return _e164(parsed)  # a range younger than our tables
    return written[:LONGEST]


def _written(number: PhoneNumber, country: str) -> str:
    """A service number of one's own country (400…, 800…) is known as it is dialled there."""
    national = phonenumbers.national_significant_number(number)
    at_home = _DIALLED_AT_HOME.get(country)
    if at_home is not None and _is_home(number, country) and at_home.fullmatch(national):
        return national
    return _e164(number)


def _e164(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _is_home(number: PhoneNumber, country: str) -> bool:
    return number.country_code == phonenumbers.country_code_for_region(country)


def _parsed(text: str, country: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, country)
    except NumberParseException:
        return None


def shown(value: str) -> str:
    """As people read it; what is no number of the world stays as it is."""
    number = _parsed(value, "ZZ") if value.startswith("+") else None
    if number is None or not phonenumbers.is_possible_number(number):
        return value
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
