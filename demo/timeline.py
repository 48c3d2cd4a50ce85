"""Where each line falls in the broadcast, on whole frames, and the clips that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from demo.script import Broadcast, ClipPlan, Line
from demo.sound import RATE, Samples, bell_strokes, chime, choir, spoken

FRAMES_A_SECOND = 25
FRAME_MS = 40
OPENING_MS = 2_400
CLOSING_MS = 1_200
_LEAD_MS, _TRAIL_MS = 200, 240
"""A clip starts this long before its first word and ends this long after its last."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its place: it is heard within ``[in_ms, out_ms)``, pictures change at ``cut_ms``."""

    line: Line
    in_ms: int
    out_ms: int
    cut_ms: int


@dataclass(frozen=True, slots=True)
class Timeline:
    placed: tuple[Placed, ...]
    samples: Samples
    duration_ms: int

    @property
    def frames(self) -> int:
        return self.duration_ms // FRAME_MS


def lay_out(broadcast: Broadcast) -> Timeline:
    """Speak every line and set them one after another, after the opening tune."""
    parts: list[tuple[int, Samples]] = [(0, chime(broadcast.chime, OPENING_MS / 1000))]
    placed: list[Placed] = []
    at = OPENING_MS
    for line in broadcast.lines:
        voice = spoken(line.say, broadcast.speakers[line.speaker].voice)
        length = _on_frames(len(voice) * 1000 / RATE)
        before = placed[-1] if placed else None
        cut = at - _on_frames(before.line.pause_ms / 2) if before and not before.line.then else at
        placed.append(Placed(line, at, at + length, OPENING_MS if before is None else cut))
        parts.append((at, voice))
        at += length + _on_frames(line.pause_ms)
        if line.then:
            effect = _effect(line.then)
            parts.append((at, effect))
            at += _on_frames(len(effect) * 1000 / RATE)
    duration = at + CLOSING_MS
    samples = np.zeros(duration * RATE // 1000)
    for start_ms, part in parts:
        start = start_ms * RATE // 1000
        samples[start : start + len(part)] += part[: len(samples) - start]
    return Timeline(tuple(placed), samples, duration)


def _on_frames(milliseconds: float) -> int:
    return -(-round(milliseconds) // FRAME_MS) * FRAME_MS


def _effect(name: str) -> Samples:
    kind, _, amount = name.partition(":")
    return bell_strokes(int(amount)) if kind == "bell" else choir(float(amount))


def describe(broadcast: Broadcast, timeline: Timeline, file: str) -> dict[str, Any]:  # Any: JSON to be
    """The recording as the demonstration's catalogue tells it."""
    return {
        "file": file,
        "sha256": "",
        "kind": broadcast.kind,
        "duration_ms": timeline.duration_ms,
        "channel": broadcast.channel,
        "channel_original": broadcast.channel_original,
        "country": broadcast.country,
        "country_name": broadcast.country_name,
        "programme": broadcast.programme,
        "programme_original": broadcast.programme_original,
        "aired": broadcast.aired.isoformat(),
        "spoken": broadcast.language,
        "into": list(broadcast.into),
        "speakers": [
            {
                "key": speaker.key,
                "name": speaker.name,
                "name_original": speaker.name_original,
                "role": speaker.role,
                "role_original": speaker.role_original,
            }
            for speaker in broadcast.speakers.values()
        ],
    }


def describe_clip(
    broadcast: Broadcast, timeline: Timeline, plan: ClipPlan
) -> dict[str, Any]:  # Any: JSON to be
    """One clip with exact points, and its lines on the recording's own clock."""
    passages = [_passage(timeline, first, last) for first, last in plan.passages]
    return {
        "slug": plan.slug,
        "recording": broadcast.slug,
        "in_ms": passages[0][0],
        "out_ms": passages[-1][1],
        "passages": [[in_ms, out_ms] for in_ms, out_ms, _ in passages] if len(passages) > 1 else [],
        "title": plan.title,
        "title_original": plan.title_original,
        "summary": list(plan.summary),
        "topics": list(plan.topics),
        "place": plan.place,
        "convention": plan.convention,
        "spoken": broadcast.language,
        "into": list(broadcast.into),
        "lines": [
            {
                "in_ms": placed.in_ms,
                "out_ms": placed.out_ms,
                "speaker": placed.line.speaker,
                "text": placed.line.text,
                "translations": placed.line.translations,
                **_mistaken(plan, placed.line.id),
            }
            for _, _, chosen in passages
            for placed in chosen
        ],
    }


def _passage(timeline: Timeline, first: str, last: str) -> tuple[int, int, tuple[Placed, ...]]:
    """In and out point, and what is said between them."""
    ids = [placed.line.id for placed in timeline.placed]
    after = ids.index(last) + 1
    chosen = timeline.placed[ids.index(first) : after]
    ceiling = timeline.placed[after].cut_ms if after < len(ids) else timeline.duration_ms
    out_ms = ceiling if chosen[-1].line.then else min(ceiling, chosen[-1].out_ms + _TRAIL_MS)
    return max(0, chosen[0].in_ms - _LEAD_MS), out_ms, chosen


def _mistaken(plan: ClipPlan, line: str) -> dict[str, Any]:  # Any: JSON to be
    mistake = plan.mistake
    if mistake is None or mistake.line != line:
        return {}
    told = {name: getattr(mistake, name) for name in ("language", "text", "report", "answer", "note")}
    return {"mistake": told}
