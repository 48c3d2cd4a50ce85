"""From cues to the texts of an MP4 caption track, which can neither overlap nor name a speaker."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pycountry

from dragoman.engines.video.port import CaptionTrack
from dragoman.lib.languages import base
from dragoman.lib.subtitles.cues import CaptionCue


def track_texts(track: CaptionTrack) -> dict[str, Any]:
    """A track as the child that writes it wants it."""
    return {
        "language": _three_letters(track.language),
        "title": " ".join(track.title.split()),
        "texts": one_at_a_time(track.cues),
    }


def one_at_a_time(cues: Sequence[CaptionCue]) -> list[tuple[int, int, str]]:
    """Start, end and text; where cues overlap, their texts share the screen, the earlier one on top."""
    edges = sorted({edge for cue in cues for edge in (cue.span.in_ms, cue.span.out_ms)})
    starting: dict[int, list[CaptionCue]] = {}
    for cue in sorted(cues, key=lambda cue: (cue.span.in_ms, cue.span.out_ms)):
        starting.setdefault(cue.span.in_ms, []).append(cue)
    texts: list[tuple[int, int, str]] = []
    on_screen: list[CaptionCue] = []
    for start, end in pairwise(edges):
        on_screen = [cue for cue in on_screen if cue.span.out_ms > start] + starting.get(start, [])
        if on_screen:
            texts.append((start, end, "\n".join(map(_told, on_screen))))
    return texts


def _told(cue: CaptionCue) -> str:
    return f"{cue.speaker}: {cue.text}" if cue.speaker else cue.text


def _three_letters(tag: str) -> str:
    """The ISO 639 code an MP4 has room for; it keeps no script and no region."""
    language = base(tag)
    if len(language) == 3:
        return language
    found = pycountry.languages.get(alpha_2=language)
    return found.alpha_3 if found else "und"
