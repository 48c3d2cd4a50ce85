"""What the index is made of: the latest edition of every published number, and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dragoman.catalogue.countries import country_name
from dragoman.catalogue.models import Channel
from dragoman.lib.languages import name_in, own_name
from dragoman.publications.content import Content, Rendering, Voice
from dragoman.publications.content import Line as Spoken
from dragoman.publications.models import Publication
from dragoman.publications.rules import indexed
from dragoman.publications.selectors import content_of
from dragoman.search.analysis.analyser import Term, terms_of
from dragoman.search.index.terms import (
    BREAK,
    BREAKS,
    EVERYTHING,
    OFTEN,
    STEM,
    TITLE,
    Body,
    Document,
    Line,
    Named,
    Side,
    docid_of,
    tag_of,
)
from dragoman.search.index.writing import written

_TITLES = frozenset({"title", "title_original"})
_OFTEN = 3

MoreNames = Mapping[str, tuple[str, ...]]
"""Other names of sources, by slug."""
_NONE: MoreNames = {}


def numbers() -> Iterator[int]:
    """Every published number, the newest first."""
    found = Publication.objects.filter(indexed(), number__isnull=False)
    rows = found.order_by("-number").values_list("number", flat=True)
    yield from (number for number in rows.iterator(chunk_size=2000) if number is not None)


def documents(wanted: Iterable[int]) -> Iterator[Document]:
    """These numbers as they are indexed, without drafts, withdrawn ones and numbers never given."""
    more = _more_names()
    for number in wanted:
        publication = Publication.objects.filter(indexed(), number=number).first()
        edition = publication.editions.order_by("-ordinal").first() if publication else None
        if publication is not None and edition is not None:
            yield made_from(content_of(edition), publication.slug, more)


def _more_names() -> MoreNames:
    """What sources are called besides, as the catalogue knows now."""
    return {
        channel.slug: (
            channel.transliteration,
            *channel.aliases,
            *(former.name for former in channel.former_names.all()),
        )
        for channel in Channel.objects.prefetch_related("former_names")
    }


def made_from(content: Content, slug: str, more: MoreNames = _NONE) -> Document:
    """The parts of a clip one after the other, with a break between; lines of one language run on into each other."""
    words = _Words()
    for part in _parts(content, more):
        for group in _groups(part):
            words.add(group)
        words.terms += BREAKS
    heard = _heard(content)
    voices = {one.key: (one.slug, one.name, one.role) for one in content.voices if one.key in heard}
    body = Body(
        number=content.number,
        slug=slug,
        edition=content.edition,
        **written(words.lines, words.starts, words.terms),
        voices=json.dumps(voices, ensure_ascii=False, separators=(",", ":")),
        forms=f" {' '.join(sorted(words.forms))} ",
        marks=f" {' '.join((*BREAKS, *words.marks()))} ".encode(),
        turns=" ".join(_turns(words, content.voices)),
    )
    languages = {line.language.partition("-")[0].lower() for line in words.lines if line.language}
    docid = docid_of(content.aired_on, content.number)
    return Document(docid, _tags(content), tuple(sorted(languages)), _names(content, more), body)


@dataclass
class _Words:
    """What was analysed so far; ``starts`` counts the terms before each line."""

    lines: list[Line] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    title: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, group: list[Line]) -> None:
        found, starts = _analysed(group)
        self.lines += group
        self.starts += [len(self.terms) + start for start in starts]
        for term in found:
            if term.form:
                self.forms.add(term.form if term.form == term.text else f"{term.form}{STEM}{term.text}")
        texts = [term.text for term in found]
        self.terms += texts
        self.counts.update(texts)
        if group[0].label in _TITLES:
            self.title += [*(TITLE + text for text in texts), BREAK]

    def marks(self) -> Iterator[str]:
        """What stands in the titles, in its order; then what comes often, which has none."""
        yield from self.title
        least = max(_OFTEN, len(self.terms) // 1_000)
        yield from sorted(
            OFTEN + term for term, count in self.counts.items() if count >= least and term != BREAK
        )


def _turns(words: _Words, voices: tuple[Voice, ...]) -> Iterator[str]:
    """Where another speaker begins, by slug; nobody where lines are about the clip."""
    slugs, last = {voice.key: voice.slug for voice in voices}, ""
    for line, start in zip(words.lines, words.starts, strict=True):
        slug = slugs.get(line.voice, "") if line.side is not Side.ABOUT else ""
        if slug != last:
            yield f"{start}={slug}"
            last = slug


def _heard(content: Content) -> frozenset[str]:
    return frozenset(line.voice for line in content.lines if not line.is_withheld)


def _tags(content: Content) -> tuple[str, ...]:
    tags = {EVERYTHING: None}
    pairs = [("topic", slug) for slug, _name in content.topics]
    pairs += [("source", source.slug) for source in content.sources]
    pairs += [("country", source.country) for source in content.sources if source.country]
    heard = _heard(content)
    pairs += [("speaker", voice.slug) for voice in content.voices if voice.slug and voice.key in heard]
    pairs += [("language", tag) for tag in content.spoken]
    if content.aired_on:
        pairs.append(("year", str(content.aired_on.year)))
    tags |= dict.fromkeys(tag_of(kind, value) for kind, value in pairs)
    return tuple(tags)


def _parts(content: Content, more: MoreNames) -> Iterator[list[Line]]:
    own, theirs = content.language, content.title_language
    yield [_about("title", own, content.title)]
    yield [_about("title_original", theirs, content.title_original)]
    yield [_about("summary", own, text) for text in (*content.summary, content.intro)]
    heard = _heard(content)
    for voice in content.voices:
        if voice.key in heard:
            yield [_about("role", own, voice.role, voice.key)]
            names = (voice.name, voice.name_original)
            yield from ([_about("name", "", name, voice.key)] for name in names)
    for named in _names(content, more):
        if named.kind in {"source", "topic"}:
            yield from ([_about(named.kind, "", name)] for name in named.names)
    originals = [_original(line) for line in content.lines if not line.is_withheld]
    yield originals
    by_label = {line.label: line for line in originals}
    for track in content.translations:
        yield [_rendered(one, track.language, by_label) for one in track.renderings if not one.is_withheld]


def _names(content: Content, more: MoreNames) -> tuple[Named, ...]:
    heard = _heard(content)
    found: list[tuple[str, str, tuple[str, ...]]] = [
        ("speaker", one.slug, (one.name, one.name_original)) for one in content.voices if one.key in heard
    ]
    found += [
        ("source", one.slug, (one.name, one.name_original, *more.get(one.slug, ())))
        for one in content.sources
    ]
    found += [("topic", slug, (name,)) for slug, name in content.topics]
    found += [("language", tag, (tag, name_in(tag, "en"), own_name(tag))) for tag in content.spoken]
    found += [
        ("country", one.country, (one.country, country_name(one.country, "en"), one.place_name))
        for one in content.sources
    ]
    return tuple(
        Named(kind, value, tuple(dict.fromkeys(filter(None, names)))) for kind, value, names in found if value
    )


def _about(label: str, language: str, text: str, voice: str = "") -> Line:
    return Line(Side.ABOUT, label, (), language, voice, None, None, text)


def _original(line: Spoken) -> Line:
    return Line(
        Side.ORIGINAL,
        line.label,
        (line.label,),
        line.language,
        line.voice,
        line.in_ms,
        line.out_ms,
        line.text,
    )


def _rendered(one: Rendering, language: str, originals: dict[str, Line]) -> Line:
    """With the voice of the first sentence it renders, and the time of all."""
    of = [originals[label] for label in one.of if label in originals]
    if not of:
        return Line(Side.TRANSLATION, one.label, one.of, language, "", None, None, one.text)
    return of[0]._replace(
        side=Side.TRANSLATION,
        label=one.label,
        of=one.of,
        language=language,
        out_ms=of[-1].out_ms,
        text=one.text,
    )


def _groups(part: list[Line]) -> Iterator[list[Line]]:
    """Lines that have words, gathered while they are in the same language."""
    group: list[Line] = []
    for line in part:
        if not line.text:
            continue
        if group and group[-1].language != line.language:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _analysed(group: list[Line]) -> tuple[list[Term], list[int]]:
    """The terms of lines that follow each other, and how many stand before each line."""
    found = terms_of("\n".join(line.text for line in group), group[0].language)
    starts, at, offset = [], 0, 0
    for line in group:
        while at < len(found) and found[at].start < offset:
            at += 1
        starts.append(at)
        offset += len(line.text) + 1
    return found, starts
