from __future__ import annotations

import pytest

from dragoman.publications.page import File
from dragoman.publications.serving import serve_file, source_of
from dragoman.publications.terms import Provenance
from tests.factories.clips import published

pytestmark = pytest.mark.django_db


def test_file_of_the_same_bytes_keeps_its_signature(world):
    publication = published(world.editor.actor)
    kept = publication.files.get(name="clip.mp4")
    unsigned = kept.sha256
    kept.sha256, kept.provenance = "f" * 64, Provenance.SIGNED
    kept.save()
    again = serve_file(publication, File("clip.mp4", unsigned, 5, "video/mp4"), 2)
    assert (again.sha256, again.edition, source_of(again)) == ("f" * 64, 1, unsigned)


def test_other_bytes_replace_it(world):
    publication = published(world.editor.actor)
    made = serve_file(publication, File("clip.mp4", "e" * 64, 5, "video/mp4"), 2)
    assert (made.sha256, made.edition, made.provenance) == ("e" * 64, 2, Provenance.PENDING)
    assert publication.files.filter(name="clip.mp4").count() == 1
