"""One gate for every call that goes out, and the next trunk when one fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from calls.haihe import ANA, CUSTOMER, HOTLINE, REPAIRS, Told, haihe
from hypothesis import given, settings
from hypothesis import strategies as st

from callcenter.calls import callback, outbound
from callcenter.calls import letters as our
from callcenter.calls import turns as network
from callcenter.calls.dialling_out import outside_phone
from callcenter.calls.letters import Outside
from callcenter.calls.state import Phase
from callcenter.calls.telling import Telling
from callcenter.calls.toll import kind_of
from callcenter.calls.turns import Ask, PlaceCall, ToNumber
from callcenter.model.company import Company
from callcenter.model.facts import Ended, TransferFailed
from callcenter.model.ids import LegId
from callcenter.model.interaction import EndReason, Medium, Outcome
from callcenter.model.lines import Mobiles, NumberPlan, Shows, Trunk, Writes
from callcenter.model.phones import OutsideNumber
from callcenter.numbers.plan import heard

PLANT = "+8653287654321"
BEHIND_A_NINE = NumberPlan(writes=Writes.NATIONAL, abroad="00", prefix="9", shows=Writes.NATIONAL)
QINGDAO = NumberPlan(area="532", strips=("17951",), writes=Writes.LOCAL, mobiles=Mobiles.ZERO, extension=4)
TWO_LINES = {
    "backup": Trunk(name="backup", order=2, shows=Shows(number="+8653288880009"), plan=BEHIND_A_NINE),
    "carrier": Trunk(name="carrier", order=1, shows=Shows(by_queue={REPAIRS: "95001"})),
    "calls in only": Trunk(name="calls in only", order=0, calls_out=False),
}


# ---------------------------------------------------------------------- kinds of number


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("138 0013 8000", "mobile"),
        ("(0532) 8888 0000", "fixed"),
        ("400-812-3123", "shared_cost"),
        ("800 810 0000", "toll_free"),
        ("95588", "service"),
        ("10086", "service"),
        ("12345", "service"),
        ("96111", "service"),
        ("+86 95588", "service"),
        ("16812345", "premium"),
        ("110", "emergency"),
        ("119", "emergency"),
        ("120", "emergency"),
        ("122", "emergency"),
        ("112", "emergency"),
        ("911", "emergency"),
        ("0086 110", "emergency"),
        ("+1 415 555 0100", "international"),
        ("00 44 20 7946 0123", "international"),
        ("17951 00 1 415 555 0100", "international"),  # the long way round
        ("+870 776 123 456", "international"),  # a ship
        ("00881612345678", "international"),  # a satellite
        ("+852 2123 4567", "international"),
        ("1001", "unknown"),
        ("+110", "unknown"),
        ("", "unknown"),
        ("*57", "unknown"),
        ("１１０", "unknown"),
        ("95588;ext=1", "unknown"),
        ("95588@evil.example", "unknown"),
        ("95588&PJSIP/x", "unknown"),
    ],
)
def test_a_number_is_of_one_kind_however_it_is_spelled(number: str, kind: str):
    assert kind_of(number, "CN") == kind


def test_the_islands_that_share_a_country_code_with_home_are_abroad():
    assert kind_of("+1 876 555 0123", "US") == "international"
    assert kind_of("+1 206 555 0100", "US") == "mobile"  # or fixed: the plan does not tell


# ---------------------------------------------------------------------- every path


def _by_the_desk(number: str, company: Company) -> Told:
    return Told(company=company).talking().tell(our.TransferToNumber(agent=ANA, to=number))


def _by_the_flow(number: str, company: Company) -> Told:
    flow = "start: a\nnodes: {a: {transfer: %s, otherwise: b}, b: {hangup: bye}}"
    quoted = '"' + number.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return Told(company=company, flow=flow % quoted).arrives()


def _by_callback(number: str, company: Company) -> Told:
    told = Told(company=company, caller=number, medium=Medium.CALLBACK)
    telling = Telling(told.call, told.now, told.house)
    callback.begin(telling, REPAIRS, told.now, front=False)
    told.heard(telling.wishes)
    return told.offered("o1", ANA).leg_answers("o1").agreed("o1", ANA)


def _by_a_click(number: str, company: Company) -> Told:
    told = _own_call(number, company, None)
    return told.leg_answers(told.placed[0].leg)


def _by_the_keys_of_a_desk_phone(number: str, company: Company) -> Told:
    return _own_call(number, company, LegId("n1"))


def _own_call(number: str, company: Company, phone: LegId | None) -> Told:
    told = Told(company=company, caller=number, by=ANA)
    telling = Telling(told.call, told.now, told.house)
    outbound.begin(telling, ANA, phone, "n1" if phone else "")
    return told.heard(telling.wishes)


def _by_consult(number: str, company: Company) -> Told:
    return Told(company=company).talking().tell(our.Consult(agent=ANA, to=Outside(number)))


def _by_consult_from_a_desk_phone(number: str, company: Company) -> Told:
    dialled = our.PhoneDialled(agent=ANA, leg=LegId("n1"), ref="n1", to=Outside(number))
    return Told(company=company).talking().tell(dialled)


def _by_the_transfer_of_a_desk_phone(number: str, company: Company) -> Told:
    told = Told(company=company).talking()
    return told.tell(network.LegAsked(leg=LegId("o1"), at=told.now, what=Ask.TRANSFER, to=number))


def _by_conference(number: str, company: Company) -> Told:
    return Told(company=company).talking().tell(our.Conference(agent=ANA, to=Outside(number)))


PATHS = [
    _by_the_desk,
    _by_the_flow,
    _by_callback,
    _by_a_click,
    _by_the_keys_of_a_desk_phone,
    _by_consult,
    _by_consult_from_a_desk_phone,
    _by_the_transfer_of_a_desk_phone,
    _by_conference,
]
Path = Callable[[str, Company], Told]

DIGITS = st.text("0123456789", min_size=1, max_size=16)
SPELLED = st.sampled_from(["", "+", "00", "0", "86", "+86", "0086", "17951", "11808", "193", "*", "#31#"])
ABROAD = st.sampled_from(["1", "44", "852", "870", "881", "882", "883", "979", "800", "7", "7840"])
SHORT = st.sampled_from(
    [
        "110",
        "119",
        "120",
        "122",
        "112",
        "911",
        "999",
        "10086",
        "12345",
        "95588",
        "96111",
        "16812345",
        "16012345",
        "114",
        "12110",
    ]
)
NUMBERS = st.one_of(
    st.builds(str.__add__, SPELLED, DIGITS),
    st.builds(lambda front, code, rest: front + code + rest, SPELLED, ABROAD, DIGITS),
    st.builds(str.__add__, SPELLED, SHORT),
    st.builds(
        lambda number, tail: number + tail, SHORT, st.sampled_from(["", "0", ";x=1", "@a", "&b", ",1", "w", "p"])
    ),
    st.text("0123456789+*#()- @;&,wpABC\u0661\uff11", max_size=20),
    st.sampled_from([CUSTOMER, PLANT, "0532 8765 4321", "13800138000", "4008123123"]),
)
OPENED = st.sets(st.sampled_from(["fixed", "mobile", "shared_cost", "service", "toll_free"]))


@pytest.mark.parametrize("path", PATHS)
@settings(deadline=None, max_examples=50)
@given(number=NUMBERS, opened=OPENED, plan=st.sampled_from([NumberPlan(), QINGDAO, BEHIND_A_NINE]))
def test_no_path_dials_what_the_company_has_not_opened(path: Path, number: str, opened: set[str], plan: NumberPlan):
    lines = {"carrier": Trunk(name="carrier", plan=plan)}
    for placed in _outside(path(number, haihe(dial_allowed=frozenset(opened), trunks=lines))):
        assert isinstance(placed.to, ToNumber)
        assert placed.to.number.removeprefix("+").isdigit()
        assert placed.to.number.isascii()
        reached = heard(placed.to.number, plan, "CN")  # as the trunk understands it
        assert kind_of(reached, "CN") in opened
        assert not reached.startswith("+") or reached.startswith("+86")


@pytest.mark.parametrize("path", PATHS)
def test_what_is_open_is_dialled_by_every_path(path: Path):
    (placed,) = _outside(path(PLANT, haihe()))
    assert placed.to == ToNumber(number=PLANT, trunk="carrier")
    assert placed.ring_for == 45.0


@pytest.mark.parametrize("path", PATHS)
def test_emergency_numbers_are_dialled_only_where_that_was_opened(path: Path):
    assert _outside(path("110", haihe(dial_allowed=frozenset({"service", "fixed", "mobile"})))) == []
    (placed,) = _outside(path("110", haihe(dial_allowed=frozenset({"emergency"}))))
    assert placed.to == ToNumber(number="110", trunk="carrier")


def test_what_is_dialled_is_the_spelling_that_was_judged():
    (placed,) = _outside(_by_the_desk("0532 8765-4321", haihe()))
    assert placed.to == ToNumber(number=PLANT, trunk="carrier")


def test_a_number_without_area_code_is_one_of_our_city():
    (placed,) = _outside(_by_the_desk("8765 4321", haihe(trunks={"carrier": Trunk(name="carrier", plan=QINGDAO)})))
    assert placed.to == ToNumber(number="87654321", trunk="carrier")
    assert _outside(_by_the_desk("8765 4321", haihe())) == []


def test_a_callback_that_may_not_be_dialled_frees_the_agent_and_ends():
    told = _by_callback("+14155550100", haihe())
    assert told.facts_of(TransferFailed)[0].why == "number_not_allowed"
    assert told.facts_of(Ended)[0].outcome is Outcome.NOT_REACHED
    assert told.ended_legs == ["o1"]


@settings(deadline=None)
@given(number=NUMBERS, opened=OPENED)
def test_no_agent_can_be_rung_at_a_number_the_company_has_not_opened(number: str, opened: set[str]):
    phone = outside_phone(number, haihe(dial_allowed=frozenset(opened)))
    assert phone is None or kind_of(phone.number, "CN") in opened


def test_an_agents_own_mobile_is_known_by_one_spelling():
    assert outside_phone("138 0013 8000", haihe(trunks=TWO_LINES)) == OutsideNumber(number=CUSTOMER)


# ---------------------------------------------------------------------- which trunk, and the next one


def test_a_call_goes_by_the_trunk_that_comes_first_and_shows_what_that_trunk_shows():
    (placed,) = _outside(_by_the_desk(PLANT, haihe(trunks=TWO_LINES)))
    assert placed.to == ToNumber(number=PLANT, trunk="carrier")
    assert placed.shown == "95001"


def test_of_equal_trunks_the_one_the_customer_came_by_is_first():
    lines = {"a": Trunk(name="a"), "carrier": Trunk(name="carrier")}
    (placed,) = _outside(_by_the_desk(PLANT, haihe(trunks=lines)))
    assert placed.to == ToNumber(number=PLANT, trunk="carrier")
    assert placed.shown == HOTLINE


def test_without_a_trunk_for_calls_out_nothing_is_dialled_and_the_customer_stays():
    told = _by_the_desk(PLANT, haihe(trunks={"in": Trunk(name="in", calls_out=False)}))
    assert _outside(told) == []
    assert told.facts_of(TransferFailed)[0].why == "no_line"
    assert told.phase is Phase.QUEUED


def test_a_trunk_that_fails_is_followed_by_the_next_and_the_customer_hears_music_all_the_time():
    told = _by_the_desk(PLANT, haihe(trunks=TWO_LINES))
    turn, first = told.turn, told.placed[0]
    told.leg_ends(first.leg, EndReason.NO_LINE)
    (second,) = told.placed
    assert second.to == ToNumber(number="9053287654321", trunk="backup")  # as this trunk wants it
    assert second.shown == "053288880009"
    assert second.leg != first.leg
    assert told.turn == turn
    assert told.phase is Phase.DIALLING
    told.leg_answers(second.leg)
    assert told.phase is Phase.TALKING
    assert [sorted(legs) for legs in told.joined.values()] == [sorted([second.leg, "c1"])]


def test_when_no_trunk_is_left_it_is_as_if_nobody_had_answered():
    told = _by_the_desk(PLANT, haihe(trunks=TWO_LINES))
    told.leg_ends(told.placed[0].leg, EndReason.NO_LINE)
    told.leg_ends(told.placed[0].leg, EndReason.NO_LINE)
    assert told.placed == []
    assert told.facts_of(TransferFailed)[0].why == "no_line"
    assert told.phase is Phase.QUEUED


@pytest.mark.parametrize("why", [EndReason.BUSY, EndReason.DECLINED, EndReason.NO_ANSWER, EndReason.FAILED])
def test_a_number_that_was_asked_and_did_not_want_is_not_tried_by_another_trunk(why: EndReason):
    told = _by_the_desk(PLANT, haihe(trunks=TWO_LINES))
    told.leg_ends(told.placed[0].leg, why)
    assert told.placed == []


def test_a_line_that_fails_in_mid_call_is_not_dialled_anew():
    told = _by_the_desk(PLANT, haihe(trunks=TWO_LINES))
    leg = told.placed[0].leg
    told.leg_answers(leg).leg_ends(leg, EndReason.NO_LINE)
    assert told.placed == []


def test_a_callback_tries_the_next_trunk_while_its_agent_waits():
    told = _by_callback(CUSTOMER, haihe(trunks=TWO_LINES))
    told.leg_ends(told.placed[0].leg, EndReason.NO_LINE)
    (second,) = told.placed
    assert told.call.customer_leg == second.leg
    told.leg_answers(second.leg)
    assert told.phase is Phase.TALKING


def _outside(told: Told) -> list[PlaceCall]:
    return [one for one in told.all.commands if isinstance(one, PlaceCall) and isinstance(one.to, ToNumber)]
