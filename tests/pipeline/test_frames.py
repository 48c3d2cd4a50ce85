from __future__ import annotations

import pytest

from dragoman.jobs.delivery import queue
from dragoman.jobs.models import Job
from dragoman.jobs.worker import run_chain
from dragoman.pipeline import frames
from dragoman.pipeline.frames import KIND, make_frames_if_any, queue_frames
from dragoman.publications.frames import kept_frame, latest_digest
from tests.factories.clips import published
from tests.pipeline.test_signing_media import Context

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _kept_here(settings, tmp_path):
    settings.CARDS_DIR = tmp_path / "cards"
    settings.VIDEO_ENGINE = "dragoman.engines.video.scripted.ScriptedVideo"


def test_job_makes_them_and_is_asked_for_once(world):
    published(world.editor.actor)
    queue_frames(1)
    queue_frames(1)
    job = Job.objects.get(kind=KIND)
    run_chain(chain=job.chain, queue=queue())
    assert kept_frame(1, latest_digest(1), "2", "jpg") is not None


def test_few_wait_at_once(world, monkeypatch):
    monkeypatch.setattr(frames, "MOST_WAITING", 1)
    queue_frames(1)
    queue_frames(2)
    assert [job.args["number"] for job in Job.objects.filter(kind=KIND)] == [1]


def test_clip_stands_without_them(world, settings):
    settings.VIDEO_ENGINE = "dragoman.engines.video.ffmpeg.FfmpegEngine"
    published(world.editor.actor)
    make_frames_if_any(1, Context())
    make_frames_if_any(9, Context())
    assert kept_frame(1, latest_digest(1), "2", "jpg") is None
