"""Who sees numbers whole: what every number of a customer, and every text somebody wrote, goes through to a screen.

shown_to(agent.roles, company, "+8613800138000")     # 138****8000 where the company masks for all of these roles
words_shown_to(agent.roles, company, "call 13800138000 on 2026-03-02")     # call 138****8000 on 2026-03-02
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

import phonenumbers

from callcenter.model.company import Company
from callcenter.numbers.identity import digits_of, identity, shown

HIDDEN = "****"
FEWEST_HIDDEN_FROM = 7
"""Digits: what is shorter is a service or an extension, and no person's."""
LONG = 11
"""Digits of a number of which three and four can stay and four are still hidden."""
_DATES = r"(?<![0-9])(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
_BETWEEN = r"[\s()./·・_–—-]*"
_NUMBERS = re.compile(rf"(?P<date>{_DATES})|\+?\d(?:{_BETWEEN}\d){{6,}}")
"""Digits of every script, as `identity` reads them, however they are parted."""


def sees_masked(roles: Collection[str], company: Company) -> bool:
    """Whoever has one more role, a supervisor's say, sees them whole."""
    return bool(company.mask_numbers) and set(roles) <= company.mask_numbers


def shown_to(roles: Collection[str], company: Company, number: str) -> str:
    """As people read it, or with its middle hidden. The company's own numbers are no secret."""
    hidden = sees_masked(roles, company) and number not in company.numbers
    return masked(number) if hidden else shown(number)


def words_shown_to(roles: Collection[str], company: Company, words: str) -> str:
    """A name, a note, an answer: networks write a number where a name belongs, and people dictate one to be noted.

    What could be somebody's number is masked, wherever it stands; a date and the company's own numbers stay.
    """
    if not sees_masked(roles, company):
        return words

    def seen(found: re.Match[str]) -> str:
        whole = found["date"] or identity(found[0], company.country) in company.numbers
        return found[0] if whole else masked(_bare(found[0]))

    return _NUMBERS.sub(seen, words)


def words_meant(roles: Collection[str], company: Company, words: str, kept: str) -> str:
    """What somebody wrote over `kept`, which they were shown masked: a number they left as they saw it stays whole."""
    if sees_masked(roles, company):
        for found in _NUMBERS.finditer(kept):
            words = words.replace(masked(_bare(found[0])), found[0])
    return words


def _bare(written: str) -> str:
    return re.sub(r"[^0-9+]", "", unicodedata.normalize("NFKC", written))


def masked(number: str) -> str:
    written = digits_of(number)
    if not written:
        return f"{number[:2]}{HIDDEN}" if number else ""  # a SIP address names a person as well
    if len(written.removeprefix("+")) < FEWEST_HIDDEN_FROM:
        return number
    digits = _national(written)
    last = 4 if len(digits) >= LONG else 2
    return f"{digits[:3]}{HIDDEN}{digits[-last:]}"


def _national(digits: str) -> str:
    """Without the country code, which would take the place of what people know a number by."""
    try:
        national = phonenumbers.national_significant_number(phonenumbers.parse(digits))
    except phonenumbers.NumberParseException:
        national = ""
    return national if len(national) >= FEWEST_HIDDEN_FROM else digits.removeprefix("+")
