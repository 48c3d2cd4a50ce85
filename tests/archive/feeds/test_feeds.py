"""The four forms of feed, read by a reader of feeds that is not ours, and held against their standards' own words."""

from __future__ import annotations

import json
import uuid
from datetime import datetime
from xml.etree import ElementTree

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dragoman.archive.views.feeds import kept_feeds
from dragoman.catalogue.models import Channel
from dragoman.publications.models import PublishedFile
from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.translations.services import write_translation
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db
XML = ("feed.atom", "feed.rss", "podcast.xml")
ALL = (*XML, "feed.json")
PLACES = ("", "topics/railways/", "sources/meridian-tv/", "people/lin-ruomei/")
TITLE = "Night trains will cross the Selva bridge again"
SECRET = "What nobody may know yet"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept_feeds.clear()


def text(client, path):
    return client.get(f"/{path}").content.decode()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("form", XML)
def test_reader_of_feeds_finds_the_clip(client, clip, settings, form, place):
    response = client.get(f"/{place}{form}")
    read = feedparser.parse(response.content)
    assert (read.bozo, read.version) == (0, "atom10" if form == "feed.atom" else "rss20")
    [entry] = read.entries
    page = settings.SITE_URL
    assert (entry.title, entry.link, entry.id) == (TITLE, f"{page}/clips/1/{clip.slug}", f"{page}/1")
    [media] = entry.enclosures
    file = clip.files.get(name="clip.mp4")
    assert (media.href, media.type, media.length) == (
        f"{page}/clips/1/files/clip.mp4",
        "video/mp4",
        str(file.size_bytes),
    )
    assert {tag.term for tag in entry.tags} == {"Railways", "Public works"}
    assert datetime(*entry.published_parsed[:6]) == clip.published_at.replace(tzinfo=None)
    own = [link.href for link in read.feed.links if link.rel == "self"]
    assert own == [f"{page}/{place}{form}"]


def test_item_shows_both_languages_in_their_own_direction(client, clip):
    content = feedparser.parse(text(client, "feed.atom")).entries[0].content[0].value
    assert '<blockquote dir="ltr" lang="en">' in content
    assert '<blockquote dir="ltr" lang="zh">' in content


def test_podcast_has_what_its_players_ask_for(client, clip, settings):
    channel = ElementTree.fromstring(text(client, "podcast.xml")).find("channel")
    [item] = channel.findall("item")
    transcripts = [one.attrib for one in item.findall(f"{PODCAST}transcript")]
    page = f"{settings.SITE_URL}/clips/1/captions"
    assert transcripts == [
        {"url": f"{page}/en.vtt", "type": "text/vtt", "language": "en"},
        {"url": f"{page}/zh.vtt", "type": "text/vtt", "language": "zh", "rel": "captions"},
        {"url": f"{page}/ru.vtt", "type": "text/vtt", "language": "ru", "rel": "captions"},
    ]
    for one in transcripts:
        answered = client.get(one["url"].removeprefix(settings.SITE_URL))
        assert answered.content.startswith(b"WEBVTT")
    assert [one.text for one in item.findall(f"{PODCAST}person")] == ["Lin Ruomei", "Vera Sokolskaya"]
    assert item.findtext(f"{ITUNES}duration") == "0:20"
    assert channel.findtext(f"{ITUNES}author") == settings.SITE_NAME
    assert channel.findtext(f"{PODCAST}medium") == "video"
    assert uuid.UUID(channel.findtext(f"{PODCAST}guid")).version == 5


def test_podcast_is_for_listening_and_names_the_film_beside(client, clip, settings):
    sound = PublishedFile.objects.create(
        publication=clip, name="sound.m4a", sha256="5" * 64, size_bytes=9, mime="audio/mp4"
    )
    channel = ElementTree.fromstring(text(client, "podcast.xml")).find("channel")
    [item] = channel.findall("item")
    page = f"{settings.SITE_URL}/clips/1/files"
    assert item.find("enclosure").attrib == {
        "url": f"{page}/sound.m4a",
        "length": str(sound.size_bytes),
        "type": "audio/mp4",
    }
    forms = item.findall(f"{PODCAST}alternateEnclosure")
    assert [
        (one.get("type"), one.get("default"), one.find(f"{PODCAST}source").get("uri")) for one in forms
    ] == [
        ("audio/mp4", "true", f"{page}/sound.m4a"),
        ("video/mp4", None, f"{page}/clip.mp4"),
    ]
    assert channel.findtext(f"{PODCAST}medium") == "podcast"
    assert [link.href for link in feedparser.parse(text(client, "feed.rss")).entries[0].enclosures] == [
        f"{page}/clip.mp4"
    ]


def test_podcast_leaves_out_what_does_not_play(client, clip, world):
    silent = published(world.editor.actor, title="Only words")
    silent.files.all().delete()
    assert "Only words" in text(client, "feed.rss")
    assert "Only words" not in text(client, "podcast.xml")


