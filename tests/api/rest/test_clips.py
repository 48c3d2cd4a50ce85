from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dragoman.publications.services import publish_clip, submit_for_review, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.translations.services import write_translation
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db
SECRET = "What nobody may know yet"


@pytest.fixture
def clip(world):
    return published(world.editor.actor)


def ask(client, path, **asked):
    return client.get(f"/api/v1/{path}", asked)


def corrected(publication, world):
    texts = {"1": "Night trains will run again from 1 June."}
    write_translation(clip=publication.clip, language="en", texts=texts, actor=world.translator.actor)
    change = Change(EditionKind.CORRECTION, "June, not May.")
    return publish_clip(publication=publication, actor=world.editor.actor, change=change)


def test_list_shows_a_clip_as_it_is_published(client, clip, settings):
    [found] = ask(client, "clips").json()["items"]
    page = settings.SITE_URL
    assert {key: found[key] for key in ("published_at", "updated_at")} == {
        "published_at": clip.published_at.isoformat().replace("+00:00", "Z"),
        "updated_at": clip.updated_at.isoformat().replace("+00:00", "Z"),
    }
    assert {key: value for key, value in found.items() if not key.endswith("ed_at")} == {
        "number": 1,
        "title": "Night trains will cross the Selva bridge again",
        "language": "en",
        "spoken": ["zh", "ru"],
        "sources": [{"slug": "meridian-tv", "name": "Meridian TV", "country": "", "place_name": "Norland"}],
        "topics": found["topics"],
        "people": [
            {"slug": "lin-ruomei", "name": "Lin Ruomei"},
            {"slug": "vera-sokolskaya", "name": "Vera Sokolskaya"},
        ],
        "aired_on": "2024-04-09",
        "duration_ms": 20_000,
        "quote": found["quote"],
        "corrections": 0,
        "url": f"{page}/clips/1/{clip.slug}",
        "poster": f"{page}/clips/1/files/poster.jpg",
        "api": f"{page}/api/v1/clips/1",
    }
    assert sorted(one["name"] for one in found["topics"]) == ["Public works", "Railways"]
    assert found["quote"]["language"] == "en"


def test_list_goes_by_cursor_and_asks_as_much_for_one_as_for_many(client, world):
    made = [published(world.editor.actor, title=f"Night trains {n}").number for n in range(5)]
    with CaptureQueriesContext(connection) as few:
        first = ask(client, "clips", limit=2)
    with CaptureQueriesContext(connection) as many:
        ask(client, "clips", limit=5)
    assert (len(few), len(many)) == (1, 1)
    read, at = [one["number"] for one in first.json()["items"]], first.json()["next"]
    assert first["Link"] == f'<{at}>; rel="next"'
    while at:
        page = client.get(at).json()
        read, at = read + [one["number"] for one in page["items"]], page["next"]
    assert read == made[::-1]


def test_list_of_changes_begins_with_the_oldest_and_ends_with_the_latest(client, world):
    first, second = (published(world.editor.actor, title=f"Night trains {n}") for n in range(2))
    first = corrected(first, world)
    type(first).objects.filter(pk=first.pk).update(updated_at="2030-01-01T00:00:00Z")
    page = ask(client, "clips", order="changed", limit=1).json()
    rest = client.get(page["next"]).json()
    assert [one["number"] for one in page["items"] + rest["items"]] == [second.number, first.number]
    since = ask(client, "clips", updated_since="2029-01-01T00:00:00Z").json()
    assert [one["number"] for one in since["items"]] == [first.number]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({"topic": "railways"}, [1]),
        ({"topic": "fishing"}, []),
        ({"source": "meridian-tv"}, [1]),
        ({"person": "vera-sokolskaya"}, [1]),
        ({"person": "nobody"}, []),
        ({"country": "CN"}, []),
        ({"country": "norland"}, [1]),
        ({"language": "ru"}, [1]),
        ({"language": "en"}, []),
        ({"topic": "railways", "person": "nobody"}, []),
        ({"aired_from": "2024-04-09", "aired_to": "2024-04-09"}, [1]),
        ({"aired_from": "2024-04-10"}, []),
        ({"aired_to": "2024-04-08"}, []),
    ],
)
def test_list_is_narrowed(client, clip, asked, numbers):
    assert [one["number"] for one in ask(client, "clips", **asked).json()["items"]] == numbers


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"limit": "0"}, "“limit”"),
        ({"limit": "many"}, "“limit”"),
        ({"cursor": "somewhere"}, "“cursor”"),
        ({"order": "changed", "cursor": "5"}, "“cursor”"),
        ({"order": "best"}, "“order”"),
        ({"updated_since": "2024-01-01T00:00:00"}, "“updated_since”"),
        ({"aired_from": "yesterday"}, "“aired_from”"),
        ({"fields": "number,secret"}, "“fields”"),
        ({"fields": ""}, "“fields”"),
        ({"feilds": "number"}, "“feilds”"),
        ({"topic": "a\0b"}, "“topic”"),
    ],
)
def test_bad_question_is_a_problem_that_names_it(client, clip, asked, words):
    response = ask(client, "clips", **asked)
    problem = response.json()
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert (problem["type"], problem["title"], problem["status"]) == ("about:blank", "Bad Request", 400)
    assert problem["detail"].startswith(words)


