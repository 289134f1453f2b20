"""Commands become requests, and Asterisk's events become ours: the desk of this network, without any connection.

    desk = Desk(send=ari.send, tell=tell, …)
    desk.perform(command)        # never blocks, never raises
    desk.heard(event)

Everything runs in the event loop's thread. What is told is told from there too, but never from inside `perform`.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from datetime import datetime
from pathlib import Path

from callcenter.calls.network import KnownLeg, Tell
from callcenter.calls.turns import (
    Ask,
    CallArrived,
    Command,
    EndLeg,
    LegAnswered,
    LegAsked,
    LegEnded,
    LegRinging,
    NetworkEvent,
    PlaceCall,
    RecordLeg,
    Refuse,
    Result,
    RunTurn,
    Turn,
    TurnEnded,
)
from callcenter.clock import Clock
from callcenter.model.ids import LegId
from callcenter.model.interaction import EndReason
from callcenter.model.phones import PhoneOf
from callcenter.telephony.asterisk import dialplan
from callcenter.telephony.asterisk.ari import Answer, path
from callcenter.telephony.asterisk.arriving import arrival, missed
from callcenter.telephony.asterisk.coaching import EAR, Coaching
from callcenter.telephony.asterisk.dialling import originate, trunk_in
from callcenter.telephony.asterisk.events import (
    Channel,
    ChannelDestroyed,
    ChannelDtmfReceived,
    ChannelHold,
    ChannelStateChange,
    ChannelTransfer,
    ChannelUnhold,
    Event,
    PlaybackFinished,
    RecordingFailed,
    RecordingFinished,
    RecordingStarted,
    StasisEnd,
    StasisStart,
    line_failed,
    why_ended,
)
from callcenter.telephony.asterisk.finishing import Finishing
from callcenter.telephony.asterisk.legs import Leg
from callcenter.telephony.asterisk.rooms import Rooms
from callcenter.telephony.asterisk.sending import Send
from callcenter.telephony.asterisk.tracks import TRACK, Tracks
from callcenter.telephony.asterisk.transferring import Transfers
from callcenter.telephony.asterisk.trunks import Trunks
from callcenter.telephony.asterisk.turn import SoundFor, Turns

log = logging.getLogger(__name__)

EXISTS, GONE, NO_SUCH_PHONE = 409, 404, 500
REASONS = {EndReason.BUSY: "busy", EndReason.DECLINED: "rejected", EndReason.UNREACHABLE: "unallocated"}
"""How a refusal is put to the caller's network."""


