from __future__ import annotations

import pytest

from dragoman.engines.queue.scripted import ScriptedQueue
from dragoman.jobs.models import Job
from dragoman.jobs.pulse import Pulse
from dragoman.jobs.services import queue_job
from dragoman.jobs.worker import Worker, WorkerOptions
from dragoman.publications.models import Publication
from dragoman.publications.terms import State
from dragoman.reviews.services import check_clip
from dragoman.transcripts.selectors import cues_of
from tests.factories.clips import draft

pytestmark = pytest.mark.django_db


def run(kind, person, clip):
    job = queue_job(
        kind=kind, args={"clip": clip.pk, "reason": "Ordered as it is."}, requested_by=person.handle
    )
    Worker(ScriptedQueue(), WorkerOptions(pulse=Pulse)).run_until_idle(chain=job.chain)
    return Job.objects.get(pk=job.pk).state, Publication.objects.get(clip=clip).state


@pytest.fixture
def held_back(world):
    """A draft in which nobody has said who speaks one sentence."""
    clip = draft(world.editor.actor, ready=False).clip
    cues_of(clip).filter(label="2").update(speaker=None)
    check_clip(clip=clip, actor=world.editor.actor)
    return clip


def test_clear_draft_goes_out(world):
    clip = draft(world.editor.actor, ready=False).clip
    assert run("publications.publish_if_clear", world.editor, clip) == ("succeeded", State.PUBLISHED)


def test_finding_that_holds_back_keeps_the_draft(world, held_back):
    assert run("publications.publish_if_clear", world.editor, held_back) == ("succeeded", State.DRAFT)


def test_operator_publishes_whatever_was_found(world, held_back):
    assert run("publications.publish", world.editor, held_back) == ("succeeded", State.PUBLISHED)


def test_step_that_runs_twice_publishes_once(world):
    clip = draft(world.editor.actor).clip
    for _ in range(2):
        run("publications.publish", world.editor, clip)
    assert Publication.objects.get(clip=clip).editions.count() == 1
