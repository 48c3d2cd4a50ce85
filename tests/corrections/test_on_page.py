from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dragoman.corrections.on_page import disputes_and_uses
from dragoman.corrections.selectors import disputes_of
from dragoman.corrections.services import Decision, Told, decide_report, report_problem
from dragoman.corrections.terms import ReportState
from dragoman.corrections.uses import ToldUse, accept_use, tell_use, uses_of
from tests.factories.clips import published

pytestmark = pytest.mark.django_db


def test_a_clip_without_any_costs_one_question(world):
    published(world.editor.actor)
    with CaptureQueriesContext(connection) as asked:
        assert disputes_and_uses(1) == ((), ())
    assert len(asked) == 1
    assert disputes_and_uses(99) == ((), ())


def test_what_was_answered_and_accepted_is_told(world):
    clip = published(world.editor.actor)
    report = report_problem(publication=clip, told=Told("translation", "My words.", "1"))
    use = tell_use(publication=clip, told=ToldUse("https://paper.example/a", "A", "journalism", "The Paper"))
    assert disputes_and_uses(1) == ((), ())
    decide_report(
        report=report, decision=Decision(ReportState.NOT_UPHELD, "It says May."), person=world.reviewer
    )
    accept_use(use=use, person=world.reviewer)
    disputes, uses = disputes_and_uses(1)
    assert (disputes, uses) == (disputes_of(1), uses_of(1))
    assert ([one.answer for one in disputes], [one.title for one in uses]) == (["It says May."], ["A"])
