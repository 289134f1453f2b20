"""What each agent's desk shows, as plain values in a live feed (`docs/desk-protocol.md`, feed `desk`).

desks.update(agents, now)  # after the save: whatever the round touched is put anew; what did not change is not sent
feed = desks.feed(agent)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec

from callcenter.agents.floor import Floor
from callcenter.agents.parties import asked_by, colleague_of, consult_of, part_of, parties_of, stage_of
from callcenter.agents.pops import Pop, Pops
from callcenter.agents.presence import Presence, Unfinished
from callcenter.calls.state import Call
from callcenter.calls.telling import House
from callcenter.calls.turns import Tracking
from callcenter.clock import iso
from callcenter.customers.cards import NO_NUMBERS, Card
from callcenter.dispatcher import Dispatcher
from callcenter.ivr.flow import Menu, Queue
from callcenter.live import Feed
from callcenter.model.company import Company
from callcenter.model.ids import AgentId, InteractionId
from callcenter.model.interaction import Direction, Medium
from callcenter.model.measures import Message
from callcenter.model.script import Value
from callcenter.numbers.identity import shown
from callcenter.numbers.masking import sees_masked, shown_to, words_shown_to
from callcenter.reporting.day import Days, today
from callcenter.reporting.sound import Shown, Sound
from callcenter.switchboard import Switchboard
from routing.agents import Stage
from routing.records import AgentRecord, WorkRecord


class Desks:
    def __init__(
        self,
        *,
        house: Callable[[], House],
        floor: Floor,
        switchboard: Switchboard,
        dispatcher: Dispatcher,
        pops: Pops,
        sound: Sound,
        days: Callable[[], Days],
        epoch: str,
    ) -> None:
        self._house = house
        self._floor = floor
        self._switchboard = switchboard
        self._dispatcher = dispatcher
        self._pops = pops
        self._sound = sound
        self._days = days
        self._epoch = epoch
        self._feeds: dict[AgentId, Feed] = {}

    @property
    def _company(self) -> Company:
        return self._house().company

    def feed(self, agent: AgentId, now: datetime) -> Feed:
        """Made when the desk is opened for the first time."""
        if agent not in self._feeds:
            self._feeds[agent] = Feed(self._epoch)
            self._put_own(agent, self._feeds[agent], now)
        return self._feeds[agent]

    def update(self, agents: Iterable[AgentId], now: datetime) -> None:
        """These agents, or what they have in hand, changed."""
        for agent in agents:
            if agent in self._feeds and agent in self._company.agents:
                self._put_own(agent, self._feeds[agent], now)

    def open_now(self) -> list[AgentId]:
        """Whose desks were opened."""
        return list(self._feeds)

    def begin_day(self, agents: Iterable[AgentId], now: datetime) -> None:
        """Midnight: the figures of these begin anew; what they have in hand goes on."""
        for agent in agents:
            self._put_today(agent, self._feeds[agent], now)

    # ---------------------------------------------------------------- one desk

    def _put_own(self, agent: AgentId, feed: Feed, now: datetime) -> None:
        record = self._floor.record(agent)
        feed.put("me", self._me(agent, record, now))
        self._put_today(agent, feed, now)
        works = {f"work/{work.interaction}": work for work in (record.work if record else ())}
        presence = self._floor.presences.get(agent)
        later = {f"unfinished/{one.interaction}": one for one in (presence.unfinished if presence else ())}
        messages = {f"message/{message.id}": message for message in self._floor.messages.of(agent)}
        for key in [key for key in feed.keys() if key.startswith(("work/", "unfinished/", "message/"))]:  # noqa: SIM118
            if key not in works and key not in later and key not in messages:
                feed.drop(key)
        for key, one in later.items():
            feed.put(key, self._unfinished(agent, one))
        for key, message in messages.items():
            feed.put(key, self._message(message, agent))
        for key, work in works.items():
            feed.put(key, self._work(agent, work, feed.get(key), now))

    def _put_today(self, agent: AgentId, feed: Feed, now: datetime) -> None:
        feed.put("today", today(self._days().agent(agent), now))

    def _message(self, message: Message, agent: AgentId) -> dict[str, Any]:
        return {
            "id": message.id,
            "from": self._company.name_of(message.by),
            "text": self._words(agent, message.text),
            "urgent": message.urgent,
            "at": iso(message.at),
        }

    def _me(self, agent: AgentId, record: AgentRecord | None, now: datetime) -> dict[str, Any]:
        known = self._company.agents[agent]
        presence = self._floor.presences.get(agent) or Presence(agent=agent, since=now)
        forced_by = (presence.next.by if presence.next else None) or presence.by
        following, phone = presence.next, self._floor.attendance.phone_of(known)
        ends_at = self._floor.attendance.ends_at(presence)
        not_responding = record.not_responding if record else False
        return {
            "agent": agent,
            "name": known.name,
            "number": known.number,
            "presence": presence.choice,
            "code": presence.code,
            "next": None if following is None else {"presence": following.presence, "code": following.code},
            "place": self._floor.attendance.place_in_line(agent),
            "since": iso(self._floor.states.of(agent, now).since),
            "forced_by": self._company.name_of(forced_by) if forced_by else None,
            "not_responding": not_responding,
            "phone": phone.kind,
            "seat": phone.seat or None,
            "phone_shown": shown(phone.number) or phone.seat,
            "phones": self._floor.attendance.phones.kinds(agent),
            "home": shown(known.home_number),
            "seat_taken_by": self._name(presence.seat_taken_by),
            "stepped_in": self._stepped_in(agent),
            "reachable": self._floor.reachable(agent),
            "aux_ends_at": iso(ends_at) if ends_at else None,
        }

    def _name(self, agent: AgentId | None) -> str | None:
        known = self._company.agents.get(agent) if agent else None
        return known.name if known else None

    def _stepped_in(self, agent: AgentId) -> dict[str, Any] | None:
        """The supervisor who took the agent's call, or ended it, the last time."""
        stepped_in = self._floor.stepped_in.of(agent)
        if stepped_in is None:
            return None
        reason = self._floor.stepped_in.reason(stepped_in.interaction)
        return {
            "interaction": stepped_in.interaction,
            "by": self._name(AgentId(stepped_in.by)) or self._company.name_of(stepped_in.by),
            "do": "take_over" if stepped_in.taken else "end_call",
            "reason": words_shown_to(self._roles(agent), self._company, reason),
            "at": iso(stepped_in.at),
        }

    # ---------------------------------------------------------------- what is in hand

    def _work(self, agent: AgentId, work: WorkRecord, before: Any, now: datetime) -> dict[str, Any]:
        interaction = InteractionId(work.interaction)
        call = self._switchboard.calls.get(interaction)
        pop = self._pops.of(interaction)
        offer = self._dispatcher.engine.record_of_interaction(interaction)
        pending = offer.offer if offer is not None and work.stage == Stage.OFFERED else None
        stage = stage_of(work, call, agent)
        in_front = self._floor.states.of(agent, now)
        since = before["since"] if before and before["stage"] == stage else iso(now)
        if in_front.work == interaction:
            since = iso(in_front.since)
        own_leg = call.leg_of(agent) if call is not None and work.stage == Stage.TALKING else None
        began = own_leg.joined if own_leg is not None and own_leg.colleague else call.talking_since if call else None
        return {
            "interaction": interaction,
            "medium": work.medium,
            "stage": stage,
            "since": since,
            "began": iso(began) if began and work.stage == Stage.TALKING else None,
            "direction": call.direction if call else Direction.INBOUND,
            "part": part_of(call, agent) if call else "handler",
            "asked_by": asked_by(call, agent, self._company) if call else None,
            "offer": pending.id if pending else None,
            "expires_at": _from_float(pending.expires_at) if pending else None,
            "wrap_up_ends_at": _from_float(work.ends_at) if work.ends_at is not None else None,
            "extensions_left": self._floor.wrap_ups.extensions_left(work),
            "queue": call.for_queue if call else None,
            "parties": parties_of(call, agent, self._company) if call and work.stage == Stage.TALKING else [],
            "consult": consult_of(call, agent, self._company) if call else None,
            "help": {"since": iso(call.help.since), "by": call.help.by} if call and call.help else None,
            "recording": _recording(call),
            "voicemail": f"/recordings/{interaction}/{interaction}.wav" if work.medium == Medium.VOICEMAIL else None,
            "script": self._script(interaction, agent),
            "quality": _quality(self._sound.shown(interaction)),
            "pop": self._pop(call, pop, agent) if call else None,
        }

    def _script(self, interaction: InteractionId, agent: AgentId) -> dict[str, Any] | None:
        """Which one the agent is led through, and what is filled in so far."""
        script = self._floor.wrap_ups.script_of(interaction)
        if script is None:
            return None
        answers = self._pops.of(interaction).answers.get(script.name, {})
        seen = {name: self._answer(agent, value) for name, value in answers.items()}
        return {"name": script.name, "revision": script.revision, "answers": seen}

    def _answer(self, agent: AgentId, value: Value) -> Value:
        seen = self._words(agent, str(value))
        return value if isinstance(value, bool) or seen == str(value) else seen

    def _note(self, interaction: InteractionId, agent: AgentId) -> str:
        """One's own words are left as one types them; those of others are seen as everything is."""
        pop = self._pops.of(interaction)
        return pop.typed[agent] if agent in pop.typed else self._words(agent, pop.note)

    def _words(self, agent: AgentId, words: str) -> str:
        return words_shown_to(self._roles(agent), self._company, words)

    def _unfinished(self, agent: AgentId, one: Unfinished) -> dict[str, Any]:
        call, pop = self._switchboard.calls.get(one.interaction), self._pops.of(one.interaction)
        names = [card.name for card in pop.cards if call is not None and card.id == call.customer]
        return {
            "interaction": one.interaction,
            "queue": one.queue,
            "caller_shown": shown_to(self._roles(agent), self._company, call.caller) if call is not None else "",
            "customer_name": self._words(agent, names[0]) if names else "",
            "since": iso(one.since),
            "note": self._note(one.interaction, agent),
            "script": self._script(one.interaction, agent),
        }

    def _roles(self, agent: AgentId) -> Collection[str]:
        known = self._company.agents.get(agent)
        return known.roles if known is not None else ()

    def _pop(self, call: Call, pop: Pop, agent: AgentId) -> dict[str, Any]:
        company = self._company
        roles = self._roles(agent)
        colleague = colleague_of(call, agent, company)
        transferred_by = company.agents.get(pop.transferred_by) if pop.transferred_by else None
        return {
            "caller": shown_to(roles, company, call.caller) if sees_masked(roles, company) else call.caller,
            "caller_shown": colleague.number if colleague else shown_to(roles, company, call.caller),
            "caller_name": colleague.name if colleague else words_shown_to(roles, company, call.caller_name),
            "region": pop.region,
            "province": dict(pop.place.province) if pop.place and pop.place.province else None,
            "city": dict(pop.place.city) if pop.place and pop.place.city else None,
            "dialled": shown_to(roles, company, call.dialled),
            "language": call.language,
            "waited": pop.waited if pop.waited is not None else pop.offer.waited if pop.offer else None,
            "visit": call.visit.number if call.visit else 0,
            "transferred_by": transferred_by.name if transferred_by else None,
            "note": self._note(call.id, agent),
            "choices": self._choices(call),
            "why": self._why(pop, call, agent),
            "customer": call.customer,
            "matches": [msgspec.to_builtins(_card_for(card, roles, company)) for card in pop.cards],
        }

    def _choices(self, call: Call) -> list[dict[str, str]]:
        """What the caller pressed, and where it led: to a queue, or to another node."""
        if call.run is None:
            return []
        flow = self._house().flows.get((call.run.flow, call.run.revision))
        chosen: list[dict[str, str]] = []
        for choice in call.run.choices:
            menu = flow.nodes.get(choice.node) if flow else None
            if flow is not None and isinstance(menu, Menu) and choice.key in menu.keys:
                to = flow.nodes.get(menu.keys[choice.key])
                where = to.queue if isinstance(to, Queue) else menu.keys[choice.key]
                chosen.append({"node": choice.node, "key": choice.key, "to": where})
        return chosen

    def _why(self, pop: Pop, call: Call, agent: AgentId) -> dict[str, Any] | None:
        """Of this agent; why somebody else was chosen is no answer."""
        if pop.offer is None or pop.offer.agent != agent:
            return None
        offer = pop.offer
        handed = offer.chosen_by == "handed" and pop.handed_by is not None
        return {
            "chosen_by": offer.chosen_by,
            "by": self._company.name_of(pop.handed_by) if handed and pop.handed_by else None,
            "waited": offer.waited,
            "idle_for": offer.idle_for,
            "qualified": offer.qualified,
            "free": offer.free,
            "skills": call.visit.needs if call.visit else {},
        }


def _card_for(card: Card, roles: Collection[str], company: Company) -> Card:
    """The customer's card as these roles may see it."""
    if not sees_masked(roles, company):
        return card
    addresses = tuple(
        msgspec.structs.replace(one, value=hidden, shown=hidden)
        for one in card.addresses
        for hidden in (one.value if one.kind in NO_NUMBERS else shown_to(roles, company, one.value),)
    )
    return msgspec.structs.replace(
        card,
        name=words_shown_to(roles, company, card.name),
        company=words_shown_to(roles, company, card.company),
        note=words_shown_to(roles, company, card.note),
        addresses=addresses,
        history=tuple(
            msgspec.structs.replace(one, note=words_shown_to(roles, company, one.note)) for one in card.history
        ),
    )


def _recording(call: Call | None) -> str:
    if call is None or not any(leg.tracking is Tracking.ON or call.pause for leg in call.legs.values() if leg.track):
        return "off"
    return "paused" if call.pause else "on"


def _quality(sound: Shown | None) -> dict[str, Any] | None:
    return None if sound is None else msgspec.to_builtins(sound)


def _from_float(at: float) -> str:
    return iso(datetime.fromtimestamp(at, UTC))
