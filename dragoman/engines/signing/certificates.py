"""The certificate files: a chain for trying things out, and what any chain says of itself."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from dragoman.engines.signing.port import SigningFiles, SigningUnavailable

TEST_NAME = "TEST CERTIFICATE THAT VOUCHES FOR NOBODY"
WARN_BEFORE = timedelta(days=30)
_TEST_LIFE = timedelta(days=3650)
_CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}


class FilesInTheWay(ValueError):
    """There are signing files already; they are never overwritten."""


@dataclass(frozen=True, slots=True)
class ChainFacts:
    """What a certificate says: whose it is, who issued it, and from when to when it holds."""

    subject: str
    issuer: str
    begins: datetime
    ends: datetime
    algorithm: str

    @property
    def is_test(self) -> bool:
        return TEST_NAME in self.subject

    def is_current(self, now: datetime) -> bool:
        return self.begins <= now <= self.ends

    def ends_soon(self, now: datetime) -> bool:
        return now > self.ends - WARN_BEFORE


def make_test_chain(files: SigningFiles) -> ChainFacts:
    """Write a root of our own, a certificate under it and its key. The root's key is thrown away.

    Raises ``FilesInTheWay`` when any of the three files is there.
    """
    for path in (files.certificate, files.key, files.trust):
        if path.exists():
            raise FilesInTheWay(f"{path} is there already: nothing was overwritten.")
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _root(root_key)
    leaf = _leaf(key, root, root_key)
    _write(files.trust, _pem(root))
    _write(files.certificate, _pem(leaf) + _pem(root))
    _write(files.key, _key_pem(key))  # last: without it nothing of this is used
    return chain_facts(files)


def chain_facts(files: SigningFiles) -> ChainFacts:
    """What the configured certificate says. Raises ``SigningUnavailable`` where it can't be used."""
    leaf = _load_leaf(files.certificate)
    key = _load_key(files.key)
    if key.public_key() != leaf.public_key():
        raise SigningUnavailable(
            "key_mismatch",
            f"The key in {files.key} is not that of the first certificate in {files.certificate}: put the signer's "
            "certificate first.",
        )
    return ChainFacts(
        subject=leaf.subject.rfc4514_string(),
        issuer=leaf.issuer.rfc4514_string(),
        begins=leaf.not_valid_before_utc,
        ends=leaf.not_valid_after_utc,
        algorithm=_algorithm(key),
    )


def _load_leaf(path: Path) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())[0]
    except FileNotFoundError as error:
        raise SigningUnavailable(
            "no_certificate",
            f"There is no certificate at {path}: bring one, or make one for trying things out with "
            "“dragoman signing setup”.",
        ) from error
    except (OSError, ValueError, IndexError) as error:
        raise SigningUnavailable("bad_certificate", f"{path} holds no certificate in PEM form.") from error


def _load_key(path: Path) -> ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError as error:
        raise SigningUnavailable("no_key", f"There is no signing key at {path}.") from error
    except (OSError, ValueError, TypeError) as error:
        raise SigningUnavailable(
            "bad_key", f"{path} holds no key we can read: PEM form, PKCS #8, without a password."
        ) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey):
        raise SigningUnavailable("bad_key", f"The key in {path} is of another kind: use EC P-256 or Ed25519.")
    return key


def _algorithm(key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> str:
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ed25519"
    if key.curve.name not in _CURVES:
        raise SigningUnavailable("bad_key", f"The curve {key.curve.name} is not in use for media: use P-256.")
    return _CURVES[key.curve.name]


def _root(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = _name("Root of a test chain")
    return (
        _builder(name, name, key.public_key(), key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )


def _leaf(
    key: ec.EllipticCurvePrivateKey, root: x509.Certificate, root_key: ec.EllipticCurvePrivateKey
) -> x509.Certificate:
    return (
        _builder(_name("Signer of a test chain"), root.subject, key.public_key(), root_key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .sign(root_key, hashes.SHA256())
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, TEST_NAME),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    issuer_public: ec.EllipticCurvePublicKey,
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + _TEST_LIFE)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_public), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
