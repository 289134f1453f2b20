"""The sections of pjsip.conf that make a trunk: its endpoint, where it is, how we sign in, and SIP over TLS."""

from __future__ import annotations

import ssl

from callcenter.telephony.asterisk.dialplan import arrivals_of
from callcenter.telephony.asterisk.sections import TRUNK_VARIABLE, Section, auth, plain_sip
from callcenter.telephony.asterisk.settings import Settings, Trunk

LOOKED_AT_EVERY, ANSWERS_WITHIN = 10, 2.0
"""Seconds between two looks at a carrier, and until silence is taken for its absence."""


def tls_transport(settings: Settings, behind_a_router: dict[str, str]) -> dict[str, str]:
    tls = settings.tls
    authorities = tls.authorities or ssl.get_default_verify_paths().cafile
    options = {
        "type": "transport",
        "protocol": "tls",
        "bind": f"{settings.bind}:{settings.ports.sips}",
        "method": "tlsv1_2",  # or newer
        "cert_file": str(tls.certificate.absolute()) if tls.certificate is not None else "",
        "priv_key_file": str(tls.key.absolute()) if tls.key is not None else "",
        "verify_server": "yes" if tls.verify else "no",
    }
    if authorities is not None:
        options["ca_list_file"] = str(authorities)
    return options | behind_a_router


def trunk_sections(trunk: Trunk, settings: Settings) -> list[Section]:
    endpoint = plain_sip(arrivals_of(trunk)) | {
        "allow": ",".join(trunk.codecs),
        "dtmf_mode": trunk.dtmf,
        "identify_by": "ip",
        "trust_id_inbound": "no" if trunk.caller_from == "from" else "yes",
        "set_var": f"{TRUNK_VARIABLE}={trunk.name}",
        "rtp_timeout": str(trunk.silent_for),
        "rtp_timeout_hold": str(trunk.silent_for * 5),
    }
    if trunk.srtp:
        endpoint["media_encryption"] = "sdes"
    sections: list[Section] = []
    if trunk.host is not None:
        domain = trunk.host.partition(":")[0]
        endpoint |= {"aors": trunk.name, "transport": trunk.transport, "from_domain": domain}
        sections.append((trunk.name, _aor(trunk)))
        if trunk.user:
            endpoint["outbound_auth"] = trunk.name
            sections.append((trunk.name, auth(trunk.user, trunk.secret)))
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


def _aor(trunk: Trunk) -> dict[str, str]:
    every = LOOKED_AT_EVERY if trunk.checked else 0
    return {
        "type": "aor",
        "contact": f"sip:{trunk.host}{_by(trunk)}",
        "qualify_frequency": str(every),
        "qualify_timeout": str(ANSWERS_WITHIN),
    }


def _registration(trunk: Trunk) -> dict[str, str]:
    return {
        "type": "registration",
        "transport": trunk.transport,
        "outbound_auth": trunk.name,
        "server_uri": server_uri(trunk),
        "client_uri": client_uri(trunk),
        "retry_interval": "30",
        "forbidden_retry_interval": "300",
        "max_retries": "1000000",
    }


def server_uri(trunk: Trunk) -> str:
    return f"sip:{trunk.host}{_by(trunk)}"


def client_uri(trunk: Trunk) -> str:
    """By which Asterisk names a registration in its events."""
    return f"sip:{trunk.user}@{trunk.host}"


def _by(trunk: Trunk) -> str:
    return "" if trunk.transport == "udp" else f";transport={trunk.transport}"
