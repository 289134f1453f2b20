"""What pages are told of the servers that help their sound find its way."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from callcenter.config.values import Ice, TurnServer
from callcenter.ice import Ways

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "turn"
    file.write_text("north\n")
    return file


def test_an_agents_page_gets_a_password_of_its_own_that_ends(secret: Path):
    ways = Ways(Ice(stun=("a.example:3478",), turn=(TurnServer(url="turn:b.example:3478", secret_file=secret),)))
    assert ways.for_agent("wang", NOW) == [
        {"urls": "stun:a.example:3478"},
        # printf 1772532000:wang | openssl dgst -sha1 -hmac north -binary | base64
        {"urls": "turn:b.example:3478", "username": "1772532000:wang", "credential": "gdKA5/bJnIk6PO1+nKCPfI2H4Ew="},
    ]


def test_a_guest_gets_one_that_ends_sooner(secret: Path):
    ways = Ways(Ice(turn=(TurnServer(url="turn:b.example", secret_file=secret),)))
    (told,) = ways.for_guest(NOW)
    assert told["username"] == "1772449200:guest"
    assert told["credential"] == "SQSPDZkD+Y5IkwXfcA2+Oy4fBj4="


def test_a_password_that_stays_is_told_to_agents_and_to_no_guest(secret: Path):
    ways = Ways(Ice(stun=("a.example",), turn=(TurnServer(url="turn:b.example", user="haihe", secret_file=secret),)))
    assert ways.for_agent("wang", NOW)[1] == {"urls": "turn:b.example", "username": "haihe", "credential": "north"}
    assert ways.for_guest(NOW) == [{"urls": "stun:a.example"}]


def test_without_servers_pages_are_told_none():
    assert Ways(Ice()).for_agent("wang", NOW) == Ways(Ice()).for_guest(NOW) == []
