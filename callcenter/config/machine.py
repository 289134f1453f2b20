"""The written machine → values: its doors to browsers and telephones."""

from __future__ import annotations

import ipaddress

from callcenter.config import written
from callcenter.config.company import may_be_dialled
from callcenter.config.lines import tls_of, trunks_of
from callcenter.config.reading import Reading
from callcenter.config.values import Embedded, External, ExternalAmi, Ice, Off, Telephony, TurnServer, Web
from callcenter.numbers.identity import identity
from callcenter.telephony.asterisk.settings import Away, Ports

GENERATED = "generated"
"""Instead of a certificate's file: make one."""


def web_of(told: written.Web, reading: Reading) -> Web:
    generated = told.certificate == GENERATED
    if generated and told.key is not None:
        reading.wrong(("web", "key"), "a generated certificate brings its key; leave this out")
    elif not generated and (told.certificate is None) != (told.key is None):
        reading.wrong(("web",), "certificate and key come together; name both files or none")
    if told.names and not generated:
        reading.wrong(
            ("web", "names"), "only a generated certificate is made out to names; say `certificate: generated`"
        )
    if not _is_loopback(told.host) and told.certificate is None and not told.plain_http:
        reading.wrong(
            ("web", "host"),
            f"{told.host} is open to other machines, and passwords would travel in the clear. Say `certificate:"
            " generated`, or name a certificate and its key, or say `plain_http: yes` if something in front of it does"
            " TLS",
        )
    return Web(
        host=told.host,
        port=told.port,
        public_url=told.public_url,
        certificate=None if generated else reading.file(("web", "certificate"), told.certificate),
        key=reading.file(("web", "key"), told.key),
        generated=generated,
        names=tuple(dict.fromkeys(told.names)),
        plain_http=told.plain_http,
        proxies=frozenset(told.proxies),
        guest_page=told.guest_page,
    )


def in_the_clear(web: Web) -> bool:
    """Whether passwords would cross the network unencrypted."""
    return not _is_loopback(web.host) and not web.tls and not web.plain_http


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def telephony_of(config: written.Config, reading: Reading) -> Telephony:
    told = config.telephony
    return Telephony(
        asterisk=_asterisk(told, reading),
        bind=told.bind,
        external_address=told.external_address,
        local_networks=_local_networks(told, reading),
        ice=_ice(told, reading),
        ports=_ports(config, reading),
        tls=tls_of(told, reading),
        desk_phone_transfers=told.desk_phone_transfers,
        trunks=trunks_of(told, reading),
        music={name: reading.folder_at(("telephony", "music", name), folder) for name, folder in told.music.items()},
        away=_away(config, reading),
    )


def _asterisk(told: written.Telephony, reading: Reading) -> Embedded | External | Off:
    at = ("telephony", "external")
    if told.mode != "external":
        if told.external is not None:
            reading.wrong(at, f"the mode is {told.mode}; write `mode: external`, or leave this out")
        return Embedded() if told.mode == "embedded" else Off()
    if told.external is None:
        reading.wrong(
            ("telephony", "mode"),
            "an external Asterisk needs `external: { url: http://127.0.0.1:8088, user: callcenter, secret_file: … }`",
        )
        return Off()
    external, ami = told.external, told.external.ami
    return External(
        url=external.url,
        user=external.user,
        secret_file=reading.secret_file((*at, "secret_file"), external.secret_file),
        ami=ami
        and ExternalAmi(
            host=ami.host,
            port=ami.port,
            user=ami.user,
            secret_file=reading.secret_file((*at, "ami", "secret_file"), ami.secret_file),
        ),
        recordings=reading.folder_at((*at, "recordings"), external.recordings) if external.recordings else None,
    )


def _local_networks(told: written.Telephony, reading: Reading) -> tuple[str, ...]:
    if told.local_networks and told.external_address is None:
        reading.wrong(
            ("telephony", "local_networks"),
            "these are the networks that do not use the `external_address`; name that too, or leave this out",
        )
    return tuple(told.local_networks)


def _ice(told: written.Telephony, reading: Reading) -> Ice:
    at = ("telephony", "ice", "turn")
    return Ice(
        stun=tuple(told.ice.stun),
        turn=tuple(
            TurnServer(
                url=server.url,
                user=server.user or "",
                secret_file=reading.secret_file((*at, place, "secret_file"), server.secret_file),
            )
            for place, server in enumerate(told.ice.turn)
        ),
    )


def _ports(config: written.Config, reading: Reading) -> Ports:
    ports, at = config.telephony.ports, ("telephony", "ports")
    single = {"web.port": config.web.port, "sip": ports.sip, "sips": ports.sips, "http": ports.http, "ami": ports.ami}
    for name, port in single.items():
        same = next((other for other, its in single.items() if its == port), name)
        where = ("web", "port") if name == "web.port" else (*at, name)
        if same != name:
            reading.wrong(where, f"{port} is the port of {same} too")
        if ports.rtp_first <= port <= ports.rtp_last:
            reading.wrong(where, f"{port} lies among the ports for sound; choose another one")
    try:
        return Ports(
            sip=ports.sip,
            sips=ports.sips,
            http=ports.http,
            ami=ports.ami,
            rtp_first=ports.rtp_first,
            rtp_last=ports.rtp_last,
        )
    except ValueError as error:
        reading.wrong(at, str(error))
        return Ports()


def _away(config: written.Config, reading: Reading) -> Away:
    told, at = config.telephony.away, ("telephony", "away")
    if (told.number is None) != (told.trunk is None):
        reading.wrong(at, "number and trunk come together: callers are sent to the number by the trunk")
    if told.number is not None and not may_be_dialled(told.number, config):
        reading.wrong((*at, "number"), "this kind of number may not be dialled; allow it under `dial:`")
    if told.trunk is not None:
        reading.known((*at, "trunk"), "trunk", told.trunk, config.telephony.trunks)
        trunk = config.telephony.trunks.get(told.trunk)
        if trunk is not None and trunk.host is None:
            reading.wrong((*at, "trunk"), f"{told.trunk} has no `host:`, so no call can go out by it")
    return Away(
        notice_after=round(told.notice_after),
        apologise_every=round(told.apologise_every),
        give_up_after=round(told.give_up_after),
        apology=reading.file((*at, "apology"), told.apology),
        number=identity(told.number, config.company.country) if told.number is not None else "",
        trunk=told.trunk or "",
    )
