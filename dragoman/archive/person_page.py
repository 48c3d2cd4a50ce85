"""The page of a person: how they are called, what they were and when, and everything they said, with its second.

Only what is published goes into it: names and roles that came with a draft show nowhere, and what the desk wrote
about a person shows once a clip of theirs is listed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.archive import heard
from dragoman.archive.reading import reading_for
from dragoman.archive.transcript import Sentence, turns_of
from dragoman.catalogue.models import Speaker, SpeakerRole
from dragoman.publications import selectors as publications
from dragoman.publications.content import Content
from dragoman.publications.links import clip_path, clips_path, person_path
from dragoman.search.facets import facets
from dragoman.search.heard import roles_told
from dragoman.search.selectors import Filters, Place, cards_of, run
from dragoman.search.standing import days_covered
from dragoman.search.terms import Kind
from dragoman.ui import wording
from dragoman.ui.context import furniture
from dragoman.ui.wording import reader_language

_CLIPS = 8
_SENTENCES = 12
"""Of one clip; the clip has the rest."""


@dataclass(frozen=True, slots=True)
class RoleLine:
    """What somebody was. ``count`` is of the clips that say so; none for what the desk noted."""

    role: str
    days: str
    reference: str
    count: int


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says in one clip, and what they were called there."""

    number: int
    title: str
    language: str
    path: str
    day: date | None
    sources: tuple[tuple[str, str, str, str], ...]
    name: str
    role: str
    sentences: tuple[Sentence, ...]
    more: int


def context_of(speaker: Speaker, version: int, before: str = "") -> dict[str, object]:
    filters = Filters(speaker=speaker.slug)
    found, within = (
        run(filters=filters, before=before, size=_CLIPS, version=version),
        facets(filters, version),
    )
    first, last = days_covered(Kind.SPEAKER, speaker.slug)
    path = person_path(speaker.slug, reader_language())
    places = [one for one in found.entries if isinstance(one, Place)]
    return {
        **furniture(person_path(speaker.slug)),
        "section": "person",
        "speaker": speaker,
        "plain_name": wording.plain_line(speaker.name),
        "count": within.total,
        "days_covered": wording.days_between(first, last),
        "noted_roles": _noted(speaker.roles.all()),
        "told_roles": _told(speaker.slug),
        "said": _said(places, speaker.slug),
        "topics": heard.topics_in(within),
        "sources": heard.sources_in(within),
        "older": f"{path}?before={found.older}" if found.older else "",
        "newest": path if before else "",
        "list_path": f"{clips_path(reader_language())}?speaker={speaker.slug}",
    }


def _noted(roles: Iterable[SpeakerRole]) -> tuple[RoleLine, ...]:
    """The latest first."""
    noted = sorted(
        (role for role in roles if role.is_noted),
        key=lambda role: (role.until or date.max, role.since or date.min),
        reverse=True,
    )
    return tuple(RoleLine(one.role, wording.held(one.since, one.until), one.reference, 0) for one in noted)


def _told(slug: str) -> tuple[RoleLine, ...]:
    return tuple(
        RoleLine(one.role, wording.days_between(one.first, one.last), "", one.count)
        for one in roles_told(slug)
    )


def _said(places: list[Place], slug: str) -> tuple[Said, ...]:
    contents = publications.contents_of(place.edition_digest for place in places)
    cards = cards_of(place.publication for place in places)
    found = []
    for place in places:
        content, card = contents.get(place.edition_digest), cards.get(place.publication)
        if content is None or card is None:
            continue
        sentences, name, role = _spoken_by(slug, content)
        found.append(
            Said(
                number=card.number,
                title=card.title,
                language=card.language,
                path=clip_path(card.number, card.slug, reader_language()),
                day=date.fromisoformat(card.aired_on) if card.aired_on else None,
                sources=card.sources,
                name=name,
                role=role,
                sentences=sentences[:_SENTENCES],
                more=max(0, len(sentences) - _SENTENCES),
            )
        )
    return tuple(found)


def _spoken_by(slug: str, content: Content) -> tuple[tuple[Sentence, ...], str, str]:
    """Their sentences in the order of the clip, with the name and role they had in it."""
    voices = [voice for voice in content.voices if voice.slug == slug]
    keys = {voice.key for voice in voices}
    labels = {line.label for line in content.lines if line.voice in keys}
    turns = turns_of(content, reading_for(content, reader_language()))
    sentences = tuple(one for turn in turns for one in turn.sentences if one.label in labels)
    return sentences, voices[0].name if voices else "", voices[0].role if voices else ""
