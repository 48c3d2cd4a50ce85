"""The commands of this stage, one file a purpose."""

from __future__ import annotations

from dragoman.clips.errors import BeyondTheRecording, ClipIsLocked, NoTitle
from dragoman.clips.services.cutting import cut_clip
from dragoman.clips.services.describing import (
    ClipDescription,
    ClipPlan,
    describe_clip,
    lock_clip,
    make_clip,
    note_warning,
    retime_clip,
)
from dragoman.clips.services.illustrating import choose_poster, illustrate_clip

__all__ = [
    "BeyondTheRecording",
    "ClipDescription",
    "ClipIsLocked",
    "ClipPlan",
    "NoTitle",
    "choose_poster",
    "cut_clip",
    "describe_clip",
    "illustrate_clip",
    "lock_clip",
    "make_clip",
    "note_warning",
    "retime_clip",
]
