"""A clip of two passages, cut by the real engine."""

from __future__ import annotations

import pytest

from dragoman.clips.models import ClipFile
from dragoman.clips.selectors import gaps_of, passages_of
from dragoman.clips.services import ClipDescription, ClipPlan, cut_clip, make_clip
from dragoman.engines.video.port import UNWATCHED
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.timecode import Span
from tests.factories.clips import recording
from tests.media.generated import moving_picture

pytestmark = pytest.mark.django_db


def test_frames_of_each_passage_and_of_the_whole_are_known(tmp_path):
    data = moving_picture(tmp_path / "made.mp4", seconds=6).read_bytes()
    source = recording(SYSTEM, content=data, duration_ms=6_000)
    passages = (Span(500, 2_000), Span(3_000, 5_000))
    plan = ClipPlan(broadcasts=(source.broadcast,), recording=source, passages=passages)
    clip = make_clip(plan=plan, description=ClipDescription("A title"), topics=[], actor=SYSTEM)
    cut_clip(clip=clip, watch=UNWATCHED)
    first, second = (passage.cut_facts for passage in passages_of(clip))
    assert (first["first_frame"], first["last_frame"], first["frames"]) == (13, 49, 37)
    assert (second["first_frame"], second["last_frame"], second["frames"]) == (75, 124, 50)
    assert (clip.cut_facts["first_frame"], clip.cut_facts["last_frame"]) == (13, 124)
    assert clip.cut_facts["frames"] == 87
    assert gaps_of(clip) == ((first["duration_ms"], 1_000),)
    assert clip.files.get(kind=ClipFile.Kind.PLAYABLE).duration_ms == clip.duration_ms
