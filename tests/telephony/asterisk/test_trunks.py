"""Which trunk is there, how full it is, what Asterisk is told of it, and why a call by it failed."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from callcenter.calls.turns import PlaceCall, ToNumber
from callcenter.model.ids import LegId
from callcenter.model.lines import TrunkNow, TrunkState
from callcenter.telephony.asterisk.ami import AmiEvent
from callcenter.telephony.asterisk.dialplan import contexts
from callcenter.telephony.asterisk.events import line_failed
from callcenter.telephony.asterisk.legs import Leg
from callcenter.telephony.asterisk.lines import pjsip_conf
from callcenter.telephony.asterisk.settings import Secrets, Settings, Tls, Trunk
from callcenter.telephony.asterisk.trunks import NOTHING_HEARD_FOR, Trunks

UP, DOWN, UNREGISTERED = TrunkState.UP, TrunkState.DOWN, TrunkState.UNREGISTERED
CARRIER = Trunk(name="carrier", host="sip.carrier.example", limit=2)
SIGNED_IN = Trunk(name="backup", host="other.example", user="haihe", secret="s", registers=True)
IN_ONLY = Trunk(name="inward", match=("203.0.113.7",), anonymous=True)


def settings(*trunks: Trunk, tls: Tls | None = None) -> Settings:
    secrets = Secrets(ari="a", ami="b", web_guest="c")
    return Settings(data=Path("data"), secrets=secrets, trunks=trunks, tls=tls or Tls())


class Told:
    def __init__(self, *trunks: Trunk) -> None:
        self.all: list[TrunkNow] = []
        self.legs: list[Leg] = []
        self.looked_at: list[str] = []
        self.lost: list[str] = []
        self.trunks = Trunks(settings(*trunks), tell=self.all.append)
        self.trunks.legs = lambda: self.legs
        self.trunks.look, self.trunks.lost = self.looked_at.append, self.lost.append
        self.trunks.listed((), ())

    def hears(self, name: str, **fields: str) -> None:
        self.trunks.heard(AmiEvent(name=name, fields=fields))

    def places(self, trunk: str) -> Leg:
        placed = PlaceCall(leg=LegId("o1"), to=ToNumber(number="1", trunk=trunk), shown="", ring_for=30)
        leg = Leg(placed.leg, placed=placed)
        leg.trunk = trunk
        self.legs.append(leg)
        return leg

    @property
    def states(self) -> list[tuple[str, TrunkState]]:
        return [(now.name, now.state) for now in self.all]


def test_a_trunk_that_does_not_answer_is_down_until_it_does():
    told = Told(CARRIER)
    assert told.trunks.can_carry("carrier")
    told.hears("ContactStatus", EndpointName="carrier", ContactStatus="Unreachable")
    assert not told.trunks.can_carry("carrier")
    assert told.lost == ["carrier"]
    told.hears("ContactStatus", EndpointName="carrier", ContactStatus="Unreachable")
    told.hears("ContactStatus", EndpointName="carrier", ContactStatus="Reachable")
    assert told.trunks.can_carry("carrier")
    assert told.states == [("carrier", UP), ("carrier", DOWN), ("carrier", UP)]
    assert told.lost == ["carrier"]


def test_what_was_so_before_we_listened_is_in_the_list():
    told = Told(CARRIER, SIGNED_IN)
    contact = AmiEvent(name="ContactList", fields={"EndpointName": "carrier", "Status": "Unreachable"})
    registration = {"ClientUri": "sip:haihe@other.example", "Status": "Rejected"}
    told.trunks.listed([contact], [AmiEvent(name="OutboundRegistrationDetail", fields=registration)])
    assert told.states[-2:] == [("carrier", DOWN), ("backup", UNREGISTERED)]


def test_a_trunk_that_does_not_take_us_for_who_we_are_may_still_be_called_out_by():
    told = Told(SIGNED_IN)
    told.hears("Registry", Username="sip:haihe@other.example", Status="Rejected")
    assert told.states[-1] == ("backup", UNREGISTERED)
    assert told.trunks.can_carry("backup")
    told.hears("Registry", Username="sip:haihe@other.example", Status="Registered")
    assert told.states[-1] == ("backup", UP)


def test_others_contacts_and_registrations_are_not_ours():
    told = Told(CARRIER)
    told.hears("ContactStatus", EndpointName="ana", ContactStatus="Unreachable")
    told.hears("Registry", Username="sip:x@y", Status="Rejected")
    assert told.states == [("carrier", UP)]


def test_a_full_trunk_carries_no_more_whoever_called():
    told = Told(CARRIER)
    told.places("carrier")
    assert told.trunks.can_carry("carrier")
    arrived = Leg(LegId("in"))
    arrived.trunk = "carrier"
    told.legs.append(arrived)
    assert not told.trunks.can_carry("carrier")
    told.legs.pop()
    assert told.trunks.can_carry("carrier")


async def test_how_many_calls_it_carries_is_told_once_for_many_changes():
    told = Told(CARRIER)
    told.places("carrier")
    told.trunks.changed()
    told.places("carrier")
    told.trunks.changed()
    await asyncio.sleep(0.6)
    assert told.all[1:] == [TrunkNow(name="carrier", state=UP, in_use=2)]


async def test_a_trunk_of_which_a_call_hears_nothing_is_looked_at():
    told = Told(CARRIER)
    silent, ringing = told.places("carrier"), told.places("carrier")
    ringing.rang = True
    told.trunks.placed(silent)
    told.trunks.placed(ringing)
    await asyncio.sleep(NOTHING_HEARD_FOR + 0.1)
    assert told.looked_at == ["carrier"]


def test_a_trunk_nobody_has_set_up_carries_nothing():
    assert not Told(CARRIER).trunks.can_carry("other")


def test_a_call_that_was_taken_up_again_is_known_by_the_name_of_its_endpoint():
    trunks = Told(CARRIER, IN_ONLY).trunks
    assert (trunks.named("carrier"), trunks.named("anonymous"), trunks.named("ana")) == ("carrier", "inward", None)


@pytest.mark.parametrize("answer", [401, 403, 407, 408, 500, 502, 503, 504])
def test_the_carriers_own_trouble_is_tried_by_another_trunk(answer: int):
    assert line_failed(0, answer)


@pytest.mark.parametrize(("cause", "answer"), [(17, 486), (1, 404), (21, 603), (20, 480), (28, 484), (16, 0), (19, 0)])
def test_what_the_number_itself_answered_is_not(cause: int, answer: int):
    assert not line_failed(cause, answer)


# ---------------------------------------------------------------------- what Asterisk is told


def section(text: str, name: str, kind: str) -> dict[str, str]:
    for part in text.split("\n\n"):
        lines = part.strip().splitlines()
        if lines and lines[0] == f"[{name}]" and f"type={kind}" in lines:
            return dict(line.split("=", 1) for line in lines[1:])
    return {}


def test_a_plain_trunk_is_looked_at_every_ten_seconds():
    text = pjsip_conf(settings(CARRIER))
    assert section(text, "carrier", "aor") == {
        "type": "aor",
        "contact": "sip:sip.carrier.example",
        "qualify_frequency": "10",
        "qualify_timeout": "2.0",
    }
    endpoint = section(text, "carrier", "endpoint")
    assert (endpoint["allow"], endpoint["transport"], endpoint["dtmf_mode"]) == ("alaw,ulaw", "udp", "auto")
    assert "media_encryption" not in endpoint
    assert section(text, "tls", "transport") == {}


def test_an_encrypted_trunk():
    trunk = Trunk(
        name="safe", host="sip.example:5061", transport="tls", srtp=True, codecs=("opus", "alaw"), dtmf="info"
    )
    tls = Tls(certificate=Path("/etc/own.pem"), key=Path("/etc/own.key"), authorities=Path("/etc/ca.pem"), verify=False)
    text = pjsip_conf(settings(trunk, tls=tls))
    endpoint = section(text, "safe", "endpoint")
    assert endpoint["media_encryption"] == "sdes"
    assert (endpoint["allow"], endpoint["transport"], endpoint["dtmf_mode"]) == ("opus,alaw", "tls", "info")
    assert section(text, "safe", "aor")["contact"] == "sip:sip.example:5061\\;transport=tls"
    transport = section(text, "tls", "transport")
    assert (transport["cert_file"], transport["priv_key_file"]) == ("/etc/own.pem", "/etc/own.key")
    assert (transport["ca_list_file"], transport["verify_server"]) == ("/etc/ca.pem", "no")
    assert transport["bind"] == "127.0.0.1:15061"


def test_a_carrier_that_ignores_options_is_not_asked():
    quiet = Trunk(name="quiet", host="sip.example", checked=False)
    assert section(pjsip_conf(settings(quiet)), "quiet", "aor")["qualify_frequency"] == "0"
    assert Trunks(settings(quiet), tell=lambda now: None).looked_at == []


def test_a_caller_is_believed_from_where_the_trunk_says():
    trunks = (Trunk(name="a", match=("203.0.113.1",), caller_from="from"), Trunk(name="b", match=("203.0.113.2",)))
    text = pjsip_conf(settings(*trunks))
    assert section(text, "a", "endpoint")["trust_id_inbound"] == "no"
    assert section(text, "b", "endpoint")["trust_id_inbound"] == "yes"


def test_the_diversion_header_is_read_on_trunks_that_say_so_and_filtered():
    forwarded = Trunk(name="a", match=("203.0.113.1",), dialled_from="diversion")
    made = settings(forwarded)
    assert section(pjsip_conf(made), "a", "endpoint")["context"] == "arrivals-dialled"
    (block,) = [part for part in contexts(made).split("\n\n") if part.startswith("[arrivals-dialled]")]
    lines = block.splitlines()
    filtered = lines.index(r" same => n,Set(CC_DIVERTED=${FILTER(0-9A-Za-z+*#._\-,${CC_DIVERTED})})")
    used = [at for at, line in enumerate(lines) if "Set(CC_DIALLED=${IF(" in line]
    assert used == [filtered + 1]
    assert "CC_DIVERTED" not in contexts(settings(CARRIER))
