"""Haihe Appliances, its flow, and one call to it: the words in which the stories of calls are tested.

call = Told()
call.arrives().presses("1").presses("1")          # into the queue for repairs
call.offered("o1", ANA).answers("o1").agreed("o1", ANA)
assert call.phase is Phase.TALKING
"""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime, time, timedelta
from typing import TypeVar

import msgspec

from callcenter.calls import letters as our
from callcenter.calls import turns as network
from callcenter.calls.letters import Wishes
from callcenter.calls.state import Call, Phase
from callcenter.calls.story import tell
from callcenter.calls.telling import House
from callcenter.calls.turns import EndLeg, Join, PlaceCall, RunTurn, Say, Turn
from callcenter.ivr.flow import Flow
from callcenter.ivr.loader import load_flow
from callcenter.model.company import Agent, Announce, Company, Hours, Number, Phone, Queue
from callcenter.model.facts import Fact, OfferEnd
from callcenter.model.ids import (
    AgentId,
    FlowName,
    InteractionId,
    Language,
    LegId,
    OfferId,
    QueueName,
    TenantId,
)
from callcenter.model.interaction import Direction, EndReason, Medium
from callcenter.model.phones import DeskPhone, PhoneKind
from callcenter.model.recording import RecordedCalls
from routing import events as routing

ANA, BOB, DESK = AgentId("ana"), AgentId("bob"), AgentId("desk")
REPAIRS, SALES = QueueName("repairs"), QueueName("sales")
ZH, EN = Language("zh-CN"), Language("en")
HOTLINE = "+8653288880000"
CUSTOMER = "+8613800138000"
C1 = LegId("c1")
SHANGHAI = zoneinfo.ZoneInfo("Asia/Shanghai")
OPEN = datetime(2026, 3, 3, 10, 0, tzinfo=SHANGHAI).astimezone(UTC)  #: a Tuesday morning
CLOSED = datetime(2026, 3, 3, 22, 0, tzinfo=SHANGHAI).astimezone(UTC)

# ruff: noqa: E501 - a flow reads best with one node a line
FLOW = """\
start: welcome
nodes:
  welcome:  { say: { zh-CN: 您好。, en: Welcome. }, then: language }
  language: { menu: { zh-CN: 中文请按一。, en: For English press two. }, keys: { 1: chinese, 2: english }, otherwise: office }
  chinese:  { set: { language: zh-CN }, then: office }
  english:  { set: { language: en }, then: office }
  office:   { hours: office, open: main, closed: closed }
  main:     { menu: { zh-CN: 维修请按一。, en: "Repairs: one." }, keys: { 1: repairs, 2: sales, 9: plant, "#": main }, otherwise: repairs }
  repairs:  { queue: repairs, needs: { repairs: 3 }, overflow: { after: 300s, to: message }, keys: { 1: message, 2: sales }, then: survey }
  sales:    { queue: sales }
  plant:    { transfer: "+8653287654321", otherwise: message }
  closed:   { say: { zh-CN: 已下班。, en: We are closed. }, then: message }
  message:  { voicemail: { zh-CN: 请留言。, en: Please leave a message. }, queue: repairs, then: bye }
  survey:   { menu: { zh-CN: 请评价。, en: "Were you satisfied?" }, keys: { 1: bye, 2: bye }, save: satisfaction, otherwise: bye }
  bye:      { hangup: { zh-CN: 再见。, en: Goodbye. } }
"""


def haihe(**changed: object) -> Company:
    company = Company(
        tenant=TenantId("haihe"),
        name={ZH: "海河电器", EN: "Haihe Appliances"},
        country="CN",
        zone="Asia/Shanghai",
        languages=(ZH, EN),
        numbers={HOTLINE: Number(number=HOTLINE, flow=FlowName("hotline"), trunk="carrier")},
        queues={
            REPAIRS: Queue(
                name=REPAIRS,
                title={ZH: "维修", EN: "Repairs"},
                needs={"repairs": 1},
                wrap_up=30.0,
                music="haihe",
                announce=Announce(
                    first_after=8, every=30, position={ZH: "您是第{position}位。", EN: "Number {position}."}
                ),
            ),
            SALES: Queue(name=SALES, title={ZH: "销售", EN: "Sales"}, recording=RecordedCalls.NO, wrap_up=0.0),
        },
        hours={
            "office": Hours(
                days=frozenset(range(5)), opens=time(8), closes=time(20), holidays="CN", zone="Asia/Shanghai"
            )
        },
        agents={
            ANA: Agent(id=ANA, login="ana", name="Ana", number="1001", skills={"repairs": 5}),
            BOB: Agent(id=BOB, login="bob", name="Bob", number="1002", skills={"repairs": 3, "sales": 3}),
            DESK: Agent(id=DESK, login="desk", name="Dee", number="1003", phone=Phone(kind=PhoneKind.DESK_PHONE)),
        },
        dispositions={},
        aux_codes={},
        dial_allowed=frozenset({"fixed", "mobile"}),
        callback_queue=REPAIRS,
        not_routed={ZH: "号码有误。", EN: "This number is not in use."},
    )
    return msgspec.structs.replace(company, **changed)


def house(company: Company | None = None, flow: Flow | None = None) -> House:
    flow = flow or load_flow(FLOW, "hotline", revision=1)
    name = FlowName(flow.name)
    return House(
        company=company or haihe(),
        flows={(name, flow.revision): flow},
        current={name: flow.revision},
        phones={DESK: DeskPhone("desk-desk")},
    )


F = TypeVar("F", bound=Fact)


