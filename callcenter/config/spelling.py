"""How single values of `config.yaml` are spelled: names, times, days, promises, addresses, texts.

Each is a type for pydantic models; what is misspelled is told with an example of how to write it.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from datetime import time
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import holidays
import phonenumbers
from pydantic import AfterValidator, BeforeValidator, Field

from callcenter.durations import seconds
from callcenter.lined_yaml import did_you_mean
from callcenter.model import recording
from callcenter.telephony.asterisk.settings import NAME

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _name(value: str) -> str:
    if len(value) > 64 or not NAME.fullmatch(value):
        raise ValueError("a name is made of letters, digits, _ . and -, at most 64")
    return value


def _tenant(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_-]{0,25}", value):
        raise ValueError("write a short name of small letters, digits, _ and -, at most 26")
    return value


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", value):
        raise ValueError("this is not a language; write for instance zh-CN or en")
    return value


def _country(value: str) -> str:
    if value not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError("this is not a country; write two capital letters such as CN or DE")
    return value


def _holidays(value: str) -> str:
    if value not in holidays.list_supported_countries():
        raise ValueError("no public holidays are known of this country; write two capital letters such as CN")
    return value


def _zone(value: str) -> str:
    zones = available_timezones()
    if value not in zones:
        raise ValueError(f"this is not a time zone; write for instance Asia/Shanghai{did_you_mean(value, zones)}")
    return value


def _clock(value: object) -> time:
    """`"08:00"`, in quotes, because YAML takes 20:00 for a number of base sixty. 24:00 is the day's end."""
    written = re.fullmatch(r"(\d{1,2}):(\d{2})", value) if isinstance(value, str) else None
    hour, minute = (int(written[1]), int(written[2])) if written else (99, 0)
    if (hour, minute) == (24, 0):
        hour = 0
    if hour > 23 or minute > 59:
        raise ValueError('this is not a time of day; write "08:00" or "20:30", in quotes')
    return time(hour, minute)


def _days(value: object) -> frozenset[int]:
    """`mon-fri`, `mon-wed, sat` or a list of days."""
    parts: list[str] = value.split(",") if isinstance(value, str) else [str(part) for part in _listed(value)]
    days: set[int] = set()
    for part in parts:
        first, _, last = part.strip().lower().partition("-")
        last = last or first
        if first not in DAYS or last not in DAYS:
            raise ValueError(f"these are not days; write mon-fri or sat, sun (there are {', '.join(DAYS)})")
        begin, end = DAYS.index(first), DAYS.index(last)
        days |= {day % 7 for day in range(begin, end + 1 if end >= begin else end + 8)}
    return frozenset(days)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) and value else [""]


def _promise(value: object) -> tuple[float, float]:
    """`80% in 20s` → (0.8, 20.0)."""
    written = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%\s+in\s+(\S+)", value.strip()) if isinstance(value, str) else None
    if written is None or not 0 < float(written[1]) <= 100:
        raise ValueError("this is not a promise; write for instance 80% in 20s")
    return float(written[1]) / 100, seconds(written[2])


def _share(value: object) -> float:
    """`80%` → 0.8."""
    written = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%", value.strip()) if isinstance(value, str) else None
    if written is None or not 0 <= float(written[1]) <= 100:
        raise ValueError("this is not a share; write for instance 80%")
    return float(written[1]) / 100


def _texts(value: object) -> object:
    return {"": value} if isinstance(value, str) else value


def _spoken(value: dict[str, str]) -> dict[str, str]:
    for text in value.values():
        _readable(text)
    return value


def _readable(value: str) -> str:
    if not value.strip():
        raise ValueError("a text is empty")
    if any(unicodedata.category(letter) == "Cc" for letter in value):
        raise ValueError("a text is one line without control characters")
    return value


def _word(value: str) -> str:
    if not 1 <= len(value) <= 64 or not value.isprintable() or " " in value:
        raise ValueError("write one word without blanks, of at most 64 letters")
    return value


