"""How a call is placed: the phone to ring, the number shown, the headers an agent's page or desk phone reads."""

from __future__ import annotations

import re
from typing import Any

from callcenter.calls.turns import PlaceCall, ToAgent, ToNumber
from callcenter.model.phones import DeskPhone, OutsideNumber, PhoneOf, Softphone
from callcenter.telephony.asterisk.dialplan import AGENT, CUSTOMER, KIND, PLACED

NUMBER = re.compile(r"\+?[0-9*#]{1,32}")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def originate(command: PlaceCall, phone_of: PhoneOf, default_trunk: str | None) -> dict[str, Any] | None:
    """What to ask Asterisk for; None for a number or a trunk that cannot be dialled."""
    target = _target(command.to, phone_of, default_trunk)
    if target is None:
        return None
    to_agent = isinstance(command.to, ToAgent)
    variables = {KIND: AGENT if to_agent else CUSTOMER}
    if to_agent:
        variables |= _headers(command)
    if not command.shown:
        variables["CALLERID(pres)"] = "prohib"
    return {
        "endpoint": target,
        "context": PLACED,
        "extension": "s",
        "priority": 1,
        "callerId": _caller_id(command),
        "timeout": max(1, round(command.ring_for)),
        "variables": variables,
    }


def trunk_in(wanted: dict[str, Any]) -> str | None:
    """The trunk that what was asked for goes by; None for a phone of ours."""
    return str(wanted["endpoint"]).partition("@")[2] or None


def _target(to: ToAgent | ToNumber, phone_of: PhoneOf, default_trunk: str | None) -> str | None:
    match to:
        case ToAgent(agent=agent):
            match phone_of(agent):
                case Softphone():
                    return _phone(agent)
                case DeskPhone(name=name):
                    return _phone(name)
                case OutsideNumber():
                    return None  # called as a number
        case ToNumber(number=number, trunk=trunk):
            return _outside(number, trunk or default_trunk)


def _phone(name: str) -> str | None:
    return f"PJSIP/{name}" if NAME.fullmatch(name) else None


def _outside(number: str, way: str | None) -> str | None:
    # Anything else could smuggle in a second destination or another way out.
    dialable = way is not None and NAME.fullmatch(way) and NUMBER.fullmatch(number)
    return f"PJSIP/{number}@{way}" if dialable else None


def _headers(command: PlaceCall) -> dict[str, str]:
    headers = {"X-Callcenter-Leg": command.leg}
    if command.answer_by_itself:
        headers |= {"X-Callcenter-Answer": "auto", "Alert-Info": "<http://localhost>;info=alert-autoanswer"}
        headers["Call-Info"] = "<sip:localhost>;answer-after=0"
    return {f"PJSIP_HEADER(add,{name})": value for name, value in headers.items()}


def _caller_id(command: PlaceCall) -> str:
    number = re.sub(r"[^0-9A-Za-z+*#_.-]", "", command.shown)
    name = re.sub(r'[\x00-\x1f"\\<>]', "", command.shown_name)[:64]
    return f'"{name}" <{number}>' if number else ""
