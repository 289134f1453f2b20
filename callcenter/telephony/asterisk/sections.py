"""What every party's section of pjsip.conf has in common."""

from __future__ import annotations

Section = tuple[str, dict[str, str]]
TRUNK_VARIABLE = "CC_TRUNK"


def endpoint(context: str, codecs: str) -> dict[str, str]:
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


def plain_sip(context: str) -> dict[str, str]:
    return endpoint(context, "alaw,ulaw") | {
        "rtp_symmetric": "yes",
        "force_rport": "yes",
        "rewrite_contact": "yes",
        "dtmf_mode": "auto",  # RFC 4733, and tones in the sound where a carrier knows no better
    }


def auth(user: str, secret: str) -> dict[str, str]:
    return {"type": "auth", "auth_type": "userpass", "username": user, "password": secret}