def _sip_user(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._~+*#-]{1,64}", value):
        raise ValueError("the name a carrier knows you by is made of letters, digits and . _ ~ + * # -")
    return value


def _address(value: str) -> str:
    try:
        return str(ipaddress.ip_address(value))
    except ValueError:
        raise ValueError("this is not an address; write for instance 127.0.0.1, or 0.0.0.0 for all") from None


def _network(value: str) -> str:
    try:
        network = ipaddress.ip_network(value)
    except ValueError:
        raise ValueError("this is not an address; write 203.0.113.7 or 203.0.113.0/24") from None
    return str(network.network_address) if network.num_addresses == 1 else str(network)


def _host_name(value: str) -> str:
    """One that a certificate can be made out to."""
    try:
        return str(ipaddress.ip_address(value))
    except ValueError:
        label = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
        if len(value) > 253 or not re.fullmatch(rf"{label}(\.{label})*", value):
            raise ValueError("write a host's name or address, such as calls.haihe.example or 192.0.2.10") from None
        return value.lower()


def _turn_url(value: str) -> str:
    if not re.fullmatch(r"turns?:[A-Za-z0-9.-]+(:[0-9]{1,5})?(\?transport=(udp|tcp))?", value):
        raise ValueError("write a relay such as turn:relay.example:3478 or turns:relay.example:5349?transport=tcp")
    return value


def _sip_host(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?", value):
        raise ValueError("write a host, or host:port, such as sip.carrier.example:5060")
    return value


def _base_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise ValueError("write the address only, such as https://calls.example")
    if parts.username or parts.password:
        raise ValueError("a user or password does not belong into an address")
    return value.rstrip("/")


def _sip_address(value: str) -> str:
    if not re.fullmatch(r"sips?:[A-Za-z0-9._~+-]+@?[A-Za-z0-9.:-]*", value):
        raise ValueError("write a SIP address such as sip:1001@192.0.2.17:5060")
    return value


def _quoted(value: object) -> object:
    if isinstance(value, int | float):
        raise ValueError("put the number in quotes, or YAML may read it as another one")
    return value


def _recorded_calls(value: object) -> object:
    """YAML reads yes and no as truth values."""
    written = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    if written not in tuple(recording.RecordedCalls):
        raise ValueError("write yes, no, inbound or outbound")
    return written


Name = Annotated[str, AfterValidator(_name)]
Language = Annotated[str, AfterValidator(_language)]
Country = Annotated[str, AfterValidator(_country)]
HolidayCountry = Annotated[str, AfterValidator(_holidays)]
Zone = Annotated[str, AfterValidator(_zone)]
Clock = Annotated[time, BeforeValidator(_clock)]
Days = Annotated[frozenset[int], BeforeValidator(_days)]
Share = Annotated[float, BeforeValidator(_share)]
Promise = Annotated[tuple[float, float], BeforeValidator(_promise)]
Texts = Annotated[dict[str, str], BeforeValidator(_texts), AfterValidator(_spoken), Field(min_length=1)]
"""language → text. A plain text (key "") stands for every language."""
Address = Annotated[str, AfterValidator(_address)]
Network = Annotated[str, AfterValidator(_network)]
TurnUrl = Annotated[str, AfterValidator(_turn_url)]
HostName = Annotated[str, AfterValidator(_host_name)]
SipHost = Annotated[str, AfterValidator(_sip_host)]
SipAddress = Annotated[str, AfterValidator(_sip_address)]
BaseUrl = Annotated[str, AfterValidator(_base_url)]
Tenant = Annotated[str, AfterValidator(_tenant)]
Level = Annotated[int, Field(ge=1, le=10)]
Port = Annotated[int, Field(ge=1, le=65535)]
QuotedNumber = Annotated[str, BeforeValidator(_quoted)]
Word = Annotated[str, AfterValidator(_word)]
SipUser = Annotated[str, AfterValidator(_sip_user)]
PersonName = Annotated[str, AfterValidator(_readable), Field(max_length=200)]
RecordedCalls = Annotated[recording.RecordedCalls, BeforeValidator(_recorded_calls)]
Points = Annotated[float, Field(ge=-1000, le=1000)]
