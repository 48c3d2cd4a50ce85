"""The summary of a clip page, where each quotation leads to the sentence it is from."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from dragoman.lib.record.quotation.extraction import quotations_in
from dragoman.lib.record.quotation.resolving import Track, resolve_quotations
from dragoman.lib.record.quotation.words import composed
from dragoman.publications.content import Content


def linked_summary(content: Content) -> tuple[Markup, ...]:
    """The paragraphs as HTML. The words of a whole clip are read only where something is quoted."""
    if not any(quotations_in(paragraph) for paragraph in content.summary):
        return tuple(escape(paragraph) for paragraph in content.summary)
    said = tuple(_tracks(content))
    return tuple(_linked(composed(paragraph), said) for paragraph in content.summary)


def _linked(paragraph: str, said: tuple[Track, ...]) -> Markup:
    shown, at = Markup(), 0
    for quoted in resolve_quotations(paragraph, said):
        start = paragraph.find(quoted.text, at)
        if start < 0 or not quoted.labels:
            continue
        end = start + len(quoted.text)
        link = Markup('<a class="quoted-from" href="#s{}">{}</a>').format(quoted.labels[0], quoted.text)
        shown += escape(paragraph[at:start]) + link
        at = end
    return shown + escape(paragraph[at:])


def _tracks(content: Content) -> Iterator[Track]:
    for track in content.translations:
        yield Track.of(
            track.language, [(one.of[0] if one.of else one.label, one.text) for one in track.renderings]
        )
    for language in {line.language for line in content.lines}:
        yield Track.of(language, [(line.label, line.text) for line in content.lines])
