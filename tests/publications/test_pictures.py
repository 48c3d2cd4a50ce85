from __future__ import annotations

import io

import pytest
from PIL import Image

from dragoman.clips.models import ClipFile
from dragoman.publications.models import PublishedFile
from dragoman.publications.pictures import (
    kept_copy,
    make_copies,
    make_copy,
    poster_of,
    widths_for,
)
from dragoman.publications.services import publish_clip, withdraw_publication
from tests.factories.clips import draft, kept_bytes, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept_here(settings, tmp_path):
    settings.CARDS_DIR = tmp_path / "cards"


def jpeg(width=640, height=360):
    out = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def publication(world):
    waiting = draft(world.editor.actor)
    sha256, size = kept_bytes(jpeg())
    ClipFile.objects.update_or_create(
        clip=waiting.clip,
        kind="poster",
        defaults={"sha256": sha256, "size_bytes": size, "mime": "image/jpeg", "width": 640, "height": 360},
    )
    return publish_clip(publication=waiting, actor=world.editor.actor)


def test_copies_are_made_once(publication):
    assert (make_copies(publication=publication), make_copies(publication=publication)) == (6, 0)
    with Image.open(io.BytesIO(kept_copy(poster_of(1), 320, "avif"))) as made:
        assert (made.format, made.size) == ("AVIF", (320, 180))


def test_signing_makes_no_other_copies(publication):
    make_copies(publication=publication)
    PublishedFile.objects.filter(name="poster.jpg").update(
        sha256="e" * 64, unsigned_sha256=poster_of(1).sha256
    )
    assert make_copies(publication=publication) == 0


def test_card_knows_the_size(publication):
    assert publication.card["poster_size"] == [640, 360]


def test_what_cannot_be_read_makes_none(world):
    publication = published(world.editor.actor)
    assert make_copies(publication=publication) == 0


def test_clip_without_a_picture_or_a_public_page_has_none(publication, world):
    with pytest.raises(FileNotFoundError):
        PublishedFile.objects.filter(name="poster.jpg").update(sha256="f" * 64, unsigned_sha256="")
        make_copy(poster_of(1), 320, "jpg")
    withdraw_publication(publication=publication, reason="Twice.", actor=world.editor.actor)
    assert (poster_of(1), poster_of(2), make_copies(publication=publication)) == (None, None, 0)


@pytest.mark.parametrize(
    ("own", "widths"), [(1280, (320, 640, 960)), (700, (320, 640)), (100, (320,)), (0, (320,))]
)
def test_no_width_is_larger_than_the_picture(own, widths):
    assert widths_for(own) == widths
