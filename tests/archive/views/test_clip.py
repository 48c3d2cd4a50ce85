from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dragoman.publications.models import Publication
from dragoman.publications.services import publish_clip, reserve_number, withdraw_publication
from dragoman.publications.terms import Change
from dragoman.reviews.services import check_clip, let_everything_pass
from dragoman.search.facets import facets
from dragoman.transcripts.services import CueText, write_transcript
from dragoman.translations.services import write_translation
from tests.factories.clips import draft, published

HOME = "/clips/1/night-trains-will-cross-the-selva-bridge-again"


def test_page_is_at_its_own_address(client, clip):
    response = client.get(HOME)
    soup = BeautifulSoup(response.content, "lxml")
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "public, no-cache")
    assert soup.h1.get_text() == "Night trains will cross the Selva bridge again"
    assert len(soup.select(".cue")) == 3


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/clips/1", HOME),
        ("/clips/1/wrong", HOME),
        ("/clips/0001/wrong?t=61", f"{HOME}?t=61"),
        ("/clips/01/night-trains-will-cross-the-selva-bridge-again", HOME),
        ("/ar/clips/1", f"/ar{HOME}"),
        ("/pt/clips/1/%D9%82%D8%B7%D8%A7%D8%B1", f"/pt{HOME}"),
        ("/1", HOME),
        ("/0001", HOME),
        ("/c/1", HOME),
        ("/1?t=3", f"{HOME}?t=3"),
        (f"{HOME}?in=xx", HOME),
    ],
)
def test_every_other_address_leads_there_in_one_hop(client, clip, address, leads_to):
    response = client.get(address)
    assert (response.status_code, response.headers["Location"]) == (301, leads_to)
    assert client.get(leads_to).status_code == 200


def test_title_in_another_script_is_an_address(client, world):
    publication = published(world.editor.actor, title="القطارات الليلية تعود")
    address = f"/clips/1/{publication.slug}"
    assert client.get("/1").headers["Location"] in (address, client.get(address).wsgi_request.get_full_path())
    assert client.get(address).status_code == 200


def test_unknown_numbers_and_drafts_are_not_found(client, world):
    draft(world.editor.actor)
    reserve_number(publication=draft(world.editor.actor), actor=world.editor.actor)
    for address in (
        "/clips/1",
        "/1",
        "/clips/1/x",
        "/clips/9",
        "/9",
        "/clips/999999999999999999",
        "/clips/0",
    ):
        assert client.get(address).status_code == 404, address


def test_withdrawn_clip_leaves_its_number_and_the_reason(client, clip, world):
    withdraw_publication(publication=clip, reason="Same <b>recording</b> as 7.", actor=world.editor.actor)
    for address in (HOME, "/clips/1", "/1", "/ar/clips/1", "/clips/1/editions/1", "/clips/1/transcript.txt"):
        response = client.get(address)
        assert (response.status_code, b"Same &lt;b&gt;recording" in response.content) == (410, True), address
        assert b"Selva" not in response.content


def test_unchanged_page_costs_one_question_and_no_bytes(client, clip, django_assert_num_queries):
    etag = client.get(HOME).headers["ETag"]
    with django_assert_num_queries(1):
        response = client.get(HOME, headers={"if-none-match": etag})
    assert (response.status_code, response.content) == (304, b"")
    with django_assert_num_queries(1):
        assert client.get(HOME).status_code == 200


