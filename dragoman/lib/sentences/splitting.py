"""Where sentences end, by punctuation."""

from __future__ import annotations

import regex

from dragoman.lib.languages import base
from dragoman.lib.sentences.abbreviations import (
    ABBREVIATIONS,
    BEFORE_NUMBERS,
    ORDINAL_DOT,
    SENTENCE_STARTERS,
    TITLES,
)

_WIDE = "。！？｡．‼⁇⁈⁉"  # they end a sentence without a space after them
_SPACED = ".!?…؟۔।॥።។"
_CLOSERS = "\"'”’»›)]}」』）】》〉〕｣"
_END = regex.compile(
    rf"[{regex.escape(_WIDE + _SPACED)}]+(?:[{regex.escape(_CLOSERS)}]|[ \u00a0\u202f]»(?![\p{{L}}\p{{N}}]))*"
)
_PARAGRAPH = regex.compile(r"\s*\n\s*\n\s*")
_LAST_WORD = regex.compile(r"(?:[\p{L}\p{M}\p{N}º№’'\-]+\.)*[\p{L}\p{M}\p{N}º№’'\-]+$")
_ACRONYM = regex.compile(r"(?:\p{L}\.)+\p{L}")
_NEXT_WORD = regex.compile(r"[^\p{L}\p{N}]*+([\p{L}\p{M}\p{N}’']+)")
_OPENERS = "\"'“‘„«‹([{¿¡—–-「『（【《〈"
_LOOK = 80  # characters read before and after a mark: long texts stay quick
_QUOTATIVE = ("と", "って", "、", "，", ",")


def split(text: str, language: str) -> list[str]:
    """The sentences of a text, in order, trimmed. Nothing but space between them is lost.

    A line end is a space; an empty line ends a sentence.

    >>> split("Dr. Lee paid 3.5 million. “Why?” he asked.", "en")
    ['Dr. Lee paid 3.5 million.', '“Why?” he asked.']
    """
    ends = [*boundaries(text, language), len(text)]
    found, start = [], 0
    for end in ends:
        if sentence := text[start:end].strip():
            found.append(sentence)
        start = end
    return found


def boundaries(text: str, language: str) -> list[int]:
    """The offsets after which a new sentence begins, the end of the text not among them."""
    code = base(language)
    ends = {match.end() for match in _END.finditer(text) if _ends_sentence(text, match, code)}
    ends |= {match.end() for match in _PARAGRAPH.finditer(text)}
    begins, stops = len(text) - len(text.lstrip()), len(text.rstrip())
    return sorted(end for end in ends if begins < end < stops)


def _ends_sentence(text: str, match: regex.Match[str], language: str) -> bool:
    marks = match.group()
    after = text[match.end() : match.end() + _LOOK].lstrip()
    spaced = match.end() == len(text) or text[match.end()].isspace()
    if any(mark in _WIDE for mark in marks):
        closed = marks[-1] in _CLOSERS
        return not after.startswith(_QUOTATIVE) if closed else True
    if not after:
        return True
    if not spaced:
        return _runs_on(text, match)
    opening = after.lstrip(_OPENERS + " ")
    if opening[:1].islower() or after[:1] in ",;:、，،؛":
        return False
    if marks.rstrip(_CLOSERS) == ".":
        return _dot_ends(text[max(0, match.start() - _LOOK) : match.start()], after, language)
    return True


def _runs_on(text: str, match: regex.Match[str]) -> bool:
    """A mark with no space after it: a typing slip in scripts without capitals, else part of a word."""
    following = text[match.end()]
    before = text[match.start() - 1 : match.start()]
    return (
        match.group()[0] in "؟۔।॥?!" and following.isalpha() and before.isalpha() and not following.isascii()
    )


def _dot_ends(before: str, after: str, language: str) -> bool:
    found = _LAST_WORD.search(before)
    if found is None:
        return True
    word, lower = found.group(), found.group().lower()
    number_follows = after.lstrip(_OPENERS)[:1].isdecimal()
    if lower in BEFORE_NUMBERS and number_follows:
        return False
    if _ACRONYM.fullmatch(word) and word.isupper():
        following = _NEXT_WORD.match(after)
        return language != "en" or (following is not None and following[1].lower() in SENTENCE_STARTERS)
    if lower in ABBREVIATIONS.get(language, TITLES):
        return _abbreviation_ends(lower, after, language)
    if len(word) == 1 and word.isupper() and word != "I":
        return False
    return not (word.isdecimal() and len(word) <= 2 and language in ORDINAL_DOT)


def _abbreviation_ends(lower: str, after: str, language: str) -> bool:
    """“etc.” and “p.m.” may end a sentence as well; then a known beginning follows."""
    if lower in TITLES or lower not in {
        "etc",
        "p.m",
        "a.m",
        "inc",
        "ltd",
        "co",
        "corp",
        "usw",
        "т.д",
        "т.п",
        "др",
    }:
        return False
    following = _NEXT_WORD.match(after)
    if following is None or not following[1][:1].isupper():
        return False
    return language != "en" or lower == "etc" or following[1].lower() in SENTENCE_STARTERS
