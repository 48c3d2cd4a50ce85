from __future__ import annotations

from bs4 import BeautifulSoup

from dragoman.publications.services import withdraw_publication
from tests.factories.clips import published


def words(response):
    return " ".join(BeautifulSoup(response.content, "lxml").select_one(".plaque").get_text(" ").split())


def test_duplicate_says_where_the_recording_is_kept(client, clip, world):
    other = published(world.editor.actor, title="The same bridge")
    withdraw_publication(publication=other, reason="Made twice.", actor=world.editor.actor, survivor=clip)
    response = client.get("/clips/2")
    assert response.status_code == 410
    assert "The same recording is kept as No. 1 ." in words(response)
    link = BeautifulSoup(response.content, "lxml").select_one(".plaque a")
    assert link["href"] == "/clips/1/night-trains-will-cross-the-selva-bridge-again"
    arabic = BeautifulSoup(client.get("/ar/clips/2").content, "lxml").select_one(".plaque a")
    assert arabic["href"] == "/ar/clips/1/night-trains-will-cross-the-selva-bridge-again"


def test_other_withdrawals_name_no_other_clip(client, clip, world):
    withdraw_publication(publication=clip, reason="Wrong <b>day</b>.", actor=world.editor.actor)
    response = client.get("/clips/1")
    assert "same recording" not in words(response)
    assert "Wrong <b>day</b>." in words(response)
