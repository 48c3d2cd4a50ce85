from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dragoman.catalogue.models import Channel
from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.search.index import keeping
from dragoman.translations.services import write_translation
from tests.factories.clips import draft, published

CLIP = "/clips/1/night-trains-will-cross-the-selva-bridge-again"


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    settings.DATA_DIR = tmp_path


def page(client, **query):
    return client.get("/search", query).content.decode()


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_a_passage_with_its_second_and_the_words_marked(client, clip):
    html = page(client, q="two trains")
    assert html.count('<li class="passage') == 2
    assert f'<a class="time" href="{CLIP}#s2">0:07</a>' in html
    assert "At first there will be <mark>two</mark> <mark>trains</mark> a day." in html
    assert "首批列车每天两班。" in html
    assert 'data-play="/clips/1/files/clip.mp4" data-from="7"' in html
    assert "1 clip, newest first" in plain(html)


def test_in_the_original_and_the_readers_language(client, clip):
    response = client.get("/ar/search", {"q": "列车"})
    html = response.content.decode()
    assert html.count("<mark>列车</mark>") == 2
    assert "مقطع واحد" in html
    assert response.headers["X-Robots-Tag"] == "noindex, follow"


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("1", CLIP),
        ("#1", CLIP),
        (" ١ ", CLIP),
        ("DRG 1 s2", f"{CLIP}#s2"),
    ],
)
def test_a_number_goes_to_its_clip(client, clip, asked, leads_to):
    response = client.get("/search", {"q": asked})
    assert (response.status_code, response.headers["Location"]) == (302, leads_to)


def test_a_number_without_a_clip_is_a_word(client, clip):
    assert client.get("/search", {"q": "9"}).status_code == 200


def test_the_former_address_leads_here(client, clip):
    assert client.get("/ar/find", {"q": "x  y"}).headers["Location"] == "/ar/search?q=x+y"
    assert client.get("/find").headers["Location"] == "/search"


def test_one_address_for_one_search(client, clip):
    html = page(
        client,
        sort="best",
        nonsense="1",
        source="meridian-tv",
        q=" night  trains ",
        topic="railways",
        year="",
    )
    address = "/search?q=night+trains&amp;topic=railways&amp;source=meridian-tv&amp;sort=best"
    assert re.search(r'<link rel="canonical" href="[^"/]*//[^"/]*(/[^"]*)"', html)[1] == address


def test_facets_narrow_and_let_go(client, clip):
    html = page(client, q="trains", topic="railways")
    assert '<a href="?q=trains" aria-current="true"><span dir="auto">Railways</span>' in html
    assert '<a href="?q=trains&amp;topic=public-works">' in html
    assert '<input type="hidden" name="topic" value="railways">' in html
    assert page(client, q="trains", topic="weather").count('<li class="passage') == 0


def test_a_speaker_is_asked_for_their_own_words(client, clip):
    assert "No clip" not in page(client, q="shift", speaker="vera-sokolskaya")
    assert page(client, q="shift", speaker="vera-sokolskaya").count('<li class="passage') == 1
    assert page(client, q="shift", speaker="lin-ruomei").count('<li class="passage') == 0


def test_what_was_not_understood_is_said(client, clip):
    assert "A quotation mark is not closed" in page(client, q='"night trains')
    assert "Nothing here goes by the name “nobody”." in page(client, q="trains speaker:nobody")


def test_nothing_found_offers_what_was_meant(client, clip):
    html = page(client, q="nigth")
    assert '<a href="?q=night"><bdi>night</bdi></a>' in html
    assert "Nobody says this" in html


def test_nothing_asked_shows_the_ways_to_ask(client, db):
    html = page(client)
    assert "Ways to ask" in html
    assert "noindex" not in html


def test_a_sensitive_source_is_offered_to_nobody(client, clip):
    Channel.objects.update(is_sensitive=True)
    assert "source=meridian-tv" not in page(client, q="trains")
    assert page(client, q="trains").count('<li class="passage') == 2


def test_an_outsider_finds_only_what_is_published(client, world, clip):
    """Neither among the answers nor in counts, facets, other names or what was meant."""
    draft(world.editor.actor, title="Secretword drafted")
    gone = published(world.editor.actor, title="Goneword published")
    write_translation(
        clip=clip.clip,
        language="en",
        texts={"2": "At first there will be some."},
        actor=world.translator.actor,
    )
    assert page(client, q="goneword").count('<li class="passage') == 1
    withdraw_publication(publication=gone, reason="By mistake.", actor=world.editor.actor)
    publish_clip(
        publication=clip, actor=world.editor.actor, change=Change(EditionKind.REDACTION, "A name goes.")
    )
    for question in ("secretword", "secretwrod", "goneword", "gonewrod", '"two trains"', "secret*", "gone*"):
        html = page(client, q=question)
        assert html.count('<li class="passage') == 0
        assert "<bdi>" not in html.split("</form>")[1].split("</main>")[0], question
    assert "1 clip, newest first" in plain(page(client, q="trains"))


def test_words_are_no_markup(client, clip):
    html = page(client, q="<script>alert(1)</script> trains", topic='"><b>')
    assert "<script>alert" not in html and '"><b>' not in html


def test_while_the_index_is_built(client, clip, monkeypatch):
    monkeypatch.setattr(keeping, "_AT_ONCE", 0)
    response = client.get("/search", {"q": "trains"})
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    assert "being built" in response.content.decode()


def test_questions_to_the_database_do_not_grow(client, world, clip):
    """On PostgreSQL those to the index are among them."""

    def asked(passages):
        page(client, q="trains")
        with CaptureQueriesContext(connection) as queries:
            assert page(client, q="trains").count('<li class="passage') == passages
        return len(queries)

    once = asked(2)
    for _ in range(4):
        published(world.editor.actor)
    assert asked(10) == once
    assert once == 4 or connection.vendor == "postgresql"


def test_the_same_page_is_not_sent_twice(client, clip):
    tag = client.get("/search", {"q": "trains"}).headers["ETag"]
    assert client.get("/search", {"q": "trains"}, headers={"If-None-Match": tag}).status_code == 304
