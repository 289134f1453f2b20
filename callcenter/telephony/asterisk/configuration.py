"""Writes the configuration folder of an embedded Asterisk, and the folders it works in.

file = write_configuration(settings, native.asterisk_directories(program))
program.command("-C", str(file), "-f")
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable
from pathlib import Path

from callcenter.native.places import AsteriskDirectories
from callcenter.telephony.asterisk import sound_quality
from callcenter.telephony.asterisk.dialplan import KIND, contexts, extensions_conf
from callcenter.telephony.asterisk.lines import lines_conf, pjsip_conf
from callcenter.telephony.asterisk.settings import Settings

MODULES = tuple(
    """
res_sorcery_config res_sorcery_memory res_sorcery_astdb res_timing_timerfd res_crypto res_srtp res_rtp_asterisk
res_http_websocket res_websocket_client res_musiconhold res_security_log res_pjproject res_pjsip
res_pjsip_session res_pjsip_pubsub res_pjsip_sdp_rtp res_pjsip_registrar res_pjsip_nat res_pjsip_rfc3326
res_pjsip_authenticator_digest res_pjsip_outbound_authenticator_digest res_pjsip_outbound_registration
res_pjsip_endpoint_identifier_user res_pjsip_endpoint_identifier_ip res_pjsip_endpoint_identifier_anonymous
res_pjsip_caller_id res_pjsip_refer res_pjsip_dtmf_info res_pjsip_header_funcs res_pjsip_notify res_pjsip_dlg_options
res_pjsip_transport_websocket chan_pjsip res_stasis res_stasis_answer
res_stasis_playback res_stasis_recording res_stasis_snoop res_ari res_ari_model res_ari_applications
res_ari_asterisk res_ari_bridges res_ari_channels res_ari_events res_ari_playbacks res_ari_recordings app_stasis
codec_ulaw codec_alaw codec_a_mu codec_gsm codec_g722 codec_resample codec_opus_open_source res_format_attr_opus
format_wav format_pcm format_gsm format_sln bridge_simple bridge_softmix bridge_builtin_features pbx_config
app_dial app_echo app_playback app_verbose app_channelredirect app_softhangup func_callerid func_channel func_cut
func_global func_timeout func_logic func_strings func_dialplan func_export res_cdrel_custom cel_custom
    """.split()  # noqa: SIM905 - one a line would fill two screens
)
"""The smallest set that does what we ask of it; everything else is a door nobody needs.

The one in HARMFUL must stay out: with it, a connection of ours that closes while a device's state changes stops
ARI for good (asterisk/asterisk issue 2170; seen here in one of two hundred reconnects).
"""

EMPTY = tuple(
    f"{name}.conf"
    for name in ("pjproject", "pjsip_notify", "sorcery", "acl", "codecs", "dnsmgr", "cli", "cli_permissions", "dsp")
)
EMPTY_BUT_FOR_GENERAL = ("features.conf", "ccss.conf", "udptl.conf", "websocket_client.conf")
"""Files whose absence Asterisk would complain about."""

SPARED = frozenset(
    """
res_timing_timerfd res_websocket_client res_security_log res_pjproject res_pjsip_rfc3326 res_pjsip_dlg_options
res_pjsip_endpoint_identifier_anonymous codec_gsm codec_g722 codec_opus_open_source res_format_attr_opus format_gsm
app_verbose res_cdrel_custom cel_custom
    """.split()  # noqa: SIM905
)
"""We load them where they are, and can do without: other builds have others in their place, or none."""

NEEDED = tuple(f"{name}.so" for name in MODULES if name not in SPARED)
"""What any Asterisk must have, our own or somebody else's."""

HARMFUL = ("res_stasis_device_state.so",)

EVENTS_HEARD = (
    "FullyBooted",
    "ContactStatus",
    "Registry",
    "InvalidPassword",
    "InvalidAccountID",
    "ChallengeResponseFailed",
    "FailedACL",
    "AuthMethodNotAllowed",
    *sound_quality.NAMES,
)


