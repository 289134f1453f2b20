"""Who is there: signed in or out, where they are rung, what they chose, and when that ends by itself.

refused = attendance.sign_in(agent, wish, round)         # None, or the reason in one word
refused = attendance.choose(agent, Next(Choice.AUX, "meal"), round)
attendance.settle(round)                                 # what was chosen "for after this work" takes effect
attendance.next_deadline(); attendance.tick(round)       # an aux code's limit
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from heapq import heappop, heappush

import msgspec

from callcenter.agents import breaks
from callcenter.agents.phones import Phones, usual
from callcenter.agents.presence import Choice, Next, Presence
from callcenter.model.company import Agent, AuxCode, Company
from callcenter.model.facts import PresenceChanged, SeatTaken, SignedIn, SignedOut
from callcenter.model.ids import AgentId
from callcenter.model.phones import PhoneChoice, PhoneKind
from callcenter.rounds import Round
from routing import events as routing
from routing.agents import Stage
from routing.records import WorkRecord

AVAILABLE = Next(Choice.AVAILABLE)


class Attendance:
    def __init__(
        self, company: Callable[[], Company], phones: Phones, works: Callable[[AgentId], tuple[WorkRecord, ...]]
    ) -> None:
        self.presences: dict[AgentId, Presence] = {}
        self.phones = phones
        self._company, self._works = company, works
        self._on_break: dict[AgentId, None] = {}  #: or let go, and only finishing their work
        self._line: dict[AgentId, None] = {}  #: who waits for a break, in the order they asked
        self._place_free = False  #: for one of them, perhaps
        self._chose_next: dict[AgentId, None] = {}  #: whose presence is to change after the work in hand
        self._limits: list[tuple[datetime, AgentId]] = []  #: stale entries are skipped

    def presence(self, agent: AgentId, round: Round) -> Presence:
        if agent not in self.presences:
            self.presences[agent] = Presence(agent=agent, since=round.now)
        return self.presences[agent]

    def phone_of(self, agent: Agent) -> PhoneChoice:
        """Where they want to be rung: as they chose last, or as it is set up."""
        presence = self.presences.get(agent.id)
        return (presence.phone if presence is not None else None) or usual(agent)

    # ---------------------------------------------------------------- in and out

    def sign_in(self, agent: AgentId, wish: PhoneChoice | None, round: Round) -> str | None:
        """Signing in again with another phone moves the agent there."""
        presence, known = self.presence(agent, round), self._company().agents[agent]
        if presence.signed_in and wish is None:
            return None
        choice = self._phone(agent, presence, wish)
        if isinstance(choice, str):
            return choice
        if presence.signed_in and self._talks(agent):
            return "not_now"
        if choice.kind is PhoneKind.SEAT and (refused := self._take_seat(agent, choice.seat, round)):
            return refused
        presence.phone, presence.seat_taken_by = choice, None
        self.phones.choose(agent, choice, round)
        if not presence.signed_in:
            presence.choice, presence.code, presence.next = Choice.AUX, None, None
            presence.since, presence.site = round.now, known.site
            round.note(agent, SignedIn(agent=agent))
            round.to_routing(routing.AgentSignedIn(agent=agent, skills=known.skills), self.phones.told(agent))
        return None

    def _phone(self, agent: AgentId, presence: Presence, wish: PhoneChoice | None) -> PhoneChoice | str:
        """As wished; else as last time, as it is set up, or in the page: whatever is still possible."""
        if wish is not None:
            return self.phones.possible(agent, wish)
        for choice in (presence.phone, usual(self._company().agents[agent])):
            possible = self.phones.possible(agent, choice) if choice is not None else ""
            if isinstance(possible, PhoneChoice):
                return possible
        return PhoneChoice()

    def _take_seat(self, agent: AgentId, seat: str, round: Round) -> str | None:
        """Who comes later has it; whoever was there is told, and cannot be rung."""
        wanted = PhoneChoice(kind=PhoneKind.SEAT, seat=seat)
        there = [one for one in self.presences.values() if one.signed_in and one.phone == wanted]
        others = [one for one in there if one.agent != agent and one.seat_taken_by is None]
        if any(self._talks(other.agent) for other in others):
            return "busy"
        for other in others:
            other.seat_taken_by = agent
            self.phones.lose_seat(other.agent, agent, round)
            round.note(other.agent, SeatTaken(agent=other.agent, by=agent))
        return None

    def _talks(self, agent: AgentId) -> bool:
        return any(work.stage == Stage.TALKING for work in self._works(agent))

    def sign_out(self, agent: AgentId, round: Round, *, by: str | None = None) -> None:
        presence = self.presence(agent, round)
        presence.by = by
        presence.choice, presence.code, presence.next, presence.since = Choice.SIGNED_OUT, None, None, round.now
        self._changed(presence, round)
        round.note(agent, SignedOut(agent=agent))
        round.to_routing(routing.AgentSignedOut(agent=agent))

    # ---------------------------------------------------------------- available or not

    def choose(self, agent: AgentId, wish: Next, round: Round) -> str | None:
        """At once when there is no work in hand; else it is kept for after it, and no more work comes meanwhile."""
        presence = self.presence(agent, round)
        if not presence.signed_in:
            return "not_now"
        if self._is_break(wish) and agent not in self._on_break:
            if breaks.never(agent, self._company()):
                return "break_full"
            if not breaks.may_go(agent, self._on_break, self._line, self._company()):
                self._wait_for_break(presence, wish, round)
                return None
        self._carry_out(presence, wish, round)
        return None

    def force(self, agent: AgentId, wish: Next, round: Round) -> None:
        """A supervisor chooses; no quota holds them."""
        presence = self.presence(agent, round)
        if wish.presence is not Choice.SIGNED_OUT:
            self._carry_out(presence, wish, round)
            return
        presence.next = wish
        self._changed(presence, round)
        round.to_routing(routing.AgentUnavailable(agent=agent))

    def _wait_for_break(self, presence: Presence, wish: Next, round: Round) -> None:
        """In line with the others who asked; work goes on until a place is free."""
        since = presence.next.waits_since if presence.next else None
        if self._goes_on_to(presence) and presence.choice is Choice.AVAILABLE:
            round.to_routing(routing.AgentAvailable(agent=presence.agent))
        presence.next = msgspec.structs.replace(wish, waits_since=since or round.now)
        self._changed(presence, round)
        self._note(presence, round)

    def _carry_out(self, presence: Presence, wish: Next, round: Round) -> None:
        agent, available = presence.agent, wish.presence is Choice.AVAILABLE
        told = routing.AgentAvailable(agent=agent) if available else routing.AgentUnavailable(agent=agent)
        round.to_routing(told)
        if self._has_work(agent):
            same = wish.presence is presence.choice and wish.code == presence.code
            presence.next = None if same else wish
        else:
            self._take_effect(presence, wish, round)
        self._changed(presence, round)
        self._note(presence, round)

    def _has_work(self, agent: AgentId) -> bool:
        return any(work.stage != Stage.OFFERED for work in self._works(agent))

    def _take_effect(self, presence: Presence, wish: Next, round: Round) -> None:
        if (presence.choice, presence.code) != (wish.presence, wish.code):
            presence.since = round.now
        presence.choice, presence.code, presence.next, presence.by = wish.presence, wish.code, None, wish.by

    def _note(self, presence: Presence, round: Round) -> None:
        following = presence.next
        changed = PresenceChanged(
            agent=presence.agent,
            presence=presence.choice,
            code=presence.code,
            next_code=None if following is None else following.code or following.presence,
        )
        round.note(presence.agent, changed)

    def _changed(self, presence: Presence, round: Round) -> None:
        """Keep the lists of breaks and limits; everybody in line may have another place now."""
        agent = presence.agent
        round.agents[agent] = None
        self._know(presence)
        if self._line:
            round.agents.update(self._line)
            self._place_free = True

    def _know(self, presence: Presence) -> None:
        agent, following = presence.agent, presence.next
        now = Next(presence.choice, presence.code)
        waits = following is not None and following.waits_since is not None
        if self._is_break(now) or (following is not None and not waits and self._is_break(following)):
            self._on_break[agent] = None
        else:
            self._on_break.pop(agent, None)
        if following is not None and not waits:
            self._chose_next[agent] = None
        if not waits:
            self._line.pop(agent, None)
        elif agent not in self._line:
            self._line[agent] = None
        limit = self._aux(presence.code)
        if limit is not None and limit.limit_ends and (ends_at := self.ends_at(presence)) is not None:
            heappush(self._limits, (ends_at, agent))

    def _aux(self, code: str | None) -> AuxCode | None:
        return self._company().aux_codes.get(code) if code else None

    def _is_break(self, wish: Next) -> bool:
        aux = self._aux(wish.code)
        return wish.presence is Choice.AUX and aux is not None and aux.is_break

    # ---------------------------------------------------------------- what comes by itself

    def ends_at(self, presence: Presence) -> datetime | None:
        """When the aux code's limit is reached."""
        aux = self._aux(presence.code) if presence.choice is Choice.AUX else None
        return None if aux is None or aux.limit is None else presence.since + timedelta(seconds=aux.limit)

    def place_in_line(self, agent: AgentId) -> int | None:
        """Of one who waits for a break."""
        return breaks.place(agent, list(self._line), self._company()) if agent in self._line else None

    def next_deadline(self) -> datetime | None:
        while self._limits and not self._still_limited(*self._limits[0]):
            heappop(self._limits)
        return self._limits[0][0] if self._limits else None

    def _still_limited(self, at: datetime, agent: AgentId) -> bool:
        presence = self.presences.get(agent)
        return presence is not None and self.ends_at(presence) == at and not self._goes_on_to(presence)

    def _goes_on_to(self, presence: Presence) -> bool:
        """Something is chosen for after the present work already."""
        return presence.next is not None and presence.next.waits_since is None

    def tick(self, round: Round) -> None:
        """Whose aux code is over is available."""
        while self._limits and self._limits[0][0] <= round.now:
            at, agent = heappop(self._limits)
            if self._still_limited(at, agent):
                self._limit_reached(self.presences[agent], round)

    def _limit_reached(self, presence: Presence, round: Round) -> None:
        waits = presence.next
        self._carry_out(presence, AVAILABLE, round)
        if waits is not None and presence.next is None:  # they keep their place in line for a break
            presence.next = waits
            self._know(presence)

    def _let_go(self, round: Round) -> None:
        ahead: list[AgentId] = []
        for agent in list(self._line):
            following = self.presences[agent].next
            if following is not None and breaks.may_go(agent, self._on_break, ahead, self._company()):
                self._carry_out(self.presences[agent], msgspec.structs.replace(following, waits_since=None), round)
            else:
                ahead.append(agent)
        self._place_free = False

    def settle(self, round: Round) -> None:
        """Whose work is done gets the presence they chose for after it; who waits for a break is let go, in turn."""
        for agent in list(self._chose_next):
            presence = self.presences[agent]
            following = presence.next
            if following is not None and following.waits_since is None and self._has_work(agent):
                continue
            del self._chose_next[agent]
            if following is not None and following.presence is Choice.SIGNED_OUT:
                self.sign_out(agent, round, by=following.by)
            elif following is not None and following.waits_since is None:
                self._take_effect(presence, following, round)
                self._changed(presence, round)
                self._note(presence, round)
        if self._place_free:
            self._let_go(round)

    def restore(self, presences: Iterable[Presence]) -> None:
        known = sorted(presences, key=lambda one: (one.next and one.next.waits_since) or one.since)
        for presence in known:
            self.presences[presence.agent] = presence
            self._know(presence)
        for presence in known:
            if presence.phone is not None and presence.agent in self._company().agents:
                self.phones.restore(presence.agent, presence.phone, presence.seat_taken_by)
        self._place_free = bool(self._line)
