"""An edition's words as plain JSON, for programs that want no more than who said what when. Documented in
``docs/reference/formats.md``; what proves anything is the edition itself, not this.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dragoman.publications.content import Line, Rendering
from dragoman.publications.identity import identity_of
from dragoman.publications.page import PublishedClip

FORMAT = "dragoman-words/1"

Document = dict[str, Any]  # Any: JSON


def words_document(
    clip: PublishedClip, *, has_original: bool = True, languages: Iterable[str] | None = None
) -> Document:
    """Everything that was said and every translation; less where an original or other languages are not wanted.

    Without the original its sentences still say who speaks when: only their text is None.
    """
    content = clip.content
    wanted = None if languages is None else set(languages)
    return {
        "format": FORMAT,
        **_head(clip),
        "speakers": [
            {"key": one.key, "name": one.name, "name_original": one.name_original, "role": one.role}
            for one in content.voices
        ],
        "sentences": [_sentence(clip, line, has_text=has_original) for line in content.lines],
        "translations": [
            {
                "language": track.language,
                "sentences": [_rendering(clip, one) for one in track.renderings],
            }
            for track in content.translations
            if wanted is None or track.language in wanted
        ],
        "gaps": [{"at_ms": gap.at_ms, "length_ms": gap.length_ms} for gap in content.gaps],
        "credits": {
            "transcribers": _names(clip, content.transcribers),
            "translators": _names(clip, content.translators),
            "reviewers": _names(clip, content.reviewers),
        },
        "editions": _editions(clip),
    }


def _editions(clip: PublishedClip) -> list[Document]:
    return [
        {
            "edition": one.ordinal,
            "kind": one.kind,
            "note": one.public_note,
            "published_at": one.published_at.isoformat(),
            "sha256": one.digest,
        }
        for one in clip.editions
        if one.ordinal <= clip.content.edition
    ]


def _head(clip: PublishedClip) -> Document:
    content, identity = clip.content, identity_of(clip)
    return {
        "number": content.number,
        "edition": content.edition,
        "sha256": clip.digest,
        "address": identity.address,
        "as_of": identity.as_of.isoformat(),
        "published_at": content.published_at.isoformat(),
        "language": content.language,
        "title": content.title,
        "title_original": content.title_original,
        "title_original_language": content.title_language if content.title_original else "",
        "summary": list(content.summary),
        "sources": [
            {
                "name": one.name,
                "name_original": one.name_original,
                "country": one.country,
                "place": one.place_name,
            }
            for one in content.sources
        ],
        "programme": content.programme,
        "place": content.place,
        "aired_at": content.aired_at.isoformat() if content.aired_at else None,
        "aired_on": content.aired_on.isoformat() if content.aired_on else None,
        "duration_ms": content.duration_ms,
        "topics": [name for _, name in content.topics],
        "convention": content.convention,
        "eyes": content.eyes,
        "rights": content.rights,
    }


def _sentence(clip: PublishedClip, line: Line, *, has_text: bool) -> Document:
    return {
        "label": line.label,
        "kind": line.kind,
        "speaker": line.voice or None,
        "language": line.language,
        "text": line.text if has_text else None,
        "in_ms": line.in_ms,
        "out_ms": line.out_ms,
        "heard": line.heard or "own",
        "certainty": line.certainty or None,
        "origin": line.origin,
        "state": line.state,
        "withheld": line.is_withheld,
        "transcriber": clip.names.get(line.person),
        "reviewers": _names(clip, line.reviewers),
    }


def _rendering(clip: PublishedClip, one: Rendering) -> Document:
    return {
        "label": one.label,
        "of": list(one.of),
        "text": one.text,
        "note": one.note,
        "alternates": [{"text": other.text, "note": other.note} for other in one.alternates],
        "origin": one.origin,
        "state": one.state,
        "withheld": one.is_withheld,
        "translator": clip.names.get(one.translator),
        "reviewers": _names(clip, one.reviewers),
    }


def _names(clip: PublishedClip, handles: tuple[str, ...]) -> list[str]:
    """Only names that may be printed."""
    return [clip.names[handle] for handle in handles if handle in clip.names]
