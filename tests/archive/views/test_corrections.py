from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from dragoman.archive.views import corrections as views
from dragoman.publications.models import Publication
from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.translations.services import write_translation
from tests.factories.clips import published

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def corrected(world):
    publication = published(world.editor.actor)
    texts = {"1": "Night trains will run again from 1 June."}
    write_translation(clip=publication.clip, language="en", texts=texts, actor=world.translator.actor)
    change = Change(EditionKind.CORRECTION, "June, not May.")
    publish_clip(publication=publication, actor=world.editor.actor, change=change)
    return publication


def test_nothing_corrected_is_said_in_words(client, world):
    published(world.editor.actor)
    page = BeautifulSoup(client.get("/corrections").content, "lxml")
    assert "Nothing has had to be corrected yet" in page.select_one(".empty").text


def test_old_words_are_struck_beside_the_new(client, corrected):
    page = BeautifulSoup(client.get("/corrections").content, "lxml")
    item = page.select_one(".correction")
    assert [one.text for one in item.select("del, ins")] == ["May", "June"]
    assert item.select("a")[1]["href"].endswith("#correction-2")


def test_withdrawal_is_among_them(client, corrected, world):
    withdraw_publication(publication=corrected, reason="Not what was aired.", actor=world.editor.actor)
    text = BeautifulSoup(client.get("/corrections").content, "lxml").select_one(".correction").text
    assert ("Not what was aired." in text, "June" in text) == (True, False)


def test_atom_feed_has_what_the_standard_asks(client, corrected):
    response = client.get("/corrections.atom")
    feed = etree.fromstring(response.content)
    [entry] = feed.findall("a:entry", ATOM)
    for one in (feed, entry):
        assert all(one.find(f"a:{name}", ATOM).text for name in ("id", "title", "updated"))
    assert feed.find("a:author/a:name", ATOM).text
    assert {link.get("rel") for link in feed.findall("a:link", ATOM)} == {"alternate", "self"}
    summary = entry.find("a:summary", ATOM)
    said = BeautifulSoup(summary.text, "lxml")
    assert (summary.get("type"), [one.text for one in said.select("del, ins")]) == ("html", ["May", "June"])
    again = client.get("/corrections.atom", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, response["Content-Type"]) == (304, "application/atom+xml; charset=utf-8")


def test_json_feed_names_number_edition_and_sentences(client, corrected):
    feed = json.loads(client.get(f"/clips/{corrected.number}/corrections.json").content)
    assert (feed["version"], feed["items"][0]["_correction"]) == (
        "https://jsonfeed.org/version/1.1",
        {
            "number": corrected.number,
            "edition": 2,
            "kind": "correction",
            "note": "June, not May.",
            "sentences": ["1"],
        },
    )
    assert client.get("/clips/999/corrections.json").status_code == 404


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("2001-01-01", 200),
        ("2026-05-01T00:00:00+00:00,3,1", 200),
        ("nonsense", 404),
        ("2001-01-01,x,1", 404),
        ("2001-01-01,1", 404),
        (f"2001-01-01,{9**40},1", 200),
        ("17", 404),
    ],
)
def test_page_before_a_moment(client, corrected, asked, status):
    assert client.get("/corrections", {"before": asked}).status_code == status


def test_other_languages_have_the_same_page(client, corrected):
    page = BeautifulSoup(client.get("/ar/corrections").content, "lxml")
    assert page.html["dir"] == "rtl"
    assert {"/corrections", "/pt/corrections"} <= {one["href"] for one in page.select("a[hreflang]")}


def test_empty_feed_is_the_same_each_time(client, world):
    first = client.get("/corrections.atom")
    assert etree.fromstring(first.content).find("a:updated", ATOM).text == "1970-01-01T00:00:00+00:00"
    assert client.get("/corrections.atom")["ETag"] == first["ETag"]


def test_words_are_words_in_every_feed(client, corrected, world):
    reason = "<script>alert(1)</script> & \x85 so on"
    withdraw_publication(publication=corrected, reason=reason, actor=world.editor.actor)
    entry = etree.fromstring(client.get("/corrections.atom").content).find("a:entry", ATOM)
    [item] = json.loads(client.get("/corrections.json").content)["items"]
    assert "<script>" in item["content_text"]
    for markup in (entry.find("a:summary", ATOM).text, item["content_html"]):
        said = BeautifulSoup(markup, "lxml")
        assert (said.select("script"), "<script>alert(1)</script>" in said.text) == ([], True)


def test_redacted_words_are_in_no_list(client, world):
    publication = published(world.editor.actor)
    texts = {"1": "Night trains will run again from 1 June."}
    write_translation(clip=publication.clip, language="en", texts=texts, actor=world.translator.actor)
    change = Change(EditionKind.REDACTION, "Somebody was named.")
    publish_clip(publication=publication, actor=world.editor.actor, change=change)
    for path in ("/corrections", "/corrections.atom", "/corrections.json", "/clips/1/corrections.atom"):
        body = client.get(path).content.decode()
        assert ("1 May" in body, "Somebody was named." in body) == (False, True)


def test_one_kind_at_a_time(client, corrected):
    def kinds(asked):
        page = BeautifulSoup(client.get("/corrections", {"kind": asked}).content, "lxml")
        return len(page.select(".correction")), page.select_one(".chosen [aria-current]").text

    assert [kinds("correction"), kinds("withdrawal"), kinds("")] == [
        (1, "Correction"),
        (0, "Withdrawal"),
        (1, "All"),
    ]
    assert client.get("/corrections", {"kind": "rumour"}).status_code == 404


def test_older_ones_are_reached_page_by_page(client, world, monkeypatch):
    monkeypatch.setattr(views, "_PAGE", 2)
    for _ in range(5):
        publication = published(world.editor.actor)
        withdraw_publication(publication=publication, reason="Twice.", actor=world.editor.actor)
    # All in one second, as when many are put right at once.
    Publication.objects.update(withdrawn_at=datetime(2026, 5, 1, tzinfo=UTC))
    seen, address = [], "/corrections?kind=withdrawal"
    while address:
        page = BeautifulSoup(client.get(address).content, "lxml")
        seen += [one.text for one in page.select(".correction .number")]
        older = page.select_one(".pager a")
        address = f"/corrections{older['href']}" if older else ""
    assert seen == [f"No. {number}" for number in (5, 4, 3, 2, 1)]


@pytest.mark.parametrize("path", ["/corrections", "/corrections.atom", "/corrections.json"])
def test_lists_cost_the_same_for_few_and_many(client, world, path, django_assert_max_num_queries):
    for _ in range(4):
        publication = published(world.editor.actor)
        texts = {"1": "Night trains will run again from 1 June."}
        write_translation(clip=publication.clip, language="en", texts=texts, actor=world.translator.actor)
        change = Change(EditionKind.CORRECTION, "June, not May.")
        publish_clip(publication=publication, actor=world.editor.actor, change=change)
    with django_assert_max_num_queries(3):
        first = client.get(path)
    with django_assert_max_num_queries(1):
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
