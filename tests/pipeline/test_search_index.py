from __future__ import annotations

import pytest

from dragoman.jobs.models import Job
from dragoman.pipeline.search_index import follow
from dragoman.publications.services import withdraw_publication
from dragoman.search.index.chosen import index
from tests.factories.clips import published

pytestmark = pytest.mark.django_db


def test_publishing_and_withdrawing_queue_the_index(
    world, tmp_path, settings, django_capture_on_commit_callbacks
):
    settings.DATA_DIR = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        clip = published(world.editor.actor)
    assert Job.objects.filter(kind="search.follow").count() == 1
    follow(None)
    with index().reading() as reader:
        assert reader.size() == 1
    Job.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_publication(publication=clip, reason="By mistake.", actor=world.editor.actor)
    assert Job.objects.filter(kind="search.follow").count() == 1
    follow(None)
    with index().reading() as reader:
        assert reader.size() == 0
