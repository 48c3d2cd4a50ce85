from __future__ import annotations

import pytest

from dragoman.jobs.models import Job
from dragoman.pipeline import signing_media
from dragoman.pipeline.signing_media import finish_files, queue_signing, sign, waiting_to_be_signed
from dragoman.publications.services import publish_clip
from dragoman.publications.terms import Change, Provenance
from tests.factories.clips import published

pytestmark = pytest.mark.django_db
SCRIPTED = "dragoman.engines.signing.scripted.ScriptedSigner"


class Context:
    """What a step needs of its job."""

    def __init__(self, **numbers):
        self.numbers, self.told = numbers, []

    def number(self, name):
        return self.numbers[name]

    def cancelled(self):
        return False

    def progress(self, permille, note=""):
        self.told.append((permille, note))


@pytest.fixture
def publication(world, settings, monkeypatch):
    settings.SIGNING_ENGINE = SCRIPTED
    monkeypatch.setattr(signing_media, "caption_publication", lambda *, publication: None)
    monkeypatch.setattr(signing_media, "sound_publication", lambda *, publication: None)
    return published(world.editor.actor)


def test_finishing_signs_and_tells_how_far_it_is(publication):
    job = Context()
    finish_files(job, publication)
    assert publication.files.get(name="clip.mp4").provenance == Provenance.TEST
    assert job.told == [
        (100, "signing"),
        (300, "captions"),
        (500, "sound"),
        (600, "pictures"),
        (800, "signing"),
        (900, "frames"),
    ]


def test_files_are_signed_even_if_captions_fail(publication, monkeypatch):
    def fail(*, publication):
        raise RuntimeError("no room")

    monkeypatch.setattr(signing_media, "caption_publication", fail)
    with pytest.raises(RuntimeError):
        finish_files(Context(), publication)
    assert publication.files.get(name="clip.mp4").provenance == Provenance.TEST


def test_edition_that_comes_meanwhile_is_finished_too(publication, monkeypatch, world):
    captioned = []

    def caption(*, publication):
        captioned.append(1)
        if len(captioned) == 1:
            publication.clip.title = "Another headline"
            publication.clip.save()
            change = Change("correction", "The headline was wrong.")
            publish_clip(publication=publication, actor=world.editor.actor, change=change)

    monkeypatch.setattr(signing_media, "caption_publication", caption)
    finish_files(Context(), publication)
    assert len(captioned) == 2


def test_trying_again(publication):
    assert list(waiting_to_be_signed()) == [publication]
    queue_signing(publication)
    queue_signing(publication)
    assert Job.objects.filter(kind="publications.sign").count() == 1
    sign(Context(publication=publication.pk))
    assert list(waiting_to_be_signed()) == []
