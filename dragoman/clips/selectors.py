from __future__ import annotations

import itertools

from django.db.models import QuerySet

from dragoman.clips.clock import stretches_of
from dragoman.clips.models import Clip, Passage


def passages_of(clip: Clip) -> QuerySet[Passage]:
    """The stretches of a clip made of several, in order; none for a clip that is one stretch."""
    return Passage.objects.filter(clip=clip).order_by("position")


def gaps_of(clip: Clip) -> tuple[tuple[int, int], ...]:
    """(where the join is in the clip, how much of the recording is left out there), in ms."""
    shown = stretches_of(clip)
    return tuple(
        (following.at_ms, following.in_ms - one.out_ms) for one, following in itertools.pairwise(shown)
    )
