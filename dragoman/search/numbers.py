"""A clip's number, and perhaps a sentence, in what someone typed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import regex

_WRITTEN = regex.compile(
    r"(?:(?:DRG|clip)\s*)?(?:(?:no|nr|n[º°o]|№|номер|رقم)\s*[.:]?\s*)?#?\s*0*(?P<number>[1-9]\d{0,9})"
    r"(?:\s*[,·#]?\s*s(?P<label>[1-9]\d*[a-z0-9]*))?\s*",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NumberAsked:
    number: int
    label: str


def number_in(text: str) -> NumberAsked | None:
    """``#11045``, ``011045``, ``No. 11,045``, ``١١٠٤٥`` or ``DRG 11045 s17``; None for words."""
    plain = "".join(_digit(ch) for ch in unicodedata.normalize("NFKC", text.strip()))
    plain = regex.sub(r"(?<=\d)[,  ](?=\d{3}\b)", "", plain)
    match = _WRITTEN.fullmatch(plain)
    return NumberAsked(int(match["number"]), (match["label"] or "").lower()) if match else None


def _digit(character: str) -> str:
    value = unicodedata.digit(character, None)
    return character if value is None else str(value)
