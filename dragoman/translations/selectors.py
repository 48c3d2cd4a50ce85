from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from dragoman.clips.models import Clip
from dragoman.translations.models import TranslatedCue, Translation


def translations_of(clip: Clip) -> QuerySet[Translation]:
    """The clip's tracks in other languages, each with its sentences in order and what they render."""
    cues = TranslatedCue.objects.prefetch_related("of").order_by("position", "pk")
    return (
        Translation.objects.filter(clip=clip).prefetch_related(Prefetch("cues", queryset=cues)).order_by("id")
    )
