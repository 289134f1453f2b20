"""pjsip.conf: the transports, the trunks, the agents' phones and the browsers of guests."""

from __future__ import annotations

from callcenter.model.phones import own_desk_phone, seat_phone
from callcenter.telephony.asterisk.settings import DIALLING, WEB, WEB_GUEST, Phones, Settings, Trunk

Section = tuple[str, dict[str, str]]
TRUNK_VARIABLE = "CC_TRUNK"
TRANSFERS_ARE_ASKED = {"allow_transfer": "yes", "set_var": "PJSIP_TRANSFER_HANDLING()=ari-only"}
"""The phone's own transfer is put to the program, which decides; Asterisk does nothing by itself."""


def pjsip_conf(settings: Settings) -> str:
    """The whole file.

    Raises:
        ValueError: when a value holds a line break.
    """
    return "\n".join((*(_text(name, options) for name, options in _transports(settings)), lines_conf(settings)))


def lines_conf(settings: Settings) -> str:
    """All of it but the transports, which an external Asterisk has already.

    Raises:
        ValueError: when a value holds a line break.
    """
    sections = _web_guest(settings)
    for trunk in settings.trunks:
        sections += _trunk(trunk, settings)
    for phones in settings.phones:
        name = own_desk_phone(phones.agent)
        sections += _softphone(phones, settings)
        sections += _desk_phone(name, phones.desk_secret, phones.desk_contact, settings)
    for seat in settings.seats:
        sections += _desk_phone(seat_phone(seat.name), seat.secret, seat.contact, settings)
    return "\n".join(_text(name, options) for name, options in sections)


def _text(name: str, options: dict[str, str]) -> str:
    lines = (f"{key}={_plain(value)}" for key, value in options.items())
    return f"[{name}]\n" + "\n".join(lines) + "\n"


def _plain(value: str) -> str:
    if any(ord(letter) < 32 for letter in value):
        raise ValueError("a line break in a value for Asterisk's configuration")
    return value.replace(";", "\\;")  # which would start a comment


def _transports(settings: Settings) -> list[Section]:
    return [
        (
            "global",
            {
                "type": "global",
                "user_agent": "callcenter",
                # By name first: browsers and desk phones come from the same address as a trunk on loopback.
                "endpoint_identifier_order": "username,ip,anonymous",
            },
        ),
        *((protocol, _transport(protocol, settings)) for protocol in ("udp", "tcp")),
        # The socket is http.conf's, on loopback; from here browsers' sound takes its address.
        ("ws", {"type": "transport", "protocol": "ws", "bind": settings.bind}),
    ]


def _transport(protocol: str, settings: Settings) -> dict[str, str]:
    options = {"type": "transport", "protocol": protocol, "bind": f"{settings.bind}:{settings.ports.sip}"}
    if settings.external_address:
        options["external_signaling_address"] = options["external_media_address"] = settings.external_address
        options["local_net"] = ",".join(("127.0.0.0/8", *settings.local_networks))
    return options


def _endpoint(context: str, codecs: str) -> dict[str, str]:
    return {
        "type": "endpoint",
        "context": context,
        "disallow": "all",
        "allow": codecs,
        "direct_media": "no",
        "allow_transfer": "no",  # a transfer is our decision, not the phone's
        "send_rpid": "no",
        "send_pai": "no",
    }


def _plain_sip(context: str) -> dict[str, str]:
    return _endpoint(context, "alaw,ulaw") | {
        "rtp_symmetric": "yes",
        "force_rport": "yes",
        "rewrite_contact": "yes",
        "dtmf_mode": "auto",  # RFC 4733, and tones in the sound where a carrier knows no better
    }


def _browser(context: str, settings: Settings) -> dict[str, str]:
    # Browsers come through the program's `/sip`; their passwords are of no use from elsewhere. Only with an external
    # Asterisk nobody knows from which address the program speaks.
    door = {"deny": "0.0.0.0/0.0.0.0", "permit": "127.0.0.0/255.0.0.0"} if settings.external is None else {}
    return (
        _endpoint(context, "opus,ulaw")
        | door
        | {
            "webrtc": "yes",
            "dtls_auto_generate_cert": "yes",
            "transport": "ws",
            "rtp_timeout": str(settings.softphone_silent_for),
            # A browser never holds by itself; an offer that names no address yet (0.0.0.0) only looks as if it did.
            "rtp_timeout_hold": str(settings.softphone_silent_for),
        }
    )


