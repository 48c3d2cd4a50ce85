from __future__ import annotations

from django.db.models import QuerySet

from dragoman.recordings.models import Recording, Rendition


def recordings() -> QuerySet[Recording]:
    """Newest first, with what a list shows of them."""
    return (
        Recording.objects.select_related("broadcast__channel", "broadcast__programme")
        .prefetch_related("renditions")
        .order_by("-received_at", "-id")
    )


def rendition_of(recording: Recording, kind: str) -> Rendition | None:
    return Rendition.objects.filter(recording=recording, kind=kind).first()
