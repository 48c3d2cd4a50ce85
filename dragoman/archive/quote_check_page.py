"""What the page of the quote check shows, made ready for its template."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from dragoman.lib.timecode import format_clock
from dragoman.lib.word_diff import Piece
from dragoman.search.quotes.results import Report, Result
from dragoman.search.quotes.terms import Verdict
from dragoman.search.quotes.wording import remarks, verdict_words

_MARKS = {
    Verdict.EXACT: "good",
    Verdict.PART: "good",
    Verdict.SHORTENED: "good",
    Verdict.NOT_FOUND: "open",
    Verdict.TOO_SHORT: "open",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A result with its words; ``mark`` is good, open or bad."""

    result: Result
    words: str
    remarks: tuple[str, ...]
    mark: str
    difference: Markup
    at: str


def shown(report: Report) -> tuple[Shown, ...]:
    return tuple(
        Shown(
            result=one,
            words=verdict_words(one),
            remarks=remarks(one),
            mark=_MARKS.get(one.verdict, "bad"),
            difference=difference(one.difference),
            at=format_clock(one.place.in_ms) if one.place and one.place.in_ms is not None else "",
        )
        for one in report.results
    )


def difference(pieces: tuple[Piece, ...]) -> Markup:
    """Words of the record struck, those quoted instead underlined."""
    wraps = {"deleted": Markup("<del>{}</del>"), "inserted": Markup("<ins>{}</ins>")}
    return Markup("").join(
        wraps[one.fate].format(one.text) if one.fate in wraps else escape(one.text) for one in pieces
    )
