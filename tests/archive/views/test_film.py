from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from dragoman.corrections.models import Recipient
from dragoman.engines.video.port import UNWATCHED
from dragoman.jobs.models import Job
from dragoman.pipeline import films
from dragoman.publications.models import PublishedFile
from dragoman.publications.sentence_films import Wanted, make_film
from dragoman.publications.services import publish_clip, reserve_number, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.translations.services import write_translation
from tests.factories.clips import draft

PAGE, FILE = "/clips/1/s2/film", "/clips/1/s2/film.mp4"


@pytest.fixture(autouse=True)
def _kept_here(settings, tmp_path):
    settings.CARDS_DIR = tmp_path / "cards"
    settings.VIDEO_ENGINE = "dragoman.engines.video.scripted.ScriptedVideo"
    settings.SIGNING_ENGINE = "dragoman.engines.signing.scripted.ScriptedSigner"


def soup(response):
    return BeautifulSoup(response.content, "lxml")


def made(client):
    """The worker's part is tested with the worker; here its work is done at once."""
    client.post(PAGE)
    make_film(wanted=Wanted(1, "2", "en", "en"), watch=UNWATCHED)
    return client.get(PAGE)


def change(publication, world, kind):
    texts = {"2": "At first there will be two departures a day."}
    write_translation(clip=publication.clip, language="en", texts=texts, actor=world.translator.actor)
    publish_clip(publication=publication, actor=world.editor.actor, change=Change(kind, "Departures."))


def test_reader_asks_waits_and_takes_it(client, clip):
    share = soup(client.get("/clips/1/s2/share")).select_one("#film form")
    assert (share["action"], client.get(FILE).status_code) == (PAGE, 404)
    asked = client.post(PAGE, {"in": "en"})
    assert (asked.status_code, asked.headers["Location"]) == (302, f"{PAGE}?in=en")
    waiting = client.get(PAGE)
    assert (waiting.headers["Refresh"], soup(waiting).progress["value"]) == ("4", "0")
    ready = made(client)
    video = soup(ready).select_one("video")["src"]
    assert ("Refresh" in ready.headers, client.get(video).headers["Content-Type"]) == (False, "video/mp4")
    taken = client.get(soup(ready).select_one("a[download]")["href"])
    assert taken.headers["Content-Disposition"] == 'attachment; filename="drg-1-s2.mp4"'
    assert list(Recipient.objects.values_list("kind", "count")) == [("download", 1)]
    assert asked.cookies == ready.cookies == {}


def test_parts_of_it_can_be_asked_for(client, clip):
    made(client)
    part = client.get(FILE, headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.headers["Content-Length"]) == (206, "4")


def test_asking_twice_is_one_job(client, clip):
    for _ in range(3):
        client.post(PAGE)
    assert Job.objects.filter(kind=films.KIND).count() == 1
    made(client)
    client.post(PAGE)
    assert Job.objects.filter(kind=films.KIND).count() == 1


def test_network_that_asks_for_many_is_told_in_words(client, clip, monkeypatch):
    monkeypatch.setattr(films, "MOST_PER_HOUR", 1)
    client.post("/clips/1/s1/film")
    refused = client.post(PAGE)
    assert (refused.status_code, "Try again in an hour." in soup(refused).select_one(".note").text) == (
        429,
        True,
    )
    job = Job.objects.get(kind=films.KIND)
    assert (job.requested_by.startswith("network:"), "127.0.0.1" in job.requested_by) == (True, False)


def test_film_that_failed_says_so(client, clip):
    client.post(PAGE)
    Job.objects.filter(kind=films.KIND).update(state="failed", finished_at="2024-04-09T00:00Z")
    assert "could not be made" in soup(client.get(PAGE)).select_one(".note").text


def test_corrected_sentence_has_no_old_film(client, clip, world):
    made(client)
    change(clip, world, EditionKind.CORRECTION)
    assert (client.get(FILE).status_code, soup(client.get(PAGE)).select("video")) == (404, [])


def test_what_is_not_to_be_quoted_has_none(client, clip, world):
    made(client)
    change(clip, world, EditionKind.RETRACTION)
    assert (client.get(FILE).status_code, client.get(PAGE).status_code, client.post(PAGE).status_code) == (
        410,
    ) * 3
    withdraw_publication(publication=clip, reason="Twice.", actor=world.editor.actor)
    for address in (FILE, PAGE, "/clips/1/s1/film"):
        assert client.get(address).status_code == 410
    assert client.post("/clips/1/s1/film").status_code == 410


def test_outsiders_start_no_work(client, clip, world):
    reserve_number(publication=draft(world.editor.actor), actor=world.editor.actor)
    for address in ("/clips/2/s1/film", "/clips/3/s1/film", "/clips/1/s9/film"):
        assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
        assert client.get(f"{address}.mp4").status_code == 404
    assert Job.objects.filter(kind=films.KIND).count() == 0


def test_without_a_recording_nothing_is_offered(client, clip):
    PublishedFile.objects.filter(mime="video/mp4").delete()
    assert soup(client.get("/clips/1/s2/share")).select("#film") == []
    assert soup(client.get(PAGE)).select("form[action]:not(.find)") == []
    client.post(PAGE)
    assert Job.objects.filter(kind=films.KIND).count() == 0
