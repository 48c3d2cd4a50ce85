from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from dragoman.engines.signing.certificates import FilesInTheWay, chain_facts, make_test_chain
from dragoman.engines.signing.port import SigningFiles, SigningUnavailable
from tests.media.signed import chain


def test_test_chain_says_so_and_is_for_its_owner_alone(tmp_path):
    files = chain(tmp_path)
    facts = chain_facts(files)
    now = datetime.now(UTC)
    assert facts.is_test and facts.is_current(now) and not facts.ends_soon(now)
    assert "VOUCHES FOR NOBODY" in facts.subject and "VOUCHES FOR NOBODY" in facts.issuer
    assert facts.ends_soon(facts.ends - timedelta(days=29)) and not facts.is_current(
        facts.ends + timedelta(days=1)
    )
    for path in (files.certificate, files.key, files.trust):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_leaf_is_what_validators_ask_for(tmp_path):
    leaf, root = x509.load_pem_x509_certificates(chain(tmp_path).certificate.read_bytes())
    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.key_cert_sign) == (True, False)
    purposes = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert [one.dotted_string for one in purposes] == ["1.3.6.1.5.5.7.3.4"]
    subject = root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.key_identifier
    issuer = leaf.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier
    assert subject == issuer
    leaf.verify_directly_issued_by(root)


@pytest.mark.parametrize("kept", ["certificate", "key", "trust"])
def test_nothing_is_overwritten(tmp_path, kept):
    files = SigningFiles(tmp_path / "c", tmp_path / "k", tmp_path / "t")
    getattr(files, kept).write_text("mine")
    with pytest.raises(FilesInTheWay):
        make_test_chain(files)
    assert [path.name for path in tmp_path.iterdir()] == [getattr(files, kept).name]


def reason(files):
    with pytest.raises(SigningUnavailable) as refused:
        chain_facts(files)
    return refused.value.reason


def written(key):
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def test_what_cannot_be_used_is_said(tmp_path):
    files = chain(tmp_path)
    assert reason(SigningFiles(tmp_path / "no", files.key, files.trust)) == "no_certificate"
    assert reason(SigningFiles(files.certificate, tmp_path / "no", files.trust)) == "no_key"
    assert reason(SigningFiles(files.key, files.key, files.trust)) == "bad_certificate"
    assert reason(SigningFiles(files.certificate, files.certificate, files.trust)) == "bad_key"
    files.key.write_bytes(written(ed25519.Ed25519PrivateKey.generate()))
    assert reason(files) == "key_mismatch"
    files.key.write_bytes(written(rsa.generate_private_key(public_exponent=65537, key_size=2048)))
    assert reason(files) == "bad_key"