def _trunk(trunk: Trunk, settings: Settings) -> list[Section]:
    endpoint = _plain_sip("arrivals") | {
        "identify_by": "ip",
        "trust_id_inbound": "yes",
        "set_var": f"{TRUNK_VARIABLE}={trunk.name}",
        "rtp_timeout": str(trunk.silent_for),
        "rtp_timeout_hold": str(trunk.silent_for * 5),
    }
    sections: list[Section] = []
    if trunk.host is not None:
        endpoint |= {"aors": trunk.name, "transport": "udp", "from_domain": trunk.host.partition(":")[0]}
        contact = f"sip:{trunk.host}"
        sections.append((trunk.name, {"type": "aor", "contact": contact, "qualify_frequency": "60"}))
        if trunk.user:
            endpoint["outbound_auth"] = trunk.name
            sections.append((trunk.name, _auth(trunk.user, trunk.secret)))
        if trunk.registers:
            sections.append((f"{trunk.name}-registration", _registration(trunk)))
    if trunk.match:
        identify = {"type": "identify", "endpoint": trunk.name, "match": ",".join(trunk.match)}
        sections.append((f"{trunk.name}-identify", identify))
    sections.append((trunk.name, endpoint))
    if trunk.anonymous:
        # Asterisk knows callers without a name by an endpoint of this name only.
        sections.append(("anonymous", {key: value for key, value in endpoint.items() if key != "identify_by"}))
    return sections


def _registration(trunk: Trunk) -> dict[str, str]:
    return {
        "type": "registration",
        "transport": "udp",
        "outbound_auth": trunk.name,
        "server_uri": f"sip:{trunk.host}",
        "client_uri": f"sip:{trunk.user}@{trunk.host}",
        "retry_interval": "30",
        "forbidden_retry_interval": "300",
        "max_retries": "1000000",
    }


def _auth(user: str, secret: str) -> dict[str, str]:
    return {"type": "auth", "auth_type": "userpass", "username": user, "password": secret}


def _softphone(phones: Phones, settings: Settings) -> list[Section]:
    name = phones.agent
    endpoint = _browser("softphones", settings) | {"aors": name, "auth": name}
    # A reloaded page registers anew; the newest one is the agent's phone.
    aor = {"type": "aor", "max_contacts": "1", "remove_existing": "yes", **_looked_at(settings)}
    return [(name, endpoint), (name, aor), (name, _auth(name, phones.softphone_secret))]


def _desk_phone(name: str, secret: str, contact: str | None, settings: Settings) -> list[Section]:
    silence = {"rtp_timeout": str(settings.desk_phone_silent_for), "rtp_timeout_hold": "600"}
    endpoint = _plain_sip(DIALLING) | {"aors": name, **silence, **TRANSFERS_ARE_ASKED}
    aor = {"type": "aor", **_looked_at(settings)}
    if contact is not None:
        endpoint["identify_by"] = "ip"  # nobody may claim to be it by name alone
        return [(name, endpoint), (name, aor | {"contact": contact})]
    if not secret:
        return []
    registering = {"max_contacts": "1", "remove_existing": "yes"}
    return [
        (name, endpoint | {"auth": name}),
        (name, aor | registering),
        (name, _auth(name, secret)),
    ]


def _web_guest(settings: Settings) -> list[Section]:
    """Browsers of customers: they may call in with the page's credential, and cannot be called."""
    endpoint = _browser("arrivals", settings) | {"auth": WEB_GUEST, "set_var": f"{TRUNK_VARIABLE}={WEB}"}
    return [(WEB_GUEST, endpoint), (WEB_GUEST, _auth(WEB_GUEST, settings.secrets.web_guest))]


def _looked_at(settings: Settings) -> dict[str, str]:
    return {"qualify_frequency": str(settings.qualify_every), "qualify_timeout": "3.0"}
