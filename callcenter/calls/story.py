"""The story of a call, from the first ring to the last hang-up. Read it top to bottom.

    wishes = tell(call, event, now, house)

`tell` changes the call and returns what must happen next. An event that no longer applies changes nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from callcenter.calls import (
    closing,
    colleagues,
    conference,
    consult,
    inbound,
    leaving,
    recording,
    steering,
    supervision,
    talking,
    transfer,
    voicemail,
    waiting,
)
from callcenter.calls import letters as our
from callcenter.calls import turns as network
from callcenter.calls.state import Call, Phase
from callcenter.calls.telling import House, Telling
from callcenter.model.interaction import Medium

EARLY = timedelta(seconds=1)
"""A timer may run ahead of the clock by so much."""


def tell(call: Call, event: our.Event, now: datetime, house: House) -> our.Wishes:
    telling = Telling(call, now, house)
    if call.phase is not Phase.ENDED:
        _tell(telling, event)
    elif isinstance(event, our.Agreed):
        talking.free(telling, event)
    return telling.wishes


def _tell(telling: Telling, event: our.Event) -> None:  # noqa: C901 - a flat table of what can happen
    match event:
        # a caller arrives and meets the flow of the number
        case network.CallArrived():
            inbound.arrive(telling, event)
        case our.Matched():
            inbound.matched(telling, event)
        case network.TurnEnded():
            inbound.turn_ended(telling, event)
        # … waits in a queue …
        case our.Position():
            waiting.announce(telling, event.position)
        case our.PatienceOver():
            closing.patience_over(telling)
        case our.MoveTo() | our.Prioritise() | our.HandTo():
            steering.steer(telling, event)
        case our.QueueClosed():
            closing.leave_closed(telling)
        case our.NoticeUp():
            waiting.hear_notice(telling)
        # … is offered to an agent, whose phone rings …
        case our.Offered():
            waiting.ring_agent(telling, event)
        case our.OfferOver():
            waiting.offer_over(telling, event)
        case network.LegAnswered():
            waiting.leg_answered(telling, event)
        case our.Agreed():
            talking.connect(telling, event)
        case our.TooLate():
            waiting.too_late(telling, event)
        # … they talk …
        case our.Consult():
            consult.begin(telling, event)
        case our.PhoneDialled():
            consult.phone_dialled(telling, event)
        case our.Swap():
            consult.swap(telling, event.agent)
        case our.Complete():
            consult.complete(telling, event.agent)
        case our.Back():
            consult.back(telling, event.agent)
        case our.Conference():
            conference.ask(telling, event)
        case our.Drop():
            conference.drop(telling, event)
        case our.Hold():
            talking.hold(telling, event.agent)
        case our.Unhold():
            talking.unhold(telling, event.agent)
        case network.LegAsked():
            talking.phone_asked(telling, event)
        case our.TransferToAgent() | our.TransferToQueue() | our.TransferToNumber():
            transfer.transfer(telling, event)
        case our.DeskReturned():
            talking.desk_returned(telling, event.agent)
            colleagues.returned(telling, event.agent)
        case our.PauseRecording():
            recording.pause(telling, event.why, event.agent)
        case our.ResumeRecording():
            recording.resume(telling, event.why, event.agent)
        case our.Woken():
            recording.resume_when_due(telling)
            _woken(telling)
        # … a supervisor steps in …
        case our.AskHelp():
            supervision.ask_help(telling, event)
        case our.Supervise():
            supervision.supervise(telling, event)
        case our.StopSupervising():
            supervision.stop(telling, event.by)
        case our.TakeOver():
            supervision.take_over(telling, event.by)
        case our.EndByForce() if telling.call.phase is Phase.FLOW:
            inbound.end_by_force(telling, event.by)
        case our.EndByForce():
            supervision.end_by_force(telling, event.by)
        # … and hang up
        case our.HangUp():
            leaving.agent_hangs_up(telling, event.agent)
        case network.LegEnded():
            leaving.leg_ended(telling, event)
        case network.LegRinging():
            pass


def _woken(telling: Telling) -> None:
    wake_at = telling.call.wake_at
    if wake_at is None or wake_at > telling.now + EARLY:
        return  # asked for by what is over
    telling.call.wake_at = None
    match telling.call.phase:
        case Phase.QUEUED:
            telling.wishes.others.append(our.AskPosition())
        case Phase.AWAY:
            talking.desk_did_not_return(telling)
        case Phase.TALKING if telling.call.medium is Medium.VOICEMAIL:
            voicemail.left_lying(telling)
        case _:
            pass
