"""What Asterisk says, parsed at the edge; and why a leg ended, in our words.

match parse(text):
    case StasisStart(channel=channel, args=args): ...
    case None: ...          # something we do not listen to
"""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from callcenter.model.interaction import EndReason
from callcenter.telephony.asterisk.dialplan import KIND

WITHHELD = frozenset(("anonymous", "unknown", "restricted", "unavailable", "withheld", "private"))


class CallerId(msgspec.Struct, frozen=True):
    name: str = ""
    number: str = ""


class DialplanPlace(msgspec.Struct, frozen=True):
    context: str = ""
    app_name: str = ""
    app_data: str = ""


class Channel(msgspec.Struct, frozen=True):
    id: str
    name: str
    state: str
    creationtime: str
    caller: CallerId = CallerId()
    dialplan: DialplanPlace = DialplanPlace()
    channelvars: dict[str, str] = {}

    @property
    def ours(self) -> bool:
        """We placed it."""
        return bool(self.channelvars.get(KIND))

    @property
    def up(self) -> bool:
        return self.state == "Up"

    @property
    def ringing(self) -> bool:
        return self.state == "Ringing"


class _Event(msgspec.Struct, frozen=True, tag_field="type"):
    timestamp: str

    @property
    def at(self) -> datetime:
        return moment(self.timestamp)


class StasisStart(_Event, frozen=True, tag=True):
    channel: Channel
    args: list[str]


class StasisEnd(_Event, frozen=True, tag=True):
    channel: Channel


class ChannelStateChange(_Event, frozen=True, tag=True):
    channel: Channel


class ChannelDestroyed(_Event, frozen=True, tag=True):
    channel: Channel
    cause: int = 0
    tech_cause: int = 0


class ChannelDtmfReceived(_Event, frozen=True, tag=True):
    channel: Channel
    digit: str


class ChannelHold(_Event, frozen=True, tag=True):
    channel: Channel


class ChannelUnhold(_Event, frozen=True, tag=True):
    channel: Channel


class _Destination(msgspec.Struct, frozen=True):
    destination: str = ""  #: what was dialled …
    protocol_id: str = ""  #: … or the SIP call that is to be replaced


class _ReferTo(msgspec.Struct, frozen=True):
    requested_destination: _Destination
    destination_channel: Channel | None = None


class _ReferredBy(msgspec.Struct, frozen=True):
    source_channel: Channel


class ChannelTransfer(_Event, frozen=True, tag=True):
    refer_to: _ReferTo
    referred_by: _ReferredBy
    state: str = ""

    @property
    def answered(self) -> bool:
        """It only says what the phone was told."""
        return self.state.startswith("channel_")


class Playback(msgspec.Struct, frozen=True):
    id: str
    state: str = ""


class PlaybackFinished(_Event, frozen=True, tag=True):
    playback: Playback


class Recording(msgspec.Struct, frozen=True):
    name: str
    duration: int = 0
    cause: str = ""


class RecordingStarted(_Event, frozen=True, tag=True):
    recording: Recording


class RecordingFinished(_Event, frozen=True, tag=True):
    recording: Recording


class RecordingFailed(_Event, frozen=True, tag=True):
    recording: Recording


Event = (
    StasisStart
    | StasisEnd
    | ChannelStateChange
    | ChannelDestroyed
    | ChannelDtmfReceived
    | ChannelHold
    | ChannelUnhold
    | ChannelTransfer
    | PlaybackFinished
    | RecordingStarted
    | RecordingFinished
    | RecordingFailed
)
LISTENED_TO = (
    StasisStart,
    StasisEnd,
    ChannelStateChange,
    ChannelDestroyed,
    ChannelDtmfReceived,
    ChannelHold,
    ChannelUnhold,
    ChannelTransfer,
    PlaybackFinished,
    RecordingStarted,
    RecordingFinished,
    RecordingFailed,
)
NAMES = frozenset(kind.__name__ for kind in LISTENED_TO)


class _Type(msgspec.Struct, frozen=True):
    type: str


_type = msgspec.json.Decoder(_Type)
_event: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def parse(text: str) -> Event | None:
    """The event, or None for one we do not listen to.

    Raises:
        msgspec.MsgspecError: when it is not what Asterisk promises.
    """
    return _event.decode(text) if _type.decode(text).type in NAMES else None


def moment(timestamp: str) -> datetime:
    return datetime.fromisoformat(timestamp).astimezone(UTC)


def caller_number(caller: CallerId, presentation: str) -> str:
    """As the network gave it; "" when withheld, even where the carrier tells us the number all the same."""
    hidden = presentation.startswith("prohib") or caller.number.lower() in WITHHELD
    return "" if hidden else caller.number


# ---------------------------------------------------------------------- why a leg ended

BUSY, NO_ANSWER = frozenset((17,)), frozenset((18, 19))
DECLINED = frozenset((21,))
UNREACHABLE = frozenset((1, 2, 3, 20, 22, 27, 28))
NO_SOUND = frozenset((44, 102))
"""44: Asterisk gave up after its RTP timeout; 102: a timer ran out without an answer from the phone."""
BROKEN = frozenset((34, 38, 41, 42, 58))
"""The network between us gave up, not the party."""
FINE = frozenset((0, 16, 26, 31, 127))
BUSY_HERE, DECLINE = frozenset((486, 600)), frozenset((603, 403))
LINE_FAILED = frozenset((401, 403, 407, 408, *range(500, 600)))
"""We were not let in, nothing answered at all, or the carrier has a fault."""
NO_ANSWER_HERE, NOBODY = frozenset((408, 480, 487)), frozenset((404, 410, 484, 485, 502, 503, 604))


def line_failed(cause: int, tech_cause: int) -> bool:
    """Whether a call that never rang failed for its carrier, not for the number: another trunk may do better."""
    return tech_cause in LINE_FAILED or (tech_cause == 0 and cause in BROKEN)


def why_ended(cause: int, tech_cause: int, *, reached: bool) -> EndReason:
    """Our word for a hang-up that we did not ask for. `cause` is Q.850, `tech_cause` a SIP answer or 0.

    `reached`: the party was on the line, so that it is they who left; else we were still calling them.
    """
    if reached and cause in NO_SOUND:
        return EndReason.MEDIA_LOST
    if reached:
        return EndReason.FAILED if cause in BROKEN else EndReason.HUNG_UP
    if tech_cause in BUSY_HERE or cause in BUSY:
        return EndReason.BUSY
    if tech_cause in DECLINE or cause in DECLINED:
        return EndReason.DECLINED
    if tech_cause in NOBODY or cause in UNREACHABLE:
        return EndReason.UNREACHABLE
    if tech_cause in NO_ANSWER_HERE or cause in NO_ANSWER or cause in FINE:
        return EndReason.NO_ANSWER
    return EndReason.FAILED
