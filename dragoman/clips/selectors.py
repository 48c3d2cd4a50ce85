from __future__ import annotations

from django.db.models import QuerySet

from dragoman.clips.models import Clip, Passage


def passages_of(clip: Clip) -> QuerySet[Passage]:
    """The stretches of a clip made of several, in order; none for a clip that is one stretch."""
    return Passage.objects.filter(clip=clip).order_by("position")


def gaps_of(clip: Clip) -> tuple[tuple[int, int], ...]:
    """(where the join is in the clip, how much of the recording is left out there), in ms."""
    gaps, at_ms = [], 0
    passages = list(passages_of(clip))
    for one, following in zip(passages, passages[1:], strict=False):
        at_ms += one.out_ms - one.in_ms
        gaps.append((at_ms, following.in_ms - one.out_ms))
    return tuple(gaps)
