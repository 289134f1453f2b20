"""What Asterisk is told when phones, browsers and carriers are on other machines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from callcenter.native.places import AsteriskDirectories
from callcenter.telephony.asterisk.configuration import external_files, files
from callcenter.telephony.asterisk.settings import Relay, Secrets, Settings

SECRETS = Secrets(ari="a", ami="b", web_guest="c")


def told(name: str, **known: Any) -> list[str]:
    """The lines of one of its files, with settings such as these."""
    settings = Settings(data=Path("data"), secrets=SECRETS, **known)
    nowhere = AsteriskDirectories(modules=Path("m"), data=Path("d"), moh=Path("h"))
    return files(settings, nowhere)[name].splitlines()


def section(lines: list[str], name: str) -> list[str]:
    after = lines[lines.index(f"[{name}]") + 1 :]
    return after[: after.index("")] if "" in after else after


def test_sound_of_browsers_arrives_at_the_address_that_was_bound_and_no_other_is_offered():
    rtp = told("rtp.conf", bind="192.0.2.10")
    assert rtp[-2:] == ["ice_deny=0.0.0.0/0", "ice_permit=192.0.2.10/32"]
    assert "bind=192.0.2.10" in section(told("pjsip.conf", bind="192.0.2.10"), "ws")


def test_who_is_outside_is_told_the_external_address():
    known: dict[str, Any] = {
        "bind": "192.0.2.10",
        "external_address": "203.0.113.10",
        "local_networks": ("192.168.0.0/16",),
    }
    pjsip = told("pjsip.conf", **known)
    for transport in ("udp", "tcp"):
        assert section(pjsip, transport)[-3:] == [
            "external_signaling_address=203.0.113.10",
            "external_media_address=203.0.113.10",
            "local_net=127.0.0.0/8,192.168.0.0/16",
        ]
    assert told("rtp.conf", **known)[-5:] == [
        "ice_deny=0.0.0.0/0",
        "ice_permit=192.0.2.10/32",
        "ice_permit=203.0.113.10/32",
        "[ice_host_candidates]",
        "192.0.2.10 => 203.0.113.10,include_local_address",
    ]


def test_at_all_addresses_all_are_offered():
    assert not [line for line in told("rtp.conf", bind="0.0.0.0") if line.startswith("ice_")]


def test_asterisk_asks_for_its_address_and_uses_a_relay():
    relay = Relay(address="relay.example:3478", user="haihe", secret="a;b")
    rtp = told("rtp.conf", bind="192.0.2.10", stun="stun.example:3478", relay=relay)
    assert rtp[5:10] == [
        "rtcpinterval=5000",
        "stunaddr=stun.example:3478",
        "turnaddr=relay.example:3478",
        "turnusername=haihe",
        "turnpassword=a\\;b",
    ]


def test_the_files_of_an_external_asterisk_name_none_of_this():
    settings = Settings(data=Path("data"), secrets=SECRETS, bind="192.0.2.10", external_address="203.0.113.10")
    assert "203.0.113.10" not in "".join(external_files(settings).values())
