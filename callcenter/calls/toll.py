"""The one gate every path that dials goes through: what may be called at all."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import PhoneNumberType as Kind

from callcenter.model.company import Company

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


def kind_of(number: str, country: str) -> str:
    """fixed, mobile, toll_free, service, premium, shared_cost, international, or unknown."""
    if not _AS_DIALLED.fullmatch(number):
        return "unknown"
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return "unknown"
    if phonenumbers.region_code_for_country_code(parsed.country_code or 0) != country:
        return "international"
    return _KINDS.get(phonenumbers.number_type(parsed), "unknown")


def may_dial(number: str, company: Company) -> bool:
    """Closed by default: only kinds of number the company has opened."""
    return kind_of(number, company.country) in company.dial_allowed
