"""Captions of an edition: one language's sentences, cut into lines a viewer can read."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.lib.languages import same_language
from dragoman.lib.sentences import caption_lines
from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.timecode import Span, format_clock
from dragoman.publications.content import Content, Line

CUT_MARK_MS = 1500
"""As long as the mark in the picture."""


def caption_cues(content: Content, language: str) -> tuple[CaptionCue, ...] | None:
    """In order of time; a speaker's name stands on the first cue of each sentence. None without that language."""
    names = {voice.key: voice.name for voice in content.voices}
    track = next((track for track in content.translations if track.language == language), None)
    if track is not None:
        texts = {label: rendering.text for rendering in track.renderings for label in rendering.of[:1]}
    elif any(same_language(language, line.language) for line in content.lines if line.language):
        texts = {
            line.label: line.text
            for line in content.lines
            if line.language and same_language(language, line.language)
        }
    else:
        return None
    said = [cue for line in content.lines for cue in _line_cues(line, texts, language, names)]
    return tuple(sorted([*said, *_cut_marks(content)], key=lambda cue: cue.span))


def _cut_marks(content: Content) -> Iterator[CaptionCue]:
    """What was left out, at each join: a sign and a length, the same in every language."""
    for place, gap in enumerate(content.gaps):
        yield CaptionCue(
            span=Span(gap.at_ms, gap.at_ms + CUT_MARK_MS),
            lines=(f"[✂ {format_clock(gap.length_ms)}]",),
            identifier=f"cut{place + 1}",
        )


def caption_languages(content: Content) -> tuple[tuple[str, bool], ...]:
    """(language, is it what was said) for each track that has at least one timed sentence, translations first."""
    timed = {line.label for line in content.lines if line.in_ms is not None}
    translated = [
        (track.language, False)
        for track in content.translations
        if any(r.text and timed & set(r.of) for r in track.renderings)
    ]
    said = dict.fromkeys(line.language for line in content.lines if line.text and line.label in timed)
    return (*translated, *((language, True) for language in said if language))


def _line_cues(
    line: Line, texts: dict[str, str], language: str, names: dict[str, str]
) -> Iterator[CaptionCue]:
    text = texts.get(line.label, "")
    if not text or line.in_ms is None or line.out_ms is None:
        return
    for part, caption in enumerate(caption_lines(text, Span(line.in_ms, line.out_ms), language)):
        yield CaptionCue(
            span=caption.span,
            lines=caption.lines,
            speaker=names.get(line.voice, "") if line.kind == "speech" else "",
            identifier=f"s{line.label}" if part == 0 else f"s{line.label}.{part + 1}",
        )
