"""What a change of spelling may change: one word of a sentence into one much like it, and nothing with a meaning."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

import regex
from django.utils.translation import gettext as _

from dragoman.lib.word_diff import Piece, word_differences
from dragoman.publications.comparing import Differences, SentenceChange
from dragoman.publications.content import Content
from dragoman.reviews.negation import says_no
from dragoman.reviews.numbers import digits_in

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’]+")
_ALIKE = 0.6
_MEANINGFUL = frozenset({"speaker", "role", "voice", "relay_of", "kind", "language", "of"})


def more_than_spelling(new: Content, changed: Differences) -> tuple[str, ...]:
    """Why these changes are no mere spelling, in sentences; empty when they are."""
    names = frozenset(
        part.casefold()
        for voice in new.voices
        for part in _WORD.findall(f"{voice.name} {voice.name_original}")
    )
    found: list[str] = []
    for sentence in changed.sentences:
        if sentence.is_visible:
            found += [f"s{sentence.label}: {reason}" for reason in _sentence_reasons(sentence, names)]
    for text in changed.texts:
        found += list(_reasons(text.before, text.after, text.language, names))
    return tuple(dict.fromkeys(found))


def _sentence_reasons(sentence: SentenceChange, names: frozenset[str]) -> Iterator[str]:
    if sentence.fate != "changed":
        yield _("a sentence was added or taken out")
        return
    if any(fact.name in _MEANINGFUL for fact in sentence.facts):
        yield _("who speaks or what is rendered changed")
    for side in sentence.sides:
        yield from _reasons(side.before, side.after, side.language, names)


def _reasons(before: str, after: str, language: str, names: frozenset[str]) -> Iterator[str]:
    if digits_in(before) != digits_in(after):
        yield _("a number changed")
    if says_no(before, language) != says_no(after, language):
        yield _("a denial came or went")
    old, new = _changed_words(word_differences(before, after))
    if names & {word.casefold() for word in (*old, *new)}:
        yield _("a name changed")
    if len(old) > 1 or len(new) > 1:
        yield _("more than one word changed")
    elif old and new and not _are_alike(old[0], new[0]):
        yield _("a word became another word")
    elif bool(old) != bool(new):
        yield _("a word came or went")


def _changed_words(pieces: tuple[Piece, ...]) -> tuple[list[str], list[str]]:
    old = [word for piece in pieces if piece.fate == "deleted" for word in _WORD.findall(piece.text)]
    new = [word for piece in pieces if piece.fate == "inserted" for word in _WORD.findall(piece.text)]
    return old, new


def _are_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= _ALIKE
