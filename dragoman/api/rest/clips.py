"""Clips, their editions and their sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from django.conf import settings
from msgspec import Meta

from dragoman.api.problems import Refused
from dragoman.api.rest.endpoint import AskedList, AskedOne, Listed
from dragoman.api.rest.telling import clip_in_list, editions_of, whole_clip
from dragoman.api.rest.values.clip import Clip
from dragoman.api.rest.values.named import Number
from dragoman.api.rest.values.sentence import AlternateRendering, Rendering, Sentence
from dragoman.publications.content import Content, Line, Voice
from dragoman.publications.content import Rendering as Rendered
from dragoman.publications.errors import NoSuchNumber
from dragoman.publications.links import sentence_path
from dragoman.publications.page import PublishedClip, Tombstone
from dragoman.publications.selectors import published_clip
from dragoman.publications.tombstones import blocked_by
from dragoman.search.lists import Narrowed, changed_clips, newest_clips

Slug = Annotated[str, Meta(max_length=80, pattern=r"^[^\x00]*$")]
Ordinal = Annotated[int, Meta(ge=1, le=2**31 - 1)]
Label = Annotated[str, Meta(pattern="^[1-9][0-9a-z]{0,15}$")]


@dataclass(frozen=True, slots=True)
class AskedClips(AskedList):
    topic: Annotated[Slug, Meta(description="The slug of a topic.")] = ""
    source: Annotated[Slug, Meta(description="The slug of a source.")] = ""
    person: Annotated[Slug, Meta(description="The slug of someone heard.")] = ""
    country: Annotated[
        Slug,
        Meta(
            description="The country of the source, ISO 3166-1 alpha-2, or the slug of the desk's own wording."
        ),
    ] = ""
    language: Annotated[Slug, Meta(description="A language that is spoken, BCP 47.")] = ""
    aired_from: Annotated[date | None, Meta(description="Broadcast on that day or later.")] = None
    aired_to: Annotated[date | None, Meta(description="Broadcast on that day or earlier.")] = None
    updated_since: Annotated[
        Annotated[str, Meta(max_length=40, extra_json_schema={"format": "date-time"})] | None,
        Meta(description="With an edition published at that moment or later."),
    ] = None
    order: Annotated[
        Literal["newest", "changed"],
        Meta(
            description="“newest”: the highest number first. “changed”: the oldest change first, to keep a copy."
        ),
    ] = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedClip(AskedOne):
    number: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedEdition(AskedClip):
    ordinal: Ordinal


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOfClip(AskedList):
    number: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSentences(AskedOfClip):
    edition: Annotated[
        Ordinal | None, Meta(description="As that edition has them; the latest otherwise.")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSentence(AskedClip):
    label: Label


def clips(asked: AskedClips) -> Listed:
    narrowed = Narrowed(
        topic=asked.topic,
        source=asked.source,
        person=asked.person,
        country=asked.country,
        language=asked.language,
        aired_from=asked.aired_from,
        aired_to=asked.aired_to,
        updated_since=_moment(asked.updated_since),
    )
    most = asked.limit + 1
    if asked.order == "newest":
        found = newest_clips(narrowed=narrowed, below=number_in(asked.cursor), most=most)
        cursor = f"{found[asked.limit - 1].number}" if len(found) == most else ""
    else:
        found = changed_clips(narrowed=narrowed, after=_change_in(asked.cursor), most=most)
        last = found[asked.limit - 1] if len(found) == most else None
        cursor = f"{last.updated_at.isoformat()}_{last.number}" if last and last.updated_at else ""
    return Listed(tuple(clip_in_list(one) for one in found[: asked.limit]), cursor)


def clip(asked: AskedClip) -> Clip:
    return whole_clip(published_or_refused(asked.number))


def edition(asked: AskedEdition) -> Clip:
    return whole_clip(published_or_refused(asked.number, asked.ordinal))


def editions(asked: AskedOfClip) -> Listed:
    found = editions_of(published_or_refused(asked.number))
    return slice_of(found, asked)


def sentences(asked: AskedSentences) -> Listed:
    content = published_or_refused(asked.number, asked.edition).content
    return slice_of(tuple(_Telling(content).all()), asked)


def sentence(asked: AskedSentence) -> Sentence:
    content = published_or_refused(asked.number).content
    for line in content.lines:
        if line.label == asked.label:
            return _Telling(content).one(line)
    became = next((one for one in content.lineage if one.label == asked.label), None)
    if became is None:
        raise Refused(404, f"Number {asked.number} has no sentence s{asked.label}.")
    raise Refused(
        410,
        f"Sentence s{asked.label} is not in the latest edition.",
        fate=became.fate,
        successors=list(became.successors),
        reason=became.reason,
    )


def published_or_refused(number: int, ordinal: int | None = None) -> PublishedClip:
    """Raises ``Refused``: 410 for a withdrawn number, 404 for all that outsiders may not know of."""
    try:
        found = published_clip(number, ordinal)
    except NoSuchNumber as error:
        words = str(error) if ordinal is not None else f"Number {number} is not published."
        raise Refused(404, words) from error
    if isinstance(found, PublishedClip):
        return found
    if found.state == "withdrawn":
        raise withdrawn(found)
    if found.state == "restricted":
        raise restricted(found)
    raise Refused(404, f"Number {number} is not published.")


def restricted(found: Tombstone) -> Refused:
    at = found.withdrawn_at
    return Refused(
        451,
        found.reason,
        number=found.number,
        restricted_at=at.isoformat() if at else None,
        demanded_by=found.demanded_by,
        authority=found.authority_url or None,
        sources=[one.name for one in found.sources],
        headers={"Cache-Control": "no-store", **blocked_by(found)},
    )


def withdrawn(found: Tombstone) -> Refused:
    at = found.withdrawn_at
    return Refused(
        410,
        found.reason,
        "Withdrawn",
        number=found.number,
        withdrawn_at=at.isoformat() if at else None,
        survivor=found.survivor,
    )


def slice_of(items: tuple[object, ...], asked: AskedList) -> Listed:
    """A page of what is at hand anyway; the cursor is a place in it."""
    start = number_in(asked.cursor) or 0
    stop = start + asked.limit
    return Listed(items[start:stop], str(stop) if stop < len(items) else "")


def number_in(cursor: str) -> int | None:
    if not cursor:
        return None
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 17):
        raise bad_cursor()
    return int(cursor)


def bad_cursor() -> Refused:
    return Refused(400, "“cursor” is no place in this list: take it from the “next” of the page before.")


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or "T" not in text.upper():
        raise Refused(400, "“updated_since”: write a moment with its offset, such as 2026-11-24T09:00:00Z.")
    return at


def _change_in(cursor: str) -> tuple[datetime, int] | None:
    if not cursor:
        return None
    moment, _, number = cursor.replace(" ", "+").rpartition("_")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError as error:
        raise bad_cursor() from error
    if at.tzinfo is None or not number:
        raise bad_cursor()
    return at, number_in(number) or 0


class _Telling:
    """The sentences of an edition with their speakers and translations."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._voices: dict[str, Voice] = {voice.key: voice for voice in content.voices}
        self._translations: dict[str, list[Rendering]] = {}
        for track in content.translations:
            for one in track.renderings:
                at = one.of[0] if one.of else one.label
                self._translations.setdefault(at, []).append(_rendering(track.language, one))

    def all(self) -> list[Sentence]:
        return [self.one(line) for line in self._content.lines]

    def one(self, line: Line) -> Sentence:
        voice, number = self._voices.get(line.voice), self._content.number
        return Sentence(
            label=line.label,
            kind=line.kind,
            voice=line.voice,
            speaker=voice.name if voice else "",
            role=voice.role if voice else "",
            language=line.language,
            text=line.text,
            in_ms=line.in_ms,
            out_ms=line.out_ms,
            origin=line.origin,
            state=line.state,
            evidence=line.evidence,
            certainty=line.certainty,
            heard=line.heard,
            relay_of=line.relay_of,
            is_withheld=line.is_withheld,
            translations=tuple(self._translations.get(line.label, ())),
            citation=f"DRG {number} s{line.label}",
            url=settings.SITE_URL + sentence_path(number, line.label),
        )


def _rendering(language: str, one: Rendered) -> Rendering:
    return Rendering(
        language=language,
        text=one.text,
        of=one.of,
        origin=one.origin,
        state=one.state,
        note=one.note,
        alternates=tuple(AlternateRendering(other.text, other.note) for other in one.alternates),
        is_withheld=one.is_withheld,
    )
