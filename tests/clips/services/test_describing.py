from __future__ import annotations

import pytest

from dragoman.clips.models import Clip
from dragoman.clips.services import (
    BeyondTheRecording,
    ClipDescription,
    ClipIsLocked,
    ClipPlan,
    NoTitle,
    describe_clip,
    lock_clip,
    make_clip,
    note_warning,
    retime_clip,
)
from dragoman.ledger.models import Entry
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.timecode import Span
from tests.factories.clips import draft, recording

pytestmark = pytest.mark.django_db


def make(source, span=None, title="A title"):
    plan = ClipPlan(broadcasts=(source.broadcast,), recording=source, span=span)
    return make_clip(plan=plan, description=ClipDescription(title), topics=[], actor=SYSTEM)


def test_clip_without_a_span_is_the_whole_recording():
    clip = make(recording(SYSTEM, duration_ms=9_000))
    assert (clip.in_ms, clip.out_ms, clip.duration_ms) == (0, 9_000, 9_000)


def test_out_point_within_the_last_second_is_the_end():
    assert make(recording(SYSTEM, duration_ms=9_400), Span(1_000, 10_000)).out_ms == 9_400


@pytest.mark.parametrize("span", [Span(0, 10_001), Span(9_000, 9_500)])
def test_span_beyond_the_recording_is_refused(span):
    with pytest.raises(BeyondTheRecording, match="ends at 0:09"):
        make(recording(SYSTEM, duration_ms=9_000), span)
    assert Clip.objects.count() == 0


@pytest.mark.parametrize("title", ["", "   ", "\x00\n"])
def test_clip_needs_a_title(title):
    with pytest.raises(NoTitle):
        make(recording(SYSTEM), title=title)


def test_description_is_cleaned():
    clip = make(recording(SYSTEM), title="  Two \n lines\x00 ")
    describe_clip(
        clip=clip,
        description=ClipDescription(" New\ttitle ", summary="One.\r\n\r\nTwo.\x07"),
        topics=[],
        actor=SYSTEM,
    )
    assert (clip.title, clip.summary) == ("New title", "One.\n\nTwo.")


def test_retimed_clip_keeps_its_recording_and_loses_its_cut(world):
    clip = draft(world.editor.actor).clip
    retime_clip(clip=clip, span=Span(2_000, 9_000), actor=world.editor.actor)
    assert (clip.in_ms, clip.out_ms, clip.duration_ms, clip.cut_facts, clip.files.count()) == (
        2_000,
        9_000,
        7_000,
        {},
        0,
    )
    assert Entry.objects.filter(act="clip.retimed").count() == 1


def test_locked_clip_is_not_moved(world):
    clip = lock_clip(clip=draft(world.editor.actor).clip)
    with pytest.raises(ClipIsLocked):
        retime_clip(clip=clip, span=Span(0, 10), actor=world.editor.actor)


def test_warning_is_kept_once():
    clip = make(recording(SYSTEM))
    for _ in range(2):
        note_warning(clip=clip, warning="No picture.")
    assert Clip.objects.get().warnings == ["No picture."]
