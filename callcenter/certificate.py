"""The certificate browsers meet: given in files, or made here by an authority of this installation alone.

tls = Tls(config.web, data, now)       # makes what is missing; raises ValueError with a line for the operator
tls.context                            # for the server
again = tls.look_again(now)            # renewed if it must be, and when to look the next time

What is made lies in `certificate/` of the data folder, readable by the program's user only (see docs/adr).
"""

from __future__ import annotations

import logging
import os
import socket
import ssl
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from callcenter.config.values import Web
from callcenter.telephony.asterisk.configuration import own_addresses

log = logging.getLogger(__name__)

AUTHORITY_LASTS = timedelta(days=3650)
LASTS = timedelta(days=397)
"""Some browsers take none that lasts longer."""
RENEWED_BEFORE = timedelta(days=30)
LOOK_EVERY = timedelta(days=1)
"""At given files, which somebody else renews."""
SKEW = timedelta(hours=1)
"""A desk's clock may be behind ours."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown to browsers."""

    certificate: Path
    key: Path | None  #: None = in the same file
    names: tuple[str, ...]
    until: datetime
    fingerprint: str  #: SHA-256 of what a desk is told to trust
    authority: Path | None = None  #: the certificate that desks must trust; None = given, known to browsers already


class Tls:
    """The web's TLS, and what keeps its certificate from ending while the program runs."""

    def __init__(self, web: Web, data: Path, now: datetime) -> None:
        self._web, self._data = web, data
        self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.shown = self._show(now)

    def look_again(self, now: datetime) -> datetime:
        """Connections made from now on see the new one, if there is one. When to look the next time."""
        try:
            self.shown = self._show(now)
        except ValueError as problem:
            log.error("the web's certificate cannot be renewed: %s", problem)
        if self.shown.until - now < RENEWED_BEFORE:
            log.warning("the web's certificate ends soon", extra={"until": f"{self.shown.until:%Y-%m-%d}"})
        if self.shown.authority is None:
            return now + LOOK_EVERY
        return max(self.shown.until - RENEWED_BEFORE, now + LOOK_EVERY)

    def _show(self, now: datetime) -> Shown:
        shown = certificate_of(self._web, self._data, now)
        self.context.load_cert_chain(shown.certificate, shown.key)
        return shown


def certificate_of(web: Web, data: Path, now: datetime) -> Shown:
    """As the configuration wants it; one that is generated is made if there is none.

    Raises:
        ValueError: when a given one cannot be used.
    """
    if web.certificate is not None and web.key is not None:
        return _given(web.certificate, web.key, now)
    return generated(data / "certificate", web.names or own_names(web), now)


def own_names(web: Web) -> tuple[str, ...]:
    """By which browsers may call this machine: its name, its addresses, and what the configuration says."""
    public = urlsplit(web.public_url or "").hostname
    everywhere = web.host in ("0.0.0.0", "::")  # noqa: S104
    said = [name for name in (public, None if everywhere else web.host, socket.gethostname()) if name]
    return tuple(dict.fromkeys([*said, *own_addresses(), "localhost", "127.0.0.1", "::1"]))


# ---------------------------------------------------------------------- given


def _given(file: Path, key_file: Path, now: datetime) -> Shown:
    try:
        certificate = x509.load_pem_x509_certificates(file.read_bytes())[0]
    except (OSError, ValueError):
        raise ValueError(f"web.certificate: {file} holds no certificate in PEM form") from None
    try:
        key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
    except TypeError:
        raise ValueError(f"web.key: {key_file} is locked with a passphrase; write it without one") from None
    except (OSError, ValueError):
        raise ValueError(f"web.key: {key_file} holds no private key in PEM form") from None
    if not _belongs(key, certificate):
        raise ValueError(
            f"web.key: {key_file} is not the key of the certificate {file}; name the two that came together"
        )
    if certificate.not_valid_after_utc <= now:
        raise ValueError(f"web.certificate: {file} ended on {certificate.not_valid_after_utc:%Y-%m-%d}; renew it")
    if certificate.not_valid_before_utc > now + SKEW:
        begins = certificate.not_valid_before_utc
        raise ValueError(f"web.certificate: {file} begins on {begins:%Y-%m-%d}; is this machine's clock right?")
    return Shown(
        certificate=file,
        key=key_file,
        names=_names(certificate),
        until=certificate.not_valid_after_utc,
        fingerprint=_fingerprint(certificate),
    )


