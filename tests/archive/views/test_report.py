from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core import signing

from dragoman.archive.forms import reader as form
from dragoman.corrections.models import Report
from dragoman.corrections.services import Decision, decide_report
from dragoman.corrections.terms import ReportState
from dragoman.publications.services import withdraw_publication
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db

PATH = "/clips/1/report"


@pytest.fixture
def clip(world):
    return published(world.translator.actor)


def filled(monkeypatch, **changes):
    """A form as a person fills it in, a minute after it was shown."""
    monkeypatch.setattr(form, "LEAST_SECONDS", -1)
    return {
        "began": signing.TimestampSigner(salt="report").sign("report"),
        "sentence": "s1",
        "problem": "translation",
        "text": "It says June.",
        "competence": "native",
        **changes,
    }


def soup(response):
    return BeautifulSoup(response.content, "lxml")


def test_form_quotes_the_sentence_on_both_sides(client, clip):
    page = soup(client.get(f"{PATH}?sentence=1"))
    assert [one["lang"] for one in page.select(".quoted .speech") if one.has_attr("lang")] == ["zh"]
    assert "夜间列车" in page.select_one(".quoted").text
    assert page.select_one("#id_sentence")["value"] == "s1"


def test_report_leads_to_a_page_only_the_reader_has(client, clip, monkeypatch):
    response = client.post(PATH, filled(monkeypatch))
    report = Report.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/reports/{report.token}")
    page = client.get(response["Location"])
    assert ("Thank you. Your report has arrived." in page.content.decode(), page["Referrer-Policy"]) == (
        True,
        "no-referrer",
    )
    assert len(report.token) >= 32
    assert client.cookies == {}


def test_nothing_that_was_written_is_lost_on_an_error(client, clip, monkeypatch):
    response = client.post(PATH, filled(monkeypatch, sentence="s99", proposal="1 June"))
    page = soup(response)
    assert (response.status_code, page.select_one(".error").text) == (422, "This clip has no sentence s99.")
    assert (page.select_one("#id_text").text.strip(), page.select_one("#id_proposal").text.strip()) == (
        "It says June.",
        "1 June",
    )
    assert Report.objects.count() == 0


@pytest.mark.parametrize("changes", [{"website": "x"}, {"began": ""}, {"began": "forged"}, {"text": ""}])
def test_machine_and_empty_reports_are_not_taken(client, clip, monkeypatch, changes):
    assert client.post(PATH, filled(monkeypatch, **changes)).status_code == 422
    assert Report.objects.count() == 0


def test_form_filled_in_at_once_is_shown_again(client, clip):
    began = soup(client.get(PATH)).select_one("input[name=began]")["value"]
    response = client.post(PATH, {"began": began, "problem": "other", "text": "x"})
    assert (response.status_code, "too fast" in response.content.decode()) == (422, True)


def test_reader_sees_the_decision_and_its_reason(client, clip, monkeypatch, world):
    client.post(PATH, filled(monkeypatch))
    report = Report.objects.get()
    decide_report(
        report=report, decision=Decision(ReportState.NOT_UPHELD, "The audio says May."), person=world.reviewer
    )
    page = soup(client.get(f"/ar/reports/{report.token}"))
    assert "The audio says May." in page.text
    assert page.select("form[method=post]") == []


def test_reader_takes_it_back_once(client, clip, monkeypatch):
    client.post(PATH, filled(monkeypatch))
    address = f"/reports/{Report.objects.get().token}"
    assert [client.post(address).status_code for _ in range(2)] == [302, 302]
    assert Report.objects.get().state == ReportState.WITHDRAWN


def test_hostile_words_stay_words(client, clip, monkeypatch):
    client.post(PATH, filled(monkeypatch, text="<script>alert(1)</script>\u202e{{ 7 }}"))
    page = client.get(f"/reports/{Report.objects.get().token}").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_nobody_reports_what_is_not_published(client, world):
    draft(world.editor.actor)
    assert [
        client.get(path).status_code for path in ("/clips/1/report", "/reports/x", "/clips/77/report")
    ] == [404] * 3
    publication = published(world.editor.actor)
    withdraw_publication(publication=publication, reason="Wrong.", actor=world.editor.actor)
    assert client.get(f"/clips/{publication.number}/report").status_code == 410


@pytest.mark.parametrize(
    ("proxies", "sent", "places"),
    [
        (0, [{"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "192.0.2.2"}], 2),
        (0, [{"REMOTE_ADDR": "2001:db8::1"}, {"REMOTE_ADDR": "2001:db8::2"}], 1),
        # Whoever writes the header himself is not believed.
        (0, [{"HTTP_X_FORWARDED_FOR": "198.51.100.1"}, {"HTTP_X_FORWARDED_FOR": "198.51.100.2"}], 1),
        (1, [{"HTTP_X_FORWARDED_FOR": "198.51.100.1"}, {"HTTP_X_FORWARDED_FOR": "198.51.100.2"}], 2),
        (1, [{"HTTP_X_FORWARDED_FOR": "rubbish"}], 1),
    ],
)
def test_reports_from_one_household_are_known_as_such(
    client, clip, monkeypatch, settings, proxies, sent, places
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for where in sent:
        assert client.post(PATH, filled(monkeypatch), **where).status_code == 302
    assert Report.objects.values("network").distinct().count() == places
