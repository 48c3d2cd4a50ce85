"""Addresses made of names: readable in any script, never longer than a line."""

from __future__ import annotations

import hashlib
import unicodedata

import regex

_LONGEST = 72


def slug_of(text: str) -> str:
    """Words joined by hyphens, in their own script, lower case; ``""`` when no letter or digit is in it.

    >>> slug_of("Xi Jinping Meets FM: “A New Path”")
    'xi-jinping-meets-fm-a-new-path'
    """
    text = unicodedata.normalize("NFKC", text).lower()
    text = regex.sub(r"['’ʼ‘`]", "", text)
    words: list[str] = regex.findall(r"[\p{L}\p{M}\p{N}]+", text)
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        slug = longer
    return slug


def filing_slug(text: str) -> str:
    """A slug that is never empty: names without a letter fall back to a short digest."""
    return slug_of(text) or hashlib.sha256(text.encode()).hexdigest()[:10]
