"""What may be called at all: the kinds of number there are, and the gate that is closed to most of them.

    kind_of("95588", "CN")       # service
    allowed(number, company)     # the number as one identity, or None

`dialling_out.py` asks for every call that goes out; nobody else builds one.
"""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import PhoneNumber
from phonenumbers import PhoneNumberType as Kind
from phonenumbers import shortnumberinfo as short
from phonenumbers.shortnumberinfo import ShortNumberCost

from callcenter.model.company import Company
from callcenter.model.lines import NumberPlan, Trunk
from callcenter.numbers.identity import identity
from callcenter.numbers.plan import heard

_KINDS = {
    Kind.FIXED_LINE: "fixed",
    Kind.MOBILE: "mobile",
    Kind.FIXED_LINE_OR_MOBILE: "mobile",
    Kind.TOLL_FREE: "toll_free",
    Kind.PREMIUM_RATE: "premium",
    Kind.SHARED_COST: "shared_cost",
    Kind.VOIP: "fixed",
    Kind.UAN: "service",
}

_AS_DIALLED = re.compile(r"\+?[0-9 ()-]+")
"""What may stand in a number; anything else would reach the network as something else than what was judged."""

EMERGENCY = {"CN": frozenset({"110", "119", "120", "122", "12110"})}
"""Ahead of phonenumbers, which knows some of them only."""
EMERGENCY_ABROAD = frozenset({"112", "911", "999"})
"""Mobile networks connect these with the police wherever one is."""


def kind_of(number: str, country: str) -> str:
    """fixed, mobile, toll_free, shared_cost, service, premium, emergency, international, or unknown."""
    return _kind_of(identity(number, country), country) if _AS_DIALLED.fullmatch(number) else "unknown"


def may_dial(number: str, company: Company) -> bool:
    """Closed by default: only kinds of number the company has opened."""
    return allowed(number, company) is not None


def allowed(number: str, company: Company) -> str | None:
    """What will be dialled if this may be: the one spelling that was judged. Without an area code it is our city's."""
    home = NumberPlan(area=next((trunk.plan.area for trunk in _by_order(company) if trunk.plan.area), ""))
    who = heard(number, home, company.country) if _AS_DIALLED.fullmatch(number) else ""
    return who if _kind_of(who, company.country) in company.dial_allowed else None


def _by_order(company: Company) -> list[Trunk]:
    return sorted(company.trunks.values(), key=lambda trunk: trunk.order)


def _kind_of(who: str, country: str) -> str:
    parsed = _parsed(who, country)
    if parsed is None:
        return "unknown"
    if not who.startswith("+") and _is_short(parsed, who, country):
        return _kind_of_short(parsed, who, country)
    if phonenumbers.country_code_for_region(country) != parsed.country_code:
        return "international" if phonenumbers.is_possible_number(parsed) else "unknown"
    region = phonenumbers.region_code_for_number(parsed)
    if region is None:
        return "unknown"
    return _KINDS.get(phonenumbers.number_type(parsed), "unknown") if region == country else "international"


def _is_short(parsed: PhoneNumber, who: str, country: str) -> bool:
    return _is_emergency(who, country) or short.is_valid_short_number_for_region(parsed, country)


def _kind_of_short(parsed: PhoneNumber, who: str, country: str) -> str:
    if _is_emergency(who, country):
        return "emergency"
    premium = short.expected_cost_for_region(parsed, country) == ShortNumberCost.PREMIUM_RATE
    return "premium" if premium else "service"


def _is_emergency(who: str, country: str) -> bool:
    known = EMERGENCY.get(country, frozenset()) | EMERGENCY_ABROAD
    return who in known or short.is_emergency_number(who, country)


def _parsed(who: str, country: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(who, country)
    except phonenumbers.NumberParseException:
        return None
