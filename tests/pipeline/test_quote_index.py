from __future__ import annotations

import pytest

from dragoman.jobs.models import Job
from dragoman.pipeline.quote_index import follow_quotes
from dragoman.search.quotes.file import current_path
from tests.factories.clips import published

pytestmark = pytest.mark.django_db


def test_publishing_queues_the_index(world, tmp_path, settings, django_capture_on_commit_callbacks):
    settings.DATA_DIR = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        published(world.editor.actor)
    assert Job.objects.filter(kind="search.follow_quotes").count() == 1
    follow_quotes(None)
    assert current_path() is not None
    follow_quotes(None)
