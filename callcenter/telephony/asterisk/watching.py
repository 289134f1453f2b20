"""What AMI is there for: which phone can be reached, who was refused, how the sound of calls fares, and telling
Asterisk to read its files anew.

    watching = Watching(settings, phone_of=…, phone_reachable=…, alarm=…)
    watching.start()
    await watching.qualify("ana-desk")        # look now whether the phone is there; what is found is told
    await watching.notify("ana-desk", "check-sync")
    await watching.reload()                   # True: done; False: once more when AMI is back
    await watching.stop()

Calls do not need it: while AMI is away, they go on and what was last known of the phones stays, unless Asterisk died.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from callcenter.model.ids import AgentId
from callcenter.model.phones import AgentPhone, DeskPhone, OutsideNumber, PhoneOf, Softphone, own_desk_phone, seat_phone
from callcenter.telephony.asterisk import sound_quality
from callcenter.telephony.asterisk.ami import Ami, AmiEvent, Refused
from callcenter.telephony.asterisk.ari import Disconnected
from callcenter.telephony.asterisk.settings import Settings
from callcenter.telephony.asterisk.trunks import Trunks

log = logging.getLogger(__name__)

RELOADED = ("res_pjsip.so", "pbx_config.so", "res_musiconhold.so")
"""What can be changed while Asterisk runs: phones and trunks, dialplan, music. It skips files that are as they were."""
REFUSALS = frozenset(
    ("InvalidPassword", "InvalidAccountID", "ChallengeResponseFailed", "FailedACL", "AuthMethodNotAllowed")
)
ALARM_AT = 10
"""Refusals within a minute: more than a mistyped password."""
MINUTE = 60.0
THERE = frozenset(("Created", "Reachable", "NonQualified", "Unqualified", "Updated"))
GONE = frozenset(("Removed", "Unreachable"))
NOT_THERE = frozenset(("Unavailable", "Invalid", "Unknown", "<unknown>"))


class Reachability:
    """Which of the agents' phones can be rung, and telling when an agent's chosen one comes or goes."""

    def __init__(
        self,
        phone_of: PhoneOf,
        tell: Callable[[AgentId, bool], None],
        a_line_out: Callable[[], bool] = lambda: True,
    ) -> None:
        """`a_line_out`: whether numbers outside can be rung at all."""
        self._phone_of, self._tell, self._a_line_out = phone_of, tell, a_line_out
        self._contacts: dict[str, set[str]] = {}  # of each endpoint: a phone that moves has two for a moment
        self._phones: dict[AgentId, AgentPhone] = {}
        self._rung_at: dict[str, set[AgentId]] = {}  # by the phone's name: who has chosen it
        self._told: dict[AgentId, bool] = {}
        self._asterisk_there = False
        self.known = False  #: there has been a list

    def know(self, settings: Settings) -> None:
        """These are the phones from now on."""
        self._contacts = {name: self._contacts.get(name, set()) for name in settings.phone_names()}
        self._phones.clear()
        self._rung_at.clear()
        for phones in settings.phones:
            self._choose(phones.agent)

    def phone_chosen(self, agent: AgentId) -> None:
        """The agent wants to be rung somewhere else from now on, or may want to."""
        if agent in self._phones:
            self._choose_again(agent)
            if self.known:
                self._tell_news([agent])

    def _choose_again(self, agent: AgentId) -> None:
        self._rung_at[_name(self._phones[agent], agent)].discard(agent)
        self._choose(agent)

    def _choose(self, agent: AgentId) -> None:
        phone = self._phones[agent] = self._phone_of(agent)
        self._rung_at.setdefault(_name(phone, agent), set()).add(agent)

    def chosen(self, agent: AgentId) -> bool:
        """Whether the phone this agent wants to be rung on can be rung."""
        match self._phones.get(agent):
            case None:
                return False
            case OutsideNumber():
                return self._asterisk_there and self._a_line_out()
            case phone:
                return bool(self._contacts.get(_name(phone, agent)))

    def listed(self, endpoints: Iterable[AmiEvent]) -> None:
        """All there is; who is not in the list is not there."""
        self.known = self._asterisk_there = True
        found: dict[str, set[str]] = {}
        for event in endpoints:
            fields = event.fields
            if fields.get("DeviceState", "Unknown") not in NOT_THERE:
                contacts = fields.get("Contacts", "").split(",")
                found[fields.get("ObjectName", "")] = {one.partition("/")[2] for one in contacts if one}
        self._contacts = {name: found.get(name, set()) for name in self._contacts}
        for agent in tuple(self._phones):
            self._choose_again(agent)
        self._tell_news(self._phones)

    def nobody(self) -> None:
        """Asterisk died: no phone is there until it registers anew."""
        self._asterisk_there = False
        self._contacts = {name: set() for name in self._contacts}
        self._tell_news(self._phones)

    def heard(self, event: AmiEvent) -> None:
        endpoint, uri = event.fields.get("EndpointName", ""), event.fields.get("URI", "")
        if endpoint not in self._contacts:
            return
        before, status = self._contacts[endpoint], event.fields.get("ContactStatus", "")
        if status in THERE:
            self._contacts[endpoint] = before | {uri}
        elif status in GONE:
            self._contacts[endpoint] = before - {uri}
        for agent in sorted(self._rung_at.get(endpoint, ())):
            if self.chosen(agent) or agent in self._told:
                self._tell_news([agent])

    def lines_changed(self) -> None:
        """A trunk failed or is back: agents at numbers outside may be affected."""
        if self.known:
            self._tell_news(sorted(self._rung_at.get("", ())))

    def _tell_news(self, agents: Iterable[AgentId]) -> None:
        """Told when it changed, and with the first list: whoever hears it may remember another time."""
        for agent in agents:
            there = self.chosen(agent)
            if self._told.get(agent) is not there:
                self._told[agent] = there
                self._tell(agent, there)


def _name(phone: AgentPhone, agent: AgentId) -> str:
    """As Asterisk calls it; "" for one that is not ours."""
    match phone:
        case Softphone():
            return agent
        case DeskPhone(name=name):
            return name
        case OutsideNumber():
            return ""


class Refusals:
    """Who was not let in: counted, logged without address or name, and an alarm where it is more than a mistake."""

    def __init__(self, alarm: Callable[[int], None]) -> None:
        self.counted: Counter[str] = Counter()  #: by kind, since the program began
        self._alarm = alarm
        self._minute: Counter[tuple[str, str, str]] = Counter()
        self._timer: asyncio.TimerHandle | None = None
        self._accounts: frozenset[str] = frozenset()

    def know(self, settings: Settings) -> None:
        """These accounts are ours; any other name is a stranger's, and may be personal."""
        self._accounts = frozenset(settings.endpoints())

    def heard(self, event: AmiEvent) -> None:
        account = event.fields.get("AccountID", "")
        what = (event.name, event.fields.get("Service", ""), account if account in self._accounts else "")
        self.counted[event.name] += 1
        self._minute[what] += 1
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(MINUTE, self._minute_over)
        if self._minute[what] == 1:
            log.warning("Asterisk refused somebody", extra=_fields(what))
        if self._minute.total() == ALARM_AT:
            log.error("Asterisk refuses many; somebody may be guessing passwords")
            self._alarm(ALARM_AT)

    def _minute_over(self) -> None:
        for what, times in self._minute.items():
            if times > 1:
                log.warning("Asterisk's refusals of one minute", extra={**_fields(what), "times": times})
        if self._minute.total() > ALARM_AT:
            self._alarm(self._minute.total())
        self.forget()

    def forget(self) -> None:
        self._minute.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _fields(what: tuple[str, str, str]) -> dict[str, str]:
    kind, service, account = what
    return {"kind": kind, "service": service, "account": account}