# ---------------------------------------------------------------------- generated


def generated(folder: Path, names: tuple[str, ...], now: datetime) -> Shown:
    """One for these names by the authority in this folder; each is made where it is missing or soon over."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / "server.pem"
    key, authority = _authority(folder, now)
    certificate = _kept(file, authority, names, now)
    if certificate is None:
        certificate = _issue(file, key, authority, names, now)
    return Shown(
        certificate=file,
        key=None,
        names=names,
        until=certificate.not_valid_after_utc,
        fingerprint=_fingerprint(authority),
        authority=folder / "authority.pem",
    )


def _authority(folder: Path, now: datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    file, key_file = folder / "authority.pem", folder / "authority.key"
    try:
        certificate = x509.load_pem_x509_certificate(file.read_bytes())
        key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
    except FileNotFoundError:
        return _new_authority(file, key_file, now)
    except ValueError:
        raise ValueError(
            f"{folder} is damaged; put it back from a backup, or remove it and let desks trust anew"
        ) from None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not _belongs(key, certificate):
        return _new_authority(file, key_file, now)  # a start was cut off between the two files
    if certificate.not_valid_after_utc < now + RENEWED_BEFORE:
        log.warning("the web has a new authority: desks must trust it, see `callcenter certificate`")
        return _new_authority(file, key_file, now)
    return key, certificate


def _new_authority(file: Path, key_file: Path, now: datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    # With a number in its name: browsers that know an older one of the same name would try that one.
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "callcenter"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"callcenter {x509.random_serial_number():x}"[:24]),
        ]
    )
    certificate = (
        _begun(name, name, key.public_key(), now, now + AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    _write(key_file, _pem(key))
    _write(file, certificate.public_bytes(serialization.Encoding.PEM))
    return key, certificate


def _kept(file: Path, authority: x509.Certificate, names: tuple[str, ...], now: datetime) -> x509.Certificate | None:
    """The one there is, if it will do."""
    try:
        text = file.read_bytes()
        certificate = x509.load_pem_x509_certificate(text)
        key = serialization.load_pem_private_key(text, password=None)
        certificate.verify_directly_issued_by(authority)
    except (FileNotFoundError, ValueError, TypeError, InvalidSignature):
        return None
    lasts = certificate.not_valid_after_utc - now > RENEWED_BEFORE
    return certificate if lasts and _belongs(key, certificate) and set(_names(certificate)) == set(names) else None


def _issue(
    file: Path, by: ec.EllipticCurvePrivateKey, authority: x509.Certificate, names: tuple[str, ...], now: datetime
) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0][:64])])
    ends = min(now + LASTS, authority.not_valid_after_utc)
    certificate = (
        _begun(subject, authority.subject, key.public_key(), now, ends)
        .add_extension(x509.SubjectAlternativeName([_alternative(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
        .sign(by, hashes.SHA256())
    )
    _write(file, _pem(key) + certificate.public_bytes(serialization.Encoding.PEM))
    return certificate


# ---------------------------------------------------------------------- certificates as such


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SKEW)
        .not_valid_after(ends)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _names(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    addresses: list[IPv4Address | IPv6Address] = [
        one for one in found.get_values_for_type(x509.IPAddress) if isinstance(one, IPv4Address | IPv6Address)
    ]
    return (*found.get_values_for_type(x509.DNSName), *map(str, addresses))


def _belongs(key: PrivateKeyTypes, certificate: x509.Certificate) -> bool:
    form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(*form) == certificate.public_key().public_bytes(*form)


def _fingerprint(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(file: Path, text: bytes) -> None:
    """Whole or not at all, and readable by the program's user only."""
    new = file.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)
