"""Recording: which calls, what the caller is told of it, and pauses that leave nothing of a secret in any track.

Each leg has one track of its own as long as it lives. A pause makes all of them silent, so that they stay side by side;
none begins in a pause, since nothing of its first moment may be heard either.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from callcenter.calls.state import Call, Leg, Pause, Phase
from callcenter.calls.turns import RecordLeg, Role, Step, Tracking
from callcenter.ivr import flow as nodes
from callcenter.model.company import Company
from callcenter.model.facts import PauseReason, RecordingPaused, RecordingResumed, TrackBegan
from callcenter.model.ids import AgentId
from callcenter.model.interaction import Medium
from callcenter.model.recording import RecordedCalls

if TYPE_CHECKING:
    from callcenter.calls.telling import Telling


def recorded(call: Call, company: Company) -> bool:
    """Whether talks of this call are recorded where it is now."""
    return rule(call, company).covers(call.direction) and call.medium is not Medium.VOICEMAIL


def rule(call: Call, company: Company) -> RecordedCalls:
    """The queue's, else the company's."""
    queue = company.queues.get(call.for_queue) if call.for_queue else None
    return company.recording.calls if queue is None or queue.recording is None else queue.recording


def notice(telling: Telling) -> tuple[Step, ...]:
    """What the customer is told once, before the first talk that is recorded."""
    call, company = telling.call, telling.company
    if call.notice_said or telling.customer is None or not recorded(call, company):
        return ()
    call.notice_said = True
    number = company.numbers.get(call.dialled)
    words = company.recording.notice
    flow_says_it = number is not None and not number.notice and call.run is not None
    return () if words is None or flow_says_it else telling.say(words)


# ---------------------------------------------------------------------- tracks


def track(telling: Telling, *joining: Leg) -> None:
    """These legs begin to talk: record them if the rules say so, those who come in a pause when it is over."""
    call = telling.call
    if call.pause is not None and call.agent is not None and _is_another_talk(call, call.pause):
        resume(telling, PauseReason.NEXT_AGENT)
    if recorded(call, telling.company):
        for leg in joining:
            leg.to_record = True
    settle(telling)


def _is_another_talk(call: Call, pause: Pause) -> bool:
    """Not when the same agent's phone came back in mid-talk."""
    return call.agent != pause.agent or call.talking_since is None


def _begin(telling: Telling, leg: Leg) -> None:
    leg.track, leg.tracking = telling.mint("k"), Tracking.ON
    telling.wishes.commands.append(RecordLeg(leg=leg.id, track=leg.track, state=leg.tracking))
    telling.note(TrackBegan(track=leg.track, party=leg.party, agent=leg.agent))


def settle(telling: Telling) -> None:
    """Every track there is goes on or falls silent, as the rules and a pause have it."""
    of_talkers = _wanted(telling)
    for leg in telling.call.legs.values():
        wanted = of_talkers if leg.role is Role.TALKER else Tracking.PAUSED  # what is whispered is nobody's record
        if leg.track is None:
            if leg.to_record and wanted is Tracking.ON:
                _begin(telling, leg)
        elif leg.tracking is not wanted:
            leg.tracking = wanted
            telling.wishes.commands.append(RecordLeg(leg=leg.id, track=leg.track, state=wanted))


def _wanted(telling: Telling) -> Tracking:
    """A leg that was recorded before it came to a queue that is not, keeps its track in silence."""
    call = telling.call
    return Tracking.ON if call.pause is None and recorded(call, telling.company) else Tracking.PAUSED


# ---------------------------------------------------------------------- pauses


def pause(telling: Telling, why: PauseReason, agent: AgentId | None = None) -> None:
    """Nothing of what follows is kept, until somebody says so or the longest pause is over."""
    call = telling.call
    if call.pause is not None or not call.has_track:
        return
    ends_at = telling.now + timedelta(seconds=telling.company.recording.paused_at_most)
    call.pause = Pause(why=why, agent=call.agent, ends_at=ends_at)
    telling.note(RecordingPaused(why=why, by=agent))
    settle(telling)


def resume(telling: Telling, why: PauseReason, agent: AgentId | None = None) -> None:
    """At a secure node the pause goes on as the flow's, whoever's it was."""
    pause = telling.call.pause
    if pause is None:
        return
    if why is not PauseReason.FLOW and _is_at_secure_node(telling):
        longest = timedelta(seconds=telling.company.recording.paused_at_most)
        telling.call.pause = msgspec.structs.replace(pause, why=PauseReason.FLOW, ends_at=telling.now + longest)
        return
    telling.call.pause = None
    telling.note(RecordingResumed(why=why, by=agent))
    settle(telling)


def resume_when_due(telling: Telling) -> None:
    """A pause that was forgotten ends by itself."""
    pause = telling.call.pause
    if pause is not None and pause.ends_at <= telling.now:
        resume(telling, PauseReason.LIMIT)


def in_flow(telling: Telling) -> None:
    """The voice menu is at another node: a secure one is not recorded, should the caller have a track already."""
    if _is_at_secure_node(telling):
        pause(telling, PauseReason.FLOW)
    elif telling.call.pause is not None and telling.call.pause.why is PauseReason.FLOW:
        resume(telling, PauseReason.FLOW)


def _is_at_secure_node(telling: Telling) -> bool:
    call = telling.call
    if call.run is None or call.phase is not Phase.FLOW:
        return False
    node = telling.house.flows[call.run.flow, call.run.revision].nodes.get(call.run.node)
    return isinstance(node, nodes.Menu) and node.secure
