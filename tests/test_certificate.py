"""The web's certificate: made once, trusted by who trusts its authority, renewed in time; a given one that cannot work
says why."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from callcenter.certificate import Tls, certificate_of, generated, own_names
from callcenter.config import Web

NOW = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - the TLS library looks at the real clock
NAMES = ("calls.haihe.example", "192.0.2.10", "127.0.0.1")
MADE = Web(host="0.0.0.0", generated=True, names=NAMES)


def shakes_hands(server: ssl.SSLContext, trusting: Path, name: str) -> x509.Certificate:
    """The certificate that a browser of that trust accepts for that name; raises ssl.SSLError when it does not."""
    here, there = socket.socketpair()

    def serve() -> None:
        try:
            server.wrap_socket(there, server_side=True).close()
        except (ssl.SSLError, OSError):
            there.close()

    serving = Thread(target=serve)
    serving.start()
    try:
        with ssl.create_default_context(cafile=str(trusting)).wrap_socket(here, server_hostname=name) as connection:
            shown = connection.getpeercert(binary_form=True)
            assert shown is not None
            return x509.load_der_x509_certificate(shown)
    finally:
        here.close()
        serving.join()


@pytest.mark.parametrize("name", NAMES)
def test_who_trusts_the_authority_is_let_in_by_every_name(tmp_path: Path, name: str):
    tls = Tls(MADE, tmp_path, NOW)
    assert tls.shown.authority is not None
    shakes_hands(tls.context, tls.shown.authority, name)


def test_another_name_is_refused_by_the_browser(tmp_path: Path):
    tls = Tls(MADE, tmp_path, NOW)
    assert tls.shown.authority is not None
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        shakes_hands(tls.context, tls.shown.authority, "other.example")


def test_who_does_not_trust_the_authority_is_not_let_in(tmp_path: Path):
    tls = Tls(MADE, tmp_path / "one", NOW)
    other = generated(tmp_path / "other", NAMES, NOW)
    assert other.authority is not None
    with pytest.raises(ssl.SSLCertVerificationError):
        shakes_hands(tls.context, other.authority, NAMES[0])


def test_the_next_start_shows_the_same_one(tmp_path: Path):
    first = generated(tmp_path / "c", NAMES, NOW)
    files = {file.name: file.read_bytes() for file in (tmp_path / "c").iterdir()}
    assert generated(tmp_path / "c", NAMES, NOW + timedelta(days=300)) == first
    assert {file.name: file.read_bytes() for file in (tmp_path / "c").iterdir()} == files


def test_nobody_else_reads_what_is_made(tmp_path: Path):
    generated(tmp_path / "c", NAMES, NOW)
    modes = {file.name: file.stat().st_mode & 0o777 for file in (tmp_path / "c").iterdir()}
    assert modes == {"authority.key": 0o600, "authority.pem": 0o600, "server.pem": 0o600}
    assert (tmp_path / "c").stat().st_mode & 0o777 == 0o700


def test_the_authority_signs_for_servers_only_and_no_other_authority(tmp_path: Path):
    generated(tmp_path, NAMES, NOW)
    authority = x509.load_pem_x509_certificate((tmp_path / "authority.pem").read_bytes())
    assert authority.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length == 0
    server = x509.load_pem_x509_certificate((tmp_path / "server.pem").read_bytes())
    assert not server.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_it_is_renewed_a_month_before_it_ends_and_connections_see_the_new_one(tmp_path: Path):
    before = NOW - timedelta(days=368)  # so that the new one is good today
    tls = Tls(MADE, tmp_path, before)
    assert tls.shown.authority is not None
    old = shakes_hands(tls.context, tls.shown.authority, NAMES[0])
    again = tls.look_again(before)
    assert again == tls.shown.until - timedelta(days=30) == before + timedelta(days=367)
    fingerprint = tls.shown.fingerprint
    assert tls.look_again(again) == again + timedelta(days=367)
    new = shakes_hands(tls.context, tls.shown.authority, NAMES[0])
    assert new.serial_number != old.serial_number
    assert tls.shown.fingerprint == fingerprint, "desks need not trust anew"


def test_other_names_are_another_certificate_of_the_same_authority(tmp_path: Path):
    first = generated(tmp_path, NAMES, NOW)
    second = generated(tmp_path, ("new.haihe.example",), NOW)
    assert second.fingerprint == first.fingerprint
    server = x509.load_pem_x509_certificate((tmp_path / "server.pem").read_bytes())
    named = server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert named.get_values_for_type(x509.DNSName) == ["new.haihe.example"]


def test_an_authority_that_ends_is_replaced(tmp_path: Path):
    first = generated(tmp_path, NAMES, NOW - timedelta(days=3630))
    assert generated(tmp_path, NAMES, NOW).fingerprint != first.fingerprint


def test_a_start_that_was_cut_off_while_writing_makes_all_of_it(tmp_path: Path):
    first = generated(tmp_path, NAMES, NOW)
    (tmp_path / "authority.pem").unlink()
    (tmp_path / "server.pem").write_text("-----BEGIN")
    assert generated(tmp_path, NAMES, NOW).fingerprint != first.fingerprint


def test_a_damaged_authority_is_not_silently_replaced(tmp_path: Path):
    generated(tmp_path, NAMES, NOW)
    (tmp_path / "authority.key").write_text("rubbish")
    with pytest.raises(ValueError, match="damaged; put it back from a backup"):
        generated(tmp_path, NAMES, NOW)


def test_without_names_it_is_made_out_to_this_machine():
    names = own_names(Web(host="0.0.0.0", public_url="https://calls.haihe.example", generated=True))
    assert names[0] == "calls.haihe.example"
    assert {"localhost", "127.0.0.1", socket.gethostname()} <= set(names)
    assert "0.0.0.0" not in names
    assert "192.0.2.10" in own_names(Web(host="192.0.2.10", generated=True))


# ---------------------------------------------------------------------- given


def given(folder: Path, *, begins: timedelta, ends: timedelta, lock: bytes = b"") -> Web:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "calls.haihe.example")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + begins)
        .not_valid_after(NOW + ends)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    locked = serialization.BestAvailableEncryption(lock) if lock else serialization.NoEncryption()
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(key.private_bytes(*form, locked))
    return Web(certificate=folder / "certificate.pem", key=folder / "key.pem")


A_DAY = timedelta(days=1)


def test_a_given_one_is_shown_as_it_is(tmp_path: Path):
    tls = Tls(given(tmp_path, begins=-A_DAY, ends=90 * A_DAY), tmp_path, NOW)
    assert tls.shown.names == ("127.0.0.1",)
    assert tls.shown.authority is None
    shakes_hands(tls.context, tmp_path / "certificate.pem", "127.0.0.1")


def _ended(folder: Path) -> Web:
    return given(folder, begins=-9 * A_DAY, ends=-A_DAY)


def _to_come(folder: Path) -> Web:
    return given(folder, begins=A_DAY, ends=9 * A_DAY)


def _locked(folder: Path) -> Web:
    return given(folder, begins=-A_DAY, ends=A_DAY, lock=b"secret")


def _not_its_key(folder: Path) -> Web:
    web = given(folder, begins=-A_DAY, ends=A_DAY)
    (folder / "other").mkdir()
    other = given(folder / "other", begins=-A_DAY, ends=A_DAY)
    return Web(certificate=web.certificate, key=other.key)


def _no_certificate(folder: Path) -> Web:
    web = given(folder, begins=-A_DAY, ends=A_DAY)
    return Web(certificate=web.key, key=web.key)


def _no_key(folder: Path) -> Web:
    web = given(folder, begins=-A_DAY, ends=A_DAY)
    return Web(certificate=web.certificate, key=web.certificate)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_ended, f"certificate.pem ended on {NOW - A_DAY:%Y-%m-%d}; renew it"),
        (_to_come, "is this machine's clock right?"),
        (_locked, "key.pem is locked with a passphrase; write it without one"),
        (_not_its_key, "is not the key of the certificate"),
        (_no_certificate, "holds no certificate in PEM form"),
        (_no_key, "holds no private key in PEM form"),
    ],
)
def test_a_given_one_that_cannot_work_is_refused_with_the_reason(
    tmp_path: Path, make: Callable[[Path], Web], says: str
):
    with pytest.raises(ValueError, match=r"web\.(certificate|key): ") as refused:
        certificate_of(make(tmp_path), tmp_path, NOW)
    assert says in str(refused.value)


def test_a_given_one_that_somebody_renewed_is_taken_without_a_restart(tmp_path: Path):
    tls = Tls(given(tmp_path, begins=-A_DAY, ends=20 * A_DAY), tmp_path, NOW)
    given(tmp_path, begins=-A_DAY, ends=90 * A_DAY)
    assert tls.look_again(NOW) == NOW + A_DAY
    shakes_hands(tls.context, tmp_path / "certificate.pem", "127.0.0.1")


def test_a_given_one_that_somebody_broke_leaves_the_one_that_works(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    tls = Tls(given(tmp_path, begins=-A_DAY, ends=90 * A_DAY), tmp_path, NOW)
    (tmp_path / "good.pem").write_bytes((tmp_path / "certificate.pem").read_bytes())
    (tmp_path / "key.pem").write_text("rubbish")
    assert tls.look_again(NOW) == NOW + A_DAY
    assert "cannot be renewed: web.key" in caplog.text
    shakes_hands(tls.context, tmp_path / "good.pem", "127.0.0.1")
