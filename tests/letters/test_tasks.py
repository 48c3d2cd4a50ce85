from __future__ import annotations

import pytest
from django.utils import timezone

from dragoman.jobs.models import Job
from dragoman.jobs.services import queue_job
from dragoman.letters.models import Letter
from dragoman.letters.terms import LetterState
from tests.factories.working import work

pytestmark = pytest.mark.django_db


def test_job_sends_the_letter(letter, post_office):
    work()
    assert [to for to, _message in post_office.taken] == ["nadia@example.org"]


def test_letter_that_lost_its_job_is_sent_all_the_same(letter, post_office):
    Job.objects.all().delete()
    queue_job(kind="letters.due")
    work()
    assert [to for to, _message in post_office.taken] == ["nadia@example.org"]


def test_letter_that_is_gone_is_no_failure(letter, post_office):
    Letter.objects.all().delete()
    work()
    assert (post_office.taken, set(Job.objects.values_list("state", flat=True))) == ([], {"succeeded"})


def test_old_letters_are_forgotten_in_the_night(letter):
    Job.objects.all().delete()
    Letter.objects.update(state=LetterState.SENT, settled_at=timezone.now().replace(year=2020))
    queue_job(kind="letters.forget")
    work()
    assert Letter.objects.get().address == ""