class Watching:
    def __init__(
        self,
        settings: Settings,
        *,
        phone_of: PhoneOf,
        phone_reachable: Callable[[AgentId, bool], None],
        alarm: Callable[[int], None],
        trunks: Trunks,
        sound_reported: Callable[[AmiEvent], None] = lambda event: None,
    ) -> None:
        self._trunks = trunks
        trunks.look = self._look_at
        self._sound_reported = sound_reported
        self.reachability = Reachability(phone_of, phone_reachable, lambda: trunks.a_line_out)
        self.refusals = Refusals(alarm)
        self.know(settings)
        host, port = settings.ami_address
        secret = settings.secrets.ami
        self._ami = Ami(
            host, port, settings.ami_user, secret, heard=self._heard, connected=self._connected, lost=self._lost
        )
        self._task: asyncio.Task[None] | None = None
        self._looks: set[asyncio.Task[bool]] = set()
        self._must_reload = False
        self._booted = asyncio.Event()  # AMI answers before Asterisk has its phones
        self._one_list = asyncio.Lock()
        self._during: list[AmiEvent] | None = None

    def know(self, settings: Settings) -> None:
        self._fixed = [own_desk_phone(phones.agent) for phones in settings.phones if phones.desk_contact]
        self._fixed += self._trunks.looked_at
        self._fixed += [seat_phone(seat.name) for seat in settings.seats if seat.contact]
        self.reachability.know(settings)
        self.refusals.know(settings)

    @property
    def up(self) -> bool:
        return self._ami.up

    def start(self, *, reload: bool = False) -> None:
        """Connect, and stay connected. `reload`: Asterisk may have been started with other files than lie there now."""
        self._must_reload |= reload
        self._task = asyncio.create_task(self._ami.run())

    async def stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        self.refusals.forget()
        self._trunks.stop()

    # ---------------------------------------------------------------- asking

    async def qualify(self, endpoint: str) -> bool:
        """Have a phone looked at now. Whether Asterisk does."""
        return await self._done("PJSIPQualify", {}, endpoint)

    async def notify(self, endpoint: str, event: str, headers: dict[str, str]) -> bool:
        """Send a phone a NOTIFY, `check-sync` for one. Whether Asterisk sends it."""
        return await self._done("PJSIPNotify", {"Event": event, **headers}, endpoint)

    async def _done(self, action: str, variables: dict[str, str], endpoint: str) -> bool:
        try:
            return (await self._ami.ask(action, variables, Endpoint=endpoint)).ok
        except Disconnected:
            return False

    async def reload(self) -> bool:
        """Have Asterisk read what has changed in its files, now or when AMI is back. Whether it has."""
        self._must_reload = True
        if self._booted.is_set():
            with contextlib.suppress(Disconnected):
                await self._reload()
        return not self._must_reload

    async def _reload(self) -> None:
        self._must_reload = False
        try:
            for module in RELOADED:
                answer = await self._ami.ask("Reload", Module=module)
                if not answer.ok:
                    self._must_reload = True
                    log.error("Asterisk did not read a file anew", extra={"of": module, "why": answer.message})
            # Phones that are new or gone are not told of by events.
            await self._list()
        except Disconnected:
            self._must_reload = True
            raise

    async def _list(self) -> None:
        async with self._one_list:
            await self._list_trunks()
            self._during = []
            try:
                self.reachability.listed(await self._listed("PJSIPShowEndpoints"))
            finally:
                # The list may be older than what was heard while it came.
                heard, self._during = self._during, None
                for event in heard:
                    self.reachability.heard(event)

    async def _list_trunks(self) -> None:
        contacts = await self._listed("PJSIPShowContacts") if self._trunks.looked_at else ()
        registrations = await self._listed("PJSIPShowRegistrationsOutbound") if self._trunks.register else ()
        self._trunks.listed(contacts, registrations)

    async def _listed(self, action: str) -> Sequence[AmiEvent]:
        try:
            return await self._ami.ask_list(action)
        except Refused:
            return ()  # that is how it says that there are none

    def _look_at(self, trunk: str) -> None:
        looking = asyncio.create_task(self.qualify(trunk))
        self._looks.add(looking)
        looking.add_done_callback(self._looks.discard)

    # ---------------------------------------------------------------- hearing

    async def _connected(self) -> None:
        await self._booted.wait()
        if self._must_reload:
            await self._reload()
        else:
            await self._list()
        for phone in self._fixed:  # else it is up to half a minute until Asterisk looks at them by itself
            await self._ami.ask("PJSIPQualify", Endpoint=phone)

    def _heard(self, event: AmiEvent) -> None:
        self._trunks.heard(event)
        if event.name == "ContactStatus":
            self.reachability.lines_changed()
            if self._during is not None:
                self._during.append(event)
            else:
                self.reachability.heard(event)
        elif event.name in sound_quality.NAMES:
            self._sound_reported(event)
        elif event.name == "FullyBooted":
            self._booted.set()
        elif event.name in REFUSALS:
            self.refusals.heard(event)

    def _lost(self) -> None:
        self._booted.clear()
        if self._task is not None:
            log.warning("Asterisk's manager interface is away; calls go on")
