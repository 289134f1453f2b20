"""What Asterisk is told of phones and trunks."""

from __future__ import annotations

from pathlib import Path

import msgspec

from callcenter.model.ids import AgentId
from callcenter.telephony.asterisk.lines import lines_conf
from callcenter.telephony.asterisk.settings import Phones, Seat, Secrets, Settings

SETTINGS = Settings(
    data=Path("data"),
    secrets=Secrets(ari="a", ami="b", web_guest="c"),
    phones=(Phones(agent=AgentId("ana"), softphone_secret="s", desk_secret="d"),),
    seats=(Seat(name="a12", secret="e"),),
)


def endpoints(settings: Settings) -> dict[str, list[str]]:
    sections = [section.splitlines() for section in lines_conf(settings).split("\n\n")]
    return {lines[0][1:-1]: lines for lines in sections if "type=endpoint" in lines}


def test_desk_phones_may_ask_for_a_transfer_and_the_program_decides() -> None:
    told = endpoints(SETTINGS)
    for phone in ("ana-desk", "a12-seat"):
        assert "allow_transfer=yes" in told[phone]
        assert "set_var=PJSIP_TRANSFER_HANDLING()=ari-only" in told[phone]
    assert "allow_transfer=no" in told["ana"], "the softphone asks in the page"


def test_desk_phones_may_not_transfer_where_the_administrator_says_so() -> None:
    told = endpoints(msgspec.structs.replace(SETTINGS, desk_phone_transfers=False))
    for phone in ("ana-desk", "a12-seat"):
        assert "allow_transfer=no" in told[phone]
        assert not any("TRANSFER_HANDLING" in line for line in told[phone])
