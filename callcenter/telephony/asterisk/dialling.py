"""How a call is placed: the phone to ring, the number shown, the headers an agent's page or desk phone reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from callcenter.calls.turns import PlaceCall, ToAgent, ToNumber
from callcenter.model.ids import AgentId
from callcenter.telephony.asterisk.dialplan import AGENT, CUSTOMER, KIND, PLACED
from callcenter.telephony.asterisk.settings import desk_phone

NUMBER = re.compile(r"\+?[0-9*#]{1,32}")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")

Endpoint = str
EndpointOf = Callable[[AgentId], str]
"""`softphone` or `desk_phone`: where this agent wants to be rung."""


def originate(command: PlaceCall, endpoint_of: EndpointOf, default_trunk: str | None) -> dict[str, Any] | None:
    """What to ask Asterisk for; None for a number or a trunk that cannot be dialled."""
    target = _target(command.to, endpoint_of, default_trunk)
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


def _target(to: ToAgent | ToNumber, endpoint_of: EndpointOf, default_trunk: str | None) -> str | None:
    match to:
        case ToAgent(agent=agent):
            name = desk_phone(agent) if endpoint_of(agent) == "desk_phone" else agent
            return f"PJSIP/{name}" if NAME.fullmatch(name) else None
        case ToNumber(number=number, trunk=trunk):
            # Anything else could smuggle in a second destination or another way out.
            way = trunk or default_trunk
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
