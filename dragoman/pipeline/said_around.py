"""What other published clips of the same recording say of the words that a clip leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.clips.clock import recording_ms_of
from dragoman.clips.models import Clip
from dragoman.lib.timecode import Span
from dragoman.publications.content import Content, Line
from dragoman.publications.models import Publication
from dragoman.publications.rules import indexed
from dragoman.publications.selectors import standing_content
from dragoman.transcripts.surroundings import ContextText, Surrounding, surroundings_of


def known_around(clip: Clip) -> tuple[ContextText, ...]:
    """Sentences before, after and in the gaps, in time, none twice; with their words in the clip's first language.

    Only what is public already: a draft's words are nobody else's.
    """
    into = clip.into[0] if clip.into else ""
    found: list[ContextText] = []
    for other, content in _beside(clip):
        for line in content.lines:
            span = _in_recording(other, line)
            stretch = _holding(clip, span) if span and line.text else None
            if span and stretch and not any(_at_once(span, one.span) for one in found):
                words = _rendered(content, line.label, into)
                found.append(
                    ContextText(
                        None, stretch.where, stretch.gap, span, line.language, line.text,
                        into if words else "", words,
                    )
                )  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.span.in_ms))


def _beside(clip: Clip) -> Iterator[tuple[Clip, Content]]:
    others = Publication.objects.filter(indexed(), clip__recording=clip.recording_id)
    for publication in others.exclude(clip=clip).select_related("clip").order_by("-number"):
        content = standing_content(publication) if clip.recording_id else None
        if content is not None:
            yield publication.clip, content


def _in_recording(clip: Clip, line: Line) -> Span | None:
    if line.in_ms is None or line.out_ms is None:
        return None
    in_ms = recording_ms_of(clip, line.in_ms)
    return Span(in_ms, in_ms + line.out_ms - line.in_ms) if in_ms is not None else None


def _holding(clip: Clip, span: Span) -> Surrounding | None:
    """The stretch that a sentence is wholly said in."""
    for one in surroundings_of(clip):
        if one.span.in_ms <= span.in_ms and span.out_ms <= one.span.out_ms:
            return one
    return None


def _at_once(one: Span, other: Span) -> bool:
    return one.in_ms < other.out_ms and other.in_ms < one.out_ms


def _rendered(content: Content, label: str, language: str) -> str:
    for track in content.translations:
        for one in track.renderings if track.language == language else ():
            if one.of == (label,):
                return one.text
    return ""
