from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dragoman.archive.views import check_file as view
from dragoman.clips.models import ClipFile
from dragoman.lib.sandbox import SandboxUnavailable
from dragoman.publications.services import publish_clip
from dragoman.publications.signed_media import sign_publication
from dragoman.recordings.vault import vault
from tests.factories.clips import draft, kept_bytes
from tests.media.generated import moving_picture
from tests.media.signed import chain, flipped, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(world, tmp_path, settings):
    files = chain(tmp_path / "keys")
    settings.SIGNING_CERTIFICATE_FILE = files.certificate
    settings.SIGNING_KEY_FILE = files.key
    settings.SIGNING_TRUST_FILE = files.trust
    waiting = draft(world.editor.actor)
    sha256, size = kept_bytes(moving_picture(tmp_path / "a.mp4", seconds=2).read_bytes())
    ClipFile.objects.filter(clip=waiting.clip, kind="playable").update(sha256=sha256, size_bytes=size)
    made = publish_clip(publication=waiting, actor=world.editor.actor)
    sign_publication(publication=made)
    return vault().path_of(made.files.get(name="clip.mp4").sha256).read_bytes()


def send(content, address="/check-file", name="clip.mp4"):
    """As an outsider sends it: no cookie, no token."""
    client = Client(enforce_csrf_checks=True)
    response = client.post(address, {"file": SimpleUploadedFile(name, content)})
    assert not response.cookies
    return response


def verdict(response):
    return BeautifulSoup(response.content, "lxml").select_one(".verdict h2").get_text()


def test_outsider_sees_the_form_without_a_cookie():
    response = Client().get("/check-file")
    soup = BeautifulSoup(response.content, "lxml")
    assert (response.status_code, dict(response.cookies)) == (200, {})
    assert "500" in soup.select_one("#file-hint").get_text()
    assert soup.select_one("form input[type=file]")["name"] == "file"


@pytest.mark.parametrize("address", ["/check-file", "/ar/check-file", "/pt/check-file"])
def test_file_as_published(served, address):
    response = send(served, address)
    soup = BeautifulSoup(response.content, "lxml")
    assert response.status_code == 200
    assert soup.select_one(".verdict .actions a")["href"].endswith(
        "/clips/1/night-trains-will-cross-the-selva-bridge-again"
    )
    assert response.headers["Cache-Control"] == "no-store"


def test_verdicts(served, tmp_path):
    bare = moving_picture(tmp_path / "b.mp4", seconds=1)
    stranger = sign(chain(tmp_path / "theirs"), bare).read_bytes()
    assert verdict(send(served)) == "Yes: this is our file, unchanged"
    assert verdict(send(flipped(served, len(served) - 2000))) == "It was ours, and was changed since"
    assert verdict(send(flipped(stranger, len(stranger) - 2000))) == "Changed since it was signed"
    assert verdict(send(stranger)) == "Not one of our files: signed by someone we don't know"
    assert verdict(send(bare.read_bytes())) == "Not one of our files"
    assert verdict(send(b"words")) == "This file can't be read"


def test_no_answer_calls_a_file_false(served, tmp_path):
    answer = send(moving_picture(tmp_path / "b.mp4", seconds=1).read_bytes())
    assert "That doesn't make it false" in BeautifulSoup(answer.content, "lxml").get_text()


def test_nothing_is_kept(served, settings):
    before = {path for path in settings.DATA_DIR.rglob("*") if path.is_file()}
    send(served)
    send(b"words" * 9)
    after = {path for path in settings.DATA_DIR.rglob("*") if path.is_file()}
    assert {path for path in after - before if "sqlite" not in path.name} == set()


def test_names_of_the_file_and_its_signer_are_harmless(tmp_path):
    response = send(b"x", name="<script>alert(1)</script>.mp4")
    assert b"<script>alert" not in response.content


def test_too_large_by_its_own_word_and_in_fact(settings):
    settings.CHECKED_FILE_MAX_BYTES = 1000
    assert send(b"x" * 5000).status_code == 413  # within the form's own weight: noticed while it arrives
    assert send(b"x" * 200_000).status_code == 413  # by its length alone


@pytest.mark.parametrize("data", [{}, {"file": "words"}])
def test_no_file(data):
    assert Client().post("/check-file", data).status_code == 400


def test_empty_file_and_another_kind_of_form():
    assert send(b"").status_code == 400
    assert Client().post("/check-file", b"{}", content_type="application/json").status_code == 400


def test_busy_and_without_a_sandbox(monkeypatch):
    def unavailable(path):
        raise SandboxUnavailable("no")

    monkeypatch.setattr(view, "check_file", unavailable)
    assert send(b"x").status_code == 503
    with view._AT_ONCE, view._AT_ONCE:
        assert send(b"x").status_code == 503
    assert send(b"x").status_code == 503


def test_other_methods():
    assert Client().put("/check-file").status_code == 405
