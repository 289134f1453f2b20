"""The floor as a supervisor sees it, as plain values in a live feed (`docs/desk-protocol.md`, feed `floor`).

feed = feeds.feed(viewer, now)                      # supervisors who may see the same share one
feeds.update(agents, interactions, now)             # after the save: what the round touched is put anew
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from callcenter.agents.floor import Floor
from callcenter.agents.parties import colleague_of, stage_of, watched_by
from callcenter.agents.pops import Pops
from callcenter.agents.presence import Choice
from callcenter.calls.state import Call, Phase
from callcenter.calls.telling import House
from callcenter.clock import iso
from callcenter.dispatcher import Dispatcher
from callcenter.live import Delta, Feed
from callcenter.model.company import Agent
from callcenter.model.ids import AgentId, InteractionId, QueueName
from callcenter.model.measures import ACTIONS_SHOWN, Action
from callcenter.numbers.masking import shown_to, words_shown_to
from callcenter.supervision.standing import Standing
from callcenter.switchboard import Switchboard
from callcenter.viewer import Viewer
from routing.agents import Stage
from routing.records import AgentRecord, WorkRecord


class View:
    """What supervisors with the same rights see."""

    def __init__(self, viewer: Viewer, epoch: str) -> None:
        self.viewer = viewer
        self.feed = Feed(epoch)

    def sees(self, site: str) -> bool:
        return self.viewer.sites is None or site in self.viewer.sites


class FloorFeeds:
    def __init__(
        self,
        *,
        house: Callable[[], House],
        floor: Floor,
        switchboard: Switchboard,
        dispatcher: Dispatcher,
        pops: Pops,
        board: Feed,
        standing: Standing,
        epoch: str,
    ) -> None:
        self._house = house
        self._floor = floor
        self._switchboard = switchboard
        self._dispatcher = dispatcher
        self._pops = pops
        self._board = board
        self._standing = standing
        self._epoch = epoch
        self._views: dict[object, View] = {}
        board.watch(self._board_changed)

    def feed(self, viewer: Viewer, now: datetime) -> Feed:
        """Made when somebody with such rights looks for the first time."""
        rights = (viewer.sites, viewer.roles)
        if rights not in self._views:
            view = self._views[rights] = View(viewer, self._epoch)
            for key, value in self._board.everything().items():
                self._put_of_board(view, key, value)
            for agent in self._house().company.agents:
                self._put_agent(view, agent, now)
            for interaction in self._switchboard.calls:
                self._put_waiting(view, interaction)
            for notice in self._standing.notices:
                self._put_notice(view, notice)
            for action in self._standing.actions:
                self._put_action(view, action)
        return self._views[rights].feed

    def update(self, agents: Iterable[AgentId], interactions: Iterable[InteractionId], now: datetime) -> None:
        """These agents, or what they have in hand, changed; and these interactions."""
        agents, interactions = tuple(agents), tuple(interactions)
        for view in self._views.values():
            for agent in agents:
                self._put_agent(view, agent, now)
            for interaction in interactions:
                self._put_waiting(view, interaction)

    def show(self, actions: Iterable[Action], notices: Iterable[str]) -> None:
        """Supervisors stepped in, began or ended these notices; of queues they closed the board has told."""
        notices = tuple(notices)
        for view in self._views.values():
            for notice in notices:
                self._put_notice(view, notice)
            for action in actions:
                self._put_action(view, action)

    # ---------------------------------------------------------------- as on the board

    def _board_changed(self, delta: Delta) -> None:
        for view in self._views.values():
            self._put_of_board(view, delta.key, delta.value)

    def _put_of_board(self, view: View, key: str, value: Any) -> None:
        kind, _, name = key.partition("/")
        if kind == "center":
            view.feed.put(key, value)
        elif kind == "queue":
            queue = self._house().company.queues.get(QueueName(name))
            if queue is not None and value is not None and view.sees(queue.site):
                view.feed.put(key, value | {"closed": self._closed(queue.name, value["closed"])})

    def _closed(self, queue: QueueName, on_board: Mapping[str, Any] | None) -> dict[str, Any] | None:
        closing = self._standing.closings.get(queue)
        if closing is None or on_board is None:
            return None
        return {**on_board, "by": self._house().company.name_of(closing.by), "reason": closing.reason}

    # ---------------------------------------------------------------- agents

    def _put_agent(self, view: View, agent: AgentId, now: datetime) -> None:
        known, on_board = self._house().company.agents.get(agent), self._board.get(f"agent/{agent}")
        if known is None or on_board is None or not view.sees(known.site):
            return
        record, key = self._floor.record(agent), f"agent/{agent}"
        works = record.work if record else ()
        calls = [call for work in works if (call := self._switchboard.calls.get(InteractionId(work.interaction)))]
        before: dict[str, Any] = {work["interaction"]: work for work in (view.feed.get(key) or {"work": ()})["work"]}
        value = on_board | {
            "team": known.team,
            "site": known.site,
            "skills": dict(known.skills),
            "skills_changed": self._skills_changed(agent),
            "phone": self._floor.attendance.phone_of(known).kind,
            "why_not": self._why_not(known, record),
            "work": [self._work(view, agent, work, before.get(work.interaction), now) for work in works],
            "next": self._next(agent),
            "help": next((help for call in calls if (help := _help(call, agent)) is not None), None),
            "watched_by": [watcher for call in calls for watcher in watched_by(call, agent)],
        }
        view.feed.put(key, value)

    def _next(self, agent: AgentId) -> dict[str, Any] | None:
        """What they, or a supervisor, chose for after the work in hand."""
        presence = self._floor.presences.get(agent)
        following = presence.next if presence is not None else None
        if following is None:
            return None
        by = self._house().company.name_of(following.by) if following.by else None
        return {"presence": following.presence, "code": following.code, "by": by}

    def _skills_changed(self, agent: AgentId) -> dict[str, Any] | None:
        other = self._standing.skills.get(agent)
        if other is None:
            return None
        was = dict(self._standing.published_skills(agent))
        return {"by": self._house().company.name_of(other.by), "since": iso(other.since), "was": was}

    def _why_not(self, agent: Agent, record: AgentRecord | None) -> str | None:
        """Why no call is offered to the agent now; the first reason there is."""
        presence = self._floor.presences.get(agent.id)
        if record is None or presence is None or not presence.signed_in:
            return "signed_out"
        if presence.choice is Choice.AUX:
            return "aux"
        if record.not_responding:
            return "not_responding"
        if any(work.stage != Stage.WRAP_UP for work in record.work):
            return "busy"
        if record.work:
            return "wrap_up"
        if not self._floor.network_up:
            return "no_telephony"
        return None if record.reachable else "phone_unreachable"

    def _work(self, view: View, agent: AgentId, work: WorkRecord, before: Any, now: datetime) -> dict[str, Any]:
        interaction = InteractionId(work.interaction)
        call = self._switchboard.calls.get(interaction)
        stage = stage_of(work, call, agent)
        return {
            "interaction": interaction,
            "medium": work.medium,
            "direction": call.direction if call else None,
            "stage": stage,
            "since": before["since"] if before and before["stage"] == stage else iso(now),
            "queue": call.for_queue if call else None,
            "caller_shown": shown_to(view.viewer.roles, self._house().company, call.caller) if call else "",
            "customer_name": self._name_in(call, agent, view.viewer) if call else "",
        }

    def _name_in(self, call: Call, agent: AgentId, viewer: Viewer) -> str:
        """Of whom this agent talks with."""
        colleague = colleague_of(call, agent, self._house().company)
        return f"{colleague.name} {colleague.number}" if colleague else self._customer_name(call, viewer)

    # ---------------------------------------------------------------- what supervisors did

    def _put_action(self, view: View, action: Action) -> None:
        """The last ones stay; an older one goes with each new one."""
        if action.site is not None and not view.sees(action.site):
            return
        shown_now = [key for key in view.feed.keys() if key.startswith("action/")]  # noqa: SIM118 (a feed is no dict)
        for key in sorted(shown_now)[: max(0, len(shown_now) + 1 - ACTIONS_SHOWN)]:
            view.feed.drop(key)
        by = self._house().company.name_of(action.by)
        value = msgspec.to_builtins(action) | {"at": iso(action.at), "by": by}
        del value["site"]
        view.feed.put(f"action/{action.id}", value)

    def _put_notice(self, view: View, name: str) -> None:
        notice, key = self._standing.notices.get(name), f"notice/{name}"
        if notice is None:
            view.feed.drop(key)
            return
        by = self._house().company.name_of(notice.by)
        times = {"begins": iso(notice.begins), "ends": iso(notice.ends) if notice.ends else None}
        value = msgspec.to_builtins(notice) | times | {"by": by, "recording": notice.recording is not None}
        view.feed.put(key, value)

    # ---------------------------------------------------------------- who waits

    def _put_waiting(self, view: View, interaction: InteractionId) -> None:
        call, key = self._switchboard.calls.get(interaction), f"waiting/{interaction}"
        if call is None or call.phase is not Phase.QUEUED or call.visit is None or not view.sees(call.site):
            view.feed.drop(key)
            return
        visit, record = call.visit, self._dispatcher.engine.record_of_interaction(interaction)
        queue = self._house().company.queues.get(visit.queue)
        value = {
            "interaction": interaction,
            "medium": call.medium,
            "queue": visit.queue,
            "since": iso(visit.since),
            "priority": visit.priority,
            "ageing": queue.ageing if queue else 0.0,
            "caller_shown": shown_to(view.viewer.roles, self._house().company, call.caller),
            "customer": call.customer,
            "customer_name": self._customer_name(call, view.viewer),
            "region": self._pops.of(interaction).region,
            "language": call.language,
            "offered_to": record.offer.agent if record and record.offer else None,
            "for_agent": record.needs_agent if record else None,
            "handed_until": _moment(record.handed_until) if record else None,
        }
        view.feed.put(key, value)

    def _customer_name(self, call: Call, viewer: Viewer) -> str:
        """Of the customer, once it is known who it is; else as the network gave it."""
        cards = self._pops.of(call.id).cards
        name = next((card.name for card in cards if card.id == call.customer), call.caller_name)
        return words_shown_to(viewer.roles, self._house().company, name)


def _moment(at: float | None) -> str | None:
    return iso(datetime.fromtimestamp(at, UTC)) if at is not None else None


def _help(call: Call, agent: AgentId) -> dict[str, str] | None:
    """The agent wants a supervisor in this call."""
    wanted = call.help is not None and call.help.agent == agent
    return {"interaction": call.id, "since": iso(call.help.since)} if wanted and call.help is not None else None
