"""How a number is written for people to read."""

from __future__ import annotations

import phonenumbers


def shown(value: str, country: str) -> str:
    """`+8613800138000` → `+86 138 0013 8000`; what is no such number stays as it is."""
    if not value.startswith("+"):
        return value
    try:
        number = phonenumbers.parse(value, country)
    except phonenumbers.NumberParseException:
        return value
    if not phonenumbers.is_possible_number(number):
        return value
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
