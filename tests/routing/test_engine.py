"""The engine told as timelines: who is offered whom, and when."""

from __future__ import annotations

from routing import Engine
from routing import events as ev
from routing.agents import Capacity
from routing.decisions import (
    Connect,
    MakeOffer,
    OfferMissed,
    OfferTurnedDown,
    Overflow,
    RescindOffer,
    TooLate,
    WrapUpOver,
)
from routing.needs import Needs

REPAIRS = Needs.of(repairs=3)


class Floor:
    """An engine with short words for what happens to it."""

    def __init__(self) -> None:
        self.engine = Engine()

    def agent(self, name: str, at: float, **skills: int) -> list[object]:
        self.engine.receive(ev.AgentSignedIn(agent=name, skills=skills), at)
        return self.tell(ev.AgentAvailable(agent=name), at)

    def caller(self, name: str, at: float, needs: Needs = REPAIRS, **more: float) -> list[object]:
        return self.tell(
            ev.Queued(interaction=name, queue="repairs", medium="voice", needs=needs, ring_for=15, **more), at
        )

    def tell(self, event: ev.Event, at: float) -> list[object]:
        return list(self.engine.receive(event, at))

    def wait_until(self, at: float) -> list[object]:
        return list(self.engine.tick(at))


def offers(decisions: list[object]) -> list[tuple[str, str]]:
    return [(d.interaction, d.agent) for d in decisions if isinstance(d, MakeOffer)]


def kinds(decisions: list[object]) -> list[type]:
    return [type(d) for d in decisions]


def test_a_caller_is_offered_to_the_agent_who_has_the_skill():
    floor = Floor()
    floor.agent("ana", 0, sales=5)
    floor.agent("bob", 0, repairs=3)
    assert offers(floor.caller("c1", 5)) == [("c1", "bob")]


def test_a_level_below_the_need_is_not_enough():
    floor = Floor()
    floor.agent("ana", 0, repairs=2)
    assert floor.caller("c1", 5) == []


def test_the_longest_idle_agent_is_chosen():
    floor = Floor()
    floor.agent("ana", 2, repairs=3)
    floor.agent("bob", 1, repairs=9)
    assert offers(floor.caller("c1", 5)) == [("c1", "bob")]


def test_the_first_in_line_gets_the_freed_agent():
    floor = Floor()
    floor.caller("c1", 0)
    floor.caller("c2", 1)
    assert offers(floor.agent("ana", 5, repairs=3)) == [("c1", "ana")]


def test_priority_goes_before_waiting_time_and_ageing_catches_up():
    floor = Floor()
    floor.caller("old", 0, ageing=0.1)
    floor.caller("vip", 30, priority=5, ageing=0.1)
    assert offers(floor.agent("ana", 31, repairs=3)) == [("vip", "ana")]

    floor = Floor()
    floor.caller("old", 0, ageing=0.1)
    floor.caller("vip", 60, priority=5, ageing=0.1)
    assert offers(floor.agent("ana", 61, repairs=3)) == [("old", "ana")]


def test_an_answer_in_time_connects_and_a_late_one_is_told_so():
    floor = Floor()
    floor.agent("ana", 0, repairs=3)
    floor.caller("c1", 5)
    assert kinds(floor.tell(ev.OfferAccepted(offer="c1-1"), 10)) == [Connect]
    assert kinds(floor.tell(ev.OfferAccepted(offer="c1-1"), 11)) == [TooLate]


def test_a_missed_offer_keeps_the_callers_place_and_stops_the_agent():
    floor = Floor()
    floor.agent("ana", 0, repairs=3)
    floor.caller("c1", 5)
    floor.caller("c2", 6)
    assert floor.engine.next_deadline() == 20
    assert kinds(floor.wait_until(20)) == [OfferMissed]
    assert offers(floor.agent("bob", 21, repairs=3)) == [("c1", "bob")]
    assert offers(floor.tell(ev.AgentAvailable(agent="ana"), 22)) == [("c2", "ana")]


def test_a_declined_offer_goes_to_another_and_comes_back_after_a_while():
    floor = Floor()
    floor.agent("ana", 0, repairs=3)
    floor.caller("c1", 5)
    assert kinds(floor.tell(ev.OfferDeclined(offer="c1-1"), 6)) == [OfferTurnedDown]
    assert offers(floor.caller("c2", 7)) == [("c2", "ana")]
    floor.tell(ev.OfferAccepted(offer="c2-1"), 8)
    floor.tell(ev.WorkEnded(agent="ana", interaction="c2"), 20)
    assert floor.engine.next_deadline() == 66
    assert offers(floor.wait_until(66)) == [("c1", "ana")]


def test_a_caller_who_leaves_takes_the_offer_with_them():
    floor = Floor()
    floor.agent("ana", 0, repairs=3)
    floor.caller("c1", 5)
    assert kinds(floor.tell(ev.Withdrawn(interaction="c1"), 6)) == [RescindOffer]
    assert offers(floor.caller("c2", 7)) == [("c2", "ana")]


