"""From what was matched to what is told of it."""

from __future__ import annotations

import regex
from django.conf import settings

from dragoman.lib.record.quotation.matching import Span
from dragoman.lib.record.quotation.words import words_of
from dragoman.lib.word_diff import Piece, word_differences
from dragoman.publications.links import clip_path, moment_fragment, sentence_path
from dragoman.reviews.negation import says_no
from dragoman.search.quotes.checking import Asked, Match
from dragoman.search.quotes.joining import Joined
from dragoman.search.quotes.lines import Line, Reader
from dragoman.search.quotes.results import Beside, LeftOut, Place, Result
from dragoman.search.quotes.terms import Verdict

_QUESTIONS = "?？؟"
_NUMBER = regex.compile(r"\p{N}")
_EDGES = " \t\n.,;:!?…—–-。，、！？؟،؛\"'“”‘’«»"


def tell(match: Match, asked: Asked, reader: Reader, language: str) -> Result:
    """The public result of a match; links lead to pages in ``language``."""
    quotation = match.pieces.text.strip()
    if match.retracted is not None:
        number, at, reason = match.retracted
        return Result(quotation, match.verdict, withdrawn=number, withdrawn_at=at, reason=reason)
    line = match.line
    if line is None:
        return Result(quotation, match.verdict, inserted=match.pieces.inserted)
    first, last = _around(match)
    return Result(
        quotation=quotation,
        verdict=match.verdict,
        place=_place(match, line, reader, language),
        difference=_difference(match, line),
        edits=match.alignment.edits if match.alignment else 0,
        before=first,
        after=last,
        left_out=_left_out(match),
        inserted=match.pieces.inserted,
        is_dressed=_is_dressed(match, line),
        lost_question=_lost_question(match, line),
        join=match.join.how if match.join else None,
        cut_ms=match.join.cut_ms if match.join else 0,
        until=line.until or "",
        note=line.note or "",
        now=match.now.text if match.now else "",
        speaker_asked=asked.speaker,
        named=tuple(sorted(asked.names)) if match.verdict == Verdict.WRONG_SPEAKER else (),
    )


def _place(match: Match, line: Line, reader: Reader, language: str) -> Place:
    lines = [one for one, _ in match.join.parts] if match.join else [line]
    labels = tuple(dict.fromkeys(label for one in lines for label in one.labels))
    beside = [other for one in lines for other in reader.beside(one)]
    if line.is_current:
        path = sentence_path(line.number, labels[0], language)
    else:
        path = f"{clip_path(line.number, '', language)}/editions/{line.last}#s{labels[0]}"
    moment = ""
    if line.in_ms is not None and line.is_current:
        path = clip_path(line.number, line.slug, language)
        moment = moment_fragment(line.in_ms, lines[-1].out_ms)
    return Place(
        number=line.number,
        edition=line.last,
        labels=labels,
        side=line.side,
        language=line.language,
        in_ms=line.in_ms,
        out_ms=lines[-1].out_ms,
        speaker=line.voice or line.voice_original or "",
        role=line.role or "",
        text=" ".join(one.text for one in lines),
        beside=tuple(dict.fromkeys(Beside(one.language, one.text) for one in beside)),
        path=path + moment,
        url=settings.SITE_URL + path + moment,
    )


def _difference(match: Match, line: Line) -> tuple[Piece, ...]:
    """From the words on record to those quoted: of an altered one, and of what was corrected since."""
    if match.verdict == Verdict.SUPERSEDED and match.now is not None:
        return word_differences(line.text, match.now.text)
    if match.alignment is None:
        return ()
    words = line.words[match.alignment.start : match.alignment.end]
    whole = line.shown[words[0].start : words[-1].end] if words else line.shown
    quoted = match.pieces.words
    return word_differences(whole, match.pieces.text[quoted[0].start : quoted[-1].end])


def _around(match: Match) -> tuple[str, str]:
    """How the sentence goes on before and after the words quoted."""
    line, spans = match.line, match.spans
    if line is None and match.alignment is None:
        return "", ""
    if line is not None and match.alignment is not None:
        spans = ((match.alignment.start, match.alignment.end),)
    if line is None or not spans or match.join:
        return "", ""
    words, start, end = line.words, spans[0][0], spans[-1][1]
    before = line.shown[: words[start].start].strip() if start and start < len(words) else ""
    after = line.shown[words[end - 1].end :].lstrip(_EDGES) if 0 < end < len(words) else ""
    return before, after


def _left_out(match: Match) -> tuple[LeftOut, ...]:
    if match.join is not None:
        return _left_out_of(match.join)
    line = match.line
    if line is None or len(match.spans) < 2:
        return ()
    return tuple(
        _omitted(line, (end, start))
        for (_, end), (start, _) in zip(match.spans, match.spans[1:], strict=False)
        if start > end
    )


def _left_out_of(join: Joined) -> tuple[LeftOut, ...]:
    """The end of one sentence and the beginning of the next that a joined quotation drops."""
    found = []
    for (one, (_, end)), (other, (start, _)) in zip(join.parts, join.parts[1:], strict=False):
        found += [_omitted(one, (end, len(one.words)))] if end < len(one.words) else []
        found += [_omitted(other, (0, start))] if start else []
    return tuple(found)


def _omitted(line: Line, span: Span) -> LeftOut:
    words = line.words[span[0] : span[1]]
    text = line.shown[words[0].start : words[-1].end]
    return LeftOut(text, bool(says_no(text, line.language)), _NUMBER.search(text) is not None)


def _is_dressed(match: Match, line: Line) -> bool:
    """Whether an exact quotation is written otherwise than the record: capitals, marks, spaces."""
    if len(match.spans) != 1 or match.verdict not in {Verdict.EXACT, Verdict.PART}:
        return False
    start, end = match.spans[0]
    quoted = words_of(match.pieces.text)
    said = line.shown[line.words[start].start : line.words[end - 1].end]
    return said != match.pieces.text[quoted[0].start : quoted[-1].end]


def _lost_question(match: Match, line: Line) -> bool:
    if match.verdict != Verdict.EXACT:
        return False
    asks = any(mark in line.shown for mark in _QUESTIONS)
    return asks and not any(mark in match.pieces.text for mark in _QUESTIONS)
