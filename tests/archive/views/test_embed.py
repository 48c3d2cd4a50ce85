from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from dragoman.archive.views import embed as views
from dragoman.corrections.models import Recipient
from dragoman.publications.content import Cut
from dragoman.publications.services import publish_clip, reserve_number, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.translations.services import write_translation
from tests.factories.clips import draft, published

FRAMED = {"headers": {"Referer": "https://news.example/story?id=7", "Sec-Fetch-Dest": "iframe"}}


@pytest.fixture(autouse=True)
def _nothing_kept():
    views.pages.clear()
    views.note_embedder.__globals__["noted"].clear()


def page(client, query="", number=1, **more):
    return BeautifulSoup(client.get(f"/embed/{number}{query}", **more).content, "lxml")


def texts(soup, where):
    return [" ".join(one.get_text().split()) for one in soup.select(where)]


def correct(publication, world):
    write_translation(
        clip=publication.clip,
        language="en",
        texts={"2": "At first there will be two departures a day."},
        actor=world.translator.actor,
    )
    change = Change(EditionKind.CORRECTION, "The speaker counts departures.")
    publish_clip(publication=publication, actor=world.editor.actor, change=change)


def test_embed_says_what_it_is(client, clip):
    soup = page(client)
    assert texts(soup, "h1, .embed-source > *") == [
        "Night trains will cross the Selva bridge again",
        "No. 1",
        "Meridian TV (Norland)",
        "9 April 2024",
    ]
    assert "Translated from Chinese and Russian by Edda." in texts(soup, ".embed-trust")[0]
    assert soup.select_one("source")["src"] == "/clips/1/files/clip.mp4"
    assert soup.select(".embed-words, .embed-correction:not([hidden]), [style], script:not([src])") == []


def test_nothing_is_asked_of_anyone_else_and_no_cookie_is_set(client, clip):
    response = client.get("/embed/1?transcript=1")
    soup = BeautifulSoup(response.content, "lxml")
    asked = [one.get("src") or one.get("href") for one in soup.select("[src], link[href]")]
    assert [one for one in asked if not one.startswith("/")] == []
    assert (response.cookies, "Cookie" in response.headers.get("Vary", "")) == ({}, False)


def test_words_stand_beside_where_they_are_asked_for(client, clip):
    soup = page(client, "?transcript=1&lang=en")
    assert texts(soup, ".embed-cue .speech:first-child") == [
        "Night trains will run again from 1 May.",
        "At first there will be two trains a day.",
        "Not a single shift was cancelled.",
    ]
    assert [one["lang"] for one in soup.select(".embed-cue .beside")] == ["zh", "zh", "ru"]
    assert {one["target"] for one in soup.select("a:not(video a, [data-changed] a)")} == {"_blank"}


def test_a_part_has_its_own_words_and_end(client, clip):
    soup = page(client, "?transcript=1&start=7&end=0:12.5")
    assert texts(soup, ".embed-cue .speech:first-child") == ["At first there will be two trains a day."]
    assert soup.select_one("source")["src"].endswith("clip.mp4#t=7,12.5")
    assert "Part: 0:07–0:12 of 0:20" in texts(soup, ".embed-source span")


def test_part_is_found_again_where_the_clip_was_cut_anew(client, clip, world, monkeypatch):
    correct(clip, world)
    latest = views.published_or_404

    def cut_anew(number):
        found = latest(number)
        return replace(found, content=replace(found.content, cut=Cut(8_000, 25_000, 0, 0, 0)))

    monkeypatch.setattr(views, "published_or_404", cut_anew)
    played = {
        query: page(client, f"?start=7&end=12.5{query}").select_one("source")["src"].partition("#")[2]
        for query in ("&e=1", "&e=2", "", "&e=x", "&e=99")
    }
    assert played == {
        "&e=1": "t=4,9.5",
        "&e=2": "t=7,12.5",
        "": "t=7,12.5",
        "&e=x": "t=7,12.5",
        "&e=99": "t=7,12.5",
    }
    assert page(client, "?start=1&end=2&e=1").select_one("source")["src"].endswith("clip.mp4")


def test_language_chooses_words_and_interface(client, clip):
    arabic, chinese = page(client, "?lang=ar&transcript=1"), page(client, "?lang=zh&transcript=1")
    assert (arabic.html["lang"], arabic.html["dir"]) == ("ar", "rtl")
    assert (chinese.html["lang"], chinese.select_one(".speech")["lang"]) == ("zh-hans", "zh")
    assert client.get("/embed/1?lang=ar").headers["Content-Language"] == "ar"


