from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from dragoman.corrections.models import Recipient
from dragoman.jobs.clock import database_now
from dragoman.jobs.models import Job
from dragoman.pipeline import clip_films
from dragoman.pipeline.films import Limits
from dragoman.publications import clip_films as whole
from dragoman.publications.clip_films import WantedFilm, make_clip_film
from dragoman.publications.services import reserve_number, withdraw_publication
from tests.factories.clips import draft
from tests.publications.test_sounding import correct

PAGE, FILE = "/clips/1/take/film?lang=en,original", "/clips/1/take/film.mp4?lang=en,original"
BOTH = WantedFilm(1, ("en", ""), "en")


@pytest.fixture(autouse=True)
def _kept_here(settings, tmp_path):
    settings.CARDS_DIR = tmp_path / "cards"
    settings.VIDEO_ENGINE = "dragoman.engines.video.scripted.ScriptedVideo"
    settings.SIGNING_ENGINE = "dragoman.engines.signing.scripted.ScriptedSigner"


class Unwatched:
    def progress(self, permille):
        return None

    def cancelled(self):
        return False


def made():
    return make_clip_film(wanted=BOTH, watch=Unwatched())


def read(response):
    return BeautifulSoup(response.content, "lxml")


def offered(client):
    page = read(client.get("/clips/1/take"))
    rows = page.select("section[aria-labelledby=burnt-h] li")
    return [(row.a["href"], row.a.get_text(), row.select_one(".quiet").get_text()) for row in rows]


def test_each_choice_of_captions_is_offered_with_its_length(client, clip):
    assert offered(client) == [
        ("/clips/1/take/film?lang=en", "English", "MP4, 0:20, made when somebody asks"),
        ("/clips/1/take/film?lang=zh", "中文", "MP4, 0:20, made when somebody asks"),
        ("/clips/1/take/film?lang=ru", "Русский", "MP4, 0:20, made when somebody asks"),
        (
            "/clips/1/take/film?lang=original",
            "Original (Chinese and Russian)",
            "MP4, 0:20, made when somebody asks",
        ),
        (
            "/clips/1/take/film?lang=en,original",
            "English with original (Chinese and Russian)",
            "MP4, 0:20, made when somebody asks",
        ),
    ]


def test_reader_asks_waits_and_takes_it(client, clip):
    wanted = client.get(PAGE)
    assert (wanted.headers["Cache-Control"], "Refresh" in wanted.headers) == ("no-store", False)
    asked = client.post("/clips/1/take/film", {"lang": "en,original"})
    assert (asked.status_code, asked.headers["Location"]) == (302, PAGE)
    assert "Set-Cookie" not in asked.headers
    Job.objects.filter(kind=clip_films.KIND).update(progress_permille=400)
    waiting = client.get(PAGE)
    assert (waiting.headers["Refresh"], read(waiting).progress["value"]) == ("4", "400")
    assert offered(client)[4][2] == "MP4, 0:20, being made"
    path = made()
    page = read(client.get(PAGE))
    size = "10 kB" if path.stat().st_size < 20_000 else page.select_one(".quiet").get_text()
    assert page.video["src"].startswith(FILE)
    taken = client.get(f"{FILE}&download=1")
    name = taken.headers["Content-Disposition"]
    assert (taken.getvalue(), taken.headers["Content-Type"]) == (path.read_bytes(), "video/mp4")
    assert name.startswith('attachment; filename="drg-1-e1-') and name.endswith('-en-original-burnt-in.mp4"')
    assert Recipient.objects.filter(kind="download").count() == 1
    href, _, detail = offered(client)[4]
    assert (href, detail.startswith("MP4, 0:20, "), bool(size)) == (f"{FILE}&download=1", True, True)


def test_film_is_served_in_parts_with_a_validator_of_its_own(client, clip):
    whole_file = made().read_bytes()
    part = client.get(FILE, headers={"range": "bytes=2-5"})
    assert (part.status_code, part.getvalue()) == (206, whole_file[2:6])
    head = client.head(FILE)
    assert (head.headers["Content-Length"], head.headers["ETag"]) == (
        str(len(whole_file)),
        part.headers["ETag"],
    )
    assert client.get(FILE, headers={"if-none-match": head.headers["ETag"]}).status_code == 304


def test_whoever_asked_may_stop_it_and_nobody_else(client, clip):
    client.post("/clips/1/take/film", {"lang": "en"})
    assert read(client.get("/clips/1/take/film?lang=en")).select_one("[name=stop]")
    other = {"REMOTE_ADDR": "198.51.100.7"}
    assert not read(client.get("/clips/1/take/film?lang=en", **other)).select_one("[name=stop]")
    client.post("/clips/1/take/film", {"lang": "en", "stop": "1"}, **other)
    job = Job.objects.get(kind=clip_films.KIND)
    assert job.state == "waiting"
    client.post("/clips/1/take/film", {"lang": "en", "stop": "1"})
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert read(client.get("/clips/1/take/film?lang=en")).select_one("form button:not([name])")


def test_too_many_are_refused_in_words(client, clip, monkeypatch):
    monkeypatch.setattr(clip_films, "LIMITS", Limits(per_hour=0, waiting=9))
    response = client.post("/clips/1/take/film", {"lang": "en"})
    assert (response.status_code, "Try again in an hour" in response.content.decode()) == (429, True)


def test_failure_is_told_and_may_be_tried_again(client, clip):
    client.post("/clips/1/take/film", {"lang": "en"})
    Job.objects.filter(kind=clip_films.KIND).update(state="failed", finished_at=database_now())
    page = read(client.get("/clips/1/take/film?lang=en"))
    assert page.select_one("[role=alert]") and page.select_one("form button")


def test_nobody_invents_films(client, clip):
    for languages in ("pt", "en,zh,ru", "zh,ru", "ru,original", "x" * 200):
        assert client.get("/clips/1/take/film", {"lang": languages}).status_code == 404
        assert client.post("/clips/1/take/film", {"lang": languages}).status_code == 404
    assert client.get(FILE).status_code == 404
    assert Job.objects.filter(kind=clip_films.KIND).count() == 0


def test_new_edition_has_no_old_film(client, clip, world):
    made()
    correct(clip, world)
    assert client.get(FILE).status_code == 404


def test_long_clips_are_not_offered(client, clip, monkeypatch):
    monkeypatch.setattr(whole, "LONGEST_MS", 10)
    assert (offered(client), client.get(PAGE).status_code) == ([], 404)


def test_nothing_unpublished_is_filmed(client, clip, world):
    reserve_number(publication=draft(world.editor.actor), actor=world.editor.actor)
    assert client.get("/clips/2/take/film?lang=en").status_code == 404
    made()
    withdraw_publication(publication=clip, reason="Twice.", actor=world.editor.actor)
    assert [client.get(path).status_code for path in (PAGE, FILE)] == [410, 410]
    assert client.post("/clips/1/take/film", {"lang": "en"}).status_code == 410
