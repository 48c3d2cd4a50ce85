from __future__ import annotations

import io
import zipfile

import pytest

from dragoman.corrections.models import Recipient
from dragoman.ledger.heads import sign_head
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.record.verify.whole import verify_bundle
from dragoman.publications.services import withdraw_publication
from tests.factories.clips import draft, published
from tests.publications.bundles import a_signed_clip

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(world, settings, tmp_path):
    settings.WORK_DIR = tmp_path / "work"
    return a_signed_clip(world, settings, tmp_path)


def test_bundle_as_served_is_verified(client, signed, tmp_path):
    response = client.get("/clips/1/bundle.zip")
    path = tmp_path / "served.zip"
    path.write_bytes(b"".join(response.streaming_content))
    assert verify_bundle(path, [signed[1]]).result == "verified"
    assert (response["Content-Type"], "drg-1.zip" in response["Content-Disposition"]) == (
        "application/zip",
        True,
    )
    assert [(one.kind, one.edition, one.count) for one in Recipient.objects.all()] == [("bundle", 2, 1)]


def test_part_of_a_bundle_and_an_unchanged_one(client, signed):
    whole = client.get("/clips/1/bundle.zip")
    size = int(whole["Content-Length"])
    part = client.get("/clips/1/bundle.zip", headers={"Range": "bytes=0-3"})
    assert (part.status_code, b"".join(part.streaming_content), part["Content-Range"]) == (
        206,
        b"PK\x03\x04",
        f"bytes 0-3/{size}",
    )
    assert client.get("/clips/1/bundle.zip", headers={"If-None-Match": whole["ETag"]}).status_code == 304


def test_what_is_not_under_a_signed_head_is_asked_for_later(client, signed, world):
    later = published(world.editor.actor)
    for path in (f"/clips/{later.number}/bundle.zip", f"/{later.number}/s1.proof"):
        response = client.get(path)
        assert (response.status_code, response["Retry-After"]) == (503, "60")


def test_proof_is_served_for_any_site(client, signed):
    response = client.get("/1/s1.proof")
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (200, "*")
    assert client.get("/1/s99.proof").status_code == 404


def test_withdrawn_clip_leaves_a_bundle_without_words(client, signed, world):
    withdraw_publication(publication=signed[0], reason="Wrong.", actor=world.editor.actor)
    sign_head(actor=SYSTEM)
    body = b"".join(client.get("/clips/1/bundle.zip").streaming_content)
    assert not [name for name in zipfile.ZipFile(io.BytesIO(body)).namelist() if name.startswith("editions")]
    assert client.get("/1/s1.proof").status_code == 404


def test_outsider_gets_nothing_of_a_draft(client, world):
    draft(world.editor.actor)
    asked = ["/clips/1/bundle.zip", "/1/s1.proof", "/clips/1/bundle.zip?at=x"]
    assert [client.get(path).status_code for path in asked] == [404, 404, 404]
