from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.corrections import selectors
from dragoman.corrections.models import Report
from dragoman.corrections.selectors import Changed, Dispute, Place
from dragoman.corrections.services import Decision, Told, decide_report, report_problem
from dragoman.corrections.terms import ReportState
from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.translations.services import write_translation
from tests.factories.clips import published

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture
def publication(world):
    return published(world.editor.actor)


def change(publication, world, text, kind=EditionKind.CORRECTION):
    write_translation(clip=publication.clip, language="en", texts={"1": text}, actor=world.translator.actor)
    publish_clip(publication=publication, actor=world.editor.actor, change=Change(kind, "June, not May."))


def test_dispute_has_the_answer_and_nothing_of_the_readers(publication, world):
    report = report_problem(publication=publication, told=Told("translation", "My words.", "1"))
    decision = Decision(ReportState.NOT_UPHELD, "The audio says May.")
    decided = decide_report(report=report, decision=decision, person=world.reviewer)
    assert selectors.disputes_of(publication.number) == (
        Dispute("1", "translation", "The audio says May.", 1, decided.decided_at, False),
    )
    assert selectors.disputes_of(99) == ()


def test_public_list_by_kind_by_number_and_before_a_moment(publication, world):
    other = published(world.editor.actor)
    change(publication, world, "Night trains will run again from 1 June.")
    change(publication, world, "Night trains will run again from 1st June.", EditionKind.CLARIFICATION)
    withdraw_publication(publication=other, reason="Twice.", actor=world.editor.actor)

    def listed(**asked):
        found = selectors.public_corrections(**asked)
        return {(one.number, one.note.kind if one.note else one.reason) for one in found}

    everything = {(1, "correction"), (1, "clarification"), (2, "Twice.")}
    assert listed() == everything
    assert listed(number=2) == {(2, "Twice.")}
    assert listed(kinds={"clarification"}) == {(1, "clarification")}
    assert listed(kinds={"withdrawal"}) == {(2, "Twice.")}
    assert listed(before=Place(LONG_AGO)) == set()
    # One at a time, and all within a second or two.
    seen, place = [], None
    while found := selectors.public_corrections(before=place, most=1):
        seen += found
        place = found[0].place
    assert tuple(seen) == selectors.public_corrections()


def test_what_changed_since_a_moment(publication, world):
    other = published(world.editor.actor)
    change(publication, world, "Night trains will run again from 1 June.")
    withdraw_publication(publication=other, reason="Twice.", actor=world.editor.actor)
    assert selectors.changed_since(LONG_AGO) == (
        Changed(1, 2, "correction", ("1",)),
        Changed(2, 2, "withdrawal", ()),
    )
    assert selectors.changed_since(datetime.now(UTC) + timedelta(hours=1)) == ()


def test_overdue_are_the_open_ones_after_their_day(publication, world):
    report = report_problem(publication=publication, told=Told("other", "x"))
    Report.objects.update(due_at=LONG_AGO)
    report.refresh_from_db()
    assert (selectors.is_overdue(report), selectors.open_count()) == (True, 1)
    report.state = ReportState.UPHELD
    assert not selectors.is_overdue(report)
