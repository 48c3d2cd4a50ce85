"""The sentences of an edition that a person has reviewed, with their reviewed translations: what a corpus may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.catalogue.countries import country_name
from dragoman.imprint.selectors import site_name
from dragoman.lib.alignment import beads
from dragoman.lib.corpus.sentences import Corpus, Missing, Person, Rendered, Said, Version
from dragoman.publications.content import Content, Line, Rendering, Source, TranslationTrack
from dragoman.publications.identity import address_of, medium_of
from dragoman.publications.page import PublishedClip

_REVIEWED = "reviewed"


def corpus_of(clip: PublishedClip, languages: Iterable[str] | None = None) -> Corpus:
    """Everything reviewed, in order, and a mark wherever something else stands in the clip.

    With translations into some languages alone where these are given.
    """
    content = clip.content
    wanted = None if languages is None else set(languages)
    voices = {line.voice for line in content.lines if _is_reviewed(line)}
    return Corpus(
        identifier=f"DRG {content.number}",
        edition=content.edition,
        digest=clip.digest,
        address=address_of(clip),
        publisher=site_name(),
        published_on=content.published_at.date(),
        title=content.title,
        title_language=content.language,
        title_original=content.title_original,
        title_original_language=content.title_language,
        sources=tuple((one.name, _place(one)) for one in content.sources),
        programme=content.programme,
        place=content.place,
        aired=content.aired_on.isoformat() if content.aired_on else "",
        rights=content.rights,
        medium=medium_of(clip),
        duration_ms=content.duration_ms,
        people=tuple(
            Person(one.key, one.name, one.name_original, one.role)
            for one in content.voices
            if one.key in voices
        ),
        credits=tuple(_credits(clip)),
        items=tuple(_items(content)),
        renderings=tuple(one for one in _renderings(clip) if wanted is None or one.language in wanted),
        versions=tuple(
            Version(one.ordinal, one.published_at.date(), one.kind, one.public_note)
            for one in clip.editions
            if one.ordinal <= content.edition
        ),
    )


def _items(content: Content) -> Iterator[Said | Missing]:
    gaps = list(content.gaps)
    for line in content.lines:
        while gaps and line.in_ms is not None and gaps[0].at_ms <= line.in_ms:
            yield Missing("cut", length_ms=gaps.pop(0).length_ms)
        if line.is_withheld:
            yield Missing("withheld", line.label)
        elif _is_reviewed(line):
            yield _said(line)
        elif line.text:
            yield Missing("not-reviewed", line.label)
    yield from (Missing("cut", length_ms=gap.length_ms) for gap in gaps)


def _said(line: Line) -> Said:
    return Said(
        line.label, line.voice, line.language, line.text, line.in_ms, line.out_ms, line.kind == "speech"
    )


def _renderings(clip: PublishedClip) -> Iterator[Rendered]:
    for track in clip.content.translations:
        yield from (_rendered(clip, track, one) for one in reviewed_renderings(clip.content, track))


def reviewed_renderings(content: Content, track: TranslationTrack) -> Iterator[Rendering]:
    """Those of which every part is reviewed, and every sentence they render: half a sentence is no example."""
    lines = content.lines
    for bead in beads([line.label for line in lines], [one.of for one in track.renderings]):
        found = [track.renderings[at] for at in bead.renderings]
        originals = all(_is_reviewed(lines[at]) for at in bead.originals)
        if originals and all(map(_is_reviewed, found)):
            yield from found


def _rendered(clip: PublishedClip, track: TranslationTrack, one: Rendering) -> Rendered:
    name = clip.names.get(one.translator, "")
    return Rendered(one.label, one.of, track.language, one.text, one.note, name)


def _is_reviewed(one: Line | Rendering) -> bool:
    return bool(one.text) and one.state == _REVIEWED and not one.is_withheld


def _credits(clip: PublishedClip) -> Iterator[tuple[str, str]]:
    content = clip.content
    for role, handles in (
        ("transcriber", content.transcribers),
        ("translator", content.translators),
        ("reviewer", content.reviewers),
    ):
        yield from ((role, clip.names[handle]) for handle in handles if handle in clip.names)


def _place(source: Source) -> str:
    return source.place_name or (country_name(source.country, "en") if source.country else "")
