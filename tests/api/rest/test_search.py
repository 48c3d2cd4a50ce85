from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dragoman.publications.services import withdraw_publication
from dragoman.search.index.port import NoIndex
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def clip(world):
    return published(world.editor.actor)


def ask(client, **asked):
    return client.get("/api/v1/search", asked)


def test_sentence_is_found_with_its_second_and_where_the_words_stand(client, clip, settings):
    told = ask(client, q="two trains").json()
    assert (told["question"], told["count"], told["is_more"], told["next"]) == ("two trains", 1, False, None)
    [found] = told["items"]
    page = f"{settings.SITE_URL}/clips/1/{clip.slug}"
    assert (found["number"], found["url"], found["api"]) == (1, page, f"{settings.SITE_URL}/api/v1/clips/1")
    passage = found["passages"][0]
    assert (passage["labels"], passage["url"], passage["in_ms"], passage["speaker"]) == (
        ["2"],
        f"{page}#s2",
        7_000,
        "Lin Ruomei",
    )
    words = passage["translation"]
    assert [words["text"][start:end] for start, end in words["hits"]] == ["two", "trains"]
    assert passage["original"]["text"] == "首批列车每天两班。"


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"q": "列车"}, 1),
        ({"q": "submarine"}, 0),
        ({"q": "trains", "topic": "railways"}, 1),
        ({"q": "trains", "topic": "fishing"}, 0),
        ({"q": "trains", "year": "2024"}, 1),
        ({"q": "trains", "year": "2023", "sort": "best"}, 0),
    ],
)
def test_search_is_narrowed(client, clip, asked, count):
    assert ask(client, **asked).json()["count"] == count


def test_search_goes_on_by_cursor(client, world, monkeypatch):
    monkeypatch.setattr("dragoman.api.rest.search.PAGE", 2)
    for number in range(5):
        published(world.editor.actor, title=f"Night trains {number}")
    page = ask(client, q="trains", fields="items,next").json()
    numbers = []
    while True:
        assert page.keys() == {"items", "next"}
        numbers += [one["number"] for one in page["items"]]
        if page["next"] is None:
            break
        page = client.get(page["next"]).json()
    assert sorted(numbers) == [1, 2, 3, 4, 5]
    assert len(set(numbers)) == len(numbers)


def test_a_page_asks_as_much_for_one_clip_as_for_many(client, world):
    counts = []
    for number in range(3):
        published(world.editor.actor, title=f"Night trains {number}")
        ask(client, q="trains")
        with CaptureQueriesContext(connection) as queries:
            ask(client, q="trains")
        counts.append(len(queries))
    assert counts == [counts[0]] * 3


def test_outsider_finds_no_draft_and_nothing_withdrawn(client, clip, world):
    draft(world.editor.actor, title="What nobody may know yet")
    assert ask(client, q="nobody").json()["items"] == []
    withdraw_publication(publication=clip, reason="Not what was aired.", actor=world.editor.actor)
    told = ask(client, q="trains")
    assert (told.json()["count"], "Night trains" in told.content.decode()) == (0, False)


@pytest.mark.parametrize(
    "asked", [{"sort": "worst"}, {"year": "last"}, {"cursor": "x"}, {"q": "a\0"}, {"w": "x"}]
)
def test_bad_question_is_a_problem(client, clip, asked):
    assert ask(client, **asked).status_code == 400


def test_index_that_is_being_made_is_waited_for(client, clip, monkeypatch):
    def none(_):
        raise NoIndex

    monkeypatch.setattr("dragoman.api.rest.search.answering.answer", none)
    response = ask(client, q="trains")
    assert (response.status_code, response["Retry-After"], response.json()["status"]) == (503, "60", 503)
