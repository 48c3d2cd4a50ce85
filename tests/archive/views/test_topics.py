from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from dragoman.catalogue.models import Topic
from dragoman.catalogue.profiles import TopicDescription, describe_topic
from dragoman.publications.services import withdraw_publication
from tests.factories.clips import draft, published


@pytest.fixture
def actor(world):
    return world.editor.actor


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "lxml")


def words(soup, selector):
    return [" ".join(found.get_text(" ").split()) for found in soup.select(selector)]


def test_topics_are_listed_by_name_with_their_clips(client, actor):
    published(actor)
    soup = page(client, "/topics")
    assert words(soup, ".names li") == ["Public works 1", "Railways 1"]
    assert soup.select_one(".names a")["href"] == "/topics/public-works"


def test_topic_of_drafts_and_withdrawn_clips_shows_nowhere(client, actor):
    withdraw_publication(publication=published(actor), reason="Twice.", actor=actor)
    draft(actor)
    assert words(page(client, "/topics"), ".nothing h2") == ["No topics yet"]
    assert client.get("/topics/railways").status_code == 404


def test_topic_has_its_clips_people_and_sources(client, actor):
    published(actor)
    soup = page(client, "/topics/railways")
    assert words(soup, "h1") == ["Railways"]
    assert words(soup, ".source-head .slate > span") == ["Topics", "1 clip", "9 April 2024"]
    assert words(soup, ".entry h3") == ["Night trains will cross the Selva bridge again"]
    assert words(soup, ".heard .tags li") == ["Lin Ruomei 1", "Vera Sokolskaya 1", "Meridian TV 1"]
    assert soup.select_one(".pager a")["href"] == "/clips?topic=railways"


def test_topic_called_otherwise_keeps_its_address(client, actor):
    published(actor)
    page(client, "/topics/railways")
    topic = Topic.objects.get(slug="railways")
    said = TopicDescription("Rail", "铁路", "zh", "Trains.\n\nAnd <i>stations</i>.")
    describe_topic(topic=topic, said=said, actor=actor)
    soup = page(client, "/topics/railways")
    assert (words(soup, "h1"), words(soup, ".standfirst")) == (["Rail"], ["Trains.", "And <i>stations</i>."])
    assert words(page(client, "/topics"), ".names li") == ["Public works 1", "Rail 1"]


def test_pages_cost_the_same_for_few_and_many(client, actor, django_assert_num_queries):
    for _ in range(2):
        for _ in range(3):
            published(actor)
        with django_assert_num_queries(10):
            page(client, "/topics/railways")
        with django_assert_num_queries(2):  # the version alone, the counts being kept
            page(client, "/topics"), page(client, "/topics/railways")


@pytest.mark.parametrize("slug", ["nothing", "%00", "%3Cscript%3E"])
def test_no_topic_is_not_found(client, actor, slug):
    published(actor)
    assert client.get(f"/topics/{slug}").status_code == 404


def test_slash_at_the_end_leads_to_the_page(client, db):
    assert client.get("/topics/").headers["Location"] == "/topics"
    assert client.get("/ar/topics/rail/").headers["Location"] == "/ar/topics/rail"
