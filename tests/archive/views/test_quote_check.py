from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from dragoman.search.quotes.request import MOST_CHARACTERS
from tests.factories.clips import published

pytestmark = pytest.mark.django_db
SENTENCE = "At first there will be two trains a day."


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def clip(world):
    return published(world.editor.actor)


@pytest.fixture
def outsider():
    return Client(enforce_csrf_checks=True)


def findings(response):
    return [
        one.get_text() for one in BeautifulSoup(response.content, "html.parser").select(".finding-words b")
    ]


def test_an_outsider_checks_by_address(clip, outsider):
    response = outsider.get("/quote-check", {"q": SENTENCE})
    assert findings(response) == ["These are the words on record."]
    assert "/clips/1/" in response.content.decode()
    assert not response.cookies


def test_an_outsider_posts_without_a_token(clip, outsider):
    response = outsider.post(
        "/quote-check", {"q": f"“{SENTENCE}” and “At first there will be six trains a day”"}
    )
    assert findings(response) == ["These are the words on record.", "On record in other words."]
    page = BeautifulSoup(response.content, "html.parser")
    assert [(page.find("del").text.strip(), page.find("ins").text.strip())] == [("two", "six")]
    assert (response.headers["Cache-Control"], response.cookies) == ("no-store", {})


def test_empty_form_teaches(clip, outsider):
    page = BeautifulSoup(outsider.get("/quote-check").content, "html.parser")
    assert page.select_one(".verdict a")["href"].startswith("?q=")


def test_empty_archive(db, outsider):
    assert "Nothing is published here yet" in outsider.get("/quote-check").content.decode()
    assert findings(outsider.get("/quote-check", {"q": SENTENCE})) == [
        "Not found in this archive. That does not mean it was not said."
    ]


@pytest.mark.parametrize(
    ("sent", "status"),
    [({"q": ""}, 422), ({"q": "a b c d", "number": "x"}, 422), ({"q": "a " * MOST_CHARACTERS}, 413)],
)
def test_refused_in_words(clip, outsider, sent, status):
    response = outsider.post("/quote-check", sent)
    assert response.status_code == status
    assert BeautifulSoup(response.content, "html.parser").select_one("#q-error")


def test_markup_is_shown_as_text(clip, outsider):
    response = outsider.get("/quote-check", {"q": "At first <img src=x onerror=alert(1)> two trains a day"})
    assert b"<img src=x" not in response.content


@pytest.mark.parametrize("language", ["ar", "pt"])
def test_every_language(clip, outsider, language):
    response = outsider.get(f"/{language}/quote-check", {"q": SENTENCE})
    assert response.status_code == 200
    assert f"/{language}/clips/1/" in response.content.decode()
