"""The switchboard: every live call, and whatever is told to it. One desk on a call's path; the other is the dispatcher.

    switchboard.hear(event, round)               # from the telephone network
    switchboard.tell(interaction, event, round)  # from our own house
    switchboard.next_wake(); switchboard.wake(round)

A call is told one event at a time by the pure story (`callcenter/calls/story.py`); what it wishes for goes into the
round.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from heapq import heappop, heappush

import msgspec

from callcenter.calls import callback, letters, outbound
from callcenter.calls.closing import instead_of
from callcenter.calls.letters import AskPosition, Colleague, Matched, NewInteraction, Whom, Wishes, Woken
from callcenter.calls.network import KnownLeg
from callcenter.calls.rescue import rescue
from callcenter.calls.state import Call, Leg, Phase
from callcenter.calls.story import tell
from callcenter.calls.telling import House, Telling
from callcenter.calls.toll import allowed
from callcenter.calls.turns import CallArrived, NetworkEvent, RecordLeg, Refuse
from callcenter.ids import Mint
from callcenter.model.ids import AgentId, CustomerId, InteractionId, LegId, QueueName
from callcenter.model.interaction import Direction, EndReason, Medium
from callcenter.model.lines import NumberPlan
from callcenter.numbers.places import province_of
from callcenter.numbers.plan import heard
from callcenter.rounds import Round

log = logging.getLogger(__name__)

LONGEST_NAME = 200
LONGEST_NUMBER = 254


class DeskDial(msgspec.Struct, frozen=True, kw_only=True):
    """What an agent dialled on a desk phone of ours, and may call."""

    by: AgentId
    whom: Whom
    beside: InteractionId | None  #: the talk in which it is a consult; None = it is a call of its own


DialledAt = Callable[[str, str], DeskDial | EndReason]
"""By the desk phone's name and what was dialled there; or why that is refused."""


def _nobody_there(phone: str, dialled: str) -> EndReason:
    return EndReason.UNREACHABLE


