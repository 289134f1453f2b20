"""The contact center without its rims: switchboard, dispatcher and floor around one round at a time.

center = Center(house=…, database=…, clock=…, perform=network.perform, customers=…, mint=new_id, call_later=…)
known = await center.recover()           # what was going on; then `await network.reconcile(known)`
center.hear(event)                       # from the telephone network
refused = await center.command(viewer, command)
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import Protocol

import msgspec

from callcenter import recovery
from callcenter.agents import commands as do
from callcenter.agents.desks import Desks
from callcenter.agents.directory import Directory
from callcenter.agents.floor import Floor
from callcenter.agents.pops import Pops
from callcenter.calls.network import KnownLeg, Quality
from callcenter.calls.state import Phase
from callcenter.calls.telling import House
from callcenter.calls.turns import Command, LegEnded, NetworkEvent
from callcenter.clock import Clock
from callcenter.customers.cards import Card, NewCustomer
from callcenter.dispatcher import Dispatcher
from callcenter.ids import Mint, derived_id
from callcenter.live import Feed
from callcenter.model.facts import PauseReason
from callcenter.model.ids import AgentId, CustomerId, InteractionId, Language
from callcenter.model.lines import TrunkNow
from callcenter.model.measures import Message, Notice
from callcenter.model.script import Script
from callcenter.numbers.places import Place, place_in, provinces
from callcenter.reporting.board import Board, day_begins
from callcenter.reporting.day import Day
from callcenter.reporting.sound import Sound, Whose
from callcenter.rounds import Commanded, Letter, Round, Rounds, ToCall, ToRouting
from callcenter.storage.database import Database
from callcenter.storage.memory import load
from callcenter.storage.saving import Saving
from callcenter.supervision.floor_feed import FloorFeeds
from callcenter.supervision.orders import Asked, BeginNotice, Order
from callcenter.supervision.standing import Standing
from callcenter.supervision.supervision import Supervision
from callcenter.switchboard import Switchboard
from callcenter.viewer import Scope, Viewer

log = logging.getLogger(__name__)


AUDIT_EVERY = timedelta(minutes=1)

LOOK_UP_AGAIN = (1.0, 5.0, 30.0)
"""Seconds before a customer who could not be looked up is looked up again."""

DESKS_AT_ONCE = 50
"""At midnight, before what else is to be done comes again."""

SPOKEN_WITHIN = 8.0
"""Seconds; an emergency notice is live within ten."""

COMMANDS_REMEMBERED = 20_000
"""Of all desks together; a page repeats what was not answered within seconds."""


class Handle(Protocol):
    def cancel(self) -> None: ...


CallLater = Callable[[float, Callable[[], None]], Handle]


class CustomerStore(Protocol):
    async def cards(self, viewer: Viewer, number: str) -> tuple[Card, ...]: ...

    async def card(self, viewer: Viewer, customer: CustomerId) -> Card | None: ...

    async def add(self, viewer: Viewer, new: NewCustomer) -> CustomerId | None: ...


CallerOf = Callable[[Viewer, InteractionId], Awaitable[str | None]]
"""Whose call it was, as far as this viewer may know of it."""


async def _nobody(viewer: Viewer, interaction: InteractionId) -> str | None:
    return None


Speak = Callable[[Iterable[tuple[str, Language]]], Awaitable[None]]
"""Makes the sound of texts ahead."""


async def _unspoken(texts: Iterable[tuple[str, Language]]) -> None:
    """The network speaks when it is asked to."""


PlaceOf = Callable[[str], Place | None]
"""Where a number is from."""


class Center:
    def __init__(
        self,
        *,
        house: House,
        database: Database,
        clock: Clock,
        perform: Callable[[Command], None],
        customers: CustomerStore,
        place_of: PlaceOf,
        program: Viewer,
        mint: Mint,
        call_later: CallLater,
        caller_of: CallerOf = _nobody,
        speak: Speak = _unspoken,
        is_recording: Callable[[str], bool] = lambda name: False,
        dials_out: bool = True,
        phone_chosen: Callable[[AgentId], None] = lambda agent: None,
        scripts: Mapping[str, Script] = MappingProxyType({}),
    ) -> None:
        self.standing = Standing(house)
        self._scripts = scripts
        self._database, self._clock = database, clock
        self._customers, self._place_of, self._program = customers, place_of, program
        self._mint, self._call_later, self._speak = mint, call_later, speak
        self._caller_of = caller_of
        self._timer: tuple[datetime, Handle] | None = None
        self._commands: dict[tuple[str, str], asyncio.Future[str | None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        now, epoch = clock.now(), mint()
        self._audit_at = now + AUDIT_EVERY
        company = house.company
        self.dispatcher = Dispatcher()
        self.switchboard = Switchboard(
            lambda: self.house,
            mint,
            lambda one: self.dispatcher.position(one, self._clock.now()),
            dialled_at=lambda phone, dialled: self.floor.calling.dialled_at(phone, dialled),  # noqa: PLW0108 - the floor comes after it
        )
        self.pops = Pops()
        self.sound = Sound()
        self.floor = Floor(
            lambda: self.house.company,
            self.switchboard,
            self.dispatcher,
            self.pops,
            dials_out=dials_out,
            phone_chosen=phone_chosen,
            scripts=scripts,
        )
        self.standing = Standing(msgspec.structs.replace(house, phones=self.floor.phones.current))
        self.board = Board(
            house=lambda: self.house, floor=self.floor, switchboard=self.switchboard, epoch=epoch, now=now
        )
        self.desks = Desks(
            house=lambda: self.house,
            floor=self.floor,
            switchboard=self.switchboard,
            dispatcher=self.dispatcher,
            pops=self.pops,
            sound=self.sound,
            days=lambda: self.board.days,
            epoch=epoch,
        )
        self.directory = Directory(company=lambda: self.house.company, floor=self.floor, epoch=epoch)
        self.supervision = Supervision(self.standing, self.floor, self.switchboard, mint, is_recording)
        self.floors = FloorFeeds(
            house=lambda: self.house,
            floor=self.floor,
            switchboard=self.switchboard,
            dispatcher=self.dispatcher,
            pops=self.pops,
            board=self.board.feed,
            standing=self.standing,
            epoch=epoch,
        )
        self._saving = Saving(
            database.engine.dialect.name,
            call=self.switchboard.calls.get,
            presence=self.floor.presences.get,
            record_of_agent=self.dispatcher.engine.record_of_agent,
            record_of_interaction=self.dispatcher.engine.record_of_interaction,
        )
        self._rounds = Rounds(
            tenant=company.tenant,
            clock=clock,
            deliver=self._deliver,
            settle=self._settle,
            save=self._save,
            perform=perform,
            tell=self._tell_soon,
        )

    @property
    def house(self) -> House:
        """The published set-up, and what supervisors have laid over it."""
        return self.standing.house

    # ---------------------------------------------------------------- what it is told

    def hear(self, event: NetworkEvent) -> None:
        """The telephone network reports."""
        with self._rounds.open() as round:
            if isinstance(event, LegEnded) and (measured := self.sound.over(event.leg)) is not None:
                round.note(*measured)
            self.switchboard.hear(event, round)

    def quality(self, report: Quality) -> None:
        """The telephone network has measured the sound of a leg."""
        found = self.switchboard.leg(report.leg)
        if found is None:
            return
        call, leg = found
        if self.sound.note(report, Whose(call.id, leg.party, leg.agent)):
            self.desks.update(self.dispatcher.agents_with(call.id), self._clock.now())

    def phone_changed(self, agent: AgentId, there: bool) -> None:
        """An agent's phone came or went."""
        with self._rounds.open() as round:
            self.floor.phones.changed(agent, there, round)

    def telephony(self, state: str, network: str) -> None:
        """The telephone network is `ready`, `starting` or `away`."""
        with self._rounds.open() as round:
            self.floor.phones.network_changed(state == "ready", round)
        shown = state if state in ("ready", "starting") else "no_telephony"
        self.board.center(shown, "simulator" if network == "simulator" else "asterisk")

    def trunk_changed(self, now: TrunkNow) -> None:
        """A trunk came or went, or carries more calls or fewer."""
        self.board.trunk(now, self._clock.now())

    def security_alarm(self, refusals: int) -> None:
        """So many were refused by the telephones within a minute."""
        self.board.alarm(refusals, self._clock.now())

    def tick(self) -> None:
        """Let what is due happen. Live, a timer calls this; a test does it by hand."""
        self._timer = None
        try:
            with self._rounds.open() as round:
                self.dispatcher.tick(round)
                self.switchboard.wake(round)
                self.supervision.notices.tick(round)
                self.floor.attendance.tick(round)
            if self._clock.now() >= self._audit_at:
                self._audit()
            if self.board.new_day(self._clock.now()):
                self._start(self._begin_day())
        finally:
            self._arm()

    def next_deadline(self) -> datetime:
        ours = [self.dispatcher.next_deadline(), self.switchboard.next_wake(), self.floor.attendance.next_deadline()]
        due = [*ours, self.next_midnight(), self._audit_at, self.supervision.notices.next_deadline()]
        return min(at for at in due if at is not None)

    def _audit(self) -> None:
        """Belief against belief: nobody may stay stuck because of a fault of ours."""
        self._audit_at = self._clock.now() + AUDIT_EVERY
        with self._rounds.open() as round:
            recovery.repair(self.house, self.switchboard, *self.dispatcher.engine.records(), round)
            if round.lines:
                log.error("calls and routing disagreed and were mended", extra={"of": round.lines[0].stream})

    async def _begin_day(self) -> None:
        """A few desks at a time: nobody's call waits because it is midnight."""
        desks = self.desks.open_now()
        for n in range(0, len(desks), DESKS_AT_ONCE):
            self.desks.begin_day(desks[n : n + DESKS_AT_ONCE], self._clock.now())
            await asyncio.sleep(0)

    async def command(self, viewer: Viewer, command: Asked) -> str | None:
        """A desk asks for something. Done once for each key; None = done, else why not. Returns when it is on disk."""
        if not viewer.may(Scope.FLOOR if isinstance(command, Order) else Scope.DESK):
            return "forbidden"
        who = viewer.agent or viewer.login
        known = self._commands.get((who, command.key))
        if known is None:
            known = self._commands[who, command.key] = asyncio.get_running_loop().create_future()
            if len(self._commands) > COMMANDS_REMEMBERED:
                del self._commands[next(iter(self._commands))]
            self._start(self._carry_out(viewer, who, command, known))
        return await asyncio.shield(known)

    async def set_recording(self, viewer: Viewer, interaction: InteractionId, *, paused: bool) -> str | None:
        """A program outside pauses a recording or lets it go on. Returns when it is on disk; None = it is so."""
        call = self.switchboard.calls.get(interaction)
        if call is None or call.phase is Phase.ENDED or (viewer.sites is not None and call.site not in viewer.sites):
            return "unknown_target"
        if not viewer.may(Scope.RECORDINGS) and (viewer.agent is None or call.agent != viewer.agent):
            return "not_your_call"
        saved: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        with self._rounds.open() as round:
            refused = self.floor.calling.set_recording(call, PauseReason.API, viewer.agent, round, paused=paused)
            round.calls[interaction] = None
            round.when_saved.append(lambda: _answer(saved, refused, round))
        return await saved

    # ---------------------------------------------------------------- a round

    def _deliver(self, letter: Letter, round: Round) -> None:
        match letter:
            case ToCall(interaction=interaction, event=event):
                self.switchboard.tell(interaction, event, round)
            case ToRouting(event=event):
                self.dispatcher.receive(event, round)

    def _settle(self, round: Round) -> None:
        self.floor.attendance.settle(round)
        # Not before: whoever looks up takes time from the thread that saves, and a free agent's phone is to ring first.
        round.when_saved += [partial(self._start_look_up, interaction) for interaction in round.arrived]

    def _save(self, round: Round, then: Callable[[], None]) -> None:
        shown = {agent for interaction in round.calls for agent in self.dispatcher.agents_with(interaction)}
        touched = self.dispatcher.touched()
        over = [interaction for interaction in round.calls if self._is_over(interaction)]
        for interaction in over:
            for fact in self.sound.all_over(interaction):
                round.note(interaction, fact)
        statements = self._saving.statements(round, touched, over)
        for action in round.actions:
            self._saving.forget(action.id)  # what it says of queues and notices is all there is in that stream
        for interaction in over:
            self.switchboard.forget(interaction)
            self._saving.forget(interaction)
        shown |= {agent for interaction in round.calls for agent in self.dispatcher.agents_with(interaction)}
        shown |= {AgentId(agent) for agent in touched.agents} | set(round.agents)
        round.agents.update(dict.fromkeys(sorted(shown)))
        round.over = tuple(over)
        self._database.save(statements, then, refused=round.not_kept)
        self._arm()

    def _is_over(self, interaction: InteractionId) -> bool:
        call = self.switchboard.calls.get(interaction)
        if call is None or call.phase is not Phase.ENDED or self.floor.wrap_ups.keeps(interaction):
            return False
        return not self.dispatcher.agents_with(interaction)

    def _tell_soon(self, round: Round) -> None:
        """A phone is to ring before screens are told: the network's requests go out first."""
        asyncio.get_running_loop().call_soon(self._tell, round)

    def _tell(self, round: Round) -> None:
        for action in round.actions:
            self.floor.stepped_in.acted(action)
        for line in round.lines:
            self.pops.note(line)
            self.floor.stepped_in.note(line)
        queues = self.board.note(round.lines)
        self.desks.update(round.agents, round.now)
        self.directory.update(round.agents)
        notices = [name for of, name in round.measures if of is Notice]
        self.board.update({*queues, *round.queues}, round.agents, round.now)
        self.board.show_notices(notices)
        self.floors.update(round.agents, round.calls, round.now)
        self.floors.show(round.actions, notices)
        for interaction in round.over:
            self.pops.forget(interaction)
            self.dispatcher.forget(interaction)

    def _arm(self) -> None:
        """Be woken when the next thing is due."""
        due = self.next_deadline()
        if self._timer is not None:
            if self._timer[0] == due:
                return
            self._timer[1].cancel()
        wait = max(0.0, (due - self._clock.now()).total_seconds())
        self._timer = (due, self._call_later(wait, self.tick))

    def next_midnight(self) -> datetime:
        """When the day ends, in the company's zone."""
        return day_begins(self.board.day + timedelta(days=1), self.house.company.zone)

    # ---------------------------------------------------------------- who calls

    def _start_look_up(self, interaction: InteractionId) -> None:
        self._start(self._look_up(interaction))

    async def _look_up(self, interaction: InteractionId) -> None:
        """Ask the customer store who this is, and where the number is from."""
        call = self.switchboard.calls.get(interaction)
        if call is None:
            return
        cards: Sequence[Card] = ()
        if call.caller:
            cards = await self._cards(call.caller)
        if interaction not in self.switchboard.calls:
            return
        pop = self.pops.of(interaction)
        pop.cards = tuple(cards)
        home = self._settle_place(interaction, cards[0] if len(cards) == 1 else None)
        with self._rounds.open() as round:
            round.calls[interaction] = None
            if call.customer is None:
                only = cards[0].id if len(cards) == 1 else None
                self.switchboard.settle_customer(interaction, only, len(cards), round, province=home)

    def _settle_place(self, interaction: InteractionId, customer: Card | None) -> str | None:
        """Where the caller is: the customer's own address first, else where the number is from. The former's code."""
        call, country = self.switchboard.calls.get(interaction), self.house.company.country
        if call is None:
            return None  # it was over while the store was asked
        home = customer.province if customer is not None else None
        own = place_in(home, country) if home else None
        pop = self.pops.of(interaction)
        pop.place, pop.home = own or self._place_of(call.caller), home if own is not None else None
        return pop.home

    async def _cards(self, caller: str) -> Sequence[Card]:
        for pause in LOOK_UP_AGAIN:
            try:
                return await self._customers.cards(self._program, caller)
            except Exception as error:
                log.warning("a customer could not be looked up", extra={"why": type(error).__name__})
                await asyncio.sleep(pause)
        return await self._customers.cards(self._program, caller)

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (failure := task.exception()) is not None:
            log.error("what was begun beside a call failed", exc_info=failure)

    # ---------------------------------------------------------------- commands

    async def _carry_out(self, viewer: Viewer, who: str, command: Asked, answer: asyncio.Future[str | None]) -> None:
        try:
            refused = None
            if isinstance(command, do.Dial) and command.interaction is not None:
                command, refused = await self._known_caller(viewer, command, command.interaction)
            if isinstance(command, BeginNotice) and command.text:
                await self._speak_ahead(command.text)
            if isinstance(command, do.Customer):
                command, refused = await self._known_customer(viewer, AgentId(who), command)
            with self._rounds.open() as round:
                refused = refused or self._done(viewer, command, round)
                round.commanded.append(Commanded(by=who, key=command.key, refused=refused))
                round.when_saved.append(lambda: _answer(answer, refused, round))
        except Exception as error:
            log.exception("a desk's command failed")
            self._commands.pop((who, command.key), None)
            if not answer.done():
                answer.set_exception(error)

    def _done(self, viewer: Viewer, command: Asked, round: Round) -> str | None:
        if isinstance(command, Order):
            return self.supervision.carry_out(viewer, command, round)
        return self.floor.carry_out(viewer.agent, command, round) if viewer.agent else "forbidden"

    async def _known_caller(
        self, viewer: Viewer, command: do.Dial, interaction: InteractionId
    ) -> tuple[do.Dial, str | None]:
        """The number of one who called, so that who may not see it can call back all the same."""
        if command.agent is not None or command.number is not None:
            return command, "unknown_target"  # else somebody else would be called under this customer's name
        call = self.switchboard.calls.get(interaction)
        in_hand = call is not None and viewer.agent in self.dispatcher.agents_with(interaction)
        number = call.caller if call is not None and in_hand else await self._caller_of(viewer, interaction)
        return (msgspec.structs.replace(command, number=number), None) if number else (command, "unknown_target")

    async def _speak_ahead(self, text: Mapping[Language, str]) -> None:
        """So that no caller waits for the voice; one that takes too long holds up no emergency."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SPOKEN_WITHIN):
                await self._speak([(words, language) for language, words in text.items()])

    async def _known_customer(
        self, viewer: Viewer, agent: AgentId, command: do.Customer
    ) -> tuple[do.Customer, str | None]:
        """The customer chosen, or the one to be added, as one the store knows."""
        customer = command.customer
        call = self.switchboard.calls.get(command.interaction)
        if call is None or agent not in self.dispatcher.agents_with(command.interaction):
            return command, "not_your_call"
        if command.new is not None:
            if command.new.province and command.new.province not in provinces(self.house.company.country):
                return command, "unknown_target"
            new = NewCustomer(
                id=CustomerId(derived_id(agent, command.key)),  # the same, should this be asked again
                name=command.new.name,
                language=command.new.language,
                note=command.new.note,
                province=command.new.province,
                phone=call.caller,
                now=self._clock.now(),
                site=call.site,
            )
            customer = await self._customers.add(viewer, new)
        card = await self._customers.card(viewer, customer) if customer is not None else None
        if card is None:
            return command, "unknown_target"
        self.pops.add(command.interaction, card)
        self._settle_place(command.interaction, card)
        return msgspec.structs.replace(command, customer=card.id, new=None), None

    # ---------------------------------------------------------------- feeds

    def day_of(self, agent: AgentId) -> Day:
        """An agent's own day so far."""
        return self.board.days.agent(agent)

    def desk_feed(self, agent: AgentId) -> Feed:
        return self.desks.feed(agent, self._clock.now())

    def directory_feed(self) -> Feed:
        return self.directory.feed()

    def floor_feed(self, viewer: Viewer) -> Feed:
        return self.floors.feed(viewer, self._clock.now())

    # ---------------------------------------------------------------- start and end

    async def recover(self) -> list[KnownLeg]:
        """Go on where the program before this one stopped. Returns what it believed of the network."""
        now = self._clock.now()
        company = self.house.company
        memory = await load(
            self._database, company.tenant, day_begins(self.board.day, company.zone), now, company.agents
        )
        self._saving.know(memory.numbers)
        self.standing.restore(memory.measures, memory.actions)
        self.supervision.notices.restore(now)
        self.floor.messages.restore(one for one in memory.measures if isinstance(one, Message))
        self.switchboard.restore(memory.calls)
        self.floor.restore(memory.presences, memory.agents)
        for action in memory.actions:
            self.floor.stepped_in.acted(action)
        for line in memory.lines:
            self.pops.note(line)
            self.floor.stepped_in.note(line)
        for interaction, note in memory.notes.items():
            self.pops.of(interaction).note = note
        for interaction, script, values in memory.answers:
            if script in self._scripts:
                self.pops.of(interaction).answers[script] = self._scripts[script].fitting(values)
        for key, refused in memory.commanded.items():
            done = self._commands[key] = asyncio.get_running_loop().create_future()
            done.set_result(refused)
        self.board.start(memory.lines, memory.today, memory.calls, now)
        with self._rounds.open() as round:
            self.dispatcher.restore(memory.agents, memory.waiting, round)
            self.floor.states.begin_anew()
            recovery.staff(self.house, memory.agents, round)
            recovery.queues(self.house, self.switchboard, round)
            recovery.repair(self.house, self.switchboard, memory.agents, memory.waiting, round)
            # The network has said already which phones are there, to a routing that knew nobody yet.
            round.to_routing(*(self.floor.phones.told(AgentId(record.id)) for record in memory.agents))
            round.arrived += [call.id for call in memory.calls]
        self._arm()
        return self.switchboard.known_legs()

    async def close(self) -> None:
        """Take no more; what was accepted is on disk when this returns."""
        if self._timer is not None:
            self._timer[1].cancel()
            self._timer = None
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._database.saved()


def _answer(answer: asyncio.Future[str | None], refused: str | None, round: Round) -> None:
    """Nothing is said to be done that is not on disk."""
    if not answer.done():
        answer.set_result(refused or (None if round.kept else "not_saved"))
