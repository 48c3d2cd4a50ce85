"""What the index is made of: the latest edition of every published number, and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.publications.content import Content, Rendering, Voice
from dragoman.publications.content import Line as Spoken
from dragoman.publications.models import Publication
from dragoman.publications.selectors import content_of
from dragoman.publications.terms import State
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
    Side,
    docid_of,
    tag_of,
)
from dragoman.search.index.writing import written

_TITLES = frozenset({"title", "title_original"})
_OFTEN = 3


def numbers() -> Iterator[int]:
    """Every published number, the newest first."""
    found = Publication.objects.filter(state=State.PUBLISHED, number__isnull=False)
    rows = found.order_by("-number").values_list("number", flat=True)
    yield from (number for number in rows.iterator(chunk_size=2000) if number is not None)


def document_of(number: int) -> Document | None:
    """A published number as it is indexed; None for drafts, withdrawn ones and numbers never given."""
    publication = Publication.objects.filter(number=number, state=State.PUBLISHED).first()
    edition = publication.editions.order_by("-ordinal").first() if publication else None
    if publication is None or edition is None:
        return None
    return made_from(content_of(edition), publication.slug)


def documents() -> Iterator[Document]:
    yield from (one for one in map(document_of, numbers()) if one is not None)


def made_from(content: Content, slug: str) -> Document:
    """The parts of a clip one after the other, with a break between; lines of one language run on into each other."""
    words, lines = _Words(), list[Line]()
    for part in _parts(content):
        for group in _groups(part):
            lines += words.add(group)
        words.terms += BREAKS
    heard = _heard(content)
    voices = {one.key: (one.slug, one.name, one.role) for one in content.voices if one.key in heard}
    body = Body(
        number=content.number,
        slug=slug,
        edition=content.edition,
        words=f" {' '.join(words.terms)} ",
        forms=f" {' '.join(sorted(words.forms))} ",
        marks=f" {' '.join((*BREAKS, *words.marks()))} ",
        turns=" ".join(_turns(lines, content.voices)),
        starts=" ".join(str(line.start) for line in lines),
        voices=json.dumps(voices, ensure_ascii=False, separators=(",", ":")),
        lines=written(lines),
    )
    languages = {line.language.partition("-")[0].lower() for line in lines if line.language}
    names = tuple(
        tuple(dict.fromkeys(filter(None, (voice.name, voice.name_original))))
        for voice in content.voices
        if voice.slug and voice.key in heard
    )
    docid = docid_of(content.aired_on, content.number)
    return Document(docid, _tags(content), tuple(sorted(languages)), names, body)


@dataclass
class _Words:
    """What was analysed so far."""

    terms: list[str] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    title: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, group: list[Line]) -> list[Line]:
        """The lines with their places."""
        found, starts = _analysed(group)
        placed = [
            line._replace(start=len(self.terms) + start) for line, start in zip(group, starts, strict=True)
        ]
        for term in found:
            if term.form:
                self.forms.add(term.form if term.form == term.text else f"{term.form}{STEM}{term.text}")
        texts = [term.text for term in found]
        self.terms += texts
        self.counts.update(texts)
        if group[0].label in _TITLES:
            self.title += [*(TITLE + text for text in texts), BREAK]
        return placed

    def marks(self) -> Iterator[str]:
        """What stands in the titles, in its order; then what comes often, which has none."""
        yield from self.title
        least = max(_OFTEN, len(self.terms) // 1_000)
        yield from sorted(
            OFTEN + term for term, count in self.counts.items() if count >= least and term != BREAK
        )


def _turns(lines: list[Line], voices: tuple[Voice, ...]) -> Iterator[str]:
    """Where another speaker begins, by slug; nobody where lines are about the clip."""
    slugs, last = {voice.key: voice.slug for voice in voices}, ""
    for line in lines:
        slug = slugs.get(line.voice, "") if line.side is not Side.ABOUT else ""
        if slug != last:
            yield f"{line.start}={slug}"
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


def _parts(content: Content) -> Iterator[list[Line]]:
    own, theirs = content.language, content.title_language
    yield [_about("title", own, content.title)]
    yield [_about("title_original", theirs, content.title_original)]
    yield [_about("summary", own, text) for text in (*content.summary, content.intro)]
    heard = _heard(content)
    for voice in content.voices:
        if voice.key in heard:
            names = (voice.name, voice.role, voice.name_original)
            yield from ([_about("name", "", name, voice.key)] for name in names)
    for source in content.sources:
        yield from ([_about("source", "", name)] for name in (source.name, source.name_original))
    yield from ([_about("topic", "", name)] for _slug, name in content.topics)
    originals = [_original(line) for line in content.lines if not line.is_withheld]
    yield originals
    by_label = {line.label: line for line in originals}
    for track in content.translations:
        yield [_rendered(one, track.language, by_label) for one in track.renderings if not one.is_withheld]


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
