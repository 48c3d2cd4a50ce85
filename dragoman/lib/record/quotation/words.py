"""The words of a text, folded so far that equal means: no word was changed. Marks and spaces are not words.

Case, marks, spaces, full-width forms and shapes of digits may differ; accents, letters, endings, numbers and signs
may not. Arabic vowel marks count only where both sides have them: ``bare`` is the word without.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

import regex

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
# What may stand inside a word without being seen: soft hyphen, joiners, bidi controls, variation selectors, tatweel.
_UNSEEN = (
    r"\u00ad\u034f\u061c\u0640\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    r"\ufe00-\ufe0f\ufeff"
)
_UNSEEN_ONE = regex.compile(f"[{_UNSEEN}\U000e0100-\U000e01ef]")
_APOSTROPHES = "'’‘ʼʹ՚＇`´′"
_LETTER = f"[[\\p{{L}}\\p{{M}}\\p{{N}}{_UNSEEN}\U000e0100-\U000e01ef]--[{_UNSPACED}]]"
_WORD = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])[-\u2212\u2013](?=\p{{Nd}})\p{{Nd}}+(?:[.,٫٬．，]\p{{Nd}}+)*+"
    rf"|\p{{Nd}}+(?:[.,٫٬．，]\p{{Nd}}+)++"
    rf"|[{_UNSPACED}][\p{{M}}{_UNSEEN}\U000e0100-\U000e01ef]*+"
    rf"|{_LETTER}++(?:(?:[{_APOSTROPHES}]|(?<=\p{{Hebrew}})[\"״׳](?=\p{{Hebrew}})){_LETTER}++)*+"
    r"|[\p{Sc}\p{Sm}\p{So}%٪&@#§‰]",
    regex.V1,
)
_VOWELS = regex.compile(r"[\u064b-\u0652\u0656-\u0658\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")
_SHAPES = {
    **{0xFF01 + i: 0x21 + i for i in range(94)},
    **{0x660 + i: 0x30 + i for i in range(10)},
    **{0x6F0 + i: 0x30 + i for i in range(10)},
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, "\u2212\u2013"), "-"),
    0x66B: ".",
    0x66C: ",",
    0x66A: "%",
    0x5F4: '"',
    0x5F3: "'",
    0xFFE0: "¢",
    0xFFE1: "£",
    0xFFE5: "¥",
    0xFFE6: "₩",
}


class Word(NamedTuple):
    """``start`` and ``end`` lie in the text as ``composed`` gives it."""

    folded: str
    bare: str
    start: int
    end: int


def composed(text: str) -> str:
    """The form whose positions all words count in: NFC."""
    return unicodedata.normalize("NFC", text)


def words_of(text: str, language: str = "") -> tuple[Word, ...]:
    """The words of a composed text. The language matters for the two letters i of Turkish and Azerbaijani."""
    has_two_i = language.split("-")[0] in {"tr", "az"}
    found = []
    for match in _WORD.finditer(text):
        folded, bare = _folded(match.group(), has_two_i)
        if folded:
            found.append(Word(folded, bare, *match.span()))
    return tuple(found)


def are_same(one: Word, other: Word) -> bool:
    """Equal words; marks for vowels count only where both are written with them."""
    if one.folded == other.folded:
        return True
    return one.bare == other.bare and (one.folded == one.bare or other.folded == other.bare)


def is_unspaced(word: str) -> bool:
    """Whether a word is one character of a script that has no spaces."""
    return _UNSPACED_ONE.match(word) is not None


def weight_of(words: tuple[Word, ...]) -> float:
    """How many words long, where a character of a script without spaces is two thirds of one."""
    return sum(2 / 3 if is_unspaced(word.bare) else 1 for word in words)


_UNSPACED_ONE = regex.compile(f"[{_UNSPACED}]")


@lru_cache(maxsize=8192)
def _folded(written: str, has_two_i: bool) -> tuple[str, str]:
    """With and without marks for vowels."""
    plain = (
        written.replace("`", "'") if written.isascii() else _UNSEEN_ONE.sub("", written).translate(_SHAPES)
    )
    if has_two_i:
        plain = plain.replace("İ", "i").replace("I", "ı")
    folded = unicodedata.normalize("NFC", plain.lower())
    return folded, _VOWELS.sub("", folded) or folded