@pytest.mark.parametrize("query", ["?theme=<b>", "?start=x&end=-1", "?lang=%00&theme=purple", "?end=0"])
def test_what_cannot_be_read_is_as_good_as_not_there(client, clip, query):
    assert page(client, query).html.attrs == {"lang": "en", "dir": "ltr"}


@given(
    start=st.text(max_size=12),
    end=st.text(max_size=12),
    lang=st.text(max_size=40),
    edition=st.text(max_size=9),
)
def test_no_query_breaks_it(start, end, lang, edition):
    asked = views.embed_asked(
        RequestFactory().get("/embed/1", {"start": start, "end": end, "lang": lang, "e": edition}), 1
    )
    assert asked.end_ms is None or asked.end_ms > (asked.start_ms or 0)
    assert 0 <= asked.edition < 10**6


def test_theme_is_the_pages_own(client, clip):
    assert page(client, "?theme=dark").html["data-theme"] == "dark"


def test_correction_shows_wherever_the_clip_is_embedded(client, clip, world):
    before = client.get("/embed/1?transcript=1")
    correct(clip, world)
    after = client.get("/embed/1?transcript=1", headers={"If-None-Match": before.headers["ETag"]})
    soup = BeautifulSoup(after.content, "lxml")
    banner = soup.select_one(".embed-correction:not([hidden])")
    assert after.status_code == 200
    assert "The speaker counts departures." in banner.text
    assert banner.a["href"].endswith("#correction-2")
    assert [one.find_parent("li")["id"] for one in soup.select(".dagger")] == ["s2"]
    assert "two departures" in soup.select_one("#s2").text


def test_same_page_is_not_sent_twice(client, clip):
    first = client.get("/embed/1")
    again = client.get("/embed/1", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.headers["Content-Security-Policy"]) == (
        304,
        first.headers["Content-Security-Policy"],
    )


@pytest.mark.parametrize(
    ("allowed", "said"),
    [
        (("anyone",), "frame-ancestors *"),
        (("nobody",), "frame-ancestors 'none'"),
        (("https://news.example",), "frame-ancestors 'self' https://news.example"),
    ],
)
def test_policy_says_who_may_hold_it(client, clip, settings, allowed, said):
    settings.EMBEDDERS = allowed
    for number, status in ((1, 200), (99, 404)):
        response = client.get(f"/embed/{number}")
        policy = [one.strip() for one in response.headers["Content-Security-Policy"].split(";")]
        assert (response.status_code, said in policy, "X-Frame-Options" in response.headers) == (
            status,
            True,
            False,
        )


def test_no_other_page_may_be_framed(client, clip):
    for address in ("/", "/1", "/clips/1/s1", "/accounts/login/"):
        response = client.get(address, follow=True)
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Frame-Options"] == "DENY"


def test_withdrawn_clip_leaves_its_reason(client, clip, world):
    kept = published(world.editor.actor, title="Kept")
    withdraw_publication(
        publication=clip, reason="Made <b>twice</b>.", actor=world.editor.actor, survivor=kept
    )
    response = client.get("/embed/1")
    soup = BeautifulSoup(response.content, "lxml")
    assert (response.status_code, soup.h1.text) == (410, "This clip was withdrawn")
    assert ("Made <b>twice</b>." in soup.text, "Night trains" in soup.text) == (True, False)
    assert soup.select_one(".embed-trust a")["href"] == "/clips/2/kept"


def test_drafts_and_reserved_numbers_are_like_numbers_never_given(client, world):
    reserve_number(publication=draft(world.editor.actor, title="Secret"), actor=world.editor.actor)
    reserved, never = client.get("/embed/1"), client.get("/embed/2")
    assert (reserved.status_code, never.status_code) == (404, 404)
    assert reserved.content == never.content.replace(b"number 2", b"number 1").replace(b"No. 2", b"No. 1")


def test_site_is_known_and_its_reader_is_not(client, clip, world):
    client.get("/embed/1", **FRAMED)
    client.get("/embed/1?transcript=1", **FRAMED)
    client.get("/embed/1", headers={"Referer": "http://localhost:8000/1"})
    client.get("/embed/1", headers={"Referer": "https://mail.example/", "Sec-Fetch-Dest": "document"})
    client.head("/embed/1", headers={"Referer": "https://head.example/"})
    correct(clip, world)
    client.get("/embed/1", **FRAMED)
    known = (
        Recipient.objects.filter(kind="embed").order_by("edition").values_list("whom", "number", "edition")
    )
    assert list(known) == [("news.example", 1, 1), ("news.example", 1, 2)]


def test_kept_page_costs_one_query(client, clip):
    client.get("/embed/1?transcript=1")
    with CaptureQueriesContext(connection) as asked:
        client.get("/embed/1?transcript=1")
    assert len(asked) == 1
