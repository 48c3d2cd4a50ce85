"""The pool of labels of a clip, as rows: given out once, their fate decided once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone

from dragoman.clips.models import Clip
from dragoman.lib.bounded import bounded_line
from dragoman.transcripts.models import CueLabel


def note_given(clip: Clip, labels: Iterable[str]) -> None:
    """Labels a sentence carries now; those already noted stay as they are."""
    known = set(CueLabel.objects.filter(clip=clip).values_list("label", flat=True))
    CueLabel.objects.bulk_create(
        CueLabel(clip=clip, label=label) for label in dict.fromkeys(labels) if label not in known
    )


def decide_fates(clip: Clip, fates: Mapping[str, tuple[str, Sequence[str], str]]) -> None:
    """What became of labels nobody carries any more: fate, successors, reason. The database refuses a second say."""
    if not fates:
        return
    now = timezone.now()
    rows = {one.label: one for one in CueLabel.objects.filter(clip=clip, label__in=list(fates))}
    for label, (fate, successors, reason) in fates.items():
        row = rows[label]
        row.fate, row.successors = fate, list(successors)
        row.reason = bounded_line(reason, most=500, what="reason")
        row.decided_at = now
        row.save(update_fields=["fate", "successors", "reason", "decided_at"])