def test_an_agent_who_goes_to_break_is_not_rung_any_more():
    floor = Floor()
    floor.agent("ana", 0, repairs=3)
    floor.agent("bob", 1, repairs=3)
    floor.caller("c1", 5)
    decisions = floor.tell(ev.AgentUnavailable(agent="ana"), 6)
    assert kinds(decisions) == [RescindOffer, MakeOffer]
    assert offers(decisions) == [("c1", "bob")]


def test_an_unreachable_phone_gets_no_calls_until_it_is_back():
    floor = Floor()
    floor.agent("ana", 0, repairs=3)
    floor.tell(ev.PhoneReachable(agent="ana", reachable=False), 1)
    assert floor.caller("c1", 5) == []
    assert offers(floor.tell(ev.PhoneReachable(agent="ana", reachable=True), 6)) == [("c1", "ana")]


def test_patience_ends_in_overflow_but_never_during_a_ring():
    floor = Floor()
    floor.caller("c1", 0, patience=30)
    assert floor.engine.next_deadline() == 30
    floor.agent("ana", 25, repairs=3)
    assert floor.wait_until(30) == []
    assert kinds(floor.wait_until(40)) == [OfferMissed, Overflow]
    assert floor.engine.position("c1", 41) is None


def test_wrap_up_keeps_the_agent_busy_until_its_ceiling():
    floor = Floor()
    floor.agent("ana", 0, repairs=3)
    floor.caller("c1", 5)
    floor.tell(ev.OfferAccepted(offer="c1-1"), 6)
    floor.caller("c2", 7)
    assert floor.tell(ev.WorkEnded(agent="ana", interaction="c1", wrap_up=30), 10) == []
    decisions = floor.wait_until(40)
    assert kinds(decisions) == [WrapUpOver, MakeOffer]


def test_wrap_up_ended_by_the_agent_frees_at_once():
    floor = Floor()
    floor.agent("ana", 0, repairs=3)
    floor.caller("c1", 5)
    floor.tell(ev.OfferAccepted(offer="c1-1"), 6)
    floor.caller("c2", 7)
    floor.tell(ev.WorkEnded(agent="ana", interaction="c1", wrap_up=30), 10)
    assert offers(floor.tell(ev.WrapUpEnded(agent="ana", interaction="c1"), 15)) == [("c2", "ana")]
    assert floor.engine.next_deadline() == 30


def test_a_transfer_to_one_agent_waits_for_that_agent():
    floor = Floor()
    floor.agent("ana", 0, repairs=3)
    floor.agent("bob", 1)
    assert offers(floor.caller("c1", 5, needs=Needs(agent="bob"))) == [("c1", "bob")]


def test_position_counts_those_ahead_in_the_same_queue():
    floor = Floor()
    floor.caller("c1", 0)
    floor.caller("c2", 1, needs=Needs.of(repairs=5))
    floor.caller("c3", 2)
    floor.caller("vip", 3, priority=9)
    assert [floor.engine.position(c, 4) for c in ("vip", "c1", "c2", "c3")] == [1, 2, 3, 4]


def test_the_offer_says_why():
    floor = Floor()
    floor.agent("ana", 0, repairs=3)
    floor.agent("bob", 1, repairs=3)
    floor.agent("eve", 1, sales=3)
    (made,) = floor.caller("c1", 11)
    assert isinstance(made, MakeOffer)
    assert (made.why.chosen_by, made.why.idle_for, made.why.qualified, made.why.free) == ("longest_idle", 11, 2, 2)


def test_one_who_missed_an_offer_is_not_rung_for_another_at_the_same_time():
    both = Capacity(limits={"voice": 1, "voicemail": 1}, together=frozenset({frozenset({"voice", "voicemail"})}))
    engine = Engine()
    engine.receive(ev.AgentSignedIn(agent="ana", skills={}, capacity=both), 0.0)
    engine.receive(ev.AgentAvailable(agent="ana"), 0.0)
    (call,) = engine.receive(ev.Queued(interaction="i1", queue="q", medium="voice", needs=Needs()), 0.0)
    (mail,) = engine.receive(ev.Queued(interaction="i2", queue="q", medium="voicemail", needs=Needs()), 0.0)
    assert isinstance(call, MakeOffer)
    assert isinstance(mail, MakeOffer)

    assert engine.receive(ev.OfferFailed(offer=mail.offer), 1.0) == [
        OfferMissed(offer=mail.offer, interaction="i2", agent="ana"),
        RescindOffer(offer=call.offer, interaction="i1", agent="ana", why="agent_unavailable"),
    ]


def test_one_who_is_asked_back_into_a_call_they_still_wrap_up_is_busy_and_wraps_up_afterwards():
    floor = Floor()
    floor.agent("ana", 0, repairs=3)
    floor.caller("c1", 0)
    floor.tell(ev.OfferAccepted(offer="c1-1"), 1)
    floor.tell(ev.WorkEnded(agent="ana", interaction="c1", wrap_up=30), 10)
    floor.tell(ev.WorkTaken(agent="ana", interaction="c1", medium="voice"), 20)
    assert floor.wait_until(60) == []
    assert offers(floor.caller("c2", 60)) == []
    assert floor.tell(ev.WorkEnded(agent="ana", interaction="c1"), 70) == []
    assert floor.wait_until(89) == []
    assert [(type(d)) for d in floor.wait_until(90)] == [WrapUpOver, MakeOffer]
