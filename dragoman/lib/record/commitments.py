"""Commitments to names: the record holds the hash of a salted name, so that erasing the name breaks no link."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from dragoman.lib.hashing import canonical

_DOMAIN = b"dragoman-commitment/1\n"


@dataclass(frozen=True, slots=True)
class Opening:
    """What a commitment stands for. ``salt`` is 16 random bytes in hexadecimal."""

    salt: str
    value: str

    @property
    def commitment(self) -> str:
        """SHA-256 in hexadecimal over the domain line and the canonical JSON of salt and value."""
        data = _DOMAIN + canonical({"salt": self.salt, "value": self.value})
        return hashlib.sha256(data).hexdigest()


def new_salt() -> str:
    return secrets.token_hex(16)


def new_opening(value: str) -> Opening:
    """``value`` must be clean text (NFC, no control characters)."""
    return Opening(new_salt(), value)
