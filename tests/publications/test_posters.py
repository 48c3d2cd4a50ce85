from __future__ import annotations

import pytest

from dragoman.clips.models import ClipFile
from dragoman.ledger.models import Entry
from dragoman.publications.models import Edition, Publication
from dragoman.publications.posters import show_poster
from dragoman.publications.selectors import stamp_of
from dragoman.publications.services import withdraw_publication
from dragoman.publications.terms import Provenance
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db


def another_picture(publication, sha256="7" * 64):
    ClipFile.objects.filter(clip=publication.clip, kind="poster").update(sha256=sha256, width=640, height=480)


def test_another_picture_shows_at_once_and_changes_no_edition(world):
    publication = published(world.editor.actor)
    publication.files.filter(name="poster.jpg").update(provenance=Provenance.SIGNED, manifest="m")
    before, edition = stamp_of(1), bytes(Edition.objects.get().content)
    another_picture(publication)
    file = show_poster(publication=publication, actor=world.editor.actor)
    assert (file.sha256, file.provenance, file.manifest, file.edition) == (
        "7" * 64,
        Provenance.PENDING,
        "",
        1,
    )
    assert (bytes(Edition.objects.get().content), stamp_of(1) != before) == (edition, True)
    assert Publication.objects.get().card["poster_size"] == [640, 480]
    assert b"7777777" in bytes(Entry.objects.get(act="rendition.chosen").line)


def test_same_picture_keeps_its_signature(world):
    publication = published(world.editor.actor)
    before = stamp_of(1)
    publication.files.filter(name="poster.jpg").update(provenance=Provenance.SIGNED)
    file = show_poster(publication=publication, actor=world.editor.actor)
    assert (file.provenance, stamp_of(1)) == (Provenance.SIGNED, before)


def test_drafts_and_what_was_withdrawn_show_nothing(world):
    waiting = draft(world.editor.actor)
    assert show_poster(publication=waiting, actor=world.editor.actor) is None
    publication = published(world.editor.actor)
    withdraw_publication(publication=publication, reason="Twice.", actor=world.editor.actor)
    another_picture(publication)
    assert show_poster(publication=publication, actor=world.editor.actor) is None
