"""What is told of a clip, as JSON. The same values describe it in the OpenAPI document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec
from django.conf import settings
from msgspec import Meta

from dragoman.machines.terms import Event
from dragoman.publications.correcting import TOLD
from dragoman.publications.links import clip_url
from dragoman.publications.models import Publication
from dragoman.publications.rules import is_indexed, is_published, is_withdrawn
from dragoman.publications.terms import EVERYWHERE, EditionKind


@dataclass(frozen=True, slots=True)
class ClipTold:
    """The clip, as far as whoever is told needs it to ask for the rest."""

    number: int
    edition: Annotated[int, Meta(description="The latest edition; 0 for a withdrawn clip.")]
    kind: Annotated[
        str,
        Meta(
            description="Why there is this edition: first, addition, correction, withdrawal, …; or, with no "
            "new edition, restriction (by a legal demand) and standing (listed again, its film blocked or back)."
        ),
    ]
    note: Annotated[str, Meta(description="The public note, or the reason of a withdrawal or restriction.")]
    title: Annotated[str, Meta(description="Empty for a withdrawn clip.")]
    sentences: Annotated[
        tuple[str, ...], Meta(description="Labels of the sentences that a correction changed.")
    ]
    url: str
    api: str


@dataclass(frozen=True, slots=True)
class WebhookCall:
    """What is sent to a webhook. ``id`` stays the same however often a call is tried again."""

    id: str
    type: str
    at: Annotated[datetime, Meta(tz=True)]
    clip: ClipTold | None


def event_of(publication: Publication) -> tuple[Event, ClipTold] | None:
    """What just happened to a clip, for outsiders; None for what is none of their business."""
    if publication.number is None:
        return None
    if is_withdrawn(publication):
        reason = publication.withdrawn_reason
        return Event.WITHDRAWN, _told(publication, 0, EditionKind.WITHDRAWAL, reason, "", ())
    if not is_indexed(publication):
        return None
    edition = publication.editions.defer("content", "lines").latest("ordinal")
    events = {EditionKind.FIRST: Event.PUBLISHED, EditionKind.ADDITION: Event.UPDATED}
    event = Event.CORRECTED if edition.kind in TOLD else events.get(EditionKind(edition.kind), Event.UPDATED)
    changed = next((one for one in publication.corrections if one["edition"] == edition.ordinal), None)
    labels = tuple(one["label"] for one in changed["sentences"]) if changed else ()
    title = publication.card["title"]
    return event, _told(publication, edition.ordinal, edition.kind, edition.public_note, title, labels)


def standing_of(publication: Publication) -> tuple[Event, ClipTold] | None:
    """What just became of a clip whose words stay: restricted everywhere, or readable again, or its film changed.

    Nothing of one that no list shows: whoever was told of it before still reads it at its address.
    """
    if not is_published(publication):
        return None
    edition = publication.editions.defer("content", "lines").latest("ordinal")
    if publication.restricted_in == EVERYWHERE:
        restriction = publication.restrictions.filter(lifted_at=None).first()
        reason = restriction.reason if restriction else ""
        return Event.WITHDRAWN, _told(publication, edition.ordinal, "restriction", reason, "", ())
    if not is_indexed(publication):
        return None
    title = publication.card["title"]
    note = publication.media_blocked_reason
    return Event.UPDATED, _told(publication, edition.ordinal, "standing", note, title, ())


def written(*, uid: str, event: str, at: datetime, clip: ClipTold | None) -> str:
    return msgspec.json.encode(WebhookCall(uid, event, at, clip)).decode()


def _told(
    publication: Publication, edition: int, kind: str, note: str, title: str, labels: tuple[str, ...]
) -> ClipTold:
    number = publication.number or 0
    slug = publication.slug if is_indexed(publication) else ""
    return ClipTold(
        number=number,
        edition=edition,
        kind=str(kind),
        note=note,
        title=title,
        sentences=labels,
        url=clip_url(number, slug),
        api=f"{settings.SITE_URL}/api/v1/clips/{number}",
    )