class Switchboard:
    def __init__(
        self,
        house: Callable[[], House],
        mint: Mint,
        position: Callable[[InteractionId], int | None],
        dialled_at: DialledAt = _nobody_there,
    ) -> None:
        self.calls: dict[InteractionId, Call] = {}
        self._house = house
        self._mint = mint
        self._position = position
        self._dialled_at = dialled_at
        self._of_leg: dict[LegId, InteractionId] = {}
        self._legs_of: dict[InteractionId, set[LegId]] = {}
        self._wakes: list[tuple[datetime, InteractionId]] = []  #: stale entries are skipped

    # ---------------------------------------------------------------- what it is told

    def hear(self, event: NetworkEvent, round: Round) -> None:
        """An event of the network; one of a leg nobody knows (any more) is not heard."""
        if isinstance(event, CallArrived) and event.leg not in self._of_leg:
            if event.phone:
                self._phone_dialled(event, round)
            else:
                self._arrive(event, round)
        elif event.leg in self._of_leg:
            round.to_call(self._of_leg[event.leg], event)

    def takes(self, queue: QueueName) -> bool:
        """Whether one who is sent to this queue waits there, or in the one it is diverted to."""
        return instead_of(self._house(), queue) is not None

    def tell(self, interaction: InteractionId, event: letters.Event, round: Round) -> None:
        call = self.calls.get(interaction)
        if call is None:
            return
        before = msgspec.msgpack.encode(call)
        try:
            wishes = tell(call, event, round.now, self._house())
        except Exception:
            # Half told is worse than not told: the call is as it was, and is helped on.
            log.exception("the story of a call broke", extra={"interaction": interaction})
            call = self.calls[interaction] = msgspec.msgpack.decode(before, type=Call)
            wishes = rescue(call, event, round.now, self._house())
        self.carry(call, wishes, round)

    def _arrive(self, event: CallArrived, round: Round) -> None:
        company = self._house().company
        trunk = company.trunks.get(event.trunk)
        plan = trunk.plan if trunk is not None else NumberPlan()
        caller = heard(event.caller, plan, company.country)
        dialled = heard(event.dialled, plan, company.country)
        if dialled not in company.numbers:
            dialled = event.dialled
        number = company.numbers.get(dialled)
        call = Call(
            id=InteractionId(self._mint()),
            tenant=company.tenant,
            site=number.site if number else "main",
            medium=Medium.VOICE,
            direction=Direction.INBOUND,
            trunk=(number.trunk if number else None) or (event.trunk if trunk is not None else None),
            caller=caller,
            province=province_of(caller, company.country),
            caller_name=_printable(event.caller_name)[:LONGEST_NAME],
            dialled=_printable(dialled)[:LONGEST_NUMBER],
            began=round.now,
            legs={},
        )
        self._add(call, round)
        self._of_leg[event.leg] = call.id
        round.to_call(call.id, event)

    # ---------------------------------------------------------------- calls we make

    def dial(
        self,
        by: AgentId,
        whom: Whom,
        round: Round,
        *,
        queue: QueueName | None = None,
        related: InteractionId | None = None,
        phone: CallArrived | None = None,
    ) -> None:
        """An agent calls a colleague or a number; `phone`: by dialling on a desk phone."""
        company = self._house().company
        internal = isinstance(whom, Colleague)
        before = self.calls.get(related) if related is not None else None
        call = Call(
            id=InteractionId(self._mint()),
            tenant=company.tenant,
            site=company.agents[by].site,
            medium=Medium.VOICE,
            direction=Direction.INTERNAL if internal else Direction.OUTBOUND,
            trunk=None,
            caller="" if isinstance(whom, Colleague) else allowed(whom.number, company) or "",
            caller_name=self._colleague(whom),
            dialled=before.dialled if before is not None else "",
            began=round.now,
            customer=before.customer if before is not None else None,
            related=related,
            by=by,
            calls=whom.agent if isinstance(whom, Colleague) else None,
            queue=queue,
            legs={},
        )
        self._add(call, round)
        telling = Telling(call, round.now, self._house())
        if phone is None:
            outbound.begin(telling, by)
        else:
            outbound.begin(telling, by, phone.leg, phone.ref)
        self.carry(call, telling.wishes, round)

    def _colleague(self, whom: Whom) -> str:
        """As the history shows whom an internal call was for."""
        known = self._house().company.agents.get(whom.agent) if isinstance(whom, Colleague) else None
        return f"{known.name} {known.number}" if known is not None else ""

    def _phone_dialled(self, event: CallArrived, round: Round) -> None:
        """On a desk phone of ours: a consult if its agent talks with a customer, else a call of its own."""
        dialled = self._dialled_at(event.phone, event.dialled)
        if isinstance(dialled, EndReason):
            log.warning("what was dialled on a desk phone was refused", extra={"why": dialled})
            round.commands.append(Refuse(leg=event.leg, why=dialled))
        elif dialled.beside is not None:
            self._of_leg[event.leg] = dialled.beside
            asks = letters.PhoneDialled(agent=dialled.by, leg=event.leg, ref=event.ref, to=dialled.whom)
            round.to_call(dialled.beside, asks)
        else:
            self.dial(dialled.by, dialled.whom, round, phone=event)

    def _begin(self, new: NewInteraction, parent: Call, round: Round) -> None:
        """A voicemail or a callback comes out of a call, and waits in line by itself."""
        if new.id in self.calls:
            return
        call = Call(
            id=new.id,
            tenant=parent.tenant,
            site=parent.site,
            medium=new.medium,
            direction=Direction.OUTBOUND if new.medium is Medium.CALLBACK else Direction.INBOUND,
            trunk=parent.trunk,
            caller=parent.caller,
            caller_name=parent.caller_name,
            dialled=parent.dialled,
            province=parent.province,
            began=round.now,
            customer=parent.customer,
            related=parent.id,
            legs={},
        )
        self._add(call, round)
        telling = Telling(call, round.now, self._house())
        callback.begin(telling, new.queue, new.since, front=new.front)
        self.carry(call, telling.wishes, round)

    def _add(self, call: Call, round: Round) -> None:
        self.calls[call.id] = call
        round.arrived.append(call.id)

    def carry(self, call: Call, wishes: Wishes, round: Round) -> None:
        """Put what the call wishes for into the round."""
        round.calls[call.id] = None
        for fact in wishes.facts:
            round.note(call.id, fact)
        round.commands += wishes.commands
        round.to_routing(*wishes.routing)
        self._know(call)
        for other in wishes.others:
            match other:
                case AskPosition():
                    position = self._position(call.id)
                    if position is not None:
                        round.to_call(call.id, letters.Position(position=position))
                case NewInteraction():
                    self._begin(other, call, round)

    def _know(self, call: Call) -> None:
        """Remember its legs, also those it has ended: the network may still speak of them."""
        legs = self._legs_of.setdefault(call.id, set())
        for leg in call.legs:
            if leg not in legs:
                legs.add(leg)
                self._of_leg[leg] = call.id
        for at in _deadlines(call):
            heappush(self._wakes, (at, call.id))

    def settle_customer(
        self,
        interaction: InteractionId,
        customer: CustomerId | None,
        of: int,
        round: Round,
        *,
        province: str | None = None,
    ) -> None:
        """Who the customer is, and where they live, has been found out; also for one who has left already."""
        call = self.calls.get(interaction)
        if call is None:
            return
        if call.phase is Phase.ENDED:
            call.customer = customer
            round.calls[interaction] = None
        else:
            province = province or province_of(call.caller, self._house().company.country)  # not of one chosen before
            round.to_call(interaction, Matched(customer=customer, matches=of, province=province))

    # ---------------------------------------------------------------- time

    def next_wake(self) -> datetime | None:
        while self._wakes and not self._wanted(*self._wakes[0]):
            heappop(self._wakes)
        return self._wakes[0][0] if self._wakes else None

    def wake(self, round: Round) -> None:
        """Tell the calls whose deadline has come."""
        while (due := self.next_wake()) is not None and due <= round.now:
            _, interaction = heappop(self._wakes)
            round.to_call(interaction, Woken())

    def _wanted(self, at: datetime, interaction: InteractionId) -> bool:
        call = self.calls.get(interaction)
        return call is not None and at in _deadlines(call)

    # ---------------------------------------------------------------- memory

    def forget(self, interaction: InteractionId) -> None:
        """It has ended, and nobody has work with it any more."""
        self.calls.pop(interaction, None)
        for leg in self._legs_of.pop(interaction, ()):
            self._of_leg.pop(leg, None)

    def leg(self, leg: LegId) -> tuple[Call, Leg] | None:
        """One that is part of a call now."""
        call = self.calls.get(self._of_leg[leg]) if leg in self._of_leg else None
        return (call, call.legs[leg]) if call is not None and leg in call.legs else None

    def restore(self, calls: Iterable[Call]) -> None:
        for call in calls:
            self.calls[call.id] = call
            self._know(call)

    def known_legs(self) -> list[KnownLeg]:
        """What we believe of the network's legs, for `reconcile`."""
        return [_known(leg) for call in self.calls.values() for leg in call.legs.values()]


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())


def _deadlines(call: Call) -> list[datetime]:
    """What its story asked for, and the end of a pause of its recording."""
    asked = (call.wake_at, call.pause.ends_at if call.pause and call.phase is not Phase.ENDED else None)
    return [at for at in asked if at is not None]


def _known(leg: Leg) -> KnownLeg:
    tracks = (RecordLeg(leg=leg.id, track=leg.track, state=leg.tracking),) if leg.track else ()
    return KnownLeg(leg=leg.id, ref=leg.ref, up=leg.up, turn=leg.turn, placed=leg.placed, tracks=tracks)
