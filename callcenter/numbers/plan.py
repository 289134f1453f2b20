"""The number plan of a trunk: what its carrier writes → one identity, and back to what the carrier wants dialled.

    heard("88881234", plan, "CN")           # +8653288881234, by a plan with the area 532
    written("+8653288881234", plan, "CN")   # 88881234, by the same plan with `writes: local`

There and back is the same identity: a spelling that this trunk would read as another number is never written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberType
from phonenumbers.phonenumberutil import ndd_prefix_for_region
from phonenumbers.shortnumberinfo import is_valid_short_number_for_region

from callcenter.model.lines import Mobiles, NumberPlan, Writes
from callcenter.numbers.identity import digits_of, identity
from callcenter.numbers.places import same_city

_DIGITS = re.compile(r"\+?[0-9]+")
_PLAIN = NumberPlan()


def heard(raw: str, plan: NumberPlan, country: str) -> str:
    """Who that is. As `identity`, and with what this trunk leaves out or puts ahead."""
    digits = digits_of(raw)
    if plan == _PLAIN or not digits:
        return identity(raw, country)
    for front in (*plan.strips, plan.prefix):
        stripped = digits.removeprefix(front) if front else digits
        if stripped != digits and (found := _found(stripped, plan, country)):
            return found
    return _found(digits, plan, country) or identity(raw, country)


def _found(digits: str, plan: NumberPlan, country: str) -> str:
    """The one number this can be; "" if it is none."""
    for tried in _readings(digits, plan, country):
        if is_known(tried, country):
            return tried
    return ""


def _readings(digits: str, plan: NumberPlan, country: str) -> Iterator[str]:
    yield identity(digits, country)
    if plan.area and not digits.startswith(("+", "0")):
        yield identity(_trunk_prefix(country) + plan.area + digits, country)
    for more in range(1, plan.extension + 1):
        yield identity(digits[:-more], country) if len(digits) - more >= FEWEST_AHEAD_OF_EXTENSION else ""


FEWEST_AHEAD_OF_EXTENSION = 10
"""Digits: what stands ahead of an extension is a number in full, or a short one would be read into anything."""


def is_known(who: str, country: str) -> bool:
    """A number there can be: of the world, or a short one of the country."""
    parsed = _parsed(who, country)
    if parsed is None:
        return False
    return phonenumbers.is_valid_number(parsed) or is_valid_short_number_for_region(parsed, country)


# ---------------------------------------------------------------------- out


def written(who: str, plan: NumberPlan, country: str) -> str:
    """What to dial so that this trunk reaches `who`."""
    for spelling in _spellings(who, plan, plan.writes, country):
        dialled = plan.prefix + spelling
        if _DIGITS.fullmatch(dialled) and heard(dialled, plan, country) == who:
            return dialled
    return who


def shown_as(who: str, plan: NumberPlan, country: str) -> str:
    """How this trunk wants the number of ours that is shown to those we call."""
    return next(_spellings(who, plan, plan.shows, country), who)


def _spellings(who: str, plan: NumberPlan, writes: Writes, country: str) -> Iterator[str]:
    """From the one the plan asks for to longer ones."""
    parsed = _parsed(who, country) if who.startswith("+") else None
    if parsed is None:
        yield who  # a short or service number is dialled as it is known
        return
    if phonenumbers.country_code_for_region(country) != parsed.country_code:
        yield plan.abroad + who[1:]
    else:
        if writes is Writes.LOCAL and (local := _local(who, parsed, plan, country)):
            yield local
        if writes in (Writes.LOCAL, Writes.NATIONAL):
            yield _national(who, parsed, plan, country)
        if writes is Writes.DIGITS:
            yield who[1:]
    if plan.prefix:  # a + can not stand behind it
        yield f"00{who[1:]}"
    yield who


def _local(who: str, parsed: PhoneNumber, plan: NumberPlan, country: str) -> str:
    national = phonenumbers.national_significant_number(parsed)
    if not plan.area or _is_mobile(parsed):
        return ""
    return national.removeprefix(plan.area) if national.startswith(plan.area) else ""


def _national(who: str, parsed: PhoneNumber, plan: NumberPlan, country: str) -> str:
    plain = re.sub(r"[^0-9]", "", phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL))
    return _trunk_prefix(country) + plain if _is_mobile(parsed) and _takes_zero(who, plan, country) else plain


def _takes_zero(who: str, plan: NumberPlan, country: str) -> bool:
    match plan.mobiles:
        case Mobiles.PLAIN:
            return False
        case Mobiles.ZERO:
            return True
        case Mobiles.ZERO_FROM_ELSEWHERE:
            return not same_city(who, f"+{phonenumbers.country_code_for_region(country)}{plan.area}", country)


def _is_mobile(parsed: PhoneNumber) -> bool:
    return phonenumbers.number_type(parsed) == PhoneNumberType.MOBILE


def _trunk_prefix(country: str) -> str:
    return ndd_prefix_for_region(country, True) or ""


def _parsed(who: str, country: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(who, country)
    except NumberParseException:
        return None