def test_json_feed_has_what_its_standard_asks_for(client, clip, settings):
    """Version 1.1: “version” and “title” are required, and of an item “id” and a content."""
    response = client.get("/feed.json")
    feed = json.loads(response.content)
    assert response["Content-Type"].startswith("application/feed+json")
    assert (feed["version"], feed["title"], feed["feed_url"]) == (
        "https://jsonfeed.org/version/1.1",
        settings.SITE_NAME,
        f"{settings.SITE_URL}/feed.json",
    )
    [item] = feed["items"]
    file = clip.files.get(name="clip.mp4")
    assert item["id"] == f"{settings.SITE_URL}/1"
    assert item["attachments"] == [
        {
            "url": f"{settings.SITE_URL}/clips/1/files/clip.mp4",
            "mime_type": "video/mp4",
            "size_in_bytes": file.size_bytes,
            "duration_in_seconds": 20.0,
        }
    ]
    assert item["content_html"] and item["content_text"]
    assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
    extensions = [name for name in item if name not in _ITEM_FIELDS]
    assert all(name.startswith("_") for name in extensions)


_ITEM_FIELDS = {
    "id",
    "url",
    "external_url",
    "title",
    "content_html",
    "content_text",
    "summary",
    "image",
    "banner_image",
    "date_published",
    "date_modified",
    "authors",
    "tags",
    "language",
    "attachments",
}


@pytest.mark.parametrize("form", ALL)
def test_kept_feed_costs_one_question_and_an_unchanged_one_is_not_sent(client, clip, form):
    first = client.get(f"/{form}")
    with CaptureQueriesContext(connection) as queries:
        again = client.get(f"/{form}", headers={"If-None-Match": first["ETag"]})
    assert (len(queries), again.status_code, again.content) == (1, 304, b"")


def test_feed_made_anew_asks_as_much_for_one_as_for_many(client, world):
    counts = []
    for number in range(3):
        published(world.editor.actor, title=f"Night trains {number}")
        with CaptureQueriesContext(connection) as queries:
            client.get("/podcast.xml")
        counts.append(len(queries))
    assert counts == [3, 3, 3]


def test_correction_shows_in_the_feed_and_keeps_the_item(client, clip, world):
    before = feedparser.parse(text(client, "feed.atom")).entries[0]
    texts = {"1": "Night trains will run again from 1 June."}
    write_translation(clip=clip.clip, language="en", texts=texts, actor=world.translator.actor)
    change = Change(EditionKind.CORRECTION, "June, not May.")
    publish_clip(publication=clip, actor=world.editor.actor, change=change)
    after = feedparser.parse(text(client, "feed.atom")).entries[0]
    assert (after.id, after.published) == (before.id, before.published)
    assert after.updated_parsed >= before.updated_parsed
    assert "corrected" in after.summary


@pytest.mark.parametrize("form", ALL)
def test_outsider_learns_nothing_of_drafts_and_withdrawn_clips(client, clip, world, form):
    draft(world.editor.actor, title=SECRET)
    assert SECRET not in text(client, form)
    withdraw_publication(publication=clip, reason="Not what was aired.", actor=world.editor.actor)
    assert TITLE not in text(client, form)
    assert client.get(f"/topics/railways/{form}").status_code == 404


@pytest.mark.parametrize(
    "place", ["topics/railways/", "people/lin-ruomei/", "sources/meridian-tv/", "topics/%00/"]
)
def test_what_no_published_clip_has_has_no_feed(client, world, place):
    draft(world.editor.actor)
    assert client.get(f"/{place}feed.atom").status_code == 404


def test_empty_archive_has_empty_feeds_that_stay_the_same(client, db):
    for form in XML:
        read = feedparser.parse(text(client, form))
        assert (read.bozo, read.entries) == (0, [])
    first = client.get("/feed.atom")
    kept_feeds.clear()
    assert client.get("/feed.atom")["ETag"] == first["ETag"]


def test_pages_say_where_the_feeds_are(client, clip):
    assert 'type="application/atom+xml" title="Dragoman" href="/feed.atom"' in text(client, "")
    assert 'href="/podcast.xml"' in text(client, f"clips/1/{clip.slug}")
    for page in ("sources/meridian-tv", "topics/railways", "people/lin-ruomei"):
        assert f'href="/{page}/feed.atom"' in text(client, page)


def test_feed_of_a_topic_is_named_for_it(client, clip):
    names = [feedparser.parse(text(client, f"{place}feed.atom")).feed.title for place in PLACES]
    assert names == ["Dragoman", "Dragoman: Railways", "Dragoman: Meridian TV", "Dragoman: Lin Ruomei"]
    Channel.objects.update(is_sensitive=True)
    assert client.get("/sources/meridian-tv/feed.atom").status_code == 200


def test_markup_in_a_title_stays_text(client, world):
    published(world.editor.actor, title="<b>5 & 6</b> ]]> night trains")
    for form in XML:
        read = feedparser.parse(text(client, form))
        assert read.bozo == 0
    assert json.loads(text(client, "feed.json"))["items"][0]["title"] == "<b>5 & 6</b> ]]> night trains"
