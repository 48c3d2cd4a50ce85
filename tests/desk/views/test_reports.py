from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse

from dragoman.corrections.models import Report
from dragoman.corrections.services import Told, report_problem
from dragoman.corrections.terms import ReportState
from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.translations.services import write_translation
from tests.desk.conftest import browser_of
from tests.factories import clips
from tests.factories.working import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(world, django_capture_on_commit_callbacks):
    publication = clips.published(world.translator.actor)
    told = Told("translation", "It says June.", "1", "1 June", name="Nadia", email="nadia@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        return report_problem(publication=publication, told=told)


def at(report):
    return reverse("desk:report", args=[report.pk])


def test_report_stands_beside_the_sentence(reviewer, report):
    page = BeautifulSoup(reviewer.get(at(report)).content, "lxml")
    assert "It says June." in page.text
    assert [one.text for one in page.select(".review-side .speech")] == [
        "夜间列车将从五月一日起恢复通行。",
        "Night trains will run again from 1 May.",
    ]
    assert reviewer.get(reverse("desk:reports")).content.decode().count(f"#{report.pk}") == 1


def test_translator_who_wrote_it_is_not_asked(world, report):
    page = BeautifulSoup(browser_of(world.translator).get(at(report)).content, "lxml")
    assert page.select("form textarea") == []
    answer = browser_of(world.translator).post(at(report), {"state": "not upheld", "answer": "No."})
    assert (answer.status_code, Report.objects.get().state) == (403, ReportState.RECEIVED)


def test_from_report_to_correction_and_the_reader_hears(
    world, reviewer, editor, report, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        reviewer.post(at(report), {"state": "upheld", "upheld_as": "correction", "answer": "It is June."})
    page = BeautifulSoup(editor.get(at(report)).content, "lxml")
    link = page.select_one("a.button--primary")["href"]
    form = BeautifulSoup(editor.get(link).content, "lxml")
    assert (
        form.select_one("input[name=kind][checked]")["value"],
        form.select_one("#id_public_note").text.strip(),
    ) == (
        "correction",
        "It is June.",
    )
    texts = {"1": "Night trains will run again from 1 June."}
    clip = report.publication.clip
    write_translation(clip=clip, language="en", texts=texts, actor=world.translator.actor)
    with django_capture_on_commit_callbacks(execute=True):
        change = Change(EditionKind.CORRECTION, "It is June.")
        publish_clip(publication=report.publication, actor=world.editor.actor, change=change)
    assert Report.objects.get().resolved_edition == 2
    work()
    assert [(one.to, one.subject) for one in mail.outbox] == [
        (["nadia@example.org"], "Your report about No. 1 has arrived"),
        (["nadia@example.org"], "What came of your report about No. 1"),
    ]
    assert all(report.token in one.body and one.extra_headers["Auto-Submitted"] for one in mail.outbox)


def test_decision_that_lacks_something_is_asked_again(reviewer, report):
    response = reviewer.post(at(report), {"state": "not upheld", "answer": ""})
    assert (response.status_code, "Say in public why nothing changes." in response.content.decode()) == (
        422,
        True,
    )


def test_contact_is_erased_at_the_readers_wish(reviewer, report):
    reviewer.post(reverse("desk:erase_report_contact", args=[report.pk]))
    assert "nadia@example.org" not in reviewer.get(at(report)).content.decode()


@pytest.mark.parametrize("name", ["report", "take_report", "erase_report_contact"])
def test_outsider_and_stranger_are_kept_out(world, report, name):
    address = reverse(f"desk:{name}", args=[report.pk])
    assert browser_of(world.outsider).get(address).status_code == 403
    assert Client().get(address)["Location"].startswith("/accounts/login/")
    assert browser_of(world.outsider).post(address).status_code == 403


@pytest.mark.parametrize("name", ["take_report", "erase_report_contact"])
def test_only_reviewers_and_editors_act(world, monitor, report, name):
    assert monitor.post(reverse(f"desk:{name}", args=[report.pk])).status_code == 403


def test_nothing_is_to_be_corrected_in_a_withdrawn_clip(editor, reviewer, report, world):
    reviewer.post(at(report), {"state": "upheld", "upheld_as": "retraction", "answer": "It is June."})
    assert BeautifulSoup(editor.get(at(report)).content, "lxml").select("a.button--primary") != []
    withdraw_publication(publication=report.publication, reason="Wrong.", actor=world.editor.actor)
    assert BeautifulSoup(editor.get(at(report)).content, "lxml").select("a.button--primary") == []
