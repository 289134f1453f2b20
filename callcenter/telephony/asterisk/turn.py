"""One turn of one leg, as it happens: answer, say the steps, then wait.

A turn is a task; a new turn cancels it. What the old one left behind in Asterisk is cleared by `clear_away` first,
in the same ordered stream of requests, so nothing has to wait.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec

from callcenter.calls.turns import (
    RINGBACK,
    Collect,
    Failed,
    Join,
    Keys,
    Leave,
    Linger,
    Play,
    Record,
    Recorded,
    Result,
    Role,
    Say,
    Step,
    Turn,
)
from callcenter.model.ids import Language
from callcenter.telephony.asterisk.ari import Disconnected, path
from callcenter.telephony.asterisk.coaching import Coaching
from callcenter.telephony.asterisk.events import RecordingFailed
from callcenter.telephony.asterisk.finishing import Finishing
from callcenter.telephony.asterisk.legs import Leg
from callcenter.telephony.asterisk.rooms import Rooms
from callcenter.telephony.asterisk.sending import Send

log = logging.getLogger(__name__)

SoundFor = Callable[[str, Language], Awaitable[Path]]
"""The file in which a text is spoken: wav, 8 kHz, mono, 16 bit."""

RECORDING_CLOSES_WITHIN = 2.0
HEADER, BYTES_A_SECOND = 44, 16000
"""Of Asterisk's wav files."""
END_IS_TOLD_WITHIN = 0.5


