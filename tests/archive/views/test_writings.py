"""Pages of the site itself, as anybody gets them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from dragoman.archive.listing import lists
from dragoman.writings.services import delete_page, publish_text, save_text, unpublish_text
from dragoman.writings.terms import HOUSE_PAGES, Typed
from tests.factories.clips import published
from tests.writings.pages import begun, text_of, written


@pytest.fixture(autouse=True)
def _nothing_kept():
    """An archive without a list yet has no version that its pages could be told apart by."""
    lists.clear()
    yield
    lists.clear()


@pytest.fixture
def actor(world):
    return world.editor.actor


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return BeautifulSoup(response.content, "lxml")


def links(soup, rel):
    found = soup.select(f"link[rel={rel}]")
    return [(one.get("hreflang"), one["href"]) for one in found if one.get("hreflang") or rel == "canonical"]


@pytest.mark.parametrize("slug", HOUSE_PAGES)
def test_every_installation_has_its_first_pages(client, db, slug):
    soup = page(client, f"/{slug}")
    assert len(soup.select("h1")) == 1
    assert soup.select(".written h2") != []
    assert "{" not in soup.select_one("main").get_text()
    assert soup.select_one("meta[name=description]")["content"] != ""


@pytest.mark.parametrize("language", ["ar", "es", "fa", "fr", "he", "ko", "pt", "ru", "zh-hans"])
def test_what_we_are_and_how_we_work_is_said_in_every_language(client, db, language):
    for slug in ("about", "how-we-work"):
        soup = page(client, f"/{language}/{slug}")
        assert soup.select(".written-told") == []
        internal = [
            a["href"] for a in soup.select(".written a") if a["href"].startswith("/") and a["href"] != "/"
        ]
        assert all(href.startswith(f"/{language}/") for href in internal)
        assert [client.get(href).status_code for href in internal] == [200] * len(internal)


def test_foot_of_every_page_leads_to_them_in_the_readers_language(client, db):
    found = [(a.get_text(), a["href"]) for a in page(client, "/fr/clips").select(".foot-links a")]
    assert found[:2] == [("À propos", "/fr/about"), ("Comment nous travaillons", "/fr/how-we-work")]
    assert len(found) == len(HOUSE_PAGES)


def test_page_in_another_language_says_so_and_is_no_page_of_its_own(client, db):
    soup = page(client, "/ar/privacy")
    assert soup.select_one(".written-told") is not None
    assert (soup.select_one(".written")["lang"], soup.select_one(".written")["dir"]) == ("en", "ltr")
    assert links(soup, "canonical") == [(None, "http://localhost:8000/privacy")]
    assert links(soup, "alternate") == [("en", "http://localhost:8000/privacy")]


def test_desks_own_text_takes_the_place_of_ours(client, actor):
    written("about", "en", "About us", "We are *we*.", actor)
    soup = page(client, "/about")
    assert (soup.h1.get_text(), soup.select_one(".written > p").get_text()) == ("About us", "We are we.")
    assert page(client, "/ar/about").select_one(".written-told") is not None
    assert page(client, "/").select_one(".foot-links a").get_text() == "About us"
    unpublish_text(text=text_of("about", "en"), actor=actor)
    assert page(client, "/about").h1.get_text() == "About Dragoman"


def test_draft_shows_nowhere(client, actor):
    begun("open-letters", "en", "Zyzzyva", "Secret words", actor)
    assert client.get("/pages/open-letters").status_code == 404
    text = text_of("about", "en")
    assert text is None
    for address in ("/", "/about", "/sitemaps/pages-0.xml", "/llms.txt", "/search?q=Zyzzyva"):
        assert b"Secret words" not in client.get(address).content
        assert b"open-letters" not in client.get(address).content


def test_page_stands_at_its_address_in_each_language(client, actor):
    written("open-letters", "en", "Letters", "Words.", actor)
    written("open-letters", "he", "מכתבים", "מילים.", actor)
    soup = page(client, "/he/pages/open-letters")
    assert (soup.html["dir"], soup.h1.get_text()) == ("rtl", "מכתבים")
    assert [code for code, _ in links(soup, "alternate")] == ["en", "he"]
    assert b"/he/pages/open-letters" in client.get("/sitemaps/pages-0.xml").content
    assert b"/fr/pages/open-letters" not in client.get("/sitemaps/pages-0.xml").content
    for other in ("/pages/open-letters/", "/he/pages/open-letters/", "/pages/about", "/about/"):
        assert client.get(other).status_code == 301


def test_page_that_was_taken_out_says_so_for_good(client, actor):
    made = written("open-letters", "en", "Letters", "Words.", actor)
    delete_page(page=made.page_text.page, actor=actor)
    assert page(client, "/pages/open-letters", 410).h1.get_text() == "This page was taken out"
    assert client.get("/sitemaps/pages-0.xml").content.count(b"open-letters") == 0
    assert "Letters" not in page(client, "/").select_one(".foot-links").get_text()


def test_new_version_is_another_page_to_a_reader_who_has_the_old_one(client, actor):
    written("open-letters", "en", "Letters", "Words.", actor)
    tag = client.get("/pages/open-letters").headers["ETag"]
    assert client.get("/pages/open-letters", headers={"If-None-Match": tag}).status_code == 304
    text = text_of("open-letters", "en")
    text = save_text(text=text, typed=Typed("Letters", "", "Others."), seen=text.revision, actor=actor)
    assert client.get("/pages/open-letters", headers={"If-None-Match": tag}).status_code == 304
    publish_text(text=text, seen=text.revision, actor=actor)
    assert client.get("/pages/open-letters", headers={"If-None-Match": tag}).status_code == 200


def test_quoted_clip_lives_with_the_archive(client, actor):
    from dragoman.publications.services import withdraw_publication

    clip = published(actor)
    written("open-letters", "en", "Letters", "{clip:1}\n\nAnd {sentence:1#s1}.", actor)
    soup = page(client, "/pages/open-letters")
    assert soup.select_one(".named-title").get_text() == "Night trains will cross the Selva bridge again"
    assert soup.select_one(".written q").get_text() == "Night trains will run again from 1 May."
    withdraw_publication(publication=clip, reason="Twice.", actor=actor)
    said = page(client, "/pages/open-letters").select_one(".written").get_text(" ")
    assert ("This clip was withdrawn." in said, "Twice." in said, "Night trains" in said) == (
        True,
        True,
        False,
    )


def test_strange_names_are_not_found(client, db):
    for name in ("%00", "x" * 300, "..%2f", "-1"):
        assert client.get(f"/pages/{name}").status_code in {301, 404}
