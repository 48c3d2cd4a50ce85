"""Clips follow from where the lines fall."""

from __future__ import annotations

import numpy as np

from demo.script import FOLDER, load
from demo.timeline import Placed, Timeline, describe, describe_clip

ENGLISH = load(FOLDER / "broadcasts" / "english.toml")


def placed_every_four_seconds() -> Timeline:
    placed = tuple(
        Placed(line, number * 4000, number * 4000 + 3000, number * 4000 - 480)
        for number, line in enumerate(ENGLISH.lines, 1)
    )
    return Timeline(placed, np.zeros(1), (len(placed) + 1) * 4000)


def test_clip_starts_before_its_first_word_and_ends_after_its_last() -> None:
    timeline = placed_every_four_seconds()
    told = describe_clip(ENGLISH, timeline, ENGLISH.clips[1])
    assert (told["in_ms"], told["out_ms"]) == (3800, 15240)
    assert [(line["in_ms"], line["out_ms"], line["speaker"]) for line in told["lines"]] == [
        (4000, 7000, "nora"),
        (8000, 11000, "nora"),
        (12000, 15000, "nora"),
    ]


def test_recording_is_told_with_its_time_of_broadcast() -> None:
    told = describe(ENGLISH, placed_every_four_seconds(), "media/english.mp4")
    assert (told["file"], told["duration_ms"], told["aired"]) == (
        "media/english.mp4",
        72_000,
        "2025-03-14T18:00:00+00:00",
    )
