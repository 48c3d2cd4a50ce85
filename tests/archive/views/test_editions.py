from __future__ import annotations

import hashlib
import json

import pytest
from bs4 import BeautifulSoup

from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.reviews.services import check_clip, let_everything_pass
from dragoman.translations.dividing import SplitAt
from dragoman.translations.sentences import remove_cue, split_cue
from dragoman.translations.services import write_translation
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db


def correct(publication, world, text="Night trains will run again from 1 June.", label="1"):
    write_translation(clip=publication.clip, language="en", texts={label: text}, actor=world.translator.actor)
    publish_clip(
        publication=publication,
        actor=world.editor.actor,
        change=Change(EditionKind.CORRECTION, "June, not May."),
    )


@pytest.fixture
def corrected(world):
    publication = published(world.editor.actor)
    correct(publication, world)
    return publication


def soup_of(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return BeautifulSoup(response.content, "lxml")


def test_header_as_served_has_the_edition_as_its_digest(client, corrected):
    body = client.get("/clips/1/editions/1.json")
    assert (hashlib.sha256(body.content).hexdigest(), body["Content-Type"]) == (
        corrected.editions.first().digest,
        "application/json",
    )
    lines = client.get("/clips/1/editions/1.lines.jsonl").content
    assert len(lines.splitlines()) == json.loads(body.content)["lines"]["count"]


def test_changes_strike_the_old_words_and_underline_the_new(client, corrected):
    soup = soup_of(client, "/clips/1/editions/2/changes")
    section = soup.select_one("#s1")
    assert (section.select_one("del").text.strip(), section.select_one("ins").text.strip()) == (
        "May",
        "June",
    )
    assert soup.select_one("#s2") is None


def test_changes_of_the_first_edition_are_not_found(client, corrected):
    assert [
        client.get(f"/clips/1/editions/{path}").status_code for path in ("1/changes", "2/changes?since=2")
    ] == [
        404,
        404,
    ]


def test_as_of_leads_to_the_edition_that_stood_then(client, corrected):
    first = corrected.editions.first()
    asked = {"1": 1, "2": 2, "2100-01-01": 2, first.published_at.strftime("%Y-%m-%dT%H:%M:%SZ"): None}
    for moment, ordinal in asked.items():
        response = client.get("/clips/1", {"as-of": moment})
        if ordinal:
            assert (response.status_code, response["Location"]) == (302, f"/clips/1/editions/{ordinal}")


def test_before_it_was_published_there_was_nothing(client, corrected):
    assert [
        client.get("/clips/1", {"as-of": moment}).status_code
        for moment in ("2001-01-01", "gestern", "ledger-1")
    ] == [
        404,
        404,
        404,
    ]


def test_page_tells_of_the_correction_where_the_sentence_stands(client, corrected):
    soup = soup_of(client, corrected_path(client))
    assert soup.select_one(".trust .badge--caution").text == "† 1 correction"
    assert soup.select_one("#s1 .dagger")["href"] == "#correction-2"
    assert [one.text.strip() for one in soup.select("#correction-2 del, #correction-2 ins")] == [
        "May",
        "June",
    ]
    assert soup.select_one("#s2 .dagger") is None


def corrected_path(client):
    return client.get("/1")["Location"]


def test_sentence_page_tells_the_whole_chain(client, corrected):
    soup = soup_of(client, "/clips/1/s1")
    titles = [step.text for step in soup.select(".chain b")]
    assert titles == [
        "Broadcast",
        "Recorded",
        "Heard",
        "Speaker",
        "Written down in Chinese",
        "Translated into English",
        "Let pass",
        "Edition 2 published",
        "Written in the ledger",
    ]
    assert [one.text.strip() for one in soup.select(".correction ins")] == ["June"]
    assert soup.select_one("a[rel=next]")["href"] == "/clips/1/s2"


def test_label_that_was_split_leads_to_its_parts_and_one_taken_out_says_so(client, world):
    publication = published(world.editor.actor)
    clip = publication.clip
    parts = split_cue(clip=clip, label="1", at=SplitAt(offset=4), actor=world.translator.actor)
    remove_cue(clip=clip, label="2", reason="Said by nobody.", actor=world.translator.actor)
    check_clip(clip=clip, actor=world.editor.actor)
    let_everything_pass(clip=clip, reason="An example that nobody reviewed.", actor=world.editor.actor)
    correct(publication, world, text="Not one shift was cancelled.", label="3")
    soup = soup_of(client, "/clips/1/s1")
    ways = [link["href"] for link in soup.select(".plaque a.button")][:2]
    assert ways == [f"/clips/1/s{one}" for one in parts]
    assert "Said by nobody." in soup_of(client, "/clips/1/s2", 410).text
    page = soup_of(client, corrected_path(client))
    assert [page.select_one(f"#{one}") is not None for one in ("s1", "s2")] == [True, True]


def test_label_that_readers_never_saw_is_nobody_s_business(client, world):
    publication = draft(world.editor.actor)
    remove_cue(clip=publication.clip, label="2", actor=world.translator.actor)
    publish_clip(publication=publication, actor=world.editor.actor)
    assert client.get("/clips/1/s2").status_code == 404
    assert "Sentences taken out" not in client.get("/clips/1", follow=True).content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/clips/1/s1",
        "/clips/1/editions/1.json",
        "/clips/1/editions/1.lines.jsonl",
        "/clips/1/editions/1/changes",
    ],
)
def test_outsider_sees_nothing_of_a_draft_or_a_withdrawn_clip(client, world, path):
    draft(world.editor.actor)
    assert client.get(path).status_code == 404
    publication = published(world.editor.actor)
    correct(publication, world)
    withdraw_publication(publication=publication, reason="Wrong.", actor=world.editor.actor)
    number = path.replace("/1/", f"/{publication.number}/", 1)
    assert client.get(number).status_code == 410


def test_label_nobody_ever_gave_is_not_found(client, corrected):
    assert [client.get(f"/clips/1/s{label}").status_code for label in ("99", "1zz")] == [404, 404]
