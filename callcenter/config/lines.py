"""The written trunks → what Asterisk is told of them, and what the story of a call needs of them."""

from __future__ import annotations

from callcenter.config import written
from callcenter.config.reading import Reading
from callcenter.config.values import TrunkSeed
from callcenter.model.ids import QueueName
from callcenter.model.lines import Mobiles, NumberPlan, Shows, Trunk, Writes
from callcenter.numbers.identity import identity
from callcenter.telephony.asterisk.settings import WEB, WEB_GUEST, Tls

RESERVED = frozenset({WEB, WEB_GUEST, "anonymous", "global", "system", "udp", "tcp", "tls", "ws"})
"""Names of phones and trunks that mean something else to Asterisk or to us."""

DIALLED, OTHERWISE = "dialled", "otherwise"

At = tuple[str, ...]


def trunks_of(told: written.Telephony, reading: Reading) -> tuple[TrunkSeed, ...]:
    seeds: list[TrunkSeed] = []
    addresses: dict[str, str] = {}
    anonymous = ""
    for name, trunk in told.trunks.items():
        at = ("telephony", "trunks", name)
        _doors(name, trunk, at, reading)
        _ways_of_speaking(trunk, told, at, reading)
        for address in trunk.match:
            if address in addresses:
                reading.wrong((*at, "match"), f"{address} is matched by the trunk {addresses[address]} too")
            addresses[address] = name
        if trunk.anonymous and anonymous:
            reading.wrong((*at, "anonymous"), f"only one trunk can be anonymous, and {anonymous} is")
        anonymous = name if trunk.anonymous else anonymous
        seeds.append(_seed(name, trunk, at, reading))
    return tuple(seeds)


def _doors(name: str, trunk: written.Trunk, at: At, reading: Reading) -> None:
    if name in RESERVED:
        reading.wrong(at, f"a trunk cannot be called {name!r}; choose another name")
    if not (trunk.match or trunk.anonymous or trunk.host):
        reading.wrong(at, "no call can come or go; name `match:` (calls in) or `host:` (calls out)")
    if trunk.registers and (trunk.host is None or trunk.user is None):
        reading.wrong((*at, "registers"), "to register, a trunk needs host, user and secret_file")
    if (trunk.user is None) != (trunk.secret_file is None):
        reading.wrong(at, "user and secret_file come together; name both or none")


def _ways_of_speaking(trunk: written.Trunk, told: written.Telephony, at: At, reading: Reading) -> None:
    if trunk.srtp and trunk.transport != "tls":
        reading.wrong(
            (*at, "srtp"), "the keys of encrypted sound would travel in the clear; write `transport: tls` as well"
        )
    if trunk.transport == "tls" and told.tls.certificate is None and told.mode != "external":
        reading.wrong(
            (*at, "transport"), "SIP over TLS needs `telephony: tls: { certificate: …, key: … }`, both as PEM files"
        )
    if len(set(trunk.codecs)) < len(trunk.codecs):
        reading.wrong((*at, "codecs"), "a codec is there twice")
    if trunk.dtmf == "inband" and "opus" in trunk.codecs:
        reading.wrong((*at, "dtmf"), "keys in the sound do not survive opus; use alaw and ulaw, or rfc4733")


def _seed(name: str, trunk: written.Trunk, at: At, reading: Reading) -> TrunkSeed:
    secret = trunk.secret_file
    return TrunkSeed(
        name=name,
        match=tuple(trunk.match),
        anonymous=trunk.anonymous,
        host=trunk.host,
        user=trunk.user or "",
        secret_file=reading.secret_file((*at, "secret_file"), secret) if secret is not None else None,
        registers=trunk.registers,
        limit=trunk.limit,
        transport=trunk.transport,
        srtp=trunk.srtp,
        codecs=tuple(trunk.codecs),
        dtmf=trunk.dtmf,
        caller_from=trunk.caller_from,
        dialled_from=trunk.dialled_from,
        checked=trunk.checked,
    )


def tls_of(told: written.Telephony, reading: Reading) -> Tls:
    tls, at = told.tls, ("telephony", "tls")
    if (tls.certificate is None) != (tls.key is None):
        reading.wrong(at, "certificate and key come together; name both files or none")
    return Tls(
        certificate=reading.file((*at, "certificate"), tls.certificate),
        key=reading.file((*at, "key"), tls.key),
        authorities=reading.file((*at, "authorities"), tls.authorities),
        verify=tls.verify,
    )


# ---------------------------------------------------------------------- for the company


def company_trunks(config: written.Config, reading: Reading) -> dict[str, Trunk]:
    return {
        name: Trunk(
            name=name,
            calls_out=trunk.host is not None,
            order=trunk.order,
            limit=trunk.limit,
            plan=_plan(trunk.plan, ("telephony", "trunks", name, "plan"), reading),
            shows=_shows(trunk, config, ("telephony", "trunks", name, "shows"), reading),
        )
        for name, trunk in config.telephony.trunks.items()
    }


def _plan(told: written.Plan, at: At, reading: Reading) -> NumberPlan:
    if told.writes is Writes.LOCAL and not told.area:
        reading.wrong((*at, "writes"), 'numbers without area code need `area:`, the trunk\'s own, such as "532"')
    if told.mobiles is Mobiles.ZERO_FROM_ELSEWHERE and not told.area:
        reading.wrong((*at, "mobiles"), 'what is from elsewhere is told by `area:`, the trunk\'s own, such as "532"')
    if told.mobiles is not Mobiles.PLAIN and told.writes not in (Writes.NATIONAL, Writes.LOCAL):
        reading.wrong((*at, "mobiles"), f"{told.writes} has no 0 ahead; write `writes: national` or leave this out")
    return NumberPlan(
        area=told.area,
        strips=tuple(sorted(told.strips, key=len, reverse=True)),
        extension=told.extension,
        writes=told.writes,
        mobiles=told.mobiles,
        abroad=told.abroad,
        prefix=told.prefix,
        shows=told.shows,
    )


def _shows(trunk: written.Trunk, config: written.Config, at: At, reading: Reading) -> Shows:
    by_queue: dict[QueueName, str] = {}
    number: str | None = None
    for name, shown in trunk.shows.items():
        own = None if shown == DIALLED else identity(shown, config.company.country)
        if own is not None and not own.removeprefix("+").isdigit():
            reading.wrong(
                at, f'{shown!r} is no number; write `dialled` or a number of yours such as "+86 532 8888 0000"'
            )
        if name == OTHERWISE:
            number = own
        else:
            reading.known((*at, name), "queue", name, config.queues)
            if own is None:
                reading.wrong((*at, name), "a queue shows a number of its own; leave it out for the dialled one")
            else:
                by_queue[QueueName(name)] = own
    return Shows(number=number, by_queue=by_queue)
