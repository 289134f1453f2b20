"""Phones for tests with a real Asterisk: `SipPhone` is driven step by step, `Sipp` plays whole scenarios.

from real.phones.sip import SipPhone
from real.phones.ports import free_ports
from real.phones.sipp import Sipp
"""
