"""The people and their phones, as the contract sees them: what a network under test provides.

    class TestAsterisk(NetworkContract):              # tests/telephony/asterisk/test_contract.py, marked real
        @pytest.fixture
        async def phones(self, heard: Heard) -> AsyncIterator[Phones]:
            yield …                                   # a network that tells `heard`, and phones to drive it with

Every method returns as soon as the party has done its part; what comes of it is heard as events or waited for.
Nobody sleeps but in `Phones.until`: with a real network it waits, with a simulated one it moves the clock.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Protocol

from callcenter.calls.network import KnownLeg, Quality, TelephoneNetwork
from callcenter.calls.turns import NetworkEvent
from callcenter.model.ids import AgentId
from callcenter.model.phones import AgentPhone

ANA = AgentId("ana")  #: an agent whose phone is there
BOB = AgentId("bob")  #: another one
CARL = AgentId("carl")  #: one whose desk phone dials
EVE = AgentId("eve")  #: an agent whose phone is not there
OUTSIDE = "+8613900139000"  #: an outside number whose phone is there
DIALLED = "+8653288880000"
CUSTOMER = "+8613800138000"


class Party(Protocol):
    """Someone with a phone in hand, in a call or not."""

    async def hang_up(self) -> None: ...


class Caller(Party, Protocol):
    """A customer who has dialled. Their phone hears ringing until a turn that is not early answers it."""

    async def press(self, keys: str) -> None:
        """Press these keys one after the other (RFC 4733 where there is media)."""

    async def speak(self, seconds: float) -> None:
        """Make sound for so long, then be silent. Returns when it has been said."""

    @property
    def answered(self) -> bool:
        """The network picked up: from here on the call costs the caller something."""
        ...

    @property
    def over(self) -> bool:
        """The connection is gone, or was refused."""
        ...


class Phone(Party, Protocol):
    """A phone that can be rung: an agent's, or one outside. It rings until told what to do."""

    @property
    def ringing(self) -> bool: ...

    @property
    def rang(self) -> int:
        """How often it began to ring so far."""
        ...

    @property
    def shown(self) -> str:
        """The caller's number it showed at the last ring; "" = withheld."""
        ...

    @property
    def talking(self) -> bool:
        """It is in an answered call."""
        ...

    async def answer(self) -> None: ...

    async def speak(self, seconds: float) -> None:
        """Make sound for so long. Returns when it has been said."""

    async def decline(self) -> None:
        """Refuse the ring (SIP: 603)."""

    async def be_busy(self) -> None:
        """Say busy to every ring from now on (SIP: 486)."""

    async def press(self, keys: str) -> None: ...

    async def hold(self) -> None:
        """The phone's own hold button."""

    async def unhold(self) -> None: ...

    async def transfer(self, to: str) -> None:
        """The phone's own transfer key, then a number (SIP: REFER)."""

    async def transfer_onto(self, other: Phone) -> None:
        """The phone's own transfer key between two of its lines: this one's party gets the other one's (Replaces)."""

    @property
    def transferred(self) -> bool | None:
        """What the phone was told of the transfer it asked for: done, refused, or nothing yet."""
        ...

    async def vanish(self) -> None:
        """Power off in mid-call, without a word."""


class Phones(Protocol):
    """A network under test and everybody around it. ANA, BOB and OUTSIDE can be rung, EVE cannot."""

    trunk: str  #: the trunk callers come in by, as `CallArrived.trunk` names it
    loses_media_within: float | None  #: seconds until a vanished phone is noticed; None = this network cannot
    qualities: list[Quality]  #: what was told of the sound
    dies_within: float  #: seconds until the end of a dead network's legs is told

    @property
    def network(self) -> TelephoneNetwork:
        """Another object after `program_starts`."""
        ...

    async def call_in(self, caller: str, dialled: str) -> Caller:
        """`caller` "" = withheld. Returns when the call is on its way; the network tells its arrival."""
        ...

    def agent(self, agent: AgentId) -> Phone: ...

    def choose(self, agent: AgentId, phone: AgentPhone) -> None:
        """The agent wants to be rung there from now on."""

    async def dial(self, agent: AgentId, number: str) -> Phone:
        """A free line of this agent's desk phone, on which that was dialled."""
        ...

    def outside(self, number: str) -> Phone: ...

    async def until(self, there: Callable[[], bool], within: float) -> bool:
        """Let time pass until it is there, at most so many seconds. Whether it is."""
        ...

    async def hears(self, one: Party, other: Party) -> bool:
        """Whether what `other` says comes out of the phone of `one` (waits a little for it)."""
        ...

    async def who_hears_whom(self, **parties: Party) -> set[str]:
        """All of them speak at once: {"ana hears bob", …}."""
        ...

    def suffers(self, party: Party, loss: float, jitter: float) -> None:
        """What the party hears arrives badly from now on."""

    async def unheard(self, one: Party, other: Party, meanwhile: Callable[[], Awaitable[object]]) -> float:
        """`other` speaks while something happens: so many seconds of it did not come out of the phone of `one`."""
        ...

    def spans(self, name: str, party: Party) -> list[tuple[float, float]]:
        """From when to when the party is in that recording; asked only where there is real media."""
        ...

    def recording(self, name: str) -> Path | None:
        """The file of a turn's or a track's recording; asked only where there is real media."""
        ...

    async def die(self, known: Sequence[KnownLeg]) -> None:
        """The telephone network dies under everybody, and comes back.

        `known` is what the program would reconcile with, for a network that tells of its death only then.
        """

    async def program_stops(self) -> None:
        """Our program is gone, unprepared; the telephone network and its calls live on, nobody hears their events."""

    async def program_starts(self, known: Sequence[KnownLeg]) -> None:
        """Our program is back, telling the same `heard`, and has reconciled."""


class Heard:
    """What a network told, in order. Hand `heard.tell` to the network."""

    def __init__(self) -> None:
        self.events: list[NetworkEvent] = []

    def tell(self, event: NetworkEvent) -> None:
        self.events.append(event)


async def really_until(there: Callable[[], bool], within: float) -> bool:
    """`Phones.until` for a network that lives in real time."""
    loop = asyncio.get_running_loop()
    end = loop.time() + within
    while not there():
        if loop.time() >= end:
            return False
        await asyncio.sleep(0.05)
    return True
