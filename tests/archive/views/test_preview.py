from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from dragoman.publications.models import PreviewLink
from dragoman.publications.previews import make_preview, revoke_preview
from dragoman.publications.releasing import Plan, plan_release
from dragoman.publications.services import publish_clip
from tests.factories.clips import LINES, draft

pytestmark = pytest.mark.django_db

PARTS = ("", "/files/clip.mp4", "/files/poster.jpg", "/captions/en.vtt", "/captions/zh.vtt")
SECRET = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@pytest.fixture
def made(world):
    return make_preview(publication=draft(world.editor.actor), name="Nora", days=7, actor=world.editor.actor)


def test_every_part_is_there_and_kept_by_nobody(made):
    for part in PARTS:
        answer = Client().get(f"/preview/{made.token}{part}")
        told = {name: answer.headers[name] for name in SECRET}
        assert (part, answer.status_code, told) == (part, 200, SECRET)
    assert made.link.uses.count() == 1


def test_the_page_has_the_words_and_leads_to_no_address_that_is_not_there(made):
    page = Client().get(f"/preview/{made.token}").content.decode()
    assert all(text in page for line in LINES for text in line[:2])
    assert "/clips/" not in page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("is_embargo", [True, False])
def test_the_banner_says_for_whom_and_until_when(world, made, is_embargo):
    at = datetime(datetime.now(UTC).year + 1, 7, 1, 7, 0, tzinfo=UTC)
    plan = Plan(at, "Europe/Berlin", is_embargo)
    plan_release(publication=made.link.publication, plan=plan, actor=world.editor.actor)
    page = Client().get(f"/preview/{made.token}").content.decode()
    assert ("Nora" in page, f"{at.year}-07-01 09:00 Europe/Berlin" in page) == (True, True)
    assert ("Embargoed until" in page) is is_embargo


def test_wrong_expired_and_revoked_are_the_same_404(world, made):
    def refused(token):
        answers = [Client().get(f"/preview/{token}{part}") for part in PARTS]
        return [(answer.status_code, answer.content.replace(token.encode(), b"?")) for answer in answers]

    wrong = refused("x" * len(made.token))
    PreviewLink.objects.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    expired = refused(made.token)
    PreviewLink.objects.update(expires_at=datetime.now(UTC) + timedelta(days=1))
    revoke_preview(link=made.link, actor=world.editor.actor)
    assert {status for status, _ in wrong} == {404}
    assert wrong == expired == refused(made.token)


def test_no_other_file_is_given_out(made):
    for name in ("speech.wav", "captioned.mp4", "clip.mp4.bak"):
        assert Client().get(f"/preview/{made.token}/files/{name}").status_code == 404
    for language in ("xx", "fr", "e"):
        assert Client().get(f"/preview/{made.token}/captions/{language}.vtt").status_code == 404


def test_the_link_of_a_published_clip_leads_to_its_page(world, made):
    publication = publish_clip(publication=made.link.publication, actor=world.editor.actor)
    answer = Client().get(f"/preview/{made.token}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/clips/1/{publication.slug}")


def test_a_warning_stands_before_the_film(world, made):
    clip = made.link.publication.clip
    clip.advisory = "Scenes of violence"
    clip.save()
    publish_clip(publication=made.link.publication, actor=world.editor.actor)
    for path in ("/clips/1", "/embed/1"):
        page = Client().get(path, follow=True).content.decode()
        before, _, behind = page.partition('<details class="advised"')
        summary, _, film = behind.partition("</summary>")
        assert ("Scenes of violence" in summary, "<video" in before, 'preload="none"' in film) == (
            True,
            False,
            True,
        )
