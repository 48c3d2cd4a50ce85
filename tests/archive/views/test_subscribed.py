from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from dragoman.bulletins.confirming import wants_of
from dragoman.bulletins.links import leave_subscription_url, leave_url, why_url
from dragoman.bulletins.models import ConsentLine, Subscriber
from tests.archive.bulletin_forms import filled
from tests.bulletins.mailbox import letters, link_in
from tests.factories.readers import names_in_lists, reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def clip(db):
    names_in_lists()


def path_of(url: str) -> str:
    return "/" + url.partition("://")[2].partition("/")[2]


def text(response) -> str:
    return BeautifulSoup(response.content, "lxml").select_one("main").get_text(" ", strip=True)


@pytest.fixture
def confirm_path(client, clip, monkeypatch):
    client.post("/bulletins/subscribe", filled(monkeypatch))
    return f"/{link_in(letters()[0])}"


def test_opening_the_link_confirms_nothing(client, confirm_path):
    for _ in range(2):
        page = client.get(confirm_path)
        assert "Topic: Railways, daily" in text(page)
    client.head(confirm_path)
    assert Subscriber.objects.get().state == "pending"


def test_button_confirms_and_leads_to_ones_own(client, confirm_path):
    response = client.post(confirm_path)
    assert response.status_code == 302
    page = client.get(response["Location"])
    assert "Confirmed. The first bulletin comes when there is something new." in text(page)
    assert "mona@reader.example" in text(page)
    line = ConsentLine.objects.order_by("pk").last()
    assert (line.step, line.form_path) == ("confirmed", "/bulletins/confirm/…")
    assert client.cookies == {}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", ["confirm", "undo", "mine", "own", "why"])
@pytest.mark.parametrize("token", ["nonsense", "%00", "9" * 400, "a~b~c", "1.abc~d~e"])
def test_link_that_is_over_says_what_to_do(client, method, page, token):
    if (page, method) == ("why", "post"):
        return
    response = getattr(client, method)(f"/bulletins/{page}/{token}")
    assert response.status_code == 404
    assert "This link is over" in text(response)


def test_one_click_as_mail_programs_send_it(clip):
    """RFC 8058: no cookie, no token of ours, no redirect, the same answer always, effective at once."""
    known = reader()
    browser = Client(enforce_csrf_checks=True)
    path = path_of(leave_url(known, "daily"))
    sent = {"data": "List-Unsubscribe=One-Click", "content_type": "application/x-www-form-urlencoded"}
    first = browser.post(path, **sent)
    assert wants_of(known) == []
    again = browser.post(path, **sent)
    never = browser.post("/bulletins/leave/nonsense", **sent)
    assert [one.status_code for one in (first, again, never)] == [200, 200, 200]
    assert first.content == again.content == never.content
    assert browser.cookies == {}


def test_opening_an_unsubscribe_link_ends_nothing(client, clip):
    known = reader()
    for url in (leave_url(known, "daily"), leave_subscription_url(known.subscriptions.get().token, "en")):
        page = client.get(path_of(url))
        client.head(path_of(url))
        assert "Topic: Railways, daily" in text(page)
        assert "mona" not in page.content.decode()
    assert len(wants_of(known)) == 1
    assert "Nothing that this link could end" in text(client.get("/bulletins/leave/nonsense"))


def test_receipt_undoes_by_its_button(client, clip):
    known = reader()
    client.post(path_of(leave_url(known)))
    undo = f"/{link_in(letters()[0])}"
    assert "Topic: Railways, daily" in text(client.get(undo))
    assert wants_of(known) == []
    page = client.get(client.post(undo)["Location"])
    assert "Taken back: they are sent to you again." in text(page)
    assert len(wants_of(known)) == 1
    assert "They are sent to you already." in text(client.get(undo))


def test_why_tells_since_when_and_how(client, confirm_path):
    client.post(confirm_path)
    known = Subscriber.objects.get()
    page = client.get(path_of(why_url(known.subscriptions.get().token, "en")))
    said = text(page)
    assert "It was confirmed for your address on" in said
    assert "asked for /bulletins/subscribe" in said
    assert "mona" not in said


def test_pages_speak_the_readers_language(client, clip):
    known = reader(language="ar")
    page = client.get(path_of(leave_url(known)))
    assert BeautifulSoup(page.content, "lxml").html["dir"] == "rtl"
