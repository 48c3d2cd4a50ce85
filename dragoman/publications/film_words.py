"""What is burnt into the film of a sentence, and when: captions in both languages, a strip that says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from dragoman.imprint.selectors import site_name
from dragoman.lib.isolates import isolated
from dragoman.lib.languages import Direction, UnknownLanguage, direction
from dragoman.lib.sentences import caption_lines
from dragoman.lib.timecode import Span
from dragoman.lib.typesetting import set_png
from dragoman.publications.content import Content, Line, Rendering
from dragoman.publications.links import sentence_url
from dragoman.ui import wording

_WITHOUT_SPACES = ("zh", "ja", "th", "lo", "km", "my", "yue")
_JOINED = frozenset({"ar", "fa", "ur", "ckb", "ps", "ug", "sd"})


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as heard: its originals, what renders them in one language, and when."""

    lines: tuple[Line, ...]
    renderings: tuple[Rendering, ...]
    language: str
    span: Span


@dataclass(frozen=True, slots=True)
class Card:
    """The words on screen for a while; the first side stands above. ``span`` counts from the film's beginning."""

    span: Span
    words: tuple[tuple[str, str], ...]
    """(text, language)"""
    above: tuple[tuple[str, str], ...] = ()
    """What is read on the screen, not heard: it stands at the top."""


@dataclass(frozen=True, slots=True)
class Strip:
    """What stands on every plate of a film: which words these are, as of when, and where they are on record."""

    content: Content
    digest: str
    name: str
    """``DRG 11045 s17``"""
    address: str
    speaker: str = ""


def said(content: Content, label: str, language: str) -> Said | None:
    """None for a sentence without a time, or without words in either language."""
    track = next((one for one in content.translations if one.language == language), None)
    renderings = tuple(
        one for one in (track.renderings if track else ()) if one.text and label in {one.label, *one.of}
    )
    labels = {label}.union(*(one.of for one in renderings))
    lines = tuple(line for line in content.lines if line.label in labels)
    times = [
        (line.in_ms, line.out_ms) for line in lines if line.in_ms is not None and line.out_ms is not None
    ]
    has_words = bool(renderings) or any(line.text for line in lines)
    if not times or not has_words or any(line.is_withheld for line in lines):
        return None
    span = Span(min(first for first, _ in times), max(last for _, last in times))
    return Said(lines, renderings, language if renderings else "", span)


def cards_of(one: Said) -> tuple[Card, ...]:
    """What stands on screen from one change of either language to the next."""
    spoken = next((line.language for line in one.lines if line.language), "")
    sides = [
        (one.language, _captions(" ".join(each.text for each in one.renderings), one.span, one.language)),
        (spoken, _captions(_joined([line.text for line in one.lines], spoken), one.span, spoken)),
    ]
    sides = [(language, captions) for language, captions in sides if captions]
    edges = sorted({0, one.span.duration_ms} | {begin for _, captions in sides for begin, _ in captions})
    return tuple(
        Card(Span(begin, end), tuple((_shown(captions, begin), language) for language, captions in sides))
        for begin, end in pairwise(edges)
    )


def strip_of(content: Content, digest: str, one: Said) -> Strip:
    """That of the film of a sentence."""
    label = one.lines[0].label
    voice = next((each for each in content.voices if each.key == one.lines[0].voice), None)
    name, address = f"DRG {content.number} s{label}", sentence_url(content.number, label)
    return Strip(content, digest, name, address, voice.name if voice else "")


def plate(strip: Strip, card: Card, size: tuple[int, int], *, opaque: bool) -> bytes:
    """The picture laid over the film while a card is shown."""
    shape = {"width": size[0], "height": size[1], "opaque": opaque}
    return set_png(_source(), _data(strip, card) | shape)


@cache
def _source() -> str:
    return (Path(__file__).parent / "film.typ").read_text(encoding="utf-8")


def _captions(text: str, span: Span, language: str) -> list[tuple[int, str]]:
    """From which ms of the film on each part of a text stands: until the next one does."""
    if not text:
        return []
    found = [
        (caption.span.in_ms - span.in_ms, _joined(list(caption.lines), language))
        for caption in caption_lines(text, span, language)
    ]
    return [(0, found[0][1]), *found[1:]]


def _shown(captions: list[tuple[int, str]], at_ms: int) -> str:
    return [text for begin, text in captions if begin <= at_ms][-1]


def _joined(texts: list[str], language: str) -> str:
    between = "" if language.split("-")[0] in _WITHOUT_SPACES else " "
    return between.join(text for text in texts if text)


def _data(strip: Strip, card: Card) -> dict[str, Any]:  # Any: JSON
    base: Direction = "rtl" if wording.page_direction() == "rtl" else "ltr"
    content = strip.content
    about = [site_name(), strip.name, *_source_and_day(content)]
    return {
        "lang": wording.reader_language().split("-")[0],
        "rtl": base == "rtl",
        "about": " · ".join(isolated(part, base) for part in about),
        "as_of": _("as of %(date)s") % {"date": wording.long_date(content.published_at.date())},
        "digest": f"{strip.digest[:4]} {strip.digest[4:8]}",
        "speaker": isolated(wording.plain_line(strip.speaker), base) if strip.speaker else "",
        "address": strip.address.partition("://")[2],
        "words": [_side(text, language) for text, language in card.words],
        "above": [_side(text, language) for text, language in card.above],
    }


def _source_and_day(content: Content) -> Iterator[str]:
    for source in content.sources[:1]:
        place = wording.source_place(source.country, source.place_name)
        yield wording.plain_line(f"{source.name} ({place})" if place else source.name)
    if content.aired_on:
        yield wording.long_date(content.aired_on)


def _side(text: str, language: str) -> dict[str, Any]:  # Any: JSON
    try:
        way = direction(language)
    except UnknownLanguage:
        way = "ltr"
    base = language.split("-")[0]
    return {
        "text": text,
        "lang": base if len(base) in (2, 3) else "en",
        "rtl": way == "rtl",
        "script": "arabic" if base in _JOINED else "",
    }
