"""A published clip's picture changed: at once, with a line in the ledger, and without an edition.

An edition holds words. Its header names no media file, so that choosing another picture changes no byte of it.
"""

from __future__ import annotations

from django.db import transaction

from dragoman.clips.models import ClipFile
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.publications.models import Publication, PublishedFile
from dragoman.publications.page import File
from dragoman.publications.pictures import POSTER
from dragoman.publications.rules import is_published, shows_media
from dragoman.publications.serving import serve_file, source_of
from dragoman.publications.signals import listing_changed


@transaction.atomic
def show_poster(*, publication: Publication, actor: Actor) -> PublishedFile | None:
    """Serve the clip's picture as it is now. None for what is not published, or has none."""
    fresh = Publication.objects.select_for_update().get(pk=publication.pk)
    poster = ClipFile.objects.filter(clip_id=fresh.clip_id, kind=ClipFile.Kind.POSTER).first()
    edition = fresh.editions.order_by("-ordinal").first()
    if not is_published(fresh) or poster is None or edition is None:
        return None
    before = fresh.files.filter(name=POSTER).first()
    if before is not None and source_of(before) == poster.sha256:
        return before
    given = File(POSTER, poster.sha256, poster.size_bytes, poster.mime, poster.width, poster.height)
    file = serve_file(fresh, given, edition.ordinal)
    fresh.card = {
        **fresh.card,
        "poster_size": [poster.width, poster.height],
        "has_poster": shows_media(fresh),
    }
    fresh.save(update_fields=["card"])
    record(
        actor=actor,
        act="rendition.chosen",
        subject=f"number:{fresh.number}",
        detail={"edition": edition.ordinal, "name": POSTER, "sha256": file.sha256},
    )
    listing_changed.send(sender=Publication, publication=fresh)
    return file
