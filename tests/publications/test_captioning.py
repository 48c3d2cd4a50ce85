from __future__ import annotations

import av
import pytest

from dragoman.clips.models import ClipFile
from dragoman.ledger.models import Entry
from dragoman.publications.captioning import CAPTIONED, caption_publication
from dragoman.publications.selectors import published_file
from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.recordings.vault import vault
from tests.factories.clips import draft, kept_bytes
from tests.media.generated import moving_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def publication(world, tmp_path):
    """A published clip whose playable file is a real one."""
    waiting = draft(world.editor.actor)
    sha256, size = kept_bytes(moving_picture(tmp_path / "a.mp4", seconds=20).read_bytes())
    ClipFile.objects.filter(clip=waiting.clip, kind="playable").update(sha256=sha256, size_bytes=size)
    return publish_clip(publication=waiting, actor=world.editor.actor)


def test_copy_carries_a_track_for_each_language(publication):
    caption_publication(publication=publication)
    file = published_file(publication.number, CAPTIONED)
    with av.open(str(vault().path_of(file.sha256))) as media:
        languages = [stream.language for stream in media.streams.subtitles]
        kinds = sorted(stream.type for stream in media.streams)
    assert languages == ["eng", "zho", "rus"]
    assert kinds == ["audio", "subtitle", "subtitle", "subtitle", "video"]


def test_making_it_again_changes_no_file(publication):
    first = caption_publication(publication=publication)
    again = caption_publication(publication=publication)
    assert (first.pk, first.sha256) == (again.pk, again.sha256)


def test_ledger_names_the_copy(publication):
    file = caption_publication(publication=publication)
    assert file.sha256.encode() in bytes(Entry.objects.get(act="rendition.captioned").line)


def test_withdrawn_clip_gets_none(publication, world):
    withdraw_publication(publication=publication, reason="Wrong.", actor=world.editor.actor)
    assert caption_publication(publication=publication) is None


def test_clip_without_words_gets_none(world):
    publication = publish_clip(
        publication=draft(world.editor.actor, with_words=False), actor=world.editor.actor
    )
    assert caption_publication(publication=publication) is None
