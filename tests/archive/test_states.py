"""A clip in each state that is not simply published, looked for by an outsider at every public door."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from dragoman.api.callers import allowance
from dragoman.api.oai.terms import identifier_of
from dragoman.catalogue.services import file_topics
from dragoman.publications.models import Publication
from dragoman.publications.narrowing import Demand, block_media, restrict_clip, unlist_clip
from dragoman.publications.previews import make_preview
from dragoman.publications.readers import reading_from
from dragoman.publications.releasing import Plan, plan_release
from dragoman.publications.services import (
    publish_clip,
    reserve_number,
    submit_for_review,
    withdraw_publication,
)
from dragoman.reviews.services import check_clip, let_everything_pass
from dragoman.search.index.keeping import keep_up
from dragoman.translations.services import write_translation
from tests.archive.doors import Door, doors
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db

WORD = "zyzzyva"
ASKED = "quagga"
"""Searches ask for another word of the same sentence, so that what is asked is not what must not be told."""
SAID = f"{WORD.capitalize()} and {ASKED} will run again from the first of May."
UNTIL = datetime.now(UTC) + timedelta(days=3)


@pytest.fixture(autouse=True)
def _nobody_is_counted(settings):
    settings.API_PER_MINUTE = 100_000
    allowance.clear()


def secret(actor) -> Publication:
    """Number 2: a word of its own in its title, its sentences, its topic. Number 1 is public and shares the rest."""
    published(actor)
    made = draft(actor, title=f"{WORD.capitalize()} on the bridge", ready=False)
    made.clip.topics.add(*file_topics(names=[WORD.capitalize()]))
    write_translation(clip=made.clip, language="en", texts={"1": SAID, "2": SAID}, actor=actor)
    check_clip(clip=made.clip, actor=actor)
    let_everything_pass(clip=made.clip, reason="An example.", actor=actor)
    reserve_number(publication=made, actor=actor)
    return made


def in_draft(made, actor):
    make_preview(publication=made, name="Nora", days=1, actor=actor)


def in_review(made, actor):
    submit_for_review(publication=made, actor=actor)


def scheduled(made, actor):
    plan_release(publication=made, plan=Plan(UNTIL, "UTC"), actor=actor)


def embargoed(made, actor):
    plan_release(publication=made, plan=Plan(UNTIL, "UTC", is_embargo=True), actor=actor)
    make_preview(publication=made, name="Nora", days=1, actor=actor)


def restricted(made, actor):
    publish_clip(publication=made, actor=actor)
    everywhere()  # kept wherever anything is kept
    demand = Demand("A ruling.", "The court of Norland", "https://court.example/42")
    restrict_clip(publication=made, demand=demand, actor=actor)


def withdrawn(made, actor):
    publish_clip(publication=made, actor=actor)
    everywhere()
    withdraw_publication(publication=made, reason="By mistake.", actor=actor)


def unlisted(made, actor):
    publish_clip(publication=made, actor=actor)
    everywhere()
    unlist_clip(publication=made, actor=actor)


def everywhere() -> None:
    keep_up()
    for path in (
        "/",
        "/clips",
        "/clips/2",
        "/embed/2",
        "/search?q=quagga",
        "/topics",
        "/feed.atom",
        "/api/v1/clips",
    ):
        Client().get(path, follow=True)


def opened(client: Client, door: Door) -> tuple[int, str]:
    answer = client.get(door.path, follow=True)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, body.decode("utf-8", "replace").lower()


def leaks(shown: str) -> bool:
    """The address asked for may be said back."""
    return WORD in shown.replace(f"/{WORD}", "").replace(f"={WORD}", "").replace(f":{WORD}", "")


@pytest.mark.parametrize(
    ("become", "statuses"),
    [
        (in_draft, {404}),
        (in_review, {404}),
        (scheduled, {404}),
        (embargoed, {404}),
        (withdrawn, {404, 410, 503}),
        (restricted, {451}),
    ],
)
def test_nothing_of_it_comes_out_of_any_door(world, become, statuses):
    become(secret(world.editor.actor), world.editor.actor)
    keep_up()
    client = Client()
    wrong = []
    for door in doors(2, ASKED):
        status, shown = opened(client, door)
        if leaks(shown):
            wrong.append((door.path, status, "leaks"))
        elif become is withdrawn and _says_that_it_was_withdrawn(door, status):
            continue
        elif door.of_a_number and status not in statuses and not _tells_no_more_than_a_number(door):
            wrong.append((door.path, status))
    assert not wrong, f"OUT {wrong}"


def _tells_no_more_than_a_number(door: Door) -> bool:
    """Searches that find nothing, and machines that are told of a number what they may know."""
    return door.path.startswith(("/search?", "/find?", "/oai?", "/api/v1/numbers/"))


def _says_that_it_was_withdrawn(door: Door, status: int) -> bool:
    return status == 200 and door.path in {"/clips/2/corrections.atom", "/clips/2/corrections.json"}


def test_a_restricted_number_names_who_demands_it(world, settings):
    restricted(secret(world.editor.actor), world.editor.actor)
    for path in (
        "/clips/2",
        "/2",
        "/embed/2",
        "/clips/2/files/clip.mp4",
        "/api/v1/clips/2",
        f"/oembed?url={settings.SITE_URL}/2",
    ):
        answer = Client().get(path)
        assert (path, answer.status_code, answer.headers.get("Link")) == (
            path,
            451,
            '<https://court.example/42>; rel="blocked-by"',
        )
    page = Client().get("/clips/2").content.decode()
    assert all(told in page for told in ("No. 2", "The court of Norland", "A ruling.", "Meridian TV"))


def test_an_embargoed_number_was_never_given_out(world):
    embargoed(secret(world.editor.actor), world.editor.actor)
    for path in (
        "/clips/{}",
        "/{}",
        "/api/v1/clips/{}",
        "/api/v1/numbers/{}",
        "/embed/{}",
        "/clips/{}/qr.svg",
    ):
        ours, nobodys = (Client().get(path.format(number)) for number in (2, 3))
        assert (path, ours.status_code, ours.content.replace(b"2", b"3")) == (
            path,
            nobodys.status_code,
            nobodys.content.replace(b"2", b"3"),
        )
    assert [one["number"] for one in Client().get("/api/v1/numbers").json()["items"]] == [1]
    assert "reserved" not in Client().get("/clips").content.decode()


def test_an_unlisted_clip_is_read_at_its_address_and_found_nowhere(world):
    unlisted(secret(world.editor.actor), world.editor.actor)
    keep_up()
    client = Client()
    wrong = [door.path for door in doors(2, ASKED) if not door.of_a_number and leaks(opened(client, door)[1])]
    assert not wrong, f"OUT {wrong}"
    page = client.get("/clips/2", follow=True)
    assert (page.status_code, b'name="robots" content="noindex"' in page.content) == (200, True)
    for path in ("/clips/2/files/clip.mp4", "/api/v1/clips/2", "/embed/2", "/clips/2/captions/en.vtt"):
        assert client.get(path).status_code == 200
    assert [one["number"] for one in client.get("/api/v1/numbers").json()["items"]] == [1]
    record = client.get("/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=" + identifier_of(2))
    assert WORD not in record.content.decode().lower()


def test_a_blocked_film_comes_out_of_no_door_while_the_words_stay(world):
    made = publish_clip(publication=secret(world.editor.actor), actor=world.editor.actor)
    film, poster = (made.files.get(name=name) for name in ("clip.mp4", "poster.jpg"))
    everywhere()
    block_media(publication=made, reason="A person in it asked.", actor=world.editor.actor)
    client = Client()
    for door in doors(2, ASKED):
        _status, shown = opened(client, door)
        named = [
            name for name in ("/clips/2/files/", "/2/pictures/", film.sha256, poster.sha256) if name in shown
        ]
        assert (door.path, [one for one in named if "/editions/" not in door.path]) == (door.path, [])
    for name in ("clip.mp4", "poster.jpg", "peaks.json", "captioned.mp4"):
        assert client.get(f"/clips/2/files/{name}").status_code == 404
    page = client.get("/clips/2", follow=True).content.decode()
    assert ("<video" in page, SAID in page, "A person in it asked." in page) == (False, True, True)


@pytest.mark.parametrize(
    ("country", "status"), [("NO", 451), ("no", 451), ("SE", 200), ("", 200), ("N,O", 200)]
)
def test_a_demand_of_one_country_holds_in_that_country(world, settings, country, status):
    settings.COUNTRY_HEADER = "X-Country"
    actor = world.editor.actor
    made = publish_clip(publication=secret(actor), actor=actor)
    keep_up()
    restrict_clip(
        publication=made, demand=Demand("A ruling.", "The court", countries=("NO", "DK")), actor=actor
    )
    client = Client(headers={"X-Country": country} if country else None)
    answer = client.get("/clips/2", follow=True)
    assert (answer.status_code, "X-Country" in answer.headers["Vary"]) == (status, True)
    lists = (
        *("/", "/clips", "/feed.atom", "/api/v1/clips", "/sitemaps/clips-0.xml"),
        *("/search?q=quagga", "/api/v1/search?q=quagga"),
    )
    # The names of its topics and people stand among those that readers can choose, with their counts, everywhere.
    found = [path for path in lists if re.search(f"{WORD}[ -](on|and)", opened(client, Door(path, False))[1])]
    assert found == ([] if status == 451 else list(lists))


def test_without_the_setting_no_header_is_believed(world):
    actor = world.editor.actor
    made = publish_clip(publication=secret(actor), actor=actor)
    restrict_clip(publication=made, demand=Demand("A ruling.", "The court", countries=("NO",)), actor=actor)
    assert Client(headers={"X-Country": "NO"}).get("/clips/2", follow=True).status_code == 200
    with reading_from("NO"):
        assert Publication.objects.get(number=2).restricted_in == ",NO,"
