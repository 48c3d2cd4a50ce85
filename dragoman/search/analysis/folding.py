"""Words with what spelling leaves open taken out, script by script: marks, shapes of letters, capitals.

What is left holds no ASCII but letters and digits, which is what the tokenizer of SQLite keeps together.
"""

from __future__ import annotations

import unicodedata

import regex

UNSEEN = (
    r"\u00ad\u034f\u061c\u0640\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    r"\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
"""What may stand inside a word without being seen: soft hyphen, joiners, marks of direction, tatweel."""

_UNSEEN = regex.compile(f"[{UNSEEN}]")
_MARKS = regex.compile(r"\p{M}")
_ASCII_SIGNS = regex.compile(r"[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]")
_NOT_WORD = regex.compile(r"[^\p{L}\p{M}\p{N}]")
_ARABIC_LETTERS = {
    **dict.fromkeys(map(ord, "أإآٱٲٳ"), "ا"),
    **dict.fromkeys(map(ord, "ىئیېےۓ"), "ي"),
    **dict.fromkeys(map(ord, "ؤ"), "و"),
    **dict.fromkeys(map(ord, "ک"), "ك"),
    **dict.fromkeys(map(ord, "ةۀہھەۂۃ"), "ه"),
    ord("ء"): "",
}
_HEBREW_LETTERS = dict(zip(map(ord, "ךםןףץ"), "כמנפצ", strict=True))
# Letters that no decomposition takes apart.
_LATIN_LETTERS = {
    ord("ı"): "i", ord("ø"): "o", ord("đ"): "d", ord("ł"): "l", ord("æ"): "ae", ord("œ"): "oe", ord("ħ"): "h",
    ord("ŧ"): "t", ord("þ"): "th", ord("ð"): "d",
}  # fmt: skip
_CYRILLIC_LETTERS = {ord("ё"): "е"}


def shaped(word: str, language: str = "") -> str:
    """Lower case, one shape of each character, nothing unseen; accents stay, for the stemmer reads them."""
    if word.isascii():
        return _NOT_WORD.sub("", word.lower())
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", word))
    if language in {"tr", "az"}:
        plain = plain.replace("İ", "i").replace("I", "ı")
    return _digits(unicodedata.normalize("NFC", plain.casefold()))


def folded(word: str, script: str) -> str:
    """A shaped word without what its script lets a writer leave out."""
    if word.isascii():
        return word if word.isalnum() else _NOT_WORD.sub("", word)
    if script == "Arab":
        word = _MARKS.sub("", word).translate(_ARABIC_LETTERS)
    elif script == "Hebr":
        word = _MARKS.sub("", unicodedata.normalize("NFKD", word)).translate(_HEBREW_LETTERS)
    elif script == "Cyrl":
        word = _MARKS.sub("", word.translate(_CYRILLIC_LETTERS))
    elif script in {"Latn", "Grek"}:
        bare = _MARKS.sub("", unicodedata.normalize("NFKD", word))
        word = bare.translate(_LATIN_LETTERS) if script == "Latn" else bare.replace("ς", "σ")
    return _NOT_WORD.sub("", word)


def folded_character(character: str) -> str:
    """One character of a script without spaces; empty for one that can't be seen."""
    return _ASCII_SIGNS.sub("", unicodedata.normalize("NFKC", _UNSEEN.sub("", character)).casefold())


def number(text: str) -> str:
    """``1,000``, ``1000`` and ``١٠٠٠`` are one number; a point stays, as a sign that breaks no term."""
    plain = (
        _digits(unicodedata.normalize("NFKC", text)).replace("٬", ",").replace("٫", ".").replace("，", ",")
    )
    if regex.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        plain = plain.replace(",", "")
    return regex.sub(r"[^0-9]+", "·", plain)


def _digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(value) if (value := unicodedata.digit(ch, None)) is not None else ch for ch in text)