def write_configuration(settings: Settings, directories: AsteriskDirectories) -> Path:
    """Write the files that are not as they should be; the path of asterisk.conf.

    Raises:
        ValueError: when a value cannot stand in a configuration file.
    """
    home = settings.home.absolute()
    for folder in ("etc", "lib", "spool", "keys", "log/cel-custom"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    settings.run.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings.recordings.mkdir(parents=True, exist_ok=True, mode=0o700)
    home.chmod(0o700)  # passwords are in here
    recording = home / "spool" / "recording"  # where Asterisk insists on writing
    if not recording.is_symlink():
        recording.symlink_to(settings.recordings.absolute())
    for name, text in files(settings, directories).items():
        _write(home / "etc" / name, text)
    return home / "etc" / "asterisk.conf"


def files(settings: Settings, directories: AsteriskDirectories) -> dict[str, str]:
    """Every file's text by its name."""
    makers: dict[str, Callable[[Settings], str]] = {
        "modules.conf": lambda _: "[modules]\nautoload=no\n" + "".join(f"load={name}.so\n" for name in MODULES),
        "logger.conf": lambda _: "[general]\ndateformat=%F %T.%3q\n[logfiles]\nmessages.log => notice,warning,error\n",
        "http.conf": _http_conf,
        "ari.conf": _ari_conf,
        "manager.conf": _manager_conf,
        "pjsip.conf": pjsip_conf,
        "rtp.conf": _rtp_conf,
        "extensions.conf": extensions_conf,
        "cel.conf": lambda _: "[general]\nenable=yes\nevents=HANGUP\n",
        # No numbers and no names: an id, a time and a cause.
        "cel_custom.conf": lambda _: _CEL_CUSTOM,
        "cdr.conf": lambda _: "[general]\nenable=no\n",
        "indications.conf": lambda _: _INDICATIONS,
        "stasis.conf": lambda _: "[threadpool]\ninitial_size=5\nidle_timeout_sec=20\nmax_size=50\n",
    }
    texts = {name: make(settings) for name, make in makers.items()}
    texts["asterisk.conf"] = _asterisk_conf(settings, directories)
    texts["musiconhold.conf"] = _musiconhold_conf(settings, directories)
    return texts | dict.fromkeys(EMPTY, "") | dict.fromkeys(EMPTY_BUT_FOR_GENERAL, "[general]\n")


def external_files(settings: Settings) -> dict[str, str]:
    """What the administrator of an external Asterisk includes in files of the same ending, by name.

    docs/external-asterisk.md says what else it needs.

    Raises:
        ValueError: when a value cannot stand in a configuration file.
    """
    return {
        "callcenter_extensions.conf": contexts(settings),
        "callcenter_pjsip.conf": lines_conf(settings),
        "callcenter_ari.conf": _ari_user(settings),
        "callcenter_manager.conf": _manager_user(settings),
    }


def _write(file: Path, text: str) -> None:
    # By a file's time Asterisk tells whether there is something to read anew.
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return
    new = file.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def _asterisk_conf(settings: Settings, directories: AsteriskDirectories) -> str:
    home = settings.home.absolute()
    return f"""[directories]
astetcdir => {home}/etc
astmoddir => {directories.modules}
astvarlibdir => {home}/lib
astdbdir => {home}/lib
astkeydir => {home}
astdatadir => {directories.data}
astagidir => {home}/lib/agi-bin
astspooldir => {home}/spool
astrundir => {settings.run.absolute()}
astlogdir => {home}/log

[options]
systemname = {settings.app}
verbose = 0
maxfiles = 16384
transmit_silence = yes
live_dangerously = no
disable_remote_console_shell = yes
lockconfdir = no
documentation_language = en_US
"""


def _http_conf(settings: Settings) -> str:
    return f"""[general]
enabled=yes
servername=callcenter
bindaddr=127.0.0.1
bindport={settings.ports.http}
enable_static=no
enable_status=no
sessionlimit=2000
session_keep_alive=60000
"""


def _ari_conf(settings: Settings) -> str:
    return f"""[general]
enabled=yes
pretty=no
websocket_write_timeout=1000
channelvars={KIND}

{_ari_user(settings)}"""


def _ari_user(settings: Settings) -> str:
    return f"""[{settings.ari_user}]
type=user
read_only=no
password_format=plain
password={_secret(settings.secrets.ari)}
"""


def _manager_conf(settings: Settings) -> str:
    return f"""[general]
enabled=yes
bindaddr=127.0.0.1
port={settings.ports.ami}
webenabled=no
displayconnects=no
timestampevents=yes
authtimeout=5
authlimit=20

{_manager_user(settings)}"""


def _manager_user(settings: Settings) -> str:
    heard = "".join(f"eventfilter(action(include),name({name}))=\n" for name in EVENTS_HEARD)
    return f"""[{settings.ami_user}]
secret={_secret(settings.secrets.ami)}
deny=0.0.0.0/0.0.0.0
permit=127.0.0.1/255.255.255.255
; writing "system" is what PJSIPNotify asks for; Reload, PJSIPQualify and PJSIPShowEndpoints are content with it
read=system,security,reporting
write=system
writetimeout=1000
{heard}"""


def _secret(value: str) -> str:
    if not value or any(ord(letter) <= 32 for letter in value):
        raise ValueError("a password for Asterisk must not be empty nor hold blanks")
    return value.replace(";", "\\;")


def _rtp_conf(settings: Settings) -> str:
    text = f"""[general]
rtpstart={settings.ports.rtp_first}
rtpend={settings.ports.rtp_last}
icesupport=yes
strictrtp=yes
rtcpinterval={round(settings.sound_measured_every * 1000)}
"""
    if settings.stun:
        text += f"stunaddr={settings.stun}\n"
    if settings.relay is not None:
        relay = settings.relay
        text += f"turnaddr={relay.address}\nturnusername={relay.user}\nturnpassword={_secret(relay.secret)}\n"
    return text + _ways_in(settings)


def _ways_in(settings: Settings) -> str:
    """The addresses browsers are told to send their sound to."""
    if settings.bind.startswith("127."):
        # Asterisk never offers loopback by itself; without this a browser on the same machine finds no way.
        return "[ice_host_candidates]\n" + "".join(f"{own} => {settings.bind}\n" for own in own_addresses())
    everywhere = settings.bind == "0.0.0.0"  # noqa: S104
    # Asterisk would name all addresses of the machine, and listen at one.
    text = "" if everywhere else f"ice_deny=0.0.0.0/0\nice_permit={settings.bind}/32\n"
    if settings.external_address:
        if not everywhere:
            text += f"ice_permit={settings.external_address}/32\n"
        text += "[ice_host_candidates]\n"
        seen = own_addresses() if everywhere else [settings.bind]
        text += "".join(f"{own} => {settings.external_address},include_local_address\n" for own in seen)
    return text


def own_addresses() -> list[str]:
    """The machine's IPv4 addresses other than loopback."""
    found: set[str] = set()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.254", 9))  # sends nothing; asks the kernel which address it would use
        found.add(probe.getsockname()[0])
    with contextlib.suppress(OSError):
        found |= {str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    return sorted(address for address in found if not address.startswith("127."))


def _musiconhold_conf(settings: Settings, directories: AsteriskDirectories) -> str:
    classes = {"default": directories.moh, **settings.music}
    return "".join(f"[{name}]\nmode=files\ndirectory={folder}\nsort=alpha\n\n" for name, folder in classes.items())


_CEL_CUSTOM = """[ends.csv]
separator_character=,
quoting_method=all
fields=uniqueid,eventtime,eventextra
"""

_INDICATIONS = """[general]
country=cn
[cn]
description=China
ringcadence=1000,4000
dial=450
busy=450/350,0/350
ring=450/1000,0/4000
congestion=450/700,0/700
callwaiting=450/400,0/4000
dialrecall=450
record=950/400,0/10000
info=450/100,0/100
"""
