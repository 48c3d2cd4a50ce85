from __future__ import annotations

import json

import pysubs2
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dragoman.archive.taking.forms import FORMS
from dragoman.corrections.models import Recipient
from dragoman.publications.services import reserve_number, withdraw_publication
from tests.factories.clips import draft, published
from tests.publications.test_selectors import correct

PAGE = "/clips/1/take"
# Nobody has reviewed the clip of these tests.
FILES = [f"/clips/1/transcript.{ending}" for ending in FORMS if ending not in {"tmx", "tei"}]


def linked(response) -> list[str]:
    soup = BeautifulSoup(response.content, "lxml")
    return [link["href"] for link in soup.select(".files a[download]")]


def test_every_file_that_is_offered_is_there(client, clip):
    page = client.get(PAGE)
    paths = linked(page)
    assert {path.partition("?")[0] for path in paths} >= set(FILES)
    for path in [one for one in paths if not one.endswith("bundle.zip")]:
        response = client.get(path)
        assert (response.status_code, response.headers["Content-Disposition"][:10]) == (200, "attachment"), (
            path
        )
        assert response.getvalue(), path
    assert page.headers["Cache-Control"] == "no-cache"


def test_files_are_named_for_their_edition_and_language(client, clip):
    response = client.get("/clips/1/transcript.srt?lang=original")
    short = clip.editions.get().digest[:8]
    assert response.headers["Content-Disposition"] == f'attachment; filename="drg-1-e1-{short}-original.srt"'
    assert response.headers["Content-Type"] == "application/x-subrip"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    found = pysubs2.SSAFile.from_string(response.content.decode())
    assert found[0].plaintext == "Lin Ruomei:\n夜间列车将从五月一日起恢复通行。"


def test_whoever_has_the_file_is_not_given_it_again(client, clip):
    first = client.get("/clips/1/transcript.txt")
    again = client.get("/clips/1/transcript.txt", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_page_is_in_the_readers_language_and_so_are_files(client, clip):
    page = client.get("/pt/clips/1/take")
    assert (page.status_code, b'lang="pt"' in page.content) == (200, True)
    assert all(path.startswith(("/pt/clips/1/transcript.", "/clips/1/")) for path in linked(page))
    assert "edição 1" in client.get("/pt/clips/1/transcript.txt").content.decode()


def test_an_earlier_edition_stays_to_be_taken(client, world):
    correct(published(world.editor.actor), world.editor.actor)
    now = client.get("/clips/1/transcript.json").json()
    then = client.get("/clips/1/editions/1/transcript.json").json()
    assert (then["edition"], now["edition"], then["sha256"] != now["sha256"]) == (1, 2, True)
    assert then["address"].endswith("/clips/1/editions/1")
    page = client.get("/clips/1/editions/1/take")
    assert linked(page) and all("/editions/1/" in path for path in linked(page))
    assert "These are the words of edition 1" in page.content.decode()
    assert client.get("/clips/1/editions/3/transcript.txt").status_code == 404


def test_as_of_leads_to_the_edition_that_stood_then(client, world):
    correct(published(world.editor.actor), world.editor.actor)
    for path, found in (
        ("/clips/1/take?as-of=1", "/clips/1/editions/1/take"),
        (
            "/clips/1/transcript.srt?lang=en,original&as-of=1",
            "/clips/1/editions/1/transcript.srt?lang=en,original",
        ),
    ):
        response = client.get(path)
        assert (response.status_code, response.headers["Location"]) == (302, found)
    assert client.get("/clips/1/take?as-of=nonsense").status_code == 404


@pytest.mark.parametrize(
    "path", [PAGE, *FILES, "/clips/1/editions/1/take", "/clips/1/editions/1/transcript.txt"]
)
def test_withdrawn_is_gone_and_a_draft_was_never_there(client, world, path):
    withdraw_publication(
        publication=published(world.editor.actor), reason="Asked for.", actor=world.editor.actor
    )
    reserve_number(publication=draft(world.editor.actor), actor=world.editor.actor)
    gone = client.get(path)
    assert (gone.status_code, "夜间" in gone.content.decode()) == (410, False)
    assert client.get(path.replace("/1/", "/2/", 1)).status_code == 404
    assert client.get(path.replace("/1/", "/99/", 1)).status_code == 404
    assert not Recipient.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "transcript.exe",
        "transcript.txt?lang=fr",
        "transcript.srt?lang=x%00",
        "transcript.txt?lang=en,pt",
    ],
)
def test_what_there_is_not_is_not_found(client, clip, path):
    assert client.get(f"/clips/1/{path}").status_code == 404


def test_copies_are_counted_without_a_word_of_who_took_them(client, clip):
    for path in FILES:
        client.get(path, REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT="x")
    client.head(FILES[0])
    client.get(PAGE)
    (one,) = Recipient.objects.all()
    assert (one.kind, one.whom, one.number, one.edition, one.count) == ("download", "", 1, 1, len(FILES))


def test_only_reading_is_allowed(client, clip):
    assert [client.post(path).status_code for path in (PAGE, FILES[0])] == [405, 405]


def test_questions_to_the_database_do_not_grow_with_the_clip(client, clip, world):
    counts = []
    for path in (PAGE, "/clips/1/transcript.json"):
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counts.append(len(asked))
    assert counts[0] <= 9 and counts[1] <= 11, counts


def test_links_of_earlier_versions_still_choose_a_translation(client, clip):
    text = client.get("/clips/1/transcript.txt?in=en").content.decode()
    assert ("Night trains will run again" in text, "夜间列车将从五月一日起恢复通行" in text) == (True, True)
    assert json.loads(client.get("/clips/1/transcript.json?lang=en").content)["sentences"][0]["text"] is None


def test_a_page_that_cannot_be_set_says_what_to_do_and_everything_else_works(client, world):
    publication = published(world.editor.actor)
    clip = publication.clip
    clip.title = "\U00012000 tablets"
    clip.save()
    correct(publication, world.editor.actor)
    response = client.get("/clips/1/transcript.pdf")
    assert (response.status_code, response.headers["Cache-Control"]) == (503, "no-store")
    assert response.content.decode().startswith("This machine has no typeface for \U00012000")
    assert client.get("/clips/1/transcript.docx").status_code == 200
