from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db

SIGN_IN = "/accounts/login/"


def language_of(response):
    return response.headers["Content-Language"]


def test_public_page_is_in_the_language_of_its_address(client):
    client.cookies["language"] = "ko"
    said = [
        language_of(client.get(path, headers={"accept-language": "ru"}))
        for path in ("/quote-check", "/fa/quote-check", "/zh-hans/quote-check")
    ]
    assert said == ["en", "fa", "zh-hans"]


@pytest.mark.parametrize(
    ("accepted", "language"), [("ru, en;q=0.5", "ru"), ("zh-CN", "zh-hans"), ("tr", "en"), ("", "en")]
)
def test_desk_begins_in_the_browsers_language(client, accepted, language):
    assert language_of(client.get(SIGN_IN, headers={"accept-language": accepted})) == language


def test_language_chosen_at_the_desk_is_kept(client):
    answer = client.post("/accounts/language/", {"language": "he", "next": SIGN_IN})
    assert (answer.status_code, answer["Location"]) == (302, SIGN_IN)
    page = client.get(SIGN_IN, headers={"accept-language": "ru"})
    assert language_of(page) == "he"
    assert '<html lang="he" dir="rtl">' in page.content.decode()


def test_choosing_a_language_leads_nowhere_else(client):
    answer = client.post("/accounts/language/", {"language": "he", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/he/"


def test_unknown_language_changes_nothing(client):
    client.post("/accounts/language/", {"language": "xx", "next": SIGN_IN})
    assert "language" not in client.cookies