def test_page_made_anew_costs_few_questions_however_long_the_clip(client, world):
    short = published(world.editor.actor)
    long = draft(world.editor.actor)
    rows = [
        CueText(text=f"第{n}句。", in_ms=n * 60, out_ms=n * 60 + 50, language="zh", speaker="Lin Ruomei")
        for n in range(300)
    ]
    write_transcript(clip=long.clip, rows=rows, actor=world.editor.actor)
    labels = {str(n): f"Sentence {n}." for n in range(4, 304)}
    write_translation(clip=long.clip, language="en", texts=labels, actor=world.editor.actor)
    check_clip(clip=long.clip, actor=world.editor.actor)
    let_everything_pass(clip=long.clip, reason="Made up, and long.", actor=world.editor.actor)
    long = publish_clip(publication=long, actor=world.editor.actor)
    asked = {}
    facets()  # kept for each version of the lists
    for publication in (short, long):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            response = client.get(f"/clips/{publication.number}/{publication.slug}")
        asked[publication.number] = (response.status_code, len(captured))
    assert asked[1] == asked[2]
    assert asked[1][0] == 200
    assert asked[1][1] <= 12


def test_new_edition_changes_the_page_at_once_and_the_old_one_stays(client, clip, world):
    before = client.get(HOME)
    Publication.objects.filter(pk=clip.pk)  # the clip itself is changed below
    clip.clip.summary = "Trains return in June."
    clip.clip.save(update_fields=["summary"])
    change = Change(kind="correction", public_note="June, not May.")
    publish_clip(publication=clip, actor=world.editor.actor, change=change)
    after = client.get(HOME, headers={"if-none-match": before.headers["ETag"]})
    assert (after.status_code, b"Trains return in June." in after.content) == (200, True)
    old = client.get("/clips/1/editions/1")
    assert (old.status_code, b"Trains return in June." in old.content) == (200, False)
    assert b"You are reading edition 1" in old.content
    assert client.get("/clips/1/editions/2").headers["Location"] == HOME
    assert client.get("/clips/1/editions/3").status_code == 404
    assert client.get("/clips/1/editions/0").status_code == 404


def test_moment_in_the_address_is_marked(client, clip):
    soup = BeautifulSoup(client.get(f"{HOME}?t=0:08").content, "lxml")
    assert [cue["id"] for cue in soup.select(".cue.is-playing")] == ["s2"]
    for nonsense in ("x", "-5", "1:99", "9" * 40, "NaN"):
        response = client.get(HOME, {"t": nonsense})
        assert (response.status_code, b"is-playing" in response.content) == (200, False)


def test_page_is_the_same_for_people_of_the_desk(client, clip, world):
    outside = client.get(HOME)
    client.force_login(world.editor, backend="django.contrib.auth.backends.ModelBackend")
    inside = client.get(HOME)
    assert inside.content == outside.content


def test_only_reading_is_allowed(client, clip):
    assert [client.post(address).status_code for address in (HOME, "/1", "/", "/clips/1/transcript.txt")] == [
        405
    ] * 4


def test_head_answers_like_get(client, clip):
    response = client.head(HOME)
    assert (response.status_code, response.content) == (200, b"")


def test_moment_of_an_earlier_edition_is_led_to_where_it_is_now(client, clip, world, monkeypatch):
    from dataclasses import replace

    from dragoman.archive.views import clip as views
    from dragoman.publications.content import Cut

    latest = views.selectors.latest_content
    publish_clip(publication=clip, actor=world.editor.actor, change=Change("correction", "Cut anew."))

    def cut_anew(number):
        return replace(latest(number), cut=Cut(8_000, 25_000, 0, 0, 0))

    monkeypatch.setattr(views.selectors, "latest_content", cut_anew)
    moved = {
        query: client.get(f"{HOME}{query}")
        for query in ("?t=7&e=1", "?t=1&e=1", "?t=7&e=2", "?t=7", "?t=7&e=x")
    }
    assert {
        query: (answer.status_code, answer.headers.get("Location")) for query, answer in moved.items()
    } == {
        "?t=7&e=1": (302, "/clips/1?t=4&e=2"),
        "?t=1&e=1": (302, "/clips/1?t=0&e=2&left-out=0%3A01"),
        "?t=7&e=2": (200, None),
        "?t=7": (200, None),
        "?t=7&e=x": (200, None),
    }
    told = client.get("/clips/1?t=0&e=2&left-out=0%3A01", follow=True).content.decode()
    assert "0:01 of an earlier edition" in told
