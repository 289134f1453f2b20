"""The written company → a `Company`, with every name in it known."""

from __future__ import annotations

from collections.abc import Mapping

from callcenter.calls.toll import kind_of
from callcenter.config import written
from callcenter.config.lines import RESERVED, company_trunks
from callcenter.config.reading import Reading
from callcenter.model.company import (
    CLOSED,
    Agent,
    Alerts,
    Announce,
    AuxCode,
    Company,
    Disposition,
    Hours,
    Number,
    Phone,
    Queue,
    Seat,
    Texts,
)
from callcenter.model.ids import AgentId, FlowName, Language, QueueName, TenantId
from callcenter.model.phones import PhoneKind, own_desk_phone, seat_phone
from callcenter.model.recording import DAY, RecordingRules
from callcenter.numbers.identity import identity

BY_PLAIN_NAME = ("web",)
"""Ways in that are no numbers."""

NOTICE: Texts = {
    Language("zh-CN"): "为了保证服务质量，本次通话将被录音。",
    Language("en"): "This call is recorded to assure the quality of our service.",
}
"""Said of the recording when the company has no words of its own for it."""


def company_of(config: written.Config, reading: Reading, flows: frozenset[str] | None) -> Company:
    """What is wrong is noted in `reading`. `flows`: the names there are; None when their folder is missing."""
    told = config.company
    dispositions = {
        code: Disposition(code=code, title=reading.texts(("dispositions", code), title))
        for code, title in config.dispositions.items()
    }
    aux_codes = {code: _aux_code(code, aux, reading) for code, aux in config.aux_codes.items()}
    announce = _announce(config.announce, ("announce",), reading)
    queues = {QueueName(name): _queue(name, config, announce, reading) for name in config.queues}
    if config.callback_queue is not None:
        reading.known(("callback_queue",), "queue", config.callback_queue, config.queues)
    return Company(
        tenant=TenantId(told.id),
        name=reading.texts(("company", "name"), told.name),
        country=told.country,
        zone=told.time_zone,
        languages=reading.languages,
        numbers=_numbers(config, reading, flows),
        queues=queues,
        hours={name: _hours(hours, told.time_zone) for name, hours in config.hours.items()},
        agents=_agents(config, reading),
        dispositions=dispositions,
        aux_codes=aux_codes,
        dial_allowed=frozenset(config.dial),
        seats=_seats(config, reading),
        wrap_up_reasons={
            code: reading.texts(("wrap_up_reasons", code), title) for code, title in config.wrap_up_reasons.items()
        },
        mask_numbers=frozenset(role.value for role in config.mask_numbers),
        callback_queue=QueueName(config.callback_queue) if config.callback_queue is not None else None,
        not_routed=reading.texts(("not_routed",), config.not_routed),
        closed=reading.texts(("closed",), config.closed) if config.closed else CLOSED,
        trunks=company_trunks(config, reading),
        recording=_recording(config.recording, reading),
    )


def _numbers(config: written.Config, reading: Reading, flows: frozenset[str] | None) -> dict[str, Number]:
    numbers: dict[str, Number] = {}
    for name, number in config.numbers.items():
        at = ("numbers", name)
        normal = identity(name, config.company.country)
        if normal in numbers:
            reading.wrong(at, f"{normal} is there twice, spelled in two ways")
        if normal not in BY_PLAIN_NAME and not _can_be_dialled(normal):
            reading.wrong(at, 'not a number; write "+86 532 8888 0000", "95001", or web for the page that calls us')
        if flows is not None:
            reading.known((*at, "flow"), "flow", number.flow, flows)
        if number.trunk is not None:
            reading.known((*at, "trunk"), "trunk", number.trunk, config.telephony.trunks)
        numbers[normal] = Number(
            number=normal, flow=FlowName(number.flow), trunk=number.trunk, site=number.site, notice=number.notice
        )
    return numbers


def _can_be_dialled(normal: str) -> bool:
    digits = normal.removeprefix("+")
    return digits.isascii() and digits.isdigit() and 2 <= len(digits) <= 15


