"""Quotation marks as each language writes them (CLDR, delimiters)."""

from __future__ import annotations

_GUILLEMETS = ("«", "»")
_MARKS = {
    "ar": _GUILLEMETS,
    "be": _GUILLEMETS,
    "ckb": _GUILLEMETS,
    "de": ("„", "“"),
    "el": _GUILLEMETS,
    "es": _GUILLEMETS,
    "fa": _GUILLEMETS,
    "fr": ("«\u00a0", "\u00a0»"),
    "hy": _GUILLEMETS,
    "it": _GUILLEMETS,
    "ja": ("「", "」"),
    "pl": ("„", "”"),
    "ps": _GUILLEMETS,
    "ru": _GUILLEMETS,
    "uk": _GUILLEMETS,
    "zh-Hant": ("「", "」"),
}
_ELSEWHERE = ("“", "”")


def marks_of(language: str) -> tuple[str, str]:
    """What opens and what closes a quotation in a language, given as a BCP 47 tag."""
    return _MARKS.get(language) or _MARKS.get(language.split("-")[0], _ELSEWHERE)


def in_quotes(text: str, language: str) -> str:
    opening, closing = marks_of(language)
    return f"{opening}{text}{closing}"
