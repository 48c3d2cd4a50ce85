from __future__ import annotations

import json
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection

from dragoman.corrections import services
from dragoman.corrections.errors import AlreadyDecided, NotTheirs, ReportRefused, TooManyReports
from dragoman.corrections.models import Contact, Notice, Recipient, Report
from dragoman.corrections.selectors import disputes_of, notices_waiting, recipients_of, reports
from dragoman.corrections.services import Decision, Told
from dragoman.corrections.terms import ReportState
from dragoman.ledger.models import Entry
from dragoman.ledger.selectors import first_break
from dragoman.publications.services import publish_clip
from dragoman.publications.terms import Change, EditionKind
from dragoman.translations.services import write_translation
from tests.factories.clips import published

pytestmark = pytest.mark.django_db

TOLD = Told(problem="translation", text="It says June.", label="1", proposal="1 June")


@pytest.fixture
def publication(world):
    return published(world.translator.actor)


@pytest.fixture
def report(publication):
    return services.report_problem(publication=publication, told=TOLD)


def state(report):
    return Report.objects.get(pk=report.pk).state


def test_report_is_about_the_edition_the_reader_saw(report):
    assert (report.edition, report.label, report.state, report.text) == (1, "1", "received", "It says June.")


def test_contact_is_kept_apart_and_only_its_commitment_in_the_ledger(publication, world):
    told = Told(problem="speaker", text="Wrong.", name="Nadia Reader", email="nadia@example.org")
    report = services.report_problem(publication=publication, told=told)
    line = json.loads(bytes(Entry.objects.get(act="report.received").line))
    assert line["detail"] == {
        "report": report.pk,
        "cue": "",
        "kind": "speaker",
        "commitment": report.contact.commitment,
    }
    services.erase_contact(report=report, actor=world.reviewer.actor)
    services.erase_contact(report=report, actor=world.reviewer.actor)
    assert (Contact.objects.count(), Entry.objects.filter(act="report.contact_erased").count()) == (0, 1)
    assert first_break() is None


def test_empty_report_is_refused(publication):
    with pytest.raises(ReportRefused):
        services.report_problem(publication=publication, told=Told(problem="other", text=" \x00 "))


def test_flood_from_one_place_is_slowed_and_others_are_not(publication):
    for _ in range(services.MOST_PER_HOUR):
        services.report_problem(publication=publication, told=TOLD, address="192.0.2.1")
    with pytest.raises(TooManyReports):
        services.report_problem(publication=publication, told=TOLD, address="192.0.2.1")
    services.report_problem(publication=publication, told=TOLD, address="192.0.2.2")
    assert not Report.objects.filter(network__contains="192").exists()


def test_writer_of_the_sentence_does_not_decide(report, world):
    from dragoman.accounts.services import set_roles

    set_roles(user=world.translator, roles=["reviewer"], actor=world.administrator.actor)
    world.translator.__dict__.pop("_roles", None)
    with pytest.raises(NotTheirs):
        services.decide_report(
            report=report, decision=Decision(ReportState.NOT_UPHELD, "No."), person=world.translator
        )
    services.decide_report(
        report=report, decision=Decision(ReportState.NOT_UPHELD, "The audio says May."), person=world.reviewer
    )
    assert (state(report), [one.answer for one in disputes_of(report.publication.number)]) == (
        ReportState.NOT_UPHELD,
        ["The audio says May."],
    )


def test_desk_of_one_decides_and_the_note_says_so(report, world, settings):
    from dragoman.accounts.services import set_roles

    settings.ONE_PERSON_DESK = True
    set_roles(user=world.translator, roles=["editor"], actor=world.administrator.actor)
    world.translator.__dict__.pop("_roles", None)
    decision = Decision(ReportState.UPHELD, upheld_as="correction")
    decided = services.decide_report(report=report, decision=decision, person=world.translator)
    assert (decided.state, decided.decided_alone) == (ReportState.UPHELD, True)


def test_decision_is_made_once(report, world):
    decision = Decision(ReportState.UPHELD, upheld_as="correction")
    services.decide_report(report=report, decision=decision, person=world.reviewer)
    with pytest.raises(AlreadyDecided):
        services.decide_report(report=report, decision=decision, person=world.editor)
    with pytest.raises(AlreadyDecided):
        services.withdraw_report(report=report)


@pytest.mark.parametrize(
    "decision",
    [
        Decision(ReportState.NOT_UPHELD, " "),
        Decision(ReportState.UPHELD, "Right."),
        Decision(ReportState.UPHELD, "Right.", "withdrawal"),
        Decision(ReportState.DUPLICATE, "Again."),
    ],
)
def test_decision_without_what_it_needs_is_refused(report, world, decision):
    with pytest.raises(ReportRefused):
        services.decide_report(report=report, decision=decision, person=world.reviewer)
    assert state(report) == ReportState.RECEIVED


