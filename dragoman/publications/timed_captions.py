"""Captions to take away: a language's sentences in time, speakers named where they change, and what has no place there.

Unlike the tracks of the player these are read without the page, so the names stand in the text; and sentences that
one translation renders together are shown as long as they are all heard.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.lib.alignment import beads
from dragoman.lib.languages import Direction, UnknownLanguage, same_language
from dragoman.lib.sentences import caption_lines, join_words
from dragoman.lib.subtitles.about import TOP, embedded, text_direction
from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.subtitles.pairing import side_by_side
from dragoman.lib.timecode import Span, format_clock
from dragoman.publications.captions import CUT_MARK_MS
from dragoman.publications.content import Content, Line, TranslationTrack


@dataclass(frozen=True, slots=True)
class Captions:
    """The cues in order of time; the labels of sentences that came without times, and of those withheld."""

    language: str
    cues: tuple[CaptionCue, ...]
    untimed: tuple[str, ...]
    withheld: tuple[str, ...]
    is_mixed: bool = False
    """Two languages, whose lines carry marks of their direction."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """A stretch of words of one language; ``span`` is None without times, ``text`` empty when nothing is there."""

    label: str
    kind: str
    voice: str
    language: str
    text: str
    span: Span | None
    is_withheld: bool


def captions_of(content: Content, language: str) -> Captions | None:
    """The captions in a language spoken or translated into, exactly that one or a variety of it; None without.

    No language stands for what was said, in whichever.
    """
    track = _track(content, language) if language else None
    if track is not None:
        passages, language = list(_translated(content, track)), track.language
    else:
        said = [line for line in content.lines if line.text or line.is_withheld]
        said = [line for line in said if not language or (line.language and _same(line.language, language))]
        passages = [_said(line) for line in said]
        language = language or next((line.language for line in said if line.language), "und")
    if not passages:
        return None
    is_mixed = len({text_direction(one.language) for one in passages}) > 1
    timed = sorted((one.span, place) for place, one in enumerate(passages) if one.text and one.span)
    cues = _named(content, [(span, passages[place]) for span, place in timed], is_mixed=is_mixed)
    return Captions(
        language=language,
        cues=tuple(sorted([*cues, *_cut_marks(content)], key=lambda cue: cue.span)),
        untimed=tuple(one.label for one in passages if one.text and one.span is None),
        withheld=tuple(one.label for one in passages if one.is_withheld),
        is_mixed=is_mixed,
    )


def captions_in(content: Content, languages: Sequence[str]) -> Captions | None:
    """The captions in one language, or in two that stand together, the first above; None without either of them."""
    sides = [captions_of(content, language) for language in languages[:2]]
    if None in sides or not sides:
        return None
    found = [side for side in sides if side is not None]
    if len(found) == 1:
        return found[0]
    first, second = found
    ways = _way(first), _way(second)
    return Captions(
        language=first.language,
        cues=side_by_side(first.cues, second.cues, ways),
        untimed=_either(first.untimed, second.untimed),
        withheld=_either(first.withheld, second.withheld),
        is_mixed=True,
    )


def _way(side: Captions) -> Direction:
    """Of the marks its lines still need: a side that is mixed has them."""
    return "ltr" if side.is_mixed else text_direction(side.language)


def _either(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*first, *second]))


def _translated(content: Content, track: TranslationTrack) -> Iterator[_Passage]:
    labels = [line.label for line in content.lines]
    for bead in beads(labels, [one.of for one in track.renderings]):
        lines = [content.lines[at] for at in bead.originals]
        found = [track.renderings[at] for at in bead.renderings]
        texts = [one.text for one in found if one.text]
        first = next((line for line in lines if line.kind == "speech"), lines[0])
        if found:
            yield _Passage(
                label=lines[0].label,
                kind=first.kind,
                voice=first.voice,
                language=track.language,
                text=join_words(texts, track.language) if texts else "",
                span=_span(lines),
                is_withheld=any(one.is_withheld for one in found),
            )


def _said(line: Line) -> _Passage:
    return _Passage(
        line.label, line.kind, line.voice, line.language, line.text, _span([line]), line.is_withheld
    )


def _span(lines: list[Line]) -> Span | None:
    starts = [line.in_ms for line in lines if line.in_ms is not None and line.out_ms is not None]
    ends = [line.out_ms for line in lines if line.in_ms is not None and line.out_ms is not None]
    return Span(min(starts), max(ends)) if starts and max(ends) > min(starts) else None


def _named(content: Content, timed: list[tuple[Span, _Passage]], *, is_mixed: bool) -> Iterator[CaptionCue]:
    """A name where the speaker changes, and again after each cut; a dash where nobody knows who it is now."""
    names = {voice.key: voice.name for voice in content.voices}
    before: tuple[str, int] | None = None
    for span, one in timed:
        text, speaker = one.text, ""
        if one.kind == "speech":
            speaker = names.get(one.voice, "")
            now = (one.voice, sum(gap.at_ms <= span.in_ms for gap in content.gaps))
            if now != before and (speaker or before is not None):
                text = f"{speaker}: {text}" if speaker else f"– {text}"
            before = now
        way = text_direction(one.language) if is_mixed else "ltr"
        for part, caption in enumerate(caption_lines(text, span, one.language or "und")):
            yield CaptionCue(
                span=caption.span,
                lines=tuple(embedded(line, way) for line in caption.lines),
                speaker=speaker,
                identifier=f"s{one.label}" if part == 0 else f"s{one.label}.{part + 1}",
                settings=TOP if one.kind == "on-screen" else "",
            )


def _cut_marks(content: Content) -> Iterator[CaptionCue]:
    for place, gap in enumerate(content.gaps, start=1):
        span = Span(gap.at_ms, gap.at_ms + CUT_MARK_MS)
        yield CaptionCue(span, (f"[✂ {format_clock(gap.length_ms)}]",), identifier=f"cut{place}")


def _track(content: Content, language: str) -> TranslationTrack | None:
    exact = next((track for track in content.translations if track.language == language), None)
    spoken = any(line.language == language for line in content.lines)
    if exact or spoken:
        return exact
    return next((track for track in content.translations if _same(track.language, language)), None)


def _same(one: str, other: str) -> bool:
    try:
        return bool(one) and same_language(one, other)
    except UnknownLanguage:
        return False
