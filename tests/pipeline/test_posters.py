from __future__ import annotations

import pytest

from dragoman.jobs.models import Job
from dragoman.pipeline.posters import choose_picture, queue_stills
from dragoman.publications.models import PublishedFile
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _scripted(settings):
    settings.VIDEO_ENGINE = "dragoman.engines.video.scripted.ScriptedVideo"


@pytest.fixture
def playable(world):
    def with_length(publication):
        publication.clip.files.filter(kind="playable").update(duration_ms=20_000)
        Job.objects.all().delete()
        return publication

    return with_length


def test_published_picture_is_changed_and_signed_again(world, playable):
    publication = playable(published(world.editor.actor))
    before = PublishedFile.objects.get(name="poster.jpg").sha256
    choose_picture(clip=publication.clip, at_ms=4_000, actor=world.editor.actor)
    assert PublishedFile.objects.get(name="poster.jpg").sha256 != before
    assert [job.kind for job in Job.objects.all()] == ["publications.sign"]


def test_picture_of_a_draft_waits_for_its_publication(world, playable):
    publication = playable(draft(world.editor.actor))
    assert choose_picture(clip=publication.clip, at_ms=4_000, actor=world.editor.actor).poster_ms == 4_000
    assert (PublishedFile.objects.count(), Job.objects.count()) == (0, 0)


def test_stills_are_asked_for_once(world, playable):
    clip = playable(draft(world.editor.actor)).clip
    queue_stills(clip)
    queue_stills(clip)
    assert [job.kind for job in Job.objects.all()] == ["clips.illustrate"]
