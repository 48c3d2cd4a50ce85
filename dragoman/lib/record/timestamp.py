"""RFC 3161 time stamps: an authority's word that a text existed at a moment."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

REQUEST_TYPE = "application/timestamp-query"
RESPONSE_TYPE = "application/timestamp-reply"

# No signature covers these parts of a time stamp, so what they may say is written down: the versions that RFC 3161
# fixes, and the signature algorithms (DER), which stand behind the signed message digest.
_VERSIONS = (3, {1})
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
_SIGNATURES = tuple(
    bytes.fromhex(text)
    for text in (
        "06082a8648ce3d040302",  # ECDSA with SHA-256, 384, 512
        "06082a8648ce3d040303",
        "06082a8648ce3d040304",
        "06092a864886f70d010101",  # RSA
        "06092a864886f70d01010a",  # RSA-PSS
        "06092a864886f70d01010b",  # RSA with SHA-256, 384, 512
        "06092a864886f70d01010c",
        "06092a864886f70d01010d",
    )
)
_SHA256 = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1")


class BadTimestamp(ValueError):
    """The answer is no time stamp of this text by an authority we trust; the message says why."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent to the authority, and what its answer is held against."""

    request: TimeStampRequest

    @property
    def data(self) -> bytes:
        return self.request.as_bytes()

    def check(self, answer: bytes, text: str, roots: Sequence[x509.Certificate]) -> datetime:
        """As ``check_timestamp``; the answer must also repeat this question's number."""
        at = check_timestamp(answer, text, roots)
        if _decoded(answer).tst_info.nonce != self.request.nonce:
            raise BadTimestamp("the time stamp answers another question")
        return at


def ask_about(text: str) -> Question:
    """The question about a text: only its SHA-256 goes out."""
    builder = TimestampRequestBuilder().data(text.encode()).hash_algorithm(HashAlgorithm.SHA256)
    return Question(builder.nonce(nonce=True).cert_request(cert_request=True).build())


def read_roots(pem: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates in a PEM file. Raises ``BadTimestamp`` when there are none."""
    try:
        return tuple(x509.load_pem_x509_certificates(pem))
    except ValueError as error:
        raise BadTimestamp("the file holds no certificate in PEM form") from error


def check_timestamp(answer: bytes, text: str, roots: Sequence[x509.Certificate]) -> datetime:
    """When the authority saw the text. Raises ``BadTimestamp``.

    ``roots`` are the certificates of the authorities you trust. Certificates are judged as of the stamped moment.
    """
    if not roots:
        raise BadTimestamp("no authority's certificate was given")
    response = _decoded(answer)
    signed = response.signed_data
    if (signed.version, {each.version for each in signed.signer_infos}) != _VERSIONS:
        raise BadTimestamp("the time stamp is of a version that RFC 3161 does not know")
    if max(map(answer.rfind, _SIGNATURES)) < answer.rfind(_MESSAGE_DIGEST):
        raise BadTimestamp("the time stamp names no signature algorithm we know")
    builder = VerifierBuilder(roots=list(dict.fromkeys(roots)))
    try:
        builder.build().verify_message(response, text.encode())
    except (VerificationError, ValueError) as error:
        raise BadTimestamp(f"the time stamp does not hold: {error}") from error
    return _moment(response)


def stated_time(answer: bytes, text: str) -> datetime:
    """When the answer says the authority saw this text; its signature is not looked at. Raises ``BadTimestamp``."""
    response = _decoded(answer)
    imprint = response.tst_info.message_imprint
    if imprint.hash_algorithm != _SHA256 or imprint.message != hashlib.sha256(text.encode()).digest():
        raise BadTimestamp("the time stamp is of another text")
    return _moment(response)


def _decoded(answer: bytes) -> TimeStampResponse:
    """Strictly: what is decoded and written again must be the same bytes."""
    try:
        response = decode_timestamp_response(answer)
        rewritten = response.as_bytes()
        granted = response.status == 0
        response.tst_info  # noqa: B018  raises where it can't be read
    except (ValueError, VerificationError) as error:
        raise BadTimestamp("the answer is no time stamp response") from error
    if rewritten != answer:
        raise BadTimestamp("the answer is not written as it should be")
    if not granted:
        raise BadTimestamp("the authority did not grant the time stamp")
    return response


def _moment(response: TimeStampResponse) -> datetime:
    at = response.tst_info.gen_time
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
