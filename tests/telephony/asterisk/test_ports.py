"""A port that another program has is named before Asterisk is started without it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from callcenter import native
from callcenter.telephony.asterisk.process import AsteriskProcess
from telephony.asterisk.laboratory import settings_for

pytestmark = pytest.mark.real


@pytest.mark.parametrize("name", ["sip", "http", "ami"])
async def test_a_port_that_is_taken_is_named(tmp_path: Path, name: str) -> None:
    settings = settings_for(tmp_path)
    program = native.find("asterisk")
    assert program is not None
    with socket.socket() as other:
        other.bind(("127.0.0.1", getattr(settings.ports, name)))
        other.listen()
        process = AsteriskProcess(settings, program, died=lambda: None)
        with pytest.raises(OSError, match=f"port {getattr(settings.ports, name)} .*telephony.ports"):
            await process.start()
    assert not (settings.home / "running.json").exists()
