"""Clips as bulletins tell of them, made up as rows: published, corrected, withdrawn at any moment."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from dragoman.clips.models import Clip
from dragoman.publications.models import Edition, Publication

SAID = "Night trains will run again from 1 May, one month earlier than planned."
ORIGINAL = "夜间列车将从五月一日起恢复通行，比原计划提前一个月。"


def clip_row(
    number: int, at: datetime, topics: tuple[str, ...] = ("railways",), **card: object
) -> Publication:
    """A clip first published at a moment."""
    made = Publication.objects.create(
        clip=Clip.objects.create(title=f"Clip {number}", made_by="tests"),
        state="published",
        number=number,
        slug=f"clip-{number}",
        aired_on=date(2024, 4, 9),
        published_at=at,
        updated_at=at,
        edition_digest=_digest(number, 1),
        card={
            "title": f"Clip {number}: night trains",
            "language": "en",
            "duration_ms": 121_000,
            "sources": [["Meridian TV", "meridian-tv", "", "Norland"]],
            "programme": "",
            "spoken": ["zh"],
            "topics": [[slug, slug.capitalize()] for slug in topics],
            "voices": [["lin-ruomei", "Lin Ruomei"]],
            "quote": SAID,
            "quote_language": "en",
            "quote_speaker": "Lin Ruomei",
            "quote_label": "3",
            "quote_in_ms": 14_000,
            "quote_original": ORIGINAL,
            "quote_original_language": "zh",
            **card,
        },
    )
    _edition(made, 1, "first", at)
    return made


def change_row(publication: Publication, at: datetime, kind: str = "correction", note: str = "") -> None:
    """Another edition at a later moment."""
    ordinal = publication.editions.count() + 1
    _edition(publication, ordinal, kind, at, note)
    publication.updated_at, publication.edition_digest = at, _digest(publication.number, ordinal)
    told = {
        "edition": ordinal,
        "kind": kind,
        "note": note,
        "published_at": at.isoformat(),
        "sentences": [],
        "texts": [],
    }
    publication.corrections = [*publication.corrections, told]
    publication.save()


def withdraw_row(publication: Publication, at: datetime, reason: str = "") -> None:
    publication.state, publication.withdrawn_at, publication.withdrawn_reason = "withdrawn", at, reason
    publication.save()


def _edition(publication: Publication, ordinal: int, kind: str, at: datetime, note: str = "") -> None:
    Edition.objects.create(
        publication=publication,
        ordinal=ordinal,
        kind=kind,
        public_note=note,
        content=b"{}",
        lines=b"",
        digest=_digest(publication.number, ordinal),
        published_at=at,
    )


def _digest(number: int, ordinal: int) -> str:
    return sha256(f"{number}.{ordinal}".encode()).hexdigest()