class Turns:
    """Runs turns. `ended(leg, turn, result)` is told when one ends by itself; `leave(leg)` hangs up."""

    def __init__(
        self,
        send: Send,
        finishing: Finishing,
        rooms: Rooms,
        coaching: Coaching,
        *,
        sound_for: SoundFor,
        prompts: Path,
        notices: Path,
        recordings: Path,
        ended: Callable[[Leg, Turn, Result], None],
        leave: Callable[[Leg], None],
    ) -> None:
        self._send, self._finishing, self._rooms, self._coaching = send, finishing, rooms, coaching
        self._sound_for, self._prompts, self._recordings = sound_for, prompts, recordings
        self._notices = notices
        self._ended, self._leave = ended, leave

    # ---------------------------------------------------------------- beginning and replacing

    def clear_away(self, leg: Leg, turn: Turn | None) -> None:
        """Stop what the leg does now, before that turn; music goes on until there is something else to hear."""
        leg.stop_running()
        if leg.playing is not None:
            self._send("DELETE", path("playbacks", leg.playing))
            leg.playing = None
        if leg.recording is not None:
            self._send("POST", path("recordings", "live", leg.recording, "stop"))
        if leg.room is not None and not (turn is not None and _stays(leg.room, turn)):
            self.leave_room(leg)

    def leave_room(self, leg: Leg) -> None:
        assert leg.room is not None
        self._coaching.over(leg)
        self._rooms.leave(leg.room, leg.id)
        leg.room = None
        if leg.muted:
            self._rooms.unmute(leg)
        self._coaching.look()

    async def run(self, leg: Leg, turn: Turn, *, early: bool = False, again: bool = False) -> None:
        """The whole turn. `again`: it may have begun before we were away."""
        if turn.flush or isinstance(turn.then, Linger):
            leg.keys.clear()  # a key pressed twice at the menu must not lead out of the queue after it
        await self._recording_closed(leg)
        self._pick_up(leg, early=early)
        try:
            await self._steps(leg, turn, again=again)
            result = await self._wait(leg, turn, again=again)
        except Disconnected:
            return  # what becomes of the leg is found out when Asterisk is back
        if result is not None:
            self._ended(leg, turn, result)

    def _pick_up(self, leg: Leg, *, early: bool) -> None:
        if leg.up:
            return
        if early:
            self._send("POST", path("channels", leg.id, "progress"))
        else:
            self._send("POST", path("channels", leg.id, "answer"))
            leg.up = True

    async def _recording_closed(self, leg: Leg) -> None:
        """Asterisk does nothing else with a leg until its recording is closed."""
        if leg.recording is not None:
            await self._finishing.settled(leg.recording, RECORDING_CLOSES_WITHIN)
            leg.recording = None

    def _hush(self, leg: Leg) -> None:
        if leg.music is not None:
            self._send("DELETE", path("channels", leg.id, "ring" if leg.music == RINGBACK else "moh"))
            leg.music = None

    # ---------------------------------------------------------------- steps

    async def _steps(self, leg: Leg, turn: Turn, *, again: bool) -> None:
        sounds = [sound for step in turn.steps if (sound := await self._sound(step)) is not None]
        if not sounds or (isinstance(turn.then, Collect) and leg.keys):
            return
        self._hush(leg)
        name = leg.playing = turn.id
        if again:
            self._send("DELETE", path("playbacks", name))
            name = leg.playing = f"{turn.id}.again"
        finished = self._finishing.expect(name)
        media = {"media": [f"sound:{sound}" for sound in sounds]}
        answer = self._send("POST", path("channels", leg.id, "play", name), media)
        try:
            if not (await answer).ok:
                log.warning("a sound cannot be played", extra={"leg": leg.id})
                return
            await self._heard_out(leg, turn, finished)
            # The leg's next turn may have begun while we waited; then the name is its own.
            if leg.playing == name and not finished.done():
                self._send("DELETE", path("playbacks", name))
        finally:
            if leg.playing == name and leg.turn is turn:
                leg.playing = None
            self._finishing.forget(name)

    async def _heard_out(self, leg: Leg, turn: Turn, finished: asyncio.Future[msgspec.Struct]) -> None:
        """Until the sound is over, or a key that counts is pressed."""
        match turn.then:
            case Collect():
                await _first(finished, leg.keys.pressed())
            case Linger(keys=keys) if keys:
                await _first(finished, self._one_of(leg, keys))
            case _:
                await finished

    async def _one_of(self, leg: Leg, keys: str) -> None:
        """Wait for one of these keys and put it first in line; others are dropped."""
        while (key := await leg.keys.next()) not in keys:
            pass
        leg.keys.put_back(key)

    async def _sound(self, step: Step) -> str | None:
        """The step's sound as Asterisk names it, without its ending; a missing one is left out, not the call."""
        try:
            match step:
                case Say(text=text, language=language):
                    file = await self._sound_for(text, language)
                case Play(sound=sound, language=language):
                    file = (self._prompts / language if language else self._notices) / f"{sound}.wav"
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("a text could not be spoken")
            return None
        if not file.is_file():
            log.warning("a recorded sound is missing")
            return None
        return str(file.absolute().with_suffix(""))

    # ---------------------------------------------------------------- waits

    async def _wait(self, leg: Leg, turn: Turn, *, again: bool) -> Result | None:
        match turn.then:
            case Collect():
                self._hush(leg)
                return Keys(keys=await self._collect(leg, turn.then))
            case Linger():
                return await self._linger(leg, turn.then)
            case Join():
                self._hush(leg)
                return await self._join(leg, turn.then)
            case Record():
                self._hush(leg)
                return await self._record(leg, turn, turn.then, again=again)
            case Leave():
                self._leave(leg)
                return None

    async def _collect(self, leg: Leg, collect: Collect) -> str:
        keys, within = "", collect.first_within
        while len(keys) < collect.most:
            key = await leg.keys.next(within)
            if not key or key == collect.finish:
                break
            keys, within = keys + key, collect.next_within
        return keys

    async def _linger(self, leg: Leg, linger: Linger) -> Result:
        if not leg.keys and leg.music != linger.music:
            self._hush(leg)
            if linger.music == RINGBACK:
                self._send("POST", path("channels", leg.id, "ring"))  # the country's tone, as the leg is up already
            else:
                self._send("POST", path("channels", leg.id, "moh"), mohClass=linger.music)
            leg.music = linger.music
        while (key := await leg.keys.next()) not in linger.keys:
            pass  # a key that means nothing here
        return Keys(keys=key)

    async def _join(self, leg: Leg, join: Join) -> Result | None:
        leg.keys.clear()  # from here on keys are part of the conversation
        is_there, leg.room = leg.room == join.room, join.room
        if is_there and join.role is not Role.COACH:
            self._coaching.stop(leg)
        self.play(leg, join)
        if not is_there:
            answer = await self._rooms.join(join.room, leg.id)
            if not answer.ok:
                return await self._failed(f"the room could not be joined ({answer.status})")
        if join.role is Role.COACH:
            self._coaching.begin(leg, join)
        else:
            self._coaching.look()
        return None

    def play(self, leg: Leg, join: Join) -> None:
        """Be heard, or not: a coach is at first a listener."""
        if join.role is Role.TALKER and leg.muted:
            self._rooms.unmute(leg)
        elif join.role is not Role.TALKER and not leg.muted:
            self._rooms.mute(leg)

    async def _failed(self, why: str) -> Failed:
        """What fails because the leg is just ending is no failure: its end, in a moment, ends this task too."""
        await asyncio.sleep(END_IS_TOLD_WITHIN)
        return Failed(why=why)

    async def _record(self, leg: Leg, turn: Turn, record: Record, *, again: bool) -> Result:
        finished = self._finishing.expect(turn.id)
        leg.recording = turn.id
        try:
            if again and (before := await self._recorded_before(turn)) is not None:
                return before
            if not again or not await self._still_recording(turn):
                failure = await self._start_recording(leg, turn, record)
                if failure is not None:
                    leg.recording = None
                    self._finishing.forget(turn.id)
                    return failure
            await _first(finished, self._finish_pressed(leg, record))
            if not finished.done():
                self._send("POST", path("recordings", "live", turn.id, "stop"))
            end = await finished
            if isinstance(end, RecordingFailed):
                return Failed(why="nothing could be recorded")
            return Recorded(seconds=self._seconds(turn.id))
        finally:
            if leg.turn is turn and finished.done():
                leg.recording = None
                leg.keys.clear()

    async def _start_recording(self, leg: Leg, turn: Turn, record: Record) -> Failed | None:
        answer = await self._send(
            "POST",
            path("channels", leg.id, "record"),
            name=turn.id,
            format="wav",
            beep="true",
            ifExists="overwrite",
            maxDurationSeconds=str(max(1, round(record.most))),
            maxSilenceSeconds=str(max(1, round(record.silence))) if record.silence else "0",
        )
        return None if answer.ok else await self._failed(f"recording could not start ({answer.status})")

    async def _still_recording(self, turn: Turn) -> bool:
        return (await self._send("GET", path("recordings", "live", turn.id))).ok

    async def _recorded_before(self, turn: Turn) -> Result | None:
        """What was recorded to its end while we were away."""
        if (self._recordings / f"{turn.id}.wav").is_file() and not await self._still_recording(turn):
            return Recorded(seconds=self._seconds(turn.id))
        return None

    async def _finish_pressed(self, leg: Leg, record: Record) -> None:
        while await leg.keys.next() != record.finish:
            pass

    def _seconds(self, name: str) -> float:
        try:
            size = (self._recordings / f"{name}.wav").stat().st_size
        except OSError:
            return 0.0
        return max(0, size - HEADER) / BYTES_A_SECOND


def _stays(room: str, turn: Turn) -> bool:
    """Only its part in the room changes."""
    return isinstance(turn.then, Join) and turn.then.room == room and not turn.steps


async def _first(finished: asyncio.Future[msgspec.Struct], other: Awaitable[None]) -> None:
    """Wait for whichever comes first; the future is left as it is."""
    task = asyncio.ensure_future(other)
    try:
        await asyncio.wait({finished, task}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        task.cancel()
