from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from dragoman.corrections.services import note_recipient
from tests.factories import clips

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(world):
    return clips.published(world.editor.actor)


def address(publication):
    return reverse("desk:recipients", args=[publication.clip_id])


def cells(page, name):
    rows = page.select(f"[aria-labelledby={name}] tbody tr")
    return [[" ".join(cell.text.split()) for cell in row.select("th, td")] for row in rows]


def test_the_desk_sees_which_sites_show_a_clip(translator, published):
    note_recipient(kind="embed", number=1, edition=1, whom="news.example")
    note_recipient(kind="download", number=1, edition=1)
    page = BeautifulSoup(translator.get(address(published)).content, "lxml")
    assert [row[:2] for row in cells(page, "sites-h")] == [["news.example", "1"]]
    assert [row[:4] for row in cells(page, "taken-h")] == [["downloaded", "1", "0", "1"]]
    clip_page = BeautifulSoup(translator.get(f"/desk/clips/{published.clip_id}/").content, "lxml")
    assert clip_page.select_one(f"a[href='{address(published)}']").text == "who has these words"


def test_site_that_has_not_shown_the_latest_edition_is_named(editor, world, published):
    note_recipient(kind="embed", number=1, edition=1, whom="news.example")
    from dragoman.publications.services import publish_clip
    from dragoman.publications.terms import Change

    publish_clip(publication=published, actor=world.editor.actor, change=Change("correction", "The day."))
    page = BeautifulSoup(editor.get(address(published)).content, "lxml")
    assert cells(page, "sites-h")[0][1] == "1 not yet 2"


def test_nobody_is_said_so_in_words(editor, published):
    page = BeautifulSoup(editor.get(address(published)).content, "lxml")
    assert page.select_one(".empty").text.startswith("Nobody is known to have them yet")
    assert page.select("table") == []


def test_strangers_and_drafts_see_nothing(world, editor, draft):
    assert Client().get(reverse("desk:recipients", args=[draft.clip_id])).status_code == 302
    assert editor.get(reverse("desk:recipients", args=[draft.clip_id])).status_code == 404
