"""The quotations of an article, in plain text or HTML. An outer pair of marks wins over what stands inside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from dragoman.lib.record.quotation.marks import PAIRS, SINGLES
from dragoman.lib.record.quotation.markup import Paragraph, looks_like_html, paragraphs_of_html
from dragoman.lib.record.quotation.words import composed, is_unspaced, words_of

FEWEST_WORDS = 4
FEWEST_CHARACTERS = 6
"""Of a script without spaces."""
_NEARBY = 300
_MOST_ENDS = 4
_STOP = regex.compile(r"[.!?؟。！？](?=\s|$)|[。！？]")
_LETTER = regex.compile(r"[\p{L}\p{N}\p{M}]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation. ``others`` are longer readings, where an apostrophe might have ended it; ``nearby`` what stands
    around it, without its own words."""

    text: str
    others: tuple[str, ...] = ()
    nearby: str = ""


def quotations_in(article: str) -> tuple[Quoted, ...]:
    """In reading order, each once where it stands."""
    found: list[Quoted] = []
    for paragraph in _paragraphs(article):
        text = paragraph.text
        if paragraph.is_quotation:
            found.append(Quoted(text.strip()))
            continue
        spans = list(_spans(paragraph))
        for at, (start, end, others) in enumerate(spans):
            shown = text[start:end].strip()
            if words_of(shown):
                longer = tuple(text[start:other].strip() for other in others)
                after = spans[at - 1][1] + 1 if at else 0
                until = spans[at + 1][0] - 1 if at + 1 < len(spans) else len(text)
                found.append(Quoted(shown, longer, _around(text, (start, end), (after, until))))
    return tuple(found)


def is_too_short(text: str) -> bool:
    """Fewer words than say whose they are."""
    words = words_of(composed(text))
    narrow = sum(is_unspaced(word.bare) for word in words)
    if narrow * 2 > len(words):
        return len(words) < FEWEST_CHARACTERS
    return len(words) < FEWEST_WORDS


def _paragraphs(article: str) -> list[Paragraph]:
    article = composed(article)
    if looks_like_html(article):
        return paragraphs_of_html(article)
    return [
        Paragraph(one) for one in regex.split(r"\R[ \t]*+\R\s*+|\R(?=\s*[“«„「\"])", article) if one.strip()
    ]


def _spans(paragraph: Paragraph) -> Iterator[tuple[int, int, list[int]]]:
    text, at = paragraph.text, 0
    for start, end in paragraph.quoted:
        yield from _marked(text, at, start)
        yield start, end, []
        at = end
    yield from _marked(text, at, len(text))


def _marked(text: str, at: int, stop: int) -> Iterator[tuple[int, int, list[int]]]:
    while at < stop:
        mark = text[at]
        if mark in PAIRS and not _is_inside_word(text, at):
            end = _closing(text, at, stop)
            yield at + 1, end, []
            at = end + 1
        elif mark in SINGLES and _opens(text, at, stop):
            ends = _single_ends(text, at, stop)
            if not ends:
                at += 1
                continue
            yield at + 1, ends[0], ends[1:]
            at = ends[0] + 1
        else:
            at += 1


def _closing(text: str, start: int, stop: int) -> int:
    """Where the pair closes; the paragraph's end where it does not."""
    opening = text[start]
    closers, depth = PAIRS[opening], 1
    for at in range(start + 1, stop):
        mark = text[at]
        if mark in closers and not _is_inside_word(text, at):
            depth -= 1
            if depth == 0:
                return at
        elif mark == opening:
            depth += 1
    return stop if depth == 1 else _first_closing(text, start, stop)


def _first_closing(text: str, start: int, stop: int) -> int:
    """Opened more often than closed: the first that closes, so that one slip does not swallow a paragraph."""
    closers = PAIRS[text[start]]
    return next((at for at in range(start + 1, stop) if text[at] in closers), stop)


def _is_inside_word(text: str, at: int) -> bool:
    """As the marks in Hebrew initials are."""
    return (
        text[at] in '"״'
        and 0 < at < len(text) - 1
        and regex.match(r"\p{Hebrew}", text[at - 1]) is not None
        and regex.match(r"\p{Hebrew}", text[at + 1]) is not None
    )


def _opens(text: str, at: int, stop: int) -> bool:
    return (
        (at == 0 or not _LETTER.match(text[at - 1]))
        and at + 1 < stop
        and _LETTER.match(text[at + 1]) is not None
    )


def _single_ends(text: str, start: int, stop: int) -> list[int]:
    """Every place where the quotation may end: at an apostrophe no letter follows, until the next may open."""
    closers, ends = SINGLES[text[start]], []
    for at in range(start + 1, min(stop, start + 2_000)):
        if text[at] in closers and not (at + 1 < len(text) and _LETTER.match(text[at + 1])):
            ends.append(at)
            if len(ends) == _MOST_ENDS:
                break
        elif (ends and text[at] in PAIRS) or (text[at] == "‘" and ends):
            break
    return ends


def _around(text: str, span: tuple[int, int], bounds: tuple[int, int]) -> str:
    """What leads up to a quotation and what follows it. Of words between two, a sentence's end says whose they are."""
    start, end = span
    before = text[max(bounds[0], start - 1 - _NEARBY) : max(bounds[0], start - 1)]
    after = text[end + 1 : min(bounds[1], end + 1 + _NEARBY)]
    if bounds[0]:
        before = before[_ends(before) :]
    if bounds[1] < len(text):
        after = after[: _ends(after) or None]
    return f"{before.strip()} {after.strip()}".strip()


def _ends(text: str) -> int:
    """The place behind the first sentence's end; 0 where none ends."""
    found = _STOP.search(text)
    return found.end() if found else 0
