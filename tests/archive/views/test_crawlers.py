"""What programs that read the whole site are told, and that nothing unpublished stands in it."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from dragoman.archive import sitemaps
from dragoman.archive.views.crawlers import kept
from dragoman.catalogue.models import Channel
from dragoman.publications.services import withdraw_publication
from dragoman.search.services import turn_version
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db
SITEMAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "v": "http://www.google.com/schemas/sitemap-video/1.1",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.clear()


def read(client, path):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return etree.fromstring(response.content)


def texts(tree, path):
    return [one.text for one in tree.findall(path, SITEMAP)]


def test_index_leads_to_every_sitemap(client, clip, settings):
    tree = read(client, "/sitemap.xml")
    page = settings.SITE_URL
    assert texts(tree, "s:sitemap/s:loc") == [f"{page}/sitemaps/pages-0.xml", f"{page}/sitemaps/clips-0.xml"]
    assert texts(tree, "s:sitemap/s:lastmod") == [clip.updated_at.isoformat(timespec="seconds")]
    for address in texts(tree, "s:sitemap/s:loc"):
        assert len(read(client, address.removeprefix(page))) > 0


def test_clip_stands_once_for_each_language_it_can_be_read_in(client, clip, settings):
    tree = read(client, "/sitemaps/clips-0.xml")
    path = f"/clips/1/{clip.slug}"
    assert texts(tree, "s:url/s:loc") == [settings.SITE_URL + path, f"{settings.SITE_URL}/ru{path}"]
    links = {one.get("hreflang"): one.get("href") for one in tree.findall("s:url/x:link", SITEMAP)}
    assert links == {
        "en": settings.SITE_URL + path,
        "ru": f"{settings.SITE_URL}/ru{path}",
        "x-default": settings.SITE_URL + path,
    }
    assert client.get(path).status_code == 200


def test_film_is_told_as_search_engines_want_it(client, clip, settings):
    video = read(client, "/sitemaps/clips-0.xml").find("s:url/v:video", SITEMAP)
    told = {etree.QName(one).localname: one.text for one in video if etree.QName(one).localname != "tag"}
    page = settings.SITE_URL
    assert told == {
        "thumbnail_loc": f"{page}/clips/1/files/poster.jpg",
        "title": "Night trains will cross the Selva bridge again",
        "description": "Trains return.",
        "content_loc": f"{page}/clips/1/files/clip.mp4",
        "player_loc": f"{page}/embed/1",
        "duration": "20",
        "publication_date": clip.published_at.isoformat(timespec="seconds"),
        "uploader": settings.SITE_NAME,
        "live": "no",
    }
    assert texts(video, "v:tag") == ["Public works", "Railways"]


def test_pages_are_those_that_anyone_may_list(client, clip, settings):
    paths = texts(read(client, "/sitemaps/pages-0.xml"), "s:url/s:loc")
    for path in ("/ar/sources/meridian-tv", "/topics/railways", "/pt/people/lin-ruomei"):
        assert settings.SITE_URL + path in paths
    for path in paths:
        assert client.get(path.removeprefix(settings.SITE_URL)).status_code == 200
    kept.clear()
    Channel.objects.update(is_sensitive=True)
    turn_version()
    assert "meridian" not in client.get("/sitemaps/pages-0.xml").content.decode()


def test_numbers_stay_in_their_sitemap_and_none_is_too_long(client, world, settings, monkeypatch):
    monkeypatch.setattr(sitemaps, "numbers_in_one", lambda: 2)
    made = [published(world.editor.actor, title=f"Night trains {n}") for n in range(5)]
    withdraw_publication(publication=made[2], reason="Not what was aired.", actor=world.editor.actor)
    index = texts(read(client, "/sitemap.xml"), "s:sitemap/s:loc")
    names = [one.rpartition("/")[2] for one in index]
    assert [one for one in names if "clips" in one] == ["clips-0.xml", "clips-1.xml", "clips-2.xml"]
    assert [one for one in names if "pages" in one] == [f"pages-{part}.xml" for part in range(10)]
    numbers = [
        [
            int(one.split("/")[4])
            for one in texts(read(client, f"/sitemaps/clips-{block}.xml"), "s:url/s:loc")
            if "/ru/" not in one
        ]
        for block in range(3)
    ]
    assert numbers == [[1, 2], [4], [5]]
    monkeypatch.undo()
    assert sitemaps.numbers_in_one() * len(settings.LANGUAGES) <= 1000


def test_outsider_finds_no_draft_and_no_withdrawn_clip(client, clip, world):
    draft(world.editor.actor, title="What nobody may know yet")
    withdraw_publication(publication=clip, reason="Not what was aired.", actor=world.editor.actor)
    kept.clear()
    assert client.get("/sitemaps/clips-0.xml").status_code == 404
    assert texts(read(client, "/sitemap.xml"), "s:sitemap/s:lastmod") == []


@pytest.mark.parametrize("kind", ["clips", "pages"])
@pytest.mark.parametrize("block", ["7", "999999999999999999"])
def test_sitemap_that_is_not_there_is_not_found(client, clip, kind, block):
    assert client.get(f"/sitemaps/{kind}-{block}.xml").status_code == 404


def test_kept_sitemap_costs_one_question(client, clip):
    first = client.get("/sitemaps/clips-0.xml")
    with CaptureQueriesContext(connection) as queries:
        again = client.get("/sitemaps/clips-0.xml", headers={"If-None-Match": first["ETag"]})
    assert (len(queries), again.status_code) == (1, 304)


def allowed(client, name, path):
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").content.decode().splitlines())
    return rules.can_fetch(name, f"http://localhost:8000{path}")


def test_robots_are_kept_from_the_desk_and_led_to_the_sitemap(client, settings):
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text
    assert [allowed(client, "Googlebot", path) for path in ("/desk/", "/find?q=1", "/clips/1/x", "/")] == [
        False,
        False,
        True,
        True,
    ]
    assert allowed(client, "GPTBot", "/clips/1/x")


def test_those_that_gather_texts_for_models_can_be_shut_out(client, settings):
    settings.CRAWLERS = "NO-TRAINING"
    names = ("GPTBot", "CCBot", "Google-Extended", "Googlebot")
    assert [allowed(client, name, "/clips/1/x") for name in names] == [False, False, False, True]


def test_everyone_can_be_shut_out(client, settings):
    settings.CRAWLERS = "NONE"
    assert not allowed(client, "Googlebot", "/")
    assert "Sitemap" not in client.get("/robots.txt").content.decode()


def test_language_models_are_told_what_there_is(client, settings):
    response = client.get("/llms.txt")
    text = response.content.decode()
    assert text.startswith(f"# {settings.SITE_NAME}\n\n> ")
    links = [part.partition(")")[0] for part in text.split("](")[1:]]
    assert all(one.startswith(settings.SITE_URL) for one in links)
    for one in links:
        path = one.removeprefix(settings.SITE_URL)
        if "…" not in path and "checkpoint" not in path:
            assert client.get(path).status_code == 200, path