class Told:
    """One call and everything it wished for so far."""

    def __init__(
        self,
        now: datetime = OPEN,
        *,
        caller: str = CUSTOMER,
        dialled: str = HOTLINE,
        company: Company | None = None,
        flow: str | None = None,
        medium: Medium = Medium.VOICE,
        by: AgentId | None = None,
    ) -> None:
        """`by`: an agent's own call, which `caller` is to be reached by."""
        self.house = house(company, load_flow(flow, "hotline", revision=1) if flow else None)
        self.now = now
        self.call = Call(
            id=InteractionId("i1"),
            tenant="haihe",
            site="main",
            medium=medium,
            direction=Direction.INBOUND if medium is Medium.VOICE and by is None else Direction.OUTBOUND,
            trunk="carrier",
            caller=caller,
            caller_name="",
            dialled=dialled,
            by=by,
            began=now,
            legs={},
        )
        self.facts: list[Fact] = []
        self.last = Wishes()
        self.all = Wishes()

    # ---------------------------------------------------------------- what happens

    def tell(self, event: our.Event) -> Told:
        return self.heard(tell(self.call, event, self.now, self.house))

    def heard(self, wishes: Wishes) -> Told:
        """What was wished for is `last`, until more is."""
        self.last = wishes
        self.facts += wishes.facts
        self.all.commands += wishes.commands
        self.all.routing += wishes.routing
        self.all.others += wishes.others
        return self

    def after(self, seconds: float) -> Told:
        self.now += timedelta(seconds=seconds)
        return self

    def arrives(self) -> Told:
        call = self.call
        return self.tell(
            network.CallArrived(leg=C1, ref="r", at=self.now, caller=call.caller, dialled=call.dialled, trunk="carrier")
        )

    def ends_turn(self, result: network.Result) -> Told:
        turn = self.turn
        return self.tell(network.TurnEnded(leg=turn.leg, turn=turn.id, at=self.now, result=result))

    def presses(self, keys: str) -> Told:
        return self.ends_turn(network.Keys(keys=keys))

    def records(self, seconds: float) -> Told:
        return self.ends_turn(network.Recorded(seconds=seconds))

    def hangs_up(self, why: EndReason = EndReason.HUNG_UP) -> Told:
        assert self.call.customer_leg is not None
        return self.leg_ends(self.call.customer_leg, why)

    def leg_ends(self, leg: str, why: EndReason = EndReason.HUNG_UP) -> Told:
        return self.tell(network.LegEnded(leg=LegId(leg), at=self.now, why=why))

    def leg_answers(self, leg: str) -> Told:
        return self.tell(network.LegAnswered(leg=LegId(leg), at=self.now))

    def offered(self, offer: str, agent: AgentId) -> Told:
        expires_at = self.now + timedelta(seconds=20)
        return self.tell(our.Offered(offer=OfferId(offer), agent=agent, expires_at=expires_at))

    def agreed(self, offer: str, agent: AgentId) -> Told:
        return self.tell(our.Agreed(offer=OfferId(offer), agent=agent))

    def missed(self, offer: str, how: OfferEnd = OfferEnd.MISSED) -> Told:
        return self.tell(our.OfferOver(offer=OfferId(offer), how=how))

    # ---------------------------------------------------------------- shortcuts through the story

    def in_menu(self) -> Told:
        return self.arrives().presses("2")

    def in_queue(self) -> Told:
        return self.in_menu().presses("1")

    def ringing(self, agent: AgentId = ANA) -> Told:
        return self.in_queue().after(5).offered("o1", agent)

    def talking(self, agent: AgentId = ANA) -> Told:
        return self.ringing(agent).after(3).leg_answers("o1").agreed("o1", agent)

    def away(self) -> Told:
        return self.talking().after(60).leg_ends("o1", EndReason.MEDIA_LOST)

    def surveyed(self) -> Told:
        return self.talking().after(60).tell(our.HangUp(agent=ANA))

    # ---------------------------------------------------------------- what came of it

    @property
    def phase(self) -> Phase:
        return self.call.phase

    @property
    def turn(self) -> Turn:
        """The customer's present turn."""
        assert self.call.customer_leg is not None
        turn = self.call.legs[self.call.customer_leg].turn
        assert turn is not None
        return turn

    @property
    def words(self) -> list[str]:
        """What the customer hears in the present turn."""
        return [step.text if isinstance(step, Say) else step.sound for step in self.turn.steps]

    def facts_of(self, kind: type[F]) -> list[F]:
        return [fact for fact in self.facts if isinstance(fact, kind)]

    @property
    def newest(self) -> list[type[Fact]]:
        """The kinds of facts the last event brought."""
        return [type(fact) for fact in self.last.facts]

    @property
    def placed(self) -> list[PlaceCall]:
        return [command for command in self.last.commands if isinstance(command, PlaceCall)]

    @property
    def ended_legs(self) -> list[str]:
        return [command.leg for command in self.last.commands if isinstance(command, EndLeg)]

    @property
    def joined(self) -> dict[str, list[str]]:
        """room → legs the last event brought together."""
        rooms: dict[str, list[str]] = {}
        for command in self.last.commands:
            if isinstance(command, RunTurn) and isinstance(command.turn.then, Join):
                rooms.setdefault(command.turn.then.room, []).append(command.turn.leg)
        return rooms

    @property
    def wished_nothing(self) -> bool:
        return self.last == Wishes()

    def told_routing(self, kind: type[routing.Event]) -> list[routing.Event]:
        return [event for event in self.last.routing if isinstance(event, kind)]
