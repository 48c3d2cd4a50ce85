"""What may have been meant where nothing was found: words of the archive that differ in a letter or two."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.search.analysis.analyser import forms_of
from dragoman.search.asking.lexing import Kind, tokens_of
from dragoman.search.index.port import Reader

_SHORTEST, _SHORTEST_FOR_TWO = 4, 7
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz0123456789",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "αβγδεζηθικλμνξοπρστυφχψω",
)
_MOST_COMPARED = 4_000


def meant_by(question: str, reader: Reader) -> str:
    """The question with unknown words replaced by the likeliest known ones; empty where there are none."""
    asked = [token for token in tokens_of(question) if token.kind is Kind.WORD or token.kind is Kind.PHRASE]
    forms = {form for token in asked for form in forms_of(token.text)}
    unknown = sorted(forms - set(reader.known(sorted(forms))))
    better = {form: found for form in unknown if (found := _nearest(form, reader))}
    if not better:
        return ""
    return " ".join(_corrected(token.written, better) for token in tokens_of(question))


def _corrected(written: str, better: dict[str, str]) -> str:
    """A piece of the question, word by word, so that operators and quotation marks stay."""
    if written in {"AND", "OR", "NOT"}:
        return written
    words = written.split(" ")
    for at, word in enumerate(words):
        forms = forms_of(word)
        if len(forms) == 1 and forms[0] in better:
            core = word.strip('"“”„«»()')
            words[at] = word.replace(core, better[forms[0]])
    return " ".join(words)


def _nearest(form: str, reader: Reader) -> str:
    """The commonest word one letter away; for a long one, two letters away from the same beginning."""
    if len(form) < _SHORTEST:
        return ""
    known = reader.known(sorted(set(_one_away(form))))
    if not known and len(form) >= _SHORTEST_FOR_TWO:
        near = reader.forms(form[:2])[:_MOST_COMPARED]
        known = {
            one: clips for one, clips in near if abs(len(one) - len(form)) < 3 and _distance(one, form) < 3
        }
    return min(known, key=lambda one: (-known[one], one)) if known else ""


def _one_away(form: str) -> Iterator[str]:
    letters = next((alphabet for alphabet in _ALPHABETS if form[0] in alphabet), "")
    for at in range(len(form) + 1):
        head, tail = form[:at], form[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in letters:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


def _distance(one: str, other: str) -> int:
    """How many letters to change, add or leave out."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for to, wanted in enumerate(other, 1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (letter != wanted))
    return row[-1]
