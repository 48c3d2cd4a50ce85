from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.engines.queue.scripted import ScriptedQueue
from dragoman.jobs.pulse import Pulse
from dragoman.jobs.services import queue_job
from dragoman.jobs.worker import Worker, WorkerOptions
from dragoman.letters.models import Letter
from dragoman.publications.models import Publication, Release
from dragoman.publications.releasing import Plan, plan_release
from dragoman.reviews.models import Override
from tests.factories.clips import draft

pytestmark = pytest.mark.django_db


def look():
    queue_job(kind="publications.due", args={})
    Worker(ScriptedQueue(), WorkerOptions(pulse=Pulse)).run_until_idle()


def planned(world, *, is_embargo=False):
    made = draft(world.editor.actor)
    plan = Plan(datetime.now(UTC) + timedelta(days=3), "Europe/Berlin", is_embargo)
    plan_release(publication=made, plan=plan, actor=world.editor.actor)
    return made


def now_is_the_moment():
    Release.objects.update(at=datetime.now(UTC) - timedelta(seconds=1))


def test_what_is_due_goes_out_and_what_is_held_back_is_written_about(world):
    good, bad, later = planned(world), planned(world), planned(world)
    Override.objects.filter(clip=bad.clip).delete()
    look()
    assert Publication.objects.filter(state="published").count() == 0
    Release.objects.exclude(publication=later).update(at=datetime.now(UTC) - timedelta(seconds=1))
    look()
    look()
    states = dict(Publication.objects.values_list("pk", "state"))
    assert [states[one.pk] for one in (good, bad, later)] == ["published", "in review", "scheduled"]
    letter = Letter.objects.get()
    assert (letter.address, letter.subject) == (world.editor.email, f"Not published: “{bad.clip.title}”")


def test_an_embargo_that_nears_is_written_about_once(world):
    made = planned(world, is_embargo=True)
    Release.objects.update(
        at=datetime.now(UTC) + timedelta(hours=5), planned_at=datetime.now(UTC) - timedelta(days=2)
    )
    look()
    look()
    assert [one.subject for one in Letter.objects.all()] == [f"The embargo on “{made.clip.title}” ends soon"]