def test_only_the_fields_asked_for_are_sent(client, clip):
    assert ask(client, "clips", fields="number, title").json()["items"] == [
        {"number": 1, "title": "Night trains will cross the Selva bridge again"}
    ]
    assert ask(client, "clips/1", fields="spoken").json() == {"spoken": ["zh", "ru"]}


def test_whole_clip_states_what_the_edition_states(client, clip, world):
    corrected(clip, world)
    found = ask(client, "clips/1").json()
    assert (found["edition"], found["kind"], found["public_note"], found["corrections"]) == (
        2,
        "correction",
        "June, not May.",
        1,
    )
    assert [(one["language"], one["is_original"], one["sentences"]) for one in found["tracks"]] == [
        ("zh", True, 2),
        ("ru", True, 1),
        ("en", False, 3),
    ]
    assert sorted(one["name"] for one in found["files"]) == ["clip.mp4", "peaks.json", "poster.jpg"]
    before = ask(client, "clips/1/editions/1").json()
    assert (before["edition"], before["digest"] == found["digest"]) == (1, False)
    editions = ask(client, "clips/1/editions").json()["items"]
    assert [(one["edition"], one["digest"]) for one in editions] == [
        (1, before["digest"]),
        (2, found["digest"]),
    ]


def test_sentences_stand_beside_their_translations(client, clip, settings):
    found = ask(client, "clips/1/sentences", limit=1).json()
    [first] = found["items"]
    assert {
        key: first[key] for key in ("label", "speaker", "role", "language", "text", "citation", "url")
    } == {
        "label": "1",
        "speaker": "Lin Ruomei",
        "role": "spokesperson",
        "language": "zh",
        "text": "夜间列车将从五月一日起恢复通行。",
        "citation": "DRG 1 s1",
        "url": f"{settings.SITE_URL}/clips/1/s1",
    }
    assert [(one["language"], one["text"]) for one in first["translations"]] == [
        ("en", "Night trains will run again from 1 May.")
    ]
    second = client.get(found["next"]).json()["items"]
    assert [one["label"] for one in second] == ["2"]
    assert ask(client, "clips/1/sentences/3").json()["text"] == "Ни одна смена не была отменена."
    assert ask(client, "clips/1/sentences/9").status_code == 404


def test_sentences_of_an_earlier_edition(client, clip, world):
    corrected(clip, world)
    words = [
        ask(client, "clips/1/sentences", edition=one).json()["items"][0]["translations"][0]["text"]
        for one in (1, 2)
    ]
    assert [one[-7:] for one in words] == [" 1 May.", "1 June."]


def test_a_clip_costs_as_many_queries_with_three_sentences_as_with_none(client, world):
    published(world.editor.actor)
    published(world.editor.actor, title="Nothing said", with_words=False)
    counts = []
    for path in ("clips/1", "clips/2", "clips/1/sentences", "clips/2/sentences"):
        with CaptureQueriesContext(connection) as queries:
            assert ask(client, path).status_code == 200
        counts.append(len(queries))
    assert counts == [counts[0]] * 4
    assert counts[0] <= 6


@pytest.mark.parametrize("path", ["clips/1", "clips/1/sentences", "clips/1/sentences/1", "clips/1/editions"])
def test_outsider_learns_nothing_of_a_draft(client, world, path):
    hidden = draft(world.editor.actor, title=SECRET)
    submit_for_review(publication=hidden, actor=world.editor.actor)
    for asked in ("clips", path):
        response = ask(client, asked)
        assert SECRET not in response.content.decode()
        assert response.status_code == (200 if asked == "clips" else 404)
    assert ask(client, "clips").json()["items"] == []


@pytest.mark.parametrize(
    "path", ["clips/1", "clips/1/sentences", "clips/1/sentences/1", "clips/1/editions", "clips/1/editions/1"]
)
def test_withdrawn_clip_is_gone_with_its_reason(client, clip, world, path):
    withdraw_publication(publication=clip, reason="Not what was aired.", actor=world.editor.actor)
    response = ask(client, path)
    problem = response.json()
    assert (response.status_code, problem["detail"], problem["number"]) == (410, "Not what was aired.", 1)
    assert "Night trains" not in response.content.decode()
    assert ask(client, "clips").json() == {"items": [], "next": None}


@pytest.mark.parametrize("path", ["clips", "clips/1", "clips/1/sentences"])
def test_unchanged_answer_is_not_sent_again(client, clip, path):
    first = ask(client, path)
    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_pages_of_other_sites_may_read(client, clip):
    response = client.options("/api/v1/clips")
    assert (response.status_code, response["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert ask(client, "clips")["Access-Control-Allow-Origin"] == "*"


def test_nothing_is_written(client, clip):
    response = client.post("/api/v1/clips")
    assert (response.status_code, response["Allow"], response["Content-Type"]) == (
        405,
        "GET, HEAD, OPTIONS",
        "application/problem+json",
    )
