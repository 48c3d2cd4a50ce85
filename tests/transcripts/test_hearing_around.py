"""The words around a clip as a machine hears them, by the real video engine and a scripted ear."""

from __future__ import annotations

import pytest

from dragoman.clips.services import ClipDescription, ClipPlan, make_clip
from dragoman.engines.speech.port import Timing, Word
from dragoman.engines.video.port import UNWATCHED
from dragoman.ledger.models import Entry
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.timecode import Span
from dragoman.transcripts import surroundings
from dragoman.transcripts.models import ContextLine
from tests.factories.clips import recording
from tests.media.generated import moving_picture, tone

pytestmark = pytest.mark.django_db


class Ear:
    """Hears the same two words in every stretch."""

    def transcribe(self, request, watch):
        return type(
            "Heard",
            (),
            {
                "words": (
                    Word("Good", Span(100, 400), 0.9, Timing.MODEL),
                    Word("evening.", Span(400, 800), 0.9, Timing.MODEL),
                )
            },
        )


def test_machine_hears_each_stretch_once(tmp_path, monkeypatch):
    sound = tone(tmp_path / "tone.m4a", seconds=6)
    data = moving_picture(tmp_path / "made.mp4", seconds=6, sound=sound).read_bytes()
    source = recording(SYSTEM, content=data, duration_ms=6_000)
    passages = (Span(1_000, 2_000), Span(3_000, 5_000))
    plan = ClipPlan(broadcasts=(source.broadcast,), recording=source, passages=passages, spoken=("en",))
    clip = make_clip(plan=plan, description=ClipDescription("A title"), topics=[], actor=SYSTEM)
    monkeypatch.setattr(surroundings, "engine_for", lambda clip: ("en", Ear()))
    heard = surroundings.hear_surroundings(clip=clip, watch=UNWATCHED)
    assert [(line.where, line.gap, line.span, line.text) for line in heard] == [
        ("before", None, Span(100, 800), "Good evening."),
        ("gap", 0, Span(2_100, 2_800), "Good evening."),
        ("after", None, Span(5_100, 5_800), "Good evening."),
    ]
    entries = Entry.objects.count()
    assert surroundings.hear_surroundings(clip=clip, watch=UNWATCHED) == heard
    assert (Entry.objects.count(), {row.origin for row in ContextLine.objects.all()}) == (
        entries,
        {"machine"},
    )
