from __future__ import annotations

import json

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dragoman.archive.views.feeds import kept_feeds
from dragoman.publications.services import withdraw_publication
from dragoman.search.index.port import NoIndex
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    kept_feeds.clear()


@pytest.mark.parametrize("path", ["/search.atom", "/search.rss"])
def test_search_is_followed_by_feed(client, clip, settings, path):
    read = feedparser.parse(client.get(path, {"q": "shift"}).content)
    assert (read.bozo, read.feed.title) == (0, "Dragoman: shift")
    [entry] = read.entries
    assert entry.id == f"{settings.SITE_URL}/1"
    assert "Not a single shift was cancelled." in entry.summary
    assert "two trains" not in entry.summary


def test_search_in_json_and_narrowed(client, clip, settings):
    feed = json.loads(client.get("/search.json", {"q": "列车", "topic": "railways"}).content)
    assert (len(feed["items"]), feed["home_page_url"]) == (
        1,
        f"{settings.SITE_URL}/search?q=%E5%88%97%E8%BD%A6&topic=railways",
    )
    assert json.loads(client.get("/search.json", {"q": "submarine"}).content)["items"] == []


def test_kept_feed_costs_one_question_and_follows_what_is_published(client, clip, world):
    first = client.get("/search.atom", {"q": "trains"})
    with CaptureQueriesContext(connection) as queries:
        again = client.get("/search.atom", {"q": "trains"}, headers={"If-None-Match": first["ETag"]})
    assert (len(queries), again.status_code) == (1, 304)
    published(world.editor.actor, title="More night trains")
    assert len(feedparser.parse(client.get("/search.atom", {"q": "trains"}).content).entries) == 2


def test_outsider_finds_no_draft_and_nothing_withdrawn(client, clip, world):
    draft(world.editor.actor, title="What nobody may know yet")
    withdraw_publication(publication=clip, reason="Not what was aired.", actor=world.editor.actor)
    for words in ("nobody", "trains"):
        assert feedparser.parse(client.get("/search.atom", {"q": words}).content).entries == []


def test_search_for_nothing_has_no_feed(client, clip):
    assert client.get("/search.atom").status_code == 404


def test_index_that_is_being_made_is_waited_for(client, clip, monkeypatch):
    def none(_):
        raise NoIndex

    monkeypatch.setattr("dragoman.archive.views.search_feeds.answer_to", none)
    response = client.get("/search.atom", {"q": "trains"})
    assert (response.status_code, response["Retry-After"]) == (503, "60")


def test_page_of_a_search_names_its_feed(client, clip):
    html = client.get("/search", {"q": "night trains", "sort": "best"}).content.decode()
    assert 'type="application/atom+xml" title="night trains" href="/search.atom?q=night+trains"' in html
    assert 'href="/feed.atom"' in client.get("/search").content.decode()
