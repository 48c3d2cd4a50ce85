"""What is published, put into the values of the answers."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from dragoman.api.rest.values.clip import (
    Clip,
    ClipInList,
    Credit,
    Edition,
    Engine,
    LeftOut,
    Links,
    PublishedFile,
    Quote,
    Recording,
    SourceThen,
    Stretch,
    Track,
    Voice,
)
from dragoman.api.rest.values.named import Named, SourceNamed
from dragoman.publications.captions import caption_languages
from dragoman.publications.content import Content, Cut
from dragoman.publications.links import bundle_path, captions_path, clip_url, file_path
from dragoman.publications.models import Publication
from dragoman.publications.page import File, PublishedClip


def api_url(path: str) -> str:
    return f"{settings.SITE_URL}/api/v1/{path}"


def clip_in_list(publication: Publication) -> ClipInList:
    kept, number = publication.card, publication.number or 0
    at = publication.updated_at or publication.published_at
    if publication.published_at is None or at is None:
        raise ValueError(f"{publication} is no published clip.")
    return ClipInList(
        number=number,
        title=kept["title"],
        language=kept["language"],
        spoken=tuple(kept["spoken"]),
        sources=tuple(SourceNamed(slug, name, code, place) for name, slug, code, place in kept["sources"]),
        topics=tuple(Named(slug, name) for slug, name in kept["topics"]),
        people=tuple(Named(slug, name) for slug, name in kept["voices"]),
        aired_on=publication.aired_on,
        duration_ms=kept["duration_ms"],
        quote=_quote(kept) if kept["quote"] else None,
        corrections=kept["corrections"],
        published_at=publication.published_at,
        updated_at=at,
        url=clip_url(number, publication.slug),
        poster=settings.SITE_URL + file_path(number, "poster.jpg") if kept["has_poster"] else None,
        api=api_url(f"clips/{number}"),
    )


_SAME = (
    *("number", "edition", "kind", "public_note", "title", "language", "title_original", "title_language"),
    *("summary", "intro", "convention", "aired_at", "aired_on", "timezone", "duration_ms", "spoken"),
    *("programme", "place", "eyes", "advisory", "rights"),
)
"""What a clip has as its edition has it."""


def whole_clip(found: PublishedClip) -> Clip:
    content = found.content
    return Clip(
        **{name: getattr(content, name) for name in _SAME},
        digest=found.digest,
        published_at=found.first_published_at,
        updated_at=content.published_at,
        sources=tuple(
            SourceThen(one.slug, one.name, one.country, one.place_name, one.name_original, one.outlet_type)
            for one in content.sources
        ),
        topics=tuple(Named(slug, name) for slug, name in content.topics),
        voices=tuple(
            Voice(one.key, one.slug, one.name, one.name_original, one.role) for one in content.voices
        ),
        tracks=_tracks(content),
        files=tuple(_file(content.number, one) for one in found.files.values()),
        recording=_recording(content),
        passages=tuple(_stretch(one) for one in content.passages or (content.cut,) if one),
        left_out=tuple(LeftOut(one.at_ms, one.length_ms) for one in content.gaps),
        engines=tuple(
            Engine(one.task, one.name, one.version, one.model, one.language) for one in content.engines
        ),
        credits=tuple(
            Credit(role, found.names.get(one.handle)) for one in content.people for role in one.roles
        ),
        corrections=len(found.corrections),
        links=_links(found),
    )


def editions_of(found: PublishedClip) -> tuple[Edition, ...]:
    """The first edition first."""
    number = found.content.number
    page = clip_url(number)
    return tuple(
        Edition(
            edition=one.ordinal,
            kind=one.kind,
            public_note=one.public_note,
            published_at=one.published_at,
            digest=one.digest,
            url=f"{page}/editions/{one.ordinal}",
            api=api_url(f"clips/{number}/editions/{one.ordinal}"),
            header=f"{page}/editions/{one.ordinal}.json",
            lines=f"{page}/editions/{one.ordinal}.lines.jsonl",
        )
        for one in found.editions
    )


def _quote(kept: dict[str, Any]) -> Quote:  # Any: JSON
    return Quote(
        text=kept["quote"],
        language=kept["quote_language"],
        speaker=kept["quote_speaker"],
        sentence=kept["quote_label"],
        in_ms=kept["quote_in_ms"],
    )


def _tracks(content: Content) -> tuple[Track, ...]:
    captioned = set(caption_languages(content))
    said: dict[str, int] = {}
    for line in content.lines:
        if line.text and line.language:
            said[line.language] = said.get(line.language, 0) + 1
    counted = [(language, True, count) for language, count in said.items()]
    counted += [
        (track.language, False, sum(bool(one.text) for one in track.renderings))
        for track in content.translations
    ]
    return tuple(
        Track(language, is_original, count, _captions(content.number, language, is_original, captioned))
        for language, is_original, count in counted
    )


def _captions(number: int, language: str, is_original: bool, captioned: set[tuple[str, bool]]) -> str | None:
    if (language, is_original) not in captioned:
        return None
    return settings.SITE_URL + captions_path(number, language)


def _file(number: int, file: File) -> PublishedFile:
    return PublishedFile(
        name=file.name,
        url=settings.SITE_URL + file_path(number, file.name),
        mime=file.mime,
        size_bytes=file.size_bytes,
        sha256=file.sha256,
        width=file.width,
        height=file.height,
        provenance=file.provenance,
    )


def _recording(content: Content) -> Recording | None:
    if not content.recording_sha256:
        return None
    return Recording(
        sha256=content.recording_sha256,
        size_bytes=content.recording_size_bytes,
        origin=content.recording_origin,
        origin_url=content.recording_origin_url,
        capture_note=content.capture_note,
    )


def _stretch(cut: Cut) -> Stretch:
    return Stretch(cut.in_ms, cut.out_ms, cut.first_frame, cut.last_frame)


def _links(found: PublishedClip) -> Links:
    number, edition = found.content.number, found.content.edition
    return Links(
        page=clip_url(number, found.slug),
        edition=f"{clip_url(number)}/editions/{edition}",
        sentences=api_url(f"clips/{number}/sentences"),
        editions=api_url(f"clips/{number}/editions"),
        corrections=api_url(f"clips/{number}/corrections"),
        bundle=settings.SITE_URL + bundle_path(number),
    )