def test_open_reports_stand_by_the_day_they_are_due(publication, world):
    first, second = (services.report_problem(publication=publication, told=TOLD) for _ in range(2))
    services.take_up(report=second, person=world.reviewer)
    services.withdraw_report(report=first)
    assert list(reports(only_open=True)) == [second]


def upheld(publication, person, label, kind="correction"):
    report = services.report_problem(publication=publication, told=Told("other", "x", label))
    return services.decide_report(
        report=report, decision=Decision(ReportState.UPHELD, upheld_as=kind), person=person
    )


def new_edition(publication, world, kind="correction"):
    texts = {"1": "Night trains will run again from 1 June."}
    write_translation(clip=publication.clip, language="en", texts=texts, actor=world.translator.actor)
    publish_clip(publication=publication, actor=world.editor.actor, change=Change(EditionKind(kind), "June."))


def settled(*reports):
    return [Report.objects.get(pk=one.pk).resolved_edition for one in reports]


def test_edition_settles_upheld_reports_about_its_sentences(publication, world):
    made = [upheld(publication, world.reviewer, label) for label in ("1", "2", "")]
    new_edition(publication, world)
    services.resolve_reports(number=publication.number, edition=2, kind="correction", labels=("1",))
    assert settled(*made) == [2, None, 2]


def test_lighter_edition_and_one_before_the_decision_settle_nothing(publication, world):
    graver = upheld(publication, world.reviewer, "1", "retraction")
    waiting = services.report_problem(publication=publication, told=TOLD)
    new_edition(publication, world)
    decision = Decision(ReportState.UPHELD, upheld_as="typo")
    later = services.decide_report(report=waiting, decision=decision, person=world.reviewer)
    a_minute_on = later.decided_at + timedelta(minutes=1)
    Report.objects.filter(pk=later.pk).update(decided_at=a_minute_on)
    services.resolve_reports(number=publication.number, edition=2, kind="correction", labels=("1",))
    assert settled(graver, later) == [None, None]


def test_recipient_is_counted_once_per_edition():
    for _ in range(3):
        services.note_recipient(kind="embed", whom="news.example", number=1, edition=1)
    services.note_recipient(kind="embed", whom="news.example", number=1, edition=2)
    services.note_recipient(kind="download", number=1, edition=1)
    assert [(one.kind, one.whom, one.edition, one.count) for one in Recipient.objects.order_by("pk")] == [
        ("embed", "news.example", 1, 3),
        ("embed", "news.example", 2, 1),
        ("download", "", 1, 1),
    ]


def test_each_recipient_of_the_old_words_is_told_once_whatever_is_retried():
    for whom, edition in (("a.example", 1), ("b.example", 2), ("c.example", 3)):
        services.note_recipient(kind="embed", whom=whom, number=1, edition=edition)
    services.note_recipient(kind="download", number=1, edition=1)
    made = [
        services.queue_notices(number=1, from_edition=2, to_edition=3, kind="correction") for _ in range(3)
    ]
    assert made == [2, 0, 0]
    assert [one.recipient.whom for one in notices_waiting(["embed"])] == ["a.example", "b.example"]
    assert [services.mark_told(notice=one) for one in list(notices_waiting(["embed"])) for _ in range(2)] == [
        True,
        False,
        True,
        False,
    ]
    assert list(notices_waiting(["embed"])) == []
    assert recipients_of(1, 2).count() == 3


def test_typo_tells_nobody():
    services.note_recipient(kind="embed", whom="a.example", number=1, edition=1)
    assert services.queue_notices(number=1, from_edition=1, to_edition=2, kind="typo") == 0


def test_recipient_is_forgotten_with_its_notices():
    services.note_recipient(kind="mail", whom="subscription-7", number=1, edition=1)
    services.queue_notices(number=1, from_edition=1, to_edition=2, kind="correction")
    services.forget_recipient(kind="mail", whom="subscription-7")
    assert (Recipient.objects.count(), Notice.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_recipients_are_counted_exactly_by_many_at_once():
    def note():
        try:
            for _ in range(10):
                services.note_recipient(kind="embed", whom="news.example", number=1, edition=1)
        finally:
            connection.close()

    threads = [Thread(target=note) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [(one.whom, one.count) for one in Recipient.objects.all()] == [("news.example", 40)]


@pytest.mark.django_db(transaction=True)
def test_two_deciders_at_once_leave_one_decision(world):
    publication = published(world.translator.actor)
    report = services.report_problem(publication=publication, told=TOLD)
    came = []

    def decide(person, decision):
        try:
            services.decide_report(report=report, decision=decision, person=person)
            came.append(decision.state)
        except AlreadyDecided:
            came.append("late")
        finally:
            connection.close()

    threads = [
        Thread(target=decide, args=(world.reviewer, Decision(ReportState.NOT_UPHELD, "The audio says May."))),
        Thread(target=decide, args=(world.editor, Decision(ReportState.UPHELD, upheld_as="correction"))),
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(came)[0] == "late"
    assert state(report) == sorted(came)[1]
    assert Entry.objects.filter(act="report.decided").count() == 1
