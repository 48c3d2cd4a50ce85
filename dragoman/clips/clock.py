"""Two clocks: that of a recording, and that of a clip made of stretches of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.clips.models import Clip, Passage


@dataclass(frozen=True, slots=True)
class Stretch:
    """``[in_ms, out_ms)`` of the recording, shown from ``at_ms`` of the clip on."""

    in_ms: int
    out_ms: int
    at_ms: int


def stretches_of(clip: Clip) -> tuple[Stretch, ...]:
    """In the order they are shown; one for a clip of a single stretch, none for a clip without recording."""
    passages = list(Passage.objects.filter(clip=clip).order_by("position"))
    if passages:
        return tuple(_placed(passages))
    if clip.in_ms is None or clip.out_ms is None:
        return ()
    return (Stretch(clip.in_ms, clip.out_ms, 0),)


def clip_ms_of(clip: Clip, recording_ms: int) -> int | None:
    """Where a moment of the recording is in the clip; None where the clip doesn't show it."""
    for stretch in stretches_of(clip):
        if stretch.in_ms <= recording_ms < stretch.out_ms:
            return stretch.at_ms + recording_ms - stretch.in_ms
    return None


def recording_ms_of(clip: Clip, clip_ms: int) -> int | None:
    """Which moment of the recording the clip shows then; None before its start or without recording."""
    shown = [stretch for stretch in stretches_of(clip) if stretch.at_ms <= clip_ms]
    if not shown:
        return None
    return min(shown[-1].in_ms + clip_ms - shown[-1].at_ms, shown[-1].out_ms)


def _placed(passages: list[Passage]) -> Iterator[Stretch]:
    """By the frames once they are cut: a passage lasts until its last frame does, a little past its out point."""
    at_ms = 0
    for passage in passages:
        yield Stretch(passage.in_ms, passage.out_ms, at_ms)
        at_ms += passage.cut_facts.get("duration_ms") or passage.out_ms - passage.in_ms
