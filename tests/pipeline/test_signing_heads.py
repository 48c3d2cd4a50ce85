from __future__ import annotations

import pytest

from dragoman.jobs.models import Job
from dragoman.jobs.services import queue_job
from dragoman.ledger.keeping import make_first_key
from dragoman.ledger.selectors import head, latest_checkpoint
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from tests.factories.clips import published
from tests.factories.working import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(settings, tmp_path):
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.key"
    make_first_key(actor=SYSTEM)


def test_head_is_signed_after_a_publication(world, key, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        published(world.editor.actor)
    assert Job.objects.filter(kind="ledger.sign").count() == 1
    work()
    assert latest_checkpoint().size > 10


@pytest.mark.parametrize("kind", ["ledger.sign_daily", "ledger.sign_behind"])
def test_head_follows_the_lines_by_itself(key, kind):
    record(actor=SYSTEM, act="clip.made", subject="clip:1")
    queue_job(kind=kind, args={})
    work()
    assert latest_checkpoint().size == head().seq


def test_without_a_key_nothing_fails(settings, tmp_path):
    settings.LEDGER_KEY_FILE = tmp_path / "nothing.key"
    record(actor=SYSTEM, act="clip.made", subject="clip:1")
    job = queue_job(kind="ledger.sign", args={})
    work()
    assert (Job.objects.get(pk=job.pk).state, latest_checkpoint()) == ("succeeded", None)
