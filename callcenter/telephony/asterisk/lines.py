"""pjsip.conf: the transports, the trunks (`trunk_conf.py`), the agents' phones and the browsers of guests."""

from __future__ import annotations

from callcenter.model.phones import own_desk_phone, seat_phone
from callcenter.telephony.asterisk.sections import TRUNK_VARIABLE, Section, auth, endpoint, plain_sip
from callcenter.telephony.asterisk.settings import DIALLING, WEB, WEB_GUEST, Phones, Settings
from callcenter.telephony.asterisk.trunk_conf import tls_transport, trunk_sections

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
        sections += trunk_sections(trunk, settings)
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
        *([("tls", tls_transport(settings, _behind_a_router(settings)))] if settings.speaks_tls else []),
    ]


def _transport(protocol: str, settings: Settings) -> dict[str, str]:
    options = {"type": "transport", "protocol": protocol, "bind": f"{settings.bind}:{settings.ports.sip}"}
    return options | _behind_a_router(settings)


def _behind_a_router(settings: Settings) -> dict[str, str]:
    address = settings.external_address
    if not address:
        return {}
    local = ",".join(("127.0.0.0/8", *settings.local_networks))
    return {"external_signaling_address": address, "external_media_address": address, "local_net": local}


def _browser(context: str, settings: Settings) -> dict[str, str]:
    # Browsers come through the program's `/sip`; their passwords are of no use from elsewhere. Only with an external
    # Asterisk nobody knows from which address the program speaks.
    door = {"deny": "0.0.0.0/0.0.0.0", "permit": "127.0.0.0/255.0.0.0"} if settings.external is None else {}
    return (
        endpoint(context, "opus,ulaw")
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


def _softphone(phones: Phones, settings: Settings) -> list[Section]:
    name = phones.agent
    told = _browser("softphones", settings) | {"aors": name, "auth": name}
    # A reloaded page registers anew; the newest one is the agent's phone.
    aor = {"type": "aor", "max_contacts": "1", "remove_existing": "yes", **_looked_at(settings)}
    return [(name, told), (name, aor), (name, auth(name, phones.softphone_secret))]


def _desk_phone(name: str, secret: str, contact: str | None, settings: Settings) -> list[Section]:
    silence = {"rtp_timeout": str(settings.desk_phone_silent_for), "rtp_timeout_hold": "600"}
    told = plain_sip(DIALLING) | {"aors": name, **silence}
    if settings.desk_phone_transfers:
        told |= TRANSFERS_ARE_ASKED
    aor = {"type": "aor", **_looked_at(settings)}
    if contact is not None:
        told["identify_by"] = "ip"  # nobody may claim to be it by name alone
        return [(name, told), (name, aor | {"contact": contact})]
    if not secret:
        return []
    registering = {"max_contacts": "1", "remove_existing": "yes"}
    return [
        (name, told | {"auth": name}),
        (name, aor | registering),
        (name, auth(name, secret)),
    ]


def _web_guest(settings: Settings) -> list[Section]:
    """Browsers of customers: they may call in with the page's credential, and cannot be called."""
    told = _browser("arrivals", settings) | {"auth": WEB_GUEST, "set_var": f"{TRUNK_VARIABLE}={WEB}"}
    return [(WEB_GUEST, told), (WEB_GUEST, auth(WEB_GUEST, settings.secrets.web_guest))]


def _looked_at(settings: Settings) -> dict[str, str]:
    return {"qualify_frequency": str(settings.qualify_every), "qualify_timeout": "3.0"}
