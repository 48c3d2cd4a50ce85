"""A text's terms, the same for every index, and what a word that is asked for may look like among them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from dragoman.search.analysis.folding import UNSEEN, folded, folded_character, number, shaped
from dragoman.search.analysis.stemming import clipped, is_stemmed, mark_of, stem, stripped

VERSION = "1"
"""Of everything in this package: an index made by another is built anew."""

_LONGEST = 60
_HAN = r"\p{Han}\p{Hiragana}\p{Katakana}ー々〆"
_BLOCKED = r"\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}{UNSEEN}]--[{_HAN}{_BLOCKED}]]"
_APOSTROPHES = "'’‘ʼʹ՚＇`´′"
_TOKEN = regex.compile(
    rf"(?P<han>[{_HAN}](?:[\p{{M}}{UNSEEN}\s]*+[{_HAN}])*+)"
    rf"|(?P<block>[{_BLOCKED}][{_BLOCKED}\p{{M}}{UNSEEN}]*+)"
    rf"|(?P<number>\p{{Nd}}++(?:[.,٫٬．，]\p{{Nd}}++)*+(?!{_LETTER}))"
    rf"|(?P<word>{_LETTER}++(?:(?:[{_APOSTROPHES}]|(?<=\p{{Hebrew}})[\"״׳](?=\p{{Hebrew}})){_LETTER}++)*+)",
    regex.V1,
)
_CHARACTER = regex.compile(rf"[{_HAN}{_BLOCKED}][\p{{M}}{UNSEEN}]*+", regex.V1)
_SCRIPTS = tuple(
    (code, regex.compile(rf"[^\p{{L}}]*+\p{{{name}}}"))
    for code, name in (
        ("Latn", "Latin"), ("Arab", "Arabic"), ("Cyrl", "Cyrillic"), ("Hebr", "Hebrew"), ("Grek", "Greek"),
        ("Deva", "Devanagari"), ("Armn", "Armenian"), ("Taml", "Tamil"),
    )
)  # fmt: skip
_WRITTEN_IN = {
    "ar": "Arab", "ru": "Cyrl", "el": "Grek", "hi": "Deva", "ne": "Deva", "hy": "Armn", "ta": "Taml",
    "yi": "Hebr",
}  # fmt: skip


class Term(NamedTuple):
    """``start`` and ``end`` lie in the text as it was given; ``form`` is the word before it was stemmed, or empty."""

    text: str
    form: str
    start: int
    end: int
    is_last_of_run: bool = False
    """The last character of a run of bigrams, by itself: so that one character can be looked for."""


def terms_of(text: str, language: str = "") -> list[Term]:
    """Every term of a text in a language (BCP 47), in order. Words of other scripts in it are left unstemmed."""
    base, found = language.partition("-")[0].lower(), list[Term]()
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind in {"han", "block"}:
            found += _grams(match.group(), match.start())
            continue
        written = match.group()
        term, form = (number(written), number(written)) if kind == "number" else _word(written, base)
        if term:
            found.append(Term(term[:_LONGEST], form[:_LONGEST], *match.span()))
    return found


class Sequence(NamedTuple):
    """Terms that must follow each other; the last may be only the beginning of one."""

    terms: tuple[str, ...]
    is_open: bool = False


def sequences_of(text: str, languages: tuple[str, ...]) -> tuple[Sequence, ...]:
    """What a word or phrase may look like, one for each language that has its own look for it; none without words."""
    found: dict[Sequence, None] = {}
    for language in ("", *languages):
        terms = terms_of(text, language)
        if terms:
            found[_asked(terms)] = None
    return tuple(found)


def forms_of(text: str) -> tuple[str, ...]:
    """The words as they are kept for looking up beginnings; none in scripts without spaces."""
    return tuple(term.form for term in terms_of(text) if term.form)


def _asked(terms: list[Term]) -> Sequence:
    """At the end of what is asked for, a character by itself adds nothing, for the run may go on in the text."""
    *before, last = terms
    if not last.is_last_of_run:
        return Sequence(tuple(term.text for term in terms))
    if before and before[-1].end == last.end:
        return Sequence(tuple(term.text for term in before))
    return Sequence(tuple(term.text for term in terms), is_open=True)


def _grams(run: str, offset: int) -> list[Term]:
    """Overlapping pairs of characters, and the last one alone."""
    found = []
    characters = [
        (folded_character(match.group()), offset + match.start(), offset + match.end())
        for match in _CHARACTER.finditer(run)
    ]
    for at, (text, start, end) in enumerate(characters):
        is_last = at + 1 == len(characters)
        following, _, end = ("", 0, end) if is_last else characters[at + 1]
        found.append(Term(text + following, "", start, end, is_last))
    return found


@lru_cache(maxsize=65_536)
def _word(written: str, language: str) -> tuple[str, str]:
    """The term of a word and its form. Called for every word, and most words come again and again."""
    script = _script_of(written)
    form = folded(shaped(clipped(written, language), language), script)
    if script == "Arab" and language == "ar":
        return stripped(form) + mark_of("ar"), form
    if not is_stemmed(language) or _WRITTEN_IN.get(language, "Latn") != script:
        return form, form
    stemmed = folded(stem(shaped(clipped(written, language), language).replace("ё", "е"), language), script)
    return (stemmed + mark_of(language) if stemmed else ""), form


@lru_cache(maxsize=65_536)
def _script_of(word: str) -> str:
    if word.isascii():
        return "Latn"
    return next((code for code, pattern in _SCRIPTS if pattern.match(word)), "")
