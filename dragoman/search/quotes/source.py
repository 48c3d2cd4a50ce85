"""What the index is made of: every edition of every number, so that words that stood once are known too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dragoman.lib.record.quotation.words import composed, words_of
from dragoman.publications.content import Content, Line, Voice
from dragoman.publications.models import Publication
from dragoman.publications.rules import indexed, is_withdrawn, withdrawn
from dragoman.publications.selectors import content_of
from dragoman.search.quotes.terms import ORIGINAL, TRANSLATION, ClipTexts, Text

_Place = tuple[str, str, str]


@dataclass(slots=True)
class _Standing:
    """A text as it stands in the editions read so far."""

    text: Text
    words: tuple[str, ...]


def numbers() -> Iterator[int]:
    """Every number that was ever published, in order."""
    found = Publication.objects.filter(indexed() | withdrawn(), number__isnull=False)
    rows = found.order_by("number").values_list("number", flat=True)
    yield from (number for number in rows.iterator(chunk_size=2000) if number is not None)


def texts_of(number: int) -> ClipTexts | None:
    """All that is on record under a number; None where nothing was ever published."""
    publication = Publication.objects.filter(indexed() | withdrawn(), number=number).first()
    if publication is None:
        return None
    contents = [content_of(edition) for edition in publication.editions.order_by("ordinal")]
    if not contents:
        return None
    latest = contents[-1]
    is_gone = is_withdrawn(publication)
    return ClipTexts(
        number=number,
        slug=publication.slug,
        latest=latest.edition,
        texts=texts_in(contents),
        gaps=tuple((gap.at_ms, gap.length_ms) for gap in latest.gaps),
        is_withdrawn=is_gone,
        withdrawn_at=publication.withdrawn_at.isoformat() if publication.withdrawn_at and is_gone else "",
        reason=publication.withdrawn_reason if is_gone else "",
    )


def texts_in(contents: list[Content]) -> tuple[Text, ...]:
    """Each sentence of each edition, the same words once; those that stand first, then those that stood."""
    standing: dict[_Place, _Standing] = {}
    gone: list[Text] = []
    for content in contents:
        here = {(text.side, text.language, text.label): text for text in _texts(content)}
        dropped = [place for place in standing if place not in here]
        gone += [_ended(standing.pop(place).text, content) for place in dropped]
        for place, text in here.items():
            before = standing.pop(place, None)
            words = tuple(word.folded for word in words_of(composed(text.text), text.language))
            if before is not None and before.words == words:
                text = replace(text, first=before.text.first)
            elif before is not None:
                gone.append(_ended(before.text, content))
            standing[place] = _Standing(text, words)  # in the order of the latest edition
    return (*(one.text for one in standing.values()), *gone)


def _ended(text: Text, by: Content) -> Text:
    return replace(text, until=by.published_at.isoformat(), note=by.public_note)


def _rendered(content: Content, voices: Mapping[str, Voice], lines: Mapping[str, Line]) -> Iterator[Text]:
    for track in content.translations:
        for one in track.renderings:
            if not one.text or one.is_withheld:
                continue
            of = [lines[label] for label in one.of if label in lines]
            voice = voices.get(of[0].voice) if of else None
            yield Text(
                label=one.label,
                of=one.of,
                side=TRANSLATION,
                language=track.language,
                first=content.edition,
                last=content.edition,
                in_ms=of[0].in_ms if of else None,
                out_ms=of[-1].out_ms if of else None,
                voice=voice.name if voice else "",
                voice_original=voice.name_original if voice else "",
                role=voice.role if voice else "",
                text=one.text,
            )


def _texts(content: Content) -> Iterator[Text]:
    voices = {voice.key: voice for voice in content.voices}
    lines = {line.label: line for line in content.lines}
    for line in content.lines:
        if not line.text or line.is_withheld:
            continue
        voice = voices.get(line.voice)
        yield Text(
            label=line.label,
            of=(),
            side=ORIGINAL,
            language=line.language,
            first=content.edition,
            last=content.edition,
            in_ms=line.in_ms,
            out_ms=line.out_ms,
            voice=voice.name if voice else "",
            voice_original=voice.name_original if voice else "",
            role=voice.role if voice else "",
            text=line.text,
        )
    yield from _rendered(content, voices, lines)
