from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from dragoman.archive.views import pictures
from dragoman.corrections.models import Recipient
from dragoman.publications.kept_cards import kept_card
from dragoman.publications.services import publish_clip, reserve_number, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.translations.services import write_translation
from tests.factories.clips import draft, published

CARD = "/clips/1/s2/card.png"


@pytest.fixture(autouse=True)
def _cards(settings, tmp_path):
    settings.CARDS_DIR = tmp_path


@pytest.fixture
def drawn(monkeypatch):
    """What was drawn, in words; the drawing itself is tested by itself."""
    made = []

    def draw(quotation, look):
        made.append((quotation.words[0].text, look.shape, look.theme))
        return b"\x89PNG " + quotation.words[0].text.encode()

    monkeypatch.setattr(pictures, "card_png", draw)
    return made


def change(publication, world, kind=EditionKind.CORRECTION):
    write_translation(
        clip=publication.clip,
        language="en",
        texts={"2": "At first there will be two departures a day."},
        actor=world.translator.actor,
    )
    publish_clip(publication=publication, actor=world.editor.actor, change=Change(kind, "Departures."))


def test_card_is_a_picture_for_anyones_page(client, clip):
    response = client.get(CARD)
    assert Image.open(BytesIO(response.content)).size == (1200, 630)
    assert {
        name: response.headers[name] for name in ("Content-Type", "Cache-Control", "Content-Disposition")
    } == {
        "Content-Type": "image/png",
        "Cache-Control": "public, no-cache",
        "Content-Disposition": 'inline; filename="drg-1-s2.png"',
    }


def test_card_is_made_once_for_an_edition(client, clip, drawn):
    first, again = client.get(CARD), client.get(CARD)
    asked = client.get(CARD, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.content, again.headers["ETag"], asked.status_code, len(drawn)) == (
        first.content,
        first.headers["ETag"],
        304,
        1,
    )


def test_looks_are_cards_of_their_own(client, clip, drawn):
    for query in ("", "?shape=square&theme=dark", "?shape=round&theme=<b>"):
        assert client.get(CARD + query).status_code == 200
    client.get(f"/ar{CARD}")
    assert [look[1:] for look in drawn] == [
        ("wide", "light"),
        ("square", "dark"),
        ("wide", "light"),
    ]


def test_corrected_sentence_has_a_card_with_the_new_words(
    client, clip, world, drawn, django_capture_on_commit_callbacks
):
    old = client.get(CARD)
    with django_capture_on_commit_callbacks(execute=True):
        change(clip, world)
    new = client.get(CARD, headers={"If-None-Match": old.headers["ETag"]})
    assert (new.status_code, b"two departures" in new.content) == (200, True)
    edition, _, variant = old.headers["ETag"].strip('"').partition("-")
    assert kept_card(1, edition, variant) is None


def test_nobody_invents_pictures(client, clip, drawn):
    for asked in ("", "en", "xx", "x" * 400, "zh"):
        client.get(f"{CARD}?in={asked}")
    assert len(drawn) == 2  # of the page's own choice, and of the one translation that is there


def test_many_at_once_are_asked_to_wait(client, clip, drawn, monkeypatch):
    monkeypatch.setattr(pictures, "_LONGEST_WAIT_S", 0.01)
    with pictures._making:
        response = client.get(CARD)
    assert (response.status_code, response.headers["Retry-After"], drawn) == (503, "60", [])


def test_taking_one_away_is_counted(client, clip, drawn):
    response = client.get(f"{CARD}?download=1")
    client.get(CARD)
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert list(Recipient.objects.values_list("kind", "whom", "count")) == [("download", "", 1)]


def test_what_is_not_to_be_quoted_is_refused_in_words(client, clip, world, drawn):
    assert client.get("/clips/1/s9/card.png").status_code == 404
    change(clip, world, EditionKind.RETRACTION)
    response = client.get(CARD)
    assert (response.status_code, response.content) == (410, b"This sentence was retracted.\n")
    assert client.get("/clips/1/s1/card.png").status_code == 200
    withdraw_publication(publication=clip, reason="Not aired.", actor=world.editor.actor)
    gone = client.get("/clips/1/s1/card.png")
    assert (gone.status_code, gone.content) == (410, b"This clip was withdrawn.\n")


def test_drafts_leak_through_no_picture(client, world, drawn):
    reserve_number(publication=draft(world.editor.actor), actor=world.editor.actor)
    for number in (1, 2):
        for name in ("s1/card.png", "qr.svg", "s1/qr.svg"):
            assert client.get(f"/clips/{number}/{name}").status_code == 404
    assert drawn == []


def test_card_made_while_the_clip_is_withdrawn_is_not_kept(client, clip, world, monkeypatch, settings):
    def draw(quotation, look):
        withdraw_publication(publication=clip, reason="Now.", actor=world.editor.actor)
        return b"\x89PNG"

    monkeypatch.setattr(pictures, "card_png", draw)
    client.get(CARD)
    assert list(settings.CARDS_DIR.rglob("*.png")) == []


def test_code_opens_the_clip_or_the_sentence(client, clip, world):
    whole, one = client.get("/clips/1/qr.svg"), client.get("/clips/1/s2/qr.svg?download=1")
    assert b"<title>http://localhost:8000/1</title>" in whole.content
    assert b"<title>http://localhost:8000/1#s2</title>" in one.content
    assert one.headers["Content-Disposition"] == 'attachment; filename="drg-1-s2.svg"'
    asked = client.get("/clips/1/qr.svg", headers={"If-None-Match": whole.headers["ETag"]})
    assert (asked.status_code, client.get("/clips/1/s9/qr.svg").status_code) == (304, 404)


def test_split_sentence_leads_to_the_card_of_its_only_part(client, world, drawn):
    published(world.editor.actor)
    from dataclasses import replace

    from dragoman.publications import selectors
    from dragoman.publications.content import Fate

    found = selectors.published_clip(1)
    content = replace(
        found.content, lineage=(Fate("9", "merged", ("2",), ""), Fate("8", "split", ("1", "2"), ""))
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "published_or_404", lambda number: replace(found, content=content))
        moved, several = client.get("/clips/1/s9/card.png?theme=dark"), client.get("/clips/1/s8/card.png")
    assert (moved.status_code, moved.headers["Location"], several.status_code) == (
        302,
        "/clips/1/s2/card.png?theme=dark",
        410,
    )
