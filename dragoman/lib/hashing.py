"""Canonical JSON and the digests of things.

Canonical means RFC 8785 (JCS), narrowed to what this product's documents hold: ASCII keys, text in NFC,
integers below 2**53, booleans, null. Within these rules Python's own writer gives the same bytes and is several
times cheaper; a property test holds the two together.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

Json: TypeAlias = "None | bool | int | str | Sequence[Json] | Mapping[str, Json]"

_DEEPEST = 32
_LARGEST = 2**53


class NotCanonical(ValueError):
    """The value holds something a canonical document may not."""


def canonical(value: Json) -> bytes:
    """The one byte form of ``value``. Refuses floats, control characters, lone surrogates and text not in NFC."""
    _check(value, 0)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def digest(data: bytes) -> str:
    """SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def leaf_digest(line: bytes) -> str:
    """The RFC 9162 leaf hash of a line, so that one hash serves a chain and a Merkle tree."""
    return hashlib.sha256(b"\x00" + line).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def clean_text(text: str) -> str:
    """Text as documents hold it: NFC, line breaks as ``\\n``, no other control characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(ch for ch in text if not _is_refused(ch))


def _is_refused(character: str) -> bool:
    return (
        (character < " " and character not in "\n\t")
        or character == "\x7f"
        or "\ud800" <= character <= "\udfff"
    )


def _check(value: Json, depth: int) -> None:
    if depth > _DEEPEST:
        raise NotCanonical(f"The document is nested more than {_DEEPEST} deep.")
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, int):
        if not -_LARGEST < value < _LARGEST:
            raise NotCanonical(f"{value} is too large for a canonical number.")
    elif isinstance(value, str):
        _check_text(value)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise NotCanonical(f"{key!r} is no ASCII key.")
            _check(item, depth + 1)
    elif isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        for item in value:
            _check(item, depth + 1)
    else:
        raise NotCanonical(f"A {type(value).__name__} has no canonical form.")


def _check_text(text: str) -> None:
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        raise NotCanonical("The text is not in NFC.")
    for character in text:
        if _is_refused(character):
            raise NotCanonical(f"The text holds the control character U+{ord(character):04X}.")
