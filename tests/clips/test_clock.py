from __future__ import annotations

import pytest

from dragoman.clips.clock import Stretch, clip_ms_of, recording_ms_of, stretches_of
from dragoman.clips.selectors import gaps_of
from dragoman.clips.services import BeyondTheRecording, ClipDescription, ClipPlan, make_clip
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.timecode import Span
from tests.factories.clips import recording

pytestmark = pytest.mark.django_db


def made(*passages, duration_ms=200_000):
    source = recording(SYSTEM, duration_ms=duration_ms)
    plan = ClipPlan(broadcasts=(source.broadcast,), recording=source, passages=passages)
    return make_clip(plan=plan, description=ClipDescription("A title"), topics=[], actor=SYSTEM)


def test_clip_of_two_passages_knows_its_hull_its_length_and_its_gap():
    clip = made(Span(10_000, 45_000), Span(80_000, 120_000))
    assert (clip.in_ms, clip.out_ms, clip.duration_ms) == (10_000, 120_000, 75_000)
    assert gaps_of(clip) == ((35_000, 35_000),)
    assert stretches_of(clip) == (Stretch(10_000, 45_000, 0), Stretch(80_000, 120_000, 35_000))


def test_clocks_lead_to_each_other():
    clip = made(Span(10_000, 45_000), Span(80_000, 120_000))
    assert [clip_ms_of(clip, at) for at in (9_999, 10_000, 45_000, 80_000, 120_000)] == [
        None,
        0,
        None,
        35_000,
        None,
    ]
    assert [recording_ms_of(clip, at) for at in (0, 34_999, 35_000, 90_000)] == [
        10_000,
        44_999,
        80_000,
        120_000,
    ]


def test_one_passage_is_a_plain_clip():
    clip = made(Span(10_000, 45_000))
    assert (clip.in_ms, clip.out_ms, clip.passages.count(), gaps_of(clip)) == (10_000, 45_000, 0, ())


def test_passage_of_cut_frames_moves_the_join():
    clip = made(Span(10_000, 45_000), Span(80_000, 120_000))
    first = clip.passages.get(position=0)
    first.cut_facts = {"duration_ms": 35_020}
    first.save()
    assert gaps_of(clip) == ((35_020, 35_000),)


def test_passage_beyond_the_end_is_refused():
    with pytest.raises(BeyondTheRecording, match="beyond its end"):
        made(Span(0, 1_000), Span(80_000, 120_000), duration_ms=90_000)
