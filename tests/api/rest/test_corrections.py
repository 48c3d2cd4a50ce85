from __future__ import annotations

import pytest

from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.translations.services import write_translation
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db
MAY = "Night trains will run again from 1 May."
JUNE = "Night trains will run again from 1 June."


@pytest.fixture
def publication(world):
    return published(world.editor.actor)


def change(publication, world, kind):
    write_translation(clip=publication.clip, language="en", texts={"1": JUNE}, actor=world.translator.actor)
    publish_clip(publication=publication, actor=world.editor.actor, change=Change(kind, "June, not May."))


def at(number):
    return f"/api/v1/clips/{number}/corrections"


def test_outsider_reads_what_was_corrected_from_another_site(client, publication, world, settings):
    change(publication, world, EditionKind.CORRECTION)
    response = client.get(at(1))
    [told] = response.json()["corrections"]
    page = f"{settings.SITE_URL}/clips/1/{publication.slug}"
    assert told.pop("published_at")
    assert told == {
        "edition": 2,
        "kind": "correction",
        "note": "June, not May.",
        "url": f"{page}#correction-2",
        "sentences": [
            {
                "label": "1",
                "fate": "changed",
                "in_ms": told["sentences"][0]["in_ms"],
                "url": f"{page}#s1",
                "words": [{"language": "en", "is_original": False, "before": MAY, "after": JUNE}],
                "facts": told["sentences"][0]["facts"],
            }
        ],
        "texts": [],
    }
    assert (response.json()["edition"], response["Access-Control-Allow-Origin"]) == (2, "*")


def test_unchanged_answer_is_not_sent_again(client, publication):
    first = client.get(at(1))
    assert first.json()["corrections"] == []
    again = client.get(at(1), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_redacted_words_are_not_told(client, publication, world):
    change(publication, world, EditionKind.REDACTION)
    body = client.get(at(1)).content.decode()
    assert ("1 May" in body, "1 June" in body) == (False, True)


def test_withdrawn_number_says_when_and_why(client, publication, world):
    change(publication, world, EditionKind.CORRECTION)
    withdraw_publication(publication=publication, reason="Not what was aired.", actor=world.editor.actor)
    response = client.get(at(1))
    problem = response.json()
    assert (response.status_code, problem["number"], problem["detail"], bool(problem["withdrawn_at"])) == (
        410,
        1,
        "Not what was aired.",
        True,
    )
    assert "June" not in response.content.decode()


@pytest.mark.parametrize("number", [1, 77, 0, 10**30])
def test_what_is_not_published_is_a_problem_in_words(client, world, number):
    draft(world.editor.actor)
    response = client.get(at(number))
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["detail"].endswith("is not published.")


def test_nothing_is_sent_there(client, publication):
    assert client.post(at(1)).status_code == 405
