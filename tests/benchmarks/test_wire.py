"""What the call benchmark reads out of the packets it has seen."""

from __future__ import annotations

import pytest

from benchmarks.wire import Packet, Seen, share


def arrives(at: float, caller: int) -> Packet:
    return Packet(
        at, False, True, f"INVITE sip:95001@h SIP/2.0\r\nFrom: <sip:139{caller:08}@h>\r\nCall-ID: c{caller}\r\n"
    )


def rings(at: float, agent: str, caller: int, call: str = "") -> Packet:
    head = f"INVITE sip:{agent}@h:1 SIP/2.0\r\nFrom: <sip:+86139{caller:08}@h>\r\nCall-ID: {call or f'a{caller}'}\r\n"
    return Packet(at, True, False, head)


def hangs_up(at: float, caller: int) -> Packet:
    return Packet(at, False, True, f"BYE sip:asterisk@h SIP/2.0\r\nFrom: <sip:a1@h>\r\nCall-ID: a{caller}\r\n")


def test_the_way_to_the_agent_is_timed_from_the_first_of_repeated_messages():
    seen = Seen([arrives(1.0, 1), arrives(1.5, 1), rings(2.0, "a1", 1), rings(2.5, "a1", 1)])
    assert seen.to_agent() == [1.0]
    assert seen.rung_twice() == 0
    assert seen.served() == 0


def test_a_gap_counts_when_somebody_waited_all_the_time():
    busy = [arrives(0.0, 1), rings(0.1, "a1", 1), arrives(1.0, 2), hangs_up(2.0, 1), rings(2.5, "a1", 2)]
    assert Seen(busy).gaps() == [0.5]
    idle = [arrives(0.0, 1), rings(0.1, "a1", 1), hangs_up(2.0, 1), arrives(3.0, 2), rings(3.1, "a1", 2)]
    assert Seen(idle).gaps() == []


def test_a_gap_in_which_the_line_was_empty_for_a_while_does_not_count():
    packets = [arrives(0.0, 1), rings(0.1, "a1", 1), arrives(1.0, 2), hangs_up(2.0, 1), rings(2.1, "a2", 2)]
    packets += [arrives(3.0, 3), rings(3.1, "a1", 3)]
    assert Seen(packets).gaps() == []


def test_who_is_offered_after_one_that_came_later_is_overtaken():
    came = [arrives(1.0, 1), arrives(2.0, 2), arrives(3.0, 3)]
    assert Seen([*came, rings(4.0, "a1", 1), rings(5.0, "a2", 2), rings(6.0, "a3", 3)]).overtaken() == []
    assert Seen([*came, rings(4.0, "a1", 3), rings(5.0, "a2", 1), rings(6.0, "a3", 2)]).overtaken() == [1.0, 2.0]


def test_an_agent_with_a_caller_in_hand_and_a_caller_at_two_phones_are_rung_twice():
    assert Seen([arrives(1.0, 1), arrives(1.0, 2), rings(2.0, "a1", 1), rings(3.0, "a1", 2)]).rung_twice() == 1
    assert Seen([arrives(1.0, 1), rings(2.0, "a1", 1), rings(3.0, "a2", 1, "other")]).rung_twice() == 1
    after = [rings(2.0, "a1", 1), hangs_up(3.0, 1), rings(4.0, "a1", 2)]
    assert Seen([arrives(1.0, 1), arrives(1.0, 2), *after]).rung_twice() == 0


def test_shares_are_in_milliseconds():
    assert share([0.003, 0.001, 0.002], 0.5) == pytest.approx(2.0)
