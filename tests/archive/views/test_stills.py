from __future__ import annotations

import io

import pytest
from PIL import Image

from dragoman.archive.views import stills
from dragoman.archive.views.stills import chosen_ending
from dragoman.jobs.models import Job
from dragoman.pipeline.frames import KIND
from dragoman.publications.frames import latest_digest, variant_of
from dragoman.publications.kept_cards import keep_card
from dragoman.publications.models import PublishedFile
from dragoman.publications.pictures import make_copies
from dragoman.publications.services import reserve_number, withdraw_publication
from tests.factories.clips import draft, kept_bytes
from tests.publications.test_pictures import jpeg

AVIF = "image/avif,image/webp,image/apng,*/*;q=0.8"


@pytest.fixture(autouse=True)
def _kept_here(settings, tmp_path):
    settings.CARDS_DIR = tmp_path / "cards"


@pytest.fixture
def poster(clip):
    sha256, _ = kept_bytes(jpeg())
    PublishedFile.objects.filter(publication=clip, name="poster.jpg").update(
        sha256=sha256, unsigned_sha256=sha256, width=640
    )
    return sha256


def opened(response):
    with Image.open(io.BytesIO(response.content)) as made:
        return made.format, made.size


@pytest.mark.parametrize(("ending", "form"), [("avif", "AVIF"), ("webp", "WEBP"), ("jpg", "JPEG")])
def test_picture_comes_in_each_format_and_width(client, poster, ending, form):
    response = client.get(f"/clips/1/pictures/poster-320.{ending}")
    assert opened(response) == (form, (320, 180))
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert "Vary" not in response.headers or "Accept" not in response.headers["Vary"].split(", ")
    again = client.get(
        f"/clips/1/pictures/poster-320.{ending}", headers={"if-none-match": response.headers["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_player_gets_the_format_its_browser_names(client, poster):
    modern = client.get("/clips/1/pictures/poster-960", headers={"accept": AVIF})
    plain = client.get("/clips/1/pictures/poster-960")
    assert (opened(modern), opened(plain)) == (("AVIF", (640, 360)), ("JPEG", (640, 360)))
    assert [one.headers["Vary"] for one in (modern, plain)] == ["Accept", "Accept"]
    assert modern.headers["ETag"] != plain.headers["ETag"]


def test_head_says_the_same_without_the_picture(client, poster):
    whole = client.get("/clips/1/pictures/poster-320.webp")
    head = client.head("/clips/1/pictures/poster-320.webp")
    assert (head.content, head.headers["ETag"]) == (b"", whole.headers["ETag"])


def test_kept_copy_costs_one_question(client, poster, clip, django_assert_num_queries):
    make_copies(publication=clip)
    with django_assert_num_queries(1):
        client.get("/clips/1/pictures/poster-320.avif")


def test_busy_server_shows_the_published_picture(client, poster, monkeypatch):
    monkeypatch.setattr(stills, "_LONGEST_WAIT_S", 0)
    with stills._making:
        response = client.get("/clips/1/pictures/poster-320.avif")
    assert (response.status_code, response.headers["Location"]) == (302, "/clips/1/files/poster.jpg")
    assert response.headers["Cache-Control"] == "no-store"


def test_picture_that_cannot_be_read_is_shown_as_it_is(client, clip):
    assert client.get("/clips/1/pictures/poster-320.avif").status_code == 302


@pytest.mark.parametrize(
    "name", ["poster-321.avif", "poster-320.gif", "poster-0.jpg", "poster-99999", "x-320.jpg"]
)
def test_no_other_sizes_or_formats_are_made(client, poster, name):
    assert client.get(f"/clips/1/pictures/{name}").status_code == 404


def test_nothing_unpublished_is_shown(client, poster, clip, world):
    waiting = draft(world.editor.actor)
    reserve_number(publication=waiting, actor=world.editor.actor)
    assert client.get("/clips/2/pictures/poster-320.jpg").status_code == 404
    make_copies(publication=clip)
    withdraw_publication(publication=clip, reason="Twice.", actor=world.editor.actor)
    assert client.get("/clips/1/pictures/poster-320.jpg").status_code == 404


@pytest.mark.parametrize(
    ("accepted", "ending"),
    [(AVIF, "avif"), ("image/webp", "webp"), ("*/*", "jpg"), ("", "jpg"), ("IMAGE/AVIF;q=1", "avif")],
)
def test_format_is_the_best_one_named(accepted, ending):
    assert chosen_ending(accepted) == ending


def test_sentence_shows_its_own_picture_once_it_is_made(client, clip):
    asked = client.get("/clips/1/pictures/s2-320.avif")
    assert (asked.status_code, asked.headers["Location"], asked.headers["Cache-Control"]) == (
        302,
        "/clips/1/pictures/poster-320.avif",
        "no-store",
    )
    assert [job.args for job in Job.objects.filter(kind=KIND)] == [{"number": 1}]
    keep_card(1, latest_digest(1), variant_of("2"), b"picture", "avif")
    made = client.get("/clips/1/pictures/s2-320.avif")
    assert (made.content, made.headers["Content-Type"]) == (b"picture", "image/avif")
    again = client.get("/clips/1/pictures/s2-320.avif", headers={"if-none-match": made.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["s9-320.avif", "s2-640.avif", "s2-320.webp", "s2-320"])
def test_no_other_pictures_of_sentences_are_made(client, clip, name):
    assert client.get(f"/clips/1/pictures/{name}").status_code == 404
    assert not Job.objects.filter(kind=KIND).exists()


def test_sentence_that_is_not_published_shows_nothing(client, clip, world):
    withdraw_publication(publication=clip, reason="Twice.", actor=world.editor.actor)
    assert client.get("/clips/1/pictures/s2-320.avif").status_code == 404
    assert not Job.objects.filter(kind=KIND).exists()
