"""What every page says of the site, once an administrator has said it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dragoman.archive.listing import lists
from dragoman.imprint.services import keep_mark, set_imprint
from dragoman.imprint.terms import Imprint
from tests.factories.clips import published
from tests.imprint.drawings import SVG


@pytest.fixture(autouse=True)
def _nothing_kept():
    """An archive without a list yet has no version that its pages could be told apart by."""
    lists.clear()
    yield
    lists.clear()


@pytest.fixture
def actor(world):
    return world.administrator.actor


def page(client, address):
    return BeautifulSoup(client.get(address).content, "lxml")


def test_pages_feeds_embeds_and_machines_use_the_new_name(client, actor):
    published(actor)
    before = {address: client.get(address).content for address in ("/", "/clips/1", "/embed/1", "/feed.atom")}
    set_imprint(said=Imprint("Meridian Watch"), seen=0, actor=actor)
    for address in (
        *before,
        "/ar/",
        "/search",
        "/oembed?url=http://localhost:8000/1",
        "/llms.txt",
        "/sitemap.xml",
    ):
        answer = client.get(address, follow=True)
        said = answer.content.decode()
        assert ("Meridian Watch" in said) == (address != "/sitemap.xml"), address
        assert "Dragoman</a>" not in said


def test_kept_page_costs_no_question_more(client, actor):
    published(actor)
    set_imprint(said=Imprint("Meridian Watch"), seen=0, actor=actor)
    client.get("/clips/1/")
    client.get("/")
    counts = []
    for address in ("/clips/1", "/"):
        client.get(address, follow=True)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(client.get(address).headers.get("Location", address))
        counts.append(len(asked))
    assert counts == [2, 2]  # each address asked twice


def test_reader_who_has_the_page_gets_the_renamed_one(client, actor):
    published(actor)
    path = client.get("/clips/1").headers["Location"]
    old = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": old}).status_code == 304
    set_imprint(said=Imprint("Meridian Watch"), seen=0, actor=actor)
    assert client.get(path, headers={"If-None-Match": old}).status_code == 200


def test_mark_colour_and_description_stand_on_the_page(client, actor):
    mark = keep_mark(data=SVG)
    wanted = Imprint(
        "Watch",
        descriptions=(("en", "We watch."), ("fr", "Nous regardons.")),
        accent="#ffcc00",
        mark=mark.name,
    )
    set_imprint(said=wanted, seen=0, actor=actor)
    soup = page(client, "/")
    assert soup.select_one(".wordmark img")["src"] == f"/imprint/{mark.name}"
    assert soup.select_one("link[rel=icon]")["href"] == f"/imprint/{mark.name}"
    assert soup.select_one("link[href$='.css'][href*=accent]")["href"] == "/imprint/accent-ffcc00.css"
    assert soup.select_one(".colophon p").get_text() == "We watch."
    assert page(client, "/fr/").select_one(".colophon p").get_text() == "Nous regardons."
    assert soup.select_one("meta[name=description]")["content"] == "We watch."
    assert b"<subtitle>We watch.</subtitle>" in client.get("/feed.atom").content
    assert client.get("/favicon.ico").headers["Location"] == f"/imprint/{mark.name}"


def test_only_the_languages_offered_are_in_menus_and_sitemap(client, actor):
    set_imprint(said=Imprint("Watch", languages=("en", "fa")), seen=0, actor=actor)
    codes = [a["hreflang"] for a in page(client, "/").select(".colophon [hreflang]")]
    assert codes == ["en", "fa"]
    assert b"/fr/" not in client.get("/sitemaps/pages-0.xml").content
    assert client.get("/fr/").status_code == 200  # an address that was given out goes on answering


def test_mark_is_served_so_that_it_can_do_nothing(client, actor):
    mark = keep_mark(data=SVG)
    response = client.get(f"/imprint/{mark.name}")
    assert (response.content, response.headers["Content-Type"]) == (bytes(mark.data), "image/svg+xml")
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    again = client.get(f"/imprint/{mark.name}", headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "name", ["mark-1.svg", "x", "%00", "accent-zz.css", "accent-FFCC00.css", "accent-%2300aa.css"]
)
def test_other_names_are_not_there(client, db, name):
    assert client.get(f"/imprint/{name}").status_code == 404


def test_accent_is_a_style_sheet_for_both_themes(client, db):
    response = client.get("/imprint/accent-0b5394.css")
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert response.content.decode().startswith("@layer tokens { :root { --accent: light-dark(#0b5394, #")