class Desk:
    def __init__(
        self,
        *,
        send: Send,
        tell: Tell,
        clock: Clock,
        app: str,
        sound_for: SoundFor,
        prompts: Path,
        notices: Path,
        recordings: Path,
        phone_of: PhoneOf,
        default_trunk: str | None,
        trunks: Trunks,
    ) -> None:
        self.legs: dict[str, Leg] = {}
        self.strangers: dict[str, StasisStart] = {}
        """Came back to us, but we do not know them (yet): only reconciling tells who they are."""
        self.destroyed: dict[str, ChannelDestroyed] = {}
        """Ends of those we do not know yet."""
        self._all_known = False
        self.finishing = Finishing()
        self.rooms = Rooms(send)
        self.coaching = Coaching(send, app, self.rooms)
        self.tracks = Tracks(send, app)
        self._transfers = Transfers(send, self.tell)
        self.turns = Turns(
            send,
            self.finishing,
            self.rooms,
            self.coaching,
            sound_for=sound_for,
            prompts=prompts,
            notices=notices,
            recordings=recordings,
            ended=self._turn_ended,
            leave=lambda leg: self.end(leg.id, EndReason.ENDED),
        )
        self._trunks = trunks
        trunks.legs, trunks.lost = self.legs.values, self._trunk_lost
        self._send, self._tell_now, self._clock = send, tell, clock
        self._phone_of, self.default_trunk = phone_of, default_trunk
        self._tasks: set[asyncio.Task[None]] = set()
        self._untold: deque[NetworkEvent] = deque()

    # ---------------------------------------------------------------- telling

    def tell(self, event: NetworkEvent) -> None:
        """Tell it soon: in order, and not while somebody asks us for something."""
        if not self._untold:
            asyncio.get_running_loop().call_soon(self._tell_all)
        self._untold.append(event)

    def _tell_all(self) -> None:
        while self._untold:
            event = self._untold[0]
            try:
                self._tell_now(event)
            except Exception:
                log.exception("an event could not be told")
            self._untold.popleft()

    # ---------------------------------------------------------------- commands

    def perform(self, command: Command) -> None:
        try:
            match command:
                case RunTurn(turn=turn, early=early):
                    self._run(turn, early=early)
                case PlaceCall():
                    self._place(command)
                case EndLeg(leg=leg):
                    self.end(leg, EndReason.ENDED)
                case Refuse(leg=leg, why=why):
                    self.end(leg, EndReason.ENDED, REASONS.get(why, "congestion"))
                case RecordLeg(leg=leg):
                    if (known := self.legs.get(leg)) is not None:
                        self.tracks.record(known, command)
        except Exception:
            log.exception("a command could not be carried out", extra={"command": type(command).__name__})

    def _run(self, turn: Turn, *, early: bool) -> None:
        leg = self.legs.get(turn.leg)
        if leg is None or leg.ending is not None or leg.last_turn == turn.id:
            return  # it has ended, which is told or was; or the turn was asked for twice
        self._transfers.refused(leg.id)
        self.turns.clear_away(leg, turn)
        leg.turn, leg.last_turn, leg.early = turn, turn.id, early
        if leg.in_app:
            self.start(leg)

    def start(self, leg: Leg, *, again: bool = False) -> None:
        """Begin the leg's turn, or begin it once more after an outage."""
        assert leg.turn is not None
        task = asyncio.get_running_loop().create_task(self.turns.run(leg, leg.turn, early=leg.early, again=again))
        leg.running = task
        self._tasks.add(task)
        task.add_done_callback(self._task_over)

    def _task_over(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (failure := task.exception()) is not None:
            log.error("a turn broke off", exc_info=failure)

    def _turn_ended(self, leg: Leg, turn: Turn, result: Result) -> None:
        if leg.turn is turn:
            leg.turn = leg.running = None
            self.tell(TurnEnded(leg=leg.id, turn=turn.id, at=self._clock.now(), result=result))

    def _place(self, command: PlaceCall) -> None:
        if command.leg in self.legs:
            return  # asked for twice
        leg = self.legs[command.leg] = Leg(command.leg, placed=command)
        wanted = originate(command, self._phone_of, self.default_trunk)
        if wanted is None:
            self.leg_over(leg, EndReason.FAILED)
            return
        trunk = trunk_in(wanted)
        if trunk is not None and not self._trunks.can_carry(trunk):
            self.leg_over(leg, EndReason.NO_LINE)
            return
        leg.trunk = trunk
        self._trunks.changed()
        self._trunks.placed(leg)
        answer = self._send("POST", path("channels", command.leg), wanted)
        answer.add_done_callback(lambda answer: self._placed(leg, answer))

    def _placed(self, leg: Leg, answer: asyncio.Future[Answer]) -> None:
        if answer.cancelled() or self.legs.get(leg.id) is not leg:
            return
        if answer.exception() is not None:
            if not self.connected:
                self.leg_over(leg, _not_placed(leg))
            return  # it may ring all the same; reconciling finds out
        if answer.result().ok or answer.result().status == EXISTS:
            return
        why = _not_placed(leg) if answer.result().status == NO_SUCH_PHONE else EndReason.FAILED
        self.leg_over(leg, leg.ending or why)

    def trunk_of(self, channel: Channel) -> str | None:
        """By the name Asterisk gave it: PJSIP/<endpoint>-0000001a."""
        return self._trunks.named(channel.name.partition("/")[2].rpartition("-")[0])

    def _trunk_lost(self, trunk: str) -> None:
        """Whom it had not even begun to ring is tried by another one."""
        for leg in [
            leg for leg in self.legs.values() if leg.trunk == trunk and leg.placed and not (leg.rang or leg.up)
        ]:
            self.end(leg.id, EndReason.NO_LINE)
            self.leg_over(leg, EndReason.NO_LINE)

    connected = True
    """Whether requests reach Asterisk now; the network keeps it."""

    def end(self, leg_id: LegId, why: EndReason, reason: str = "normal") -> None:
        leg = self.legs.get(leg_id)
        if leg is not None:
            leg.stop_running()
            leg.ending = leg.ending or why
            self._transfers.done(leg.id)
        answer = self._send("DELETE", path("channels", leg_id), reason=reason)
        answer.add_done_callback(lambda answer: self._end_answered(leg_id, answer))

    def _end_answered(self, leg_id: LegId, answer: asyncio.Future[Answer]) -> None:
        """A leg that Asterisk does not know has ended already; no event will tell."""
        leg = self.legs.get(leg_id)
        if leg is None or answer.cancelled() or answer.exception() is not None:
            return
        if answer.result().status == GONE:
            self.leg_over(leg, leg.ending or EndReason.ENDED)

    # ---------------------------------------------------------------- events

    def heard(self, event: Event) -> None:
        match event:
            case StasisStart():
                self._entered(event)
            case StasisEnd(channel=channel):
                if (leg := self.legs.get(channel.id)) is not None:
                    leg.in_app = False
            case ChannelStateChange(channel=channel):
                if (leg := self.legs.get(channel.id)) is not None and channel.ringing and not leg.rang:
                    leg.rang = True
                    self.tell(LegRinging(leg=leg.id, at=event.at))
            case ChannelDestroyed():
                self._destroyed(event)
            case ChannelDtmfReceived(channel=channel, digit=digit):
                if (leg := self.legs.get(channel.id)) is not None and leg.room is None:
                    leg.keys.press(digit)
            case ChannelHold() | ChannelUnhold():
                self._asked(event)
            case ChannelTransfer():
                self._transfers.asked(self.legs, event)
            case PlaybackFinished(playback=playback):
                self.finishing.ended(playback.id, event)
            case RecordingStarted(recording=recording):
                self.tracks.started(self.legs, recording.name)
            case RecordingFinished(recording=recording) | RecordingFailed(recording=recording):
                self.finishing.ended(recording.name, event)

    def _asked(self, event: ChannelHold | ChannelUnhold) -> None:
        if (leg := self.legs.get(event.channel.id)) is not None:
            what = Ask.HOLD if isinstance(event, ChannelHold) else Ask.UNHOLD
            self.tell(LegAsked(leg=leg.id, at=event.at, what=what))

    def _entered(self, event: StasisStart) -> None:
        match event.args:
            case [dialplan.ARRIVED | dialplan.DIALLED, *_] if event.channel.id not in self.legs:
                if (new := arrival(event)) is not None:
                    self._arrived(*new)
            case [dialplan.PLACED, *_]:
                self._answered(event)
            case [one] if one == TRACK:
                self._needed(event, self.tracks.ready(self.legs, event.channel.id))
            case [one] if one == EAR:
                self._needed(event, self.coaching.ready(event.channel.id))
            case _:
                self._returned(event)

    def _needed(self, event: StasisStart, needed: bool) -> None:
        """A channel of ours that listens to a leg, or nobody's any more."""
        if not needed:
            self._send("DELETE", path("channels", event.channel.id))

    def _arrived(self, leg: Leg, told: CallArrived) -> None:
        self.legs[leg.id] = leg
        leg.trunk = told.trunk or None
        self._trunks.changed()
        self.tell(told)

    def _answered(self, event: StasisStart) -> None:
        leg = self.legs.get(event.channel.id)
        if leg is None:
            self._stranger(event)
            return
        if leg.in_app:
            return
        leg.in_app = True
        self.answered(leg, event.at)
        self._resume(leg)

    def answered(self, leg: Leg, at: datetime | None = None) -> None:
        if not leg.up:
            leg.up = True
            self.tell(LegAnswered(leg=leg.id, at=at or self._clock.now()))

    def _returned(self, event: StasisStart) -> None:
        """Out of the dialplan's care, where the watchdog had put it."""
        leg = self.legs.get(event.channel.id)
        if leg is None:
            self._stranger(event)
            return
        leg.in_app = leg.up = True
        leg.music, leg.room, leg.playing, leg.muted = "", None, None, False
        self._resume(leg, again=True)

    def _stranger(self, event: StasisStart) -> None:
        if self._all_known:
            self.nobodys(event)
        else:
            self.strangers[event.channel.id] = event

    def nobodys(self, event: StasisStart) -> None:
        """It is with us and certainly not known: either nobody wrote its arrival down, or it was over long ago."""
        if (new := missed(event)) is not None:
            self._arrived(*new)
        else:
            log.warning("a leg nobody knows is ended", extra={"leg": event.channel.id})
            self._send("DELETE", path("channels", event.channel.id))

    def all_known(self) -> None:
        """What is and what was believed have been compared: whoever comes and is not known now, never will be."""
        self._all_known = True
        self.destroyed.clear()

    def _resume(self, leg: Leg, *, again: bool = False) -> None:
        if leg.ending is not None:
            self.end(leg.id, leg.ending)
            return
        self.tracks.begin_all(leg, frozenset(leg.tracks) if again else frozenset())
        if leg.turn is not None:
            leg.stop_running()
            self.start(leg, again=again)

    # ---------------------------------------------------------------- the end

    def _destroyed(self, event: ChannelDestroyed) -> None:
        self.strangers.pop(event.channel.id, None)
        leg = self.legs.get(event.channel.id)
        if leg is None:
            if not self._all_known:
                self.destroyed[event.channel.id] = event
            return
        why = leg.ending or _why(leg, event)
        if leg.running is not None and leg.recording is not None and not self.finishing.expects(leg.recording):
            # What the leg recorded is complete, and about to be told first.
            leg.running.add_done_callback(lambda _: self.leg_over(leg, why, event.at))
        else:
            self.leg_over(leg, why, event.at)

    def leg_over(self, leg: Leg, why: EndReason, at: datetime | None = None, *, observed_late: bool = False) -> None:
        """The leg has ended: forget it, then tell."""
        if self.legs.pop(leg.id, None) is None:
            return
        leg.stop_running()
        self._trunks.changed()
        self.tracks.forget(leg)
        self._transfers.forget(leg.id)
        if leg.room is not None:
            self.coaching.over(leg)
            self.rooms.gone(leg.room, leg.id)
            self.coaching.look()
        self.tell(LegEnded(leg=leg.id, at=at or self._clock.now(), why=why, observed_late=observed_late))

    def all_over(self, why: EndReason) -> None:
        """Asterisk died, and every leg with it."""
        self.finishing.forget_all()
        self.coaching.forget_all()
        self.strangers.clear()
        for leg in list(self.legs.values()):
            leg.room = None
            self.leg_over(leg, leg.ending or why)
        self.rooms.forget_all()

    def pause(self) -> None:
        """We are cut off: turns stand still until `reconcile` goes on with them. The legs live on without us."""
        self.finishing.forget_all()
        self._all_known = False
        self.destroyed.clear()
        for leg in self.legs.values():
            leg.stop_running()

    def known(self) -> list[KnownLeg]:
        """What we believe, to be compared with what is."""
        return [
            KnownLeg(leg=leg.id, ref=leg.id, up=leg.up, turn=leg.turn, placed=leg.placed, tracks=leg.wanted_tracks)
            for leg in self.legs.values()
        ]


def _not_placed(leg: Leg) -> EndReason:
    """Asterisk knows no way to it now."""
    return EndReason.UNREACHABLE if leg.trunk is None else EndReason.NO_LINE


def _why(leg: Leg, event: ChannelDestroyed) -> EndReason:
    if leg.trunk is not None and not (leg.inbound or leg.up or leg.rang) and line_failed(event.cause, event.tech_cause):
        return EndReason.NO_LINE
    return why_ended(event.cause, event.tech_cause, reached=leg.up or leg.inbound)
