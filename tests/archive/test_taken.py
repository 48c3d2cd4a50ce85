from __future__ import annotations

import pytest
from django.db import OperationalError

from dragoman.archive import taken
from dragoman.corrections.models import Recipient
from tests.factories.clips import published

pytestmark = pytest.mark.django_db
TEXT = "/clips/1/transcript.txt"
VIDEO = "/clips/1/files/clip.mp4?download=1"
CAPTIONS = "/clips/1/captions/en.vtt?download=1"


@pytest.fixture
def clip(world):
    return published(world.editor.actor)


def counts():
    return [(one.kind, one.whom, one.number, one.count) for one in Recipient.objects.all()]


def test_whole_copies_are_counted_and_never_who_took_them(client, clip):
    for path in (TEXT, CAPTIONS, VIDEO):
        assert client.get(path, REMOTE_ADDR="192.0.2.7").status_code == 200
    assert sum(count for *_, count in counts()) == 3
    assert {one[:3] for one in counts()} == {("download", "", 1)}


def test_looking_listening_and_asking_again_are_no_copies(client, clip):
    client.head(TEXT)
    client.get("/clips/1/files/clip.mp4")
    client.get("/clips/1/captions/en.vtt")
    client.get(VIDEO, headers={"Range": "bytes=0-3"})
    client.get(VIDEO, headers={"If-None-Match": '"x"'})
    client.get("/clips/99/captions/en.vtt?download=1")
    assert counts() == []


def test_nobody_is_refused_a_file_because_it_cannot_be_counted(client, clip, monkeypatch):
    def fail(**_):
        raise OperationalError("database is locked")

    monkeypatch.setattr(taken, "note_recipient", fail)
    assert client.get(TEXT).status_code == 200
