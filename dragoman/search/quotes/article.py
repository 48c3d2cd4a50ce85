"""Checking everything that a text quotes."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from sqlite3 import OperationalError

from dragoman.lib.hashing import clean_text
from dragoman.lib.record.quotation.extraction import Quoted, is_too_short, quotations_in
from dragoman.lib.record.quotation.markup import looks_like_html, paragraphs_of_html
from dragoman.lib.record.quotation.words import composed, words_of
from dragoman.lib.sentences.splitting import split
from dragoman.search.quotes.checking import Asked, Match, match_quotation
from dragoman.search.quotes.file import common_of, open_file
from dragoman.search.quotes.filling import name_key
from dragoman.search.quotes.index import ready
from dragoman.search.quotes.lines import Line, Reader
from dragoman.search.quotes.request import MOST_CHARACTERS, MOST_QUOTATIONS, MOST_WORDS, Request, TooMuch
from dragoman.search.quotes.results import Report, Result
from dragoman.search.quotes.telling import tell
from dragoman.search.quotes.terms import Verdict

_ONE_SENTENCE = 60
_LONGEST_NAME = 4
_RANK = {verdict: at for at, verdict in enumerate(Verdict)}


def check_text(request: Request, language: str = "") -> Report:
    """Check a text against the archive as it is now; links lead to pages in ``language``.

    Raises ``TooMuch`` and ``NotIndexed``.
    """
    if len(request.text) > MOST_CHARACTERS:
        raise TooMuch
    path, as_of = ready()
    try:
        return check_in(request, path, as_of, language)
    except OperationalError:  # another index took over between the two
        path, as_of = ready()
        return check_in(request, path, as_of, language)


def check_in(request: Request, path: Path, as_of: datetime, language: str = "") -> Report:
    """The same against one index."""
    text = clean_text(request.text)
    found = quotations_in(text)
    is_whole = all(is_too_short(one.text) for one in found)
    if is_whole:
        found = _the_text_itself(text)
    with open_file(path) as index:
        reader = Reader(index, common_of(index, path))
        results: list[Result] = []
        for quoted in found[:MOST_QUOTATIONS]:
            results += _checked(quoted, request, reader, language)
    counts = Counter(str(result.verdict) for result in results)
    return Report(tuple(results), as_of, max(0, len(found) - MOST_QUOTATIONS), is_whole, dict(counts))


def example() -> Line | None:
    """A sentence of the archive to try the check with."""
    path, _ = ready()
    with open_file(path) as index:
        return Reader(index, common_of(index, path)).an_example()


def _the_text_itself(text: str) -> tuple[Quoted, ...]:
    if looks_like_html(text):
        text = "\n".join(paragraph.text for paragraph in paragraphs_of_html(text))
    text = text.strip()
    if len(words_of(composed(text))) <= _ONE_SENTENCE:
        return (Quoted(text),) if text else ()
    return tuple(
        Quoted(one) for paragraph in text.splitlines() for one in split(paragraph, "en") if one.strip()
    )


def _checked(quoted: Quoted, request: Request, reader: Reader, language: str) -> list[Result]:
    if is_too_short(quoted.text):
        return [Result(quoted.text, Verdict.TOO_SHORT)]
    if len(words_of(composed(quoted.text))) > MOST_WORDS:
        return _by_sentence(quoted, request, reader, language)
    names = frozenset() if request.speaker else _names_near(quoted.nearby, reader)
    asked = Asked(request.speaker, request.number, names)
    best = _best(quoted, asked, reader)
    if best.verdict in {Verdict.NOT_FOUND, Verdict.SIMILAR} and len(split(quoted.text, "en")) > 1:
        several = _by_sentence(quoted, request, reader, language)
        if any(one.verdict != Verdict.NOT_FOUND for one in several):
            return several
    return [tell(best, asked, reader, language)]


def _best(quoted: Quoted, asked: Asked, reader: Reader) -> Match:
    """Of several readings of where a quotation ends, the one that is on record."""
    matches = [match_quotation(text, asked, reader) for text in (quoted.text, *quoted.others)]
    return min(matches, key=lambda match: (_RANK[match.verdict], -len(match.pieces.words)))


def _by_sentence(quoted: Quoted, request: Request, reader: Reader, language: str) -> list[Result]:
    results = []
    for sentence in split(quoted.text, "en")[:MOST_QUOTATIONS]:
        if is_too_short(sentence) or len(words_of(composed(sentence))) > MOST_WORDS:
            results.append(
                Result(sentence, Verdict.TOO_SHORT if is_too_short(sentence) else Verdict.NOT_FOUND)
            )
            continue
        asked = Asked(request.speaker, request.number)
        results.append(tell(match_quotation(sentence, asked, reader), asked, reader, language))
    return results


def _names_near(nearby: str, reader: Reader) -> frozenset[str]:
    """Whom the article seems to attribute the words to: people on record who are named around them."""
    words = name_key(nearby).split()[:200]
    keys = {
        " ".join(words[at : at + length])
        for at in range(len(words))
        for length in range(1, _LONGEST_NAME + 1)
        if at + length <= len(words)
    }
    return frozenset(reader.people_named(keys)) if keys else frozenset()
