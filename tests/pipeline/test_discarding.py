from __future__ import annotations

import pytest

from dragoman.clips.models import Clip
from dragoman.pipeline.discarding import discard_clip
from dragoman.publications.errors import IllegalTransition
from dragoman.publications.models import Number
from dragoman.publications.services import reserve_number
from dragoman.recordings.models import Recording
from dragoman.recordings.vault import vault
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db


def test_discarded_draft_leaves_no_file_and_no_row(world):
    publication = draft(world.monitor.actor)
    clip = publication.clip
    kept = [clip.recording.sha256, *clip.files.values_list("sha256", flat=True)]
    discard_clip(clip=clip, actor=world.monitor.actor)
    assert [sha256 for sha256 in kept if vault().holds(sha256)] == []
    assert (Clip.objects.count(), Recording.objects.count()) == (0, 0)


def test_recording_of_another_clip_stays(world):
    one, other = draft(world.monitor.actor).clip, draft(world.monitor.actor).clip
    other.recording = one.recording
    other.save()
    discard_clip(clip=one, actor=world.monitor.actor)
    assert vault().holds(other.recording.sha256)


def test_reserved_number_stays_reserved(world):
    publication = draft(world.monitor.actor)
    reserve_number(publication=publication, actor=world.monitor.actor)
    discard_clip(clip=publication.clip, actor=world.monitor.actor)
    assert [(number.number, number.publication) for number in Number.objects.all()] == [(1, None)]


def test_published_clip_cannot_be_discarded(world):
    publication = published(world.editor.actor)
    with pytest.raises(IllegalTransition):
        discard_clip(clip=publication.clip, actor=world.editor.actor)
    assert Clip.objects.count() == 1
