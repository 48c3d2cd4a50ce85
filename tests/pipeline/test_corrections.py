from __future__ import annotations

import pytest
from django.core import mail

from dragoman.corrections.models import Notice, Report
from dragoman.corrections.selectors import notices_waiting
from dragoman.corrections.services import (
    Decision,
    Told,
    decide_report,
    erase_contact,
    note_recipient,
    report_problem,
)
from dragoman.corrections.terms import RecipientKind, ReportState
from dragoman.jobs.models import Job
from dragoman.jobs.services import queue_job
from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.signals import publication_corrected
from dragoman.publications.terms import Change, EditionKind
from dragoman.translations.services import write_translation
from tests.factories.clips import published
from tests.factories.working import work

pytestmark = pytest.mark.django_db
JUNE = "Night trains will run again from 1 June."


@pytest.fixture
def publication(world):
    return published(world.translator.actor)


def correct(publication, world, kind=EditionKind.CORRECTION, text=JUNE):
    write_translation(clip=publication.clip, language="en", texts={"1": text}, actor=world.translator.actor)
    publish_clip(publication=publication, actor=world.editor.actor, change=Change(kind, "June, not May."))


def everyone_has(number, edition=1):
    for kind in RecipientKind:
        note_recipient(kind=kind, whom=f"{kind}-1", number=number, edition=edition)
    note_recipient(kind="download", number=number, edition=edition)


def told():
    return sorted((one.recipient.whom, one.edition, one.kind) for one in Notice.objects.all())


def test_each_recipient_is_told_once_whatever_is_retried(
    publication, world, django_capture_on_commit_callbacks
):
    everyone_has(publication.number)
    with django_capture_on_commit_callbacks(execute=True):
        correct(publication, world)
    work()
    once = sorted((f"{kind}-1", 2, "correction") for kind in RecipientKind)
    assert told() == once
    [job] = Job.objects.filter(kind="corrections.tell")
    for _ in range(2):  # the event again, the job again, and what looks after both
        publication_corrected.send(
            sender=None,
            number=publication.number,
            from_edition=1,
            to_edition=2,
            cues=("1",),
            kind="correction",
            note="",
        )
        queue_job(kind="corrections.tell", args=job.args)
        queue_job(kind="corrections.catch_up")
        work()
    assert told() == once
    assert notices_waiting(RecipientKind).count() == len(RecipientKind)


def test_who_got_the_corrected_words_is_told_of_the_next_correction_only(
    publication, world, django_capture_on_commit_callbacks
):
    note_recipient(kind="embed", whom="early.example", number=publication.number, edition=1)
    with django_capture_on_commit_callbacks(execute=True):
        correct(publication, world)
    note_recipient(kind="embed", whom="late.example", number=publication.number, edition=2)
    with django_capture_on_commit_callbacks(execute=True):
        correct(publication, world, EditionKind.CLARIFICATION, "Night trains will run from 1 June again.")
    work()
    assert told() == [
        ("early.example", 2, "correction"),
        ("early.example", 3, "clarification"),
        ("late.example", 3, "clarification"),
    ]


def test_withdrawal_reaches_everyone_and_spelling_nobody(
    publication, world, django_capture_on_commit_callbacks
):
    note_recipient(kind="embed", whom="news.example", number=publication.number, edition=1)
    with django_capture_on_commit_callbacks(execute=True):
        correct(publication, world, EditionKind.TYPO, "Night trains will runn again from 1 May.")
    work()
    assert told() == []
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_publication(publication=publication, reason="Wrong.", actor=world.editor.actor)
    work()
    queue_job(kind="corrections.catch_up")
    work()
    assert told() == [("news.example", 3, "withdrawal")]


def test_what_a_dying_process_left_undone_is_caught_up(publication, world):
    """Nothing that follows a commit has run here."""
    note_recipient(kind="mail", whom="subscription-7", number=publication.number, edition=1)
    report = report_problem(publication=publication, told=Told("translation", "June.", "1"))
    decision = Decision(ReportState.UPHELD, upheld_as="correction")
    decide_report(report=report, decision=decision, person=world.reviewer)
    correct(publication, world)
    queue_job(kind="corrections.catch_up")
    work()
    assert told() == [("subscription-7", 2, "correction")]
    assert Report.objects.get().resolved_edition == 2


def test_reader_is_written_to_in_their_language_until_they_are_forgotten(
    publication, world, django_capture_on_commit_callbacks
):
    reader = Told("translation", "June.", "1", email="leitora@example.org", language="pt")
    with django_capture_on_commit_callbacks(execute=True):
        report = report_problem(publication=publication, told=reader)
    work()
    [letter] = mail.outbox
    assert (letter.to, f"/pt/reports/{report.token}" in letter.body, letter.content_subtype) == (
        ["leitora@example.org"],
        True,
        "plain",
    )
    assert "June" not in letter.body
    erase_contact(report=report, actor=world.reviewer.actor)
    decision = Decision(ReportState.NOT_UPHELD, "The audio says May.")
    with django_capture_on_commit_callbacks(execute=True):
        decide_report(report=report, decision=decision, person=world.reviewer)
    work()
    assert len(mail.outbox) == 1


def test_hostile_name_adds_no_header(publication, world, django_capture_on_commit_callbacks):
    reader = Told(
        "other", "x", name="Nadia\r\nBcc: victim@example.org", email="nadia@example.org", language="en"
    )
    with django_capture_on_commit_callbacks(execute=True):
        report_problem(publication=publication, told=reader)
    work()
    assert [(one.recipients(), "\n" in one.subject) for one in mail.outbox] == [
        (["nadia@example.org"], False)
    ]