def _announce(told: written.Announce | None, at: tuple[str, ...], reading: Reading) -> Announce | None:
    if told is None:
        return None
    position = reading.texts((*at, "position"), told.position)
    return Announce(first_after=told.first_after, every=told.every, position=position)


def _recording(told: written.Recording, reading: Reading) -> RecordingRules:
    notice: Texts | None = {language: NOTICE[language] for language in reading.languages if language in NOTICE}
    if "notice" in told.model_fields_set:
        notice = None if told.notice is None else reading.texts(("recording", "notice"), told.notice)
    elif len(notice) < len(reading.languages):
        reading.wrong(("recording",), "notice: say in every language that calls are recorded, or write `notice: no`")
    return RecordingRules(
        calls=told.calls,
        notice=notice,
        paused_at_most=told.paused_at_most,
        keep=_kept(told.keep, ("recording", "keep"), told, reading) or 0.0,
        keep_at_least=told.keep_at_least,
    )


def _kept(keep: float | None, at: tuple[str, ...], told: written.Recording, reading: Reading) -> float | None:
    if keep is not None and keep < told.keep_at_least:
        least = f"{told.keep_at_least / DAY:g}d"
        reading.wrong(at, f"recordings are kept for at least {least} (recording: keep_at_least); write {least} or more")
    return keep


def _queue(name: str, config: written.Config, announce: Announce | None, reading: Reading) -> Queue:
    told, at = config.queues[name], ("queues", name)
    if "announce" in told.model_fields_set:
        announce = _announce(told.announce, (*at, "announce"), reading)
    for code in told.dispositions or ():
        reading.known((*at, "dispositions"), "disposition", code, config.dispositions)
    for language in told.languages:
        reading.known((*at, "languages"), "language", language, reading.languages)
    reading.known((*at, "music"), "music", told.music, {"default", *config.telephony.music})
    _needs(told.needs, (*at, "needs"), {} if config.demo else config.agents, reading)
    share, within = told.serve
    return Queue(
        name=QueueName(name),
        title=reading.texts((*at, "title"), told.title),
        needs=told.needs,
        priority=told.priority,
        ageing=told.ageing,
        serve_share=share,
        serve_within=within,
        short_abandon=told.short_abandon,
        ring_for=told.ring_for,
        wrap_up=told.wrap_up,
        wrap_up_extend=told.wrap_up_extend,
        wrap_up_extensions=told.wrap_up_extensions,
        breaks=told.breaks,
        script=told.script,
        say_agent=reading.texts((*at, "say_agent"), told.say_agent) if told.say_agent else None,
        say_queue=told.say_queue,
        music=told.music,
        announce=announce,
        recording=told.recording,
        keep_recordings=_kept(told.keep_recordings, (*at, "keep_recordings"), config.recording, reading),
        dispositions=tuple(config.dispositions if told.dispositions is None else told.dispositions),
        closed=reading.texts((*at, "closed"), told.closed) if told.closed else None,
        alerts=_alerts(name, config, reading),
        site=told.site,
        languages=tuple(Language(language) for language in told.languages),
    )


def _alerts(name: str, config: written.Config, reading: Reading) -> Alerts:
    """The queue's; what it does not say, the company's."""
    own, company = config.queues[name].alerts, config.alerts
    alerts = Alerts(
        waiting=own.waiting or company.waiting,
        longest=own.longest or company.longest,
        service_level=own.service_level or company.service_level,
    )
    for key, rises in (("waiting", True), ("longest", True), ("service_level", False)):
        at = ("queues", name, "alerts", key) if getattr(own, key) else ("alerts", key)
        first, then = getattr(alerts, key) or (0, 0)
        if (first > then) if rises else (first < then):
            reading.wrong(at, "the first is a warning, the second the alarm, so the second one is the worse")
    return alerts


def _needs(
    needs: Mapping[str, int], at: tuple[str, ...], agents: Mapping[str, written.Agent], reading: Reading
) -> None:
    """With agents in the file, somebody must be able to serve the queue; without, they come from the demo."""
    if not agents:
        return
    skills = {skill for agent in agents.values() for skill in agent.skills}
    for skill in needs:
        reading.known((*at, skill), "agent with the skill", skill, skills)
    able = any(all(agent.skills.get(skill, 0) >= level for skill, level in needs.items()) for agent in agents.values())
    if not able and skills >= set(needs):
        reading.wrong(at, "no agent has all of this; lower a level or give an agent the skills")


