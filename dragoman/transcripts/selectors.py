from __future__ import annotations

from django.db.models import QuerySet

from dragoman.clips.models import Clip
from dragoman.transcripts.models import Cue, Transcript


def transcript_of(clip: Clip) -> Transcript | None:
    return Transcript.objects.filter(clip=clip).first()


def cues_of(clip: Clip) -> QuerySet[Cue]:
    """The clip's original sentences in order, with their speakers."""
    return Cue.objects.filter(transcript__clip=clip).select_related("speaker").order_by("position")
