"""What the product asks of whoever puts a signature into a media file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dragoman.lib.engine_identity import EngineIdentity
from dragoman.lib.hashing import Json


class SigningUnavailable(Exception):
    """Nothing can be signed here now. ``reason`` is a code for records, the message says what to do."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class NotSignable(Exception):
    """This file can't carry a signature. ``reason`` is a code for records."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done to the media, by its C2PA name (``c2pa.trimmed``)."""

    action: str
    parameters: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Claim:
    """What is signed: ``quote`` is our own assertion, ``recording`` the SHA-256 of what the file was made of."""

    title: str
    quote: Mapping[str, Json]
    deeds: tuple[Deed, ...]
    recording: str


@dataclass(frozen=True, slots=True)
class Signature:
    """What was written: the SHA-256 of the manifest store, and whether the certificate is for trying things out."""

    manifest: str
    is_test: bool


@dataclass(frozen=True, slots=True)
class SigningFiles:
    """Where the certificate chain (the signer's first), its key and the certificates we trust lie, in PEM form."""

    certificate: Path
    key: Path
    trust: Path


class MediaSigner(Protocol):
    @property
    def identity(self) -> EngineIdentity: ...

    def sign(self, source: Path, target: Path, claim: Claim) -> Signature:
        """Write a signed copy of ``source`` to ``target``. Raises ``SigningUnavailable`` or ``NotSignable``."""
        ...
