"""Checks on what came back: could this be a translation of that?"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import regex

from dragoman.engines.translation.port import Flag, LockedTerm
from dragoman.lib.languages import script

_NUMBER = regex.compile(r"\d+(?:[.,'’\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_PREAMBLE = re.compile(
    r"\s*(?:sure[,!.]|certainly[,!.]|of course[,!.]|here(?:'s| is| are) (?:the|your|a) |translation\s*:|"
    r"translated text\s*:|as an ai|i(?:'m| am) sorry, but|i can(?:'t|not) )",
    re.IGNORECASE,
)
_LETTER = regex.compile(r"\p{L}")
_SCRIPTS = {
    "Latn": r"\p{Latin}",
    "Cyrl": r"\p{Cyrillic}",
    "Arab": r"\p{Arabic}",
    "Hebr": r"\p{Hebrew}",
    "Grek": r"\p{Greek}",
    "Deva": r"\p{Devanagari}",
    "Hans": r"\p{Han}",
    "Hant": r"\p{Han}",
    "Jpan": r"[\p{Han}\p{Hiragana}\p{Katakana}]",
    "Kore": r"[\p{Hangul}\p{Han}]",
}
_SHORT = 12  # characters below which length and script prove nothing
_FEWEST_OF_SCRIPT = 0.5


def refusal(source: str, output: str, target: str) -> Flag | None:
    """Why an output cannot stand at all, or None."""
    if not output.strip():
        return Flag.BAD_OUTPUT
    if _LETTER.search(source) and not _LETTER.search(output) and not numbers(output):
        return Flag.BAD_OUTPUT
    if _PREAMBLE.match(output) and not _PREAMBLE.match(source):
        return Flag.BAD_OUTPUT
    if _goes_in_circles(output) and not _goes_in_circles(source):
        return Flag.BAD_OUTPUT
    if not _length_is_plausible(source, output):
        return Flag.BAD_OUTPUT
    return None if in_script(output, target) else Flag.WRONG_LANGUAGE


def doubts(source: str, output: str, terms: tuple[LockedTerm, ...]) -> frozenset[Flag]:
    """What a person has to look at in an output that can stand."""
    flags = set()
    if numbers(source) - numbers(output):
        flags.add(Flag.NUMBER_CHANGED)
    for term in terms_in(source, terms):
        if term.target.casefold() not in output.casefold():
            flags.add(Flag.TERM_LOST)
    return frozenset(flags)


def numbers(text: str) -> Counter[str]:
    """The numbers of a text as digits alone, so that “3,500.50” and “3.500,50” are one number."""
    plain = "".join(
        str(digit) if (digit := unicodedata.decimal(character, None)) is not None else character
        for character in text
    )
    return Counter(re.sub(r"\D", "", found) for found in _NUMBER.findall(plain))


def terms_in(text: str, terms: tuple[LockedTerm, ...]) -> list[LockedTerm]:
    """The locked terms a text holds as whole words, the longest first."""
    found = [term for term in terms if term.source.strip() and term_pattern(term).search(text)]
    return sorted(found, key=lambda term: -len(term.source))


def term_pattern(term: LockedTerm) -> regex.Pattern[str]:
    """A term as a whole word, but inside words in scripts that write none apart."""
    escaped = regex.escape(term.source)
    apart = r"(?<![\p{Latin}\p{Cyrillic}\p{Greek}\p{Arabic}\p{Hebrew}\p{N}_])"
    end = r"(?![\p{Latin}\p{Cyrillic}\p{Greek}\p{Arabic}\p{Hebrew}\p{N}_])"
    return regex.compile(f"{apart}{escaped}{end}")


def in_script(text: str, language: str) -> bool:
    """Whether at least half of the letters are of the language's script; short texts always pass."""
    pattern = _SCRIPTS.get(script(language))
    letters = _LETTER.findall(text)
    if pattern is None or _weight("".join(letters)) < _SHORT:
        return True
    return len(regex.findall(pattern, text)) >= _FEWEST_OF_SCRIPT * len(letters)


def shifted(sources: list[str], outputs: list[str]) -> bool:
    """Whether the outputs sit one line off: their numbers fit a neighbour's source and not their own."""
    here = [numbers(source) for source in sources]
    there = [numbers(output) for output in outputs]
    own = sum(bool(a & b) for a, b in zip(here, there, strict=True))
    for a, b in ((here[1:], there[:-1]), (here[:-1], there[1:])):
        beside = sum(bool(x & y) for x, y in zip(a, b, strict=True))
        if beside >= 2 and beside > 2 * own:
            return True
    return False


def _length_is_plausible(source: str, output: str) -> bool:
    before, after = _weight(source), _weight(output)
    if before < _SHORT and after < 5 * _SHORT:
        return True
    return 0.25 <= after / max(1, before) <= 4.0


def _weight(text: str) -> float:
    """Length in Latin letters: a Han character says as much as three, a Hangul syllable as two."""
    han = len(regex.findall(r"[\p{Han}]", text))
    hangul = len(regex.findall(r"[\p{Hangul}\p{Hiragana}\p{Katakana}]", text))
    return len(text) + 2 * han + hangul


def _goes_in_circles(text: str) -> bool:
    words = text.lower().split()
    return any(
        words[at : at + size] * 4 == words[at : at + size * 4]
        for size in range(1, min(12, len(words) // 4) + 1)
        for at in range(len(words) - size * 4 + 1)
    )
