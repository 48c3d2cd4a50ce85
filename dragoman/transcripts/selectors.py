from __future__ import annotations

from django.db.models import QuerySet

from dragoman.clips.models import Clip
from dragoman.transcripts.models import Cue, CueLabel, Transcript


def transcript_of(clip: Clip) -> Transcript | None:
    return Transcript.objects.filter(clip=clip).first()


def cues_of(clip: Clip) -> QuerySet[Cue]:
    """The clip's original sentences in order, with their speakers."""
    return Cue.objects.filter(transcript__clip=clip).select_related("speaker").order_by("position")


def fates_of(clip: Clip) -> tuple[tuple[str, str, tuple[str, ...], str], ...]:
    """(label, fate, successors, reason) of each label that no sentence carries any more."""
    decided = CueLabel.objects.filter(clip=clip).exclude(fate="").order_by("pk")
    return tuple((one.label, one.fate, tuple(one.successors), one.reason) for one in decided)