def _aux_code(code: str, told: written.AuxCode, reading: Reading) -> AuxCode:
    at = ("aux_codes", code)
    if told.limit_ends is not None and told.limit is None:
        reading.wrong((*at, "limit_ends"), "there is no `limit:` that could end it")
    return AuxCode(
        code=code,
        title=reading.texts(at, told.title),
        limit=told.limit,
        limit_ends=told.limit_ends is not None,
        is_break=told.is_break,
    )


def _hours(told: written.Hours, zone: str) -> Hours:
    return Hours(
        days=told.days, opens=told.opens, closes=told.closes, holidays=told.holidays, zone=told.time_zone or zone
    )


def _agents(config: written.Config, reading: Reading) -> dict[AgentId, Agent]:
    agents: dict[AgentId, Agent] = {}
    logins: set[str] = set()
    numbers: set[str] = set()
    taken = {*config.telephony.trunks, *RESERVED, *(seat_phone(seat) for seat in config.seats)}
    teams = config.teams
    for name, told in config.agents.items():
        at = ("agents", name)
        login = told.login or name
        language = told.language or reading.languages[0]
        if login in logins:
            reading.wrong((*at, "login"), f"the login {login!r} is another agent's too")
        if told.number in numbers:
            reading.wrong((*at, "number"), f"the number {told.number!r} is another agent's too")
        if told.language is not None:
            reading.known((*at, "language"), "language", told.language, reading.languages)
        home = _phone_of(told, at, config, reading)
        phones = {name, own_desk_phone(AgentId(name))}
        if phones & taken:
            reading.wrong(at, f"{min(phones & taken)} is the name of another phone or a trunk; rename one of them")
        taken |= phones
        logins.add(login)
        numbers.add(told.number)
        agents[AgentId(name)] = Agent(
            id=AgentId(name),
            login=login,
            name=told.name,
            number=told.number,
            skills=told.skills,
            roles=tuple(role.value for role in told.roles),
            language=Language(language),
            phone=Phone(kind=told.phone.kind, contact=told.phone.contact, seat=told.phone.seat or ""),
            home_number=home,
            any_number=told.any_number,
            auto_answer=teams.get(told.team, written.Team()).auto_answer
            if told.auto_answer is None
            else told.auto_answer,
            team=told.team,
            site=told.site,
        )
    return agents


def _phone_of(told: written.Agent, at: tuple[str, ...], config: written.Config, reading: Reading) -> str:
    """What is written of the phone fits together; the agent's own outside number as it is dialled."""
    phone, at_phone = told.phone, (*at, "phone")
    if phone.contact is not None and phone.kind is not PhoneKind.DESK_PHONE:
        reading.wrong(at_phone, "only a desk_phone has a contact")
    if (phone.seat is not None) != (phone.kind is PhoneKind.SEAT):
        reading.wrong(at_phone, "a seat is named like this: `phone: { kind: seat, seat: a12 }`")
    elif phone.seat is not None:
        reading.known(at_phone, "seat", phone.seat, config.seats)
    if told.home_number is None:
        if phone.kind is PhoneKind.NUMBER:
            reading.wrong(at_phone, "which number? Write it as `home_number:`")
        return ""
    if not may_be_dialled(told.home_number, config):
        reading.wrong((*at, "home_number"), "this kind of number may not be dialled; allow it under `dial:`")
    return identity(told.home_number, config.company.country)


def _seats(config: written.Config, reading: Reading) -> dict[str, Seat]:
    taken = {*config.telephony.trunks, *RESERVED}
    for name in config.seats:
        if seat_phone(name) in taken:
            reading.wrong(("seats", name), f"{seat_phone(name)} is the name of a trunk; rename one of them")
    return {name: Seat(name=name, contact=seat.contact) for name, seat in config.seats.items()}


def may_be_dialled(number: str, config: written.Config) -> bool:
    return kind_of(number, config.company.country) in config.dial
