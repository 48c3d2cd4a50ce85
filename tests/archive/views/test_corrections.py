from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from lxml import etree

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
    assert "“Night trains will run again from 1 May.” → “Night trains will run again from 1 June.”" in (
        entry.find("a:summary", ATOM).text
    )
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
    assert json.loads(client.get("/clips/999/corrections.json").content)["items"] == []


@pytest.mark.parametrize("asked", ["2001-01-01", "nonsense"])
def test_page_before_a_moment(client, corrected, asked):
    response = client.get("/corrections", {"before": asked})
    assert response.status_code == (404 if asked == "nonsense" else 200)
